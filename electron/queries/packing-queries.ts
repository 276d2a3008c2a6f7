/** The packing of a tour: cases, a stretch of lines, what was packed last, and what has to go. */
import * as declared from '../../shared/features/packing/queries.ts';
import type {
  PackingEntryView,
  PackingHead,
  PackingLines,
  PackingLineView,
  PackingNeeds,
} from '../../shared/ipc/packing-contract.ts';
import { planDifference } from '../../shared/rules/packing-needs.ts';
import type { Reading } from '../replica/reading.ts';
import { implement } from './define-query.ts';
import { type ModelCase, type ModelLine, type PackingModel, packingOf } from './packing-model.ts';
import { NEED_TABLES, tourNeeds } from './packing-needs.ts';
import { versionOf } from './table-versions.ts';

const tables = ['tours', 'packing_lines', 'packing_entries', 'inventory_items'] as const;

const byCases = (model: PackingModel): ReadonlySet<string> => new Set(model.cases.map(({ id }) => id));

/** Of these lines, pieces without cases; and what they weigh: of a thing, the more of what is planned and is packed. */
function totalsOf(lines: readonly ModelLine[], cases: ReadonlySet<string>): PackingHead['totals'] {
  let [planned, packed, weightKg, unweighed] = [0, 0, 0, 0];
  for (const line of lines) {
    if (line.weight === null) unweighed += 1;
    weightKg += (line.weight ?? 0) * Math.max(line.planned, line.packed);
    if (cases.has(line.itemId)) continue;
    planned += line.planned;
    packed += Math.min(line.packed, line.planned);
  }
  return { planned, packed, weightKg, unweighed };
}

/** The thing that is open as a case before anything lies in it. */
function opened(replica: Reading, model: PackingModel, id: string | null): readonly Omit<ModelCase, 'weight'>[] {
  if (id === null || model.cases.some((each) => each.id === id)) return [];
  return replica
    .prepared<[string], Omit<ModelCase, 'weight'>>(
      'SELECT id, name, inventory_number AS number FROM inventory_items WHERE id = ? AND deleted_at IS NULL',
    )
    .all(id);
}

/**
 * Null where there is no such tour. `caseId` is the case that is open on the screen: it is listed also while it is
 * empty, or nobody could put the first thing into it. Of loose things no more count as packed than are planned.
 */
export const packingHead = implement(declared.packingHead, {
  tables: [...tables],
  run: async ({ replica }, { tourId, caseId }): Promise<PackingHead | null> => {
    const tour = await replica.db
      .selectFrom('tours')
      .select(['id', 'name', 'status', 'starts_on', 'ends_on'])
      .where('id', '=', tourId)
      .executeTakeFirst();
    if (tour === undefined) return null;
    const model = packingOf(replica, tourId);
    const cases = byCases(model);
    const inside = new Map<string, string>();
    for (const { itemId, caseId: around } of model.lines)
      if (around !== null && cases.has(itemId)) inside.set(itemId, around);
    const loose = (model.byCase.get(null) ?? []).filter((line) => !cases.has(line.itemId));
    return {
      tour,
      cases: [...model.cases, ...opened(replica, model, caseId)].map(({ id, name, number }) => ({
        id,
        name,
        number,
        insideId: inside.get(id) ?? null,
        ...(model.caseSums.get(id) ?? { planned: 0, packed: 0, weightKg: 0, unweighed: 0 }),
      })),
      loose: totalsOf(loose, cases),
      totals: totalsOf(model.lines, cases),
      over: [...model.byItem.values()].filter(({ planned, packed }) => packed > planned).length,
    };
  },
});

type Place = { readonly id: string; readonly place: string | null };

const PLACE_TABLES = ['inventory_stock', 'inventory_locations'] as const;
/** Places that were asked for since anything stood elsewhere: a scan moves nothing in the store. */
const places = new WeakMap<Reading, { version: number; byItem: Map<string, string | null> }>();
/** Of so many things; the lists of a few cases. */
const PLACES_KEPT = 5000;

/**
 * Where most of each thing stands. With the place above it, for «shelf 3» is in every store. Of equal places the first
 * by name; what is on tour already stands nowhere that one could fetch it from.
 */
