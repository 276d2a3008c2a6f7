/** What a truck holds by the packing ledger, and how packing leads its state on. */
import { Refusal } from '../base/refusal.ts';
import type { PackingAction } from '../rules/packing.ts';
import { hasLeft, placesOf } from '../rules/packing-places.ts';
import type { Row } from '../schema/catalog.ts';
import type { MutationTx } from './mutation-tx.ts';
import { placedByLine } from './packing-placed.ts';
import { followStock } from './tour-stock.ts';
import { tellAfterDeparture } from './transport-meeting.ts';

type Transport = Row<'transports'>;

/** Pieces of a thing in a truck. */
export interface Held {
  readonly itemId: string;
  readonly pieces: number;
}

/** What is in the truck now; nothing of what has left it. */
export async function heldBy(tx: MutationTx, transportId: string): Promise<readonly Held[]> {
  const lines = await tx.db
    .selectFrom('packing_lines as l')
    .select(['l.id', 'l.inventory_item_id'])
    .where('l.id', 'in', (entries) =>
      entries.selectFrom('packing_entries').select('packing_line_id').where('transport_id', '=', transportId),
    )
    .orderBy('l.id')
    .execute();
  const byLine = await placedByLine(
    tx,
    lines.map(({ id }) => id),
  );
  return lines.flatMap(({ id, inventory_item_id: itemId }) => {
    const pieces = placesOf(byLine.get(id) ?? []).loaded.get(transportId) ?? 0;
    return pieces > 0 ? [{ itemId, pieces }] : [];
  });
}

/** Refuses `transport.holdsPieces`: a truck with pieces in it is not deleted, or nobody would know where they are. */
export async function checkEmpty(tx: MutationTx, id: string): Promise<void> {
  const count = (await heldBy(tx, id)).reduce((sum, { pieces }) => sum + pieces, 0);
  if (count === 0) return;
  const { name } = await tx.require('transports', id);
  throw new Refusal('transport.holdsPieces', { title: name, count });
}

/**
 * The truck that somebody names, in the trash too; undefined where there is none. Refuses (`mutation.invalid`) one of
 * another tour: its pieces would be away with that one.
 */
export async function truckOf(tx: MutationTx, tourId: string, id: string): Promise<Transport | undefined> {
  const truck = await tx.find('transports', id);
  if (truck === undefined || truck.theater_id !== tx.theaterId) return undefined;
  if (truck.tour_id !== tourId) throw new Refusal('mutation.invalid', { path: 'transportId', table: 'transports' });
  return truck;
}

/** What packing did. */
export interface Happened {
  readonly tourId: string;
  /** The things whose pieces moved. */
  readonly itemIds: readonly string[];
  /** `putBack`: out of a truck again, also by taking back what put it there. */
  readonly action: PackingAction | 'undo' | 'putBack';
  /** The trucks that it names. */
  readonly transportIds: readonly string[];
  /** Where it happened, where somebody said. */
  readonly venueId?: string | null | undefined;
}

/**
 * After entries were written: the truck that is loaded says so, the one that is unloaded has arrived, and stock is in
 * step. Called by every mutation that writes entries, last.
 */
export async function followPacking(
  tx: MutationTx,
  { tourId, itemIds, action, transportIds, venueId = null }: Happened,
): Promise<void> {
  const touched = [...itemIds];
  let toLocationId: string | null = null;
  for (const id of [...new Set(transportIds)].toSorted()) {
    const truck = await tx.find('transports', id);
    // A truck in the trash keeps what is in it, and stands where it stood.
    if (truck === undefined || truck.deleted_at !== null || truck.theater_id !== tx.theaterId) continue;
    if (action === 'return') toLocationId = truck.to_location_id;
    const [first] = itemIds;
    if (truck.status === 'departed' && first !== undefined && (action === 'load' || action === 'putBack'))
      await tellAfterDeparture(tx, truck, action, first);
    const next = await nextStatus(tx, truck, action, venueId);
    if (next === truck.status) continue;
    await tx.update('transports', id, { status: next });
    if (hasLeft(truck) && !hasLeft({ ...truck, status: next }))
      touched.push(...(await heldBy(tx, id)).map(({ itemId }) => itemId));
  }
  if (action !== 'pack' && action !== 'damage') await followStock(tx, tourId, touched, { toLocationId });
}

/** The state of the truck after pieces went in or out. */
async function nextStatus(
  tx: MutationTx,
  { id, status, venue_id: venue }: Transport,
  action: Happened['action'],
  at: string | null,
): Promise<Transport['status']> {
  // What is heard late of another stop says nothing of where the truck is by now.
  if (at !== null && venue !== null && at !== venue) return status;
  switch (action) {
    case 'load':
      // What came home and is still in it keeps it «arrived» until all is out.
      if (status === 'planned' || status === 'unloaded' || (status === 'arrived' && venue !== null)) return 'loading';
      return status;
    case 'unload':
      return status === 'departed' && venue !== null ? 'arrived' : status;
    case 'return':
      return status === 'departed' && venue === null ? 'arrived' : status;
    case 'undo':
    case 'putBack':
      return status === 'loading' && venue === null && (await heldBy(tx, id)).length === 0 ? 'planned' : status;
    case 'pack':
    case 'miss':
    case 'damage':
      return status;
  }
}
