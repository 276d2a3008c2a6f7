/** Triggers that follow from the catalog: made anew where they changed and nowhere else, on both databases. */
import SqliteDatabase from 'better-sqlite3-multiple-ciphers';
import { type Kysely, sql } from 'kysely';
import pg from 'pg';
import { expect, inject, test } from 'vitest';
import { clientConfig, connectDatabase } from '../../hub/database.ts';
import { type Dialect, history, namesFor } from '../../migrations/history.ts';
import { byHistory, isBehind, migrateTo, migrateToLatest, type Version } from '../../migrations/migrations.ts';
import { FIRST_REPEATABLE, type Repeatable, repeatablesOf } from '../../migrations/repeatables.ts';
import { kyselyOver } from '../../sqlite/sqlite-kysely.ts';
import { createDatabase, until } from '../support/world.ts';

/** What the released text alone makes. */
const frozen: Version = {
  history: { ...history, entries: history.entries.filter(({ name }) => name < FIRST_REPEATABLE) },
  repeatables: [],
};

/** Another catalog: the guards of one table come out otherwise, another table has none any more. */
function otherCatalog(dialect: Dialect): Version {
  const change = (each: Repeatable): Repeatable[] => {
    if (each.name === 'guard/tags') return [];
    if (each.name !== 'guard/venues') return [each];
    return [{ ...each, hash: 'other', statements: each.statements.filter((text) => !/erase/.test(text)) }];
  };
  return { history, repeatables: repeatablesOf(dialect).flatMap(change) };
}

type Triggers = Readonly<Record<string, string>>;
const without = (triggers: Triggers, gone: RegExp): Triggers =>
  Object.fromEntries(Object.entries(triggers).filter(([name]) => !gone.test(name)));

const dialects: readonly Dialect[] = ['sqlite', 'postgres'];

interface Opened extends AsyncDisposable {
  readonly db: Kysely<never>;
  /** By table and name: the text of each trigger and its function, and what changes only when it is made anew. */
  triggers(): Promise<Triggers>;
}

async function open(dialect: Dialect): Promise<Opened> {
  if (dialect === 'sqlite') {
    const sqlite = new SqliteDatabase(':memory:');
    return {
      db: kyselyOver(sqlite) as unknown as Kysely<never>,
      triggers: () =>
        Promise.resolve(
          Object.fromEntries(
            sqlite
              .prepare<[], { name: string; text: string }>(
                "SELECT tbl_name || '.' || name AS name, sql AS text FROM sqlite_master WHERE type = 'trigger'",
              )
              .all()
              .map(({ name, text }) => [name, text]),
          ),
        ),
      [Symbol.asyncDispose]: () => Promise.resolve(void sqlite.close()),
    };
  }
  const database = await createDatabase(inject('postgresUrl'), 'empty');
  const hub = connectDatabase({ url: database.url });
  const client = new pg.Client(clientConfig(database.url));
  await client.connect();
  return {
    db: hub.db as unknown as Kysely<never>,
    triggers: async () => {
      const { rows } = await client.query<{ name: string; text: string }>(
        `SELECT tgrelid::regclass || '.' || tgname AS name, pg_get_triggerdef(oid) || pg_get_functiondef(tgfoid) AS text
         FROM pg_trigger WHERE NOT tgisinternal`,
      );
      return Object.fromEntries(rows.map(({ name, text }) => [name, text]));
    },
    [Symbol.asyncDispose]: async () => {
      await client.end();
      await hub.close();
      await database.drop();
    },
  };
}

test.for(dialects)('%s: another catalog makes anew what it says otherwise, and nothing else', async (dialect) => {
  await using of = await open(dialect);
  await migrateToLatest(of.db, dialect);
  const before = await of.triggers();
  expect(await isBehind(of.db, dialect)).toBe(false);
  const other = otherCatalog(dialect);
  expect(await isBehind(of.db, dialect, other)).toBe(true);
  const { names } = await migrateToLatest(of.db, dialect, undefined, other);
  expect(names).toEqual([]);
  const gone = /^tags\.guard_|^venues\.guard_.*erase/;
  expect(Object.keys(before).filter((name) => gone.test(name)).length).toBeGreaterThan(2);
  expect(await of.triggers()).toEqual(without(before, gone));
  expect(await isBehind(of.db, dialect, other)).toBe(false);
  await migrateToLatest(of.db, dialect);
  expect(await of.triggers()).toEqual(before);
});

