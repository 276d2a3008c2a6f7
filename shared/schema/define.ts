/**
 * The words in which the catalog is written: column constructors, foreign keys with both delete actions, and `table`.
 * The row type of a table follows from its declaration, so that a mutation cannot name a column that does not exist.
 */

import type { KnownField, KnownValue } from '../i18n/common-names.ts';
import type { Permission, SIGNED_IN } from '../rules/permissions.ts';

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

/**
 * What a soft deletion of the parent does to a live child (design: schema, «Marks»). `block-upcoming` blocks while the
 * event is still to come and keeps afterwards.
 */
export type SoftAction = 'cascade' | 'clear' | 'block' | 'keep' | 'block-upcoming';

/**
 * What the hub does when the value a person saw is no longer there: last writer wins, three-way merge, refuse, or sum.
 */
export type ConflictPolicy = 'lww' | 'merge' | 'refuse' | 'add';

/** A reference to another table of the catalog. */
export interface ForeignKey {
  readonly table: string;
  readonly purge: PurgeAction;
  readonly soft: SoftAction;
}

/** A column that says who or when. */
export interface Stamp {
  /**
   * The author's account, employee or name, the time at which they acted by their own device (`time`), or the time that
   * decides (`order`): for what is older or younger than something else.
   */
  readonly what: 'user' | 'employee' | 'name' | 'time' | 'order';
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
  readonly readPermission?: Permission;
  /** Never leaves the hub: absent from the replica's schema and from every shape. */
  readonly hubOnly?: boolean;
  /** Written by mutations of their own, never by `row.create` or `row.update`. */
  readonly managed?: boolean;
  /** Said when the row is made, and no edit changes it: a row that belongs elsewhere is another one. */
  readonly fixed?: boolean;
  /** Written by the mechanism for whoever acts. What somebody signs is theirs: the signature is never an argument. */
  readonly stamp?: Stamp;
  /** SQL condition on the column, valid in both databases. */
  readonly check?: string;
  /** Smallest and largest value that people may enter; a CHECK holds the same. */
  readonly range?: readonly [min: number, max: number];
  /** The schema version that brought the column: laptops that name an older one are not sent it. 1 where absent. */
  readonly since?: number;
  /** What some of its values are called here, where the usual word would not agree with what a row is called. */
  readonly valueNames?: Readonly<Record<string, Name>>;
  /** Phantom: carries the value type. */
  readonly value?: T;
}

const base = { nullable: false, conflict: 'lww' } as const;

/** Ids are UUIDv7, made where the row is made; derived ones are version 5. */
export const uuid = (): Column<string> => ({ ...base, type: 'uuid' });
/** `length` counts letters, as Postgres does; SQLite has a CHECK for it. */
export const varchar = (length: number): Column<string> => ({ ...base, type: 'varchar', length });
/** Of any length, and replaced as a whole. */
export const text = (): Column<string> => ({ ...base, type: 'text' });
/** Text that several people write: merged three-way by line. */
export const longText = (): Column<string> => ({ ...base, type: 'text', conflict: 'merge' });
/** 32 bits, signed. `check` is SQL over the column. */
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
/** 0 and 1 in SQLite. */
export const bool = (initial: boolean): Column<boolean> => ({ ...base, type: 'bool', initial });
/** `YYYY-MM-DD`, a day in the theatre. */
export const date = (): Column<string> => ({ ...base, type: 'date' });
/** `HH:MM:SS`, without a zone: the theatre’s. */
export const time = (): Column<string> => ({ ...base, type: 'time' });
/** A moment, ISO-8601 UTC with milliseconds. */
export const timestamp = (): Column<string> => ({ ...base, type: 'timestamptz' });
/** Any JSON value; compared and replaced as a whole. */
export const json = (): Column<JsonValue> => ({ ...base, type: 'json', initial: {} });
/** A JSON array of texts in SQLite. */
export const textArray = (): Column<readonly string[]> => ({ ...base, type: 'text[]', initial: [] });
/** A closed set of values: text with a CHECK in both databases. */
export const oneOf = <const V extends readonly string[]>(values: V, initial?: V[number]): Column<V[number]> => ({
  ...base,
  type: 'varchar',
  length: 50,
  values,
  ...(initial === undefined ? {} : { initial }),
});
/** A foreign key, with what a purge and what a soft deletion of the parent does to the row. */
export const ref = (parent: string, purge: PurgeAction, soft: SoftAction): Column<string> => ({
  ...base,
  type: 'uuid',
  references: { table: parent, purge, soft },
});

