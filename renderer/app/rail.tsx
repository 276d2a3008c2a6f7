/** The rooms of the house, in words; what waits for a person carries its number. */
import {
  IconAlertTriangle,
  IconBox,
  IconClipboardCheck,
  IconHeartbeat,
  IconMapPin,
  IconTable,
  IconTrash,
  IconUsers,
  type TablerIcon,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { can } from '../../shared/rules/permissions.ts';
import { AccountMenu } from './account-menu.tsx';
import { useSessionInfo, useSyncStatus } from './contexts.ts';

interface Room {
  readonly page: string;
  readonly icon: TablerIcon;
  /** Shown to those who may do one of these; the rules ask again. */
  readonly anyOf?: readonly string[];
}

const WORK: readonly Room[] = [
  { page: 'inventory', icon: IconBox },
  { page: 'locations', icon: IconMapPin },
  { page: 'counts', icon: IconClipboardCheck },
  { page: 'records', icon: IconTable },
];
const HOUSE: readonly Room[] = [
  { page: 'people', icon: IconUsers, anyOf: ['people.manage', 'roles.manage', 'devices.manage'] },
  { page: 'trash', icon: IconTrash },
  { page: 'health', icon: IconHeartbeat },
  { page: 'attention', icon: IconAlertTriangle },
];

/** Pages in the order of the rail: Ctrl-1 is the first. */
export const railPages = [...WORK, ...HOUSE].map((room) => room.page);

export function Rail({ page }: Readonly<{ page: string }>): ReactNode {
  const { t } = useTranslation();
  const { theaterName, user } = useSessionInfo();
  const isOpen = ({ anyOf }: Room): boolean =>
    anyOf === undefined || anyOf.some((right) => can(user?.permissions ?? [], right));
  const { refused, conflicts } = useSyncStatus();
  const counts: Readonly<Record<string, number>> = { attention: refused + conflicts };
  const link = ({ page: name, icon: Icon }: Room): ReactNode => {
    const count = counts[name] ?? 0;
    return (
      <a
        key={name}
        className="rail-item"
        href={`#/${name}`}
        title={t(`nav.${name}`)}
        aria-current={page === name ? 'page' : undefined}
      >
        <Icon size={18} stroke={1.75} aria-hidden />
        <span className="word">{t(`nav.${name}`)}</span>
        {count > 0 && <span className="n num">{count}</span>}
      </a>
    );
  };
  return (
    <nav className="rail" aria-label={t('app.menu')}>
      <div className="house">{theaterName ?? 'Offstage'}</div>
      {WORK.map(link)}
      <div className="gap" />
      {HOUSE.filter(isOpen).map(link)}
      <AccountMenu />
    </nav>
  );
}
