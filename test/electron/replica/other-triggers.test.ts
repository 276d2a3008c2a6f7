/** A version that makes its triggers otherwise opens what an earlier one left, also in the middle of a first load. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { listBackups } from '../../../electron/replica/backup.ts';
import { beginLoad, isLoading } from '../../../electron/replica/load-progress.ts';
import { type OpenedReplica, openReplica } from '../../../electron/replica/open-replica.ts';

const open = (dir: string): Promise<OpenedReplica> =>
  openReplica(dir, { create: true, now: () => new Date('2026-03-01T10:00:00.000Z') });
const triggers = ({ replica }: OpenedReplica): unknown =>
  replica.reader.prepare("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name").all();

/** As a version would have left it whose guards of `tags` were others. */
async function withOtherGuards(opened: OpenedReplica): Promise<void> {
  await opened.replica.write('normal', (tx) => {
    tx.sqlite.exec("UPDATE schema_migrations_repeatable SET hash = 'other' WHERE name = 'guard/tags'");
    tx.sqlite.exec('DROP TRIGGER guard_tags_erase');
    tx.sqlite.exec('CREATE TRIGGER guard_tags_erase BEFORE DELETE ON tags BEGIN SELECT 1; END');
  });
}

test('its triggers are this version’s, and no copy is made for them', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'offstage-triggers-'));
  const opened = await open(dir);
  const before = triggers(opened);
  await withOtherGuards(opened);
  expect(triggers(opened)).not.toEqual(before);
  await opened.replica.close();
  const again = await open(dir);
  expect(triggers(again)).toEqual(before);
  expect(listBackups(dir)).toEqual([]);
  await again.replica.close();
  rmSync(dir, { recursive: true });
});

test('a first load that was under way begins again, for it would put the earlier triggers back', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'offstage-triggers-'));
  const opened = await open(dir);
  const before = triggers(opened);
  await opened.replica.write('normal', (tx) => beginLoad(tx.sqlite));
  await opened.replica.close();
  const same = await open(dir);
  expect(isLoading(same.replica.reader)).toBe(true);
  await same.replica.write('normal', (tx) => {
    tx.sqlite.exec("UPDATE schema_migrations_repeatable SET hash = 'other' WHERE name = 'guard/tags'");
  });
  await same.replica.close();
  const again = await open(dir);
  expect(isLoading(again.replica.reader)).toBe(false);
  expect(triggers(again)).toEqual(before);
  await again.replica.close();
  rmSync(dir, { recursive: true });
});
