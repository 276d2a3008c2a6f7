/**
 * The place that a case is. What lies in a case is stock at that place, and the place hangs where the case stands: what
 * moves the case moves what is in it, without a movement for each piece.
 */
import { deriveId } from '../base/ids.ts';
import { Refusal } from '../base/refusal.ts';
import type { Row } from '../schema/catalog.ts';
import type { JsonValue } from '../schema/define.ts';
import { deleteRows, restorePart } from './deletion.ts';
import { freeValue } from './free-value.ts';
import type { MutationTx } from './mutation-tx.ts';
import { placeName } from './tour-place.ts';
import { checkTree } from './tree-rules.ts';

type Item = Row<'inventory_items'>;
type Place = Row<'inventory_locations'>;

const TABLE = 'inventory_locations';

/** The place that a thing is as a case: two laptops without a network make the same. */
export const casePlaceId = (itemId: string): string => deriveId('place of a case', itemId);

/** The live place of a thing that is a case; undefined where it is none. */
export async function casePlaceOf(tx: MutationTx, item: Pick<Item, 'place_id'>): Promise<Place | undefined> {
  const place = item.place_id === null ? undefined : await tx.find(TABLE, item.place_id);
  return place?.deleted_at === null ? place : undefined;
}

/** The place of a case. Refuses `case.none` where the thing is no case. */
export async function requireCasePlace(tx: MutationTx, item: Item): Promise<Place> {
  const place = await casePlaceOf(tx, item);
  if (place === undefined) throw new Refusal('case.none', { item: item.name, itemId: item.id });
  return place;
}

/** The number of the thing, or one like it where another place has it as its code. */
async function codeOf(tx: MutationTx, item: Item, id: string): Promise<string> {
  const code = item.inventory_number;
  const holder = await tx.rows.findByKey(TABLE, tx.theaterId, { code });
  if (holder === undefined || holder.id === id) return code;
  return (await freeValue(tx.rows, TABLE, tx.theaterId, ['code'], { id, code })) ?? id;
}

/** Makes the thing a case, or takes its place out of the trash. Nothing happens where it is one. */
export async function makeCase(tx: MutationTx, item: Item): Promise<void> {
  const id = item.place_id ?? casePlaceId(item.id);
  const place = await tx.find(TABLE, id);
  if (place === undefined) await tx.insert(TABLE, { id, name: placeName(item.name), code: await codeOf(tx, item, id) });
  else if (place.deleted_at !== null) await takeBack(tx, item, place);
  if (item.place_id === null) await tx.update('inventory_items', item.id, { place_id: id });
  await followCases(tx, [item.id]);
}

