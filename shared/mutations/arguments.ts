/** Kinds of arguments that several mutations take. */
import { z } from 'zod';
import { isUuid } from '../base/ids.ts';
import type { JsonValue } from '../schema/define.ts';

/**
 * The id of a row, in the one form that both databases keep: SQLite compares text, Postgres would forgive capital
 * letters.
 */
export const rowId = z.string().refine(isUuid, { error: 'uuid' }).meta({ format: 'uuid' });

/** A value of any column. */
export const json: z.ZodType<JsonValue> = z.json();
/** Values by column. */
export const values = z.record(z.string(), json);
