/** Lines from before that tell of a rate are kept for those who may see rates. */
import SqliteDatabase from 'better-sqlite3-multiple-ciphers';
import { expect, test } from 'vitest';
import { migrateTo } from '../../migrations/migrations.ts';
import { kyselyOver } from '../../sqlite/sqlite-kysely.ts';
import { idOf } from '../support/rows.ts';

test('an upgrade marks the lines and conflicts that tell of a rate, and no others', async () => {
  const sqlite = new SqliteDatabase(':memory:');
  const db = kyselyOver(sqlite);
  await migrateTo(db, 'sqlite', '0006-people');
  sqlite.pragma('foreign_keys = OFF');
  sqlite.exec('UPDATE guards SET is_on = 0');
  const line =
    sqlite.prepare(`INSERT INTO activity_log (id, theater_id, actor_name, action, entity_type, entity_id, changes, occurred_at, recorded_at)
    VALUES (?, ?, 'a', 'row.update:update', ?, ?, ?, '2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z')`);
  line.run(idOf(1), idOf(9), 'employees', idOf(5), '{"hourly_rate":["1.00","2.00"]}');
  line.run(idOf(2), idOf(9), 'employees', idOf(5), '{"position":[null,"hourly_rate"]}');
  line.run(idOf(3), idOf(9), 'inventory_items', idOf(6), '{"name":["a","b"]}');
  await migrateTo(db, 'sqlite', '0007-traces');
  expect(sqlite.prepare('SELECT read_permission FROM activity_log ORDER BY id').pluck().all()).toEqual([
    'people.rates',
    null,
    null,
  ]);
});
