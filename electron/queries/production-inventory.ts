/** What a production needs, where it stands, and whether it is free on the next evening. */
import * as declared from '../../shared/features/productions/queries.ts';
import { availabilityOf, type Claim, type Need, needsIn } from '../../shared/rules/availability.ts';
import type { Reading } from '../replica/reading.ts';
import { implement } from './define-query.ts';
import { FILE_COLUMNS, FILE_TABLES, type FileRow, fileJoin, fileView, pendingSql } from './file-view.ts';
import { nextDates } from './production-queries.ts';
import { STAGED } from './staged-events.ts';

type Placed = Readonly<{ place: string | null; places: number }>;
type StoredThing = Omit<
  declared.NeededThing,
  keyof Need | 'otherPlaces' | 'isConsumable' | 'cover' | 'isPending' | 'availability' | 'place' | 'notes'
> &
  Placed &
  FileRow &
  Readonly<{ id: string; have: number; isUnsafe: number; pending: number }>;

/** Things by their ids, with the place that holds most of each, and its main photo. */
function thingsOf(replica: Reading, ids: readonly string[]): Map<string, StoredThing> {
  const rows = replica
    .prepared<[{ ids: string }], StoredThing>(
      `SELECT i.id, i.name, i.inventory_number AS number, i.unit, i.weight, i.status, i.condition, i.quantity AS have,
          k.id AS categoryId, k.name AS category, d.id AS departmentId, d.name AS department, d.code AS departmentCode,
          (SELECT concat_ws(' / ', a.name, l.name) FROM inventory_stock s JOIN inventory_locations l
            ON l.id = s.location_id LEFT JOIN inventory_locations a ON a.id = l.parent_id
            WHERE s.item_id = i.id AND s.quantity > 0 ORDER BY s.quantity DESC, l.name LIMIT 1) AS place,
          (SELECT count(*) FROM inventory_stock s WHERE s.item_id = i.id AND s.quantity > 0) AS places,
          EXISTS (SELECT 1 FROM faults f WHERE f.inventory_item_id = i.id AND f.deleted_at IS NULL
            AND f.severity = 'unsafe' AND f.status IN ('open', 'in_repair')) AS isUnsafe,
          ${pendingSql('i.id')} AS pending, ${FILE_COLUMNS}
        FROM json_each(@ids) wanted JOIN inventory_items i ON i.id = wanted.value
        LEFT JOIN inventory_categories k ON k.id = i.category_id LEFT JOIN departments d ON d.id = k.department_id
        LEFT JOIN (SELECT p.inventory_item_id, p.file_id, row_number() OVER (PARTITION BY p.inventory_item_id
            ORDER BY p.is_main DESC, p.sort_order, p.id) AS rank FROM inventory_photos p WHERE p.deleted_at IS NULL
            AND p.inventory_item_id IN (SELECT value FROM json_each(@ids))) photo
          ON photo.inventory_item_id = i.id AND photo.rank = 1
        ${fileJoin('photo.file_id')}`,
    )
    .all({ ids: JSON.stringify(ids) });
  return new Map(rows.map((row) => [row.id, row]));
}

/**
 * What other events of the day have taken, and what productions that are played that day need, their variants
 * considered.
 */
function claimsOn(
  replica: Reading,
  day: string,
  ownEventId: string | null,
  ids: readonly string[],
): ReadonlyMap<string, readonly Claim[]> {
  const rows = replica
    .prepared<[{ day: string; own: string; ids: string }], Claim & { readonly itemId: string }>(
      `WITH others AS (SELECT s.id, s.title, s.performance_id, s.variant_id, s.event_type FROM schedule_events s
          WHERE s.event_date = @day AND s.deleted_at IS NULL AND s.status IN ('planned', 'confirmed', 'in_progress')
            AND s.id <> @own),
        wanted AS (SELECT value AS id FROM json_each(@ids))
        SELECT t.inventory_item_id AS itemId, o.id AS eventId, o.title, o.performance_id AS performanceId, t.quantity
          FROM others o JOIN event_inventory t ON t.event_id = o.id AND t.deleted_at IS NULL
            AND t.status NOT IN ('returned', 'missing')
          WHERE t.inventory_item_id IN (SELECT id FROM wanted)
        UNION ALL
        SELECT p.inventory_item_id, o.id, o.title, o.performance_id, coalesce(
            (SELECT n.quantity FROM variant_inventory n WHERE n.variant_id = o.variant_id
              AND n.inventory_item_id = p.inventory_item_id AND n.deleted_at IS NULL), p.quantity)
          FROM others o JOIN performance_inventory p ON p.performance_id = o.performance_id AND p.deleted_at IS NULL
          WHERE o.event_type IN ${STAGED} AND p.inventory_item_id IN (SELECT id FROM wanted)
        UNION ALL
        SELECT n.inventory_item_id, o.id, o.title, o.performance_id, n.quantity
          FROM others o JOIN variant_inventory n ON n.variant_id = o.variant_id AND n.deleted_at IS NULL
          WHERE o.event_type IN ${STAGED} AND n.inventory_item_id IN (SELECT id FROM wanted)`,
    )
    .all({ day, own: ownEventId ?? '', ids: JSON.stringify(ids) });
  return Map.groupBy(rows, ({ itemId }) => itemId);
}

