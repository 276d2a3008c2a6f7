/** The plan around a day with its collisions, kept from question to question while nothing of it changes. */

import type { ScheduleVenue } from '../../../shared/features/schedule/queries.ts';
import {
  loadEvents,
  loadPolicy,
  type ScheduledEvent,
  theaterZone,
  withNeeds,
} from '../../../shared/mutations/schedule-plan.ts';
import { CollisionIndex, daysAround, type OnHand, type SchedulePolicy } from '../../../shared/rules/collisions.ts';
import { dayAfter, zoneOf } from '../../../shared/rules/event-time.ts';
import { PLAN_RIGHT } from '../../../shared/rules/publication.ts';
import type { Reading } from '../../replica/reading.ts';
import { RUN_RIGHT, withTold } from '../../replica/told-schedule.ts';
import { versionOf } from '../table-versions.ts';

/** What a plan and its collisions are made of. */
export const PLAN_TABLES = [
  'schedule_events',
  'event_calls',
  'event_inventory',
  'performance_inventory',
  'variant_inventory',
  'inventory_items',
  'venues',
  'settings',
  'theaters',
] as const;

/** Events of some weeks, and what does not go together. */
export interface Plan {
  readonly index: CollisionIndex;
  readonly events: ReadonlyMap<string, ScheduledEvent>;
  readonly policy: SchedulePolicy;
  readonly zone: string;
}

const WEEK = 7;
/** By the days, and by what whoever looks sees of them. */
const kept = new WeakMap<Reading, Map<string, { readonly version: number; readonly plan: Promise<Plan> }>>();
/** While somebody drags, the week in sight and the ones beside it. */
const KEPT = 4;

/** The theatre of this laptop. */
export const theaterOf = (replica: Reading): string =>
  replica.prepared<[], { id: string }>('SELECT id FROM theaters LIMIT 1').get()?.id ?? '';

const mondayOf = (day: string): string => dayAfter(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % WEEK));

function weeksAround(day: string): { readonly from: string; readonly to: string } {
  const monday = mondayOf(day);
  return { from: dayAfter(monday, -2 * WEEK), to: dayAfter(monday, 3 * WEEK - 1) };
}

/** The plan of the week of a day and of two weeks on either side. */
export function planAround(replica: Reading, day: string): Promise<Plan> {
  const { from, to } = weeksAround(day);
  return planOf(replica, from, to);
}

/** The plan of a day and of all that can matter to it; that of the weeks around, where it is at hand. */
export async function planOn(replica: Reading, day: string): Promise<Plan> {
  const around = weeksAround(day);
  const version = versionOf(replica, withTold(PLAN_TABLES));
  if (kept.get(replica)?.get(keyOf(replica, around.from, around.to))?.version === version)
    return planOf(replica, around.from, around.to);
  const { restHours } = await loadPolicy(replica.db, theaterOf(replica));
  const days = daysAround(restHours);
  return planOf(replica, dayAfter(day, -days), dayAfter(day, days));
}

const keyOf = ({ mayRead }: Reading, from: string, to: string): string =>
  [from, to, mayRead(PLAN_RIGHT), mayRead(RUN_RIGHT)].join(' ');

/** The plan of some days, both included. */
export function planOf(replica: Reading, from: string, to: string): Promise<Plan> {
  const version = versionOf(replica, withTold(PLAN_TABLES));
  const plans = kept.get(replica) ?? new Map<string, { readonly version: number; readonly plan: Promise<Plan> }>();
  kept.set(replica, plans);
  const key = keyOf(replica, from, to);
  const known = plans.get(key);
  if (known?.version === version) return known.plan;
  const plan = readPlan(replica, from, to);
  plans.delete(key);
  plans.set(key, { version, plan });
  for (const oldest of plans.keys()) if (plans.size > KEPT) plans.delete(oldest);
  return plan;
}

/** Asked one by one and kept: few things are needed by two at once, and hundreds by somebody. */
export function onHandIn(replica: Reading): OnHand {
  const known = new Map<string, number | undefined>();
  return {
    get: (id) => {
      if (!known.has(id))
        known.set(
          id,
          replica
            .prepared<[string], { quantity: number }>(
              'SELECT quantity FROM inventory_items WHERE id = ? AND deleted_at IS NULL',
            )
            .get(id)?.quantity,
        );
      return known.get(id);
    },
  };
}

async function readPlan(replica: Reading, from: string, to: string): Promise<Plan> {
  const theater = theaterOf(replica);
  const policy = await loadPolicy(replica.db, theater);
  const events = await withNeeds(replica.db, await loadEvents(replica.db, theater, { from, to }));
  const index = new CollisionIndex(events, onHandIn(replica), policy);
  return {
    index,
    events: new Map(events.map((event) => [event.id, event])),
    policy,
    zone: await theaterZone(replica.db, theater),
  };
}

/** Live venues by the theatre's own order: stages, then rehearsal rooms, then those on tour. */
export function venuesOf(replica: Reading, zone: string): ScheduleVenue[] {
  const order = ['stage', 'rehearsal', 'tour'];
  return replica
    .prepared<[], Omit<ScheduleVenue, 'zone'> & { readonly timezone: string | null }>(
      'SELECT id, name, type, capacity, timezone FROM venues WHERE deleted_at IS NULL AND is_active = 1',
    )
    .all()
    .map(({ timezone, ...venue }) => ({ ...venue, zone: zoneOf(timezone, zone) }))
    .toSorted(
      (a, b) =>
        order.indexOf(a.type) - order.indexOf(b.type) ||
        (b.capacity ?? 0) - (a.capacity ?? 0) ||
        (a.name < b.name ? -1 : 1),
    );
}
