/** What an event needs, where it is, and of what there is too little while others need it as well. */
import { IconBox } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useEffect } from 'react';
import type { EventDetail } from '../../../shared/features/schedule/queries.ts';
import { tableOf } from '../../../shared/schema/catalog.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { LinkTo } from '../../components/link-to.tsx';
import { StatusBadge, Tag } from '../../components/status-badge.tsx';
import { useWords } from '../../i18n/use-words.ts';
import { RowCover, useCovers } from '../photos/use-covers.tsx';

export function EventNeeds({ detail }: Readonly<{ detail: EventDetail }>): ReactNode {
  const { t } = useWords();
  const { needs } = detail;
  const { of, setIds } = useCovers();
  useEffect(() => setIds(needs.map(({ itemId }) => itemId)), [needs, setIds]);
  if (needs.length === 0)
    return <EmptyState icon={<IconBox size={32} />} title={t('schedule.noNeeds')} hint={t('schedule.noNeedsHint')} />;
  return (
    <table className="event-calls">
      <thead>
        <tr>
          <th scope="col">{t('schedule.thing')}</th>
          <th scope="col">{t('schedule.needed')}</th>
          <th scope="col">{t('schedule.where')}</th>
          <th scope="col">{t('schedule.available')}</th>
        </tr>
      </thead>
      <tbody>
        {needs.map((need) => (
          <tr key={need.itemId} data-open={need.short > 0}>
            <td>
              <span className="event-thing">
                <RowCover cover={of(need.itemId)} />
                <span>
                  <LinkTo table="inventory_items" id={need.itemId} className="object-link">
                    {need.name}
                  </LinkTo>{' '}
                  <span className="dim num">{need.number}</span>
                </span>
              </span>
            </td>
            <td className="num">{need.quantity}</td>
            <td>{need.location ?? '—'}</td>
            <td>
              {need.short > 0 ? (
                <Link
                  to="/availability"
                  search={{ item: need.itemId, from: detail.event.date }}
                  title={t('availability.onTimeLine')}
                >
                  <Tag tone="bad">{t('schedule.isShort', { count: need.short })}</Tag>
                </Link>
              ) : (
                <StatusBadge status={need.status} column={tableOf('inventory_items').columns['status']} />
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
