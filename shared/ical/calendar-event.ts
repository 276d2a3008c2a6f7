/** An event as a calendar file carries it, between our rows and RFC 5545. */

/** Times are `HH:MM` on the clock of `zone`; an end before the start is on the next day. */
export interface CalendarEvent {
  /** Of ours `<id>@offstage`; with `recurrence`, of one occurrence of a series. */
  readonly uid: string;
  /** Wall clock at which this occurrence stood in its series, `YYYY-MM-DDTHH:MM`; null of what is no series. */
  readonly recurrence: string | null;
  readonly title: string;
  readonly description: string | null;
  /** `YYYY-MM-DD` */
  readonly date: string;
  readonly start: string | null;
  readonly end: string | null;
  readonly call: string | null;
  readonly ready: string | null;
  /** An IANA zone; null: whatever the clock shows where it takes place. */
  readonly zone: string | null;
  /** The name of the place, and where that is. */
  readonly venue: string | null;
  readonly address: string | null;
  /** As in `schedule_events`; null where the file says nothing of it. */
  readonly type: string | null;
  readonly activity: string | null;
  readonly status: string | null;
  readonly production: string | null;
  readonly variant: string | null;
  /** Goes up with every change. */
  readonly sequence: number;
  /** ISO-8601 UTC. */
  readonly modifiedAt: string | null;
}

/** What our own ids end in. */
export const OUR_UIDS = '@offstage';

/** The id of the event that a UID of ours names; undefined of others. */
export function ownIdOf(uid: string): string | undefined {
  const [id, ...rest] = uid.split(OUR_UIDS);
  return rest.length === 1 && rest[0] === '' && /^[0-9a-f-]{36}$/.test(id ?? '') ? id : undefined;
}

/** What a UID of ours is. */
export const uidOf = (id: string): string => `${id}${OUR_UIDS}`;
