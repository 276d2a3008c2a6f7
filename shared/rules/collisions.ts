/**
 * What does not go together in a schedule. Pure, and the same on a laptop and on the hub. Nothing here refuses a plan:
 * what the theatre's setting says to block stops the publication (decision 46).
 *
 * Of events that are not called off:
 * - `venue.taken`: two at one venue overlap. A day off takes no venue.
 * - `person.twice`: one person is called to two whose calls overlap. Who declined is not called.
 * - `person.rest`: between calls of one person to events of different days lies less than the theatre's hours of rest;
 *   of each person the shortest such rest before and after.
 * - `thing.short`: at some moment events that overlap need more of a thing than there is. Events of one production at
 *   one venue share what they need.
 * - `set.away`: a production is played at home on a day on which it is on tour, or between two such days that lie at
 *   most three days apart.
 */
import {
  callStretch,
  dayAfter,
  daysBetween,
  type EventClock,
  type EventMoments,
  eventMoments,
  type Stretch,
} from './event-time.ts';

/** What can be wrong, in the order in which it is shown. */
export const collisionCodes = ['venue.taken', 'person.twice', 'person.rest', 'thing.short', 'set.away'] as const;
/** Stable: settings and notices name them. */
export type CollisionCode = (typeof collisionCodes)[number];

/** What a theatre makes of them. */
export interface SchedulePolicy {
  readonly restHours: number;
  readonly severity: Readonly<Record<CollisionCode, 'warn' | 'block'>>;
}

/** What holds where a theatre has said nothing. */
export const DEFAULT_POLICY: SchedulePolicy = {
  restHours: 12,
  severity: {
    'venue.taken': 'warn',
    'person.twice': 'warn',
    'person.rest': 'warn',
    'thing.short': 'warn',
    'set.away': 'warn',
  },
};
/** Longer rests are no rests but holidays; the days that are looked at depend on it. */
export const MOST_REST_HOURS = 48;

/** Somebody's call to an event. */
export interface PlannedCall {
  readonly employeeId: string;
  readonly callTime: string | null;
  readonly endTime: string | null;
}

/** An event as these rules see it. */
export interface PlannedEvent extends EventClock {
  readonly id: string;
  readonly activity: string | null;
  readonly status: string;
  readonly venue_id: string | null;
  readonly performance_id: string | null;
  /** The zone of its place. */
  readonly zone: string;
  /** It is played elsewhere: its type or its venue says so. */
  readonly isAway: boolean;
  readonly calls: readonly PlannedCall[];
  /** Things and how many of each. */
  readonly needs: ReadonlyMap<string, number>;
}

/** One thing that does not go together. */
export interface Collision {
  readonly code: CollisionCode;
  readonly severity: 'warn' | 'block';
  /** The other events, the earliest first. */
  readonly others: readonly string[];
  /** Whose calls collide. */
  readonly employeeIds: readonly string[];
  readonly itemId: string | null;
  /** How many are needed and how many there are, for things. */
  readonly needed: number | null;
  readonly there: number | null;
  /** The rest that is left, in minutes. */
  readonly restMinutes: number | null;
  /** Until when a venue or a person is busy; the beginning of what follows, for rests that follow. */
  readonly until: number | null;
}

/** How many there are of a thing; one that is not known is not counted. */
export type OnHand = Pick<ReadonlyMap<string, number>, 'get'>;

interface Placed {
  readonly event: PlannedEvent;
  readonly moments: EventMoments;
  /** From the first call, or the start, to the last end. */
  readonly span: Stretch;
  readonly stretches: ReadonlyMap<string, readonly Stretch[]>;
}

const MINUTE = 60_000;
const CALLED_OFF = 'cancelled';
/** Days between two evenings of one tour. */
const TOUR_GAP = 3;

/** Events by their days, so that one event is compared with those around it and not with all. */
export class CollisionIndex {
  readonly #byDay = new Map<string, Map<string, Placed>>();
  readonly #dayOf = new Map<string, string>();
  readonly #onHand: OnHand;
  readonly #policy: SchedulePolicy;

