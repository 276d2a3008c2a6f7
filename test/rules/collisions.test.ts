/**
 * Collisions against a model that looks at every quarter of an hour and every pair, over random weeks in which clocks
 * change in one zone and not in another.
 */
import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import {
  type Collision,
  CollisionIndex,
  DEFAULT_POLICY,
  MOST_REST_HOURS,
  type PlannedCall,
  type PlannedEvent,
  policyOf,
} from '../../shared/rules/collisions.ts';
import { type Random, seeded } from '../simulation/random-world.ts';
import { isThorough } from '../support/effort.ts';

const QUARTER = 15 * 60_000;
const DAY = 24 * 60 * 60_000;

/** Berlin changes its clock on 25 October and 29 March, Moscow never, New York a week later or earlier. */
const WEEKS = [
  ['2026-10-22', 'Europe/Berlin'],
  ['2026-03-26', 'Europe/Berlin'],
  ['2026-10-30', 'America/New_York'],
  ['2026-03-06', 'America/New_York'],
  ['2026-07-01', 'Europe/Moscow'],
  ['2024-04-24', 'Africa/Cairo'],
] as const;
const ZONES = ['Europe/Berlin', 'Europe/Moscow', 'America/New_York', 'Africa/Cairo'];

const quarter = (random: Random, from: number, to: number): string => {
  const minutes = 15 * (from * 4 + random.below((to - from) * 4));
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
};
const sometimes = <T>(random: Random, share: number, make: () => T): T | null =>
  random.next() < share ? make() : null;

function randomCalls(random: Random): PlannedCall[] {
  return Array.from({ length: random.below(4) }, () => ({
    employeeId: `p${random.below(4)}`,
    callTime: sometimes(random, 0.4, () => quarter(random, 0, 24)),
    endTime: sometimes(random, 0.3, () => quarter(random, 0, 24)),
  }));
}

function randomEvent(random: Random, id: string, week: string, zones: readonly string[]): PlannedEvent {
  const venue = random.below(4);
  // The clocks change on the third or fourth day: many events lie there.
  const after = random.next() < 0.3 ? 2 + random.below(2) : random.below(7);
  const day = new Date(Date.parse(`${week}T00:00:00Z`) + after * DAY).toISOString().slice(0, 10);
  return {
    id,
    event_date: day,
    call_time: sometimes(random, 0.4, () => quarter(random, 0, 24)),
    stage_ready_time: null,
    start_time: sometimes(random, 0.95, () => quarter(random, 0, 24)),
    end_time: sometimes(random, 0.85, () => quarter(random, 0, 24)),
    event_type: random.pick(['performance', 'rehearsal', 'technical', 'meeting']) ?? 'other',
    activity: random.pick([null, null, null, 'day_off', 'load_in', 'read_through']) ?? null,
    status: random.pick(['planned', 'confirmed', 'cancelled', 'planned']) ?? 'planned',
    venue_id: venue === 3 ? null : `v${venue}`,
    performance_id: sometimes(random, 0.8, () => `f${random.below(2)}`),
    zone: zones[venue] ?? zones[0] ?? 'UTC',
    isAway: random.next() < 0.25,
    calls: randomCalls(random),
    needs: new Map(Array.from({ length: random.below(3) }, () => [`i${random.below(3)}`, 1 + random.below(3)])),
  };
}

/** What stands in the comments of `event-time.ts`, said once more without its shortcuts. */
const at = (zone: string, day: string, time: string, days = 0): number =>
  Temporal.PlainDate.from(day)
    .add({ days })
    .toPlainDateTime(Temporal.PlainTime.from(time))
    .toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds;
const isLater = (a: string, b: string): boolean =>
  Temporal.PlainTime.compare(Temporal.PlainTime.from(a), Temporal.PlainTime.from(b)) > 0;
const hoursAfter = (a: string, b: string): number =>
  Temporal.PlainTime.from(b).until(Temporal.PlainTime.from(a)).total('hours');

