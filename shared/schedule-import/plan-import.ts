/** From what was read to what goes in: names become ours, times those of the place, and what is there is compared. */
import type { CalendarEvent } from '../ical/calendar-event.ts';
import type { ReadEvent, ReadNote, UnreadPart } from '../ical/read-calendar.ts';
import type { DayWindow } from '../ical/recurrence.ts';
import {
  type ImportedEvent,
  MOST_IMPORTED,
  scheduleImport,
  scheduleImportName,
} from '../mutations/import-mutations.ts';
import type { Intent } from '../mutations/mutation.ts';
import { clockAt, minutesOf, momentAt, timeOf, zoneOf } from '../rules/event-time.ts';
import {
  columnsOf,
  differing,
  type ImportColumn,
  type ImportColumns,
  type ImportedValues,
  MOST_DESCRIPTION,
  MOST_TITLE,
} from '../rules/imported-events.ts';
import { tableOf } from '../schema/catalog.ts';
import { ACTIVITIES } from '../schema/tables/schedule-events.ts';
import { type Matching, sameName } from './name-matching.ts';

/** A venue, and the zone of its clock. */
export interface ZonedVenue {
  readonly id: string;
  readonly name: string;
  readonly zone: string;
}

/** A production with its variants. */
export interface VariedProduction {
  readonly id: string;
  readonly title: string;
  readonly variants: readonly { readonly id: string; readonly name: string }[];
}

/** What is here. */
export interface ImportSurroundings {
  readonly venues: readonly ZonedVenue[];
  readonly performances: readonly VariedProduction[];
  /** Of names in the file the ids that they get where they are made (`importNameIds`). */
  readonly newVenues: ReadonlyMap<string, string>;
  readonly newPerformances: ReadonlyMap<string, string>;
  /** The theatre's own zone. */
  readonly zone: string;
}

/** An event as it would go in. */
export interface PlannedImport {
  readonly uid: string;
  readonly recurrence: string | null;
  readonly values: ImportedValues;
  readonly line: number;
  readonly notes: readonly ReadNote[];
}

const typesOf = new Set<string>(tableOf('schedule_events').columns['event_type']?.values ?? []);
const statuses = new Set<string>(tableOf('schedule_events').columns['status']?.values ?? []);
const clipped = (text: string, most: number): string => [...text].slice(0, most).join('').slice(0, most);

/** Times on the clock of another zone; whole days, and what says no zone, stand as they are. */
function onClock(event: CalendarEvent, zone: string): Pick<CalendarEvent, 'date' | 'start' | 'end' | 'call' | 'ready'> {
  const { date, start, end, call, ready } = event;
  if (event.zone === null || event.zone === zone || start === null) return { date, start, end, call, ready };
  const own = event.zone;
  const at = clockAt(zone, momentAt(own, date, minutesOf(start)));
  const starts = minutesOf(start);
  const moved = (time: string | null, isAfter: boolean): string | null => {
    if (time === null) return null;
    const minutes = minutesOf(time);
    const day = isAfter && minutes < starts ? 1440 : !isAfter && minutes - starts > 720 ? -1440 : 0;
    return timeOf(clockAt(zone, momentAt(own, date, minutes + day)).minutes);
  };
  return {
    date: at.day,
    start: timeOf(at.minutes),
    end: moved(end, true),
    call: moved(call, false),
    ready: moved(ready, false),
  };
}

/** Reads names and times of an event by what was chosen. */
class Planner {
  readonly #matching: Matching;
  readonly #around: ImportSurroundings;
  readonly #venues: ReadonlyMap<string, ZonedVenue>;
  readonly #performances: ReadonlyMap<string, VariedProduction>;

  constructor(matching: Matching, around: ImportSurroundings) {
    this.#matching = matching;
    this.#around = around;
    this.#venues = new Map(around.venues.map((venue) => [venue.id, venue]));
    this.#performances = new Map(around.performances.map((one) => [one.id, one]));
  }

