/**
 * Five packers without a network pack one tour, and what they did adds up when they meet; two of them packed the last
 * of one thing; and cases that two laptops put into each other are packed all the same.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { enterPacking } from '../../electron/host/packing-entry.ts';
import type { ReplicaHost } from '../../electron/host/replica-host.ts';
import { attentionList } from '../../electron/queries/attention.ts';
import { answer } from '../../electron/queries/define-query.ts';
import { packingHead, packingLines } from '../../electron/queries/packing-queries.ts';
import { replicaDigest } from '../../electron/replica/replica-digest.ts';
import { hubDigest } from '../../hub/admin/digest.ts';
import { newId } from '../../shared/base/ids.ts';
import { runCommand } from '../support/commands.ts';
import { isThorough } from '../support/effort.ts';
import { dayFromNow } from '../support/rows.ts';
import { act } from '../support/stock-room.ts';
import { createWorld, MACHINE_KEY, PASSWORD, type World } from '../support/world.ts';

const PACKERS = ['a', 'b', 'c', 'd', 'e'] as const;
/** As many as people scan in a day where runs are thorough; a push tries the same with fewer. */
const SCANS = Number(process.env['SCANS'] ?? (isThorough ? 500 : 60));

interface Yard {
  readonly theaterId: string;
  readonly tourId: string;
  readonly hosts: readonly ReplicaHost[];
}

const thing = async (host: ReplicaHost, name: string, code: string): Promise<string> => {
  const id = newId();
  await act(host, 'row.create', {
    table: 'inventory_items',
    id,
    values: { name, inventory_number: code, barcode: code },
  });
  return id;
};

/** Five laptops, a tour, a case for each, and a hundred things of which many go. */
async function yard(world: World): Promise<Yard> {
  const theaterId = await world.theater('t1');
  const hosts: ReplicaHost[] = [];
  for (const name of PACKERS) {
    await world.user('t1', `${name}@t1`, 'stage_manager');
    hosts.push(await world.replica(name, `${name}@t1`));
  }
  const [first] = hosts;
  if (first === undefined) throw new Error('nobody packs');
  await first.engine?.syncOnce();
  const tourId = newId();
  await act(first, 'row.create', {
    table: 'tours',
    id: tourId,
    values: { name: 'Урал', code: 'URAL', starts_on: dayFromNow(5), ends_on: dayFromNow(15) },
  });
  for (const name of PACKERS) await thing(first, `Кофр ${name}`, `CASE-${name.toUpperCase()}`);
  const changes = [];
  for (let index = 0; index < 100; index += 1)
    changes.push({ itemId: await thing(first, `Вещь ${index}`, `T-${index}`), caseId: null, by: 25 });
  await act(first, 'packing.plan', { tourId, changes });
  await act(first, 'packing.plan', {
    tourId,
    changes: [{ itemId: await thing(first, 'Парик', 'WIG'), caseId: null, by: 1 }],
  });
  for (const host of hosts) await host.engine?.syncOnce();
  return { theaterId, tourId, hosts };
}

const idOf = (host: ReplicaHost, code: string): string =>
  host.replica.prepared<[string], { id: string }>('SELECT id FROM inventory_items WHERE barcode = ?').get(code)?.id ??
  '';

const scan = (host: ReplicaHost, tourId: string, code: string, caseId: string | null, isExtra = false) =>
  enterPacking(host, {
    id: newId(),
    tourId,
    what: { code },
    caseId,
    quantity: 1,
    packsCases: true,
    isExtra,
    heardAt: null,
  });

/** All come back, and go on until nobody has anything new. Answers how long it took after the last had pushed. */
async function meet(world: World, { theaterId, hosts }: Yard): Promise<number> {
  for (const host of hosts) {
    host.engine?.setOffline(false);
    await host.engine?.syncOnce();
  }
  const pushed = performance.now();
  await Promise.all(hosts.map(async (host) => host.engine?.syncOnce()));
  const hub = await hubDigest(world.hub.context.database, theaterId);
  for (const host of hosts) expect(await replicaDigest(host.replica)).toEqual(hub);
  return performance.now() - pushed;
}