function placesOf(replica: Reading, ids: readonly string[]): ReadonlyMap<string, string | null> {
  const version = versionOf(replica, PLACE_TABLES);
  const known = places.get(replica);
  const isKept = known?.version === version && known.byItem.size < PLACES_KEPT;
  const byItem = isKept ? known.byItem : new Map<string, string | null>();
  const missing = ids.filter((id) => !byItem.has(id));
  if (missing.length > 0)
    for (const { id, place } of replica
      .prepared<[string], Place>(
        `SELECT w.value AS id, (SELECT concat_ws(', ', a.name, l.name) FROM inventory_stock s
            JOIN inventory_locations l ON l.id = s.location_id LEFT JOIN inventory_locations a ON a.id = l.parent_id
            WHERE s.item_id = w.value AND s.quantity > 0 AND l.type <> 'tour'
            ORDER BY s.quantity DESC, l.name LIMIT 1) AS place
          FROM json_each(?) w`,
      )
      .all(JSON.stringify(missing)))
      byItem.set(id, place);
  places.set(replica, { version, byItem });
  return byItem;
}

/** Who packed things, by thing: those of which too many are packed. */
function packersOf(replica: Reading, tourId: string, ids: readonly string[]): ReadonlyMap<string, readonly string[]> {
  if (ids.length === 0) return new Map();
  const rows = replica
    .prepared<[string, string], { itemId: string; name: string }>(
      `SELECT l.inventory_item_id AS itemId, e.by_name AS name FROM packing_lines l
        CROSS JOIN packing_entries e ON e.packing_line_id = l.id AND e.action = 'pack' AND +e.undoes_id IS NULL
        WHERE +l.tour_id = ? AND l.inventory_item_id IN (SELECT value FROM json_each(?))
        AND NOT EXISTS (SELECT 1 FROM packing_entries u WHERE u.undoes_id = e.id)
        GROUP BY l.inventory_item_id, e.by_name ORDER BY max(e.at) DESC, e.by_name`,
    )
    .all(tourId, JSON.stringify(ids));
  return new Map([...Map.groupBy(rows, ({ itemId }) => itemId)].map(([id, own]) => [id, own.map(({ name }) => name)]));
}

/** Pieces packed beyond the plan of the whole tour: in which of its lines they lie does not matter. */
const overOf = (model: PackingModel, itemId: string): number => {
  const { planned, packed } = model.byItem.get(itemId) ?? { planned: 0, packed: 0 };
  return Math.max(0, packed - planned);
};

const isRemaining = ({ planned, packed }: ModelLine): boolean => packed < planned;

/**
 * `total` counts all that match, the rows are the first `limit` of them by name. Searching goes over the lines of the
 * model and not by SQL, whose LIKE knows large and small letters in Latin alone. Places and packers are asked for what
 * is shown only.
 */
export const packingLines = implement(declared.packingLines, {
  tables: [...tables, ...PLACE_TABLES],
  run: async ({ replica }, { tourId, scope, caseId, filter, text, limit }): Promise<PackingLines> => {
    const model = packingOf(replica, tourId);
    const cases = byCases(model);
    const wanted = text.trim().toLocaleLowerCase('ru');
    const asked = scope === 'all' ? model.lines : (model.byCase.get(caseId) ?? []);
    const found = asked.filter(
      (line) =>
        (scope === 'all' || caseId !== null || !cases.has(line.itemId)) &&
        (filter === 'all' || isRemaining(line)) &&
        (wanted === '' || `${line.name} ${line.number}`.toLocaleLowerCase('ru').includes(wanted)),
    );
    const shown = found.slice(0, limit);
    const standing = placesOf(
      replica,
      shown.map(({ itemId }) => itemId),
    );
    const over = shown.filter(({ itemId }) => overOf(model, itemId) > 0).map(({ itemId }) => itemId);
    const packers = packersOf(replica, tourId, over);
    return {
      total: found.length,
      rows: shown.map(
        ({ sums: _sums, status, ...line }): PackingLineView => ({
          ...line,
          isCase: cases.has(line.itemId),
          isDecommissioned: status === 'decommissioned',
          place: standing.get(line.itemId) ?? null,
          over: overOf(model, line.itemId),
          packers: packers.get(line.itemId) ?? [],
        }),
      ),
    };
  },
});

