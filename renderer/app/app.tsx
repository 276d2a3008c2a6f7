/** Providers, appearance, and the choice between sign-in, first load and the shell. */
import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { useEffect, useState, type ReactNode } from 'react';
import type { SessionInfo, SyncStatus } from '../../shared/ipc/contract.ts';
import { connection } from '../data/connection.ts';
import { FirstLoad } from '../features/sign-in/first-load.tsx';
import { SignIn } from '../features/sign-in/sign-in.tsx';
import { useUi } from '../store/ui-store.ts';
import { SessionContext, StatusContext } from './contexts.ts';
import { Shell } from './shell.tsx';
import { theme } from './theme.ts';

function useSession(): SessionInfo | undefined {
  const [session, setSession] = useState<SessionInfo>();
  useEffect(() => {
    const ask = (): void => { connection.request('session.get', {}).then((value) => setSession(value as SessionInfo)).catch(() => undefined); };
    ask();
    const stops = [connection.onSession(setSession), connection.onLink((isOpen) => { if (isOpen) ask(); })];
    return () => { for (const stop of stops) stop(); };
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
          <StatusContext value={status}>{screenFor(session, status)}</StatusContext>
        </SessionContext>
      )}
    </MantineProvider>
  );
}

function screenFor(session: SessionInfo, status: SyncStatus): ReactNode {
  if (session.user === null) return <SignIn />;
  // The session says «loaded» once it is asked again; the status knows it first.
  if (!session.isLoaded && (status.state !== 'live' || session.theaterName === null)) return <FirstLoad />;
  return <Shell />;
}
