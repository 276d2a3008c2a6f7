/** Seeded randomness and the random acts of people, for simulations whose runs can be replayed from their seed. */
import type { ReplicaHost } from '../../electron/host/replica-host.ts';
import { mutationNames } from '../../shared/mutations/run-mutation.ts';
import { v7 } from 'uuid';

export interface Random {
  next(): number;
  below(limit: number): number;
  pick<T>(list: readonly T[]): T | undefined;
  id(): string;
}

/** Mulberry32. */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return { next, below, pick: (list) => list[below(list.length)], id: () => v7({ random: Uint8Array.from({ length: 16 }, () => below(256)) }) };
}

const ids = (host: ReplicaHost, table: string, where = '1 = 1'): string[] => host.replica.reader.prepare<[], { id: string }>(`SELECT id FROM ${table} WHERE ${where} ORDER BY id LIMIT 40`).all().map((row) => row.id);

/** One random act: mostly sensible, sometimes not. */
export function randomAct(random: Random, host: ReplicaHost): { readonly name: string; readonly args: unknown } {
  const items = ids(host, 'inventory_items');
  const places = ids(host, 'inventory_locations');
  const counts = ids(host, 'inventory_counts');
  const running = ids(host, 'inventory_counts', "status IN ('counting', 'review')");
  const quantity = 1 + random.below(6);
  const item = random.pick(items) ?? random.id();
  const place = random.pick(places) ?? random.id();
  const count = random.pick(running) ?? random.pick(counts) ?? random.id();
  const name = random.pick([...mutationNames, 'row.update', 'row.update', 'inventory.move', 'inventory.receive', 'count.recordEntry', 'count.recordEntry']) ?? 'row.update';
  switch (name) {
    case 'row.create': return random.next() < 0.3 ? { name, args: { table: 'inventory_locations', id: random.id(), values: { name: `М${random.below(9)}`, code: `M-${random.below(30)}`, parent_id: random.next() < 0.5 ? place : null } } }
      : { name, args: { table: 'inventory_items', id: random.id(), values: { name: `П${random.below(99)}`, inventory_number: `N-${random.below(40)}`, description: 'раз\nдва\nтри' } } };
    case 'row.update': return { name, args: randomUpdate(random, host, item) };
    case 'inventory.receive': return { name, args: { itemId: item, locationId: place, quantity } };
    case 'inventory.move': return { name, args: { itemId: item, fromLocationId: place, toLocationId: random.pick(places) ?? place, quantity } };
    case 'inventory.writeOff': return { name, args: { itemId: item, locationId: place, quantity } };
    case 'inventory.changeStatus': return { name, args: { itemId: item, status: random.pick(['reserved', 'in_repair', 'in_stock']), seen: random.pick(['in_stock', 'reserved']) } };
    case 'count.create': return { name, args: { id: random.id(), name: `И${random.below(9)}`, locationId: place, isBlind: random.next() < 0.3 } };
    case 'count.recordEntry': return { name, args: { id: random.id(), countId: count, itemId: random.next() < 0.9 ? item : null, scannedCode: random.next() < 0.5 ? `C${random.below(5)}` : 'X', locationId: place, quantity } };
    case 'count.undoEntry': return { name, args: { entryId: random.pick(ids(host, 'inventory_count_entries', 'undoes_id IS NULL')) ?? random.id() } };
    case 'count.identifyCode': return { name, args: { countId: count, code: `C${random.below(5)}`, itemId: item } };
    case 'count.requestRecount': return { name, args: { countId: count, itemId: item, locationId: place } };
    case 'count.resolveLine': return { name, args: { countId: count, itemId: item, locationId: place, resolution: random.pick(['accepted', 'ignored', 'pending']) } };
    case 'count.post': return { name, args: { countId: count, uncounted: random.pick(['keep', 'zero']) } };
    case 'conflict.resolve': return { name, args: { conflictId: random.pick(ids(host, 'conflicts', "status = 'open'")) ?? random.id(), choose: random.pick(['kept', 'other']) } };
    default: return { name, args: { countId: count } };
  }
}

function randomUpdate(random: Random, host: ReplicaHost, id: string): unknown {
  const row = host.replica.reader.prepare<[string], Record<string, string | null>>('SELECT name, manufacturer, description, weight FROM inventory_items WHERE id = ?').get(id);
  const column = random.pick(['name', 'manufacturer', 'description', 'weight']) ?? 'name';
  const seen = row?.[column] ?? null;
  const lines = (seen ?? 'раз\nдва\nтри').split('\n');
  lines[random.below(lines.length)] = `строка ${random.below(20)}`;
  const wanted = column === 'weight' ? String(random.below(50)) : column === 'description' ? lines.join('\n') : `${column} ${random.below(12)}`;
  return { table: 'inventory_items', id, changes: { [column]: wanted }, seen: { [column]: seen } };
}