type BaseNeed = Readonly<{
  id: string;
  itemId: string;
  quantity: number;
  notes: string | null;
  isConsumable: number;
  pending: number;
}>;

function baseNeeds(replica: Reading, id: string): readonly BaseNeed[] {
  return replica
    .prepared<[string], BaseNeed>(
      `SELECT p.id, p.inventory_item_id AS itemId, p.quantity, p.notes, p.is_consumable AS isConsumable,
          ${pendingSql('p.id')} AS pending
        FROM performance_inventory p WHERE p.performance_id = ? AND p.deleted_at IS NULL ORDER BY p.id`,
    )
    .all(id);
}

const variantNeeds = (
  replica: Reading,
  variantId: string | null,
): readonly Readonly<{ itemId: string; quantity: number; notes: string | null }>[] =>
  variantId === null
    ? []
    : replica
        .prepared<[string], { itemId: string; quantity: number; notes: string | null }>(
          `SELECT inventory_item_id AS itemId, quantity, notes FROM variant_inventory
            WHERE variant_id = ? AND deleted_at IS NULL ORDER BY id`,
        )
        .all(variantId);

export const productionInventory = implement(declared.productionInventory, {
  tables: [
    'performance_inventory',
    'variant_inventory',
    'performance_variants',
    'inventory_items',
    'inventory_stock',
    'inventory_locations',
    'inventory_categories',
    'inventory_photos',
    'departments',
    'faults',
    'schedule_events',
    'venues',
    'event_inventory',
    'outbox',
    ...FILE_TABLES,
  ],
  run: async (context, { id, variant }): Promise<declared.ProductionInventory> => {
    const { replica, today } = context;
    const [date] = nextDates(context, id, variant);
    const base = baseNeeds(replica, id);
    const otherwise = variantNeeds(replica, variant);
    const needs = needsIn(base, otherwise);
    const ids = needs.map(({ itemId }) => itemId);
    const things = thingsOf(replica, ids);
    const claims = claimsOn(replica, date?.date ?? today, date?.eventId ?? null, ids);
    const baseOf = new Map(base.map((need) => [need.itemId, need]));
    const notesOf = new Map(otherwise.map((need) => [need.itemId, need.notes]));
    const isOnTour = variant !== null || (date?.variantId ?? null) !== null;
    return {
      date: date ?? null,
      things: needs.flatMap((need): declared.NeededThing[] => {
        const found = things.get(need.itemId);
        if (found === undefined) return [];
        const { have, isUnsafe, pending, place, places, ...thing } = found;
        const known = baseOf.get(need.itemId);
        return [
          {
            ...need,
            name: thing.name,
            number: thing.number,
            unit: thing.unit,
            weight: thing.weight,
            categoryId: thing.categoryId,
            category: thing.category,
            departmentId: thing.departmentId,
            department: thing.department,
            departmentCode: thing.departmentCode,
            status: thing.status,
            condition: thing.condition,
            place,
            otherPlaces: Math.max(0, places - 1),
            notes: notesOf.get(need.itemId) ?? known?.notes ?? null,
            isConsumable: known?.isConsumable === 1,
            cover: fileView(thing),
            isPending: pending === 1 || known?.pending === 1,
            availability: availabilityOf(
              { quantity: have, status: thing.status, isUnsafe: isUnsafe === 1 },
              { performanceId: id, quantity: need.quantity, isOnTour },
              claims.get(need.itemId) ?? [],
            ),
          },
        ];
      }),
    };
  },
});
