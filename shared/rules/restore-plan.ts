/**
 * What restoring a deletion means, before it happens: which rows come back, which references are set again, and what
 * has taken their place meanwhile. Pure over the effects that the deletion recorded and a read handle.
 */
import { isTableName, type TableName, tableOf } from '../schema/catalog.ts';
import { slicesOf } from './deletion-plan.ts';
import { childrenFirst, type Reference, referencesFrom } from './references.ts';

/** A row whose parent is deleted. */
export interface DeletedParent {
  readonly id: string;
  readonly parent: string;
  readonly deletionId: string;
  readonly isUpcoming: boolean;
}
/** A row whose unique key another live row holds. */
export interface TakenKey {
  readonly id: string;
  readonly holder: string;
}

/** The read handle. */
export interface RestoreReader {
  findMany(
    table: TableName,
    ids: readonly string[],
  ): Promise<readonly ({ readonly id: string } & Readonly<Record<string, unknown>>)[]>;
  deletedParents(reference: Reference, ids: readonly string[], today: string): Promise<readonly DeletedParent[]>;
  takenKeys(table: TableName, key: readonly string[], ids: readonly string[]): Promise<readonly TakenKey[]>;
}

/** One recorded effect of a deletion. */
export interface RecordedEffect {
  readonly entity_type: string;
  readonly entity_id: string;
  readonly kind: string;
  readonly column_name: string | null;
  readonly previous_value: string | null;
}

/** A reference of one row. */
export interface RowReference {
  readonly table: TableName;
  readonly id: string;
  readonly column: string;
  readonly value: string;
}

/** Nothing is restored while something is `blocked` or `taken`: half a deletion would be left. */
export interface RestorePlan {
  /** Rows that come back, parents first. */
  readonly rows: readonly { readonly table: TableName; readonly ids: readonly string[] }[];
  /** Cleared references to set again. */
  readonly references: readonly RowReference[];
  /**
   * References of rows that come back to something deleted meanwhile: they come back empty, and that other deletion
   * remembers them.
   */
  readonly cut: readonly (RowReference & { readonly deletionId: string })[];
  /** References that stay as they are: something else stands there now, or the row is gone. */
  readonly replaced: readonly RowReference[];
  /** Rows that cannot come back before a parent does. */
  readonly blocked: readonly (RowReference & { readonly parent: TableName; readonly deletionId: string })[];
  /** Rows whose number or code somebody else has by now. */
  readonly taken: readonly (TakenKey & { readonly table: TableName; readonly key: readonly string[] })[];
  /** Rows that were purged. */
  readonly gone: number;
}

/** The plan for restoring the deletion with these effects. */
export async function planRestore(
  reader: RestoreReader,
  deletionId: string,
  effects: readonly RecordedEffect[],
  today: string,
): Promise<RestorePlan> {
  const wanted = new Map<TableName, string[]>();
  for (const effect of effects) {
    if (effect.kind !== 'delete' || !isTableName(effect.entity_type)) continue;
    const ids = wanted.get(effect.entity_type) ?? [];
    wanted.set(effect.entity_type, ids);
    ids.push(effect.entity_id);
  }
  const rows: { table: TableName; ids: string[] }[] = [];
  let gone = 0;
  for (const table of childrenFirst.toReversed()) {
    const ids: string[] = [];
    for (const slice of slicesOf((wanted.get(table) ?? []).toSorted())) {
      for (const row of await reader.findMany(table, slice)) if (row['deletion_id'] === deletionId) ids.push(row.id);
    }
    gone += (wanted.get(table)?.length ?? 0) - ids.length;
    if (ids.length > 0) rows.push({ table, ids });
  }
  return {
    rows,
    gone,
    ...(await parentsOf(reader, rows, deletionId, today)),
    ...(await setAgain(reader, effects, rows)),
    taken: await takenBy(reader, rows),
  };
}

async function parentsOf(
  reader: RestoreReader,
  rows: RestorePlan['rows'],
  deletionId: string,
  today: string,
): Promise<Pick<RestorePlan, 'cut' | 'blocked'>> {
  const cut: RestorePlan['cut'][number][] = [];
  const blocked: RestorePlan['blocked'][number][] = [];
  for (const { table, ids } of rows) {
    for (const reference of referencesFrom(table)) {
      if (reference.soft === 'keep' || !tableOf(reference.parent).softDelete) continue;
      for (const slice of slicesOf(ids)) {
        for (const row of await reader.deletedParents(reference, slice, today)) {
          if (row.deletionId === deletionId || (reference.soft === 'block-upcoming' && !row.isUpcoming)) continue;
          const found = { table, id: row.id, column: reference.column, value: row.parent, deletionId: row.deletionId };
          if (reference.soft === 'clear') cut.push(found);
          else blocked.push({ ...found, parent: reference.parent });
        }
      }
    }
  }
  return { cut, blocked };
}

/**
 * A cleared reference is set again where it is still empty, its target comes back, and no unique key stands against it.
 */
async function setAgain(
  reader: RestoreReader,
  effects: readonly RecordedEffect[],
  rows: RestorePlan['rows'],
): Promise<Pick<RestorePlan, 'references' | 'replaced'>> {
  const references: RowReference[] = [];
  const replaced: RowReference[] = [];
  const returning = new Set(rows.flatMap(({ ids }) => ids));
  const cleared = effects.flatMap((effect): RowReference[] =>
    effect.kind === 'clear' &&
    isTableName(effect.entity_type) &&
    effect.column_name !== null &&
    effect.previous_value !== null
      ? [{ table: effect.entity_type, id: effect.entity_id, column: effect.column_name, value: effect.previous_value }]
      : [],
  );
  for (const [table, list] of Map.groupBy(cleared, (reference) => reference.table)) {
    const found = new Map<string, Readonly<Record<string, unknown>>>();
    for (const slice of slicesOf(list.map(({ id }) => id)))
      for (const row of await reader.findMany(table, slice)) found.set(row.id, row);
    for (const reference of list) {
      const row = found.get(reference.id);
      (row !== undefined && row[reference.column] === null && returning.has(reference.value)
        ? references
        : replaced
      ).push(reference);
    }
  }
  return { references, replaced };
}

async function takenBy(reader: RestoreReader, rows: RestorePlan['rows']): Promise<RestorePlan['taken']> {
  const taken: RestorePlan['taken'][number][] = [];
  for (const { table, ids } of rows) {
    for (const key of tableOf(table).unique)
      for (const slice of slicesOf(ids))
        for (const found of await reader.takenKeys(table, key, slice)) taken.push({ ...found, table, key });
  }
  return taken;
}
