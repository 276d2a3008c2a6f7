/**
 * The transaction as a mutation sees it. Its verbs do what no single mutation should remember: accept values by the
 * catalog, keep references inside the theatre, stamp audit columns, and write the activity log.
 * Rows that arise as a side effect take ids derived from the mutation's id, so that a replay makes the same rows.
 */
import type { Kysely } from 'kysely';
import { deriveId, isUuid } from '../base/ids.ts';
import { sameJson } from '../base/json.ts';
import { Refusal } from '../base/refusal.ts';
import { mayFollow } from '../rules/state-machines.ts';
import { dayIn, isUpcoming } from '../rules/upcoming.ts';
import {
  columnOf,
  type Database,
  findTable,
  isTableName,
  type Row,
  type TableName,
  tableOf,
} from '../schema/catalog.ts';
import type { JsonValue, Stamp, Table } from '../schema/define.ts';
import { acceptValue } from '../schema/validate.ts';
import { freeValue } from './free-value.ts';
import type { Author, Mutation } from './mutation.ts';
import { nameOf, titleOf } from './row-names.ts';
import type { AnyRow, Change, RowStore } from './row-store.ts';

type Values = Readonly<Record<string, JsonValue | undefined>>;
type Changes = Record<string, readonly [JsonValue, JsonValue]>;

/**
 * Lives for one run of one mutation. Deterministic in the mutation, the author, `time` and the rows: it has no clock,
 * no randomness and no other ids than derived ones, so that laptop and hub write the same.
 */
export class MutationTx {
  readonly author: Author;
  readonly mutation: Mutation;
  /** When the person acted, ISO-8601 UTC, by their own device: for people to read. */
  readonly now: string;
  /**
   * The time that decides: the hub's on the hub, on a laptop its clock as corrected by the hub's. Whatever expires,
   * orders or authorises goes by it.
   */
  readonly time: string;
  readonly #store: RowStore;
  #logged = 0;

  /** Milliseconds of a clock that only goes forward, for durations that are recorded. */
  readonly elapsed: () => number;

  constructor(
    store: RowStore,
    mutation: Mutation,
    author: Author,
    now: string,
    recordedAt: string,
    elapsed: () => number,
  ) {
    this.elapsed = elapsed;
    this.#store = store;
    this.mutation = mutation;
    this.author = author;
    this.now = now;
    this.time = recordedAt;
  }

  /** For reading only. */
  get db(): Kysely<Database> {
    return this.#store.db;
  }

  get theaterId(): string {
    return this.author.theaterId;
  }

  /** Below the verbs: for mechanisms that check and log by themselves. */
  get rows(): RowStore {
    return this.#store;
  }

  /** The calendar day in the theatre, by the time that decides. */
  async today(): Promise<string> {
    const theater = await this.db
      .selectFrom('theaters')
      .select('timezone')
      .where('id', '=', this.theaterId)
      .executeTakeFirst();
    return dayIn(theater?.timezone ?? 'UTC', this.time);
  }

  /** The id of a row that follows from this mutation. */
  derive(...parts: readonly string[]): string {
    return deriveId(this.mutation.id, ...parts);
  }

  find<N extends TableName>(table: N, id: string): Promise<Row<N> | undefined> {
    // Postgres would take capital letters for the same id, SQLite would not.
    return isUuid(id) ? this.#store.find(table, id) : Promise.resolve(undefined);
  }

