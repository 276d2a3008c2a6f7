/**
 * What is chosen in a list: some rows, or everything that the view shows but for some. A hundred thousand chosen rows
 * are one word, and what they are is found where the rows are.
 */
import { z } from 'zod';
import { pickSchema } from './list-view.ts';

/** Ids that a selection names at most; more is «all but». */
export const MAX_NAMED = 20_000;
const ids = z.array(z.uuid()).max(MAX_NAMED).readonly();

/** `some`: these. `all`: what the view shows, whatever that is when it is asked, but these. */
export const selectionSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('some'), ids }),
  z.strictObject({ kind: z.literal('all'), except: ids }),
]);
/** The same, parsed. */
export type Selection = z.infer<typeof selectionSchema>;

/** A selection with the list and the view that «all» is about. */
export const selectedSchema = z.strictObject({
  table: z.string().max(64),
  pick: pickSchema,
  selection: selectionSchema,
});
/** A selection with the list and the pick that it was made in: together they say which rows. */
export type Selected = z.infer<typeof selectedSchema>;

/** One value, so that comparing by identity tells that nothing has changed. */
export const NOTHING_CHOSEN: Selection = { kind: 'some', ids: [] };

/** Of a row that the view shows. */
export const isChosen = (selection: Selection, id: string): boolean =>
  selection.kind === 'some' ? selection.ids.includes(id) : !selection.except.includes(id);

/** Whether nothing is chosen for certain; «all but» may be empty too, which only the rows tell. */
export const isEmptySelection = (selection: Selection): boolean =>
  selection.kind === 'some' && selection.ids.length === 0;

/** The selection with these rows in it, or without them. */
export function choose(selection: Selection, rows: readonly string[], isWanted: boolean): Selection {
  const isListed = (selection.kind === 'some') === isWanted;
  const listed = selection.kind === 'some' ? selection.ids : selection.except;
  const given = new Set(rows);
  const changed = isListed ? [...new Set([...listed, ...rows])] : listed.filter((id) => !given.has(id));
  return selection.kind === 'some' ? { kind: 'some', ids: changed } : { kind: 'all', except: changed };
}
