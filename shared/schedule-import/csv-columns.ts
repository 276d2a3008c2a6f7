/** Which column of a table says what of an event: guessed by its heading, and for a date by what stands below. */
import type { CsvTable } from './csv-table.ts';

/** What a column may say. */
export const csvFields = [
  'title',
  'date',
  'start',
  'end',
  'call',
  'ready',
  'venue',
  'city',
  'kind',
  'production',
  'description',
  'id',
] as const;
/** One of them. */
export type CsvField = (typeof csvFields)[number];

/** Of each field its column, by place; null: the file does not say it. */
export type CsvColumns = Readonly<Record<CsvField, number | null>>;

const HEADINGS: Readonly<Record<CsvField, readonly string[]>> = {
  title: ['title', 'name', 'event', 'summary', 'subject', 'название', 'событие', 'мероприятие', 'наименование', 'тема'],
  date: ['date', 'day', 'start date', 'event date', 'дата', 'день', 'дата начала'],
  start: ['time', 'start', 'start time', 'begin', 'время', 'начало', 'время начала'],
  end: ['end', 'end time', 'finish', 'конец', 'окончание', 'время окончания'],
  call: ['call', 'call time', 'явка', 'сбор', 'вызов'],
  ready: ['ready', 'stage ready', 'готовность', 'сцена готова'],
  venue: ['venue', 'location', 'place', 'hall', 'stage', 'where', 'площадка', 'место', 'сцена', 'зал', 'где'],
  city: ['city', 'town', 'город'],
  kind: ['type', 'kind', 'category', 'event type', 'тип', 'вид', 'категория', 'вид события', 'тип события'],
  production: ['production', 'show', 'performance', 'play', 'work', 'спектакль', 'постановка', 'пьеса'],
  description: [
    'description',
    'note',
    'notes',
    'comment',
    'details',
    'описание',
    'примечание',
    'комментарий',
    'заметка',
  ],
  id: ['uid', 'id', 'event id', 'guid', 'код', 'номер'],
};

const plain = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/[^\p{L}\d]+/gu, ' ')
    .trim();

/** By headings. A table of productions has a title and no event: then the title is both. */
export function guessColumns(head: readonly string[]): CsvColumns {
  const names = head.map(plain);
  const taken = new Set<number>();
  const found = Object.fromEntries(
    csvFields.map((field) => {
      const at = HEADINGS[field]
        .map((heading) => names.indexOf(heading))
        .find((place) => place >= 0 && !taken.has(place));
      if (at !== undefined) taken.add(at);
      return [field, at ?? null];
    }),
  ) as Record<CsvField, number | null>;
  return found.title === null ? { ...found, title: found.production ?? found.kind } : found;
}

/** In which order a date with dots or strokes has its parts. */
export const dateOrders = ['dmy', 'mdy'] as const;
/** One of them. */
export type DateOrder = (typeof dateOrders)[number];

const PARTS = /^(\d{1,2})[./-](\d{1,2})[./-](\d{2,4})/;

/** What the dates themselves say; where both orders are possible, strokes are American and dots are not. */
export function guessDateOrder(table: CsvTable, column: number | null): DateOrder {
  if (column === null) return 'dmy';
  let isStroked = false;
  for (const { cells } of table.rows) {
    const text = cells[column]?.trim() ?? '';
    const [, first, second] = PARTS.exec(text) ?? [];
    if (Number(first) > 12) return 'dmy';
    if (Number(second) > 12) return 'mdy';
    if (text.includes('/')) isStroked = true;
  }
  return isStroked ? 'mdy' : 'dmy';
}

const MONTHS: readonly (readonly string[])[] = [
  ['jan', 'янв'],
  ['feb', 'фев'],
  ['mar', 'мар'],
  ['apr', 'апр'],
  ['may', 'май', 'мая'],
  ['jun', 'июн'],
  ['jul', 'июл'],
  ['aug', 'авг'],
  ['sep', 'сен'],
  ['oct', 'окт'],
  ['nov', 'ноя'],
  ['dec', 'дек'],
];

function dayOf(year: number, month: number, day: number): string | undefined {
  const text = [String(year).padStart(4, '0'), String(month).padStart(2, '0'), String(day).padStart(2, '0')].join('-');
  const at = Date.parse(`${text}T00:00:00Z`);
  return Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== text || year < 1900 ? undefined : text;
}

/** `2026-11-24`, `24.11.2026`, `11/24/26`, «24 ноября 2026»; undefined for anything else. */
export function dateIn(text: string, order: DateOrder): string | undefined {
  const given = text.trim();
  const [, year, month, day] = /^(\d{4})[-./](\d{1,2})[-./](\d{1,2})/.exec(given) ?? [];
  if (year !== undefined) return dayOf(Number(year), Number(month), Number(day));
  const [, first, second, last] = PARTS.exec(given) ?? [];
  if (last !== undefined) {
    const full = Number(last) < 100 ? 2000 + Number(last) : Number(last);
    return order === 'dmy' ? dayOf(full, Number(second), Number(first)) : dayOf(full, Number(first), Number(second));
  }
  const [, dayFirst, word, wordYear] = /^(\d{1,2})\s+(\p{L}{3,})\.?,?\s+(\d{4})/u.exec(given) ?? [];
  const [, wordFirst, dayAfter, yearAfter] = /^(\p{L}{3,})\.?\s+(\d{1,2}),?\s+(\d{4})/u.exec(given) ?? [];
  const [name, number, of] = word === undefined ? [wordFirst, dayAfter, yearAfter] : [word, dayFirst, wordYear];
  if (name === undefined) return undefined;
  const at = MONTHS.findIndex((begins) => begins.some((begin) => name.toLowerCase().startsWith(begin)));
  return at < 0 ? undefined : dayOf(Number(of), at + 1, Number(number));
}

/** Cells that say that nobody knows yet. */
const NOTHING = /^(none|n\/?a|tba|tbd|tbc|null|нет|уточняется|—|-|\?)?$/i;

/** `19:00`, `19.00`, `7:30PM`, `7 pm`, `19 ч`; null where it says nothing, undefined where nobody can read it. */
export function timeIn(text: string): string | null | undefined {
  const given = text.trim();
  if (NOTHING.test(given)) return null;
  // A date with its time in one cell.
  const after = /^\d{4}-\d{2}-\d{2}[T ](.+)$/.exec(given)?.[1] ?? given;
  const [, hour, minute, half] =
    /^(\d{1,2})(?:[:.](\d{2}))?(?:[:.]\d{2})?\s*(?:([ap])\.?m\.?|ч\.?|h)?$/i.exec(after) ?? [];
  if (hour === undefined) return undefined;
  const hours = half === undefined ? Number(hour) : (Number(hour) % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
  if (hours > 24 || Number(minute ?? 0) > 59 || (half !== undefined && Number(hour) > 12)) return undefined;
  return `${String(hours % 24).padStart(2, '0')}:${minute ?? '00'}`;
}
