/** Rows of any table, as the generic screens show them, and what became of one row over time. */
import { AppError } from '../../shared/base/app-error.ts';
import * as declared from '../../shared/features/records/queries.ts';
import type { HistoryEntry, RecordDetail, RecordList, RecordOption } from '../../shared/ipc/views.ts';
import { isTableName, replicaColumns, replicatedTables, type TableName, tableOf } from '../../shared/schema/catalog.ts';
import { fromStored } from '../../shared/schema/codecs.ts';
import type { JsonValue } from '../../shared/schema/define.ts';
import type { Reading } from '../replica/reading.ts';
import { implement } from './define-query.ts';
import { labelsOf } from './deletion-queries.ts';
import { labelSql } from './labels.ts';

function known(name: string): TableName {
  if (!isTableName(name) || tableOf(name).scope === 'hub')
    throw new AppError('usage', { problem: `there is no table ${name} here` });
  return name;
}

const collator = new Intl.Collator(['ru', 'en'], { numeric: true, sensitivity: 'base' });

type Values = Record<string, JsonValue>;

function decode(name: TableName, row: Readonly<Record<string, unknown>>): Values {
  return Object.fromEntries(
    replicaColumns(tableOf(name)).map(([column, definition]) => [
      column,
      fromStored(definition, row[column]) as JsonValue,
    ]),
  );
}

/** Labels of everything that some rows point at, by id. */
function parentsOf(replica: Reading, name: TableName, rows: readonly Values[]): Record<string, string> {
  const labels: Record<string, string> = {};
  for (const [column, { references }] of replicaColumns(tableOf(name))) {
    if (
      references === undefined ||
      column === 'theater_id' ||
      !isTableName(references.table) ||
      tableOf(references.table).scope === 'hub'
    )
      continue;
    const ids = [...new Set(rows.flatMap((row) => (typeof row[column] === 'string' ? [row[column]] : [])))];
    if (ids.length > 0) for (const { id, label } of labelsOf(replica, references.table, ids)) labels[id] = label;
  }
  return labels;
}

const MAX_SORTED = 20_000;

/** Live rows of a table whose label or short texts hold the words, in the reader's order. */
export const recordList = implement(declared.recordList, {
  tables: replicatedTables,
  run: async ({ replica }, { table, text, offset, limit }): Promise<RecordList> => {
    const name = known(table);
    const live = tableOf(name).softDelete ? ' WHERE r.deleted_at IS NULL' : '';
    const rows = replica
      .prepared<[], Record<string, unknown> & { label: string | null }>(
        `SELECT r.*, ${labelSql(name, 'r')} AS label FROM ${name} r${live} LIMIT ${MAX_SORTED}`,
      )
      .all();
    const words = text.trim().toLocaleLowerCase();
    const columns = replicaColumns(tableOf(name))
      .filter(([column, definition]) => definition.type === 'varchar' && column !== 'id')
      .map(([column]) => column);
    const found =
      words === ''
        ? rows
        : rows.filter((row) =>
            [row.label, ...columns.map((column) => row[column])].some((value) =>
              String(value ?? '')
                .toLocaleLowerCase()
                .includes(words),
            ),
          );
    const page = found
      .toSorted((a, b) => collator.compare(a.label ?? '', b.label ?? ''))
      .slice(offset, offset + limit)
      .map((row) => ({ label: row.label ?? '', values: decode(name, row) }));
    return {
      total: found.length,
      rows: page.map(({ label, values }) => ({ id: String(values['id']), label, values })),
      parents: parentsOf(
        replica,
        name,
        page.map(({ values }) => values),
      ),
    };
  },
});

