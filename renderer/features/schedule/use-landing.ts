/** Something that was dropped stands where it was dropped at once, and not a moment longer where it was before. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { ScheduleEvent, ScheduleRange } from '../../../shared/features/schedule/queries.ts';
import { scheduleMove } from '../../../shared/mutations/schedule-mutations.ts';
import { eventMoments } from '../../../shared/rules/event-time.ts';
import { useMutate } from '../../data/use-mutate.ts';
import type { Moving } from './plan-context.ts';

/** What was dropped, and the answer of the query that did not know of it yet. */
interface Landing {
  readonly moving: Moving;
  readonly before: ScheduleRange;
}

/** The event as the next answer will show it. */
function moved({ event, to }: Moving, { venues, zone }: ScheduleRange): ScheduleEvent {
  const clock = {
    event_date: to.date,
    call_time: null,
    stage_ready_time: null,
    start_time: to.start,
    end_time: to.end,
    event_type: event.type,
  };
  const { start, end, daysLater } = eventMoments(clock, venues.find(({ id }) => id === to.venueId)?.zone ?? zone);
  const state = event.state === 'published' ? 'changed' : event.state;
  return { ...event, ...to, startsAt: start, endsAt: end, daysLater, state };
}

/**
 * An event that was moved by keys is drawn anew elsewhere: the focus goes with it, unless the person has gone on to
 * something else.
 */
function useFocusAlong(): (eventId: string) => void {
  const followed = useRef<string | null>(null);
  useEffect(() => {
    const { activeElement: focused } = document;
    if (followed.current === null) return;
    if (focused !== null && focused !== document.body) {
      if (focused instanceof HTMLElement && focused.dataset['event'] !== followed.current) followed.current = null;
      return;
    }
    document.querySelector<HTMLElement>(`[data-event="${followed.current}"]`)?.focus();
  });
  return useCallback((eventId) => {
    followed.current = eventId;
  }, []);
}

/**
 * The stretch with what was dropped in its new place, and a drop that moves it: with what the person saw, and the keys
 * of the collisions that they were shown. A refusal returns it to where it was.
 */
export function useLanding(range: ScheduleRange): {
  readonly landed: ScheduleRange;
  readonly drop: (moving: Moving, known: readonly string[]) => void;
} {
  const mutate = useMutate();
  const [landing, setLanding] = useState<Landing | null>(null);
  const focusAlong = useFocusAlong();
  const drop = useCallback(
    (moving: Moving, known: readonly string[]): void => {
      const { event, to } = moving;
      const { date, start, end, venueId } = event;
      setLanding({ moving, before: range });
      if (moving.by === 'keys') focusAlong(event.id);
      const args = { id: event.id, seen: { date, start, end, venueId }, to, known: [...known] };
      void mutate(scheduleMove, args).then((isDone) => {
        if (!isDone) setLanding(null);
      });
    },
    [mutate, range, focusAlong],
  );
  if (landing === null || landing.before !== range) return { landed: range, drop };
  const { moving } = landing;
  const events = range.events.map((event) => (event.id === moving.event.id ? moved(moving, range) : event));
  return { landed: { ...range, events }, drop };
}
