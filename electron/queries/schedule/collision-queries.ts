/** What a plan would meet before it is one, where there is room, and what waits to be settled. */
import * as declared from '../../../shared/features/schedule/queries.ts';
import { daysOf, loadEvents, type ScheduledEvent, withNeeds } from '../../../shared/mutations/schedule-plan.ts';
import {
  type Collision,
  type CollisionCode,
  CollisionIndex,
  collisionKeys,
  daysAround,
  MOST_REST_HOURS,
} from '../../../shared/rules/collisions.ts';
import { dayAfter, daysBetween, minutesOf, movedClock, timeOf } from '../../../shared/rules/event-time.ts';
import type { Reading } from '../../replica/reading.ts';
import { implement, type QueryContext } from '../define-query.ts';
import { answerFor, inWords, placeIn } from './collision-words.ts';
import { onHandIn, PLAN_TABLES, type Plan, planAround, planOf, theaterOf, venuesOf } from './plan.ts';

type Hypothesis = {
  readonly id: string | null;
  readonly likeId?: string | null | undefined;
  readonly to: declared.EventPlaceView;
};

const NEW = '00000000-0000-0000-0000-000000000000';

/** The event as it would stand; of one that is not there yet only where and when is known. */
async function supposed(replica: Reading, plan: Plan, { id, likeId, to }: Hypothesis): Promise<ScheduledEvent> {
  const source = id ?? likeId ?? null;
  const known = source === null ? undefined : (plan.events.get(source) ?? (await eventElsewhere(replica, source)));
  const venue = venuesOf(replica, plan.zone).find((each) => each.id === to.venueId);
  const base: ScheduledEvent = known ?? {
    id: NEW,
    title: '',
    event_date: to.date,
    call_time: null,
    stage_ready_time: null,
    start_time: null,
    end_time: null,
    event_type: 'other',
    activity: null,
    status: 'planned',
    venue_id: null,
    performance_id: null,
    variant_id: null,
    zone: plan.zone,
    isAway: false,
    calls: [],
    needs: new Map(),
    writer_id: null,
  };
  return {
    ...movedClock(base, to.date, to.start),
    id: id ?? NEW,
    end_time: to.end,
    venue_id: to.venueId,
    zone: venue?.zone ?? plan.zone,
    isAway: base.event_type === 'tour' || (base.isAway && to.venueId === base.venue_id) || venue?.type === 'tour',
  };
}

async function eventElsewhere(replica: Reading, id: string): Promise<ScheduledEvent | undefined> {
  const [event] = await withNeeds(replica.db, await loadEvents(replica.db, theaterOf(replica), { ids: [id] }));
  return event;
}

export const scheduleCollisions = implement(declared.scheduleCollisions, {
  tables: [...PLAN_TABLES, 'employees'],
  run: async ({ replica }, args) => {
    const plan = await planAround(replica, args.to.date);
    return answerFor(replica, plan, await supposed(replica, plan, args));
  },
});

const HALF_HOUR = 30;
/** People work between these hours. */
const [EARLIEST, LATEST] = [9 * 60, 24 * 60];
/** As many places are looked at; a theatre without a free hour in a week has other worries. */
const MOST_PLACES = 300;

export const scheduleFree = implement(declared.scheduleFree, {
  tables: PLAN_TABLES,
  run: async ({ replica }, args) => {
    const plan = await planAround(replica, args.to.date);
    for (const place of placesNear(replica, plan, args.to).slice(0, MOST_PLACES)) {
      const event = await supposed(replica, plan, { ...args, to: place });
      if (plan.index.collisionsOf(event).length === 0) return { of: args.to, place };
    }
    return { of: args.to, place: null };
  },
});

/** Places by how far they are from the wanted one: a later hour is nearer than another room, that than another day. */
function placesNear(replica: Reading, plan: Plan, to: declared.EventPlaceView): declared.EventPlaceView[] {
  if (to.start === null) return [];
  const start = minutesOf(to.start);
  const length = to.end === null ? null : (minutesOf(to.end) - start + 1440) % 1440;
  const venues = venuesOf(replica, plan.zone);
  const type = venues.find(({ id }) => id === to.venueId)?.type;
  // Not a foyer instead of a stage on tour: rooms of the house, those of the same kind first.
  const rooms = venues.filter((venue) => venue.id === to.venueId || venue.type !== 'tour');
  const found: { place: declared.EventPlaceView; far: number }[] = [];
  for (let days = 0; days < 5; days += 1)
    for (const [index, venue] of (to.venueId === null ? [undefined] : rooms).entries())
      for (let at = EARLIEST; at + (length ?? 60) <= LATEST; at += HALF_HOUR) {
        const isSame = venue === undefined || venue.id === to.venueId;
        const room = isSame ? 0 : venue.type === type ? 150 + index : 260 + index;
        const far = days * 600 + Math.abs(at - start) + room;
        found.push({
          far,
          place: {
            date: dayAfter(to.date, days),
            start: timeOf(at),
            end: length === null ? null : timeOf(at + length),
            venueId: venue?.id ?? null,
          },
        });
      }
  return found.toSorted((a, b) => a.far - b.far).map(({ place }) => place);
}