interface Modelled {
  readonly event: PlannedEvent;
  readonly from: number;
  readonly to: number;
  readonly calls: readonly { readonly who: string; readonly from: number; readonly to: number }[];
}

function spanOf({ event_date: day, start_time: start, end_time: end, event_type: type, zone }: PlannedEvent): {
  from: number;
  to: number;
  isNight: boolean;
} {
  if (start === null) {
    const from = at(zone, day, '00:00');
    return { from, to: Math.max(from, end === null ? at(zone, day, '00:00', 1) : at(zone, day, end)), isNight: false };
  }
  const from = at(zone, day, start);
  if (end === null) {
    const to = from + (type === 'performance' ? 3 : 1) * 3_600_000;
    const endDay = Temporal.Instant.fromEpochMilliseconds(to).toZonedDateTimeISO(zone).toPlainDate().toString();
    return { from, to, isNight: endDay > day };
  }
  const isNight = isLater(start, end);
  return { from, to: Math.max(from, at(zone, day, end, isNight ? 1 : 0)), isNight };
}

function modelled(event: PlannedEvent): Modelled {
  const { event_date: day, start_time: start, end_time: end, call_time: call, zone } = event;
  const { from, to, isNight } = spanOf(event);
  const begin = start ?? '00:00';
  const before = (time: string): number =>
    at(zone, day, time, isLater(time, begin) && hoursAfter(time, begin) > 12 ? -1 : 0);
  const own = (time: string): number => {
    const isAfterMidnight = isNight && end !== null && isLater(begin, time) && !isLater(time, end);
    return isAfterMidnight ? at(zone, day, time, 1) : before(time);
  };
  const everybody = Math.min(from, call === null ? from : start === null ? at(zone, day, call) : before(call));
  const calls = event.calls.map(({ employeeId: who, callTime, endTime }) => {
    const begins = callTime === null ? everybody : own(callTime);
    if (endTime === null) return { who, from: begins, to: Math.max(begins, to) };
    const ends = own(endTime);
    return { who, from: begins, to: ends >= begins ? ends : at(zone, day, endTime, 1) };
  });
  return { event, from, to, calls };
}

const quarters = (from: number, to: number): Set<number> => {
  const all = new Set<number>();
  for (let moment = from; moment < to; moment += QUARTER) all.add(moment);
  return all;
};
const meet = (a: ReadonlySet<number>, b: ReadonlySet<number>): boolean => [...a].some((moment) => b.has(moment));

const say = (code: string, others: readonly string[], people: readonly string[] = [], more = ''): string =>
  [code, others.toSorted().join(), people.toSorted().join(), more].join(' ');

/** What a theatre has and wants. */
interface House {
  readonly onHand: ReadonlyMap<string, number>;
  readonly restHours: number;
}

function expected(one: Modelled, all: readonly Modelled[], { onHand, restHours }: House): string[] {
  if (one.event.status === 'cancelled') return [];
  const others = all.filter(({ event }) => event.id !== one.event.id && event.status !== 'cancelled');
  return [
    ...expectedPairs(one, others),
    ...expectedRests(one, others, restHours),
    ...expectedShortages(one, others, onHand),
    ...expectedAway(one.event, others),
  ].toSorted();
}

function expectedPairs(one: Modelled, others: readonly Modelled[]): string[] {
  const held = quarters(one.from, one.to);
  return others.flatMap((other) => {
    const isFree = one.event.activity === 'day_off' || other.event.activity === 'day_off';
    const isVenue = one.event.venue_id !== null && one.event.venue_id === other.event.venue_id && !isFree;
    const people = new Set(
      one.calls.flatMap((call) =>
        other.calls.some(
          (their) => their.who === call.who && meet(quarters(call.from, call.to), quarters(their.from, their.to)),
        )
          ? [call.who]
          : [],
      ),
    );
    return [
      ...(isVenue && meet(held, quarters(other.from, other.to)) ? [say('venue.taken', [other.event.id])] : []),
      ...(people.size > 0 ? [say('person.twice', [other.event.id], [...people])] : []),
    ];
  });
}

