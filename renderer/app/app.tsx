/** Providers, appearance, who works here and how sync stands; around the pages stands `screen.tsx`. */
import { MantineProvider, type MantineThemeOverride, mergeThemeOverrides } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { RouterProvider } from '@tanstack/react-router';
import { type ReactNode, useEffect, useMemo, useState } from 'react';
import type { SessionInfo, SyncStatus } from '../../shared/ipc/contract.ts';
import { connection } from '../data/connection.ts';
import { useWords } from '../i18n/use-words.ts';
import { paintLook, useLook } from '../store/look.ts';
import { useUi } from '../store/ui-store.ts';
import { SessionContext, StatusContext } from './contexts.ts';
import { rootRoute } from './root-route.ts';
import { router } from './router.ts';
import { Screen } from './screen.tsx';
import { theme } from './theme.ts';

// Within the router, not around it: while something else than a page is drawn, new addresses are still heard.
rootRoute.update({ component: Screen });

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
  const appearance = useLook();
  const brightness = useUi((state) => state.brightness);
  useEffect(() => {
    paintLook(appearance, brightness);
  }, [appearance, brightness]);
  return appearance === 'light' ? 'light' : 'dark';
}

/** The theme, with the word of the button that every notice has and nobody names. */
function useTheme(): MantineThemeOverride {
  const { t } = useWords();
  const close = t('common.close');
  return useMemo(
    () =>
      mergeThemeOverrides(theme, {
        components: { Notification: { defaultProps: { closeButtonProps: { 'aria-label': close } } } },
      }),
    [close],
  );
}

export function App(): ReactNode {
  const session = useSession();
  const status = useStatus();
  const scheme = useAppearance();
  const spoken = useTheme();
  return (
    <MantineProvider theme={spoken} forceColorScheme={scheme}>
      <Notifications position="bottom-right" limit={4} />
      {session !== undefined && status !== undefined && (
        <SessionContext value={session}>
          <StatusContext value={status}>
            <RouterProvider router={router} />
          </StatusContext>
        </SessionContext>
      )}
    </MantineProvider>
  );
}
