/** What others changed since the person was here last, by object. */
import {
  IconBook2,
  IconBox,
  IconCalendarEvent,
  IconChecklist,
  IconClipboardCheck,
  IconDots,
  IconFile,
  IconPencil,
  IconTool,
  type TablerIcon,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { type ChangedObject, todayChanges } from '../../../shared/features/today/queries.ts';
import type { Language } from '../../../shared/i18n/language.ts';
import { fieldName, tableName } from '../../../shared/i18n/names.ts';
import { useSessionInfo } from '../../app/contexts.ts';
import { LinkTo } from '../../components/link-to.tsx';
import { useQuery } from '../../data/use-query.ts';
import { useWords } from '../../i18n/use-words.ts';
import { formatMoment, formatNumber } from '../../lib/format.ts';
import { dayWord } from '../schedule/schedule-text.ts';
import { FIRST_MS, usePresence } from './presence.ts';
import { TodayItem, TodayPart } from './today-item.tsx';

const ICONS: Readonly<Partial<Record<string, TablerIcon>>> = {
  schedule_events: IconCalendarEvent,
  performances: IconBook2,
  faults: IconTool,
  tasks: IconChecklist,
  inventory_counts: IconClipboardCheck,
  inventory_items: IconBox,
  documents: IconFile,
};
const MOST_COLUMNS = 3;

/** A day at the end of a label, as people say it. */
const withDay = (label: string, language: Language): string =>
  label.replace(/\d{4}-\d{2}-\d{2}$/, (day) => dayWord(day, language));

function Changed({ object }: Readonly<{ object: ChangedObject }>): ReactNode {
  const { t, language } = useWords();
  const { table, id, label, changes, by, at, isNew, isDeleted, columns } = object;
  const what = isDeleted
    ? t('today.isDeleted')
    : isNew
      ? t('today.isNew')
      : columns.length > 0
        ? columns
            .slice(0, MOST_COLUMNS)
            .map((column) => fieldName(column, language))
            .join(', ')
        : '';
  const about = [what, changes > 1 ? t('today.changes', { count: changes }) : '', by, formatMoment(at, language)];
  return (
    <TodayItem
      icon={ICONS[table] ?? IconPencil}
      title={
        <LinkTo table={table} id={id}>
          {label === '' ? tableName(table, language) : withDay(label, language)}
        </LinkTo>
      }
      sub={about.filter((part) => part !== '').join(' · ')}
    />
  );
}

export function Away({ now }: Readonly<{ now: number }>): ReactNode {
  const { t, language } = useWords();
  const userId = useSessionInfo().user?.id ?? '';
  const since = new Date(usePresence(({ visits }) => visits[userId]?.since) ?? now - FIRST_MS).toISOString();
  const { data } = useQuery(todayChanges, { since });
  if (data === undefined) return null;
  const said = formatMoment(since, language);
  const rest = data.more.reduce((sum, { objects }) => sum + objects, 0);
  return (
    <TodayPart
      title={t('today.away')}
      note={
        data.total === 0
          ? ''
          : t('today.awaySince', { count: data.total, since: said }) +
            (data.isMore ? ` (${formatNumber(data.total, language)}+)` : '')
      }
    >
      {data.total === 0 && <p className="td-quiet dim">{t('today.awayNothing', { since: said })}</p>}
      <ul className="td-items" data-testid="today-away">
        {data.objects.map((object) => (
          <Changed key={`${object.table} ${object.id}`} object={object} />
        ))}
        {rest > 0 && (
          <TodayItem
            icon={IconDots}
            title={
              <span className="dim">
                {t('today.andMore', {
                  count: rest,
                  what: data.more
                    .slice(0, MOST_COLUMNS)
                    .map(({ table }) => tableName(table, language).toLocaleLowerCase(language))
                    .join(', '),
                })}
              </span>
            }
          />
        )}
      </ul>
    </TodayPart>
  );
}
