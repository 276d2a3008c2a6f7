/**
 * Counts: the list; of one count its head, a stretch of its lines, its last entries, and the review. Each is small,
 * whatever the size of the count.
 */

import * as declared from '../../shared/features/counts/queries.ts';
import type {
  CountEntries,
  CountEntryView,
  CountHead,
  CountLines,
  CountLineView,
  CountReview,
  SimilarCode,
  UnknownCodeView,
} from '../../shared/ipc/count-contract.ts';
import type { CountListRow } from '../../shared/ipc/views.ts';
import type { Reading } from '../replica/reading.ts';
import { countersOf, linesOf } from './count-model.ts';
import { implement } from './define-query.ts';

const LAST_ENTRIES = 30;
/** Lines of a review that are sent at once; the rest is a number until those are dealt with. */
const REVIEWED = 200;
const tables = [
  'inventory_counts',
  'inventory_count_lines',
  'inventory_count_entries',
  'inventory_items',
  'inventory_locations',
] as const;

export const countList = implement(declared.countList, {
  tables: ['inventory_counts', 'inventory_count_lines', 'inventory_count_entries', 'inventory_locations'],
  run: async ({ replica }): Promise<readonly CountListRow[]> =>
    replica
      .prepared<[], CountListRow>(
        `SELECT c.id, c.name, c.status, c.is_blind, l.name AS location, c.started_at, c.posted_at, c.reversed_at,
          c.created_at,
       (SELECT count(*) FROM inventory_count_lines x WHERE x.count_id = c.id) AS lines,
       (SELECT count(*) FROM inventory_count_entries x WHERE x.count_id = c.id) AS entries
     FROM inventory_counts c JOIN inventory_locations l ON l.id = c.location_id WHERE c.deleted_at IS NULL
     ORDER BY c.created_at DESC, c.id`,
      )
      .all(),
});

const isComplete = (line: CountLineView): boolean => line.isCounted && line.found >= line.expected;
const isDifferent = (line: CountLineView): boolean => line.isCounted && line.state !== 'matched';

const ENTRIES_OF = 'SELECT count(*) AS n FROM inventory_count_entries WHERE count_id = ?';

/** Null where there is no such count. Numbers are those of the whole count, whoever asks. */
export const countHead = implement(declared.countHead, {
  tables: [...tables],
  run: async ({ replica }, { id }): Promise<CountHead | null> => {
    const count = await replica.db.selectFrom('inventory_counts').selectAll().where('id', '=', id).executeTakeFirst();
    if (count === undefined) return null;
    const lines = linesOf(replica, id);
    const places = replica
      .prepared<[string], { id: string; name: string; code: string }>(
        `WITH RECURSIVE t(id) AS (VALUES (?) UNION SELECT c.id FROM inventory_locations c JOIN t ON c.parent_id = t.id)
       SELECT l.id, l.name, l.code FROM inventory_locations l JOIN t ON t.id = l.id WHERE l.deleted_at IS NULL
       ORDER BY l.sort_order, l.name`,
      )
      .all(count.location_id);
    const expected = lines.filter((line) => line.expected > 0);
    const byPlace = Map.groupBy(expected, (line) => line.locationId);
    const entries = replica.prepared<[string], { n: number }>(ENTRIES_OF).get(id)?.n ?? 0;
    return {
      count,
      location: places.find((place) => place.id === count.location_id)?.name ?? '',
      places: places.map((place) => {
        const here = byPlace.get(place.id) ?? [];
        return { ...place, expected: here.length, complete: here.filter(isComplete).length };
      }),
      progress: {
        expected: expected.length,
        complete: expected.filter(isComplete).length,
        counted: lines.filter((line) => line.isCounted).length,
        different: lines.filter(isDifferent).length,
      },
      entries,
      counters: countersOf(replica, id),
    };
  },
});

/**
 * A stretch of one kind of lines, and how many there are. `remaining` leaves out what is not expected: it is found, not
 * looked for.
 */
export const countLines = implement(declared.countLines, {
  tables: [...tables],
  run: async ({ replica }, { id, filter, placeId, limit }): Promise<CountLines> => {
    const here = linesOf(replica, id).filter((line) => placeId === null || line.locationId === placeId);
    const kept = {
      remaining: here.filter((line) => !isComplete(line) && line.expected > 0),
      counted: here.filter((line) => line.isCounted),
      different: here.filter(isDifferent),
      all: here,
    };
    return {
      total: kept[filter].length,
      rows: kept[filter].slice(0, limit),
      totals: { remaining: kept.remaining.length, counted: kept.counted.length, different: kept.different.length },
    };
  },
});

type StoredEntry = Omit<CountEntryView, 'isUndone' | 'isPending'> & {
  readonly is_undone: number;
  readonly is_pending: number;
};

