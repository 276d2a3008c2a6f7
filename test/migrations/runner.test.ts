/** The runner on SQLite: tables are made anew with their rows and their children, and what would break undoes itself. */
import SqliteDatabase from 'better-sqlite3-multiple-ciphers';
import type { Kysely } from 'kysely';
import { expect, test } from 'vitest';
import { type History, history, splitStatements } from '../../migrations/history.ts';
import { migrateTo, migrateToLatest, type Version } from '../../migrations/migrations.ts';
import { repeatablesOf } from '../../migrations/repeatables.ts';
import type { Database } from '../../shared/schema/catalog.ts';
import { kyselyOver } from '../../sqlite/sqlite-kysely.ts';
import { idOf } from '../support/rows.ts';

/** The project's history with one more migration for SQLite. */
function withScripts(up: string, down = ''): Version {
  const name = '9000-next';
  const next: History = {
    entries: [...history.entries, { name, dialects: ['sqlite'] }],
    statementsOf: (each, dialect, direction) =>
      each === name ? splitStatements(direction === 'up' ? up : down) : history.statementsOf(each, dialect, direction),
  };
  return { history: next, repeatables: repeatablesOf('sqlite') };
}

interface Laptop {
  readonly sqlite: SqliteDatabase.Database;
  readonly db: Kysely<Database>;
}

const moment = '2026-01-01T00:00:00.000Z';

