/**
 * What is told of an event, what differs from what was told last, and whom that concerns. Names are not told but ids: a
 * venue that is called otherwise since has not changed for anybody.
 */
import { z } from 'zod';
import { isRecord } from '../base/json.ts';
import { Fingerprint } from './fingerprint.ts';
import type { Permission } from './permissions.ts';

/** Who has it sees the plan itself; everybody else what was told of it. */
export const PLAN_RIGHT: Permission = 'schedule.edit';
/** Tables that a plan is written in. */
export const planned = [
  'schedule_events',
  'event_calls',
  'event_participants',
  'event_inventory',
  'event_publications',
] as const;

const clock = z.string().nullable();

/** Characters of a description that are told: more than anybody reads, and never more than a row may hold. */
export const MOST_DESCRIPTION = 20_000;

/** What is told of a description. */
export const toldDescription = (text: string | null): string | null =>
  text === null ? null : text.slice(0, MOST_DESCRIPTION).toWellFormed();

/** One person's part in an event, or a function that nobody fills yet. */
export type PublishedCall = {
  readonly employeeId: string | null;
  readonly function: string;
  /** Where they differ from the event's. */
  readonly callTime: string | null;
  readonly endTime: string | null;
};

/** An event as it was told; it lies in `event_publications.content`. */
export type PublishedEvent = {
  readonly title: string;
  /** No more than `MOST_DESCRIPTION` of it; absent where nothing was told of it, as where it is null. */
  readonly description?: string | null;
  /** `YYYY-MM-DD` */
  readonly date: string;
  readonly call: string | null;
  readonly ready: string | null;
  readonly start: string | null;
  readonly end: string | null;
  readonly venueId: string | null;
  readonly venueText: string | null;
  /** Where it is played on tour; absent as `description`. */
  readonly tourCity?: string | null;
  readonly tourVenue?: string | null;
  readonly type: string;
  readonly activity: string | null;
  readonly status: string;
  readonly performanceId: string | null;
  readonly variantId: string | null;
  readonly calls: readonly PublishedCall[];
  /** Accounts that take part otherwise (`event_participants`). */
  readonly participants: readonly string[];
};

const TEXTS = ['title', 'date', 'type', 'status'] as const;
const TIMES = ['call', 'ready', 'start', 'end'] as const;
const NAMED = ['venueId', 'venueText', 'activity', 'performanceId', 'variantId'] as const;
const MAYBE_TEXTS = [...TIMES, ...NAMED];
const isText = (value: unknown): value is string => typeof value === 'string';
const isMaybeText = (value: unknown): boolean => value === null || isText(value);
const MAY_BE_ABSENT = ['description', 'tourCity', 'tourVenue'] as const;

const isPublishedCall = (call: unknown): call is PublishedCall =>
  isRecord(call) &&
  isText(call['function']) &&
  isMaybeText(call['employeeId']) &&
  isMaybeText(call['callTime']) &&
  isMaybeText(call['endTime']);

/** By hand and not by a schema: a month is hundreds of events with a dozen calls each, asked for at every look. */
const isPublished = (content: unknown): content is PublishedEvent =>
  isRecord(content) &&
  TEXTS.every((field) => isText(content[field])) &&
  MAYBE_TEXTS.every((field) => isMaybeText(content[field])) &&
  MAY_BE_ABSENT.every((field) => isMaybeText(content[field] ?? null)) &&
  Array.isArray(content['calls']) &&
  content['calls'].every(isPublishedCall) &&
  Array.isArray(content['participants']) &&
  content['participants'].every(isText);

/** The published event as it is stored; undefined where another version wrote something else. */
export const readPublished = (content: unknown): PublishedEvent | undefined =>
  isPublished(content) ? content : undefined;

/**
 * Whether what was stored tells just this, in this order. Mostly it does, and then nothing needs to be compared by its
 * meaning; whoever wrote it otherwise is not told anything wrong, it is only looked at more closely.
 */
export function isToldSo(content: unknown, event: PublishedEvent): boolean {
  if (typeof content !== 'object' || content === null) return false;
  const told = content as Readonly<Record<string, unknown>>;
  const { calls, participants, ...fields } = event;
  for (const [name, value] of Object.entries(fields)) if (told[name] !== value) return false;
  const [toldCalls, toldUsers] = [told['calls'], told['participants']];
  if (!Array.isArray(toldCalls) || toldCalls.length !== calls.length) return false;
  if (!Array.isArray(toldUsers) || toldUsers.length !== participants.length) return false;
  return (
    participants.every((user, place) => toldUsers[place] === user) &&
    calls.every((call, place) => {
      const other = toldCalls[place] as Partial<PublishedCall> | null;
      return (
        other?.employeeId === call.employeeId &&
        other.function === call.function &&
        other.callTime === call.callTime &&
        other.endTime === call.endTime
      );
    })
  );
}