export const scheduleShifted = implement(declared.scheduleShifted, {
  tables: PLAN_TABLES,
  run: async ({ replica }, { copies }) => {
    const theater = theaterOf(replica);
    const plan = await planAround(replica, copies[0]?.date ?? '2000-01-01');
    const sources = new Map(
      (await loadEvents(replica.db, theater, { ids: [...new Set(copies.map(({ fromId }) => fromId))] })).map(
        (event) => [event.id, event] as const,
      ),
    );
    const moved = copies.flatMap(({ id, fromId, date, isCopy }) => {
      const source = sources.get(fromId);
      return source === undefined ? [] : [{ ...source, id: isCopy ? id : fromId, event_date: date }];
    });
    if (moved.length === 0) return { keys: [], events: 0 };
    const around = await loadEvents(replica.db, theater, daysOf(moved, daysAround(plan.policy.restHours)));
    const isGone = new Set(copies.filter(({ isCopy }) => !isCopy).map(({ fromId }) => fromId));
    const events = await withNeeds(replica.db, [...around.filter(({ id }) => !isGone.has(id)), ...moved]);
    const index = new CollisionIndex(events, onHandIn(replica), plan.policy);
    const ids = new Set(moved.map(({ id }) => id));
    const found = events.filter(({ id }) => ids.has(id)).map((event) => index.collisionsOf(event));
    return {
      keys: [...new Set(found.flat().flatMap(collisionKeys))].slice(0, 500),
      events: found.filter(({ length }) => length > 0).length,
    };
  },
});

/** How far ahead whoever plans looks for what has to be settled. */
const HORIZON_DAYS = 30;
const MOST_ROWS = 200;

/** Every collision of the days to come, each pair once, with the event that says it. */
async function foundAhead({ replica, today }: Pick<QueryContext, 'replica' | 'today'>) {
  const plan = await planOf(
    replica,
    dayAfter(today, -daysAround(MOST_REST_HOURS)),
    dayAfter(today, HORIZON_DAYS + daysAround(MOST_REST_HOURS)),
  );
  const seen = new Set<string>();
  const found: (readonly [ScheduledEvent, Collision])[] = [];
  for (const event of plan.events.values()) {
    const days = daysBetween(today, event.event_date);
    if (days < 0 || days > HORIZON_DAYS || event.status === 'completed') continue;
    for (const collision of plan.index.collisionsOf(event)) {
      // Both events of a pair find it: the earlier one says it.
      const key = [collision.code, collision.itemId ?? '', ...[event.id, ...collision.others].toSorted()].join();
      if (seen.has(key)) continue;
      seen.add(key);
      found.push([event, collision]);
    }
  }
  return { plan, found };
}

export const scheduleRules = implement(declared.scheduleRules, {
  tables: PLAN_TABLES,
  run: async (context) => {
    const { plan, found } = await foundAhead(context);
    const counts: Partial<Record<CollisionCode, number>> = {};
    for (const [, { code }] of found) counts[code] = (counts[code] ?? 0) + 1;
    return { policy: plan.policy, found: counts };
  },
});

export const upcomingCollisions = implement(declared.upcomingCollisions, {
  tables: [...PLAN_TABLES, 'employees'],
  run: async (context) => {
    const { plan, found } = await foundAhead(context);
    const { replica } = context;
    const rows = found.slice(0, MOST_ROWS);
    const venues = new Map(venuesOf(replica, plan.zone).map(({ id, name }) => [id, name]));
    const words = inWords(replica, plan, rows);
    return {
      rows: words.flatMap((collision, place) => {
        const event = rows[place]?.[0];
        if (event === undefined) return [];
        return [{ event: { id: event.id, title: event.title, ...placeIn(event, venues) }, collision }];
      }),
      more: found.length - rows.length,
      restHours: plan.policy.restHours,
    };
  },
});
