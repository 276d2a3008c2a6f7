/** What an event looks like on a calendar: by it people find what concerns them, and choose what they see. */

/** A show, work on the stage, something elsewhere, or all else. */
export const eventLooks = ['show', 'plain', 'technical', 'away'] as const;
/** One of them. */
export type EventLook = (typeof eventLooks)[number];

const TECHNICAL = new Set(['load_in', 'load_out', 'lighting', 'sound_check']);

/** By what is done, and by its type. */
export function lookOf(event: {
  readonly type: string;
  readonly activity: string | null;
  readonly isAway: boolean;
}): EventLook {
  if (event.isAway || event.activity === 'travel') return 'away';
  if (event.activity !== null && TECHNICAL.has(event.activity)) return 'technical';
  if (event.type === 'performance' || event.type === 'premiere') return 'show';
  return event.type === 'technical' || event.type === 'maintenance' ? 'technical' : 'plain';
}