  plan(event: ReadEvent): PlannedImport {
    const venueId = this.#venueOf(event.venue);
    const zone = zoneOf(venueId === null ? null : this.#venues.get(venueId)?.zone, this.#around.zone);
    const place = [event.venue, event.address].filter((part) => part !== null).join(', ');
    const { type, activity } = this.#kindOf(event);
    const performanceId = this.#productionOf(event.production);
    const variants = performanceId === null ? [] : (this.#performances.get(performanceId)?.variants ?? []);
    const variant =
      event.variant === null
        ? undefined
        : variants.find(({ name }) => sameName(name) === sameName(event.variant ?? ''));
    const isCut = event.title.length > MOST_TITLE || (event.description?.length ?? 0) > MOST_DESCRIPTION;
    const { date, start, end, call, ready } = onClock(event, zone);
    const said = <K extends string, V>(key: K, value: V | null): Partial<Record<K, V>> =>
      value === null ? {} : ({ [key]: value } as Record<K, V>);
    return {
      uid: clipped(event.uid, 1000),
      recurrence: event.recurrence === null ? null : clipped(event.recurrence, 100),
      values: {
        title: clipped(event.title, MOST_TITLE),
        date,
        start,
        end,
        ...said('description', event.description === null ? null : clipped(event.description, MOST_DESCRIPTION)),
        ...said('type', type),
        ...said('activity', activity),
        ...(event.status !== null && statuses.has(event.status) ? { status: event.status } : {}),
        ...said('call', call),
        ...said('ready', ready),
        ...(place === '' ? {} : { place: { venueId, name: clipped(place, 255) } }),
        ...said('city', event.city === null ? null : clipped(event.city, 100)),
        ...said('performanceId', performanceId),
        ...said('variantId', variant?.id ?? null),
      },
      line: event.line,
      notes: isCut ? [...event.notes, 'cutText'] : event.notes,
    };
  }

  #venueOf(name: string | null): string | null {
    const choice = name === null ? undefined : this.#matching.venues.get(name);
    if (name === null || choice === undefined || choice.to === 'text') return null;
    return choice.to === 'venue' ? choice.id : (this.#around.newVenues.get(name) ?? null);
  }

  #productionOf(name: string | null): string | null {
    const choice = name === null ? undefined : this.#matching.productions.get(name);
    if (name === null || choice === undefined || choice.to === 'none') return null;
    return choice.to === 'production' ? choice.id : (this.#around.newPerformances.get(name) ?? null);
  }

  #kindOf({ type, activity, kind }: ReadEvent): { type: string | null; activity: (typeof ACTIVITIES)[number] | null } {
    const ours = (word: string | null): (typeof ACTIVITIES)[number] | null =>
      ACTIVITIES.find((each) => each === word) ?? null;
    if (type !== null && typesOf.has(type)) return { type, activity: ours(activity) };
    const choice = (kind === null ? undefined : this.#matching.kinds.get(kind)) ?? this.#matching.kind;
    return { type: choice.type, activity: ours(choice.activity) };
  }
}

/** What goes in, and what of it cannot. */
export interface ImportPlan {
  readonly events: readonly PlannedImport[];
  readonly unread: readonly UnreadPart[];
  /** So many stand on other days. */
  readonly outside: number;
}

const short = (text: string): string => (text.length > 80 ? `${text.slice(0, 79)}…` : text);

/** Events within the days, each once: of several with one UID the one that was changed last. */
export function planImport(
  events: readonly ReadEvent[],
  window: DayWindow,
  matching: Matching,
  around: ImportSurroundings,
): ImportPlan {
  const planner = new Planner(matching, around);
  const unread: UnreadPart[] = [];
  const kept = new Map<string, ReadEvent>();
  let outside = 0;
  for (const event of events) {
    if (event.date < window.from || event.date > window.to) {
      outside += 1;
      continue;
    }
    if (event.title.trim() === '') {
      unread.push({ line: event.line, why: 'noTitle', text: event.date });
      continue;
    }
    const key = `${event.uid}\u0000${event.recurrence ?? ''}`;
    const known = kept.get(key);
    const [older, newer] = known !== undefined && known.sequence > event.sequence ? [event, known] : [known, event];
    if (older !== undefined) unread.push({ line: older.line, why: 'twice', text: short(older.title) });
    kept.set(key, newer);
  }
  const planned = [...kept.values()].map((event) => planner.plan(event));
  return {
    events: planned.toSorted((a, b) => (a.values.date < b.values.date ? -1 : a.values.date > b.values.date ? 1 : 0)),
    unread,
    outside,
  };
}

/** What is here of an event of the file; `row` null: nothing. */
export interface ImportStanding {
  readonly id: string;
  /** What its row says, in the columns of an import. */
  readonly row: Readonly<Record<string, unknown>> | null;
  /** It was here and was deleted: it comes once more. */
  readonly isAgain: boolean;
}

/** What would become of an event. */
export interface ComparedImport extends PlannedImport {
  readonly id: string;
  readonly state: 'new' | 'again' | 'changed' | 'same';
  /** What changes. */
  readonly columns: readonly ImportColumn[];
  /** What stands there now, in those columns. */
  readonly seen: ImportColumns | null;
}

/** Compares what would go in with what is there. */
export function compareImport(event: PlannedImport, standing: ImportStanding): ComparedImport {
  const { id, row, isAgain } = standing;
  if (row === null) return { ...event, id, state: isAgain ? 'again' : 'new', columns: [], seen: null };
  const columns = differing(columnsOf(event.values), row);
  const seen = Object.fromEntries(columns.map((column) => [column, row[column] ?? null])) as ImportColumns;
  return { ...event, id, state: columns.length === 0 ? 'same' : 'changed', columns, seen };
}

/** As much text goes in one mutation at most, in letters: descriptions may be long. */
const MOST_LETTERS = 200_000;

/** What is to be done, as mutations: places and productions that are new first, then events by their days. */
export function importMutations(
  events: readonly ComparedImport[],
  matching: Matching,
  around: ImportSurroundings,
  cities: ReadonlyMap<string, string | null>,
): Intent[] {
  const going = events.filter(({ state }) => state !== 'same');
  const used = new Set(going.flatMap(({ values }) => [values.place?.venueId, values.performanceId]));
  const intents: Intent[] = [];
  const make = (table: 'venues' | 'performances', name: string, id: string | undefined): void => {
    // Two spellings of one name are made once.
    if (id === undefined || !used.delete(id)) return;
    const city = table === 'venues' ? (cities.get(name) ?? null) : null;
    intents.push({ name: scheduleImportName.name, args: { table, id, name: clipped(name, MOST_TITLE), city } });
  };
  for (const [name, { to }] of matching.venues) if (to === 'new') make('venues', name, around.newVenues.get(name));
  for (const [name, { to }] of matching.productions)
    if (to === 'new') make('performances', name, around.newPerformances.get(name));
  let batch: ImportedEvent[] = [];
  let letters = 0;
  const flush = (): void => {
    if (batch.length > 0) intents.push({ name: scheduleImport.name, args: { events: batch } });
    [batch, letters] = [[], 0];
  };
  for (const { uid, recurrence, values, seen } of going) {
    const size = (values.description?.length ?? 0) + values.title.length;
    if (batch.length >= MOST_IMPORTED || (batch.length > 0 && letters + size > MOST_LETTERS)) flush();
    batch.push({ uid, recurrence, values, seen });
    letters += size;
  }
  flush();
  return intents;
}
