/** Collisions with the names that their sentences need. */
import type { CollisionAnswer, CollisionView } from '../../../shared/features/schedule/queries.ts';
import type { ScheduledEvent } from '../../../shared/mutations/schedule-plan.ts';
import {
  type Collision,
  type CollisionCode,
  collisionCodes,
  collisionKeys,
  type PlannedEvent,
} from '../../../shared/rules/collisions.ts';
import { clockAt, timeOf } from '../../../shared/rules/event-time.ts';
import type { Reading } from '../../replica/reading.ts';
import type { Plan } from './plan.ts';

const inList = 'IN (SELECT value FROM json_each(?))';

function namesIn(replica: Reading, sql: string, ids: readonly string[]): ReadonlyMap<string, string> {
  if (ids.length === 0) return new Map();
  const rows = replica
    .prepared<[string], { id: string; name: string }>(`${sql} ${inList}`)
    .all(JSON.stringify([...new Set(ids)]));
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** Short forms of times are what people read. */
export const short = (time: string | null): string | null => (time === null ? null : time.slice(0, 5));

/** Where an event stands, for people. */
export const placeIn = (event: ScheduledEvent | undefined, venues: ReadonlyMap<string, string>) => ({
  date: event?.event_date ?? '',
  start: short(event?.start_time ?? null),
  end: short(event?.end_time ?? null),
  venueId: event?.venue_id ?? null,
  venue: event?.venue_id === null || event === undefined ? null : (venues.get(event.venue_id) ?? null),
});

/** The same collisions for people. */
export function inWords(
  replica: Reading,
  plan: Pick<Plan, 'events'>,
  found: readonly (readonly [event: PlannedEvent, collision: Collision])[],
): CollisionView[] {
  const people = namesIn(
    replica,
    'SELECT id, full_name AS name FROM employees WHERE id',
    found.flatMap(([, { employeeIds }]) => employeeIds),
  );
  const items = namesIn(
    replica,
    'SELECT id, name FROM inventory_items WHERE id',
    found.flatMap(([, { itemId }]) => (itemId === null ? [] : [itemId])),
  );
  const venues = namesIn(
    replica,
    'SELECT id, name FROM venues WHERE id',
    found.flatMap(([, { others }]) => others.flatMap((id) => plan.events.get(id)?.venue_id ?? [])),
  );
  return found.map(([event, collision]) => ({
    code: collision.code,
    severity: collision.severity,
    others: collision.others.map((id) => {
      const other = plan.events.get(id);
      return { id, title: other?.title ?? '', ...placeIn(other, venues) };
    }),
    people: collision.employeeIds.map((id) => people.get(id) ?? '').filter((name) => name !== ''),
    item: collision.itemId === null ? null : { id: collision.itemId, name: items.get(collision.itemId) ?? '' },
    needed: collision.needed,
    there: collision.there,
    restMinutes: collision.restMinutes,
    until: collision.until,
    untilClock: collision.until === null ? null : timeOf(clockAt(event.zone, collision.until).minutes),
    keys: collisionKeys(collision),
  }));
}

/** Rules that had something to look at; a rehearsal without things says nothing about things. */
function lookedAt(event: PlannedEvent): CollisionCode[] {
  return collisionCodes.filter((code) => {
    if (code === 'venue.taken') return event.venue_id !== null;
    if (code === 'thing.short') return event.needs.size > 0;
    if (code === 'set.away') return event.performance_id !== null;
    return event.calls.length > 0;
  });
}

/** What an event would meet, for people. */
export function answerFor(replica: Reading, plan: Plan, event: PlannedEvent): CollisionAnswer {
  const found = plan.index.collisionsOf(event);
  const codes = new Set(found.map(({ code }) => code));
  return {
    place: {
      date: event.event_date,
      start: short(event.start_time),
      end: short(event.end_time),
      venueId: event.venue_id,
    },
    collisions: inWords(
      replica,
      plan,
      found.map((collision) => [event, collision] as const),
    ),
    restHours: plan.policy.restHours,
    free: lookedAt(event).filter((code) => !codes.has(code)),
  };
}
