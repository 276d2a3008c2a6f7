/** The gate sees who writes a table that belongs to one folder. */
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { strangeWriters, tablesWritten } from '../../scripts/table-writers.ts';

const tables = ['outbox', 'outbox_sent'];

test.each([
  ["tx.prepare('DELETE FROM outbox').run()", ['outbox']],
  ["tx.prepare('DELETE FROM outbox_sent WHERE sequence > ?')", ['outbox_sent']],
  ['`INSERT OR REPLACE INTO outbox_sent (id)\n SELECT id FROM outbox`', ['outbox_sent']],
  ["exec('update outbox set problem = NULL; DELETE\n FROM outbox_sent')", ['outbox', 'outbox_sent']],
  ["db.updateTable('outbox').set({})", ['outbox']],
  ["tx.prepare('SELECT 1 FROM outbox LIMIT 1')", []],
  ["tx.touch('outbox')", []],
  ["tx.prepare('DELETE FROM outbox_of_another')", []],
])('%s writes %j', (text, written) => {
  expect(tablesWritten(text, tables)).toEqual(written);
});

test('nobody but the outbox writes its tables', () => {
  expect(strangeWriters(fileURLToPath(new URL('../..', import.meta.url)))).toEqual([]);
});
