/**
 * The ledger and what follows from it. Every change of a quantity is one movement; stock and the item's quantity are
 * its sums.
 */
import { deriveId } from '../base/ids.ts';
import { Refusal } from '../base/refusal.ts';
import type { Row } from '../schema/catalog.ts';
import { recheckBookings } from './booking-conflicts.ts';
import { followCases } from './case-place.ts';
import type { MutationTx } from './mutation-tx.ts';
import type { AnyRow } from './row-store.ts';

type Item = Row<'inventory_items'>;

/** One change of a quantity: `from` null brings in, `to` null takes out. `quantity` is positive. */
export interface Movement {
  /** Sets it apart from the other movements of its mutation. */
  readonly key: string;
  readonly type: Row<'inventory_history'>['movement_type'];
  readonly item: Item;
  readonly from: string | null;
  readonly to: string | null;
  readonly quantity: number;
  readonly comment?: string | undefined;
  readonly countId?: string | undefined;
  /** The movement that it takes back; two people who do that make the same row, and the second is refused. */
  readonly takesBack?: string;
}

/** The stock row of a thing at a place: its id follows from both, so that two laptops offline make the same row. */
export function stockId(itemId: string, locationId: string): string {
  return deriveId('stock', itemId, locationId);
}

/** The line of the ledger that a mutation writes under this key. */
export const movementId = (mutationId: string, key: string): string => deriveId(mutationId, 'movement', key);

/** The line that takes another one back: there is one at most. */
export const wayBackId = (taken: string): string => deriveId('way back', taken);

/** How many of the thing stand there. */
export async function stockAt(tx: MutationTx, itemId: string, locationId: string): Promise<number> {
  return (await tx.find('inventory_stock', stockId(itemId, locationId)))?.quantity ?? 0;
}

/**
 * Answers what is there afterwards. The row’s id follows from thing and place: two laptops that bring the first piece
 * make one row.
 */
async function addStock(tx: MutationTx, item: Item, locationId: string, delta: number): Promise<number> {
  const id = stockId(item.id, locationId);
  const row = await tx.find('inventory_stock', id);
  const quantity = (row?.quantity ?? 0) + delta;
  if (quantity < 0) {
    throw new Refusal('stock.insufficient', {
      item: item.name,
      itemId: item.id,
      locationId,
      available: row?.quantity ?? 0,
      wanted: -delta,
    });
  }
  if (row === undefined)
    await tx.insert('inventory_stock', { id, item_id: item.id, location_id: locationId, quantity });
  else await tx.update('inventory_stock', id, { quantity });
  return quantity;
}

/** Writes one movement and brings stock, the item's quantity and its main place in step with it. */
export async function writeMovement(tx: MutationTx, movement: Movement): Promise<void> {
  const { item, from, to, quantity } = movement;
  const leftBehind = from === null ? undefined : await addStock(tx, item, from, -quantity);
  if (to !== null) await addStock(tx, item, to, quantity);
  await tx.insert('inventory_history', historyRow(tx, item.id, movement));
  const after = itemAfter(item, { from, to, quantity, leftBehind });
  await tx.update('inventory_items', item.id, after);
  if (item.place_id !== null) await followCases(tx, [item.id]);
  if (after.quantity !== item.quantity) await recheckBookings(tx, [item.id]);
}

/** The line of the ledger. */
const historyRow = (tx: MutationTx, itemId: string, movement: Omit<Movement, 'item'>) => ({
  id: movement.takesBack === undefined ? movementId(tx.mutation.id, movement.key) : wayBackId(movement.takesBack),
  item_id: itemId,
  movement_type: movement.type,
  from_location_id: movement.from,
  to_location_id: movement.to,
  quantity: movement.quantity,
  comment: movement.comment ?? null,
  count_id: movement.countId ?? null,
  occurred_at: tx.now,
  created_by_id: tx.author.userId,
  created_by_name: tx.author.name,
});

interface Moved extends Pick<Movement, 'from' | 'to' | 'quantity'> {
  /** How many stay where they were taken from. */
  readonly leftBehind: number | undefined;
}

/** The thing's quantity and main place after a movement. */
function itemAfter(item: Item, { from, to, quantity, leftBehind }: Moved): Pick<Item, 'quantity' | 'location_id'> {
  const delta = (to === null ? 0 : quantity) - (from === null ? 0 : quantity);
  const isMoving = to !== null && (item.location_id === null || (item.location_id === from && leftBehind === 0));
  return { quantity: item.quantity + delta, location_id: isMoving ? to : item.location_id };
}

/** A movement of a thing that is known by its id. */
export type ItemMovement = Omit<Movement, 'item'> & { readonly itemId: string };

/** What stands where and what things are, as one movement after another changes it; written at the end. */
class Shelves {
  readonly #tx: MutationTx;
  /** Rows as they are stored, by id. */
  readonly #stored = new Map<string, AnyRow>();
  readonly #stock = new Map<string, { itemId: string; locationId: string; quantity: number }>();
  readonly #items = new Map<string, Item>();
  readonly #ids = new Map<string, string>();

  constructor(tx: MutationTx) {
    this.#tx = tx;
  }

