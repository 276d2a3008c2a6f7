/**
 * What is kept of somebody's work (waiting, refused, in quarantine) as somebody else may read it: without the values of
 * columns for which they lack the right, and without what rows that are that person's own say.
 */

import { isRecord } from '../base/json.ts';
import { columnOf, findTable, tableNames, tableOf } from './catalog.ts';
import type { Column, JsonValue, Table } from './define.ts';

/** Whether the reader holds a right. */
export type May = (permission: string) => boolean;

/** Rights that cover columns, by the column's name. */
const restricted: ReadonlyMap<string, string> = new Map(
  tableNames.flatMap((name) =>
    Object.entries(tableOf(name).columns).flatMap(([column, { readPermission }]) =>
      readPermission === undefined ? [] : [[column, readPermission] as const],
    ),
  ),
);

/** Whether in some table a column of that name is only for those who have a right. */
export const isRestrictedName = (column: string): boolean => restricted.has(column);

/** Whether a column of a table with rows that are people's own is something that they say there. */
export const isSaid = ({ owner }: Table, name: string, { managed, references }: Column): boolean =>
  owner !== undefined && name !== 'id' && managed !== true && references === undefined;

/**
 * Arguments of a mutation without what the reader may not see, and the rights that they lack for it. `isAnothers`: the
 * reader is not who asked for it.
 */
export function readableArgs(
  args: unknown,
  may: May,
  isAnothers = false,
): { readonly args: unknown; readonly lacking: readonly string[] } {
  if (!isRecord(args)) return { args, lacking: [] };
  const lacking = new Set<string>();
  const table = findTable(String(args['table']));
  const readable = (key: string, value: unknown): unknown => {
    // What the hub could not read is kept as text.
    if (key === 'unreadable' && typeof value === 'string') {
      const hidden = [...restricted].filter(([column, right]) => value.includes(column) && !may(right));
      for (const [, right] of hidden) lacking.add(right);
      return hidden.length === 0 ? value : '';
    }
    if (table === undefined || !isRecord(value)) return value;
    const { owner } = table;
    // A row that is said to be everybody's from the first hides nothing.
    const isHidden = isAnothers && owner !== undefined && value[owner.column] !== null;
    return Object.fromEntries(
      Object.entries(value).filter(([column]) => {
        const definition = columnOf(table, column);
        if (isHidden && definition !== undefined && isSaid(table, column, definition)) return false;
        const right = columnOf(table, column)?.readPermission;
        if (right === undefined || may(right)) return true;
        lacking.add(right);
        return false;
      }),
    );
  };
  const shown = Object.fromEntries(Object.entries(args).map(([key, value]) => [key, readable(key, value)]));
  return { args: shown, lacking: [...lacking] };
}

/** Details of a refusal: of a column that the reader may not see, nothing but which it is. */
export function readableDetails<V extends JsonValue>(
  details: Readonly<Record<string, V>>,
  may: May,
): Record<string, V> {
  const table = findTable(String(details['table']));
  const right = table === undefined ? undefined : columnOf(table, String(details['column']))?.readPermission;
  if (right === undefined || may(right)) return { ...details };
  return Object.fromEntries(
    Object.entries(details).filter(([key]) => ['table', 'id', 'column', 'problem', 'length'].includes(key)),
  );
}
