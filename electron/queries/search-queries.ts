/** One field for everything: things, productions, events, documents, projects, tasks and venues by any word form. */

import { otherLayout } from '../../shared/base/keyboard-layout.ts';
import * as declared from '../../shared/features/search/queries.ts';
import type { SearchHit } from '../../shared/ipc/views.ts';
import { findList } from '../../shared/lists/list-description.ts';
import { type TableName, tableOf } from '../../shared/schema/catalog.ts';
import type { Reading } from '../replica/reading.ts';
import { matchExpression } from '../replica/search-index.ts';
import { implement } from './define-query.ts';

const HITS = 20;
/** So many matches are weighed against each other; a word that has more is one to go on typing after. */
const WEIGHED = 400;

/** The best hits for what was typed so far; in the other keyboard layout where nothing is found in this one. */
export function searchEverywhere(replica: Reading, typed: string): SearchHit[] {
  const hits = find(replica, typed);
  return hits.length > 0 ? hits : find(replica, otherLayout(typed));
}

/**
 * So many are weighed, so few are shown: what is found most often by people comes first, whatever the index would say.
 */
function find(replica: Reading, typed: string): SearchHit[] {
  const match = matchExpression(typed);
  if (match === undefined) return [];
  const found = replica
    .prepared<[string, number], { table_name: TableName; row_id: string }>(
      `SELECT r.table_name, r.row_id FROM search_words w JOIN search_rows r ON r.number = w.rowid WHERE w.words MATCH ?
        LIMIT ?`,
    )
    .all(match, WEIGHED)
    .toSorted((one, other) => tableOf(other.table_name).searchWeight - tableOf(one.table_name).searchWeight)
    .slice(0, HITS);
  return found.flatMap(({ table_name: table, row_id: id }) => {
    const title = tableOf(table).title ?? 'id';
    const hint = tableOf(table).hint ?? title;
    const row = replica
      .prepared<[string], { title: string; hint: string | null }>(
        `SELECT ${title} AS title, ${hint} AS hint FROM ${table} WHERE id = ? AND deleted_at IS NULL`,
      )
      .get(id);
    return row === undefined
      ? []
      : [{ table, id, title: row.title, hint: row.hint === row.title ? '' : (row.hint ?? '') }];
  });
}

function kindsOf(replica: Reading, typed: string): declared.FoundKinds['kinds'] {
  const match = matchExpression(typed);
  if (match === undefined) return [];
  return replica
    .prepared<[string], { table: TableName; count: number }>(
      `SELECT r.table_name AS "table", count(*) AS count FROM search_words w JOIN search_rows r ON r.number = w.rowid
       WHERE w.words MATCH ? GROUP BY r.table_name`,
    )
    .all(match)
    .filter(({ table }) => findList(table) !== undefined)
    .toSorted((one, other) => tableOf(other.table).searchWeight - tableOf(one.table).searchWeight);
}

/**
 * How many of each kind. Where nothing is found the same keys on the other keyboard layout are tried: `text` says what
 * was meant.
 */
export const searchKinds = implement(declared.searchKinds, {
  tables: ['search_words'],
  run: async ({ replica }, { text }) => {
    const kinds = kindsOf(replica, text);
    if (kinds.length > 0) return { text, kinds };
    const other = otherLayout(text);
    const meant = kindsOf(replica, other);
    return meant.length > 0 ? { text: other, kinds: meant } : { text, kinds };
  },
});

export const globalSearch = implement(declared.globalSearch, {
  tables: ['search_words'],
  run: async ({ replica }, { text }) => searchEverywhere(replica, text),
});