type StoredEntry = Omit<PackingEntryView, 'isUndone' | 'isPending'> &
  Readonly<{ is_undone: number; is_pending: number }>;

/** The newest first. */
const NEWEST = `SELECT e.id, l.id AS lineId, e.action, l.inventory_item_id AS itemId, i.name,
    i.inventory_number AS number,
    c.name AS caseName, e.quantity, e.by_name AS by, e.by_id AS byId, e.at,
    EXISTS (SELECT 1 FROM packing_entries u WHERE u.undoes_id = e.id) AS is_undone,
    EXISTS (SELECT 1 FROM outbox_effects x WHERE x.row_id = e.id) AS is_pending
  FROM packing_entries e JOIN packing_lines l ON l.id = e.packing_line_id
  JOIN inventory_items i ON i.id = l.inventory_item_id LEFT JOIN inventory_items c ON c.id = l.case_item_id
  WHERE e.id IN (SELECT value FROM json_each(?))
  ORDER BY e.at DESC, e.id DESC`;

export const packingEntries = implement(declared.packingEntries, {
  tables: ['packing_lines', 'packing_entries', 'inventory_items', 'outbox'],
  run: async ({ replica }, { tourId }): Promise<readonly PackingEntryView[]> =>
    replica
      .prepared<[string], StoredEntry>(NEWEST)
      .all(JSON.stringify(packingOf(replica, tourId).newest.map(({ id }) => id)))
      .map(({ is_undone: isUndone, is_pending: isPending, ...entry }) => ({
        ...entry,
        isUndone: isUndone === 1,
        isPending: isPending === 1,
      })),
});

export const packingLastOfLine = implement(declared.packingLastOfLine, {
  tables: ['packing_entries'],
  run: async ({ replica }, { lineId }) =>
    replica
      .prepared<[string], { id: string }>(
        `SELECT e.id FROM packing_entries e
          WHERE e.packing_line_id = ? AND e.action = 'pack' AND +e.undoes_id IS NULL
          AND NOT EXISTS (SELECT 1 FROM packing_entries u WHERE u.undoes_id = e.id)
          ORDER BY e.at DESC, e.id DESC LIMIT 1`,
      )
      .get(lineId) ?? null,
});

type Named = Readonly<{ id: string; name: string; number: string; home: string | null }>;

/** Things by their ids, and the case that each lives in. */
export const THINGS = `SELECT i.id, i.name, i.inventory_number AS number, c.id AS home FROM inventory_items i
  LEFT JOIN inventory_items c ON c.id = i.case_item_id AND +c.deleted_at IS NULL
  WHERE i.id IN (SELECT value FROM json_each(?)) AND +i.deleted_at IS NULL`;

const thingsOf = (replica: Reading, ids: Iterable<string>): ReadonlyMap<string, Named> =>
  new Map(
    replica
      .prepared<[string], Named>(THINGS)
      .all(JSON.stringify([...ids]))
      .map((item) => [item.id, item]),
  );

/**
 * By what the list differs from what productions need, thing by thing. A thing that was deleted is left out although a
 * production still names it: nobody can pack it.
 */
export const packingNeeds = implement(declared.packingNeeds, {
  tables: [...tables, ...NEED_TABLES],
  run: async ({ replica }, { tourId }): Promise<PackingNeeds> => {
    const { events, needs: all } = tourNeeds(replica, tourId);
    const model = packingOf(replica, tourId);
    const things = thingsOf(replica, new Set([...all.keys(), ...model.byItem.keys()]));
    const needs = new Map([...all].filter(([id]) => things.has(id)));
    const homes = new Map([...things.values()].flatMap(({ id, home }) => (home === null ? [] : [[id, home] as const])));
    const lines = model.lines.map(({ itemId, caseId, planned: quantity, packed, isExtra }) => ({
      itemId,
      caseId,
      quantity,
      packed,
      isExtra,
    }));
    const differences = planDifference(needs, lines, homes).flatMap((difference) => {
      const thing = things.get(difference.itemId);
      return thing === undefined ? [] : [{ ...difference, name: thing.name, number: thing.number }];
    });
    return { events, differences };
  },
});