/** A database of today with a theatre, a phase of a project and tasks in both. */
async function laptop(): Promise<Laptop> {
  const sqlite = new SqliteDatabase(':memory:');
  sqlite.pragma('foreign_keys = ON');
  const db = kyselyOver(sqlite);
  await migrateToLatest(db, 'sqlite');
  const insert = (table: string, values: Record<string, unknown>): void => {
    const columns = Object.keys(values);
    sqlite
      .prepare(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`)
      .run(...Object.values(values));
  };
  const stamps = { created_at: moment, updated_at: moment };
  insert('theaters', { id: idOf(1), name: 'т', code: 't', ...stamps });
  const mine = { theater_id: idOf(1), ...stamps };
  insert('projects', { id: idOf(2), name: 'п', ...mine });
  insert('project_phases', { id: idOf(3), project_id: idOf(2), name: 'ф', theater_id: idOf(1) });
  insert('tasks', { id: idOf(4), project_id: idOf(2), title: 'з', ...mine });
  return { sqlite, db };
}

const dump = ({ sqlite }: Laptop): Record<string, unknown>[][] =>
  ['theaters', 'projects', 'project_phases', 'tasks'].map((name) =>
    sqlite.prepare<[], Record<string, unknown>>(`SELECT * FROM ${name} ORDER BY id`).all(),
  );
const sqlOf = ({ sqlite }: Laptop, name: string): string =>
  String(sqlite.prepare('SELECT sql FROM sqlite_master WHERE name = ?').pluck().get(name));
const triggersOf = ({ sqlite }: Laptop): unknown =>
  sqlite.prepare("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name").all();

/** Makes a table anew from its own text after a change of it. */
function rebuilt(of: Laptop, table: string, change: (text: string) => string): string {
  const before = sqlOf(of, table);
  const text = change(before);
  if (text === before) throw new Error(`nothing of ${table} changes`);
  const columns = (of.sqlite.pragma(`table_info(${table})`) as { name: string }[])
    .map(({ name }) => name)
    .filter((name) => new RegExp(`^ *${name} `, 'm').test(text));
  const indexes = of.sqlite
    .prepare("SELECT sql FROM sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL")
    .pluck()
    .all(table);
  return `${text.replace(`CREATE TABLE ${table}`, `CREATE TABLE rebuilt_${table}`)};
INSERT INTO rebuilt_${table} (${columns.join(', ')}) SELECT ${columns.join(', ')} FROM ${table};
DROP TABLE ${table};
ALTER TABLE rebuilt_${table} RENAME TO ${table};
${indexes.map((index) => `${String(index)};`).join('\n')}
`;
}

test('a table is made anew with wider checks, another reference and one column less; no child goes with it', async () => {
  const of = await laptop();
  const [theaters, projects, ...children] = dump(of);
  for (const row of projects ?? []) delete row['ends_on'];
  const triggers = triggersOf(of);
  const script = rebuilt(of, 'projects', (text) =>
    text
      .replace("'planned', 'active'", "'dreaming', 'planned', 'active'")
      .replace(/^ *ends_on .*\n/m, '')
      .replace(/(fk_projects_direction_id .*) ON DELETE [A-Z ]+/, '$1 ON DELETE CASCADE'),
  );
  const { names, danglingBefore } = await migrateToLatest(of.db, 'sqlite', undefined, withScripts(script));
  expect([names, danglingBefore]).toEqual([['9000-next'], []]);
  expect(dump(of)).toEqual([theaters, projects, ...children]);
  expect(triggersOf(of)).toEqual(triggers);
  expect(of.sqlite.pragma('foreign_keys', { simple: true })).toBe(1);
  of.sqlite.exec(`UPDATE projects SET status = 'dreaming'`);
  expect(() => of.sqlite.exec(`UPDATE projects SET status = 'nothing'`)).toThrow('ck_projects_status');
  expect(() => of.sqlite.exec(`UPDATE tasks SET project_id = '${idOf(77)}'`)).toThrow('FOREIGN KEY');
  expect(sqlOf(of, 'project_phases')).toContain('REFERENCES projects (id)');
});

test('a reference that an upgrade would break undoes all of it', async () => {
  const of = await laptop();
  const before = dump(of);
  const triggers = triggersOf(of);
  const script = `CREATE TABLE more (id TEXT PRIMARY KEY NOT NULL) STRICT;\nDELETE FROM projects;\n`;
  await expect(migrateToLatest(of.db, 'sqlite', undefined, withScripts(script))).rejects.toThrow(
    /2 references without a parent: .*project_id → projects/,
  );
  expect(dump(of)).toEqual(before);
  expect(triggersOf(of)).toEqual(triggers);
  expect(sqlOf(of, 'more')).toBe('undefined');
  expect(of.sqlite.pragma('foreign_keys', { simple: true })).toBe(1);
});

test('what dangled before an upgrade is named as such and stops nothing, even where its table is made anew', async () => {
  const of = await laptop();
  of.sqlite.pragma('foreign_keys = OFF');
  of.sqlite.exec(
    `UPDATE guards SET is_on = 0; UPDATE project_phases SET project_id = '${idOf(88)}'; UPDATE guards SET is_on = 1`,
  );
  const script = rebuilt(of, 'project_phases', (text) =>
    text.replace(/( {2}CONSTRAINT ck_project_phases_)/, '  CONSTRAINT ck_more CHECK (true),\n$1'),
  );
  const { danglingBefore } = await migrateToLatest(of.db, 'sqlite', undefined, withScripts(script));
  const earlier = { table: 'project_phases', row: idOf(3), column: 'project_id', parent: 'projects' };
  expect(danglingBefore).toEqual([earlier]);
  await migrateTo(of.db, 'sqlite', '0013-repeatables', withScripts(script));
  await expect(migrateToLatest(of.db, 'sqlite', undefined, withScripts('DELETE FROM theaters;'))).rejects.toThrow(
    `dangling before it already: project_phases ${idOf(3)}: project_id → projects`,
  );
});

test('a script that fails leaves the version from before', async () => {
  const of = await laptop();
  const before = [dump(of), triggersOf(of)];
  const script = `ALTER TABLE projects ADD COLUMN more TEXT;\nUPDATE nothing SET x = 1;\n`;
  await expect(migrateToLatest(of.db, 'sqlite', undefined, withScripts(script))).rejects.toThrow('nothing');
  expect([dump(of), triggersOf(of)]).toEqual(before);
  await migrateToLatest(of.db, 'sqlite');
  expect([dump(of), triggersOf(of)]).toEqual(before);
});
