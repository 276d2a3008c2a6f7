/**
 * The graph of references in the catalog, with both delete actions of each: what plans, guards, checks and the
 * generated page read.
 */
import { isTableName, type TableName, tableNames, tableOf } from '../schema/catalog.ts';
import type { PurgeAction, SoftAction } from '../schema/define.ts';

/** One reference of one table to another. */
export interface Reference {
  readonly child: TableName;
  readonly column: string;
  readonly parent: TableName;
  readonly purge: PurgeAction;
  readonly soft: SoftAction;
  readonly nullable: boolean;
  /** The child can be soft-deleted; otherwise «cascade» hides it with its parent and writes nothing. */
  readonly childDeletes: boolean;
  /** Set where one column points at rows of several tables: this column names the table. */
  readonly typeColumn?: string;
}

/** Tables of which a row may point at rows of several others (`comments`): checked like foreign keys, by triggers. */
export const polymorphic: readonly {
  readonly child: TableName;
  readonly column: string;
  readonly typeColumn: string;
}[] = tableNames.flatMap((child) => {
  const { pointsAt } = tableOf(child);
  return pointsAt === undefined ? [] : [{ child, ...pointsAt }];
});

/** Every foreign key of the catalog, in the catalog's order. */
export const foreignKeys: readonly Reference[] = tableNames.flatMap((child) =>
  Object.entries(tableOf(child).columns).flatMap(([column, { references, nullable }]) =>
    references === undefined || !isTableName(references.table)
      ? []
      : [
          {
            child,
            column,
            parent: references.table,
            purge: references.purge,
            soft: references.soft,
            nullable,
            childDeletes: tableOf(child).softDelete,
          },
        ],
  ),
);

const manyTabled: readonly Reference[] = polymorphic.flatMap(({ child, column, typeColumn }) =>
  (tableOf(child).columns[typeColumn]?.values ?? []).flatMap((parent): Reference[] =>
    isTableName(parent)
      ? [
          {
            child,
            column,
            typeColumn,
            parent,
            purge: 'CASCADE',
            // What is never deleted softly is history: nothing that hangs on it goes with it.
            soft: tableOf(parent).softDelete ? 'cascade' : 'keep',
            nullable: false,
            childDeletes: tableOf(child).softDelete,
          },
        ]
      : [],
  ),
);

/** Foreign keys, and references that are checked like them. */
export const references: readonly Reference[] = [...foreignKeys, ...manyTabled];

const into = Map.groupBy(references, (reference) => reference.parent);
/** References between tables that replicas hold too: what a plan may look at, so that both sides come to the same. */
const replicated = new Map(
  [...into].map(([parent, list]) => [parent, list.filter(({ child }) => tableOf(child).scope !== 'hub')]),
);
const outOf = Map.groupBy(references, (reference) => reference.child);

/** References that point at rows of a table, of tables that replicas hold. */
export const referencesTo = (parent: TableName): readonly Reference[] => replicated.get(parent) ?? [];
/** As `referencesTo`, with the tables that stay on the hub. */
export const allReferencesTo = (parent: TableName): readonly Reference[] => into.get(parent) ?? [];
/** References that rows of a table make. */
export const referencesFrom = (child: TableName): readonly Reference[] => outOf.get(child) ?? [];

/** `child.column`, with the parent where one column names several. */
export const nameOf = ({ child, column, parent, typeColumn }: Reference): string =>
  typeColumn === undefined ? `${child}.${column}` : `${child}.${column}:${parent}`;

/**
 * Tables in an order in which a deletion may mark them: whatever points at a row before the row, so that no live row
 * ever points at a deleted one on the way. References that are cleared may run in a circle (a department's head, a
 * person's department); «cascade» may not: then no such order exists, and guards that look at single rows would refuse
 * the deletion.
 */
function markOrder(): readonly TableName[] {
  const done = new Set<TableName>();
  const visit = (name: TableName, path: ReadonlySet<TableName>): void => {
    if (done.has(name) || path.has(name)) return;
    const within = new Set([...path, name]);
    for (const { child, soft, childDeletes } of referencesTo(name))
      if (soft !== 'keep' && childDeletes) visit(child, within);
    done.add(name);
  };
  for (const name of tableNames) visit(name, new Set());
  const order = [...done];
  for (const { child, parent, soft, childDeletes } of references) {
    if (soft === 'cascade' && childDeletes && order.indexOf(child) >= order.indexOf(parent))
      throw new Error(`«cascade» runs in a circle through ${child} and ${parent}`);
  }
  return order;
}

/** What points before what it points at. */
export const childrenFirst: readonly TableName[] = markOrder();
