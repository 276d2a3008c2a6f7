/**
 * The words in which the catalog is written: column constructors, foreign keys with both delete actions, and `table`.
 * The row type of a table follows from its declaration, so that a mutation cannot name a column that does not exist.
 */

/** SQL family of a column; codecs and migrations map it to each database. */
export type ColumnType =
  | 'uuid'
  | 'varchar'
  | 'text'
  | 'int'
  | 'bigint'
  | 'numeric'
  | 'bool'
  | 'date'
  | 'time'
  | 'timestamptz'
  | 'json'
  | 'text[]';

/** Any JSON value, as stored in `json` columns. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/** SQL `ON DELETE`, the same in both databases. */
export type PurgeAction = 'CASCADE' | 'SET NULL' | 'RESTRICT';

/** What a soft deletion of the parent does to a live child (design: schema, «Marks»). `block-upcoming` blocks while the event is still to come and keeps afterwards. */
export type SoftAction = 'cascade' | 'clear' | 'block' | 'keep' | 'block-upcoming';

/** What the hub does when the value a person saw is no longer there: last writer wins, three-way merge, refuse, or sum. */
export type ConflictPolicy = 'lww' | 'merge' | 'refuse' | 'add';

/** A reference to another table of the catalog. */
export interface ForeignKey {
  readonly table: string;
  readonly purge: PurgeAction;
  readonly soft: SoftAction;
}

/** A column that says who or when. */
export interface Stamp {
  /** The author's account, employee or name, or the time at which they acted. */
  readonly what: 'user' | 'employee' | 'name' | 'time';
  /** Once, when the row is made, or with every change of it. */
  readonly on: 'create' | 'write';
  /** The stamp is only there while this column of the row is true. */
  readonly while?: string;
}

/** One column. `T` is the value that mutation code sees on both databases. */
export interface Column<T = unknown> {
  readonly type: ColumnType;
  readonly nullable: boolean;
  readonly length?: number;
  readonly precision?: number;
  readonly scale?: number;
  readonly values?: readonly string[];
  readonly references?: ForeignKey;
  readonly conflict: ConflictPolicy;
  /** Value for a new row that does not name the column; also the SQL default. */
  readonly initial?: JsonValue;
  /** Needed to read the column at all; the shape leaves it out otherwise. */
  readonly readPermission?: string;
  /** Never leaves the hub: absent from the replica's schema and from every shape. */
  readonly hubOnly?: boolean;
  /** Written by mutations of their own, never by `row.create` or `row.update`. */
  readonly managed?: boolean;
  /** Written by the mechanism for whoever acts. What somebody signs is theirs: the signature is never an argument. */
  readonly stamp?: Stamp;
  /** SQL condition on the column, valid in both databases. */
  readonly check?: string;
  /** Smallest and largest value that people may enter; a CHECK holds the same. */
  readonly range?: readonly [min: number, max: number];
  /** The schema version that brought the column: laptops that name an older one are not sent it. 1 where absent. */
  readonly since?: number;
  /** Phantom: carries the value type. */
  readonly value?: T;
}

const base = { nullable: false, conflict: 'lww' } as const;

export const uuid = (): Column<string> => ({ ...base, type: 'uuid' });
export const varchar = (length: number): Column<string> => ({ ...base, type: 'varchar', length });
export const text = (): Column<string> => ({ ...base, type: 'text' });
/** Text that several people write: merged three-way by line. */
export const longText = (): Column<string> => ({ ...base, type: 'text', conflict: 'merge' });
export const int = (check?: string): Column<number> => ({
  ...base,
  type: 'int',
  ...(check === undefined ? {} : { check }),
});
/** A 64-bit integer, as a decimal string. */
export const bigint = (): Column<string> => ({ ...base, type: 'bigint' });
/** An exact decimal, as a string with exactly `scale` digits after the point. */
export const numeric = (precision: number, scale: number, check?: string): Column<string> => ({
  ...base,
  type: 'numeric',
  precision,
  scale,
  ...(check === undefined ? {} : { check }),
});
export const bool = (initial: boolean): Column<boolean> => ({ ...base, type: 'bool', initial });
export const date = (): Column<string> => ({ ...base, type: 'date' });
export const time = (): Column<string> => ({ ...base, type: 'time' });
export const timestamp = (): Column<string> => ({ ...base, type: 'timestamptz' });
export const json = (): Column<JsonValue> => ({ ...base, type: 'json', initial: {} });
export const textArray = (): Column<readonly string[]> => ({ ...base, type: 'text[]', initial: [] });
/** A closed set of values: text with a CHECK in both databases. */
export const oneOf = <const V extends readonly string[]>(values: V, initial?: V[number]): Column<V[number]> => ({
  ...base,
  type: 'varchar',
  length: 50,
  values,
  ...(initial === undefined ? {} : { initial }),
});
export const ref = (table: string, purge: PurgeAction, soft: SoftAction): Column<string> => ({
  ...base,
  type: 'uuid',
  references: { table, purge, soft },
});

