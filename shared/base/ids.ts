/** Identifiers: UUID v7 for new things, derived UUIDs for rows that follow from something else. */
import { v7 } from 'uuid';
import { namesWithin } from './name-uuid.ts';

const idOfName = namesWithin('0b9a5f0e-3f55-4c1e-9a56-6f2f6c1d7a11');

/** Where new ids come from; an input of the core, so that a run can be replayed. */
export type NewId = () => string;

/** A fresh UUID v7 from the machine's clock and randomness. */
export const newId: NewId = () => v7();

/**
 * The id that follows from `parts`: the same on a replica and on the hub, so that an optimistic row and the confirmed
 * one are the same row.
 */
export function deriveId(...parts: readonly string[]): string {
  return idOfName(parts.join('\u0000'));
}

/** Whether the id was derived from something else, by its version. */
export const isDerivedId = (id: string): boolean => id.charAt(14) === '5';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Whether the text is a UUID in the canonical lower-case form. */
export function isUuid(value: unknown): value is string {
  return typeof value === 'string' && UUID.test(value);
}
