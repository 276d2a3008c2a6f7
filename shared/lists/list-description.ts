/**
 * Lists are described by the catalog: every table is one, with all columns that people read. What is worked out rather
 * than stored (in which productions a thing plays) is added by name; the replica says how (`electron/queries/lists`).
 */
import { isTableName, type TableName, tableNames, tableOf } from '../schema/catalog.ts';
import type { Column } from '../schema/define.ts';
import type { ListColumn, ListType } from './list-column.ts';
import type { ListView } from './list-view.ts';

/** Made once per table, and the same on every laptop of a release. */
export interface ListDescription {
  readonly table: TableName;
  /** The column that names a row: always the first in sight; undefined where a row is named by what it joins. */
  readonly title: string | undefined;
  readonly columns: readonly ListColumn[];
  /** The view that opens where nobody has chosen another. */
  readonly initial: ListView;
}

const HIDDEN = new Set(['id', 'theater_id', 'deletion_id', 'read_permission']);
/** Who and when: offered last, and not in sight at first. */
const QUIET = new Set(['created_at', 'updated_at', 'created_by_id', 'updated_by_id']);
/** Columns in sight at first, beside the title. */
const FIRST = 4;

const none = {
  scale: 0,
  values: [],
  valueNames: undefined,
  target: undefined,
  isTree: false,
  isSortable: true,
  isGroupable: false,
  isEditable: false,
  isNullable: true,
  right: undefined,
  unitFrom: undefined,
  times: undefined,
  width: 150,
} as const;

/** A column that is worked out: what its query finds, read-only. */
const derived = (key: string, type: ListType, more: Partial<ListColumn> = {}): ListColumn => ({
  ...none,
  key,
  type,
  ...more,
});

function typeOf(column: Column): ListType | undefined {
  if (column.references !== undefined) {
    const { table } = column.references;
    return isTableName(table) && tableOf(table).scope !== 'hub' && table !== 'theaters' ? 'link' : undefined;
  }
  if (column.values !== undefined) return 'choice';
  switch (column.type) {
    case 'varchar':
    case 'text':
    case 'time':
      return 'text';
    case 'int':
    case 'numeric':
      return 'number';
    case 'date':
      return 'day';
    case 'timestamptz':
      return 'moment';
    case 'bool':
      return 'flag';
    case 'uuid':
    case 'bigint':
    case 'json':
    case 'text[]':
      return undefined;
  }
}

const WIDTHS: Readonly<Record<ListType, number>> = {
  text: 160,
  number: 110,
  day: 120,
  moment: 168,
  flag: 90,
  choice: 140,
  link: 170,
  links: 180,
};

function columnOfCatalog(table: TableName, key: string, column: Column): ListColumn[] {
  const type = typeOf(column);
  const { title, unique, write, softDelete } = tableOf(table);
  const isMark = softDelete && key === 'deleted_at';
  if (type === undefined || HIDDEN.has(key) || isMark || column.hubOnly === true) return [];
  const target =
    column.references !== undefined && isTableName(column.references.table) ? column.references.table : undefined;
  const isShort = column.type === 'varchar' && key !== title && !unique.some((of) => of.length === 1 && of[0] === key);
  return [
    {
      ...none,
      key,
      type,
      scale: column.type === 'numeric' ? (column.scale ?? 2) : 0,
      values: column.values ?? [],
      valueNames: column.valueNames,
      target,
      isTree: target !== undefined && tableOf(target).columns['parent_id']?.references?.table === target,
      isGroupable:
        type === 'choice' || type === 'link' || type === 'flag' || type === 'day' || (type === 'text' && isShort),
      isEditable: write !== undefined && column.managed !== true && column.fixed !== true && !QUIET.has(key),
      isNullable: column.nullable,
      right: column.readPermission,
      width: key === title ? 300 : column.type === 'text' ? 240 : WIDTHS[type],
    },
  ];
}

/** What the lists of some tables have beside their catalog's columns, or otherwise than it says. */
interface Refinement {
  readonly derived?: readonly ListColumn[];
  readonly changed?: Readonly<Record<string, Partial<ListColumn>>>;
  readonly first?: readonly string[];
  readonly totals?: ListView['totals'];
  readonly sorts?: ListView['sorts'];
  readonly group?: string;
}

/** A column that names the table of a row: people see what the table is called. */
const kindOfRow: Partial<ListColumn> = {
  type: 'choice',
  values: tableNames.filter((name) => tableOf(name).scope !== 'hub'),
  valueNames: Object.fromEntries(tableNames.map((name) => [name, tableOf(name).words.table])),
  isGroupable: true,
  width: 160,
};

