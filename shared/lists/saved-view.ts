/**
 * A saved view as a laptop reads it. It lies in the database as the version wrote it that saved it: another one takes
 * what it knows, begins with the list's own view for the rest, and says that something was left out.
 */
import { z } from 'zod';
import { isRecord } from '../base/json.ts';
import type { JsonValue } from '../schema/define.ts';
import type { ListDescription } from './list-description.ts';
import { type ListView, listViewSchema } from './list-view.ts';

/** As much as the column takes. */
export const MAX_VIEW_NAME = 100;

/** What is left of a saved view on this version. */
export interface ReadView {
  readonly view: ListView;
  /** Nothing of it was left out. */
  readonly isWhole: boolean;
}

/** The entries of a list that are understood; undefined where it is no list. */
function understood(
  part: z.ZodType,
  value: unknown,
): { readonly value: unknown; readonly isWhole: boolean } | undefined {
  const whole = part.safeParse(value);
  if (whole.success) return { value: whole.data, isWhole: true };
  if (!Array.isArray(value)) return undefined;
  const entries = value.filter((entry) => part.safeParse([entry]).success);
  const kept = part.safeParse(entries);
  return kept.success ? { value: kept.data, isWhole: false } : undefined;
}

/** Columns that a view names. */
const columnsOf = ({ conditions, sorts, group, columns, pinned, totals }: ListView): readonly string[] => [
  ...conditions.map(({ column }) => column),
  ...sorts.map(({ column }) => column),
  ...(group === null ? [] : [group]),
  ...columns,
  ...pinned,
  ...Object.keys(totals),
];

/** The view that a definition means in this list. Never fails: what is rubbish altogether is the list's own view. */
export function readDefinition(definition: JsonValue, { columns, initial }: ListDescription): ReadView {
  if (!isRecord(definition)) return { view: initial, isWhole: false };
  const parts: Readonly<Record<string, z.ZodType>> = listViewSchema.shape;
  let isWhole = Object.keys(definition).every((name) => Object.hasOwn(parts, name));
  const view: Record<string, unknown> = { ...initial };
  for (const [name, part] of Object.entries(parts)) {
    // A part that came later than the definition is as the list has it.
    if (!Object.hasOwn(definition, name)) continue;
    const read = understood(part, definition[name]);
    if (read !== undefined) view[name] = read.value;
    if (read?.isWhole !== true) isWhole = false;
  }
  const known = new Set(columns.map(({ key }) => key));
  const read = listViewSchema.parse(view);
  return { view: read, isWhole: isWhole && columnsOf(read).every((name) => known.has(name)) };
}

/** A definition with this view in it; parts that only another version knows stay as they are. */
export const definitionOf = (view: ListView, before: JsonValue = {}): JsonValue => ({
  ...(isRecord(before) ? before : {}),
  ...view,
});
