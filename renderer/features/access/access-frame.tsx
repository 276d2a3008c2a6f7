/**
 * The frame of the door: whose house it is, how sync stands, and that nothing is lost. No rows of the theatre are on
 * this page.
 */
import { Anchor } from '@mantine/core';
import { IconDeviceFloppy } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useSessionInfo, useSyncStatus } from '../../app/contexts.ts';
import { changeLanguage, useWords } from '../../i18n/use-words.ts';

export function AccessFrame({ children }: Readonly<{ children: ReactNode }>): ReactNode {
  const { t, language } = useWords();
  const session = useSessionInfo();
  const { state } = useSyncStatus();
  const isAway = state === 'waiting' || state === 'off';
  return (
    <div className="door">
      <header className="door-top">
        <b>{session.theaterName ?? 'Offstage'}</b>
        <span className="grow" />
        {session.isRegistered && (
          <span className="sync num">
            <i className="dot" data-tone={state === 'live' ? 'ok' : undefined} aria-hidden />
            {t(isAway ? 'sync.waiting' : state === 'live' ? 'sync.live' : 'sync.connecting')}
          </span>
        )}
        <Anchor
          component="button"
          type="button"
          size="sm"
          onClick={() => changeLanguage(language === 'ru' ? 'en' : 'ru')}
        >
          {language === 'ru' ? 'English' : 'Русский'}
        </Anchor>
      </header>
      <main className="door-middle">{children}</main>
      {session.isRegistered && (
        <footer className="door-bottom num">
          <IconDeviceFloppy size={18} stroke={1.75} aria-hidden />
          {session.waiting > 0 ? (
            <span>
              <b>{t('access.saved', { count: session.waiting })}</b> {t('access.savedMore')}
            </span>
          ) : (
            <span>{t('access.nothingWaits')}</span>
          )}
        </footer>
      )}
    </div>
  );
}
