/**
 * Events from files. What tells them apart is their UID (`imported-events.ts`): the same file twice makes nothing twice
 * and updates what it brought; what was taken back comes anew. Where somebody else has changed an event meanwhile, the
 * column's policy decides as for every edit, and both values are kept.
 */
import { z } from 'zod';
import { sameJson } from '../base/json.ts';
import { Refusal } from '../base/refusal.ts';
import { planDeletion } from '../rules/deletion-plan.ts';
import {
  columnsOf,
  differing,
  type ImportColumn,
  type ImportColumns,
  type ImportedValues,
  type ImportRow,
  importedValues,
  importKey,
  plainValue,
  type Standing,
  standingOf,
} from '../rules/imported-events.ts';
import { can } from '../rules/permissions.ts';
import { eventStatus, mayFollow } from '../rules/state-machines.ts';
import type { JsonValue } from '../schema/define.ts';
import { json, rowId } from './arguments.ts';
import { deleteRows } from './deletion.ts';
import { defineMutation } from './mutation.ts';
import type { MutationTx } from './mutation-tx.ts';
import { type Edit, editRow, requireRight } from './row-door.ts';
import { deletionOf } from './row-mutations.ts';
import { tellCollisionsTogether } from './schedule-collisions.ts';
import { tellRemoved } from './schedule-removed.ts';
import { changesSigned, signersOf, tellSignedStay } from './signed-evenings.ts';

/** So many events go in at once: whoever writes besides waits for no longer than that takes. */
export const MOST_IMPORTED = 100;

/** Values by column, as `ImportColumns`. */
const seenColumns = z.partialRecord(
  z.enum([
    'title',
    'description',
    'event_type',
    'activity',
    'status',
    'event_date',
    'call_time',
    'stage_ready_time',
    'start_time',
    'end_time',
    'venue_id',
    'venue_text',
    'tour_city',
    'performance_id',
    'variant_id',
  ]),
  json,
);

const importedEvent = importKey.extend({
  values: importedValues,
  /** What the person was shown of the event that is there, in the columns that change; null: it is new. */
  seen: seenColumns.nullable(),
});
/** An event of a file, as it goes in. */
export type ImportedEvent = z.infer<typeof importedEvent>;

const importedEvents = z.array(importedEvent).min(1).max(MOST_IMPORTED);

/** Of several with one key the first: a file that names an event twice was asked about before. */
function once(events: readonly ImportedEvent[]): ImportedEvent[] {
  const keys = new Map(events.toReversed().map((event) => [`${event.uid}\u0000${event.recurrence ?? ''}`, event]));
  return [...keys.values()].toReversed();
}

const standing = (tx: MutationTx, events: readonly ImportedEvent[]): Promise<(Standing<ImportRow> | undefined)[]> =>
  standingOf(tx.theaterId, events, async (ids) => (await tx.rows.findMany('schedule_events', ids)) as ImportRow[]);

/** What the events may point at, as it stands now. */
interface Pointed {
  readonly venues: ReadonlySet<string>;
  readonly performances: ReadonlySet<string>;
  /** With their productions. */
  readonly variants: ReadonlyMap<string, string>;
}

async function pointedAt(tx: MutationTx, events: readonly ImportedEvent[]): Promise<Pointed> {
  const ids = (of: (values: ImportedValues) => string | null | undefined): string[] => [
    ...new Set(events.flatMap(({ values }) => of(values) ?? [])),
  ];
  const variants = (await tx.rows.findMany(
    'performance_variants',
    ids((values) => values.variantId),
  )) as unknown as { id: string; theater_id: string; performance_id: string; deleted_at: string | null }[];
  return {
    venues: await tx.rows.alive(
      tx.theaterId,
      'venues',
      ids((values) => values.place?.venueId),
    ),
    performances: await tx.rows.alive(
      tx.theaterId,
      'performances',
      ids((values) => values.performanceId),
    ),
    variants: new Map(
      variants
        .filter((row) => row.theater_id === tx.theaterId && row.deleted_at === null)
        .map((row) => [row.id, row.performance_id]),
    ),
  };
}

/** What somebody deleted while the file was looked at is left out; of a venue its name stays. */
function written(values: ImportedValues, pointed: Pointed): ImportColumns {
  const { place, performanceId, variantId } = values;
  const performance = typeof performanceId === 'string' && !pointed.performances.has(performanceId);
  const variant =
    typeof variantId === 'string' && (performance || pointed.variants.get(variantId) !== (performanceId ?? undefined));
  const venue = typeof place?.venueId === 'string' && !pointed.venues.has(place.venueId);
  return columnsOf({
    ...values,
    ...(venue ? { place: { venueId: null, name: place.name } } : {}),
    ...(performance ? { performanceId: null } : {}),
    ...(variant ? { variantId: null } : {}),
  });
}

