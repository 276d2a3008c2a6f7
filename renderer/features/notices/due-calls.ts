/** Which calls a reminder is due for. */
import type { ComingCall } from '../../../shared/features/notices/queries.ts';

/** So long before a call somebody is reminded. */
export const AHEAD_MS = 30 * 60_000;

/** A call that is moved is another one: people are told of it again. */
export const reminderKey = ({ eventId, function: as, at }: ComingCall): string => `${eventId} ${as} ${at}`;

/** Calls to tell of now; `told`: keys of those that were. */
export const dueCalls = (calls: readonly ComingCall[], now: number, told: readonly string[]): readonly ComingCall[] =>
  calls.filter((call) => call.at > now && call.at - AHEAD_MS <= now && !told.includes(reminderKey(call)));