async function takeBack(tx: MutationTx, item: Item, place: Place): Promise<void> {
  // What it hung in may be gone since; where it stands now is written in a moment.
  await tx.updateDeleted(TABLE, place, { parent_id: null, code: await codeOf(tx, item, place.id) });
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

/** A case is not taken away with something in it: that would lie nowhere. Refuses `case.holds`. */
async function checkEmptyCase(tx: MutationTx, place: Place): Promise<void> {
  const count = await piecesAt(tx, place.id);
  if (count > 0) throw new Refusal('case.holds', { title: place.name, count });
}

/** Makes a thing an ordinary one again. Refuses `case.none`, `case.holds`. */
export async function unmakeCase(tx: MutationTx, item: Item): Promise<void> {
  const place = await requireCasePlace(tx, item);
  await checkEmptyCase(tx, place);
  await removePlace(tx, place);
}

const removePlace = async (tx: MutationTx, place: Place): Promise<void> => {
  const deletionId = tx.derive('case', place.id);
  const root = { table: TABLE, id: place.id } as const;
  await deleteRows(tx, { roots: [root], deletionId, reason: undefined, shown: undefined });
};

/** Where a thing stands by the ledger: where it belongs, else where most of it is; null where nothing of it is. */
async function standsAt(tx: MutationTx, item: Item): Promise<string | null> {
  const rows = await tx.db
    .selectFrom('inventory_stock')
    .select(['location_id', 'quantity'])
    .where('item_id', '=', item.id)
    .where('quantity', '>', 0)
    .orderBy('quantity', 'desc')
    .orderBy('location_id')
    .execute();
  const main = rows.find(({ location_id: place }) => place === item.location_id);
  return (main ?? rows[0])?.location_id ?? null;
}

/** Places below a place that are cases, however deep, each once. */
async function casesBelow(tx: MutationTx, placeId: string): Promise<readonly string[]> {
  const seen = new Set([placeId]);
  for (let level = [placeId]; level.length > 0; ) {
    const rows = await tx.db
      .selectFrom('inventory_locations as l')
      .innerJoin('inventory_items as i', 'i.place_id', 'l.id')
      .select('l.id')
      .where('l.parent_id', 'in', level)
      .orderBy('l.id')
      .execute();
    level = rows.flatMap(({ id }) => (seen.has(id) ? [] : [id]));
    for (const id of level) seen.add(id);
  }
  return [...seen].slice(1);
}

/**
 * After these things moved: the places of those that are cases hang where the ledger has the cases now, and are of the
 * kind of what they hang in. Refuses `tree.cycle` where a case would lie in itself, also where another laptop made the
 * other half of the circle.
 */
export async function followCases(tx: MutationTx, itemIds: readonly string[]): Promise<void> {
  const moved: string[] = [];
  for (const id of itemIds.toSorted()) {
    const item = await tx.find('inventory_items', id);
    const place = item === undefined ? undefined : await casePlaceOf(tx, item);
    if (item === undefined || place === undefined) continue;
    const stands = await standsAt(tx, item);
    if (stands !== null && stands !== item.location_id) await tx.update('inventory_items', id, { location_id: stands });
    await hang(tx, place, stands ?? item.location_id);
    moved.push(place.id);
  }
  // All of them are where they are now before anybody asks for circles: two cases may change places.
  for (const id of moved) await checkTree(tx, TABLE, id);
}

async function hang(tx: MutationTx, place: Place, parentId: string | null): Promise<void> {
  const parent = parentId === null || parentId === place.id ? undefined : await tx.find(TABLE, parentId);
  const type = parent?.type ?? place.type;
  if (place.parent_id !== parentId || place.type !== type)
    await tx.update(TABLE, place.id, { parent_id: parentId, type });
  if (place.type === type) return;
  for (const id of await casesBelow(tx, place.id)) await tx.update(TABLE, id, { type });
}

/**
 * What a plain edit or a deletion of a thing means for the case that it is: it is deleted only empty and with its
 * place, and comes back with it. Refuses `case.holds`.
 */
export async function checkCaseItem(
  tx: MutationTx,
  id: string,
  action: 'update' | 'delete' | 'restore',
): Promise<void> {
  if (action === 'update') return;
  const item = await tx.find('inventory_items', id);
  if (item === undefined || item.place_id === null) return;
  if (action === 'delete') {
    const place = await casePlaceOf(tx, item);
    if (place === undefined) return;
    await checkEmptyCase(tx, place);
    await removePlace(tx, place);
    return;
  }
  const place = await tx.find(TABLE, item.place_id);
  // It was no case any more when it was deleted: then its place went before it.
  if (place === undefined || place.deleted_at === null || !(await wentAlong(tx, id, place.deleted_at))) return;
  await takeBack(tx, item, place);
  await followCases(tx, [id]);
}

/** Whether the thing was deleted in the same moment as its place. */
async function wentAlong(tx: MutationTx, itemId: string, deletedAt: string): Promise<boolean> {
  const deletion = await tx.db
    .selectFrom('deletions')
    .select('id')
    .where('root_id', '=', itemId)
    .where('deleted_at', '=', deletedAt)
    .executeTakeFirst();
  return deletion !== undefined;
}

/** A case is called as the thing is. */
export async function renameCase(tx: MutationTx, id: string, columns: readonly string[] | undefined): Promise<void> {
  const touched = columns ?? [];
  if (!touched.some((column) => ['name', 'inventory_number', 'location_id'].includes(column))) return;
  const item = await tx.require('inventory_items', id);
  const place = await casePlaceOf(tx, item);
  if (place === undefined) return;
  await tx.update(TABLE, place.id, { name: placeName(item.name), code: await codeOf(tx, item, place.id) });
  await followCases(tx, [id]);
}

/** What follows from the thing is not written by hand. */
const FOLLOWS: readonly string[] = ['parent_id', 'type', 'name', 'code'];

/** The place of a case hangs where the case stands, and is called as it is. Refuses `case.follows`, `case.holds`. */
export async function checkCasePlace(
  tx: MutationTx,
  id: string,
  action: 'update' | 'delete' | 'restore',
  wanted: Readonly<Record<string, JsonValue>>,
): Promise<void> {
  const item = await tx.db
    .selectFrom('inventory_items')
    .select(['id', 'name'])
    .where('place_id', '=', id)
    .executeTakeFirst();
  if (item === undefined) return;
  const column = FOLLOWS.find((name) => wanted[name] !== undefined);
  if (action === 'update' && column !== undefined)
    throw new Refusal('case.follows', { title: item.name, itemId: item.id, column });
  if (action === 'delete') await checkEmptyCase(tx, await tx.require(TABLE, id));
  if (action === 'restore') {
    await tx.require('inventory_items', item.id);
    await followCases(tx, [item.id]);
  }
}
