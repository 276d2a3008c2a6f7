/**
 * The times of an event as they are typed. What stood there at the first keystroke goes along with what is saved: what
 * a colleague does meanwhile becomes a conflict that somebody looks at, and is not written over. Pure.
 */
import type { EventDetail } from '../../../shared/features/schedule/queries.ts';
import { movedClock } from '../../../shared/rules/event-time.ts';

type ShownEvent = EventDetail['event'];

/** What of an event is typed here, as it stands. */
export type SeenTimes = Pick<
  ShownEvent,
  'id' | 'date' | 'call' | 'ready' | 'start' | 'end' | 'venueId' | 'variantId' | 'type'
>;

/** The form as it is typed. */
export interface TimesForm {
  readonly date: string;
  readonly call: string;
  readonly ready: string;
  readonly start: string;
  readonly end: string;
  readonly venueId: string | null;
  readonly variantId: string | null;
}

/** An edit that goes on: what stood there when it began, and what was typed since. */
export interface TimesEdit {
  readonly seen: SeenTimes;
  readonly changes: Partial<TimesForm>;
}

/** The edit after a keystroke; `now` is what stands there, and counts at the first one alone. */
export const afterTyping = (edit: TimesEdit | undefined, now: SeenTimes, change: Partial<TimesForm>): TimesEdit => ({
  seen: edit?.seen ?? now,
  changes: { ...edit?.changes, ...change },
});

/** What is wanted. */
export type WantedTimes = Pick<SeenTimes, 'date' | 'call' | 'ready' | 'start' | 'end' | 'venueId' | 'variantId'>;

const full = (time: string | null): string | null => (time === null ? null : `${time.slice(0, 5)}:00`);

const place = ({ date, start, end, venueId }: WantedTimes) => ({ date, start, end, venueId });

/** Where it is moved to, from where it was seen; undefined where it stays. */
export function moveOf(seen: SeenTimes, wanted: WantedTimes) {
  const [from, to] = [place(seen), place(wanted)];
  const isMoved =
    from.date !== to.date || from.start !== to.start || from.end !== to.end || from.venueId !== to.venueId;
  return isMoved ? { id: seen.id, seen: from, to } : undefined;
}

/** How it stands once it was moved there: call and readiness have gone along with the start. */
export function afterMove(seen: SeenTimes, wanted: WantedTimes): SeenTimes {
  const along = movedClock(
    {
      event_date: seen.date,
      start_time: seen.start,
      end_time: seen.end,
      call_time: seen.call,
      stage_ready_time: seen.ready,
      event_type: seen.type,
    },
    wanted.date,
    wanted.start,
  );
  const short = (time: string | null): string | null => time?.slice(0, 5) ?? null;
  return { ...seen, ...place(wanted), call: short(along.call_time), ready: short(along.stage_ready_time) };
}

/** What is edited besides; undefined where nothing is. */
export function editOf(seen: SeenTimes, wanted: WantedTimes) {
  const along = afterMove(seen, wanted);
  const before = {
    call_time: full(along.call),
    stage_ready_time: full(along.ready),
    variant_id: seen.variantId,
  };
  const after = {
    call_time: full(wanted.call === seen.call ? along.call : wanted.call),
    stage_ready_time: full(wanted.ready === seen.ready ? along.ready : wanted.ready),
    variant_id: wanted.variantId,
  };
  const keys = (Object.keys(after) as (keyof typeof after)[]).filter((key) => after[key] !== before[key]);
  if (keys.length === 0) return undefined;
  const pick = (from: typeof after) => Object.fromEntries(keys.map((key) => [key, from[key]]));
  return { id: seen.id, changes: pick(after), seen: pick(before) };
}
