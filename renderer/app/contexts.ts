/** Who works here and how sync stands, for every screen. */
import { createContext, use } from 'react';
import type { SessionInfo, SyncStatus } from '../../shared/ipc/contract.ts';
import { can, type Permission, type SIGNED_IN } from '../../shared/rules/permissions.ts';

/** Undefined until the host has told who works here. */
export const SessionContext = createContext<SessionInfo | undefined>(undefined);
/** Undefined until the host has told how sync stands. */
export const StatusContext = createContext<SyncStatus | undefined>(undefined);

/** Throws outside the app’s providers: a screen is never drawn before the session is known. */
export function useSessionInfo(): SessionInfo {
  const session = use(SessionContext);
  if (session === undefined) throw new Error('no session around this screen');
  return session;
}

/** As `useSessionInfo`. */
export function useSyncStatus(): SyncStatus {
  const status = use(StatusContext);
  if (status === undefined) throw new Error('no sync status around this screen');
  return status;
}

/**
 * Whether the person may; screens hide what they may not, the rules refuse it all the same. Without a permission to ask
 * for (a table that nobody edits plainly) nobody may.
 */
export function useCan(permission: Permission | typeof SIGNED_IN | undefined): boolean {
  const granted = useSessionInfo().user?.permissions ?? [];
  return permission !== undefined && can(granted, permission);
}
