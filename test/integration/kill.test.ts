/**
 * `kill -9` at random moments, during writes and during apply: nothing acknowledged is lost, nothing half done is seen,
 * a restart resumes.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, inject, test } from 'vitest';
import { replicaDigest } from '../../electron/replica/replica-digest.ts';
import { hubDigest } from '../../hub/admin/digest.ts';
import { newId } from '../../shared/base/ids.ts';
import { seeded } from '../simulation/random-world.ts';
import { isThorough } from '../support/effort.ts';
import { act, stockRoom } from '../support/stock-room.ts';
import { createWorld, openFile } from '../support/world.ts';

/** Fifty of them take three minutes: a push tries some, any `RUNS=…` all. */
const KILLS = isThorough ? 50 : 12;
const child = fileURLToPath(new URL('../support/kill-child.ts', import.meta.url));

/** When a laptop dies: so many milliseconds after so many entries were said to be saved. */
interface Death {
  readonly entries: number;
  readonly milliseconds: number;
}

/** Runs the child until its death, and answers what it had been told was saved. */
function runAndKill(args: readonly string[], death: Death): Promise<string[]> {
  return new Promise((done, fail) => {
    const laptop = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', child, ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    let problems = '';
    let isDying = false;
    laptop.stdout.on('data', (data: Buffer) => {
      output += data.toString();
      // The first line says that it is open.
      if (isDying || output.split('\n').length - 2 < death.entries) return;
      isDying = true;
      setTimeout(() => laptop.kill('SIGKILL'), death.milliseconds);
    });
    laptop.stderr.on('data', (data: Buffer) => {
      problems += data.toString();
    });
    laptop.once('exit', () => {
      const lines = output.split('\n').slice(0, -1);
      if (lines[0] !== 'open' || lines.some((line) => line.startsWith('refused')))
        fail(
          new Error(
            `the laptop did not work: ${problems} ${lines.filter((line) => line.startsWith('refused'))[0] ?? ''}`,
          ),
        );
      else done(lines.filter((line) => line.startsWith('saved ')).map((line) => line.slice('saved '.length)));
    });
  });
}

async function checkFile(dir: string, saved: readonly string[]): Promise<void> {
  const sqlite = await openFile(dir);
  expect(sqlite.pragma('integrity_check', { simple: true })).toBe('ok');
  expect(sqlite.pragma('foreign_key_check')).toEqual([]);
  const present = new Set(
    (sqlite.prepare('SELECT id FROM inventory_count_entries').all() as { id: string }[]).map((row) => row.id),
  );
  expect(saved.filter((id) => !present.has(id))).toEqual([]);
  const torn = sqlite
    .prepare(
      'SELECT i.id FROM inventory_items i WHERE i.quantity <> (SELECT coalesce(sum(s.quantity), 0) FROM inventory_stock s WHERE s.item_id = i.id)',
    )
    .all();
  expect(torn).toEqual([]);
  sqlite.close();
}

test(`${KILLS} kills lose nothing`, async () => {
  await using world = await createWorld(inject('postgresUrl'));
  const theaterId = await world.theater('kill');
  await world.user('kill', 'anna@kill', 'warehouse_manager');
  const steady = await world.replica('steady', 'anna@kill');
  await steady.engine?.syncOnce();
  const room = await stockRoom(steady);
  const countId = newId();
  await act(steady, 'count.create', { id: countId, name: 'Склад', locationId: room.warehouse, isBlind: false });
  await act(steady, 'count.start', { countId });
  await steady.engine?.syncOnce();
  const victim = await world.replica('victim', 'anna@kill');
  await victim.engine?.syncOnce();
  await victim.close();
  const [itemId = '', otherItem = ''] = room.items;
  const [locationId = '', otherLocation = ''] = room.shelves;
  const dir = join(world.dir, 'victim');
  const random = seeded(50);
  const saved: string[] = [];
  let fewest = 0;
  let isOver = false;
  // Somebody else's changes keep arriving, so that kills also hit the middle of an apply.
  const noise = (async () => {
    for (let index = 0; !isOver; index += 1) {
      await act(steady, 'row.update', {
        table: 'inventory_items',
        id: otherItem,
        changes: { manufacturer: `М${index}` },
        seen: { manufacturer: index === 0 ? null : `М${index - 1}` },
      });
      await new Promise((done) => {
        setTimeout(done, 15);
      });
    }
  })();
  for (let kill = 0; kill < KILLS; kill += 1) {
    // By entries, so that a slow machine dies as late as a fast one; and by time, to die anywhere between two of them.
    const death = { entries: random.below(5), milliseconds: random.below(80) };
    fewest += death.entries;
    saved.push(...(await runAndKill([dir, countId, itemId, locationId, otherLocation], death)));
    await checkFile(dir, saved);
  }
  isOver = true;
  await noise;
  const survivor = await world.replica('victim', 'anna@kill');
  await survivor.engine?.syncOnce();
  await steady.engine?.syncOnce();
  const { rows } = await world.hub.context.database.pool.query<{ id: string }>(
    'SELECT id FROM inventory_count_entries WHERE count_id = $1',
    [countId],
  );
  const arrived = new Set(rows.map((row) => row.id));
  expect(fewest).toBeGreaterThan(KILLS / 2);
  expect(saved.length).toBeGreaterThanOrEqual(fewest);
  expect(saved.filter((id) => !arrived.has(id))).toEqual([]);
  expect(rows.length).toBe(arrived.size);
  expect(await replicaDigest(survivor.replica)).toEqual(await hubDigest(world.hub.context.database, theaterId));
  process.stdout.write(`kills: ${KILLS}, entries acknowledged: ${saved.length}, on the hub: ${rows.length}\n`);
}, 600_000);
