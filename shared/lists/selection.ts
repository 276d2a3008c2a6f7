/**
 * What is chosen in a list: some rows, or everything that the view shows but for some. A hundred thousand chosen rows
 * are one word, and what they are is found where the rows are.
 */
import { z } from 'zod';
import { pickSchema } from './list-view.ts';

export const MAX_NAMED = 20_000;
const ids = z.array(z.uuid()).max(MAX_NAMED).readonly();

export const selectionSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('some'), ids }),
  z.strictObject({ kind: z.literal('all'), except: ids }),
]);
export type Selection = z.infer<typeof selectionSchema>;

/** A selection with the list and the view that «all» is about. */
export const selectedSchema = z.strictObject({
  table: z.string().max(64),
  pick: pickSchema,
  selection: selectionSchema,
});
export type Selected = z.infer<typeof selectedSchema>;

export const NOTHING_CHOSEN: Selection = { kind: 'some', ids: [] };

export const isChosen = (selection: Selection, id: string): boolean =>
  selection.kind === 'some' ? selection.ids.includes(id) : !selection.except.includes(id);

export const isEmptySelection = (selection: Selection): boolean =>
  selection.kind === 'some' && selection.ids.length === 0;

/** The selection with these rows in it, or without them. */
export function choose(selection: Selection, rows: readonly string[], isWanted: boolean): Selection {
  const isNamed = (selection.kind === 'some') === isWanted;
  const named = selection.kind === 'some' ? selection.ids : selection.except;
  const given = new Set(rows);
  const changed = isNamed ? [...new Set([...named, ...rows])] : named.filter((id) => !given.has(id));
  return selection.kind === 'some' ? { kind: 'some', ids: changed } : { kind: 'all', except: changed };
}
