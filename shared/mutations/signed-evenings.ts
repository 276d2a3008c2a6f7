/**
 * An evening whose report is signed is history: what was played, where and when stays as the report speaks of it,
 * whatever becomes of the plan.
 */
import { sameJson } from '../base/json.ts';
import { Refusal } from '../base/refusal.ts';
import { MOST_LISTED } from '../rules/notices.ts';
import { can } from '../rules/permissions.ts';
import { PLAN_RIGHT, type PublishedEvent } from '../rules/publication.ts';
import { type Row, tableOf } from '../schema/catalog.ts';
import type { JsonValue } from '../schema/define.ts';
import { acceptValue } from '../schema/validate.ts';
import { asTold } from './evening.ts';
import { loadAuthor } from './load-author.ts';
import type { MutationTx } from './mutation-tx.ts';
import { tell } from './notices.ts';
import { reportOf } from './show-rules.ts';

/** What a report speaks of. */
const SPOKEN_OF = ['title', 'event_date', 'start_time', 'venue_id', 'performance_id', 'variant_id'] as const;
/** The same as it is told. */
const TOLD_OF = ['title', 'date', 'start', 'venueId', 'performanceId', 'variantId'] as const;
const CALLED_OFF = 'cancelled';

type Event = Row<'schedule_events'>;
type Named = Pick<Event, 'id' | 'title' | 'event_date' | 'start_time'>;

/** Of these events those whose report is signed, with who signed it first. */
export async function signersOf(tx: MutationTx, ids: readonly string[]): Promise<ReadonlyMap<string, string | null>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.db
    .selectFrom('show_reports')
    .select(['event_id', 'signed_by_id'])
    .where('event_id', 'in', [...new Set(ids)])
    .where('status', '=', 'signed')
    .where('deleted_at', 'is', null)
    .execute();
  return new Map(rows.map((row) => [row.event_id, row.signed_by_id]));
}

/** Who plans has the plan before them when they sign; everybody else what was told (decision 52). */
async function isPlanner(tx: MutationTx, userId: string | null): Promise<boolean> {
  const signer = userId === null ? undefined : await loadAuthor(tx.db, userId, undefined, true);
  return signer !== undefined && can(signer.permissions, PLAN_RIGHT);
}

/**
 * Whether an edit would change what a signed report speaks of, or call its evening off. Where it speaks of what was
 * told, a plan that had gone on from there may come back to it. `wanted`: the new values by column.
 */
export async function changesSigned(
  tx: MutationTx,
  id: string,
  wanted: Readonly<Record<string, JsonValue>>,
): Promise<boolean> {
  const columns = ([...SPOKEN_OF, 'status'] as const).filter((column) => column in wanted);
  const report = columns.length === 0 ? undefined : await reportOf(tx, id);
  if (report?.status !== 'signed') return false;
  const event = await tx.require('schedule_events', id);
  const told = (await isPlanner(tx, report.signed_by_id)) ? undefined : await asTold(tx, event);
  return columns.some((column) => {
    const value = acceptValue(tableOf('schedule_events'), column, wanted[column] ?? null);
    if (sameJson(value, event[column])) return false;
    return column === 'status' ? value === CALLED_OFF : told === undefined || !sameJson(value, told[column]);
  });
}

/** Refuses such an edit. */
export async function checkSigned(
  tx: MutationTx,
  id: string,
  wanted: Readonly<Record<string, JsonValue>>,
): Promise<void> {
  if (await changesSigned(tx, id, wanted)) throw signedStays(await tx.require('schedule_events', id));
}

/** The refusal to change such an event. */
const signedStays = ({ id, title, event_date: date }: Named): Refusal =>
  new Refusal('event.signed', { table: 'schedule_events', id, title, date });

/**
 * Whether an event whose report was signed by `signer` may be told so from now on: who signed what was told has not
 * signed what was planned instead.
 */
export async function maySayOtherwise(
  tx: MutationTx,
  signer: string | null,
  told: PublishedEvent | undefined,
  now: PublishedEvent | undefined,
): Promise<boolean> {
  if (told === undefined || (await isPlanner(tx, signer))) return true;
  if (now === undefined || (now.status === CALLED_OFF && told.status !== CALLED_OFF)) return false;
  return TOLD_OF.every((field) => told[field] === now[field]);
}

/**
 * Of a set of events those whose report is not signed: the author hears of the others. Refuses where nothing is left,
 * as of a single one.
 */
export async function unsignedOf<E extends Named>(tx: MutationTx, events: readonly E[]): Promise<readonly E[]> {
  const signed = await signersOf(
    tx,
    events.map(({ id }) => id),
  );
  const [staying, going] = [events.filter(({ id }) => signed.has(id)), events.filter(({ id }) => !signed.has(id))];
  const [first] = staying;
  if (first === undefined) return events;
  if (going.length === 0) throw signedStays(first);
  await tellSignedStay(tx, staying);
  return going;
}

/** The author hears which events were left as they are, in one notice, the first day first. */
export async function tellSignedStay(tx: MutationTx, events: readonly Named[]): Promise<void> {
  const sorted = events.toSorted((a, b) => (`${a.event_date} ${a.id}` < `${b.event_date} ${b.id}` ? -1 : 1));
  const [first] = sorted;
  if (first === undefined) return;
  await tell(tx, {
    userIds: [tx.author.userId],
    alsoAuthor: true,
    type: 'schedule.signedStay',
    title: first.title,
    entity: { table: 'schedule_events', id: first.id },
    data: {
      events: sorted
        .slice(0, MOST_LISTED)
        .map(({ id, title, event_date: date, start_time: start }) => ({ eventId: id, title, date, start })),
      more: Math.max(0, sorted.length - MOST_LISTED),
    },
  });
}