  /** As `stockId`, derived once. */
  #idOf(itemId: string, locationId: string): string {
    const key = `${itemId}/${locationId}`;
    const id = this.#ids.get(key) ?? stockId(itemId, locationId);
    this.#ids.set(key, id);
    return id;
  }

  /** Reads everything that the movements touch. */
  async read(movements: readonly ItemMovement[]): Promise<void> {
    const itemIds = [...new Set(movements.map((movement) => movement.itemId))];
    for (const row of await this.#tx.rows.findMany('inventory_items', itemIds)) {
      const item = row as unknown as Item;
      // What is gone or of another house is refused where its movement comes.
      if (item.theater_id !== this.#tx.theaterId || item.deleted_at !== null) continue;
      this.#stored.set(item.id, row);
      this.#items.set(item.id, item);
    }
    const places = movements.flatMap(({ itemId, from, to }) =>
      [from, to].flatMap((locationId) => (locationId === null ? [] : [this.#idOf(itemId, locationId)])),
    );
    for (const row of await this.#tx.rows.findMany('inventory_stock', [...new Set(places)])) {
      const { id, item_id: itemId, location_id: locationId, quantity } = row as unknown as Row<'inventory_stock'>;
      this.#stored.set(id, row);
      this.#stock.set(id, { itemId, locationId, quantity });
    }
  }

  /** Refuses where less would stand somewhere than nothing. */
  async move({ itemId, from, to, quantity }: ItemMovement): Promise<void> {
    const item = this.#items.get(itemId) ?? (await this.#tx.require('inventory_items', itemId));
    const leftBehind = from === null ? undefined : this.#add(item, from, -quantity);
    if (to !== null) this.#add(item, to, quantity);
    this.#items.set(itemId, { ...item, ...itemAfter(item, { from, to, quantity, leftBehind }) });
  }

  #add(item: Item, locationId: string, delta: number): number {
    const id = this.#idOf(item.id, locationId);
    const available = this.#stock.get(id)?.quantity ?? 0;
    const quantity = available + delta;
    if (quantity < 0)
      throw new Refusal('stock.insufficient', {
        item: item.name,
        itemId: item.id,
        locationId,
        available,
        wanted: -delta,
      });
    this.#stock.set(id, { itemId: item.id, locationId, quantity });
    return quantity;
  }

  async writeStock(): Promise<void> {
    const rows = [...this.#stock].map(([id, row]) => ({ id, ...row }));
    await this.#tx.insertMany(
      'inventory_stock',
      rows
        .filter(({ id }) => !this.#stored.has(id))
        .map(({ id, itemId, locationId, quantity }) => ({ id, item_id: itemId, location_id: locationId, quantity })),
    );
    await this.#tx.updateMany(
      'inventory_stock',
      rows
        .filter(({ id }) => this.#stored.has(id))
        .map(({ id, quantity }) => ({ id, values: { quantity }, before: this.#stored.get(id) })),
    );
  }

  /** Things of which there are more or fewer than before. */
  changedItems(): string[] {
    return [...this.#items.values()]
      .filter(({ id, quantity }) => quantity !== this.#stored.get(id)?.['quantity'])
      .map(({ id }) => id);
  }

  async writeItems(): Promise<void> {
    await this.#tx.updateMany(
      'inventory_items',
      [...this.#items.values()].map(({ id, quantity, location_id: place }) => ({
        id,
        values: { quantity, location_id: place },
        before: this.#stored.get(id),
      })),
    );
    const cases = [...this.#items.values()].filter(({ place_id: place }) => place !== null);
    await followCases(
      this.#tx,
      cases.map(({ id }) => id),
    );
  }
}

/** Writes movements as `writeMovement` does one after another; each thing and each shelf is written once. */
export async function writeMovements(tx: MutationTx, movements: readonly ItemMovement[]): Promise<void> {
  const shelves = new Shelves(tx);
  await shelves.read(movements);
  for (const movement of movements) await shelves.move(movement);
  await shelves.writeStock();
  await tx.insertMany(
    'inventory_history',
    movements.map((movement) => historyRow(tx, movement.itemId, movement)),
  );
  await shelves.writeItems();
  await recheckBookings(tx, shelves.changedItems());
}

/** What the ledger says stands where, place by place. */
export async function ledgerSums(tx: MutationTx, itemId: string): Promise<ReadonlyMap<string, number>> {
  const sums = new Map<string, number>();
  const movements = await tx.db
    .selectFrom('inventory_history')
    .select(['from_location_id', 'to_location_id', 'quantity'])
    .where('item_id', '=', itemId)
    .orderBy('id')
    .execute();
  for (const { from_location_id: from, to_location_id: to, quantity } of movements) {
    if (from !== null) sums.set(from, (sums.get(from) ?? 0) - quantity);
    if (to !== null) sums.set(to, (sums.get(to) ?? 0) + quantity);
  }
  return sums;
}

/** Brings stock and quantity back in step with the ledger, which is never wrong by definition. */
export async function rebuildStock(tx: MutationTx, item: Item): Promise<void> {
  const sums = await ledgerSums(tx, item.id);
  const rows = await tx.db
    .selectFrom('inventory_stock')
    .select(['id', 'location_id', 'quantity'])
    .where('item_id', '=', item.id)
    .orderBy('id')
    .execute();
  for (const row of rows)
    if (row.quantity !== (sums.get(row.location_id) ?? 0))
      await tx.update('inventory_stock', row.id, { quantity: sums.get(row.location_id) ?? 0 });
  for (const [locationId, quantity] of [...sums].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    if (!rows.some((row) => row.location_id === locationId))
      await tx.insert('inventory_stock', {
        id: stockId(item.id, locationId),
        item_id: item.id,
        location_id: locationId,
        quantity,
      });
  }
  await tx.update('inventory_items', item.id, {
    quantity: [...sums.values()].reduce((sum, quantity) => sum + quantity, 0),
  });
  if (item.place_id !== null) await followCases(tx, [item.id]);
  await recheckBookings(tx, [item.id]);
}