const refinements: Partial<Record<TableName, Refinement>> = {
  inventory_items: {
    derived: [
      derived('next_show', 'day', { width: 150, isGroupable: true }),
      derived('productions', 'links', { width: 200, target: 'performances', isSortable: false }),
      derived('has_photo', 'flag', { width: 90, isGroupable: true }),
    ],
    changed: {
      name: { width: 340 },
      quantity: { unitFrom: 'unit', width: 120 },
      weight: { times: 'quantity' },
      inventory_number: { width: 150 },
      status: { width: 140 },
    },
    first: ['quantity', 'location_id', 'inventory_number', 'status', 'next_show', 'category_id'],
    totals: { quantity: 'sum', weight: 'sum' },
  },
  users: { first: ['first_name', 'email', 'department_id', 'is_active'] },
  employees: { first: ['position', 'department_id', 'direction_id', 'email'] },
  venues: { first: ['type', 'capacity', 'city', 'address'] },
  performances: {
    derived: [
      derived('next_show', 'day', { width: 150, isGroupable: true }),
      derived('condition', 'choice', { width: 150, values: ['good', 'fair', 'poor'], isGroupable: true }),
      derived('open_faults', 'number', { width: 130 }),
      derived('responsible_id', 'link', { width: 180, target: 'users', isGroupable: true }),
    ],
    first: ['next_show', 'condition', 'open_faults', 'responsible_id', 'director'],
    group: 'status',
  },
  schedule_events: {
    first: ['event_date', 'start_time', 'event_type', 'venue_id', 'status'],
    sorts: [{ column: 'event_date', isDescending: true }],
  },
  projects: { first: ['manager_id', 'status', 'starts_on', 'ends_on'] },
  tasks: { first: ['assignee_id', 'deadline', 'status', 'priority', 'project_id'] },
  time_entries: {
    first: ['employee_id', 'date', 'hours', 'project_id', 'status'],
    sorts: [{ column: 'date', isDescending: true }],
    totals: { hours: 'sum' },
  },
  documents: { first: ['category_id', 'performance_id', 'current_version', 'updated_at', 'status'] },
  inventory_history: {
    first: ['item_id', 'movement_type', 'quantity', 'from_location_id', 'to_location_id', 'occurred_at'],
    sorts: [{ column: 'occurred_at', isDescending: true }],
  },
  notifications: {
    first: ['user_id', 'title', 'is_read', 'created_at'],
    sorts: [{ column: 'created_at', isDescending: true }],
  },
  deletions: {
    derived: [derived('can_return', 'flag', { width: 110, isGroupable: true })],
    changed: { root_table: kindOfRow, deleted_by_name: { isGroupable: true } },
    first: ['root_table', 'deleted_by_name', 'deleted_at', 'restored_at'],
    sorts: [{ column: 'deleted_at', isDescending: true }],
  },
  activity_log: {
    changed: { entity_type: kindOfRow },
    first: ['actor_name', 'action', 'entity_type', 'occurred_at'],
    sorts: [{ column: 'occurred_at', isDescending: true }],
  },
  conflicts: {
    changed: { entity_type: kindOfRow },
    first: ['entity_type', 'column_name', 'kept_by_name', 'other_by_name', 'status', 'detected_at'],
    sorts: [{ column: 'detected_at', isDescending: true }],
  },
};

/** What people read first comes first: the title, the rest, what is worked out, and who and when at the end. */
function described(table: TableName): ListDescription {
  const { title } = tableOf(table);
  const { derived: added = [], changed = {}, first, totals = {}, sorts, group = null } = refinements[table] ?? {};
  const known = Object.entries(tableOf(table).columns).flatMap(([key, column]) =>
    columnOfCatalog(table, key, column).map((made) => ({ ...made, ...changed[key] })),
  );
  const columns = [
    ...known.filter(({ key }) => key === title),
    ...known.filter(({ key }) => key !== title && !QUIET.has(key)),
    ...added,
    ...known.filter(({ key }) => QUIET.has(key)),
  ];
  const short = columns.filter(({ key, width }) => key !== title && !QUIET.has(key) && width < 240);
  return {
    table,
    title,
    columns,
    initial: {
      text: '',
      conditions: [],
      sorts: sorts ?? (title === undefined ? [] : [{ column: title, isDescending: false }]),
      group,
      columns: first ?? short.slice(0, FIRST).map(({ key }) => key),
      widths: {},
      pinned: [],
      totals,
      layout: 'table',
    },
  };
}

const descriptions: ReadonlyMap<string, ListDescription> = new Map(
  tableNames.filter((name) => tableOf(name).scope !== 'hub').map((name) => [name, described(name)]),
);

/** The list of a table; undefined where laptops do not hold it. */
export const findList = (table: string): ListDescription | undefined => descriptions.get(table);

/** The list of a table that laptops hold. */
export function listOf(table: TableName): ListDescription {
  const found = findList(table);
  if (found === undefined) throw new Error(`${table} stays on the hub`);
  return found;
}

/** The column of that name, for whoever may read it. */
export function readableColumn(
  list: ListDescription,
  key: string,
  may: (right: string) => boolean,
): ListColumn | undefined {
  const column = list.columns.find((candidate) => candidate.key === key);
  return column === undefined || (column.right !== undefined && !may(column.right)) ? undefined : column;
}
