/** What a mutation does about plans that do not go together: it tells, and stops what the theatre wants stopped. */
import { Refusal } from '../base/refusal.ts';
import { type Collision, CollisionIndex, collisionKeys, daysAround } from '../rules/collisions.ts';
import type { NoticeData } from '../rules/notices.ts';
import { isUpcoming } from '../rules/upcoming.ts';
import type { MutationTx } from './mutation-tx.ts';
import { tell } from './notices.ts';
import { daysOf, loadEvents, loadPolicy, onHandFor, type ScheduledEvent, withNeeds } from './schedule-plan.ts';

/** Collisions of some events with all that is around them. */
export interface FoundCollisions {
  readonly byEvent: ReadonlyMap<string, readonly Collision[]>;
  readonly events: ReadonlyMap<string, ScheduledEvent>;
}

/** Looks at the events with these ids as they stand now; those that are gone are left out. */
export async function collisionsOf(
  tx: Pick<MutationTx, 'db' | 'theaterId'>,
  ids: readonly string[],
): Promise<FoundCollisions> {
  const policy = await loadPolicy(tx.db, tx.theaterId);
  const own = await loadEvents(tx.db, tx.theaterId, { ids });
  if (own.length === 0) return { byEvent: new Map(), events: new Map() };
  const around = await loadEvents(tx.db, tx.theaterId, daysOf(own, daysAround(policy.restHours)));
  const wanted = new Set(ids);
  const needing = await withNeeds(
    tx.db,
    around.filter(({ id }) => wanted.has(id)),
  );
  const things = new Set(needing.flatMap(({ needs }) => [...needs.keys()]));
  const events = await withNeeds(tx.db, around, things);
  const index = new CollisionIndex(events, await onHandFor(tx.db, needing), policy);
  return {
    byEvent: new Map(
      events.filter(({ id }) => wanted.has(id)).map((event) => [event.id, index.collisionsOf(event)] as const),
    ),
    events: new Map(events.map((event) => [event.id, event])),
  };
}

/** More would be read by nobody; Attention has all of them. */
const MOST_TOLD = 20;

/**
 * Both plans are kept, and who made them hears of it: the author, and who wrote the other event last, where that is
 * somebody else. `known` is what the author was shown (`collisionKeys`): on their own laptop nothing is new to them, so
 * that a notice says what came together on the hub.
 */
export async function tellCollisions(tx: MutationTx, ids: readonly string[], known: readonly string[]): Promise<void> {
  const found = await newsOf(tx, ids, known);
  for (const meeting of found.slice(0, MOST_TOLD))
    await tellMeeting(tx, meeting, [meeting.writerId, tx.author.userId], meeting.data.otherId);
}

/** The same of many events that came together: everybody hears of it in one notice, of the first and how many more. */
export async function tellCollisionsTogether(tx: MutationTx, ids: readonly string[]): Promise<void> {
  const found = await newsOf(tx, ids, []);
  const theirs = [...Map.groupBy(found, ({ writerId }) => writerId)];
  for (const [userId, [first, ...rest]] of [...theirs, [tx.author.userId, found] as const]) {
    if (first === undefined) continue;
    const more = rest.length > 0 ? { more: rest.length } : {};
    await tellMeeting(tx, { ...first, data: { ...first.data, ...more } }, [userId], '');
  }
}

/** An event and one that somebody else wrote, which do not go together. */
interface Meeting {
  readonly writerId: string;
  readonly data: NoticeData<'schedule.collided'>;
}

const tellMeeting = (tx: MutationTx, { data }: Meeting, userIds: readonly string[], about: string): Promise<void> =>
  tell(tx, {
    userIds,
    alsoAuthor: true,
    about,
    type: 'schedule.collided',
    title: data.title,
    entity: { table: 'schedule_events', id: data.eventId },
    data,
  });

/** What of these events collides with what others wrote, coming ones alone, but for what the author was shown. */
async function newsOf(tx: MutationTx, ids: readonly string[], known: readonly string[]): Promise<Meeting[]> {
  const shown = new Set(known);
  const own = new Set(ids);
  const { byEvent, events } = await collisionsOf(tx, ids);
  const today = await tx.today();
  const meetings: Meeting[] = [];
  for (const [id, collisions] of byEvent) {
    const event = events.get(id);
    if (event === undefined || !isUpcoming({ ...event }, today)) continue;
    const news = collisions.flatMap((collision) =>
      collision.others.flatMap((other, place) =>
        shown.has(collisionKeys(collision)[place] ?? '') ? [] : [{ other, code: collision.code }],
      ),
    );
    for (const [otherId, found] of Map.groupBy(news, ({ other }) => other)) {
      const other = events.get(otherId);
      if (other === undefined || other.writer_id === null || other.writer_id === tx.author.userId) continue;
      if (own.has(otherId)) continue;
      meetings.push({
        writerId: other.writer_id,
        data: {
          eventId: id,
          title: event.title,
          date: event.event_date,
          start: event.start_time,
          otherId,
          otherTitle: other.title,
          codes: [...new Set(found.map(({ code }) => code))].toSorted(),
        },
      });
    }
  }
  return meetings;
}

/**
 * Refuses where an event collides in a way that the theatre wants nobody to be told. With `employeeId` only what
 * concerns that person counts.
 */
export async function requirePublishable(tx: MutationTx, ids: readonly string[], employeeId?: string): Promise<void> {
  const { byEvent, events } = await collisionsOf(tx, ids);
  const blocked = [...byEvent].flatMap(([id, collisions]) =>
    collisions
      .filter(({ severity, employeeIds }) => {
        const concerns = employeeId === undefined || employeeIds.includes(employeeId);
        return severity === 'block' && concerns;
      })
      .map((collision) => ({ id, collision })),
  );
  const [first] = blocked;
  if (first === undefined) return;
  const event = events.get(first.id);
  const other = events.get(first.collision.others[0] ?? '');
  throw new Refusal('schedule.blocked', {
    table: 'schedule_events',
    id: first.id,
    title: event?.title ?? '',
    date: event?.event_date ?? '',
    rule: first.collision.code,
    otherId: other?.id ?? '',
    other: other?.title ?? '',
    more: new Set(blocked.map(({ id }) => id)).size - 1,
  });
}
