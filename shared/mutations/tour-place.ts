/** The place of a tour in the ledger: its code, its way out of the trash, and what keeps it a tour's place. */
import { Refusal } from '../base/refusal.ts';
import { packingSums } from '../rules/packing.ts';
import type { Row } from '../schema/catalog.ts';
import type { JsonValue } from '../schema/define.ts';
import { restorePart } from './deletion.ts';
import { freeValue } from './free-value.ts';
import type { MutationTx } from './mutation-tx.ts';

type Place = Row<'inventory_locations'>;

const TABLE = 'inventory_locations';

/** Letters of a name of a place. */
const NAME_LETTERS = 100;

/** A name that fits a place. Whole letters: half of one is no text. */
export const placeName = (tourName: string): string => [...tourName].slice(0, NAME_LETTERS).join('');

/** The code of a tour's place, or one like it where another place has it. */
export async function placeCode(tx: MutationTx, id: string): Promise<string> {
  const code = `TOUR-${id.slice(-8).toUpperCase()}`;
  const holder = await tx.rows.findByKey(TABLE, tx.theaterId, { code });
  if (holder === undefined || holder.id === id) return code;
  return (await freeValue(tx.rows, TABLE, tx.theaterId, ['code'], { id, code })) ?? id;
}

/** Takes the place out of the trash: somebody tidied it away while it was empty, and something stands there again. */
export async function takeBackPlace(tx: MutationTx, place: Place): Promise<void> {
  if (place.deleted_at === null) return;
  const code = await placeCode(tx, place.id);
  const holder = await tx.rows.findByKey(TABLE, tx.theaterId, { code: place.code });
  if (holder !== undefined && holder.id !== place.id) await tx.updateDeleted(TABLE, place, { code });
  const deletion = place.deletion_id === null ? undefined : await tx.find('deletions', place.deletion_id);
  if (deletion !== undefined && (await restorePart(tx, deletion, { table: TABLE, id: place.id }))) return;
  await tx.rows.updateRow(TABLE, place.id, { deleted_at: null, deletion_id: null });
}

/** How many pieces stand at a place. */
async function piecesAt(tx: MutationTx, placeId: string): Promise<number> {
  const found = await tx.db
    .selectFrom('inventory_stock')
    .select(({ fn }) => fn.sum<number | string | null>('quantity').as('pieces'))
    .where('location_id', '=', placeId)
    .executeTakeFirst();
  // Postgres answers a sum of integers as text.
  return Number(found?.pieces ?? 0);
}

/**
 * A place of a tour stays what it is, and is not deleted with pieces on it: they would stand nowhere. Refuses
 * `column.readonly`, `tour.placeHolds`.
 */
export async function checkTourPlace(
  tx: MutationTx,
  id: string,
  action: 'update' | 'delete' | 'restore',
  wanted: Readonly<Record<string, JsonValue>>,
): Promise<void> {
  const isTyped = action === 'update' && wanted['type'] !== undefined;
  if (!isTyped && action !== 'delete') return;
  const tour = await tx.db.selectFrom('tours').select('id').where('place_id', '=', id).executeTakeFirst();
  if (tour === undefined) return;
  if (isTyped && wanted['type'] !== 'tour') throw new Refusal('column.readonly', { table: TABLE, column: 'type' });
  if (action !== 'delete') return;
  const count = await piecesAt(tx, id);
  if (count > 0) throw new Refusal('tour.placeHolds', { title: (await tx.require(TABLE, id)).name, count });
}

/**
 * A tour of which pieces are in trucks, at venues or at its place in stock is not deleted: nobody could scan them back.
 * What was lost on the road and written off holds nothing up. Refuses `tour.piecesOut`.
 */
export async function checkAllHome(tx: MutationTx, tourId: string): Promise<void> {
  const entries = await tx.db
    .selectFrom('packing_entries as e')
    .innerJoin('packing_lines as l', 'l.id', 'e.packing_line_id')
    .select(['e.action', 'e.from_state'])
    .select(({ fn }) => fn.sum<number | string>('e.quantity').as('quantity'))
    .where('l.tour_id', '=', tourId)
    .groupBy(['e.action', 'e.from_state'])
    .execute();
  const sums = packingSums(entries.map((entry) => ({ ...entry, quantity: Number(entry.quantity) })));
  const tour = await tx.require('tours', tourId);
  const stock = tour.place_id === null ? 0 : await piecesAt(tx, tour.place_id);
  const count = Math.max(stock, sums.loaded + sums.on_site);
  if (count > 0) throw new Refusal('tour.piecesOut', { title: tour.name, count });
}
