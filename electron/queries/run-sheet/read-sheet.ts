/** Run sheets as the replica holds them. */

import { byRank } from '../../../shared/rules/rank.ts';
import type { SheetLine, SheetScene, SheetThing } from '../../../shared/rules/run-sheet-view.ts';
import type { TableName } from '../../../shared/schema/catalog.ts';
import type { Reading } from '../../replica/reading.ts';
import { pendingSql } from '../file-view.ts';

/** What `linesOf` looks at. */
export const LINE_TABLES = [
  'scenes',
  'run_sheet_lines',
  'employees',
  'performance_inventory',
  'inventory_items',
  'inventory_stock',
  'inventory_locations',
] as const satisfies readonly TableName[];

/** SQL: where most of a thing stands; NULL where none of it is on stock. */
export const placeSql = (item: string): string =>
  `(SELECT l.name FROM inventory_stock s JOIN inventory_locations l ON l.id = s.location_id
    WHERE s.item_id = ${item} AND s.quantity > 0 ORDER BY s.quantity DESC, l.name LIMIT 1)`;

/** The scenes of a production, in their order. */
export function scenesOf(replica: Reading, performanceId: string): readonly SheetScene[] {
  return replica
    .prepared<[string], SheetScene>(
      `SELECT id, act, number, title, place, duration_minutes, note, rank FROM scenes
        WHERE performance_id = ? AND deleted_at IS NULL`,
    )
    .all(performanceId)
    .toSorted(byRank);
}

type LineRow = Omit<SheetLine, 'is_left_out' | 'isPending' | 'thing'> & {
  readonly left_out: number;
  readonly pending: number;
  readonly item_id: string | null;
  readonly item_name: string;
  readonly item_number: string;
  readonly item_status: string;
  readonly item_place: string | null;
};

/** By `ix_scenes_performance_id` and `ix_run_sheet_lines_scene_id`. */
export const LINES = `SELECT r.id, r.scene_id, r.variant_id, r.replaces_id, r.is_left_out AS left_out, r.department_id,
    r.action, r.performance_inventory_id, r.what, r.quantity, r.from_place, r.to_place, r.who_id, r.who, r.cue, r.note,
    r.rank, r.created_at, e.full_name AS employee, ${pendingSql('r.id')} AS pending, i.id AS item_id,
    i.name AS item_name, i.inventory_number AS item_number, i.status AS item_status, ${placeSql('i.id')} AS item_place
  FROM scenes c JOIN run_sheet_lines r ON r.scene_id = c.id AND r.deleted_at IS NULL
  LEFT JOIN employees e ON e.id = r.who_id
  LEFT JOIN performance_inventory n ON n.id = r.performance_inventory_id AND n.deleted_at IS NULL
  LEFT JOIN inventory_items i ON i.id = n.inventory_item_id AND i.deleted_at IS NULL
  WHERE c.performance_id = ? AND c.deleted_at IS NULL`;

/** All lines of a production, of all its variants, each scene's in their order. */
export function linesOf(replica: Reading, performanceId: string): readonly SheetLine[] {
  return replica
    .prepared<[string], LineRow>(LINES)
    .all(performanceId)
    .map(
      ({ left_out, pending, item_id, item_name, item_number, item_status, item_place, ...line }): SheetLine => ({
        ...line,
        is_left_out: left_out === 1,
        isPending: pending === 1,
        thing: thingOf({ item_id, item_name, item_number, item_status, item_place }),
      }),
    )
    .toSorted(byRank);
}

const thingOf = (
  row: Pick<LineRow, 'item_id' | 'item_name' | 'item_number' | 'item_status' | 'item_place'>,
): SheetThing | null =>
  row.item_id === null
    ? null
    : {
        itemId: row.item_id,
        name: row.item_name,
        number: row.item_number,
        status: row.item_status,
        place: row.item_place,
      };

/** Lines in the order of their scenes. */
export function inSceneOrder(scenes: readonly SheetScene[], lines: readonly SheetLine[]): readonly SheetLine[] {
  const found = Map.groupBy(lines, (line) => line.scene_id);
  return scenes.flatMap(({ id }) => found.get(id) ?? []);
}