  constructor(events: Iterable<PlannedEvent>, onHand: OnHand, policy: SchedulePolicy) {
    this.#onHand = onHand;
    this.#policy = policy;
    for (const event of events) this.put(event);
  }

  /** Adds an event, or puts it in the place of the one with its id. */
  put(event: PlannedEvent): void {
    this.remove(event.id);
    if (event.status === CALLED_OFF) return;
    const day = this.#byDay.get(event.event_date) ?? new Map<string, Placed>();
    this.#byDay.set(event.event_date, day.set(event.id, placed(event)));
    this.#dayOf.set(event.id, event.event_date);
  }

  /** Takes an event out; nothing where it is not there. */
  remove(id: string): void {
    const day = this.#dayOf.get(id);
    if (day === undefined) return;
    this.#byDay.get(day)?.delete(id);
    this.#dayOf.delete(id);
  }

  /** What does not go together with this event, wherever it stands in the index: what is hypothetical can be asked. */
  collisionsOf(event: PlannedEvent): Collision[] {
    if (event.status === CALLED_OFF) return [];
    const one = placed(event);
    const others = this.#around(one).toSorted(
      (a, b) => a.moments.start - b.moments.start || (a.event.id < b.event.id ? -1 : 1),
    );
    const found = [
      ...others.flatMap((other) => venueTaken(one, other)),
      ...others.flatMap((other) => calledTwice(one, other)),
      ...shortRests(one, others, this.#policy.restHours),
      ...shortThings(one, others, this.#onHand),
      ...setAway(one, others),
    ];
    return found.map((collision) => ({ ...collision, severity: this.#policy.severity[collision.code] }));
  }

  /**
   * Everything that can matter to the event: what lies within the hours of rest, and the same production some days
   * away. An event lasts less than two days, and zones are up to a day apart.
   */
  #around({ event, span }: Placed): Placed[] {
    const days = daysAround(this.#policy.restHours);
    const rest = this.#policy.restHours * 60 * MINUTE;
    const isNear = (other: Stretch): boolean => other.from - rest <= span.to && span.from <= other.to + rest;
    const found: Placed[] = [];
    // A set: at the ends of all days several are the same.
    const near = new Set(Array.from({ length: 2 * days + 1 }, (_, place) => dayAfter(event.event_date, place - days)));
    for (const day of near)
      for (const other of this.#byDay.get(day)?.values() ?? []) {
        if (other.event.id === event.id) continue;
        const isSame = event.performance_id !== null && other.event.performance_id === event.performance_id;
        if (isSame || isNear(other.span)) found.push(other);
      }
    return found;
  }
}

/** How many days before and after an event others can matter to it. */
export const daysAround = (restHours: number): number =>
  Math.max(TOUR_GAP, 3 + Math.ceil(Math.min(restHours, MOST_REST_HOURS) / 24));

function placed(event: PlannedEvent): Placed {
  const moments = eventMoments(event, event.zone);
  const stretches = new Map<string, Stretch[]>();
  let { start: from, end: to } = moments;
  for (const { employeeId, callTime, endTime } of event.calls) {
    const stretch = callStretch(event, moments, { call_time: callTime, end_time: endTime }, event.zone);
    const known = stretches.get(employeeId);
    if (known === undefined) stretches.set(employeeId, [stretch]);
    else known.push(stretch);
    from = Math.min(from, stretch.from);
    to = Math.max(to, stretch.to);
  }
  return { event, moments, stretches, span: { from, to } };
}

type Found = Omit<Collision, 'severity'>;
const found = (code: CollisionCode, others: readonly string[], more: Partial<Found>): Found => ({
  code,
  others,
  employeeIds: [],
  itemId: null,
  needed: null,
  there: null,
  restMinutes: null,
  until: null,
  ...more,
});

const overlaps = (a: Stretch, b: Stretch): boolean => a.from < b.to && b.from < a.to && a.from < a.to && b.from < b.to;
const taken = ({ moments }: Placed): Stretch => ({ from: moments.start, to: moments.end });

function venueTaken(one: Placed, other: Placed): Found[] {
  const { venue_id: venue, activity } = one.event;
  if (venue === null || venue !== other.event.venue_id) return [];
  if (activity === 'day_off' || other.event.activity === 'day_off') return [];
  if (!overlaps(taken(one), taken(other))) return [];
  return [found('venue.taken', [other.event.id], { until: other.moments.end })];
}

function calledTwice(one: Placed, other: Placed): Found[] {
  const employeeIds: string[] = [];
  let until = 0;
  for (const [employee, stretches] of one.stretches) {
    const theirs = (other.stretches.get(employee) ?? []).filter((stretch) =>
      stretches.some((own) => overlaps(own, stretch)),
    );
    if (theirs.length === 0) continue;
    employeeIds.push(employee);
    until = Math.max(until, ...theirs.map(({ to }) => to));
  }
  if (employeeIds.length === 0) return [];
  return [found('person.twice', [other.event.id], { employeeIds: employeeIds.toSorted(), until })];
}

/** Of each person the shortest rest on either side; people with the same event there are said together. */
function shortRests(one: Placed, others: readonly Placed[], restHours: number): Found[] {
  const least = restHours * 60 * MINUTE;
  const byOther = new Map<string, { employeeIds: string[]; rest: number; until: number }>();
  for (const [employee, stretches] of one.stretches) {
    const shortest: Record<'before' | 'after', { id: string; rest: number; until: number } | undefined> = {
      before: undefined,
      after: undefined,
    };
    for (const { event, stretches: all } of others) {
      if (event.event_date === one.event.event_date) continue;
      for (const stretch of all.get(employee) ?? [])
        for (const own of stretches) {
          const side = event.event_date < one.event.event_date ? 'before' : 'after';
          const [first, second] = side === 'before' ? [stretch, own] : [own, stretch];
          const rest = second.from - first.to;
          if (rest < 0 || rest >= least || rest >= (shortest[side]?.rest ?? Infinity)) continue;
          shortest[side] = { id: event.id, rest, until: side === 'before' ? stretch.to : stretch.from };
        }
    }
    for (const near of [shortest.before, shortest.after]) {
      if (near === undefined) continue;
      const known = byOther.get(near.id) ?? { employeeIds: [], rest: near.rest, until: near.until };
      known.employeeIds.push(employee);
      if (near.rest < known.rest) Object.assign(known, { rest: near.rest, until: near.until });
      byOther.set(near.id, known);
    }
  }
  return [...byOther].map(([id, { employeeIds, rest, until }]) =>
    found('person.rest', [id], {
      employeeIds: employeeIds.toSorted(),
      restMinutes: Math.floor(rest / MINUTE),
      until,
    }),
  );
}

/** Events of one production at one venue use the same things. */
const sharedBy = ({ event }: Placed): string =>
  event.performance_id === null ? event.id : `${event.performance_id} ${event.venue_id ?? ''}`;

function shortThings(one: Placed, others: readonly Placed[], onHand: OnHand): Found[] {
  if (one.event.needs.size === 0) return [];
  const own = taken(one);
  const during = others.filter((other) => other.event.needs.size > 0 && overlaps(own, taken(other)));
  if (during.length === 0) return [];
  // The sum is highest at a moment at which something begins.
  const moments = [own.from, ...during.map(({ moments: { start } }) => start).filter((start) => start > own.from)];
  const shortages: Found[] = [];
  const isOthers = (other: Placed): boolean => sharedBy(other) !== sharedBy(one);
  for (const [itemId] of one.event.needs) {
    // What nobody else needs meanwhile need not be counted, and mostly nobody does.
    if (!during.some((other) => other.event.needs.has(itemId) && isOthers(other))) continue;
    const there = onHand.get(itemId);
    if (there === undefined) continue;
    const peak = { needed: 0, others: [] as string[] };
    for (const moment of moments) {
      const groups = new Map<string, number>();
      const using = during.filter(
        (other) => other.moments.start <= moment && moment < other.moments.end && other.event.needs.has(itemId),
      );
      for (const each of [one, ...using])
        groups.set(sharedBy(each), Math.max(groups.get(sharedBy(each)) ?? 0, each.event.needs.get(itemId) ?? 0));
      const needed = [...groups.values()].reduce((sum, quantity) => sum + quantity, 0);
      if (needed <= peak.needed) continue;
      Object.assign(peak, {
        needed,
        others: using.filter(isOthers).map(({ event }) => event.id),
      });
    }
    // What one event alone is short of is no collision of two.
    if (peak.needed > there && peak.others.length > 0)
      shortages.push(found('thing.short', peak.others, { itemId, needed: peak.needed, there }));
  }
  return shortages;
}

/** A day off or a talk does not need the set. */
const playsWithSet = ({ event_type: type, activity, performance_id: performance }: PlannedEvent): boolean =>
  performance !== null && activity !== 'day_off' && activity !== 'read_through' && type !== 'meeting';

function setAway(one: Placed, others: readonly Placed[]): Found[] {
  const { event } = one;
  if (!playsWithSet(event)) return [];
  const same = others.filter(
    (other) => other.event.performance_id === event.performance_id && playsWithSet(other.event),
  );
  const away = same.filter((other) => other.event.isAway).map((other) => other.event);
  if (!event.isAway) {
    const day = event.event_date;
    const days = away.map((other) => other.event_date).toSorted();
    const before = days.findLast((other) => other < day);
    const after = days.find((other) => other > day);
    const isBetween = before !== undefined && after !== undefined && daysBetween(before, after) <= TOUR_GAP;
    const on = days.includes(day) ? [day] : isBetween ? [before, after] : [];
    const ids = away.filter((other) => on.includes(other.event_date)).map(({ id }) => id);
    return ids.length === 0 ? [] : [found('set.away', ids, {})];
  }
  const days = [event.event_date, ...away.map((other) => other.event_date)].toSorted();
  const isAwayOn = (day: string): boolean => {
    if (day === event.event_date) return true;
    // Whoever is away on that day anyway collides with that evening, and not with this one.
    if (away.some((other) => other.event_date === day)) return false;
    const before = days.filter((other) => other < day).at(-1);
    const after = days.find((other) => other > day);
    if (before === undefined || after === undefined || daysBetween(before, after) > TOUR_GAP) return false;
    return before === event.event_date || after === event.event_date;
  };
  const home = same.filter((other) => !other.event.isAway && isAwayOn(other.event.event_date));
  return home.length === 0
    ? []
    : [
        found(
          'set.away',
          home.map((other) => other.event.id),
          {},
        ),
      ];
}

/** By what somebody who plans has seen a collision already: the same words about the same events are nothing new. */
export const collisionKeys = ({ code, others, itemId }: Collision): string[] =>
  others.map((other) => [code, other, ...(itemId === null ? [] : [itemId])].join(' '));

/** What the settings of a theatre say, by key; what is missing or rubbish is what holds anyway. */
export function policyOf(settings: ReadonlyMap<string, unknown>): SchedulePolicy {
  const rest = settings.get('schedule.rest_hours');
  const hours = typeof rest === 'object' && rest !== null && 'hours' in rest ? rest.hours : rest;
  const severity = { ...DEFAULT_POLICY.severity };
  const said = settings.get('schedule.collisions');
  if (typeof said === 'object' && said !== null)
    for (const code of collisionCodes) {
      const value = (said as Readonly<Record<string, unknown>>)[code];
      if (value === 'warn' || value === 'block') severity[code] = value;
    }
  const isHours = typeof hours === 'number' && hours >= 0 && hours <= MOST_REST_HOURS;
  return { restHours: isHours ? hours : DEFAULT_POLICY.restHours, severity };
}

/** Keys of the settings that `policyOf` reads. */
export const POLICY_SETTINGS = ['schedule.rest_hours', 'schedule.collisions'] as const;
