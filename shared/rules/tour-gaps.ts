/** What is missing of a tour, day by day: what nobody has said yet and somebody on the road will ask. Pure. */
import { dayAfter } from './event-time.ts';

/** What is missing. Whom or what it concerns stands in `names`; `eventId`, `venueId` and `stayId` say where to mend it. */
export interface TourGap {
  readonly kind: 'noEvent' | 'noVenue' | 'noTime' | 'noStay' | 'noRoom' | 'notMember' | 'noDriver' | 'noHeight';
  /** The day on which it is missed. */
  readonly date: string;
  /** The last of the nights, where it is several in a row. */
  readonly until: string | null;
  /** `bad`: somebody stands in the street; `warn`: somebody has to ask. */
  readonly severity: 'bad' | 'warn';
  readonly title: string | null;
  readonly names: readonly string[];
  readonly eventId: string | null;
  readonly venueId: string | null;
}

/** What is asked of an event. */
export interface GapEvent {
  readonly id: string;
  readonly title: string;
  readonly date: string;
  readonly activity: string | null;
  readonly type: string;
  readonly start: string | null;
  readonly daysLater: number;
  readonly venueId: string | null;
  readonly venue: string | null;
  readonly city: string | null;
}

/** Everything that is asked. Days are `YYYY-MM-DD`. */
export interface GapInput {
  readonly startsOn: string;
  readonly endsOn: string;
  readonly events: readonly GapEvent[];
  readonly members: readonly { readonly employeeId: string; readonly name: string }[];
  /** Nights from the day of arrival to the one before that of leaving, and who has a bed there. */
  readonly stays: readonly {
    readonly arrivesOn: string;
    readonly leavesOn: string;
    readonly employeeIds: readonly string[];
  }[];
  readonly calls: readonly { readonly eventId: string; readonly employeeId: string; readonly name: string }[];
  /** `departsOn` null: nobody has said. */
  readonly transports: readonly {
    readonly name: string;
    readonly driver: string | null;
    readonly departsOn: string | null;
  }[];
  /** Venues whose grid height nobody knows. */
  readonly heightless: readonly { readonly id: string; readonly name: string }[];
}

/** Days that a tour can have in a plan; beyond that somebody mistyped a year. */
export const MOST_TOUR_DAYS = 400;

/** Days from one to another, both included; no more than a plan shows. */
export function daysFrom(first: string, last: string): readonly string[] {
  const days: string[] = [];
  for (let day = first; day <= last && days.length < MOST_TOUR_DAYS; day = dayAfter(day, 1)) {
    days.push(day);
    // The last day that both databases know has none after it.
    if (dayAfter(day, 1) === day) break;
  }
  return days;
}

const SHOWS: ReadonlySet<string> = new Set(['performance', 'premiere']);
/** Needs neither a house nor, where it is a day off, a time. */
const isElsewhere = ({ activity }: GapEvent): boolean => activity === 'travel' || activity === 'day_off';

const gap = (kind: TourGap['kind'], date: string, severity: TourGap['severity'], more: Partial<TourGap>): TourGap => ({
  kind,
  date,
  until: null,
  severity,
  title: null,
  names: [],
  eventId: null,
  venueId: null,
  ...more,
});

/** What events lack: a house, a time; who is called and does not go. */
function ofEvents({ events, members, calls }: GapInput): TourGap[] {
  const going = new Set(members.map(({ employeeId }) => employeeId));
  const byEvent = Map.groupBy(calls, ({ eventId }) => eventId);
  const told = new Set<string>();
  return events.flatMap((event) => {
    const about = { title: event.title, eventId: event.id };
    // Who is called every evening is missed once, on the first.
    const outsiders = (byEvent.get(event.id) ?? []).filter(
      ({ employeeId }) => !going.has(employeeId) && !told.has(employeeId),
    );
    for (const { employeeId } of outsiders) told.add(employeeId);
    const names = [...new Set(outsiders.map(({ name }) => name))].toSorted();
    return [
      ...(event.venue === null && !isElsewhere(event) ? [gap('noVenue', event.date, 'bad', about)] : []),
      ...(event.start === null && event.activity !== 'day_off' ? [gap('noTime', event.date, 'bad', about)] : []),
      // Where nobody is put down as going, nobody is missed.
      ...(names.length > 0 && going.size > 0 ? [gap('notMember', event.date, 'warn', { ...about, names })] : []),
    ];
  });
}

/** Nights without a bed: of everybody, or of some; nights in a row of the same people are told once. */
function ofNights({ startsOn, endsOn, events, members, stays }: GapInput): TourGap[] {
  if (members.length === 0) return [];
  const inTrain = new Set(
    events.flatMap(({ activity, daysLater, date }) => (activity === 'travel' && daysLater > 0 ? [date] : [])),
  );
  const found: TourGap[] = [];
  for (const night of daysFrom(startsOn, dayAfter(endsOn, -1))) {
    if (inTrain.has(night) || night >= endsOn) continue;
    const there = stays.filter(({ arrivesOn, leavesOn }) => arrivesOn <= night && night < leavesOn);
    const lying = new Set(there.flatMap(({ employeeIds }) => employeeIds));
    const names = members.filter(({ employeeId }) => !lying.has(employeeId)).map(({ name }) => name);
    if (names.length === 0) continue;
    const kind = there.length === 0 ? 'noStay' : 'noRoom';
    const last = found.at(-1);
    const isSame =
      last !== undefined &&
      last.kind === kind &&
      dayAfter(last.until ?? last.date, 1) === night &&
      (kind === 'noStay' || last.names.join() === names.join());
    if (isSame) found[found.length - 1] = { ...last, until: night };
    else found.push(gap(kind, night, 'bad', { names: kind === 'noStay' ? [] : names }));
  }
  return found;
}

/** What is missing, the first day first; on a day the gravest first. */
export function tourGaps(input: GapInput): readonly TourGap[] {
  const { startsOn, endsOn, events } = input;
  const busy = new Set(events.map(({ date }) => date));
  const empty = daysFrom(startsOn, endsOn).filter((date) => !busy.has(date));
  const heights = input.heightless.flatMap((venue) => {
    const show = events.find(
      ({ venueId, type, activity }) => venueId === venue.id && SHOWS.has(type) && activity === null,
    );
    return show === undefined ? [] : [gap('noHeight', show.date, 'warn', { title: venue.name, venueId: venue.id })];
  });
  const drivers = input.transports
    .filter(({ driver }) => driver === null || driver.trim() === '')
    .map(({ name, departsOn }) => gap('noDriver', departsOn ?? startsOn, 'bad', { title: name }));
  const all = [
    ...ofEvents(input),
    ...ofNights(input),
    ...drivers,
    ...heights,
    ...(events.length === 0 ? [] : empty.map((date) => gap('noEvent', date, 'warn', {}))),
  ];
  return all.toSorted(
    (a, b) =>
      (a.date < b.date ? -1 : a.date > b.date ? 1 : 0) ||
      (a.severity === b.severity ? 0 : a.severity === 'bad' ? -1 : 1) ||
      (a.kind < b.kind ? -1 : a.kind > b.kind ? 1 : 0),
  );
}

/** Of these the days: how many are missed on each, nights in a row on each of theirs. */
export function gapsByDay(gaps: readonly TourGap[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { date, until } of gaps)
    for (const day of daysFrom(date, until ?? date)) counts.set(day, (counts.get(day) ?? 0) + 1);
  return counts;
}