/** The same column, nullable. */
export const opt = <T>(column: Column<T>): Column<T | null> => ({ ...column, nullable: true }) as Column<T | null>;
/** The same column with a value for rows that do not name it. */
export const initially = <T extends JsonValue>(column: Column<T>, initial: T): Column<T> => ({ ...column, initial });
/** The same column with another conflict policy. */
export const policy = <T>(column: Column<T>, conflict: ConflictPolicy): Column<T> => ({ ...column, conflict });
/** The same column, written only by mutations of its own. */
export const managed = <T>(column: Column<T>): Column<T> => ({ ...column, managed: true });
/** The same column, signed by whoever makes the row (`create`) or changes it (`write`). */
export const stamped = <T>(what: Stamp['what'], on: Stamp['on'], column: Column<T>, flag?: string): Column<T> => ({
  ...column,
  managed: true,
  stamp: { what, on, ...(flag === undefined ? {} : { while: flag }) },
});
/** The same column with the values that people may enter. */
export const within = <T>(min: number, max: number, column: Column<T>): Column<T> => ({ ...column, range: [min, max] });
/** The same column, sent to laptops from that schema version on (`versions.ts`). */
export const since = <T>(version: number, column: Column<T>): Column<T> => ({ ...column, since: version });
/** The same column, kept on the hub. */
export const hubOnly = <T>(column: Column<T>): Column<T> => ({ ...column, hubOnly: true });
/** The same column, sent only to people with the permission. */
export const visibleWith = <T>(permission: string, column: Column<T>): Column<T> => ({
  ...column,
  readPermission: permission,
});

/** Mark [T]: the row belongs to one theatre. */
export const tenant = { theater_id: managed(ref('theaters', 'CASCADE', 'keep')) } as const;
/** Mark [S]: reversible deletion. Both columns are set, or neither. */
export const softDelete = {
  deleted_at: managed(opt(timestamp())),
  deletion_id: managed(opt(uuid())),
} as const;
/** Mark [A]: who and when, written by the mutation mechanism. */
export const audit = {
  created_at: stamped('time', 'create', timestamp()),
  updated_at: stamped('time', 'write', timestamp()),
  created_by_id: stamped('user', 'create', opt(ref('users', 'SET NULL', 'keep'))),
  updated_by_id: stamped('user', 'write', opt(ref('users', 'SET NULL', 'keep'))),
} as const;

export type Columns = Readonly<Record<string, Column>>;

/** Where a table lives and whom its shape reaches. */
export type Scope =
  /** All rows of one theatre go to every device of it. */
  | 'theater'
  /** As `theater`, and rows without a theatre go to everybody. */
  | 'theater-or-system'
  /** The theatre itself: its own row. */
  | 'self'
  /** Rows of one device go to that device alone. */
  | 'device'
  /** Stays on the hub. */
  | 'hub';

export interface TableOptions {
  readonly scope?: Scope;
  /** Unique keys; within a theatre, and among live rows where the table has soft deletion. */
  readonly unique?: readonly (readonly string[])[];
  /** Indexes beyond those of foreign keys and unique keys. `where` must be valid in both databases. */
  readonly indexes?: readonly { readonly columns: readonly string[]; readonly where?: string }[];
  /** Conditions over several columns, valid in both databases. */
  readonly checks?: Readonly<Record<string, string>>;
  /** Mark [L]: append-only. */
  readonly ledger?: boolean;
  /** Permission for `row.create` and `row.update`; absent where plain edits make no sense. */
  readonly write?: string;
  /** Columns that full-text search covers. */
  readonly search?: readonly string[];
  /** The column by which people know a row. */
  readonly title?: string;
  /** No line in the activity log: the table is itself a trace, or derived. */
  readonly silent?: boolean;
  /** The schema version that brought the table: laptops that name an older one are not sent it. */
  readonly since?: number;
}

/** One table of the catalog. `C` keeps the literal columns for row types. */
export interface Table<N extends string = string, C extends Columns = Columns> {
  readonly name: N;
  readonly columns: C & { readonly id: Column<string> };
  readonly scope: Scope;
  readonly unique: readonly (readonly string[])[];
  readonly indexes: readonly { readonly columns: readonly string[]; readonly where?: string }[];
  readonly checks: Readonly<Record<string, string>>;
  readonly ledger: boolean;
  readonly softDelete: boolean;
  readonly write: string | undefined;
  readonly search: readonly string[];
  readonly title: string | undefined;
  readonly silent: boolean;
  readonly since: number;
}

/** Declares a table. Every table has a UUID v7 primary key `id`, made by whoever creates the row. */
export function table<const N extends string, const C extends Columns>(
  name: N,
  columns: C,
  options: TableOptions = {},
): Table<N, C> {
  return {
    name,
    columns: { id: uuid(), ...columns },
    scope: options.scope ?? 'theater',
    unique: options.unique ?? [],
    indexes: options.indexes ?? [],
    checks: options.checks ?? {},
    ledger: options.ledger ?? false,
    softDelete: 'deletion_id' in columns && 'deleted_at' in columns,
    write: options.write,
    search: options.search ?? [],
    title: options.title,
    silent: options.silent ?? false,
    since: options.since ?? 1,
  };
}

/** The row of a table as mutation code sees it. */
export type RowOf<T> =
  T extends Table<string, infer C>
    ? { readonly id: string } & { readonly [K in keyof C]: C[K] extends Column<infer V> ? V : never }
    : never;