test('five who scan five hundred times each without a network add up, piece by piece', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  const place = await yard(world);
  const { hosts, tourId } = place;
  for (const host of hosts) host.engine?.setOffline(true);
  await Promise.all(
    hosts.map(async (host, packer) => {
      const caseId = idOf(host, `CASE-${PACKERS[packer]?.toUpperCase()}`);
      for (let index = 0; index < SCANS; index += 1) {
        const answered = await scan(host, tourId, `T-${(index * 7 + packer * 20) % 100}`, caseId);
        expect(answered).toMatchObject({ ok: true, entryId: expect.any(String) });
      }
      // Each packs the last wig: they cannot know of each other.
      expect(await scan(host, tourId, 'WIG', caseId)).toMatchObject({ ok: true, verdict: { kind: 'packed' } });
    }),
  );
  const took = await meet(world, place);
  process.stdout.write(`five laptops × ${SCANS} scans, all digests equal ${Math.round(took)} ms after the last push\n`);
  for (const host of hosts) {
    const head = await answer(host.replica, packingHead, { tourId, caseId: null });
    expect(head?.totals).toMatchObject({ planned: 2501, packed: Math.min(SCANS, 500) * 5 + 1 });
    expect(head?.over).toBe(1);
    expect((await attentionList(host.replica)).refused).toEqual([]);
    const wig = await answer(host.replica, packingLines, {
      tourId,
      scope: 'all',
      caseId: null,
      filter: 'all',
      text: 'парик',
      limit: 10,
    });
    expect(wig.rows[0]).toMatchObject({ over: 4 });
    expect(wig.rows[0]?.packers.length).toBe(5);
    const told = host.replica.prepared("SELECT 1 FROM notifications WHERE type = 'packing.met'").all();
    expect(told.length).toBeGreaterThan(0);
  }
}, 600_000);

test('cases that two laptops put into each other stay packed, and whoever came second hears why theirs is not', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  const place = await yard(world);
  const { hosts, tourId } = place;
  const [one, other] = hosts;
  if (one === undefined || other === undefined) throw new Error('nobody packs');
  for (const host of hosts) host.engine?.setOffline(true);
  const [a, b] = [idOf(one, 'CASE-A'), idOf(one, 'CASE-B')];
  expect(await scan(one, tourId, 'CASE-A', b, true)).toMatchObject({ ok: true, entryId: expect.any(String) });
  expect(await scan(other, tourId, 'CASE-B', a, true)).toMatchObject({ ok: true, entryId: expect.any(String) });
  expect(await scan(other, tourId, 'T-1', b)).toMatchObject({ ok: true, verdict: { kind: 'packed' } });
  await meet(world, place);
  const codes = (await attentionList(other.replica)).refused.map(({ code }) => code);
  expect(codes).toEqual(['packing.caseInItself']);
  for (const host of hosts) {
    const head = await answer(host.replica, packingHead, { tourId, caseId: null });
    const inside = await answer(host.replica, packingLines, {
      tourId,
      scope: 'case',
      caseId: b,
      filter: 'all',
      text: '',
      limit: 10,
    });
    expect(inside.rows.find(({ itemId }) => itemId === a)?.packed).toBe(1);
    expect(head?.cases.find(({ id }) => id === b)?.packed).toBe(2);
  }
}, 300_000);

test('headless laptops pack by the command line; what was not packed is told, and the exit code says so', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  const { tourId, hosts } = await yard(world);
  const [host] = hosts;
  if (host === undefined) throw new Error('nobody packs');
  const dir = mkdtempSync(join(tmpdir(), 'offstage-pack-'));
  try {
    const codes = join(dir, 'codes.txt');
    writeFileSync(codes, '# ряд 1\nT-1\nT-1\n3×T-2\n\nNOBODY\n');
    const { dir: replica } = host.replica;
    await host.close();
    const key = join(dir, 'key');
    writeFileSync(key, MACHINE_KEY.toString('hex'), { mode: 0o600 });
    const command = [
      'replica',
      'pack',
      '--dir',
      replica,
      '--tour',
      'URAL',
      '--case',
      'CASE-A',
      '--codes',
      codes,
      '--json',
      '--key-file',
      key,
    ];
    const packed = await runCommand(command, dir, PASSWORD);
    expect(packed).toMatchObject({ code: 1 });
    expect(JSON.parse(packed.stdout)).toEqual({
      scans: 4,
      packed: 3,
      pieces: 5,
      left: [{ code: 'NOBODY', reason: 'unknown' }],
    });
    expect(tourId).not.toBe('');
    const wrong = await runCommand([...command.slice(0, 5), 'NOWHERE', ...command.slice(6)], dir, PASSWORD);
    expect(wrong.code).not.toBe(0);
    expect(wrong.stderr).toContain('NOWHERE');
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}, 300_000);
