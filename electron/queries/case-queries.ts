/** Cases: what lies in one and what should, and what goes along with it. */
import * as declared from '../../shared/features/kits/queries.ts';
import { compareKit, listOf, type Pieces, partsOf } from '../../shared/rules/kits.ts';
import type { Reading } from '../replica/reading.ts';
import { implement } from './define-query.ts';

type StandsAt = declared.StandsAt;

interface Thing {
  readonly id: string;
  readonly name: string;
  readonly number: string;
  readonly unit: string;
  readonly isCase: number;
}

const LIVE_CASE = `EXISTS (SELECT 1 FROM inventory_locations p WHERE p.id = i.place_id AND p.deleted_at IS NULL)`;

/** The list of a case: its lines, with their notes, and what has its home in it. */
function kitOf(
  replica: Reading,
  caseId: string,
): { list: readonly Pieces[]; notes: ReadonlyMap<string, string | null> } {
  const lines = replica
    .prepared<[string], Pieces & { readonly note: string | null }>(
      `SELECT k.item_id AS itemId, k.quantity, k.note FROM kit_lines k
        JOIN inventory_items i ON i.id = k.item_id AND i.deleted_at IS NULL
        WHERE k.case_item_id = ? AND k.deleted_at IS NULL ORDER BY k.sort_order, i.name, i.inventory_number, i.id`,
    )
    .all(caseId);
  const homed = replica
    .prepared<[string], Pieces>(
      `SELECT i.id AS itemId, i.quantity FROM inventory_items i WHERE i.case_item_id = ? AND i.deleted_at IS NULL
        ORDER BY i.name, i.inventory_number, i.id`,
    )
    .all(caseId);
  return { list: listOf(lines, homed), notes: new Map(lines.map(({ itemId, note }) => [itemId, note])) };
}

const insideOf = (replica: Reading, placeId: string): readonly Pieces[] =>
  replica
    .prepared<[string], Pieces>(
      `SELECT s.item_id AS itemId, s.quantity FROM inventory_stock s JOIN inventory_items i ON i.id = s.item_id
        WHERE s.location_id = ? AND s.quantity > 0 ORDER BY i.name, i.inventory_number, i.id`,
    )
    .all(placeId);

function thingsOf(replica: Reading, ids: readonly string[]): ReadonlyMap<string, Thing> {
  const rows = replica
    .prepared<[string], Thing>(
      `SELECT i.id, i.name, i.inventory_number AS number, i.unit, ${LIVE_CASE} AS isCase FROM inventory_items i
        WHERE i.id IN (SELECT value FROM json_each(?))`,
    )
    .all(JSON.stringify(ids));
  return new Map(rows.map((row) => [row.id, row]));
}

/** Where else most of each thing stands. */
function elsewhereOf(replica: Reading, ids: readonly string[], placeId: string): ReadonlyMap<string, StandsAt> {
  const rows = replica
    .prepared<[string, string], StandsAt & { readonly itemId: string }>(
      `SELECT s.item_id AS itemId, s.location_id AS locationId, l.name, s.quantity FROM inventory_stock s
        JOIN inventory_locations l ON l.id = s.location_id AND l.deleted_at IS NULL AND l.type <> 'tour'
        WHERE s.item_id IN (SELECT value FROM json_each(?)) AND s.location_id <> ? AND s.quantity > 0
        ORDER BY s.quantity, s.location_id DESC`,
    )
    .all(JSON.stringify(ids), placeId);
  return new Map(rows.map(({ itemId, ...stands }) => [itemId, stands]));
}

/** From the root down to a place. */
function wayTo(replica: Reading, placeId: string | null): readonly declared.CaseStep[] {
  const step = replica.prepared<[string], declared.CaseStep & { readonly parent: string | null }>(
    `SELECT l.id AS locationId, l.name, l.parent_id AS parent, i.id AS itemId FROM inventory_locations l
      LEFT JOIN inventory_items i ON i.place_id = l.id AND i.deleted_at IS NULL WHERE l.id = ?`,
  );
  const way: declared.CaseStep[] = [];
  const passed = new Set<string>();
  for (let at = placeId; at !== null && !passed.has(at); ) {
    passed.add(at);
    const found = step.get(at);
    if (found === undefined) break;
    const { parent, ...shown } = found;
    way.unshift(shown);
    at = parent;
  }
  return way;
}

interface Head {
  readonly name: string;
  readonly placeId: string | null;
  readonly parentId: string | null;
  readonly checkedAt: string | null;
  readonly checkedBy: string | null;
}

/** What lies in a case and what should, in one list. */
function linesOf(replica: Reading, caseId: string, placeId: string | null): readonly declared.CaseLine[] {
  const { list, notes } = kitOf(replica, caseId);
  const lines = compareKit(list, placeId === null ? [] : insideOf(replica, placeId));
  const ids = lines.map(({ itemId }) => itemId);
  const things = thingsOf(replica, ids);
  const elsewhere = elsewhereOf(replica, ids, placeId ?? '');
  return lines.flatMap((line): declared.CaseLine[] => {
    const thing = things.get(line.itemId);
    if (thing === undefined) return [];
    const { name, number, unit, isCase } = thing;
    return [
      {
        ...line,
        name,
        number,
        unit,
        note: notes.get(line.itemId) ?? null,
        isHomed: line.wanted > 0 && !notes.has(line.itemId),
        isCase: isCase === 1,
        elsewhere: elsewhere.get(line.itemId) ?? null,
      },
    ];
  });
}

export const caseContents = implement(declared.caseContents, {
  tables: ['inventory_items', 'inventory_locations', 'inventory_stock', 'kit_lines'],
  run: async ({ replica }, { itemId }): Promise<declared.CaseView | null> => {
    const head = replica
      .prepared<[string], Head>(
        `SELECT i.name, p.id AS placeId, p.parent_id AS parentId, p.checked_at AS checkedAt,
            p.checked_by_name AS checkedBy FROM inventory_items i
          LEFT JOIN inventory_locations p ON p.id = i.place_id AND p.deleted_at IS NULL WHERE i.id = ?`,
      )
      .get(itemId);
    if (head === undefined) return null;
    const { parentId, ...shown } = head;
    return { itemId, ...shown, way: wayTo(replica, parentId), lines: linesOf(replica, itemId, head.placeId) };
  },
});

export const caseParts = implement(declared.caseParts, {
  tables: ['inventory_items', 'inventory_locations', 'kit_lines'],
  run: async ({ replica }, { itemId }): Promise<readonly declared.NamedPart[]> => {
    if (thingsOf(replica, [itemId]).get(itemId)?.isCase !== 1) return [];
    const parts = partsOf(itemId, (id) => kitOf(replica, id).list);
    const things = thingsOf(
      replica,
      parts.map((part) => part.itemId),
    );
    return parts.map((part) => ({ ...part, name: things.get(part.itemId)?.name ?? '' }));
  },
});
