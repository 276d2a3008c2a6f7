/** A small theatre on both databases, with people of every kind, for tests that ask who may do what. */
import { must } from '../../shared/base/asserts.ts';
import type { RefusalData } from '../../shared/base/refusal.ts';
import { systemRoles } from '../../shared/rules/permissions.ts';
import { replicaColumns, type TableName, tableOf } from '../../shared/schema/catalog.ts';
import { fromStored, type Stored, toStored } from '../../shared/schema/codecs.ts';
import type { JsonValue } from '../../shared/schema/define.ts';
import { idOf, NOW, RowFactory } from './rows.ts';
import { postgresSide, type Side, sqliteSide } from './sides.ts';

const THEATER = idOf(1);
const FIRST_MUTATION = 0x900000;

/**
 * When something happens: minutes after the beginning by the hub's clock, and what the device's clock shows, the same
 * by default.
 */
export interface When {
  /** On which laptop; one for all by default. */
  readonly device?: string;
  readonly at?: number;
  readonly clock?: string;
}

/**
 * In a transaction of its own: one that stays open would keep every other database of the cluster from making a
 * replication slot.
 */
async function within<T>(side: Side, work: () => Promise<T>): Promise<T> {
  await side.begin();
  try {
    const value = await work();
    await side.commit();
    return value;
  } catch (error) {
    await side.rollback();
    throw error;
  }
}

export class Cast {
  readonly sides: readonly Side[];
  readonly #people: ReadonlyMap<string, string>;
  #acts = 0;
  #ids = 0x500000;
  #named = 0xb00000;

  private constructor(sides: readonly Side[], people: ReadonlyMap<string, string>) {
    this.sides = sides;
    this.#people = people;
  }

  /** Both databases, each with one person per system role, `extra` roles besides, and an employee for each. */
  static async on(clusterUrl: string, extra: Readonly<Record<string, readonly string[]>> = {}): Promise<Cast> {
    const sides = [await sqliteSide(), await postgresSide(clusterUrl)];
    const people = new Map<string, string>();
    const roles = [
      ...systemRoles.map(({ code, permissions }) => [code, permissions] as const),
      ...Object.entries(extra),
    ];
    for (const side of sides) {
      await side.begin();
      const factory = new RowFactory(side.store(), THEATER, 0x1000);
      await factory.theater();
      for (const [index, [code, permissions]] of roles.entries()) {
        const id = idOf(0x100 + index);
        people.set(code, id);
        await factory.make('users', { id, first_name: code, last_name: 'Т' });
        await factory.make('user_roles', { user_id: id, role_id: await factory.make('roles', { permissions }) });
        await factory.make('employees', { id: idOf(0x200 + index), user_id: id, full_name: code });
      }
      await side.commit();
    }
    return new Cast(sides, people);
  }

  readonly theaterId = THEATER;
  userId(role: string): string {
    return must(this.#people.get(role));
  }
  employeeId(role: string): string {
    return idOf(0x200 + [...this.#people.keys()].indexOf(role));
  }
  /** The id of the mutation that was asked for last. */
  get lastMutationId(): string {
    return idOf(FIRST_MUTATION + this.#acts);
  }
  newId(): string {
    this.#named += 1;
    return idOf(this.#named);
  }

  /** The same row on both sides, past the rules. */
  async row(table: TableName, values: Readonly<Record<string, JsonValue>> = {}): Promise<string> {
    this.#ids += 0x100;
    const ids: string[] = [];
    for (const side of this.sides) ids.push(await new RowFactory(side.store(), THEATER, this.#ids).make(table, values));
    return must(ids[0]);
  }

  /** Does the same on both sides; they must agree, and their verdict is the answer. */
  async act(
    as: string,
    name: string,
    args: unknown,
    { at = 0, clock, device = idOf(4) }: When = {},
  ): Promise<RefusalData | undefined> {
    this.#acts += 1;
    const arrives = new Date(NOW + at * 60_000).toISOString();
    const mutation = {
      id: this.lastMutationId,
      deviceId: device,
      sequence: this.#acts,
      name,
      args,
      authorId: this.userId(as),
      issuedAt: clock ?? arrives,
      clockOffsetMs: 0,
    };
    const verdicts: (RefusalData | undefined)[] = [];
    for (const side of this.sides) verdicts.push(await within(side, () => side.mutate(mutation, arrives)));
    const [laptop, hub] = verdicts;
    if (laptop?.code !== hub?.code)
      throw new Error(
        `${name} ${JSON.stringify(args)?.slice(0, 300)}: the laptop says ${JSON.stringify(laptop)}, the hub ${JSON.stringify(hub)}`,
      );
    return hub;
  }

  /** Runs SQL past the rules on both sides; answers the first complaint. */
  async raw(...statements: readonly string[]): Promise<string | undefined> {
    for (const side of this.sides) {
      for (const sql of statements) {
        const complaint = await within(side, () => side.raw(sql));
        if (complaint !== undefined) return complaint;
      }
    }
    return undefined;
  }

  /** The code of a refusal, or «done». */
  async verdict(...[as, name, args, when]: Parameters<Cast['act']>): Promise<string> {
    return (await this.act(as, name, args, when))?.code ?? 'done';
  }

  /** Some columns of a row; both sides must hold the same. */
  async read(table: TableName, id: string): Promise<Readonly<Record<string, unknown>>> {
    const found = await Promise.all(this.sides.map(async (side) => side.store().findMany(table, [id])));
    const [laptop, hub] = found.map(([row]) => row ?? {});
    return { ...laptop, ...hub };
  }

  /** A row in the form of digests, once per side. */
  async stored(table: TableName, id: string): Promise<readonly (readonly Stored[])[]> {
    const columns = replicaColumns(tableOf(table));
    const found = await Promise.all(this.sides.map(async (side) => side.store().findMany(table, [id])));
    return found.map(([row]) =>
      row === undefined ? [] : columns.map(([name, column]) => toStored(column, row[name])),
    );
  }

  /** Rows that a condition picks, as the laptop holds them. */
  async rows(table: TableName, where = '1 = 1'): Promise<readonly Readonly<Record<string, unknown>>[]> {
    const rows = await must(this.sides[0]).select(`SELECT * FROM ${table} WHERE ${where} ORDER BY id`);
    return rows.map((row) =>
      Object.fromEntries(
        Object.entries(tableOf(table).columns).map(([name, column]) => [name, fromStored(column, row[name] as Stored)]),
      ),
    );
  }

  async close(): Promise<void> {
    for (const side of this.sides) await side.close();
  }
}
