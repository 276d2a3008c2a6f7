/**
 * A laptop that dies at every point of writing while double bookings are settled there: of each settlement everything
 * stands, with what waits to be sent, or nothing.
 */
import { expect, inject, test } from 'vitest';
import type { ReplicaHost } from '../../electron/host/replica-host.ts';
import { must } from '../../shared/base/asserts.ts';
import { newId } from '../../shared/base/ids.ts';
import { RUNS } from '../support/effort.ts';
import { everyDeath, expectWhole, laptopOfTwo, open, TIMEOUT_MS } from '../support/laptop-deaths.ts';
import { dayFromNow } from '../support/rows.ts';
import { act, stockRoom } from '../support/stock-room.ts';
import { createWorld } from '../support/world.ts';

type Ways = 'substitute' | 'split';
interface Dispute {
  readonly way: Ways;
  readonly item: string;
  readonly conflictId: string;
}
interface Room {
  readonly disputes: readonly Dispute[];
  readonly spare: string;
  readonly before: ReadonlyMap<Ways, string>;
  readonly after: Map<Ways, string>;
  readonly settled: Set<Ways>;
}

/** All that a settlement touches. */
function stateOf({ replica }: ReplicaHost, { way, item, conflictId }: Dispute, spare: string): string {
  const conflict = replica.reader
    .prepare('SELECT status, resolution, resolved_by_name FROM booking_conflicts WHERE id = ?')
    .all(conflictId);
  const bookings = replica.reader
    .prepare(
      `SELECT inventory_item_id, event_id, quantity, deleted_at IS NULL AS stands FROM event_inventory
        WHERE inventory_item_id IN (?, ?) ORDER BY inventory_item_id, event_id`,
    )
    .all(item, way === 'substitute' ? spare : item);
  return JSON.stringify({ conflict, bookings });
}

async function bookTwice(dir: string): Promise<Room> {
  const host = await open(dir);
  const { items } = await stockRoom(host, 1, 3);
  const events = [newId(), newId()] as const;
  for (const id of events) {
    const values = { title: `Событие ${id}`, event_date: dayFromNow(20) };
    await act(host, 'row.create', { table: 'schedule_events', id, values });
  }
  const spare = must(items[2]);
  const disputes: Dispute[] = [];
  for (const [index, way] of (['substitute', 'split'] as const).entries()) {
    const item = must(items[index]);
    for (const [place, event] of events.entries()) {
      const values = { event_id: event, inventory_item_id: item, quantity: 7 - place };
      await act(host, 'row.create', { table: 'event_inventory', id: newId(), values });
    }
    const id = host.replica.reader.prepare('SELECT id FROM booking_conflicts WHERE item_id = ?').pluck().get(item);
    disputes.push({ way, item, conflictId: String(id) });
  }
  const before = new Map(disputes.map((one) => [one.way, stateOf(host, one, spare)]));
  await host.close();
  return { disputes, spare, before, after: new Map(), settled: new Set() };
}

async function settle(dir: string, { disputes, spare, after, settled }: Room): Promise<void> {
  const host = await open(dir);
  for (const dispute of disputes) {
    const { way, conflictId } = dispute;
    const how = way === 'split' ? { way, first: 5, second: 5 } : { way, side: 'second', itemId: spare };
    await act(host, 'booking.settle', { conflictId, ...how });
    settled.add(way);
    after.set(way, stateOf(host, dispute, spare));
  }
  await host.close();
}

test(`a double booking is settled as a whole or not at all, ${RUNS} times`, { timeout: TIMEOUT_MS }, async () => {
  await using world = await createWorld(inject('postgresUrl'));
  const state: { room?: Room } = {};
  const room = (): Room => must(state.room);
  await everyDeath<readonly Ways[]>({
    groups: ['journal', 'commit'],
    from: await laptopOfTwo(world),
    known: () => [...room().settled],
    prepare: async (dir) => {
      state.room = await bookTwice(dir);
    },
    work: (dir) => settle(dir, room()),
    check: async ({ dir, known }) => {
      const host = await open(dir);
      try {
        expectWhole(host);
        const { disputes, spare, before, after } = room();
        const stands = disputes.filter((one) => stateOf(host, one, spare) === after.get(one.way));
        const untouched = disputes.filter((one) => stateOf(host, one, spare) === before.get(one.way));
        expect(stands.length + untouched.length).toBe(disputes.length);
        expect(known.filter((way) => !stands.some((one) => one.way === way))).toEqual([]);
        const waiting = host.replica.reader
          .prepare("SELECT count(*) FROM outbox WHERE name = 'booking.settle'")
          .pluck();
        expect(waiting.get()).toBe(stands.length);
      } finally {
        await host.close();
      }
    },
  });
});
