/** Two cases of the demo theatre, one in the other, of which one is not complete. */
import { casePlaceId } from '../../shared/mutations/case-place.ts';
import { stockId } from '../../shared/mutations/stock.ts';
import { kitLineId } from '../../shared/rules/kits.ts';
import { type Context, insertMany } from './demo-rows.ts';

interface Standing {
  readonly id: string;
  readonly name: string;
  readonly number: string;
  readonly place: string;
  readonly quantity: number;
}

/** Things of a category that stand in one place, at least so many of each. */
async function things(
  { client, theaterId, id }: Context,
  category: string,
  { least, most, order }: Readonly<{ least: number; most: number; order: 'ASC' | 'DESC' }>,
): Promise<readonly Standing[]> {
  const { rows } = await client.query<Standing>(
    `SELECT i.id, i.name, i.inventory_number AS number, s.location_id AS place, s.quantity FROM inventory_items i
      JOIN inventory_stock s ON s.item_id = i.id AND s.quantity = i.quantity
      JOIN inventory_locations l ON l.id = s.location_id AND l.type <> 'tour'
      WHERE i.theater_id = $1 AND i.category_id = $2 AND i.quantity BETWEEN $3 AND $4
        AND NOT EXISTS (SELECT 1 FROM packing_lines p WHERE p.inventory_item_id = i.id)
        AND NOT EXISTS (SELECT 1 FROM performance_inventory p WHERE p.inventory_item_id = i.id)
      ORDER BY i.inventory_number ${order} LIMIT 4`,
    [theaterId, id('category', category), least, most],
  );
  return rows;
}

/** A thing is a place that is called as it is. */
async function makeCase(context: Context, { id, name, number }: Standing, parent: string): Promise<string> {
  const place = casePlaceId(id);
  const { theaterId, at } = context;
  const columns = ['id', 'theater_id', 'name', 'code', 'parent_id', 'type', 'sort_order', 'created_at', 'updated_at'];
  await insertMany(context, 'inventory_locations', columns, [
    [place, theaterId, name.slice(0, 100), number, parent, 'warehouse', 0, at, at],
  ]);
  await context.client.query('UPDATE inventory_items SET place_id = $2 WHERE id = $1', [id, place]);
  return place;
}

/** So many pieces go into a case, with a line in the ledger. */
async function put(context: Context, thing: Standing, place: string, quantity: number): Promise<void> {
  const { client, theaterId, at } = context;
  await client.query('UPDATE inventory_stock SET quantity = quantity - $3 WHERE item_id = $1 AND location_id = $2', [
    thing.id,
    thing.place,
    quantity,
  ]);
  await insertMany(
    context,
    'inventory_stock',
    ['id', 'theater_id', 'item_id', 'location_id', 'quantity'],
    [[stockId(thing.id, place), theaterId, thing.id, place, quantity]],
  );
  await insertMany(
    context,
    'inventory_history',
    [
      'id',
      'theater_id',
      'item_id',
      'movement_type',
      'from_location_id',
      'to_location_id',
      'quantity',
      'occurred_at',
      'created_at',
      'created_by_name',
    ],
    [
      [
        context.id('into case', thing.id),
        theaterId,
        thing.id,
        'transfer',
        thing.place,
        place,
        quantity,
        at,
        at,
        'Offstage',
      ],
    ],
  );
  if (quantity === thing.quantity)
    await client.query('UPDATE inventory_items SET location_id = $2 WHERE id = $1', [thing.id, place]);
}

/** A case with its lamps, one short, and another one in it; none where the demo has too few things. */
export async function addCases(context: Context): Promise<void> {
  const [outer, inner] = await things(context, 'case', { least: 1, most: 1, order: 'DESC' });
  const [lamps, more, ...rest] = await things(context, 'light.spot', { least: 4, most: 1000, order: 'DESC' });
  if (outer === undefined || inner === undefined || lamps === undefined || more === undefined) return;
  const outerPlace = await makeCase(context, outer, outer.place);
  const innerPlace = await makeCase(context, inner, outerPlace);
  await put(context, inner, outerPlace, 1);
  await put(context, lamps, outerPlace, 3);
  await put(context, more, innerPlace, 2);
  const third = rest[0];
  const lines = [
    [outer.id, lamps.id, 4],
    [outer.id, inner.id, 1],
    ...(third === undefined ? [] : [[outer.id, third.id, 2] as const]),
    [inner.id, more.id, 2],
  ] as const;
  await insertMany(
    context,
    'kit_lines',
    ['id', 'theater_id', 'case_item_id', 'item_id', 'quantity', 'sort_order', 'created_at', 'updated_at'],
    lines.map(([caseId, item, quantity], index) => [
      kitLineId(caseId, item),
      context.theaterId,
      caseId,
      item,
      quantity,
      index,
      context.at,
      context.at,
    ]),
  );
}