test.for(dialects)('%s: a trigger whose text is the same is left alone', async (dialect) => {
  await using of = await open(dialect);
  await migrateToLatest(of.db, dialect);
  await sql
    .raw(dialect === 'sqlite' ? 'DROP TRIGGER guard_tags_erase' : 'DROP TRIGGER guard_erase ON tags')
    .execute(of.db);
  const before = await of.triggers();
  await migrateToLatest(of.db, dialect, undefined, {
    history,
    repeatables: repeatablesOf(dialect).map((each) =>
      each.name === 'guard/venues' ? { ...each, hash: 'other' } : each,
    ),
  });
  expect(await of.triggers()).toEqual(before);
});

test.for(dialects)(
  '%s: below the first repeatable migration stand the triggers of the released text',
  async (dialect) => {
    await using released = await open(dialect);
    await migrateToLatest(released.db, dialect, undefined, frozen);
    await using of = await open(dialect);
    await migrateToLatest(of.db, dialect);
    await migrateTo(of.db, dialect, namesFor(dialect, frozen.history).at(-1));
    expect(await of.triggers()).toEqual(await released.triggers());
    await migrateToLatest(released.db, dialect);
    await migrateToLatest(of.db, dialect);
    expect(await of.triggers()).toEqual(await released.triggers());
  },
);

test('a new database, which makes no frozen guard, is what one becomes that was upgraded from the first release', async () => {
  const made: unknown[] = [];
  for (const isUpgraded of [false, true]) {
    const sqlite = new SqliteDatabase(':memory:');
    const db = kyselyOver(sqlite);
    if (isUpgraded) await migrateToLatest(db, 'sqlite', undefined, frozen);
    const guards = sqlite.prepare("SELECT count(*) FROM sqlite_master WHERE name LIKE 'guard\\_%' ESCAPE '\\'");
    expect(Number(guards.pluck().get()) > 100).toBe(isUpgraded);
    await migrateToLatest(db, 'sqlite', undefined, byHistory('sqlite'));
    made.push([
      sqlite.prepare('SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name').all(),
      sqlite.prepare('SELECT * FROM schema_migrations_repeatable ORDER BY name').all(),
      sqlite.prepare('SELECT name FROM schema_migrations ORDER BY name').all(),
    ]);
    sqlite.close();
  }
  expect(made[0]).toEqual(made[1]);
});

test('two hubs that start at the same time go one after the other: one upgrades, the other finds nothing to do', async () => {
  const database = await createDatabase(inject('postgresUrl'), 'empty');
  const hubs = [connectDatabase({ url: database.url }), connectDatabase({ url: database.url })];
  try {
    const done = await Promise.all(hubs.map(({ db }) => migrateToLatest(db, 'postgres')));
    expect(done.map(({ names }) => names.length).toSorted((a, b) => a - b)).toEqual([0, namesFor('postgres').length]);
  } finally {
    for (const hub of hubs) await hub.close();
    await database.drop();
  }
});

test('an upgrade that Postgres ends because of a hub at work begins again, and is done', async () => {
  const database = await createDatabase(inject('postgresUrl'));
  const hub = connectDatabase({ url: database.url });
  const other = new pg.Client(clientConfig(database.url));
  const looking = new pg.Client(clientConfig(database.url));
  try {
    await migrateToLatest(hub.db, 'postgres');
    await other.connect();
    await looking.connect();
    // The hub at work would wait for ever: whoever has to give way is the upgrade.
    await other.query("SET deadlock_timeout = '10min'");
    await other.query('BEGIN; LOCK TABLE tags IN ROW EXCLUSIVE MODE');
    const wanted = ['guard/venues', 'guard/tags'];
    const repeatables = repeatablesOf('postgres').map((each) =>
      wanted.includes(each.name) ? { ...each, hash: 'other' } : each,
    );
    const upgrade = migrateToLatest(hub.db, 'postgres', undefined, { history, repeatables });
    await until('the upgrade waits for the table', async () => {
      const { rowCount } = await looking.query(
        "SELECT 1 FROM pg_locks WHERE NOT granted AND relation = 'tags'::regclass",
      );
      return rowCount === 1;
    });
    await other.query('LOCK TABLE venues IN ROW EXCLUSIVE MODE; COMMIT');
    await upgrade;
    expect(await isBehind(hub.db, 'postgres', { history, repeatables })).toBe(false);
  } finally {
    await looking.end();
    await other.end();
    await hub.close();
    await database.drop();
  }
});
