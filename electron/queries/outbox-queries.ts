/** What waits on this laptop and what needs somebody. */
import { isUuid } from '../../shared/base/ids.ts';
import * as declared from '../../shared/features/attention/queries.ts';
import type { AttentionView, PendingMutation } from '../../shared/ipc/views.ts';
import { replicatedTables, tableOf } from '../../shared/schema/catalog.ts';
import { pendingMutations } from '../outbox/outbox.ts';
import type { Reading } from '../replica/reading.ts';
import { attentionList } from './attention.ts';
import { implement } from './define-query.ts';
import { labelSql } from './labels.ts';
import { argsFor } from './others-work.ts';

const SHOWN = 200;

/** Tables whose rows people know by a name. */
const titled = replicatedTables.filter((name) => tableOf(name).softDelete && tableOf(name).write !== undefined);

/** Everything in some arguments that may be the id of a row. */
export function collectIds(value: unknown, into: Set<string>): void {
  if (isUuid(value)) into.add(value);
  else if (typeof value === 'object' && value !== null) for (const part of Object.values(value)) collectIds(part, into);
}

/** The words by which people know the rows with these ids, of whatever table. */
export function titlesOf(replica: Reading, ids: ReadonlySet<string>): Record<string, string> {
  const wanted = JSON.stringify([...ids]);
  const titles: Record<string, string> = {};
  for (const name of titled) {
    const rows = replica
      .prepared<[string], { id: string; label: string | null }>(
        `SELECT r.id, ${labelSql(name, 'r')} AS label FROM ${name} r WHERE r.id IN (SELECT value FROM json_each(?))`,
      )
      .all(wanted);
    for (const row of rows) if (row.label !== null && row.label !== '') titles[row.id] = row.label;
  }
  return titles;
}

/** Titles of some rows, for what only their ids are known of. */
export const titlesQuery = implement(declared.titlesOf, {
  tables: replicatedTables,
  run: async ({ replica }, { ids }): Promise<Readonly<Record<string, string>>> => titlesOf(replica, new Set(ids)),
});

/** Everybody’s work that waits on this laptop. Of other people’s only what the asker may read is shown. */
export const waitingList = implement(declared.waitingList, {
  tables: ['outbox'],
  run: async ({ replica, author }, { isWhole = false }): Promise<readonly PendingMutation[]> =>
    pendingMutations(replica, 0, isWhole ? declared.MOST_WAITING : SHOWN).map(
      (pending): PendingMutation => ({
        ...pending,
        args: argsFor(replica, pending, author?.userId),
      }),
    ),
});

/** Conflicts, refusals of the asker’s own work, and what the ids in them are called. */
export const attention = implement(declared.attentionList, {
  tables: ['conflicts', 'refused_mutations', 'inventory_items', 'inventory_locations'],
  run: async ({ replica, author }): Promise<AttentionView> => {
    const list = await attentionList(replica, author?.userId);
    const ids = new Set<string>(list.conflicts.map((conflict) => conflict.entity_id));
    for (const { args } of list.refused) collectIds(args, ids);
    return { ...list, titles: titlesOf(replica, ids) };
  },
});
