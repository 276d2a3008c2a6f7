/**
 * What a waiting change would write, field by field, so that it can stand beside what is there now. Pure; the words are
 * made where it is shown.
 */
import {
  inventoryChangeStatus,
  inventoryMove,
  inventoryReceive,
  inventoryWriteOff,
} from '../../shared/mutations/inventory-mutations.ts';
import { rowCreate, rowUpdate } from '../../shared/mutations/row-mutations.ts';
import type { JsonValue } from '../../shared/schema/define.ts';

/** One line of a comparison: a column with its new value, or what is added to (taken from) the stock of a place. */
export type ComparedField =
  | { readonly kind: 'column'; readonly name: string; readonly seen?: JsonValue; readonly wanted: JsonValue }
  | { readonly kind: 'stock'; readonly locationId: string; readonly delta: number };

/** The record that a change is about, and what it would write there. */
export interface Compared {
  readonly table: string;
  readonly id: string;
  readonly fields: readonly ComparedField[];
}

type Args = Readonly<Record<string, JsonValue>>;

const asArgs = (value: unknown): Args =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Args) : {};

function edited(args: Args): ComparedField[] {
  const seen = asArgs(args['seen']);
  return Object.entries(asArgs(args['changes'])).map(([name, wanted]) => ({
    kind: 'column',
    name,
    wanted,
    ...(Object.hasOwn(seen, name) ? { seen: seen[name] ?? null } : {}),
  }));
}

/** Which argument names a place, and whether the quantity comes there or leaves it. */
const STOCK: Readonly<Record<string, Readonly<Record<string, 1 | -1>>>> = {
  [inventoryReceive.name]: { locationId: 1 },
  [inventoryMove.name]: { fromLocationId: -1, toLocationId: 1 },
  [inventoryWriteOff.name]: { locationId: -1 },
};

function moved(name: string, args: Args): ComparedField[] {
  const { quantity } = args;
  if (typeof quantity !== 'number') return [];
  return Object.entries(STOCK[name] ?? {}).flatMap(([argument, sign]) => {
    const locationId = args[argument];
    return typeof locationId === 'string' ? [{ kind: 'stock' as const, locationId, delta: sign * quantity }] : [];
  });
}

/** What a change is about; undefined where it touches no record that is there already. */
export function compared(name: string, given: unknown): Compared | undefined {
  const args = asArgs(given);
  const { itemId, table, id, status } = args;
  if (typeof itemId === 'string') {
    const fields: readonly ComparedField[] =
      name === inventoryChangeStatus.name && status !== undefined
        ? [{ kind: 'column', name: 'status', wanted: status }]
        : moved(name, args);
    return { table: 'inventory_items', id: itemId, fields };
  }
  if (name === rowCreate.name || typeof table !== 'string' || typeof id !== 'string') return undefined;
  return { table, id, fields: name === rowUpdate.name ? edited(args) : [] };
}