/** What of an event may change besides its calls. */
export const publishedFields = [
  'date',
  'start',
  'end',
  'call',
  'ready',
  'venue',
  'title',
  'description',
  'type',
  'status',
  'production',
  'variant',
] as const;
/** One of them. */
export type PublishedField = (typeof publishedFields)[number];

/** How something changed. */
export type ChangeKind = 'set' | 'cleared' | 'changed';

/** What changed of an event, in which way; `from` and `to` are ids where the field is something with a name. */
export const fieldChangeSchema = z.object({
  field: z.enum([...publishedFields, 'calls', 'yourFunction', 'yourCall', 'yourEnd']),
  kind: z.enum(['set', 'cleared', 'changed']),
  from: z.string().nullable(),
  to: z.string().nullable(),
});
/** A change of one field. */
export type FieldChange = z.infer<typeof fieldChangeSchema>;

/** What became of an event for somebody. */
export const changeSchema = z.object({
  eventId: z.string(),
  title: z.string(),
  date: z.string(),
  start: clock,
  /**
   * `called`: they take part now; `released`: no longer; `withdrawn`: it does not take place; `changed`: it does
   * otherwise.
   */
  kind: z.enum(['called', 'released', 'withdrawn', 'changed']),
  fields: z.array(fieldChangeSchema),
});
/** What became of an event for somebody. */
export type ChangeForSomebody = z.infer<typeof changeSchema>;

/** A call that came, went or changed. */
export interface CallChange {
  readonly kind: 'added' | 'removed' | 'changed';
  readonly before: PublishedCall | undefined;
  readonly after: PublishedCall | undefined;
}

/** What publishing would tell. */
export interface Difference {
  /** `new`: told for the first time; `withdrawn`: told before, and gone. */
  readonly kind: 'same' | 'new' | 'changed' | 'withdrawn';
  readonly fields: readonly FieldChange[];
  readonly calls: readonly CallChange[];
}

const CALLED_OFF = 'cancelled';

const valueOf = (event: PublishedEvent, field: PublishedField): string | null => {
  switch (field) {
    case 'venue':
      return event.venueId ?? event.tourVenue ?? event.venueText ?? event.tourCity ?? null;
    case 'type':
      return event.activity === null ? event.type : `${event.type} ${event.activity}`;
    case 'status':
      // How far an evening has come, or is agreed, is no news; that it does not take place is.
      return event.status === CALLED_OFF ? CALLED_OFF : null;
    case 'production':
      return event.performanceId;
    case 'variant':
      return event.variantId;
    case 'description':
      return event.description ?? null;
    default:
      return event[field];
  }
};

/** That a description is another is news; its text is read on the event's page. */
const isSaidInFull = (field: FieldChange['field']): boolean => field !== 'description';

function changeOf(field: FieldChange['field'], from: string | null, to: string | null): FieldChange[] {
  if (from === to) return [];
  const kind = from === null ? 'set' : to === null ? 'cleared' : 'changed';
  return [isSaidInFull(field) ? { field, kind, from, to } : { field, kind, from: null, to: null }];
}

const keyOf = (call: PublishedCall): string => JSON.stringify([call.employeeId, call.function]);

/** Calls by who and what; several open places of one function are told apart by their number. */
function byKey(calls: readonly PublishedCall[]): Map<string, PublishedCall> {
  const found = new Map<string, PublishedCall>();
  for (const call of calls) {
    let key = keyOf(call);
    for (let number = 2; found.has(key); number += 1) key = `${keyOf(call)} ${number}`;
    found.set(key, call);
  }
  return found;
}

/** Calls that came, went or have another time. */
export function callChanges(before: readonly PublishedCall[], after: readonly PublishedCall[]): CallChange[] {
  const [old, now] = [byKey(before), byKey(after)];
  const changes: CallChange[] = [];
  for (const [key, call] of now) {
    const was = old.get(key);
    if (was === undefined) changes.push({ kind: 'added', before: undefined, after: call });
    else if (was.callTime !== call.callTime || was.endTime !== call.endTime)
      changes.push({ kind: 'changed', before: was, after: call });
  }
  for (const [key, call] of old) if (!now.has(key)) changes.push({ kind: 'removed', before: call, after: undefined });
  return changes;
}

/**
 * What differs between what was told (undefined: nothing, or that it does not take place) and what is (undefined: it is
 * deleted).
 */
export function differenceOf(told: PublishedEvent | undefined, now: PublishedEvent | undefined): Difference {
  if (now === undefined) return { kind: told === undefined ? 'same' : 'withdrawn', fields: [], calls: [] };
  if (told === undefined) return { kind: 'new', fields: [], calls: callChanges([], now.calls) };
  const fields = publishedFields.flatMap((field) => changeOf(field, valueOf(told, field), valueOf(now, field)));
  const calls = callChanges(told.calls, now.calls);
  const isSame =
    fields.length === 0 &&
    calls.length === 0 &&
    told.participants.join() === now.participants.join() &&
    tourOf(told) === tourOf(now);
  return { kind: isSame ? 'same' : 'changed', fields, calls };
}

