/**
 * A scan whose acknowledgement was lost is sent again under its id: after a broken link, and after the window and the
 * app were closed.
 */
import { expect, inject, test } from 'vitest';
import { enterCount } from '../../electron/host/count-entry.ts';
import type { ReplicaHost } from '../../electron/host/replica-host.ts';
import { newId } from '../../shared/base/ids.ts';
import type { CountEntryRequest } from '../../shared/ipc/count-contract.ts';
import { act, stockRoom } from '../support/stock-room.ts';
import { createWorld } from '../support/world.ts';

const stored = (host: ReplicaHost): unknown =>
  host.replica.reader.prepare('SELECT count(*) AS n, sum(quantity) AS quantity FROM inventory_count_entries').get();

test('ten scans are ten entries, however often they come again', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  await world.theater('t');
  await world.user('t', 'olga@t', 'warehouse_manager');
  const first = await world.replica('laptop', 'olga@t');
  await first.engine?.syncOnce();
  const room = await stockRoom(first, 1, 1);
  const countId = newId();
  await act(first, 'count.create', { id: countId, name: 'Полка', locationId: room.warehouse, isBlind: false });
  await act(first, 'count.start', { countId });
  const { barcode } = first.replica.reader
    .prepare<[], { barcode: string }>('SELECT barcode FROM inventory_items')
    .get() ?? { barcode: '' };
  const scans: CountEntryRequest[] = Array.from({ length: 10 }, () => ({
    id: newId(),
    countId,
    what: { code: barcode },
    placeId: null,
    quantity: 1,
    mode: null,
  }));

  // The link breaks: nobody waits for these answers, and all ten are sent again while the first are still under way.
  const lost = scans.slice(0, 6).map((scan) => enterCount(first, scan));
  const again = scans.map((scan) => enterCount(first, scan));
  for (const answer of await Promise.all([...lost, ...again]))
    expect(answer).toMatchObject({ ok: true, verdict: { kind: 'found' } });
  expect(stored(first)).toEqual({ n: 10, quantity: 10 });

  // The app is closed before the window heard of any of them, and the next start sends all of them.
  await first.close();
  const next = await world.replica('laptop', 'olga@t');
  const answers = [];
  for (const scan of scans) answers.push(await enterCount(next, scan));
  expect(answers.map((answer) => answer.ok && answer.entryId)).toEqual(scans.map((scan) => scan.id));
  expect(answers.map((answer) => answer.ok && answer.verdict.counted)).toEqual(scans.map(() => 10));
  expect(stored(next)).toEqual({ n: 10, quantity: 10 });
});

test('a second opinion is told by itself while it is given, not on top of what the first counter found', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  await world.theater('t');
  await world.user('t', 'petr@t', 'warehouse_manager');
  await world.user('t', 'olga@t', 'warehouse_manager');
  const petr = await world.replica('petr', 'petr@t');
  await petr.engine?.syncOnce();
  const room = await stockRoom(petr, 1, 1);
  const countId = newId();
  await act(petr, 'count.create', { id: countId, name: 'Полка', locationId: room.warehouse, isBlind: false });
  await act(petr, 'count.start', { countId });
  const { barcode } = petr.replica.reader
    .prepare<[], { barcode: string }>('SELECT barcode FROM inventory_items')
    .get() ?? { barcode: '' };
  const scan = (mode: 'share' | 'second', quantity: number): CountEntryRequest => ({
    id: newId(),
    countId,
    what: { code: barcode },
    placeId: null,
    quantity,
    mode,
  });
  await enterCount(petr, scan('share', 2));
  await petr.engine?.syncOnce();
  const olga = await world.replica('olga', 'olga@t');
  await olga.engine?.syncOnce();
  expect(await enterCount(olga, scan('second', 1))).toMatchObject({ ok: true, verdict: { kind: 'found', counted: 1 } });
  expect(await enterCount(olga, scan('second', 3))).toMatchObject({ ok: true, verdict: { counted: 4 } });
  // Who shares the work goes on from what the others found.
  expect(await enterCount(olga, scan('share', 1))).toMatchObject({ ok: true, verdict: { counted: 3 } });
});
