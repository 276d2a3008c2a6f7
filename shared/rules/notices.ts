/**
 * What notices (`notifications`) are about. A notice carries data, and becomes a sentence in the language of whoever
 * reads it. A new kind: a line here, and its words in `shared/features/notices/`.
 */
import { z } from 'zod';
import { changeSchema } from './publication.ts';

/** Changes that one notice lists; the rest is a number. */
export const MOST_LISTED = 50;

const event = { eventId: z.string(), title: z.string(), date: z.string(), start: z.string().nullable() };

/** Data by the type of a notice. */
export const noticeData = {
  /** The schedule was published: what changed for the reader, the nearest first, and how many more. */
  'schedule.published': z.strictObject({ changes: z.array(changeSchema), more: z.number() }),
  /** Somebody else had changed what the reader published: the first of what was left out, and how many more. */
  'schedule.leftOut': z.strictObject({ ...event, more: z.number() }),
  /** Somebody stands in: for whom, as what. `fromEmployeeId` null: nobody was there. */
  'schedule.replaced': z.strictObject({
    ...event,
    function: z.string(),
    fromEmployeeId: z.string().nullable(),
    fromName: z.string().nullable(),
    toEmployeeId: z.string().nullable(),
    toName: z.string().nullable(),
  }),
  /** Somebody who was called said that they do not come. */
  'schedule.declined': z.strictObject({ ...event, function: z.string(), employeeId: z.string(), name: z.string() }),
  /**
   * Two plans that were made without each other do not go together (`CollisionCode`). Both are kept. `more`: so many
   * others that came with it do not either.
   */
  'schedule.collided': z.strictObject({
    ...event,
    otherId: z.string(),
    otherTitle: z.string(),
    codes: z.array(z.string()),
    more: z.number().optional(),
  }),
  /**
   * The report of an evening was signed. `incidents`: what happened, all in all; `notes`: those for the reader's
   * departments, and what the reader wrote.
   */
  'report.signed': z.strictObject({ ...event, by: z.string(), incidents: z.number(), notes: z.number() }),
  /** Two signed one report without knowing of each other. Both signatures are kept. */
  'report.signedTwice': z.strictObject({ ...event, first: z.string(), second: z.string() }),
  /** Somebody else deleted events that the reader had written last: the first of them, and how many more. */
  'schedule.removed': z.strictObject({ ...event, byName: z.string(), more: z.number() }),
  /** Somebody works on an evening that the reader deleted and did not publish as such: it came back into the plan. */
  'schedule.returned': z.strictObject({ ...event, byName: z.string() }),
  /** Events that the reader would have changed, and whose report is signed: they stay as they are. */
  'schedule.signedStay': z.strictObject({ events: z.array(z.strictObject(event)), more: z.number() }),
  /** Two packed the last pieces of a thing without knowing of each other: more are packed than planned. */
  'packing.met': z.strictObject({
    tourId: z.string(),
    tour: z.string(),
    item: z.string(),
    packed: z.number(),
    planned: z.number(),
    byName: z.string(),
  }),
  /**
   * One sent a truck off while another, who could not hear of it, still put things into it or took them out: one of
   * them is named.
   */
  'transport.met': z.strictObject({
    tourId: z.string(),
    tour: z.string(),
    truck: z.string(),
    item: z.string(),
    act: z.enum(['load', 'putBack']),
    departedBy: z.string(),
    loadedBy: z.string(),
  }),
  /** Things that the reader put into trucks and that stay: somebody else was faster, or the truck is gone. */
  'transport.stays': z.strictObject({
    tourId: z.string(),
    tour: z.string(),
    items: z.array(z.string()),
    more: z.number(),
    /** It was the order in which they are loaded. */
    isOrder: z.boolean().optional(),
  }),
  /** Of what the reader planned some had been deleted: things that do not go, and cases without which theirs do. */
  'packing.leftOut': z.strictObject({
    tourId: z.string(),
    tour: z.string(),
    items: z.array(z.string()),
    more: z.number(),
    cases: z.array(z.string()),
  }),
  /**
   * Too few of a thing for two bookings, from day to day. Both are kept. A tour is there by its name, an event by its
   * id alone: its title is found, for whoever may read it, when this is read. `more`: so many others came about with
   * it, and those of them that are conflicts by these ids.
   */
  'booking.collided': z.strictObject({
    conflictId: z.string(),
    itemId: z.string(),
    item: z.string(),
    from: z.string(),
    to: z.string(),
    short: z.number(),
    first: z.string(),
    second: z.string(),
    firstEventId: z.string().nullable().optional(),
    secondEventId: z.string().nullable().optional(),
    more: z.number().optional(),
    others: z.array(z.string()).optional(),
  }),
  /** An event was planned on a day that is none of its tour's by now: it is kept, and on no tour. */
  'tour.eventLeft': z.strictObject({ ...event, tour: z.string(), from: z.string(), to: z.string() }),
  /** A tour that `deletedBy` had deleted came back, because `byName` had written down what happened on it. */
  'tour.returned': z.strictObject({ tour: z.string(), byName: z.string(), deletedBy: z.string() }),
  /** A tour was made under a code that another one (`holder`) has: it has the next one, or none. */
  'tour.recoded': z.strictObject({
    tour: z.string(),
    wanted: z.string(),
    code: z.string().nullable(),
    holder: z.string(),
  }),
} as const;

/** A kind of notice. */
export type NoticeType = keyof typeof noticeData;
/** All kinds. */
export const noticeTypes = Object.keys(noticeData) as readonly NoticeType[];
/** What a notice of that kind carries. */
export type NoticeData<T extends NoticeType> = z.infer<(typeof noticeData)[T]>;

/** The data of a stored notice; undefined for one of another version, or of no known kind. */
export function readNotice<T extends NoticeType>(type: T, data: unknown): NoticeData<T> | undefined {
  const read = noticeData[type].safeParse(data);
  return read.success ? (read.data as NoticeData<T>) : undefined;
}
