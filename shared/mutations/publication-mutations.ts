/** Publishing: what stands in the plan is told to those whom it concerns, and from then on is what everybody sees. */
import { z } from 'zod';
import { MOST_LISTED } from '../rules/notices.ts';
import {
  type ChangeForSomebody,
  concerned,
  differenceOf,
  markOf,
  type PublishedEvent,
  readPublished,
  type Told,
} from '../rules/publication.ts';
import { rowId } from './arguments.ts';
import { defineMutation } from './mutation.ts';
import type { MutationTx } from './mutation-tx.ts';
import { accountsOf, tell } from './notices.ts';
import { requirePublishable } from './schedule-collisions.ts';
import { publishableEvents } from './schedule-plan.ts';
import { maySayOtherwise, signersOf, tellSignedStay } from './signed-evenings.ts';

/** Events of a month on a dozen venues. */
export const MOST_PUBLISHED = 1000;

/**
 * `schedule.publish {ids, seen?}`: these events are told as they stand, and what was deleted of them as taken back.
 * Whoever something changed for gets one notice with all of it; nobody else gets any. Events that have nothing new to
 * tell are left as they are. What differs by now from what the person saw (`seen`, a `markOf` each) is left out, and
 * they hear of it: nobody publishes a draft that they have not seen; and so is an evening of which a signed report
 * speaks otherwise. Refused where one collides in a way that the theatre blocks (`schedule.blocked`). It cannot be
 * taken back: people know.
 */
export const schedulePublish = defineMutation({
  name: 'schedule.publish',
  words: ['Расписание опубликовано', 'Schedule published'],
  args: z.strictObject({
    ids: z.array(rowId).min(1).max(MOST_PUBLISHED),
    seen: z
      .array(z.strictObject({ id: rowId, mark: z.string().max(100) }))
      .max(MOST_PUBLISHED)
      .optional(),
  }),
  permission: () => 'schedule.edit',
  run: async (tx, args) => {
    const ids = [...new Set(args.ids)].toSorted();
    const current = await publishableEvents(tx.db, tx.theaterId, { ids });
    const stored = await storedPublications(tx, ids);
    const marks = new Map(args.seen?.map(({ id, mark }) => [id, mark]));
    const told: Told[] = [];
    const changed: string[] = [];
    const signers = await signersOf(tx, ids);
    const [leftOut, signed]: [Withheld[], Withheld[]] = [[], []];
    for (const id of ids) {
      const before = toldIn(stored.get(id));
      const now = current.get(id);
      if (differenceOf(before, now).kind === 'same') continue;
      const event = now ?? before;
      const signer = signers.get(id);
      const isNews = marks.has(id) && marks.get(id) !== markOf(now);
      const isSigned = signer !== undefined && !(await maySayOtherwise(tx, signer, before, now));
      if (event !== undefined && (isNews || isSigned)) {
        (isNews ? leftOut : signed).push({ id, event });
        continue;
      }
      changed.push(id);
      told.push(...concerned(id, before, now));
    }
    await tellLeftOut(tx, leftOut);
    await tellSignedStay(tx, signed.map(rowOf));
    if (changed.length === 0) return;
    await requirePublishable(
      tx,
      changed.filter((id) => current.has(id)),
    );
    for (const id of changed) await write(tx, id, stored.get(id), current.get(id));
    await tellPeople(tx, told);
  },
});

/** An event that is not told. */
interface Withheld {
  readonly id: string;
  readonly event: PublishedEvent;
}

const rowOf = ({ id, event: { title, date, start } }: Withheld) => ({ id, title, event_date: date, start_time: start });

interface StoredPublication {
  readonly id: string;
  readonly content: unknown;
  readonly isWithdrawn: boolean;
}

const toldIn = (row: StoredPublication | undefined): PublishedEvent | undefined =>
  row === undefined || row.isWithdrawn ? undefined : readPublished(row.content);

/** Puts what is told of an event now (undefined: it is deleted) in place of what was. */
async function write(
  tx: MutationTx,
  id: string,
  row: StoredPublication | undefined,
  now: PublishedEvent | undefined,
): Promise<void> {
  if (now === undefined) {
    if (row !== undefined) await tx.update('event_publications', row.id, { is_withdrawn: true });
  } else if (row === undefined)
    await tx.insert('event_publications', {
      id: tx.derive('publication', id),
      event_id: id,
      event_date: now.date,
      performance_id: now.performanceId,
      content: now,
    });
  else
    await tx.update('event_publications', row.id, {
      content: now,
      event_date: now.date,
      performance_id: now.performanceId,
      is_withdrawn: false,
    });
}

async function storedPublications(
  tx: MutationTx,
  eventIds: readonly string[],
): Promise<ReadonlyMap<string, StoredPublication>> {
  const found = await tx.db
    .selectFrom('event_publications')
    .select('id')
    .where('theater_id', '=', tx.theaterId)
    .where('event_id', 'in', [...eventIds])
    .execute();
  const rows = await tx.rows.findMany(
    'event_publications',
    found.map(({ id }) => id),
  );
  return new Map(
    rows.map((row) => [
      String(row['event_id']),
      { id: row.id, content: row['content'], isWithdrawn: row['is_withdrawn'] === true },
    ]),
  );
}

/** The publisher hears in one notice of what was not published, the nearest day first. */
async function tellLeftOut(tx: MutationTx, leftOut: readonly Withheld[]): Promise<void> {
  const [first] = leftOut.toSorted((a, b) => (`${a.event.date} ${a.id}` < `${b.event.date} ${b.id}` ? -1 : 1));
  if (first === undefined) return;
  const { id, event } = first;
  await tell(tx, {
    userIds: [tx.author.userId],
    alsoAuthor: true,
    type: 'schedule.leftOut',
    title: event.title,
    entity: { table: 'schedule_events', id },
    data: { eventId: id, title: event.title, date: event.date, start: event.start, more: leftOut.length - 1 },
  });
}

/** One notice for each account, the nearest day first. */
async function tellPeople(tx: MutationTx, told: readonly Told[]): Promise<void> {
  const accounts = await accountsOf(
    tx,
    told.flatMap(({ person }) => ('employeeId' in person ? [person.employeeId] : [])),
  );
  const byUser = new Map<string, ChangeForSomebody[]>();
  for (const { person, change } of told) {
    const user = 'userId' in person ? person.userId : accounts.get(person.employeeId);
    if (user === undefined) continue;
    const changes = byUser.get(user) ?? [];
    // Somebody may be called and take part by their account: they hear of it once.
    if (!changes.some((each) => each.eventId === change.eventId)) changes.push(change);
    byUser.set(user, changes);
  }
  for (const [user, changes] of [...byUser].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const sorted = changes.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
    const [first] = sorted;
    if (first === undefined) continue;
    await tell(tx, {
      userIds: [user],
      type: 'schedule.published',
      title: first.title,
      entity: sorted.length === 1 ? { table: 'schedule_events', id: first.eventId } : null,
      data: { changes: sorted.slice(0, MOST_LISTED), more: Math.max(0, sorted.length - MOST_LISTED) },
    });
  }
}

const keyOf = ({ date, start, eventId }: ChangeForSomebody): string => `${date} ${start ?? ''} ${eventId}`;
