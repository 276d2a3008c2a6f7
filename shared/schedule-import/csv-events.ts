/**
 * Rows of a table as events. A row without a date or a title is named with its line and why, and the others come in.
 */
import type { ReadEvent, UnreadPart } from '../ical/read-calendar.ts';
import { type CsvColumns, type CsvField, type DateOrder, dateIn, timeIn } from './csv-columns.ts';
import type { CsvRow, CsvTable } from './csv-table.ts';

const short = (text: string): string => (text.length > 80 ? `${text.slice(0, 79)}…` : text);

/** What tells rows apart where no column does. */
const madeOf = (...parts: readonly (string | null)[]): string =>
  parts
    .map((part) => part ?? '')
    .join(' | ')
    .slice(0, 900);

/** Events of the rows, and what could not be read. Deterministic in the table: the same file gives the same UIDs. */
export function csvEvents(
  table: CsvTable,
  columns: CsvColumns,
  order: DateOrder,
): { readonly events: readonly ReadEvent[]; readonly unread: readonly UnreadPart[] } {
  const unread: UnreadPart[] = [];
  const events: ReadEvent[] = [];
  const ids = columns.id;
  const isIdUnique =
    ids !== null && new Set(table.rows.map(({ cells }) => cells[ids]?.trim() ?? '')).size === table.rows.length;
  const twice = new Map<string, number>();
  if (table.unclosed !== null) unread.push({ line: table.unclosed, why: 'unclosed', text: '' });
  for (const row of table.rows) {
    const event = eventOf(row, columns, order, unread);
    if (event === undefined) continue;
    const id = ids === null ? null : (row.cells[ids]?.trim() ?? null);
    const own = isIdUnique ? madeOf('csv', id) : madeOf('csv', id ?? event.title, event.date, event.start, event.venue);
    // Two rows that say the same are two events, in their order.
    const count = twice.get(own) ?? 0;
    twice.set(own, count + 1);
    events.push({ ...event, uid: count === 0 ? own : `${own} #${String(count + 1)}` });
  }
  return { events, unread: unread.toSorted((a, b) => a.line - b.line) };
}

function eventOf(
  { cells, line }: CsvRow,
  columns: CsvColumns,
  order: DateOrder,
  unread: UnreadPart[],
): ReadEvent | undefined {
  const text = (field: CsvField): string | null => {
    const at = columns[field];
    const cell = at === null ? '' : (cells[at]?.trim() ?? '');
    return cell === '' ? null : cell;
  };
  const title = text('title') ?? text('production') ?? text('kind');
  const leave = (why: UnreadPart['why'], said: string | null): undefined => {
    unread.push({ line, why, text: short(said ?? title ?? cells.join(' ')) });
    return undefined;
  };
  if (title === null) return leave('noTitle', null);
  const dated = text('date');
  const date = dateIn(dated ?? '', order);
  if (date === undefined) return leave('badDate', dated === null ? null : `${dated}: ${title}`);
  const odd: string[] = [];
  const time = (field: CsvField): string | null => {
    const said = text(field);
    const read = said === null ? null : timeIn(said);
    if (said !== null && read === undefined) odd.push(said);
    return read ?? null;
  };
  const [start, end, call, ready] = [time('start'), time('end'), time('call'), time('ready')];
  if (odd.length > 0) unread.push({ line, why: 'badTime', text: short(`${odd.join(', ')}: ${title}`) });
  return {
    uid: '',
    recurrence: null,
    title,
    description: text('description'),
    date,
    start,
    end,
    call,
    ready,
    zone: null,
    venue: text('venue'),
    address: null,
    city: text('city'),
    kind: text('kind'),
    type: null,
    activity: null,
    status: null,
    production: text('production'),
    variant: null,
    sequence: 0,
    modifiedAt: null,
    line,
    unknownZone: null,
    notes: odd.length > 0 ? ['oddTime'] : [],
  };
}
