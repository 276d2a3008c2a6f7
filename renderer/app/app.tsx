/** Providers, appearance, and the choice between sign-in, first load and the shell. */
import { MantineProvider } from '@mantine/core';
import { Notifications, notifications } from '@mantine/notifications';
import { type ReactNode, useEffect, useState } from 'react';
import type { SessionInfo, SyncStatus } from '../../shared/ipc/contract.ts';
import { readInvitationRoute } from '../../shared/ipc/invitation-link.ts';
import { connection } from '../data/connection.ts';
import { FollowedInvitation } from '../features/access/accept-invitation.tsx';
import { Door } from '../features/access/door.tsx';
import { ForcedChange, RecoveryCode, Wiped } from '../features/access/notices.tsx';
import { FirstLoad } from '../features/sign-in/first-load.tsx';
import { go, useRoute } from '../lib/use-route.ts';
import { useAccess, useRecoveryCode } from '../store/access-store.ts';
import { useDeletions } from '../store/deletion-store.ts';
import { useUi } from '../store/ui-store.ts';
import { SessionContext, StatusContext } from './contexts.ts';
import { Shell } from './shell.tsx';
import { theme } from './theme.ts';

function useSession(): SessionInfo | undefined {
  const [session, setSession] = useState<SessionInfo>();
  useEffect(() => {
    const ask = (): void => {
      connection
        .request('session.get', {})
        .then((value) => setSession(value as SessionInfo))
        .catch(() => undefined);
    };
    ask();
    const stops = [
      connection.onSession(setSession),
      connection.onLink((isOpen) => {
        if (isOpen) ask();
      }),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, []);
  return session;
}

function useStatus(): SyncStatus | undefined {
  const [status, setStatus] = useState<SyncStatus>();
  useEffect(() => connection.onStatus(setStatus), []);
  return status;
}

/** Appearance reaches the document itself, so that nothing flashes white. */
function useAppearance(): 'light' | 'dark' {
  const appearance = useUi((state) => state.appearance);
  const brightness = useUi((state) => state.brightness);
  useEffect(() => {
    document.documentElement.dataset['look'] = appearance;
    document.documentElement.style.setProperty('--show-brightness', String(brightness / 100));
  }, [appearance, brightness]);
  return appearance === 'light' ? 'light' : 'dark';
}

export function App(): ReactNode {
  const session = useSession();
  const status = useStatus();
  const scheme = useAppearance();
  return (
    <MantineProvider theme={theme} forceColorScheme={scheme}>
      <Notifications position="bottom-right" limit={4} />
      {session !== undefined && status !== undefined && (
        <SessionContext value={session}>
          <StatusContext value={status}>
            <Screen session={session} status={status} />
          </StatusContext>
        </SessionContext>
      )}
    </MantineProvider>
  );
}

/** Whose turn it is. Notices and questions of the one before do not stay; somebody else begins on the start page. */
function useTurns({ lock, user }: SessionInfo): void {
  const userId = lock === 'open' ? user?.id : undefined;
  useEffect(() => {
    const { lastUserId, setLastUser } = useAccess.getState();
    if (userId === undefined) {
      notifications.clean();
      useDeletions.getState().close();
    } else if (userId !== lastUserId) {
      if (lastUserId !== null) go('inventory');
      setLastUser(userId);
    }
  }, [userId]);
}

function Screen({ session, status }: Readonly<{ session: SessionInfo; status: SyncStatus }>): ReactNode {
  const code = useRecoveryCode((state) => state.code);
  const [hasReadWiped, setReadWiped] = useState(false);
  const { page, id, part } = useRoute();
  useTurns(session);
  if (code !== null) return <RecoveryCode code={code} />;
  const invitation = page === 'accept' ? readInvitationRoute(id, part) : undefined;
  if (invitation !== undefined) return <FollowedInvitation key={invitation.code} invitation={invitation} />;
  if (session.wiped !== null && session.user === null && !hasReadWiped)
    return <Wiped onSignIn={() => setReadWiped(true)} />;
  // Locked: nothing of the theatre is on the page, and the host answers nothing.
  if (session.user === null || session.lock !== 'open') return <Door key={session.lock} />;
  if (session.user.mustChangePassword) return <ForcedChange />;
  // The session says «loaded» once it is asked again; the status knows it first.
  if (!session.isLoaded && (status.state !== 'live' || session.theaterName === null)) return <FirstLoad />;
  return <Shell />;
}