/** A step that the states do not allow is no reason to leave the rest of an event out: it keeps its status. */
function stepsOf(columns: readonly ImportColumn[], wanted: ImportColumns, row: ImportRow, seen: ImportColumns | null) {
  return columns.filter((column) => {
    if (column !== 'status') return true;
    const isSeen = seen === null || seen.status === undefined || seen.status === row.status;
    return isSeen && mayFollow(eventStatus, row.status, String(wanted.status));
  });
}

/**
 * Edits live events of a file; those whose report is signed, and that the file would make another evening, are left out
 * and told at the end.
 */
class Edits {
  readonly #tx: MutationTx;
  readonly #signers: ReadonlyMap<string, string | null>;
  readonly #staying: ImportRow[] = [];

  private constructor(tx: MutationTx, signers: ReadonlyMap<string, string | null>) {
    this.#tx = tx;
    this.#signers = signers;
  }

  static async of(tx: MutationTx, rows: readonly (ImportRow | undefined)[]): Promise<Edits> {
    const ids = rows.flatMap((row) => (row === undefined ? [] : [row.id]));
    return new Edits(tx, await signersOf(tx, ids));
  }

  /** Answers whether anything was edited. */
  async edit(row: ImportRow, edits: Readonly<Record<string, Edit>>): Promise<boolean> {
    if (Object.keys(edits).length === 0) return false;
    const wanted = Object.fromEntries(Object.entries(edits).map(([column, edit]) => [column, edit.wanted]));
    if (this.#signers.has(row.id) && (await changesSigned(this.#tx, row.id, wanted))) {
      this.#staying.push(row);
      return false;
    }
    await editRow(this.#tx, 'schedule_events', row.id, edits);
    return true;
  }

  tellLeftOut(): Promise<void> {
    return tellSignedStay(this.#tx, this.#staying);
  }
}

/** What a file changes of a live event; what somebody else wrote meanwhile is settled as in every edit. */
function editsOf(row: ImportRow, wanted: ImportColumns, seen: ImportColumns | null): Record<string, Edit> {
  const steps = stepsOf(differing(wanted, row), wanted, row, seen);
  const edits: Record<string, Edit> = {};
  for (const column of steps) {
    const found = plainValue(column, row[column]);
    // What said the same as the file when the person looked was not theirs to change.
    if (seen !== null && seen[column] === undefined) continue;
    // Two laptops brought the same event: neither was shown what the other wrote.
    const shown = seen?.[column] ?? null;
    edits[column] = {
      seen: sameJson(shown, found) ? row[column] : shown,
      wanted: wanted[column] ?? null,
    };
  }
  return edits;
}

/**
 * `schedule.import {events}`: events of a file, new ones as drafts. One that was here and is deleted comes once more,
 * under an id of its own. An evening whose report is signed stays what it was, and the author hears which.
 */
export const scheduleImport = defineMutation({
  name: 'schedule.import',
  words: ['События из файла', 'Events from a file'],
  args: z.strictObject({ events: importedEvents }),
  permission: () => 'schedule.edit',
  run: async (tx, { events: given }) => {
    const events = once(given);
    const places = await standing(tx, events);
    const pointed = await pointedAt(tx, events);
    const made: ({ id: string } & Record<string, JsonValue>)[] = [];
    const touched: string[] = [];
    const edits = await Edits.of(
      tx,
      places.map((place) => place?.row),
    );
    for (const [index, { values, seen }] of events.entries()) {
      const place = places[index];
      if (place === undefined) continue;
      const wanted = written(values, pointed);
      // Who imports says of what type it is; where nobody did, it is something else.
      if (place.row === undefined) made.push({ event_type: 'other', ...wanted, id: place.id });
      else if (await edits.edit(place.row, editsOf(place.row, wanted, seen))) touched.push(place.id);
    }
    await edits.tellLeftOut();
    await tx.insertMany('schedule_events', made);
    const today = await tx.today();
    const later = events.flatMap(({ values }, index) => (values.date >= today ? [places[index]?.id ?? ''] : []));
    const changed = new Set([...touched, ...made.map(({ id }) => id)]);
    const upcoming = later.filter((id) => changed.has(id));
    if (upcoming.length > 0) await tellCollisionsTogether(tx, upcoming);
  },
  inverse: ({ events }, { newId }) => ({ name: 'schedule.importBack', args: { events, deletionId: newId() } }),
});

/**
 * `schedule.importName {table, id, name, city?}`: a place or a production that a file names and that is not here yet.
 * Where somebody else has brought it meanwhile, it is that one.
 */
export const scheduleImportName = defineMutation({
  name: 'schedule.importName',
  words: ['Название из файла', 'Name from a file'],
  args: z.strictObject({
    table: z.enum(['venues', 'performances']),
    id: rowId,
    name: z.string().trim().min(1).max(255),
    city: z.string().max(100).nullable().optional(),
  }),
  permission: ({ table }) => (table === 'venues' ? 'schedule.edit' : 'performances.edit'),
  run: async (tx, { table, id, name, city }) => {
    if ((await tx.find(table, id)) !== undefined) return;
    if (table === 'performances') await tx.insert(table, { id, title: name });
    else await tx.insert(table, { id, name, code: `cal-${id.slice(0, 8)}`, city: city ?? null });
  },
  inverse: ({ table, id }, { newId }) => deletionOf(table, id, newId()),
});

/** Whether nothing hangs on the event that came after it. */
async function standsAlone(tx: MutationTx, ids: readonly string[]): Promise<boolean> {
  const roots = ids.map((id) => ({ table: 'schedule_events', id }) as const);
  const plan = await planDeletion(tx.rows, roots, { today: await tx.today(), withHistory: false });
  return (
    plan.blocked.length === 0 &&
    plan.deletes.every(({ table, ids: of }) => of.length === 0 || table === 'schedule_events')
  );
}

/** Of many mostly all: only where something hangs on one of them each is looked at. */
async function aloneOf(tx: MutationTx, ids: readonly string[]): Promise<readonly string[]> {
  if (ids.length === 0 || (await standsAlone(tx, ids))) return ids;
  const alone: string[] = [];
  for (const id of ids) if (await standsAlone(tx, [id])) alone.push(id);
  return alone;
}

/** Those that say what the file said, and that nobody else has changed. */
async function asTheyCame(
  tx: MutationTx,
  events: readonly (ImportedEvent & { readonly row: ImportRow })[],
): Promise<readonly ImportRow[]> {
  const pointed = await pointedAt(tx, events);
  return events.flatMap(({ values, row }) => {
    const isMine = row.updated_by_id === null || row.updated_by_id === tx.author.userId;
    // What the file points at may have gone after the event came, or before.
    const says = [columnsOf(values), written(values, pointed)].some((columns) => differing(columns, row).length === 0);
    return isMine && says ? [row] : [];
  });
}

/** What takes back what a file changed of an event, as far as it stands. */
function backOf(row: ImportRow, brought: ImportColumns, seen: ImportColumns): Record<string, Edit> {
  const stays = (column: ImportColumn): boolean =>
    seen[column] !== undefined && plainValue(column, row[column]) === plainValue(column, brought[column]);
  const back: Record<string, Edit> = Object.fromEntries(
    (Object.keys(brought) as ImportColumn[])
      .filter(stays)
      .map((column) => [column, { seen: row[column], wanted: seen[column] ?? null }]),
  );
  if (Object.hasOwn(back, 'status') && !mayFollow(eventStatus, row.status, String(seen.status))) delete back['status'];
  return back;
}

/**
 * `schedule.importBack {events, deletionId}`: takes back what `schedule.import` did with the same events: new ones go,
 * changed ones stand as they stood. Where somebody has called people or written a report since, or has changed what
 * came, it stays as they left it. Whoever else brought what goes hears of it.
 */
export const scheduleImportBack = defineMutation({
  name: 'schedule.importBack',
  words: ['Загрузка событий отменена', 'Import of events taken back'],
  args: z.strictObject({ events: importedEvents, deletionId: rowId }),
  permission: () => 'schedule.edit',
  run: async (tx, { events: given, deletionId }) => {
    const events = once(given);
    const places = await standing(tx, events);
    const rows = events.flatMap((event, index) => {
      const row = places[index]?.row;
      return row === undefined ? [] : [{ ...event, row }];
    });
    const [first] = rows;
    if (first === undefined) return;
    const edits = await Edits.of(
      tx,
      rows.map(({ row }) => row),
    );
    for (const { values, seen, row } of rows)
      if (seen !== null) await edits.edit(row, backOf(row, columnsOf(values), seen));
    await edits.tellLeftOut();
    const brought = rows.filter(({ seen }) => seen === null);
    // Whoever brought them needs no further right to take them back.
    const own = brought.filter(({ row }) => row.created_by_id === tx.author.userId);
    const mine = can(tx.author.permissions, 'rows.delete') ? brought : own;
    if (mine.length < brought.length && mine.length === 0) requireRight(tx, 'rows.delete');
    const untouched = await asTheyCame(tx, mine);
    const going = new Set(
      await aloneOf(
        tx,
        untouched.map(({ id }) => id),
      ),
    );
    const [root, ...others] = [...going].map((id) => ({ table: 'schedule_events', id }) as const);
    if (root !== undefined) {
      await deleteRows(tx, { roots: [root, ...others], deletionId, reason: undefined, shown: undefined });
      await tellRemoved(
        tx,
        untouched.filter(({ id }) => going.has(id)),
      );
    } else if (mine.length > 0 && rows.length === brought.length)
      throw new Refusal(untouched.length === 0 ? 'undo.stays' : 'undo.hasMore', {
        table: 'schedule_events',
        id: first.row.id,
        title: first.row.title,
      });
  },
  inverse: ({ events }) => ({ name: 'schedule.import', args: { events } }),
});