function expectedRests(one: Modelled, others: readonly Modelled[], restHours: number): string[] {
  const found = new Map<string, Set<string>>();
  for (const who of new Set(one.calls.map((call) => call.who)))
    for (const side of [-1, 1]) {
      const rests = others
        .toSorted((a, b) => a.from - b.from || (a.event.id < b.event.id ? -1 : 1))
        .filter(({ event }) => (event.event_date < one.event.event_date ? -1 : 1) === side)
        .filter(({ event }) => event.event_date !== one.event.event_date)
        .flatMap((other) =>
          other.calls
            .filter((call) => call.who === who)
            .flatMap((theirs) =>
              one.calls
                .filter((call) => call.who === who)
                .map((own) => ({
                  id: other.event.id,
                  rest: side === -1 ? own.from - theirs.to : theirs.from - own.to,
                })),
            ),
        )
        .filter(({ rest }) => rest >= 0 && rest < restHours * 3_600_000);
      const least = rests.toSorted((a, b) => a.rest - b.rest)[0];
      if (least !== undefined) found.set(least.id, (found.get(least.id) ?? new Set()).add(who));
    }
  return [...found].map(([id, people]) => say('person.rest', [id], [...people]));
}

function expectedShortages(one: Modelled, others: readonly Modelled[], onHand: ReadonlyMap<string, number>): string[] {
  const group = ({ event }: Modelled): string =>
    event.performance_id === null ? event.id : `${event.performance_id}@${event.venue_id}`;
  return [...one.event.needs.keys()].flatMap((item) => {
    let peak = { needed: 0, ids: [] as string[] };
    for (const moment of quarters(one.from, one.to)) {
      const there = [one, ...others.filter((other) => other.from <= moment && moment < other.to)].filter(({ event }) =>
        event.needs.has(item),
      );
      const byGroup = Object.groupBy(there, group);
      const needed = Object.values(byGroup).reduce(
        (sum, each) => sum + Math.max(...(each ?? []).map(({ event }) => event.needs.get(item) ?? 0)),
        0,
      );
      const ids = there.filter((other) => group(other) !== group(one)).map(({ event }) => event.id);
      if (needed > peak.needed) peak = { needed, ids };
    }
    const isShort = peak.needed > (onHand.get(item) ?? Infinity) && peak.ids.length > 0;
    return isShort ? [say('thing.short', peak.ids, [], `${item}: ${peak.needed}`)] : [];
  });
}

/** The days on which a production's set is away, and by which evenings. */
function awayDays(events: readonly PlannedEvent[]): Map<string, string[]> {
  const days = [...new Set(events.map((event) => event.event_date))].toSorted();
  const found = new Map<string, string[]>();
  for (const [index, day] of days.entries()) {
    const next = days[index + 1];
    for (let between = 1; next !== undefined && between < 3; between += 1) {
      const within = Temporal.PlainDate.from(day).add({ days: between }).toString();
      const isNear = Temporal.PlainDate.from(day).until(next).total('days') <= 3;
      if (within < next && isNear) {
        const last = events.filter((event) => event.event_date === day);
        const first = events.filter((event) => event.event_date === next);
        found.set(
          within,
          [...last, ...first].map(({ id }) => id),
        );
      }
    }
  }
  for (const day of days)
    found.set(
      day,
      events.filter((event) => event.event_date === day).map(({ id }) => id),
    );
  return found;
}

function expectedAway(one: PlannedEvent, others: readonly Modelled[]): string[] {
  const plays = (event: PlannedEvent): boolean =>
    event.performance_id === one.performance_id &&
    event.performance_id !== null &&
    !['day_off', 'read_through'].includes(event.activity ?? '') &&
    event.event_type !== 'meeting';
  if (!plays(one)) return [];
  const same = others.map(({ event }) => event).filter(plays);
  const away = awayDays([one, ...same].filter((event) => event.isAway));
  const ids = one.isAway
    ? same.filter((other) => !other.isAway && away.get(other.event_date)?.includes(one.id) === true).map(({ id }) => id)
    : (away.get(one.event_date) ?? []);
  return ids.length === 0 ? [] : [say('set.away', ids)];
}

