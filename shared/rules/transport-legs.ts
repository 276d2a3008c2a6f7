/**
 * Legs of a truck: how many times it has left, as its history says. Whoever says a step names the leg that they saw, so
 * that what is heard late of an older leg does not overwrite where the truck is by now. A sum, in whichever order
 * laptops were heard of.
 */
import { isRecord } from '../base/json.ts';

/** What is asked for of the history of a truck. */
export interface LegLine {
  readonly action: string;
  readonly changes: unknown;
}

/** Lines of the history that count. */
export const LEG_ACTIONS = ['transport.depart:update', 'transport.undoStep:update'] as const;

/** What its status was before the line. */
function statusBefore(changes: unknown): unknown {
  const status: unknown = isRecord(changes) ? changes['status'] : undefined;
  return Array.isArray(status) ? status[0] : undefined;
}

/** How many legs have begun by these lines; a departure that was taken back is none. */
export const legsIn = (lines: readonly LegLine[]): number =>
  lines.reduce((legs, { action, changes }) => {
    if (action === LEG_ACTIONS[0]) return legs + 1;
    return action === LEG_ACTIONS[1] && statusBefore(changes) === 'departed' ? legs - 1 : legs;
  }, 0);
