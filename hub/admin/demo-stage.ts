/** What everything of the demo theatre's stage is told by: people, departments, venues, things, and their ids. */
import { accounts, company, heads } from './demo-company.ts';
import { type Context, demoDay, insertMany } from './demo-rows.ts';
import { stageThingCount, stageThings } from './demo-things.ts';

/** Somebody of the demo theatre. */
export interface DemoPerson {
  readonly userId: string | null;
  readonly employeeId: string;
  readonly name: string;
}

/** Looks things up by the keys of the demo's words. */
export interface Stage {
  readonly context: Context;
  /** Undefined for a name as written. */
  readonly person: (key: string) => DemoPerson | undefined;
  readonly department: (code: string | null) => string | null;
  readonly venue: (code: string | null) => string | null;
  /** Undefined where the demo has too few things for it. */
  readonly thing: (key: string | undefined) => string | undefined;
  readonly production: (title: string) => string;
  readonly event: (key: string) => string;
  /** `YYYY-MM-DD` */
  readonly day: (days: number) => string;
  /** The moment of a time of day there. */
  readonly moment: (days: number, time: string) => string;
  /** Rows of one table; every one bears the theatre, and times where they say so. */
  readonly insert: (
    table: string,
    rows: readonly Readonly<Record<string, string | number | boolean | null>>[],
  ) => Promise<void>;
}

/** The id of a thing of the stage, among so many things. */
export const thingId = (context: Context, key: string, items: number): string | undefined => {
  const index = stageThings.findIndex((thing) => thing.key === key);
  return index < 0 || index >= stageThingCount(items) ? undefined : context.id('item', String(items - index));
};

/** Moscow has had one offset since 2014, and the demo is of now. */
const OFFSET = '+03:00';

/** Adds the company, heads of departments; answers how everything is found. */
export async function openStage(context: Context, items: number): Promise<Stage> {
  const { client, theaterId, at } = context;
  const codes = async (table: 'departments' | 'venues'): Promise<Map<string, string>> => {
    const { rows } = await client.query<{ id: string; code: string }>(
      `SELECT id, code FROM ${table} WHERE theater_id = $1`,
      [theaterId],
    );
    return new Map(rows.map(({ id, code }) => [code, id]));
  };
  const departments = await codes('departments');
  const venues = await codes('venues');
  const people = await addCompany(context, departments);
  for (const [code, email] of Object.entries(heads))
    await client.query(
      `UPDATE departments SET head_id = (SELECT id FROM users WHERE theater_id = $1 AND email = $2)
        WHERE theater_id = $1 AND code = $3`,
      [theaterId, email, code],
    );
  return {
    context,
    person: (key) => people.get(key),
    department: (code) => (code === null ? null : (departments.get(code) ?? null)),
    venue: (code) => (code === null ? null : (venues.get(code) ?? null)),
    thing: (key) => (key === undefined ? undefined : thingId(context, key, items)),
    production: (title) => context.id('performance', title),
    event: (key) => context.id('event', key),
    day: (days) => demoDay(at, days),
    moment: (days, time) => new Date(`${demoDay(at, days)}T${time}:00${OFFSET}`).toISOString(),
    insert: async (table, rows) => {
      const [first] = rows;
      if (first === undefined) return;
      const columns = Object.keys(first);
      await insertMany(
        context,
        table,
        ['theater_id', ...columns],
        rows.map((row) => [theaterId, ...columns.map((column) => row[column] ?? null)]),
      );
    },
  };
}

/** Employees without an account; answers everybody by their key. */
async function addCompany(
  context: Context,
  departments: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, DemoPerson>> {
  const { client, theaterId, at } = context;
  await insertMany(
    context,
    'employees',
    ['id', 'theater_id', 'full_name', 'position', 'department_id', 'created_at', 'updated_at'],
    company.map(({ key, name, position, department }) => [
      context.id('employee', key),
      theaterId,
      name,
      position,
      department === null ? null : (departments.get(department) ?? null),
      at,
      at,
    ]),
  );
  const people = new Map<string, DemoPerson>(
    company.map(({ key, name }) => [key, { userId: null, employeeId: context.id('employee', key), name }]),
  );
  const { rows } = await client.query<{ email: string; user: string; employee: string; name: string }>(
    `SELECT u.email, u.id AS "user", e.id AS employee, concat_ws(' ', u.first_name, u.last_name) AS name
      FROM users u JOIN employees e ON e.user_id = u.id WHERE u.theater_id = $1`,
    [theaterId],
  );
  for (const [key, email] of Object.entries(accounts)) {
    const found = rows.find((row) => row.email === email);
    if (found !== undefined) people.set(key, { userId: found.user, employeeId: found.employee, name: found.name });
  }
  return people;
}
