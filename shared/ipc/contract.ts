/**
 * The wire between the interface and its replica: requests with an id and an answer, and events. The same over a WebSocket (companion)
 * and a MessagePort (Electron). Both ends parse what comes in.
 */
import { z } from 'zod';
import type { JsonValue } from '../schema/define.ts';

/** What the interface may ask for, by method. */
export const requests = {
  'session.get': z.strictObject({}),
  'session.signIn': z.strictObject({ hubUrl: z.string().max(500), email: z.string().max(255), password: z.string().max(500) }),
  'session.signOut': z.strictObject({}),
  'sync.setOffline': z.strictObject({ isOffline: z.boolean() }),
  'sync.retry': z.strictObject({}),
  mutate: z.strictObject({ name: z.string().max(100), args: z.unknown() }),
  query: z.strictObject({ name: z.string().max(100), args: z.unknown() }),
  subscribe: z.strictObject({ subscription: z.int(), name: z.string().max(100), args: z.unknown() }),
  unsubscribe: z.strictObject({ subscription: z.int() }),
  'health.compare': z.strictObject({}),
  'health.refetch': z.strictObject({}),
  'backup.take': z.strictObject({}),
  'attention.dismiss': z.strictObject({ sequence: z.int() }),
} as const;
export type Method = keyof typeof requests;
export type Params<M extends Method> = z.infer<(typeof requests)[M]>;

export const requestFrame = z.strictObject({ id: z.int(), method: z.enum(Object.keys(requests) as [Method, ...Method[]]), params: z.unknown() });

/** A failure as the interface shows it: the code chooses the sentence. */
export interface Failure {
  readonly code: string;
  readonly details: { readonly [key: string]: JsonValue };
}

export type Reply =
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly id: number; readonly ok: false; readonly error: Failure };

export type HostEvent =
  | { readonly event: 'sync'; readonly status: SyncStatus }
  | { readonly event: 'session'; readonly session: SessionInfo }
  | { readonly event: 'rows'; readonly subscription: number; readonly value: unknown }
  | { readonly event: 'rowsFailed'; readonly subscription: number; readonly error: Failure };
export type Frame = Reply | HostEvent;

/** What the interface may show about sync (`electron/sync/sync-state.ts`), with the counts that people ask for. */
export interface SyncStatus {
  readonly state: 'off' | 'connecting' | 'loading' | 'catching-up' | 'live' | 'waiting' | 'needs-auth';
  readonly reason: string | null;
  readonly retryAt: number | null;
  readonly done: number;
  readonly total: number;
  readonly waiting: number;
  readonly refused: number;
  readonly conflicts: number;
  readonly lastSyncedAt: string | null;
}

export interface SessionInfo {
  readonly hubUrl: string;
  readonly isRegistered: boolean;
  readonly isLoaded: boolean;
  readonly user: { readonly id: string; readonly name: string; readonly email: string; readonly permissions: readonly string[] } | null;
  readonly theaterName: string | null;
  readonly people: readonly { readonly userId: string; readonly email: string }[];
  /** On a demo hub: who may be tried. */
  readonly demo: { readonly email: string; readonly password: string } | null;
  /** The data file was damaged and rebuilt: say so once. */
  readonly rebuilt: { readonly setAside: string; readonly carriedOver: number } | null;
}
