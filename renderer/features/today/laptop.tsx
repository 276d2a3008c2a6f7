/** How this laptop stands: how old what it shows is, what waits to be sent, which files are missing. */
import { IconAlertTriangle, IconCircleCheck, IconFileAlert, IconSend } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { filesSummed } from '../../../shared/features/files/queries.ts';
import { bytesSaid } from '../../../shared/i18n/byte-words.ts';
import { useSyncStatus } from '../../app/contexts.ts';
import { useQuery } from '../../data/use-query.ts';
import { useWords } from '../../i18n/use-words.ts';
import { formatMoment } from '../../lib/format.ts';
import { TodayItem, TodayPart } from './today-item.tsx';

function Files(): ReactNode {
  const { t, language } = useWords();
  const { data } = useQuery(filesSummed, {});
  if (data === undefined || data.all.files === 0) return null;
  const missing = { files: data.onHub.files + data.elsewhere.files, bytes: data.onHub.bytes + data.elsewhere.bytes };
  if (missing.files === 0)
    return <TodayItem icon={IconCircleCheck} tone="ok" title={t('today.allFiles', { count: data.here.files })} />;
  return (
    <TodayItem
      icon={IconFileAlert}
      tone="warn"
      title={
        <Link to="/files" className="plain-link">
          {t('today.filesMissing', { count: missing.files, size: bytesSaid(missing.bytes, language) })}
        </Link>
      }
    />
  );
}

export function Laptop(): ReactNode {
  const { t, language } = useWords();
  const { lastSyncedAt, waiting, refused, conflicts } = useSyncStatus();
  const toSettle = refused + conflicts;
  return (
    <TodayPart
      title={t('today.laptop')}
      note={
        lastSyncedAt === null ? t('today.neverSynced') : t('today.asOf', { when: formatMoment(lastSyncedAt, language) })
      }
    >
      <ul className="td-items" data-testid="today-laptop">
        <Files />
        {waiting === 0 ? (
          <TodayItem icon={IconCircleCheck} tone="ok" title={t('today.allSent')} />
        ) : (
          <TodayItem icon={IconSend} title={t('today.willGo', { count: waiting })} />
        )}
        {toSettle > 0 && (
          <TodayItem
            icon={IconAlertTriangle}
            tone="warn"
            title={
              <Link to="/attention" className="plain-link">
                {t('today.refused', { count: toSettle })}
              </Link>
            }
          />
        )}
      </ul>
    </TodayPart>
  );
}
