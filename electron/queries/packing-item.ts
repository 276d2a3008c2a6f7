/** One thing on the packing list of a tour, straight from the indexes: what a scan needs. */
import { everPacked, packingSums } from '../../shared/rules/packing.ts';
import type { Reading } from '../replica/reading.ts';
import { SOME_SUMS } from './packing-model.ts';

/** A line of the thing. */
export interface ItemLine {
  readonly id: string;
  readonly caseId: string | null;
  readonly caseName: string | null;
  readonly planned: number;
  readonly packed: number;
}

/** By the index over things: one is on few tours, and a tour has thousands. */
export const THING_LINES = `SELECT l.id, l.case_item_id AS caseId, c.name AS caseName, l.quantity AS planned
  FROM packing_lines l LEFT JOIN inventory_items c ON c.id = l.case_item_id
  WHERE +l.tour_id = ? AND l.inventory_item_id = ? AND +l.deleted_at IS NULL ORDER BY c.name, l.id`;

/**
 * Live lines of a thing with what was packed of each. In the order of the names of their cases, what lies in none
 * first. Two small reads by index, however long the list is: a scanner does not wait for the model of the whole tour.
 */
export function linesOfThing(replica: Reading, tourId: string, itemId: string): readonly ItemLine[] {
  const lines = replica.prepared<[string, string], Omit<ItemLine, 'packed'>>(THING_LINES).all(tourId, itemId);
  const sums = replica
    .prepared<[string], Parameters<typeof packingSums>[0][number] & { readonly lineId: string }>(SOME_SUMS)
    .all(JSON.stringify(lines.map(({ id }) => id)));
  const byLine = Map.groupBy(sums, ({ lineId }) => lineId);
  return lines.map((line) => ({ ...line, packed: everPacked(packingSums(byLine.get(line.id) ?? [])) }));
}

/**
 * Whether something lies in the thing on this tour, or the thing is where others are at home and goes along. A line
 * that plans nothing and of which nothing was ever recorded is a leftover and makes no case.
 */
export function isCaseOn(replica: Reading, tourId: string, itemId: string): boolean {
  const row = replica
    .prepared<[string, string, string, string, string], { yes: number }>(
      `SELECT EXISTS (SELECT 1 FROM packing_lines l
            WHERE +l.tour_id = ? AND l.case_item_id = ? AND +l.deleted_at IS NULL
            AND (l.quantity > 0 OR EXISTS (SELECT 1 FROM packing_entries e WHERE e.packing_line_id = l.id)))
          OR (EXISTS (SELECT 1 FROM inventory_items x WHERE x.case_item_id = ? AND +x.deleted_at IS NULL)
            AND EXISTS (SELECT 1 FROM packing_lines l WHERE +l.tour_id = ? AND l.inventory_item_id = ?
              AND +l.deleted_at IS NULL AND l.quantity > 0)) AS yes`,
    )
    .get(tourId, itemId, itemId, tourId, itemId);
  return row?.yes === 1;
}

/** Who packed a piece of the thing last, when, and into what; of what was not taken back. */
export const lastPacked = (
  replica: Reading,
  tourId: string,
  itemId: string,
): { readonly by: string; readonly at: string; readonly caseName: string | null } | undefined =>
  replica
    .prepared<[string, string], { by: string; at: string; caseName: string | null }>(
      `SELECT e.by_name AS by, e.at, c.name AS caseName FROM packing_lines l
        CROSS JOIN packing_entries e ON e.packing_line_id = l.id AND e.action = 'pack' AND +e.undoes_id IS NULL
        LEFT JOIN inventory_items c ON c.id = l.case_item_id
        WHERE +l.tour_id = ? AND l.inventory_item_id = ? AND +l.deleted_at IS NULL
        AND NOT EXISTS (SELECT 1 FROM packing_entries u WHERE u.undoes_id = e.id)
        ORDER BY e.at DESC, e.id DESC LIMIT 1`,
    )
    .get(tourId, itemId);