/** One row, deleted or not, with the labels of what it points at. */
export const recordDetail = implement(declared.recordDetail, {
  tables: replicatedTables,
  run: async ({ replica }, { table, id }): Promise<RecordDetail | null> => {
    const name = known(table);
    const row = replica
      .prepared<[string], Record<string, unknown> & { label: string | null }>(
        `SELECT r.*, ${labelSql(name, 'r')} AS label FROM ${name} r WHERE r.id = ?`,
      )
      .get(id);
    if (row === undefined) return null;
    const values = decode(name, row);
    const pending =
      replica
        .prepared<[string, string], { n: number }>(
          'SELECT count(*) AS n FROM outbox_effects WHERE row_id = ? AND table_name = ?',
        )
        .get(id, name)?.n ?? 0;
    return { id, label: row.label ?? id, values, parents: parentsOf(replica, name, [values]), isPending: pending > 0 };
  },
});

/** Live rows to choose from, for a field that points at the table. */
export const recordOptions = implement(declared.recordOptions, {
  tables: replicatedTables,
  run: async ({ replica }, { table }): Promise<readonly RecordOption[]> => {
    const name = known(table);
    const live = tableOf(name).softDelete ? ' WHERE r.deleted_at IS NULL' : '';
    const rows = replica
      .prepared<[], { id: string; label: string | null }>(
        `SELECT r.id, ${labelSql(name, 'r')} AS label FROM ${name} r${live} LIMIT 5000`,
      )
      .all();
    return rows
      .map((row) => ({ id: row.id, label: row.label ?? row.id }))
      .toSorted((a, b) => collator.compare(a.label, b.label));
  },
});

/**
 * Who changed what of a row, when, and the value before: the activity log, and deletions that took the row along or
 * cleared a reference of it.
 */
export const recordHistory = implement(declared.recordHistory, {
  tables: ['activity_log', 'deletions', 'deletion_effects'],
  run: async ({ replica }, { table, id }): Promise<readonly HistoryEntry[]> => {
    const name = known(table);
    const log = await replica.db
      .selectFrom('activity_log')
      .selectAll()
      .where('entity_type', '=', name)
      .where('entity_id', '=', id)
      .orderBy('occurred_at', 'desc')
      .orderBy('id', 'desc')
      .limit(200)
      .execute();
    const entries: HistoryEntry[] = log.map((row) => ({
      id: row.id,
      at: row.occurred_at,
      by: row.actor_name,
      action: row.action,
      changes: changesOf(row.changes),
      because: null,
    }));
    const effects = await replica.db
      .selectFrom('deletion_effects')
      .innerJoin('deletions', 'deletions.id', 'deletion_effects.deletion_id')
      .leftJoin('users', 'users.id', 'deletions.restored_by_id')
      .select([
        'deletion_effects.id',
        'deletion_effects.kind',
        'deletion_effects.column_name',
        'deletion_effects.previous_value',
        'deletions.deleted_at',
        'deletions.deleted_by_name',
        'deletions.root_title',
        'deletions.root_id',
        'deletions.restored_at',
        'users.first_name',
        'users.last_name',
      ])
      .where('deletion_effects.entity_type', '=', name)
      .where('deletion_effects.entity_id', '=', id)
      .execute();
    for (const effect of effects) {
      if (effect.kind === 'delete' && effect.root_id === id) continue;
      const changes =
        effect.kind === 'clear' && effect.column_name !== null
          ? { [effect.column_name]: [effect.previous_value, null] as const }
          : {};
      entries.push({
        id: effect.id,
        at: effect.deleted_at,
        by: effect.deleted_by_name,
        action: effect.kind === 'clear' ? 'deletion:clear' : 'deletion:delete',
        changes,
        because: effect.root_title,
      });
      if (effect.restored_at !== null)
        entries.push({
          id: `${effect.id}-back`,
          at: effect.restored_at,
          by: `${effect.first_name ?? ''} ${effect.last_name ?? ''}`.trim(),
          action: 'deletion:restore',
          changes: {},
          because: effect.root_title,
        });
    }
    return entries.toSorted((a, b) => (a.at < b.at ? 1 : -1));
  },
});

function changesOf(value: JsonValue): HistoryEntry['changes'] {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as HistoryEntry['changes']) : {};
}