  /** The live row, in this theatre; refuses where there is none. */
  async require<N extends TableName>(name: N, id: string): Promise<Row<N>> {
    const row: AnyRow | undefined = await this.find(name, id);
    // The theatre's own row names no theatre: it is the theatre.
    const owner = name === 'theaters' ? id : row?.['theater_id'];
    if (row === undefined || (owner !== undefined && owner !== this.theaterId))
      throw new Refusal('row.missing', { table: name, id });
    if (tableOf(name).softDelete && row['deleted_at'] !== null)
      throw new Refusal('row.deleted', { table: name, id, title: await nameOf(this.#store, name, row) });
    return row as unknown as Row<N>;
  }

  /** Inserts a row of this theatre. Columns that `values` leaves out take their initial value, or null. */
  async insert(name: TableName, values: Values & { readonly id: string }): Promise<void> {
    const table = tableOf(name);
    const row = this.#completed(table, values);
    const complete = row as AnyRow;
    const there: AnyRow | undefined = await this.#store.find(name, complete.id);
    if (there !== undefined)
      throw this.#isOurs(name, there)
        ? new Refusal('row.exists', { table: name, id: complete.id })
        : new Refusal('mutation.invalid', { path: 'id' });
    await this.#checkKeys(table, name, complete, Object.keys(row));
    await this.#checkReferences(table, row, Object.keys(row));
    await this.#store.insertRow(name, complete);
    if (!table.silent) await this.log(name, complete.id, 'create', changesOf({}, row));
  }

  /** The row as it will stand: every column accepted, signed or initial. */
  #completed(table: Table, values: Values & { readonly id: string }): Record<string, JsonValue> {
    const row: Record<string, JsonValue> = { id: acceptValue(table, 'id', values.id) };
    for (const [column, definition] of Object.entries(table.columns)) {
      if (column === 'id' || definition.hubOnly === true) continue;
      const signed = definition.stamp === undefined ? values[column] : this.#signature(definition.stamp, values);
      row[column] = acceptValue(
        table,
        column,
        (column === 'theater_id' ? this.theaterId : signed) ?? definition.initial,
      );
    }
    return row;
  }

  /**
   * Inserts rows of one table as `insert` does one by one, in their order, with the same verdicts; what all of them ask
   * is asked at once. Where anything is not plainly right, it is done one by one, and that says what is wrong.
   */
  async insertMany(name: TableName, rows: readonly (Values & { readonly id: string })[]): Promise<void> {
    if (rows.length === 0) return;
    const planned = rows.length === 1 ? undefined : await this.#plannedInserts(name, rows);
    if (planned === undefined) {
      for (const values of rows) await this.insert(name, values);
      return;
    }
    await this.#store.insertRows(name, planned as unknown as AnyRow[]);
    if (!tableOf(name).silent)
      await this.#logMany(
        planned.map((row) => ({ name, id: String(row['id']), action: 'create', changes: changesOf({}, row) })),
      );
  }

  /**
   * Undefined where anything is not plainly right: then rows are inserted one by one, and the one that is wrong says
   * so.
   */
  async #plannedInserts(
    name: TableName,
    rows: readonly (Values & { readonly id: string })[],
  ): Promise<Record<string, JsonValue>[] | undefined> {
    const table = tableOf(name);
    const planned = plainly(() => rows.map((values) => this.#completed(table, values)));
    if (planned === undefined) return undefined;
    const ids = new Set(planned.map((row) => String(row['id'])));
    if (ids.size < planned.length || (await this.#store.findMany(name, [...ids])).length > 0) return undefined;
    for (const key of table.unique) {
      const holding = planned.filter((row) => key.every((column) => (row[column] ?? null) !== null));
      const keys = new Set(holding.map((row) => JSON.stringify(key.map((column) => row[column]))));
      if (keys.size < holding.length || (await this.#store.isKeyHeld(name, this.theaterId, key, holding)))
        return undefined;
    }
    const isSound = await this.#allAlive(
      table,
      planned.map((row) => [row, Object.keys(row)]),
    );
    return isSound ? planned : undefined;
  }

  /** Whether all that the rows refer to by these columns is there and, where it must not be, not deleted. */
  async #allAlive(
    table: Table,
    rows: readonly (readonly [Readonly<Record<string, JsonValue>>, readonly string[]])[],
  ): Promise<boolean> {
    const wanted = new Map<TableName, Map<string, boolean>>();
    for (const [row, columns] of rows)
      for (const { table: parent, id, keep } of this.#referred(table, row, columns)) {
        const ids = wanted.get(parent) ?? new Map<string, boolean>();
        wanted.set(parent, ids.set(id, keep && ids.get(id) !== false));
      }
    for (const [parent, ids] of wanted) {
      const alive = await this.#store.alive(this.theaterId, parent, [...ids.keys()]);
      const others = [...ids].filter(([id]) => !alive.has(id));
      if (others.some(([, keep]) => !keep)) return false;
      if (others.length === 0) continue;
      const deleted = await this.#store.findMany(
        parent,
        others.map(([id]) => id),
      );
      if (deleted.length < others.length || !deleted.every((row) => this.#isOurs(parent, row))) return false;
    }
    return true;
  }

  /**
   * Changes rows of one table as `update` does one by one, in their order, with the same verdicts; what all of them ask
   * is asked at once. Where anything is not plainly right, it is done one by one, and that says what is wrong.
   */
  async updateMany(name: TableName, rows: readonly RowChange[]): Promise<void> {
    const planned = rows.length < 2 ? undefined : await this.#plannedUpdates(name, rows);
    if (planned === undefined) {
      for (const { id, values } of rows) await this.update(name, id, values);
      return;
    }
    const alike = Map.groupBy(planned, ({ changes }) => Object.keys(changes).toSorted().join());
    for (const changes of alike.values()) await this.#store.updateEach(name, changes);
    if (!tableOf(name).silent)
      await this.#logMany(planned.map(({ id, logged }) => ({ name, id, action: 'update', changes: logged })));
  }

  async #plannedUpdates(name: TableName, rows: readonly RowChange[]): Promise<PlannedUpdate[] | undefined> {
    const table = tableOf(name);
    const ids = new Set(rows.map((row) => row.id));
    // What the verb does for these tables beyond their columns is not for many at once.
    if (name === 'users' || name === 'theaters' || upcomingColumns(table).length > 0 || ids.size < rows.length)
      return undefined;
    if (![...ids].every(isUuid)) return undefined;
    const unread = rows.filter((row) => row.before === undefined).map((row) => row.id);
    const found = unread.length === 0 ? [] : await this.#store.findMany(name, unread);
    const read = new Map(found.map((row) => [row.id, row]));
    const stamps = Object.entries(table.columns).flatMap(([column, { stamp }]) =>
      stamp?.on === 'write' ? [[column, stamp] as const] : [],
    );
    const isKey = (column: string): boolean => table.unique.some((key) => key.includes(column));
    const planned: PlannedUpdate[] = [];
    const referring: [Readonly<Record<string, JsonValue>>, readonly string[]][] = [];
    for (const { id, values, before } of rows) {
      const old = (before ?? read.get(id)) as StoredRow | undefined;
      if (old === undefined || (old['theater_id'] !== undefined && old['theater_id'] !== this.theaterId))
        return undefined;
      if (table.softDelete && old['deleted_at'] !== null) return undefined;
      const after = plainly(() => this.#accepted(table, old, values));
      if (after === undefined) return undefined;
      const changed = Object.keys(after);
      if (changed.some(isKey)) return undefined;
      if (changed.length === 0) continue;
      referring.push([after, changed]);
      const changes = { ...after };
      for (const [column, stamp] of stamps) changes[column] = this.#signature(stamp, changes, old);
      const replaced = Object.fromEntries(Object.keys(changes).map((column) => [column, old[column] ?? null]));
      planned.push({ id, before: replaced, changes, logged: changesOf(old, after) });
    }
    return (await this.#allAlive(table, referring)) ? planned : undefined;
  }

  /** What changes in a row, accepted; refuses steps that its states do not allow. */
  #accepted(table: Table, before: StoredRow, values: Values): Record<string, JsonValue> {
    const after: Record<string, JsonValue> = {};
    for (const [column, value] of Object.entries(values)) {
      const accepted = acceptValue(table, column, value);
      if (!sameJson(accepted, before[column])) after[column] = accepted;
    }
    checkTransitions(table, before, after);
    return after;
  }

  /** Changes some columns of a live row. Answers whether anything changed. */
  async update(name: TableName, id: string, values: Values): Promise<boolean> {
    return this.#change(name, id, await this.require(name, id), values);
  }

  /** The same of a row in the trash (`row`), with which it returns: what people said who could not know it is there. */
  updateDeleted<N extends TableName>(name: N, row: Row<N> & { readonly id: string }, values: Values): Promise<boolean> {
    return this.#change(name, row.id, row, values);
  }

  async #change(
    name: TableName,
    id: string,
    before: Readonly<Record<string, JsonValue>>,
    values: Values,
  ): Promise<boolean> {
    const table = tableOf(name);
    const after = this.#accepted(table, { ...before, id }, values);
    const changed = Object.keys(after);
    if (changed.length === 0) return false;
    await this.#checkKeys(table, name, { ...before, ...after, id }, changed);
    // An event that moves into the future must be able to take its venue and production along.
    const isMoved = changed.includes('event_date') || changed.includes('status');
    const referring = isMoved ? [...new Set([...changed, ...upcomingColumns(table)])] : changed;
    await this.#checkReferences(table, { ...before, ...after }, referring);
    const changes = changesOf(before, after);
    for (const [column, { stamp }] of Object.entries(table.columns)) {
      if (stamp?.on === 'write') after[column] = this.#signature(stamp, after, before);
    }
    if (name === 'users' && changed.includes('is_active'))
      after['deactivated_at'] = after['is_active'] === true ? null : this.time;
    await this.#store.updateRow(name, id, after);
    if (!table.silent) await this.log(name, id, 'update', changes);
    return true;
  }

  /**
   * What the author signs with; nothing where the row says that there is nothing to sign. `parts`: what the row holds,
   * the newest first.
   */
  #signature({ what, while: flag }: Stamp, ...parts: readonly Values[]): JsonValue {
    if (flag !== undefined && parts.find((part) => flag in part)?.[flag] !== true) return null;
    switch (what) {
      case 'user':
        return this.author.userId;
      case 'employee':
        return this.author.employeeId;
      case 'name':
        return this.author.name;
      case 'time':
        return this.now;
      case 'order':
        return this.time;
    }
  }

  /**
   * Whether a row is this theatre's or everybody's. What belongs to another says neither that it is there nor what it
   * is.
   */
  #isOurs(name: TableName, row: AnyRow): boolean {
    const owner = name === 'theaters' ? row.id : row['theater_id'];
    return owner === undefined || owner === null || owner === this.theaterId;
  }

  async #checkKeys(table: Table, name: TableName, row: AnyRow, changed: readonly string[]): Promise<void> {
    for (const key of table.unique) {
      if (!key.some((column) => changed.includes(column))) continue;
      const values = Object.fromEntries(key.map((column) => [column, row[column]]));
      if (Object.values(values).some((value) => value === null || value === undefined)) continue;
      const holder = await this.#store.findByKey(name, this.theaterId, values);
      if (holder !== undefined && holder.id !== row.id) {
        throw new Refusal('unique.taken', {
          table: name,
          column: key.join(', '),
          value: key.map((column) => String(row[column])).join(', '),
          // Who holds the code of another theatre is nobody's business here.
          ...(this.#isOurs(name, holder)
            ? { holderId: holder.id, holder: await nameOf(this.#store, name, holder) }
            : {}),
          proposal: await freeValue(this.#store, name, this.theaterId, key, row),
        });
      }
    }
  }

  /** What the row refers to by these columns, but for its theatre and its author. */
  #referred(table: Table, row: Readonly<Record<string, JsonValue>>, columns: readonly string[]): Referred[] {
    const referred: Referred[] = [];
    for (const column of columns) {
      const reference = table.columns[column]?.references;
      const id = row[column];
      if (reference === undefined || typeof id !== 'string' || column === 'theater_id' || !isTableName(reference.table))
        continue;
      if (id === this.author.userId && reference.table === 'users') continue;
      referred.push({ column, table: reference.table, id, keep: reference.soft === 'keep' });
    }
    return referred;
  }

  /**
   * In the order of the columns, so that both sides refuse for the same reason. What history keeps may point at
   * something deleted, and so may an event that is over.
   */
  async #checkReferences(
    table: Table,
    row: Readonly<Record<string, JsonValue>>,
    changed: readonly string[],
  ): Promise<void> {
    const checks = this.#referred(table, row, changed);
    if (checks.length === 0) return;
    const states = await this.#store.checkReferences(this.theaterId, checks);
    for (const [index, check] of checks.entries()) {
      const state = states[index];
      if (state === 'missing')
        throw new Refusal('reference.missing', {
          table: table.name,
          column: check.column,
          parent: check.table,
          id: check.id,
        });
      if (state === 'deleted' && !check.keep && !(await this.#isPast(table, check.column, row)))
        throw new Refusal('reference.deleted', {
          table: table.name,
          column: check.column,
          parent: check.table,
          id: check.id,
        });
    }
  }

  /** History may go on pointing at something deleted: an event or a tour that is over, or what went to it. */
  async #isPast(table: Table, column: string, row: Readonly<Record<string, JsonValue>>): Promise<boolean> {
    const { upcoming } = table;
    if (upcoming === undefined || table.columns[column]?.references?.soft !== 'block-upcoming') return false;
    const holder = upcoming.of === null ? table.name : (table.columns[upcoming.of]?.references?.table ?? '');
    const lastDay = findTable(holder)?.upcoming?.lastDay ?? null;
    if (lastDay === null || !isTableName(holder)) return false;
    const dated: Readonly<Record<string, unknown>> | undefined =
      upcoming.of === null ? row : await this.find(holder, String(row[upcoming.of]));
    return dated !== undefined && !isUpcoming(dated, await this.today(), lastDay);
  }

  /**
   * A line in the activity log; the verbs write their own. What happened to columns that not everybody may see goes
   * into a line of its own, which says what its reader needs; a change of nothing else leaves no other line.
   */
  async log(name: TableName, id: string, action: string, changes: Changes): Promise<void> {
    for (const line of linesOf({ name, id, action, changes }))
      await this.#store.insertRow('activity_log', this.#logRow(line));
  }

  /** The lines of many rows, in their order, written together. */
  async #logMany(happened: readonly Happened[]): Promise<void> {
    const lines = happened.flatMap((each) => linesOf(each).map((line) => this.#logRow(line)));
    if (lines.length > 0) await this.#store.insertRows('activity_log', lines);
  }

  #logRow({ name, id, action, right, changes }: LogLine): AnyRow {
    this.#logged += 1;
    return {
      id: this.derive('log', String(this.#logged)),
      theater_id: this.theaterId,
      employee_id: this.author.employeeId,
      user_id: this.author.userId,
      actor_name: this.author.name,
      action: `${this.mutation.name}:${action}`,
      entity_type: name,
      entity_id: id,
      changes,
      occurred_at: this.now,
      recorded_at: this.time,
      read_permission: right,
    };
  }
}

/** A change of one row. */
export interface RowChange {
  readonly id: string;
  readonly values: Values;
  /** The row as this mutation has read it, where it has and has not written it since: it is not read again. */
  readonly before?: AnyRow | undefined;
}

type StoredRow = Readonly<Record<string, JsonValue>> & { readonly id: string };

/** What happened to a row. */
interface Happened {
  readonly name: TableName;
  readonly id: string;
  readonly action: string;
  readonly changes: Changes;
}

interface LogLine extends Happened {
  /** What its reader needs. */
  readonly right: string | null;
}

/** A change of a row that is plainly right, and what the history will say of it. */
interface PlannedUpdate extends Change {
  readonly logged: Changes;
}

interface Referred {
  readonly column: string;
  readonly table: TableName;
  readonly id: string;
  /** Whether it may be deleted. */
  readonly keep: boolean;
}

/** One line for everybody, and one for each right that a changed column asks of its readers. */
function linesOf({ changes, ...what }: Happened): LogLine[] {
  const table = tableOf(what.name);
  const byRight = Map.groupBy(Object.entries(changes), ([column]) => columnOf(table, column)?.readPermission ?? null);
  if (byRight.size === 0) byRight.set(null, []);
  return [...byRight].map(([right, entries]) => ({ ...what, right, changes: Object.fromEntries(entries) }));
}

/** The answer, or undefined where it would be a refusal: the verb for one row then says which. */
function plainly<T>(plan: () => T): T | undefined {
  try {
    return plan();
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

const upcomingColumns = (table: Table): string[] =>
  Object.entries(table.columns).flatMap(([name, { references }]) =>
    references?.soft === 'block-upcoming' ? [name] : [],
  );

function checkTransitions(table: Table, before: StoredRow, after: Readonly<Record<string, JsonValue>>): void {
  const machine = table.states;
  if (machine === null || after['status'] === undefined) return;
  const [from, to] = [String(before['status']), String(after['status'])];
  if (!mayFollow(machine, from, to))
    throw new Refusal('status.transition', { table: table.name, title: titleOf(table, before), from, to });
}

const unloggedColumns = new Set(['id', 'theater_id', 'created_at', 'updated_at', 'created_by_id', 'updated_by_id']);

function changesOf(before: Readonly<Record<string, JsonValue>>, after: Readonly<Record<string, JsonValue>>): Changes {
  const changes: Changes = {};
  for (const [column, value] of Object.entries(after)) {
    const old = before[column] ?? null;
    if (!unloggedColumns.has(column) && !sameJson(old, value)) changes[column] = [old, value];
  }
  return changes;
}
