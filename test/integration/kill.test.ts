/**
 * `kill -9` at random moments, during writes and during apply: nothing acknowledged is lost, nothing half done is seen,
 * a restart resumes.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, inject, test } from 'vitest';
import { enterPacking } from '../../electron/host/packing-entry.ts';
import { answer } from '../../electron/queries/define-query.ts';
import { packingHead } from '../../electron/queries/packing-queries.ts';
import { replicaDigest } from '../../electron/replica/replica-digest.ts';
import { hubDigest } from '../../hub/admin/digest.ts';
import { newId } from '../../shared/base/ids.ts';
import { packingEntryId } from '../../shared/mutations/packing-lines.ts';
import { seeded } from '../simulation/random-world.ts';
import { isThorough } from '../support/effort.ts';
import { dayFromNow } from '../support/rows.ts';
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

/** What a life said before its end. */
interface Said {
  readonly saved: readonly string[];
  /** What it was about to pack, and what of that was answered. */
  readonly packing: readonly string[];
  readonly packed: readonly string[];
}

/** Runs the child until its death, and answers what it had been told was saved. */
function runAndKill(args: readonly string[], death: Death): Promise<Said> {
  return new Promise((done, fail) => {
    const laptop = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', child, ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    let problems = '';
    let isDying = false;
    laptop.stdout.on('data', (data: Buffer) => {
      output += data.toString();
      if (isDying || !output.includes('\n') || output.split('\nsaved ').length - 1 < death.entries) return;
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
      else done({ saved: after(lines, 'saved '), packing: after(lines, 'packing '), packed: after(lines, 'packed ') });
    });
  });
}

const after = (lines: readonly string[], word: string): string[] =>
  lines.filter((line) => line.startsWith(word)).map((line) => line.slice(word.length));

async function checkFile(dir: string, saved: readonly string[], packed: ReadonlySet<string>): Promise<void> {
  const sqlite = await openFile(dir);
  expect(sqlite.pragma('integrity_check', { simple: true })).toBe('ok');
  expect(sqlite.pragma('foreign_key_check')).toEqual([]);
  const present = new Set(
    (sqlite.prepare('SELECT id FROM inventory_count_entries').all() as { id: string }[]).map((row) => row.id),
  );
  expect(saved.filter((id) => !present.has(id))).toEqual([]);
  const pieces = sqlite.prepare('SELECT id FROM packing_entries').all() as { id: string }[];
  const there = new Set(pieces.map((row) => row.id));
  expect([...packed].filter((id) => !there.has(packingEntryId(id, 0)))).toEqual([]);
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
  await world.user('kill', 'anna@kill', 'stage_manager');
  const steady = await world.replica('steady', 'anna@kill');
  await steady.engine?.syncOnce();
  const room = await stockRoom(steady);
  const countId = newId();
  await act(steady, 'count.create', { id: countId, name: 'Склад', locationId: room.warehouse, isBlind: false });
  await act(steady, 'count.start', { countId });
  const tourId = newId();
  const days = { starts_on: dayFromNow(5), ends_on: dayFromNow(9) };
  await act(steady, 'row.create', { table: 'tours', id: tourId, values: { name: 'Урал', ...days } });
  await steady.engine?.syncOnce();
  const victim = await world.replica('victim', 'anna@kill');
  await victim.engine?.syncOnce();
  await victim.close();
  const [itemId = '', otherItem = ''] = room.items;
  const [locationId = '', otherLocation = ''] = room.shelves;
  const dir = join(world.dir, 'victim');
  const random = seeded(50);
  const saved: string[] = [];
  const packed = new Set<string>();
  let unanswered: readonly string[] = [];
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
    const args = [dir, countId, itemId, locationId, otherLocation, tourId, unanswered.join(',')];
    const said = await runAndKill(args, death);
    saved.push(...said.saved);
    for (const id of said.packed) packed.add(id);
    // What the window was not answered it sends again, under the same id.
    unanswered = [...new Set([...unanswered, ...said.packing])].filter((id) => !packed.has(id));
    await checkFile(dir, saved, packed);
  }
  isOver = true;
  await noise;
  const survivor = await world.replica('victim', 'anna@kill');
  for (const id of unanswered) {
    const how = { caseId: null, quantity: 1, packsCases: false, isExtra: true, heardAt: null };
    expect(await enterPacking(survivor, { id, tourId, what: { itemId }, ...how })).toMatchObject({ ok: true });
    packed.add(id);
  }
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
  const { rows: pieces } = await world.hub.context.database.pool.query<{ id: string; quantity: number }>(
    'SELECT id, quantity FROM packing_entries',
  );
  const once = [...packed].map((id) => packingEntryId(id, 0));
  expect(pieces.map(({ id }) => id).toSorted()).toEqual(once.toSorted());
  expect(pieces.every(({ quantity }) => quantity === 1)).toBe(true);
  const head = await answer(survivor.replica, packingHead, { tourId, caseId: null });
  expect(head?.totals).toMatchObject({ planned: packed.size, packed: packed.size });
  expect(await replicaDigest(survivor.replica)).toEqual(await hubDigest(world.hub.context.database, theaterId));
  process.stdout.write(
    `kills: ${KILLS}, entries acknowledged: ${saved.length}, on the hub: ${rows.length}, pieces packed: ${packed.size}\n`,
  );
}, 600_000);
