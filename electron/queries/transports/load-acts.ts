/** What was recorded last at a truck or on the way back: by the ledger, so that it outlives the window. */
import * as declared from '../../../shared/features/transports/queries.ts';
import type { Reading } from '../../replica/reading.ts';
import { implement } from '../define-query.ts';

/** Acts that are shown. */
const SHOWN = 5;

interface Moment {
  readonly at: string;
  readonly deviceId: string;
}

type Entry = Readonly<{
  id: string;
  action: 'pack' | 'load' | 'unload' | 'return' | 'miss' | 'damage';
  quantity: number;
  itemId: string;
  caseId: string | null;
  name: string;
  caseName: string | null;
  by: string;
  byId: string | null;
  isUndone: number;
  isPending: number;
}>;

/**
 * Entries of one mutation have one moment and one laptop. Nobody records two acts within a millisecond; a machine that
 * does sees them as one.
 */
const momentsOf = (replica: Reading, tourId: string, transportId: string | null): readonly Moment[] =>
  replica
    .prepared<[{ tour: string; truck: string | null }], Moment>(
      `SELECT e.at, e.device_id AS deviceId FROM packing_lines l JOIN packing_entries e ON e.packing_line_id = l.id
        WHERE l.tour_id = @tour AND e.undoes_id IS NULL
          AND CASE WHEN @truck IS NULL THEN e.action IN ('return', 'miss', 'damage')
            ELSE e.transport_id = @truck AND e.action IN ('load', 'unload', 'return') END
        GROUP BY e.at, e.device_id ORDER BY e.at DESC, e.device_id LIMIT ${SHOWN}`,
    )
    .all({ tour: tourId, truck: transportId });

/** What packs a thing on its way into the truck is part of loading it, and not told of. */
const entriesAt = (replica: Reading, tourId: string, { at, deviceId }: Moment): readonly Entry[] =>
  replica
    .prepared<[{ tour: string; at: string; device: string }], Entry>(
      `SELECT e.id, e.action, e.quantity, l.inventory_item_id AS itemId, l.case_item_id AS caseId, i.name,
          c.name AS caseName, e.by_name AS "by", e.by_id AS byId,
          EXISTS (SELECT 1 FROM packing_entries u WHERE u.undoes_id = e.id) AS isUndone,
          EXISTS (SELECT 1 FROM outbox_effects x WHERE x.row_id = e.id) AS isPending
        FROM packing_lines l JOIN packing_entries e ON e.packing_line_id = l.id AND e.at = @at
        JOIN inventory_items i ON i.id = l.inventory_item_id LEFT JOIN inventory_items c ON c.id = l.case_item_id
        WHERE l.tour_id = @tour AND e.device_id = @device AND e.undoes_id IS NULL AND e.action <> 'pack'
        ORDER BY e.id`,
    )
    .all({ tour: tourId, at, device: deviceId });

/** The case that was lifted, or the thing. */
function actOf(entries: readonly Entry[], { at }: Moment): readonly declared.LoadAct[] {
  const items = new Set(entries.map(({ itemId }) => itemId));
  const tops = entries.filter(({ caseId }) => caseId === null || !items.has(caseId));
  const first = tops[0] ?? entries[0];
  if (first === undefined || first.action === 'pack') return [];
  const own = entries.filter(({ itemId }) => itemId === first.itemId);
  return [
    {
      id: first.id,
      entryIds: entries.map(({ id }) => id),
      kind: first.quantity < 0 ? 'putBack' : first.action,
      name: first.name,
      caseName: first.caseName,
      pieces: own.reduce((sum, { quantity }) => sum + Math.abs(quantity), 0),
      by: first.by,
      byId: first.byId,
      at,
      isUndone: entries.every(({ isUndone }) => isUndone === 1),
      isPending: entries.some(({ isPending }) => isPending === 1),
    },
  ];
}

export const lastLoadActs = implement(declared.lastLoadActs, {
  tables: ['packing_lines', 'packing_entries', 'inventory_items', 'outbox'],
  run: async ({ replica }, { tourId, transportId }): Promise<readonly declared.LoadAct[]> =>
    momentsOf(replica, tourId, transportId).flatMap((moment) => actOf(entriesAt(replica, tourId, moment), moment)),
});