/** A city behind a venue that stays is no news, and told all the same. */
const tourOf = ({ tourCity = null, tourVenue = null }: PublishedEvent): string => JSON.stringify([tourCity, tourVenue]);

/**
 * A mark of what publishing an event would tell (undefined: it is deleted); the same where that means the same to
 * everybody.
 */
export function markOf(event: PublishedEvent | undefined): string {
  const mark = new Fingerprint();
  if (event !== undefined)
    mark.add(
      JSON.stringify([
        publishedFields.map((field) => valueOf(event, field)),
        event.calls.map((call) => [call.employeeId, call.function, call.callTime, call.endTime]),
        event.participants,
        tourOf(event),
      ]),
    );
  return mark.toString();
}

/** Somebody an event concerns: an employee who is called, or an account that takes part. */
export type Person = Readonly<{ employeeId: string } | { userId: string }>;

/** What publishing tells one person of one event. */
export interface Told {
  readonly person: Person;
  readonly change: ChangeForSomebody;
}

/**
 * Whom a publication concerns, and what changed for each of them; nobody else is told anything. Who has a time of their
 * own does not hear that the event's changed.
 */
export function concerned(
  eventId: string,
  told: PublishedEvent | undefined,
  now: PublishedEvent | undefined,
): readonly Told[] {
  const difference = differenceOf(told, now);
  const shown = now ?? told;
  if (difference.kind === 'same' || shown === undefined) return [];
  const head = { eventId, title: shown.title, date: shown.date, start: shown.start };
  const say = (person: Person, kind: ChangeForSomebody['kind'], fields: readonly FieldChange[] = []): Told => ({
    person,
    change: { ...head, kind, fields: [...fields] },
  });
  const before = partsOf(told);
  const after = partsOf(now);
  const found: Told[] = [];
  for (const [key, { person, calls }] of after) {
    const was = before.get(key);
    if (was === undefined) {
      // Of what is called off already nobody has to hear that they are called.
      if (shown.status !== CALLED_OFF) found.push(say(person, 'called', ownFields([], calls)));
      continue;
    }
    const fields = [...difference.fields.filter(({ field }) => concerns(field, calls)), ...ownFields(was.calls, calls)];
    if (fields.length > 0) found.push(say(person, isCalledOff(difference) ? 'withdrawn' : 'changed', fields));
  }
  const gone = difference.kind === 'withdrawn' ? 'withdrawn' : 'released';
  for (const [key, { person }] of before)
    if (!after.has(key) && !(gone === 'withdrawn' && told?.status === CALLED_OFF)) found.push(say(person, gone));
  return found;
}

const isCalledOff = ({ fields }: Difference): boolean =>
  fields.some(({ field, to }) => field === 'status' && to === CALLED_OFF);

/** One person's part in an event: all their calls. */
interface Part {
  readonly person: Person;
  readonly calls: PublishedCall[];
}

function partsOf(event: PublishedEvent | undefined): Map<string, Part> {
  const parts = new Map<string, Part>();
  for (const call of event?.calls ?? []) {
    if (call.employeeId === null) continue;
    const part = parts.get(call.employeeId) ?? { person: { employeeId: call.employeeId }, calls: [] };
    part.calls.push(call);
    parts.set(call.employeeId, part);
  }
  for (const userId of event?.participants ?? []) parts.set(`user ${userId}`, { person: { userId }, calls: [] });
  return parts;
}

/** Whether a change of the event changes anything for who has these calls. */
function concerns(field: FieldChange['field'], calls: readonly PublishedCall[]): boolean {
  if (field === 'call') return calls.length === 0 || calls.some(({ callTime }) => callTime === null);
  if (field === 'end') return calls.length === 0 || calls.some(({ endTime }) => endTime === null);
  return true;
}

/** What changed of somebody's own part. */
function ownFields(before: readonly PublishedCall[], after: readonly PublishedCall[]): FieldChange[] {
  const joined = (calls: readonly PublishedCall[], value: (call: PublishedCall) => string | null): string | null => {
    const values = calls.map(value).filter((text) => text !== null);
    return values.length === 0 ? null : [...new Set(values)].toSorted().join(', ');
  };
  return (
    [
      ['yourFunction', (call) => call.function],
      ['yourCall', (call) => call.callTime],
      ['yourEnd', (call) => call.endTime],
    ] as const satisfies readonly (readonly [FieldChange['field'], (call: PublishedCall) => string | null])[]
  ).flatMap(([field, value]) => changeOf(field, joined(before, value), joined(after, value)));
}
