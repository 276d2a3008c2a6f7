/** A shape directory of release 0.1.0: its shapes go on, but for those that are not what their tables hold. */
import { mkdtempSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3-multiple-ciphers';
import pg from 'pg';
import { expect, inject, test } from 'vitest';
import { ShapeServer } from '../../../hub/shapes/embedded/shape-server.ts';
import { createDatabase, until } from '../../support/world.ts';

const TABLES = ['whole', 'holed', 'torn', 'spoilt'] as const;
type Table = (typeof TABLES)[number];
interface Position {
  readonly handle: string;
  readonly offset: string;
}

interface Yard extends AsyncDisposable {
  readonly dir: string;
  readonly shapes: ShapeServer;
  /** What the server said went wrong since it was started last. */
  readonly errors: string[];
  sql(text: string): Promise<unknown>;
  /** Reads a table's shape from a position, or its beginning, to its end. */
  read(table: Table, from?: Position): Promise<Position | 409>;
  start(): Promise<void>;
  stop(): Promise<void>;
}

async function yard(): Promise<Yard> {
  const database = await createDatabase(inject('postgresUrl'), 'empty');
  const dir = mkdtempSync(join(tmpdir(), 'offstage-first-form-'));
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  const at: { shapes?: ShapeServer } = {};
  const errors: string[] = [];
  const running = (): ShapeServer => {
    if (at.shapes === undefined) throw new Error('the server is not started');
    return at.shapes;
  };
  return {
    dir,
    errors,
    get shapes() {
      return running();
    },
    sql: (text) => client.query(text),
    read: async (table, from) => {
      let position = from ?? { handle: '', offset: '-1' };
      for (;;) {
        const query = new URLSearchParams({ table, offset: position.offset });
        if (position.handle !== '') query.set('handle', position.handle);
        const { status, headers } = await running().handle({ method: 'GET', query });
        if (status === 409) return 409;
        position = { handle: headers['electric-handle'] ?? '', offset: headers['electric-offset'] ?? '' };
        if (headers['electric-up-to-date'] !== undefined) return position;
      }
    },
    start: async () => {
      errors.length = 0;
      at.shapes = new ShapeServer({
        databaseUrl: database.url,
        dir,
        streamId: database.streamId,
        longPollMs: 500,
        chunkBytes: 2000,
        onError: ({ message }) => errors.push(message),
      });
      await at.shapes.start();
    },
    stop: async () => {
      await at.shapes?.stop();
      delete at.shapes;
    },
    [Symbol.asyncDispose]: async () => {
      await at.shapes?.stop();
      await client.end();
      await database.drop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** The store as 0.1.0 wrote it: no checksums, chunks by number, no position beside the last one. */
function toFirstForm(dir: string, and: (sqlite: SqliteDatabase.Database) => void = () => undefined): void {
  const sqlite = new SqliteDatabase(join(dir, 'shapes.sqlite'));
  sqlite.exec(`
    ALTER TABLE shapes RENAME TO s; ALTER TABLE log RENAME TO l;
    CREATE TABLE shapes (handle TEXT PRIMARY KEY, key TEXT NOT NULL UNIQUE, definition TEXT NOT NULL, signature TEXT NOT NULL, chunks INTEGER NOT NULL, bounds TEXT) STRICT;
    CREATE TABLE log (handle TEXT NOT NULL, tx INTEGER NOT NULL, op INTEGER NOT NULL, body TEXT NOT NULL, PRIMARY KEY (handle, tx, op)) STRICT, WITHOUT ROWID;
    INSERT INTO shapes SELECT handle, key, definition, signature, json_array_length(chunks), bounds FROM s;
    INSERT INTO log SELECT handle, tx, op, body FROM l;
    UPDATE state SET value = (SELECT value FROM state WHERE key = 'acknowledged') WHERE key = 'lsn';
    DELETE FROM state WHERE key = 'acknowledged';
    DROP TABLE s; DROP TABLE l;
    PRAGMA user_version = 0;`);
  and(sqlite);
  sqlite.close();
}

/** Tables with rows, and shapes of them that have heard of every kind of change. Answers where the shapes stand. */
async function lived(theYard: Yard): Promise<Record<Table, Position>> {
  for (const table of TABLES)
    await theYard.sql(`CREATE TABLE ${table} (id int PRIMARY KEY, is_here bool NOT NULL, price numeric, body text);
      INSERT INTO ${table} SELECT n, n % 2 = 0, n / 7.0, repeat('«"x\\', 10) FROM generate_series(1, 60) n`);
  await theYard.start();
  const begun = await Promise.all(TABLES.map((table) => theYard.read(table)));
  for (const table of TABLES)
    await theYard.sql(`UPDATE ${table} SET is_here = NOT is_here, body = NULL WHERE id % 3 = 0;
      INSERT INTO ${table} VALUES (100, true, 1e-7, 'new'); DELETE FROM ${table} WHERE id = 7;
      UPDATE ${table} SET id = 200 WHERE id = 8`);
  const stands: Partial<Record<Table, Position>> = {};
  for (const [index, table] of TABLES.entries()) {
    const from = begun[index];
    if (from === undefined || from === 409) throw new Error('a shape ended');
    await until(`the log of ${table}`, async () => {
      const stand = await theYard.read(table, from);
      if (stand === 409) throw new Error(`the shape of ${table} ended`);
      stands[table] = stand;
      return stand.offset !== from.offset;
    });
  }
  await theYard.stop();
  return stands as Record<Table, Position>;
}

const handleOf = "SELECT handle FROM shapes WHERE definition LIKE '%\"' || ? || '\"%'";

test('shapes of the first form go on; what is torn begins anew at once, and what lacks a commit when it is found out', async () => {
  await using theYard = await yard();
  const stands = await lived(theYard);
  toFirstForm(theYard.dir, (sqlite) => {
    // A full disk kept the release from writing an update of one row, and nobody noticed.
    const { changes } = sqlite
      .prepare(
        `DELETE FROM log WHERE handle = (${handleOf}) AND op = 4 AND json_extract(body, '$.headers.operation') = 'update'`,
      )
      .run('holed');
    expect(changes).toBe(1);
    sqlite.prepare(`UPDATE log SET body = '{' WHERE op = 0 AND handle = (${handleOf})`).run('spoilt');
  });
  truncateSync(join(theYard.dir, `${stands.torn.handle}.1.json`), 100);
  await theYard.start();
  expect(await theYard.read('torn', stands.torn)).toBe(409);
  expect(await theYard.read('spoilt', stands.spoilt)).toBe(409);
  for (const table of ['whole', 'holed'] as const)
    expect(await theYard.read(table, stands[table])).toEqual(stands[table]);
  // Work goes on while they are compared.
  await theYard.sql("INSERT INTO whole VALUES (101, true, 1, 'later')");
  await until('all are compared', () => theYard.shapes.registry.unproven === 0, 60_000);
  expect(await theYard.read('holed', stands.holed)).toBe(409);
  expect(theYard.errors).toEqual([`shape ${stands.holed.handle}, of an earlier release, is not what holed holds`]);
  expect(theYard.shapes.shapesHealth().begunAnew.damage).toBe(1);
  const now = await theYard.read('whole', stands.whole);
  expect(now).toMatchObject({ handle: stands.whole.handle });
  expect(now).not.toEqual(stands.whole);
  // From now on it is a store like any other.
  await theYard.stop();
  await theYard.start();
  expect(await theYard.read('whole', stands.whole)).toEqual(now);
  expect(theYard.errors).toEqual([]);
});

test('a store that cannot be taken over begins anew', async () => {
  await using theYard = await yard();
  const stands = await lived(theYard);
  toFirstForm(theYard.dir, (sqlite) => sqlite.exec('CREATE TABLE first_log (in_the_way)'));
  await theYard.start();
  expect(await theYard.read('whole', stands.whole)).toBe(409);
  expect(await theYard.read('whole')).toMatchObject({ offset: expect.anything() });
});