/** The newest first, by `ix_inventory_count_entries_count_id_counted_at`. */
export const NEWEST = `SELECT e.id, i.name, e.scanned_code AS code, l.name AS location, e.quantity,
    e.counted_by_name AS countedBy, e.counted_by_id AS countedById, e.counted_at AS countedAt,
    EXISTS (SELECT 1 FROM inventory_count_entries u WHERE u.undoes_id = e.id) AS is_undone,
    EXISTS (SELECT 1 FROM outbox_effects x WHERE x.row_id = e.id) AS is_pending
  FROM inventory_count_entries e JOIN inventory_locations l ON l.id = e.location_id
  LEFT JOIN inventory_items i ON i.id = e.item_id
  WHERE e.count_id = ? AND e.undoes_id IS NULL ORDER BY e.counted_at DESC, e.id DESC LIMIT ?`;
/** Codes that nobody knows: entries without a thing, by the index over count and thing. */
export const UNKNOWN = `SELECT e.scanned_code AS code, count(*) AS times, sum(e.quantity) AS quantity,
  min(l.name) AS location, max(e.counted_at) AS lastAt
  FROM inventory_count_entries e JOIN inventory_locations l ON l.id = e.location_id
  WHERE e.count_id = ? AND e.item_id IS NULL AND e.undoes_id IS NULL
  AND NOT EXISTS (SELECT 1 FROM inventory_count_entries u WHERE u.undoes_id = e.id)
  GROUP BY e.scanned_code ORDER BY lastAt DESC`;

const unknownCodes = (replica: Reading, id: string): UnknownCodeView[] =>
  replica.prepared<[string], UnknownCodeView>(UNKNOWN).all(id);

/** The newest entries, and the codes that nobody knows. */
export const countEntries = implement(declared.countEntries, {
  tables: ['inventory_count_entries', 'inventory_items', 'inventory_locations', 'outbox'],
  run: async ({ replica }, { id }): Promise<CountEntries> => ({
    entries: replica
      .prepared<[string, number], StoredEntry>(NEWEST)
      .all(id, LAST_ENTRIES)
      .map(({ is_undone: isUndone, is_pending: isPending, ...entry }) => ({
        ...entry,
        isUndone: isUndone === 1,
        isPending: isPending === 1,
      })),
    unknown: unknownCodes(replica, id),
  }),
});

/** What is left to decide before the count can be posted; each list is cut, its number is not. */
export const countReview = implement(declared.countReview, {
  tables: [...tables, 'inventory_history'],
  run: async ({ replica }, { id }): Promise<CountReview> => {
    const lines = linesOf(replica, id);
    const counted = lines.filter((line) => line.isCounted);
    const open = counted.filter((line) => line.state === 'open');
    const decided = counted.filter((line) => line.state === 'accepted' || line.state === 'left');
    const uncounted = lines.filter((line) => !line.isCounted && line.state !== 'matched');
    const number = (sql: string): number => replica.prepared<[string], { n: number }>(sql).get(id)?.n ?? 0;
    return {
      total: lines.length,
      open: open.slice(0, REVIEWED),
      decided: decided.slice(0, REVIEWED),
      openTotal: open.length,
      decidedTotal: decided.length,
      matched: counted.filter((line) => line.state === 'matched').length,
      uncounted: {
        total: uncounted.length,
        undecided: uncounted.filter((line) => line.state === 'uncounted').length,
        absent: uncounted.filter((line) => line.state === 'accepted').length,
        rows: uncounted.slice(0, REVIEWED),
      },
      unknown: unknownCodes(replica, id),
      people: replica
        .prepared<[string], { name: string; entries: number }>(
          `SELECT counted_by_name AS name, count(*) AS entries FROM inventory_count_entries
            WHERE count_id = ? AND undoes_id IS NULL GROUP BY counted_by_name ORDER BY entries DESC`,
        )
        .all(id),
      shared: counted.filter((line) => line.sign === 'sum').length,
      second: counted.filter((line) => line.sign === 'same' || line.sign === 'differ').length,
      posted: number(
        "SELECT count(*) AS n FROM inventory_history WHERE count_id = ? AND movement_type = 'count_adjustment'",
      ),
      since: number(`SELECT count(*) AS n FROM inventory_history h
          JOIN inventory_counts c ON c.id = ? AND h.occurred_at > c.started_at
        WHERE h.movement_type <> 'count_adjustment'
        AND h.item_id IN (SELECT item_id FROM inventory_count_lines WHERE count_id = c.id)`),
    };
  },
});

/** Things whose code holds these letters: at most two, because a suggestion is only made where there is one. */
export const codeLike = implement(declared.codeLike, {
  tables: [],
  run: async ({ replica }, { code }): Promise<readonly SimilarCode[]> => {
    const pattern = `%${code.replaceAll(/[\\%_]/g, (letter) => `\\${letter}`)}%`;
    return replica
      .prepared<[string, string, string], SimilarCode>(
        `SELECT id, name, coalesce(CASE WHEN barcode LIKE ? ESCAPE '\\' THEN barcode END, inventory_number) AS code
          FROM inventory_items
       WHERE deleted_at IS NULL AND (barcode LIKE ? ESCAPE '\\' OR inventory_number LIKE ? ESCAPE '\\') ORDER BY name
       LIMIT 2`,
      )
      .all(pattern, pattern, pattern);
  },
});
