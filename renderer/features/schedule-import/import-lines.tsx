/** What would go in, line by line: when, where, what, and of what is here what changes. */
import { SegmentedControl } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { fieldName, statusName } from '../../../shared/i18n/names.ts';
import type { UnreadPart } from '../../../shared/ical/read-calendar.ts';
import { columnsOf, type ImportColumn, plainValue } from '../../../shared/rules/imported-events.ts';
import type { ComparedImport } from '../../../shared/schedule-import/plan-import.ts';
import { tableOf } from '../../../shared/schema/catalog.ts';
import { Tag, type Tone } from '../../components/status-badge.tsx';
import { useWords } from '../../i18n/use-words.ts';
import { formatNumber } from '../../lib/format.ts';
import { dayWord, timeText } from '../schedule/schedule-text.ts';
import type { ImportOutlook } from './use-import-plan.ts';

/** What lines can be shown by. */
type Part = ComparedImport['state'] | 'unread';

const TONES: Readonly<Record<ComparedImport['state'], Tone>> = {
  new: 'info',
  again: 'warn',
  changed: 'warn',
  same: 'plain',
};

/** So many lines stand there at once; the file is not read here but looked over. */
const SHOWN = 200;

const columns = tableOf('schedule_events').columns;

function useNames({ around, matching }: ImportOutlook): (id: string) => string {
  const newNames = new Map([...around.newVenues, ...around.newPerformances].map(([name, id]) => [id, name] as const));
  const known = new Map([
    ...around.venues.map(({ id, name }) => [id, name] as const),
    ...around.performances.map(({ id, title }) => [id, title] as const),
  ]);
  return (id) => known.get(id) ?? (matching === undefined ? undefined : newNames.get(id)) ?? '';
}

function Change({
  event,
  column,
  nameOf,
}: Readonly<{ event: ComparedImport; column: ImportColumn; nameOf: (id: string) => string }>): ReactNode {
  const { t, language } = useWords();
  const said = (value: unknown): string => {
    const text = plainValue(column, value);
    if (text === null || text === '') return t('import.nothing');
    if (column.endsWith('_id')) return nameOf(String(text)) || String(text);
    if (column === 'event_date') return dayWord(String(text), language);
    if (column === 'event_type' || column === 'activity' || column === 'status')
      return statusName(String(text), language, columns[column]);
    return String(text);
  };
  return (
    <div className="import-change">
      <span className="dim">{fieldName(column, language)}: </span>
      <del>{said(event.seen?.[column])}</del> → <ins>{said(columnsOf(event.values)[column])}</ins>
    </div>
  );
}

function Line({ event, nameOf }: Readonly<{ event: ComparedImport; nameOf: (id: string) => string }>): ReactNode {
  const { t, language } = useWords();
  const { values, state, notes, line } = event;
  const place = values.place?.venueId ? nameOf(values.place.venueId) : (values.place?.name ?? '');
  return (
    <li data-state={state}>
      <span className="num import-when">
        {dayWord(values.date, language)} {values.date.slice(0, 4)}
        <b> {timeText({ start: values.start, end: values.end })}</b>
      </span>
      <span className="import-what">
        <span className="import-title">{values.title}</span>
        <span className="dim">
          {[
            values.type === undefined
              ? null
              : statusName(
                  values.activity ?? values.type,
                  language,
                  values.activity ? columns['activity'] : columns['event_type'],
                ),
            place,
            values.city,
            values.performanceId ? nameOf(values.performanceId) : null,
          ]
            .filter((part) => part)
            .join(' · ')}
        </span>
        {event.columns.map((column) => (
          <Change key={column} event={event} column={column} nameOf={nameOf} />
        ))}
        {notes.map((note) => (
          <span key={note} className="import-warn">
            {t(`import.note.${note}`)}
          </span>
        ))}
      </span>
      <span className="import-state">
        <Tag tone={TONES[state]}>{t(`import.state.${state}`)}</Tag>
        <span className="dim num">{t('import.line', { line })}</span>
      </span>
    </li>
  );
}

function UnreadLine({ part }: Readonly<{ part: UnreadPart }>): ReactNode {
  const { t } = useWords();
  return (
    <li data-state="unread">
      <span className="num import-when">{part.line > 0 ? t('import.line', { line: part.line }) : ''}</span>
      <span className="import-what">
        <b>{t(`import.unread.${part.why}`)}</b>
        {part.text !== '' && <span className="dim">{part.text}</span>}
      </span>
    </li>
  );
}

type Props = Readonly<{ outlook: ImportOutlook; events: readonly ComparedImport[] }>;

/** The parts in their order; one that has nothing is not there. */
export function ImportLines({ outlook, events }: Props): ReactNode {
  const { t, language } = useWords();
  const nameOf = useNames(outlook);
  const of = (state: ComparedImport['state']): readonly ComparedImport[] => events.filter((one) => one.state === state);
  const parts: readonly (readonly [Part, number])[] = [
    ['new', of('new').length],
    ['again', of('again').length],
    ['changed', of('changed').length],
    ['unread', outlook.unread.length],
    ['same', of('same').length],
  ];
  const there = parts.filter(([, count]) => count > 0);
  const [chosen, setChosen] = useState<Part>();
  const shown = there.some(([part]) => part === chosen) ? chosen : there[0]?.[0];
  const lines = shown === undefined || shown === 'unread' ? [] : of(shown);
  const count = shown === 'unread' ? outlook.unread.length : lines.length;
  return (
    <div className="import-lines">
      {there.length > 0 && (
        <SegmentedControl
          fullWidth
          value={shown ?? ''}
          onChange={(value) => setChosen(there.find(([part]) => part === value)?.[0])}
          data={there.map(([part, number]) => ({
            value: part,
            label: `${t(`import.${part}`)}: ${formatNumber(number, language)}`,
          }))}
        />
      )}
      <ul className="import-list" tabIndex={0} aria-label={t('import.title')} data-testid="import-lines">
        {shown === 'unread'
          ? outlook.unread
              .slice(0, SHOWN)
              .map((part, at) => <UnreadLine key={`${part.line} ${String(at)}`} part={part} />)
          : lines.slice(0, SHOWN).map((event) => <Line key={event.id} event={event} nameOf={nameOf} />)}
        {count > SHOWN && (
          <li className="dim">{t('import.more', { number: formatNumber(count - SHOWN, language) })}</li>
        )}
      </ul>
    </div>
  );
}
