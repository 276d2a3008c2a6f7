/**
 * `kill -9` while a truck departs, arrives, is unloaded and loaded again: of each step everything is there or nothing,
 * a case is never apart from what lies in it, stock is where the ledger says, and a restart goes on from there.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, inject, test } from 'vitest';
import { replicaDigest } from '../../electron/replica/replica-digest.ts';
import { hubDigest } from '../../hub/admin/digest.ts';
import { newId } from '../../shared/base/ids.ts';
import { tourPlaceId } from '../../shared/mutations/tour-stock.ts';
import { hasLeft, type Placed, placesOf, type TruckState } from '../../shared/rules/packing-places.ts';
import { seeded } from '../simulation/random-world.ts';
import { isThorough } from '../support/effort.ts';
import { dayFromNow } from '../support/rows.ts';
import { act, stockRoom } from '../support/stock-room.ts';
import { createWorld, openFile } from '../support/world.ts';

/** A push tries some, any `RUNS=…` many. */
const KILLS = isThorough ? 40 : 5;
const child = fileURLToPath(new URL('../support/truck-child.ts', import.meta.url));
const LAMPS = 4;

/** Lives until so many steps were saved, and some milliseconds more. Answers what it said. */
function runAndKill(args: readonly string[], steps: number, milliseconds: number): Promise<readonly string[]> {
  return new Promise((done) => {
    const laptop = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', child, ...args], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let output = '';
    let isDying = false;
    laptop.stdout.on('data', (data: Buffer) => {
      output += data.toString();
      if (isDying || output.split('\n').length - 2 < steps) return;
      isDying = true;
      setTimeout(() => laptop.kill('SIGKILL'), milliseconds);
    });
    laptop.once('exit', () => done(output.split('\n').slice(0, -1)));
  });
}

interface Line extends Placed {
  readonly item: string;
}

/** Whether every step that the file holds is whole. Answers where the case is, in words. */
async function checkFile(dir: string, tourId: string, truck: string): Promise<string> {
  const sqlite = await openFile(dir);
  try {
    expect(sqlite.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(sqlite.pragma('foreign_key_check')).toEqual([]);
    const state = sqlite.prepare('SELECT status, venue_id FROM transports WHERE id = ?').get(truck) as TruckState;
    const lines = Map.groupBy(
      sqlite
        .prepare(
          `SELECT l.inventory_item_id AS item, e.action, e.quantity, e.from_state, e.transport_id, e.venue_id
            FROM packing_lines l JOIN packing_entries e ON e.packing_line_id = l.id WHERE l.tour_id = ?`,
        )
        .all(tourId) as Line[],
      ({ item }) => item,
    );
    const stock = new Map(
      (
        sqlite
          .prepare('SELECT item_id AS item, quantity FROM inventory_stock WHERE location_id = ? AND quantity > 0')
          .all(tourPlaceId(tourId)) as { item: string; quantity: number }[]
      ).map(({ item, quantity }) => [item, quantity]),
    );
    const where = [...lines].map(([item, own]) => {
      const { loaded, onSite } = placesOf(own);
      const places = [...loaded.values(), ...onSite.values()];
      // All of it in one place, and in stock on tour where that is away.
      expect(places.length).toBeLessThanOrEqual(1);
      const pieces = places[0] ?? 0;
      const isAway = onSite.size > 0 || (loaded.size > 0 && hasLeft(state));
      expect(stock.get(item) ?? 0).toBe(isAway ? pieces : 0);
      return loaded.size > 0 ? 'truck' : onSite.size > 0 ? 'site' : 'home';
    });
    expect(new Set(where).size).toBe(1);
    const torn = sqlite
      .prepare(
        `SELECT i.id FROM inventory_items i WHERE i.quantity <>
          (SELECT coalesce(sum(s.quantity), 0) FROM inventory_stock s WHERE s.item_id = i.id)`,
      )
      .all();
    expect(torn).toEqual([]);
    return `${state.status}, ${where[0]}`;
  } finally {
    sqlite.close();
  }
}

test(`${KILLS} kills at one truck leave whole steps`, async () => {
  await using world = await createWorld(inject('postgresUrl'));
  const theaterId = await world.theater('kill');
  await world.user('kill', 'anna@kill', 'admin');
  const victim = await world.replica('victim', 'anna@kill');
  await victim.engine?.syncOnce();
  const { items } = await stockRoom(victim);
  const [box = '', lamp = ''] = items;
  const [tourId, truck, kazan, perm] = [newId(), newId(), newId(), newId()];
  const create = (table: string, id: string, values: object): Promise<void> =>
    act(victim, 'row.create', { table, id, values });
  await create('tours', tourId, { name: 'Волга', starts_on: dayFromNow(1), ends_on: dayFromNow(9) });
  await create('venues', kazan, { name: 'Казань', code: 'KZN' });
  await create('venues', perm, { name: 'Пермь', code: 'PRM' });
  await create('transports', truck, { tour_id: tourId, name: 'Фура 1' });
  await act(victim, 'packing.plan', { tourId, changes: [{ itemId: lamp, caseId: box, by: LAMPS }] });
  await act(victim, 'packing.record', { tourId, itemId: lamp, caseId: box, action: 'pack', quantity: LAMPS });
  await victim.engine?.syncOnce();
  await victim.close();
  const dir = join(world.dir, 'victim');
  const random = seeded(54);
  const ends = new Map<string, number>();
  let steps = 0;
  for (let kill = 0; kill < KILLS; kill += 1) {
    const said = await runAndKill([dir, tourId, truck, box, kazan, perm], random.below(7), random.below(40));
    expect(said[0]).toBe('open');
    expect(said.filter((line) => line.startsWith('refused'))).toEqual([]);
    steps += said.length - 1;
    const end = await checkFile(dir, tourId, truck);
    ends.set(end, (ends.get(end) ?? 0) + 1);
  }
  const survivor = await world.replica('victim', 'anna@kill');
  await survivor.engine?.syncOnce();
  expect(await replicaDigest(survivor.replica)).toEqual(await hubDigest(world.hub.context.database, theaterId));
  await checkFile(dir, tourId, truck);
  expect(steps).toBeGreaterThan(KILLS);
  process.stdout.write(`kills at a truck: ${KILLS}, steps saved: ${steps}, ends: ${JSON.stringify([...ends])}\n`);
}, 600_000);
