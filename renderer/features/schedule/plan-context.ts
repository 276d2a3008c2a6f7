/** What the parts of a calendar share: what is in sight, what is being moved, what is chosen. */
import { createContext, use } from 'react';
import type { EventPlaceView, ScheduleEvent, ScheduleRange } from '../../../shared/features/schedule/queries.ts';
import type { Axis } from './calendar.ts';

/** Something that is being moved or stretched, and where it would stand. */
export interface Moving {
  readonly event: ScheduleEvent;
  readonly to: EventPlaceView;
  readonly by: 'pointer' | 'keys';
}

/** Free time that is being marked for a new event. */
export interface Drawing {
  readonly to: EventPlaceView;
}

/** The calendar as its parts see it. */
export interface Plan {
  readonly range: ScheduleRange;
  readonly axis: Axis;
  readonly mayPlan: boolean;
  readonly moving: Moving | null;
  readonly drawing: Drawing | null;
  /** Events that what is being moved would collide with. */
  readonly hit: ReadonlySet<string>;
  readonly chosen: ReadonlySet<string>;
  readonly choose: (id: string) => void;
  /** Begins to move or stretch what was pressed. */
  readonly press: (event: ScheduleEvent, pointer: PointerEvent, part: 'whole' | 'end') => void;
  /** A key on an event that has the focus; whether it meant something. */
  readonly key: (event: ScheduleEvent, key: KeyboardEvent) => boolean;
  /** Begins to mark free time in a cell. */
  readonly draw: (pointer: PointerEvent) => void;
  readonly open: (id: string) => void;
}

export const PlanContext = createContext<Plan | undefined>(undefined);

/** Throws outside a calendar: its parts are drawn nowhere else. */
export function usePlan(): Plan {
  const plan = use(PlanContext);
  if (plan === undefined) throw new Error('no calendar around this part');
  return plan;
}