/** The same column, nullable. */
export const opt = <T>(column: Column<T>): Column<T | null> => ({ ...column, nullable: true });
/** The same column with a value for rows that do not name it. */
export const initially = <T extends JsonValue>(column: Column<T>, initial: T): Column<T> => ({ ...column, initial });
/** The same column with another conflict policy. */
export const policy = <T>(column: Column<T>, conflict: ConflictPolicy): Column<T> => ({ ...column, conflict });
/** The same column, written only by mutations of its own. */
export const managed = <T>(column: Column<T>): Column<T> => ({ ...column, managed: true });
/** The same column, said when the row is made and never changed by an edit. */
export const fixed = <T>(column: Column<T>): Column<T> => ({ ...column, fixed: true });
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
/** The same column, some of whose values agree with what a row is called («Подсчёт отменён», «Задача отменена»). */
export const withValueNames = <V extends string>(
  names: Readonly<Partial<Record<V, Name>>>,
  column: Column<V>,
): Column<V> => ({
  ...column,
  valueNames: names as Readonly<Record<string, Name>>,
});
/** The same column, kept on the hub. */
export const hubOnly = <T>(column: Column<T>): Column<T> => ({ ...column, hubOnly: true });
/** The same column, sent only to people with the permission. */
export const visibleWith = <T>(permission: Permission, column: Column<T>): Column<T> => ({
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

/** By name, as a table declares them; `table` adds the `id`. */
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

/** What people call something: in Russian and in English. */
export type Name = readonly [ru: string, en: string];

/** Which value of `S` may follow which; every value has its line. */
type Machine<S extends string> = Readonly<Record<S, readonly S[]>>;
/** The machine of a table's `status`; only a table that has a closed one may name it. */
type StatesOf<C> = C extends { readonly status: Column<infer S extends string> }
  ? string extends S
    ? null
    : Machine<S> | null
  : null;

/** Closed values of a column that people read; abbreviations in capitals stand for themselves. */
type ClosedValue<V> = V extends string ? (string extends V ? never : V extends Uppercase<V> ? never : V) : never;
type ClosedValuesOf<C> = { [K in keyof C]: C[K] extends Column<infer V> ? ClosedValue<V> : never }[keyof C];

/** Words for `K`; whoever needs none says none. */
type Words<K extends PropertyKey, Key extends string> = [K] extends [never]
  ? { readonly [P in Key]?: never }
  : { readonly [P in Key]: Readonly<Record<K, Name>> };
/** The table's name, and those of its columns and values that `common-names.ts` does not know. */
type WordsOf<C> = { readonly table: Name } & Words<Exclude<keyof C, KnownField>, 'fields'> &
  Words<Exclude<ClosedValuesOf<C>, KnownValue>, 'values'>;

/** The page that shows a row; `records` is the general one, with a list and a form from the catalog. */
export type Page = 'inventory' | 'counts' | 'documents' | 'productions' | 'events' | 'tours' | 'records';
/** Where the general page lists a table. */
export type Group = 'people' | 'places' | 'shows' | 'work' | 'papers' | 'house';
/** Rules of single tables that plain edits and deletions keep (`shared/mutations/row-rules.ts`). */
export type RowRule =
  | 'hours'
  | 'comment'
  | 'subject'
  | 'people'
  | 'roleCode'
  | 'timezone'
  | 'owner'
  | 'savedView'
  | 'attached'
  | 'labelTemplate'
  | 'formTemplate'
  | 'ranked'
  | 'departmental'
  | 'ownNote'
  | 'unsigned'
  | 'running'
  | 'signed'
  | 'told'
  | 'tour'
  | 'transport'
  | 'packed'
  | 'tourPlace'
  | 'case'
  | 'casePlace'
  | 'booked';

/** Rows that are «still to come», for references with `block-upcoming`. */
export interface Upcoming {
  /** Columns of the row itself whose change may make it one. */
  readonly columns: readonly string[];
  /** The column that names whose days count, of a table that has days of its own; null: the row's own. */
  readonly of: string | null;
  /** The last day of what has days; null where it is what `of` names that has them. */
  readonly lastDay: string | null;
  /**
   * SQL, valid in both databases: the row `row` is still to come on `day`, an expression; `after` is `>` or `>=`.
   */
  readonly sql: (row: string, day: string, after: string) => string;
}

/** Columns that full-text search covers, and how much they count: hits of more weight come first. */
type Searched<C> =
  | { readonly search?: never; readonly searchWeight?: never }
  | { readonly search: readonly (keyof C & string)[]; readonly searchWeight: 1 | 2 | 3 };

/**
 * What the program asks about every table beside its columns: each table answers each question, or does not compile.
 */
export type TableFacts<C> = Searched<C> & {
  readonly words: WordsOf<C>;
  /** Null for what the general page does not list: it cannot be edited, stays on the hub, or is people's own. */
  readonly group: Group | null;
  readonly page: Page;
  /** Rows are parts of something and deleted with the right to edit it; the rest needs `rows.delete` as well. */
  readonly part: boolean;
  /** The column by which people know a row. Without one they know it by what it joins, or by `label`. */
  readonly title: (keyof C & string) | null;
  /** The column that search shows beside the title. */
  readonly hint: (keyof C & string) | null;
  readonly states: StatesOf<C>;
  readonly rules: readonly RowRule[];
  /** SQL of the words by which people know the row `row`, where its title alone does not say enough. */
  readonly label?: (row: string) => string;
  /** SQL of what is said before the rows that it joins, where it is known by those. */
  readonly labelLead?: (row: string) => string;
  readonly upcoming?: Upcoming;
  /** One column points at rows of several tables, which the other names; checked like a foreign key, by triggers. */
  readonly pointsAt?: { readonly column: keyof C & string; readonly typeColumn: keyof C & string };
  /** Rows are the own of whom the column names. What it names nobody for is everybody's. With the rule `owner`. */
  readonly owner?: Owner<keyof C & string>;
};

/** Whose rows of a table are: seen and changed by them alone; everybody's are changed with a right. */
export interface Owner<Key extends string = string> {
  readonly column: Key;
  readonly shared: Permission;
}

/** What a table says about itself beside its columns and facts. */
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
  /** Columns of a ledger that become known only later, and may be written then. */
  readonly later?: readonly string[];
  /**
   * Permission for `row.create` and `row.update`; absent where plain edits make no sense. `SIGNED_IN` where rows are
   * people's own.
   */
  readonly write?: Permission | typeof SIGNED_IN;
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
  readonly later: readonly string[];
  readonly softDelete: boolean;
  readonly write: Permission | typeof SIGNED_IN | undefined;
  readonly search: readonly string[];
  readonly searchWeight: number;
  readonly title: string | undefined;
  readonly silent: boolean;
  readonly since: number;
  readonly words: {
    readonly table: Name;
    readonly fields: Readonly<Record<string, Name>>;
    readonly values: Readonly<Record<string, Name>>;
  };
  readonly group: Group | null;
  readonly page: Page;
  readonly part: boolean;
  readonly hint: string | null;
  readonly states: Readonly<Record<string, readonly string[]>> | null;
  readonly rules: readonly RowRule[];
  readonly label: ((row: string) => string) | undefined;
  readonly labelLead: ((row: string) => string) | undefined;
  readonly upcoming: Upcoming | undefined;
  readonly pointsAt: { readonly column: string; readonly typeColumn: string } | undefined;
  readonly owner: Owner | undefined;
}

/** Declares a table. Every table has a UUID v7 primary key `id`, made by whoever creates the row. */
export function table<const N extends string, const C extends Columns>(
  name: N,
  columns: C,
  options: TableOptions & TableFacts<C>,
): Table<N, C> {
  const words: Pick<Table['words'], 'table'> & Partial<Table['words']> = options.words;
  return {
    name,
    columns: { id: uuid(), ...columns },
    scope: options.scope ?? 'theater',
    unique: options.unique ?? [],
    indexes: options.indexes ?? [],
    checks: options.checks ?? {},
    ledger: options.ledger ?? false,
    later: options.later ?? [],
    softDelete: 'deletion_id' in columns && 'deleted_at' in columns,
    write: options.write,
    search: options.search ?? [],
    searchWeight: options.searchWeight ?? 0,
    title: options.title ?? undefined,
    silent: options.silent ?? false,
    since: options.since ?? 1,
    words: { fields: {}, values: {}, ...words },
    group: options.group,
    page: options.page,
    part: options.part,
    hint: options.hint,
    states: options.states,
    rules: options.rules,
    label: options.label,
    labelLead: options.labelLead,
    upcoming: options.upcoming,
    pointsAt: options.pointsAt,
    owner: options.owner,
  };
}

/** The row of a table as mutation code sees it. */
export type RowOf<T> =
  T extends Table<string, infer C>
    ? { readonly id: string } & { readonly [K in keyof C]: C[K] extends Column<infer V> ? V : never }
    : never;
