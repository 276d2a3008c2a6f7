/** The rooms of the house, in words; what waits for a person carries its number. */
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { can } from '../../shared/rules/permissions.ts';
import { useWords } from '../i18n/use-words.ts';
import { AccountMenu } from './account-menu.tsx';
import { useSessionInfo, useSyncStatus } from './contexts.ts';
import { doorOf, type Room } from './feature.ts';
import { rooms } from './features.ts';

export function Rail(): ReactNode {
  const { t } = useWords();
  const { theaterName, user } = useSessionInfo();
  const isOpen = ({ anyOf }: Room): boolean =>
    anyOf === undefined || anyOf.some((right) => can(user?.permissions ?? [], right));
  const status = useSyncStatus();
  const link = ({ page, icon: Icon, waiting }: Room): ReactNode => {
    const count = waiting?.(status) ?? 0;
    return (
      <Link key={page} className="rail-item" {...doorOf(page)} title={t(`nav.${page}`)}>
        <Icon size={18} stroke={1.75} aria-hidden />
        <span className="word">{t(`nav.${page}`)}</span>
        {count > 0 && <span className="n num">{count}</span>}
      </Link>
    );
  };
  return (
    <nav className="rail" aria-label={t('app.menu')}>
      <div className="house">{theaterName ?? 'Offstage'}</div>
      {rooms.work.filter(isOpen).map(link)}
      <div className="gap" />
      {rooms.house.filter(isOpen).map(link)}
      <AccountMenu />
    </nav>
  );
}
