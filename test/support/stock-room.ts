/** A small warehouse, made through mutations like everything else. */

import { expect } from 'vitest';
import type { ReplicaHost } from '../../electron/host/replica-host.ts';
import { newId } from '../../shared/base/ids.ts';

export interface StockRoom {
  readonly warehouse: string;
  readonly shelves: readonly string[];
  readonly items: readonly string[];
}

/** Runs a mutation that must succeed. */
export async function act(host: ReplicaHost, name: string, args: unknown): Promise<void> {
  const outcome = await host.mutate(name, args);
  expect(outcome, `${name} ${JSON.stringify(args)}`).toMatchObject({ ok: true });
}

/** A warehouse of some shelves with some things, ten of each. */
export async function stockRoom(host: ReplicaHost, shelfCount = 2, itemCount = 4): Promise<StockRoom> {
  const warehouse = newId();
  await act(host, 'row.create', {
    table: 'inventory_locations',
    id: warehouse,
    values: { name: 'Склад', code: `W-${warehouse.slice(-8)}` },
  });
  const shelves: string[] = [];
  for (let index = 0; index < shelfCount; index += 1) {
    const id = newId();
    await act(host, 'row.create', {
      table: 'inventory_locations',
      id,
      values: { name: `Полка ${index + 1}`, code: `S-${id.slice(-8)}`, parent_id: warehouse },
    });
    shelves.push(id);
  }
  const items: string[] = [];
  for (let index = 0; index < itemCount; index += 1) {
    const id = newId();
    await act(host, 'row.create', {
      table: 'inventory_items',
      id,
      values: { name: `Прожектор ${index + 1}`, inventory_number: `N-${id.slice(-8)}`, barcode: `46${id.slice(-10)}` },
    });
    await act(host, 'inventory.receive', { itemId: id, locationId: shelves[index % shelfCount] ?? '', quantity: 10 });
    items.push(id);
  }
  return { warehouse, shelves, items };
}
