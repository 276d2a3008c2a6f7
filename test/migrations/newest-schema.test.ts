/** A new replica is made of one text, and nobody can tell it from one that went through the whole history. */
import SqliteDatabase from 'better-sqlite3-multiple-ciphers';
import { expect, test } from 'vitest';
import { namesFor } from '../../migrations/history.ts';
import {
  byHistory,
  isBehind,
  type MigrationPoint,
  migrateToLatest,
  type Version,
} from '../../migrations/migrations.ts';
import { isOfThisVersion, newestSchema } from '../../migrations/newest-schema.ts';
import { isNewestCurrent } from '../../scripts/newest-schema.ts';
import { kyselyOver } from '../../sqlite/sqlite-kysely.ts';

/** What belongs to the database and not to a table. */
const PRAGMAS = [
  'user_version',
  'application_id',
  'encoding',
  'page_size',
  'auto_vacuum',
  'foreign_keys',
  'journal_mode',
  'recursive_triggers',
  'legacy_alter_table',
  'integrity_check',
] as const;

const entriesOf = (sqlite: SqliteDatabase.Database): { type: string; name: string }[] =>
  sqlite
    .prepare<[], { type: string; name: string }>('SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY rowid')
    .all();

/** Everything that a database holds, but when it was migrated and on which pages. */
function everythingOf(sqlite: SqliteDatabase.Database): unknown {
  const entries = entriesOf(sqlite);
  const rows = entries
    .filter(({ type }) => type === 'table')
    .map(({ name }) => [
      name,
      sqlite
        .prepare<[], Record<string, unknown>>(`SELECT * FROM ${name}`)
        .all()
        .map(({ timestamp, ...row }) => (name === 'schema_migrations' ? row : { ...row, timestamp })),
    ]);
  return { entries, rows, pragmas: PRAGMAS.map((name) => [name, sqlite.pragma(name)]) };
}

function database(): SqliteDatabase.Database {
  const sqlite = new SqliteDatabase(':memory:');
  sqlite.pragma('foreign_keys = ON');
  return sqlite;
}

const listening = (): { readonly points: MigrationPoint[]; readonly listen: (point: MigrationPoint) => void } => {
  const points: MigrationPoint[] = [];
  return { points, listen: (point) => points.push(point) };
};

/** How often an upgrade says that it begins with a migration. */
const begun = (points: readonly MigrationPoint[]): number =>
  points.filter((point) => point === 'migration.begun').length;

test('the text is what the history makes', async () => {
  expect(await isNewestCurrent(), 'run: node scripts/newest-schema.ts').toBe(true);
});

test('a replica made of the text holds exactly what the whole history leaves', async () => {
  const [loaded, gone] = [database(), database()];
  const short = listening();
  const { names } = await migrateToLatest(kyselyOver(loaded), 'sqlite', short.listen);
  expect(short.points).toEqual(['migration.begun', 'migration.done', 'migration.guarded']);
  const long = listening();
  const whole = await migrateToLatest(kyselyOver(gone), 'sqlite', long.listen, byHistory('sqlite'));
  expect(begun(long.points)).toBe(namesFor('sqlite').length);
  expect(names).toEqual(whole.names);
  expect(everythingOf(loaded)).toEqual(everythingOf(gone));
  expect(entriesOf(loaded).length).toBeGreaterThan(800);
  const dated = loaded.prepare<[], string>('SELECT timestamp FROM schema_migrations').pluck().all();
  for (const timestamp of dated) expect(new Date(timestamp).toISOString()).toBe(timestamp);
  expect(await isBehind(kyselyOver(loaded), 'sqlite')).toBe(false);
});

test('a first start that dies at any moment leaves nothing, and the next one is whole', async () => {
  const sqlite = database();
  for (const deadly of ['migration.begun', 'migration.done', 'migration.guarded'] as const) {
    const start = migrateToLatest(kyselyOver(sqlite), 'sqlite', (point) => {
      if (point === deadly) throw new Error('died');
    });
    await expect(start).rejects.toThrow('died');
    expect(entriesOf(sqlite)).toEqual([]);
    expect(sqlite.pragma('foreign_keys', { simple: true })).toBe(1);
  }
  await migrateToLatest(kyselyOver(sqlite), 'sqlite');
  expect(await isBehind(kyselyOver(sqlite), 'sqlite')).toBe(false);
});

test('a text of other migrations than this version has is not used', async () => {
  const text = newestSchema();
  const stale: Version = {
    ...byHistory('sqlite'),
    newest: () => ({ names: text.names.slice(0, -1), script: 'nonsense' }),
  };
  expect(isOfThisVersion(text)).toBe(true);
  expect(isOfThisVersion({ names: [...text.names, '9999-more'] })).toBe(false);
  const [loaded, gone] = [database(), database()];
  await migrateToLatest(kyselyOver(loaded), 'sqlite');
  await migrateToLatest(kyselyOver(gone), 'sqlite', undefined, stale);
  expect(everythingOf(gone)).toEqual(everythingOf(loaded));
});

test('a catalog that says otherwise than the text was made with has its own triggers', async () => {
  const sqlite = database();
  const version: Version = { ...byHistory('sqlite'), newest: newestSchema };
  const repeatables = version.repeatables.filter(({ table }) => table !== 'tags');
  await migrateToLatest(kyselyOver(sqlite), 'sqlite', undefined, { ...version, repeatables });
  const triggers = entriesOf(sqlite).filter(({ type }) => type === 'trigger');
  expect(triggers.length).toBe(repeatables.flatMap(({ statements }) => statements).length);
  expect(triggers.some(({ name }) => name.startsWith('guard_tags_'))).toBe(false);
});

test('a database that holds something goes through the history', async () => {
  const sqlite = database();
  sqlite.exec('CREATE TABLE strange (id TEXT)');
  const { points, listen } = listening();
  await migrateToLatest(kyselyOver(sqlite), 'sqlite', listen);
  expect(begun(points)).toBe(namesFor('sqlite').length);
});