const said = (collisions: readonly Collision[]): string[] =>
  collisions
    .map(({ code, others, employeeIds, itemId, needed }) =>
      say(code, others, employeeIds, itemId === null ? '' : `${itemId}: ${needed}`),
    )
    .toSorted();

const hoursOf = (day: string, zone: string): number => Temporal.PlainDate.from(day).toZonedDateTime(zone).hoursInDay;

const CASES = isThorough ? 10_000 : 500;

test(`${CASES} random weeks collide as the model says, whichever event is asked`, () => {
  const counted = new Map<string, number>();
  let clockChanges = 0;
  for (let seed = 1; seed <= CASES; seed += 1) {
    const random = seeded(seed);
    const [week, home] = random.pick(WEEKS) ?? WEEKS[0];
    const zones = [home, ...Array.from({ length: 3 }, () => random.pick(ZONES) ?? 'UTC')];
    const events = Array.from({ length: 4 + random.below(9) }, (_, index) =>
      randomEvent(random, `e${String(index).padStart(2, '0')}`, week, zones),
    );
    if (events.some(({ zone, event_date: day }) => hoursOf(day, zone) !== 24)) clockChanges += 1;
    const onHand = new Map([
      ['i0', 1],
      ['i1', 3],
    ]);
    const restHours = random.pick([12, 12, 0, 8, 11.5, 36, MOST_REST_HOURS]) ?? 12;
    const index = new CollisionIndex(events, onHand, { ...DEFAULT_POLICY, restHours });
    const model = events.map(modelled);
    for (const one of model) {
      const answer = index.collisionsOf(one.event);
      expect(said(answer), `seed ${seed}, ${one.event.id}`).toEqual(expected(one, model, { onHand, restHours }));
      for (const { code } of answer) counted.set(code, (counted.get(code) ?? 0) + 1);
    }
  }
  // Every rule was met, none by chance alone.
  expect([...counted.values()].every((times) => times > CASES / 10) && counted.size).toBe(5);
  expect(clockChanges).toBeGreaterThan(CASES / 4);
}, 600_000);

test('what was moved, taken out or called off is where it was put last', () => {
  for (let seed = 1; seed <= 50; seed += 1) {
    const random = seeded(seed);
    const make = (id: string): PlannedEvent => randomEvent(random, id, '2026-10-22', ZONES);
    const now = new Map<string, PlannedEvent>();
    const index = new CollisionIndex([], new Map([['i0', 1]]), DEFAULT_POLICY);
    for (let step = 0; step < 40; step += 1) {
      const id = `e${random.below(8)}`;
      if (random.next() < 0.3) {
        now.delete(id);
        index.remove(id);
      } else {
        const event = make(id);
        now.set(id, event);
        index.put(event);
      }
    }
    const anew = new CollisionIndex(now.values(), new Map([['i0', 1]]), DEFAULT_POLICY);
    for (const event of now.values()) expect(index.collisionsOf(event)).toEqual(anew.collisionsOf(event));
  }
});

test('settings say how long people rest and what stops a publication; rubbish says nothing', () => {
  const policy = policyOf(
    new Map<string, unknown>([
      ['schedule.rest_hours', { hours: 10 }],
      ['schedule.collisions', { 'venue.taken': 'block', 'person.rest': 'never' }],
    ]),
  );
  expect(policy.restHours).toBe(10);
  expect(policy.severity).toEqual({ ...DEFAULT_POLICY.severity, 'venue.taken': 'block' });
  expect(policyOf(new Map([['schedule.rest_hours', 'viel']]))).toEqual(DEFAULT_POLICY);
  expect(policyOf(new Map<string, unknown>([['schedule.rest_hours', 11]])).restHours).toBe(11);
});
