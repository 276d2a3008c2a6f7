/** What somebody has typed into a form and not saved yet. */
import { z } from 'zod';
import { declareQuery } from '../../ipc/query.ts';
import type { JsonValue } from '../../schema/define.ts';

/** One field: what was typed or chosen, and what the person saw there when they began. */
export interface FieldDraft {
  readonly typed: JsonValue;
  readonly seen: JsonValue;
}

/** By field. */
export type DraftFields = Readonly<Record<string, FieldDraft>>;

const MAX_FIELDS = 200;
const json: z.ZodType<JsonValue> = z.json();

/** Which form of the person's: `tasks/<id>`, `tasks/new`. */
const form = z.string().min(1).max(200);

/**
 * By field. `seen` is what stood there when typing began: with it a draft that is kept for days is saved like an edit
 * of today, conflict and all.
 */
export const draftFields: z.ZodType<DraftFields> = z
  .record(z.string().max(64), z.strictObject({ typed: json, seen: json }))
  .refine((fields) => Object.keys(fields).length <= MAX_FIELDS);

/** What is kept; without fields, what was kept is forgotten. */
export const draftToKeep = z.strictObject({ form, fields: draftFields });

/** What the person who asks has typed into a form; empty where there is nothing. */
export const draftOf = declareQuery<DraftFields>()('draft.of', z.strictObject({ form }));
