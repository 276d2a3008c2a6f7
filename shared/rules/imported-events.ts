/**
 * What comes into the schedule from a file, told apart by where it comes from: whoever reads the same file twice has
 * everything once, on whichever laptop.
 */
import { z } from 'zod';
import { deriveId } from '../base/ids.ts';
import { ownIdOf } from '../ical/calendar-event.ts';
import { type Row, tableOf } from '../schema/catalog.ts';
import type { JsonValue } from '../schema/define.ts';
import { ACTIVITIES } from '../schema/tables/schedule-events.ts';

const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .meta({ format: 'date' });
const clock = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
  .meta({ format: 'time' });
const uuid = z.uuid();

const valuesOf = (column: 'event_type' | 'status'): [string, ...string[]] =>
  [...(tableOf('schedule_events').columns[column]?.values ?? [])] as [string, ...string[]];

/** As much of a text goes in; what is longer is said before it is cut. */
export const MOST_TITLE = 255;
/** Of a description, in letters. */
export const MOST_DESCRIPTION = 20_000;

/** What tells an event of a file from others: its UID, and of a series which occurrence it is. */
export const importKey = z.strictObject({
  uid: z.string().min(1).max(1000),
  recurrence: z.string().max(100).nullable(),
});
/** The same, parsed. */
export type ImportKey = z.infer<typeof importKey>;

/**
 * What a file says of an event, times on the clock of its place. What is left out it does not say: of a new event that
 * becomes what it usually is, of one that is there it stays as it is.
 */
export const importedValues = z.strictObject({
  title: z.string().min(1).max(MOST_TITLE),
  description: z.string().max(MOST_DESCRIPTION).nullable().optional(),
  type: z.enum(valuesOf('event_type')).optional(),
  activity: z.enum(ACTIVITIES).nullable().optional(),
  status: z.enum(valuesOf('status')).optional(),
  date: day,
  call: clock.nullable().optional(),
  ready: clock.nullable().optional(),
  start: clock.nullable(),
  end: clock.nullable(),
  /** `name`: what the file calls it, for where the venue is not there any more. */
  place: z.strictObject({ venueId: uuid.nullable(), name: z.string().max(255).nullable() }).optional(),
  city: z.string().max(100).nullable().optional(),
  performanceId: uuid.nullable().optional(),
  variantId: uuid.nullable().optional(),
});
/** The same, parsed. */
export type ImportedValues = z.infer<typeof importedValues>;

/** So often an event can be imported, taken back and imported again. */
const MOST_ATTEMPTS = 50;

/**
 * The ids that an event of a file may have, in their order: our own where it was exported from here, then those that
 * follow from its UID. An id whose event was deleted is used up: the next one is taken.
 */
export function* importIds(theaterId: string, { uid, recurrence }: ImportKey): Generator<string, void> {
  const own = recurrence === null ? ownIdOf(uid) : undefined;
  if (own !== undefined) yield own;
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt += 1)
    yield deriveId('calendar', theaterId, uid, recurrence ?? '', String(attempt));
}

/** The ids that a place or a production of a file may have, in their order; that of one that was deleted is used up. */
export function* importNameIds(
  theaterId: string,
  table: 'venues' | 'performances',
  name: string,
): Generator<string, void> {
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt += 1)
    yield deriveId('calendar', table, theaterId, name.toLowerCase().trim(), String(attempt));
}

/** Where an event of a file stands: `row` where it is there, else the id that it will have. */
export interface Standing<R> {
  readonly id: string;
  readonly row: R | undefined;
  /** It was here, and was deleted: it comes once more. */
  readonly isAgain: boolean;
}

/** Of an event that is not ours any more nothing is known, whatever its id. */
interface Found {
  readonly id: string;
  readonly theater_id: string;
  readonly deleted_at: string | null;
}

/** Finds each event of a file; `find` reads rows by their ids, deleted ones as well. Undefined: tried too often. */
export async function standingOf<R extends Found>(
  theaterId: string,
  keys: readonly ImportKey[],
  find: (ids: readonly string[]) => Promise<readonly R[]> | readonly R[],
): Promise<(Standing<R> | undefined)[]> {
  const seeking = keys.map((key) => ({
    key,
    ids: importIds(theaterId, key),
    id: '',
    isAgain: false,
    found: undefined as Standing<R> | undefined,
  }));
  for (let open = seeking; open.length > 0; open = open.filter(({ found, id }) => found === undefined && id !== '')) {
    for (const one of open) one.id = one.ids.next().value ?? '';
    const asked = [...new Set(open.flatMap(({ id }) => (id === '' ? [] : [id])))];
    const rows = new Map((await find(asked)).map((row) => [row.id, row]));
    for (const one of open) {
      const row = rows.get(one.id);
      // An id of ours that nobody here ever heard of is none that a new event could take.
      const isForeign = row === undefined ? ownIdOf(one.key.uid) === one.id : row.theater_id !== theaterId;
      if (one.id === '' || isForeign) continue;
      if (row === undefined || row.deleted_at === null) one.found = { id: one.id, row, isAgain: one.isAgain };
      else one.isAgain = true;
    }
  }
  return seeking.map(({ found }) => found);
}

/** Columns of an event that a file may say something about. */
export type ImportColumn =
  | 'title'
  | 'description'
  | 'event_type'
  | 'activity'
  | 'status'
  | 'event_date'
  | 'call_time'
  | 'stage_ready_time'
  | 'start_time'
  | 'end_time'
  | 'venue_id'
  | 'venue_text'
  | 'tour_city'
  | 'performance_id'
  | 'variant_id';

/** Values by column, as far as the file says them. */
export type ImportColumns = Partial<Record<ImportColumn, JsonValue>>;

/** An event of a file in the columns of its row. A venue of ours needs no text beside it. */
export function columnsOf(values: ImportedValues): ImportColumns {
  const all: Partial<Record<ImportColumn, JsonValue | undefined>> = {
    title: values.title,
    description: values.description,
    event_type: values.type,
    activity: values.activity,
    status: values.status,
    event_date: values.date,
    call_time: values.call,
    stage_ready_time: values.ready,
    start_time: values.start,
    end_time: values.end,
    venue_id: values.place?.venueId,
    venue_text: values.place === undefined ? undefined : values.place.venueId === null ? values.place.name : null,
    tour_city: values.city,
    performance_id: values.performanceId,
    variant_id: values.variantId,
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as ImportColumns;
}

const TIMES: ReadonlySet<string> = new Set(['call_time', 'stage_ready_time', 'start_time', 'end_time']);

/** A value of a row as a file would say it: without seconds. */
export const plainValue = (column: string, value: unknown): JsonValue =>
  TIMES.has(column) && typeof value === 'string' ? value.slice(0, 5) : ((value ?? null) as JsonValue);

/** Columns in which a file says something else than the row has. */
export function differing(wanted: ImportColumns, row: Readonly<Record<string, unknown>>): ImportColumn[] {
  return (Object.keys(wanted) as ImportColumn[]).filter(
    (column) => plainValue(column, wanted[column]) !== plainValue(column, row[column]),
  );
}

/** What a row says in some columns. */
export const seenIn = (row: Readonly<Record<string, unknown>>, columns: readonly ImportColumn[]): ImportColumns =>
  Object.fromEntries(columns.map((column) => [column, plainValue(column, row[column])]));

/** A row of the schedule, as far as an import looks at it. */
export type ImportRow = Row<'schedule_events'>;
