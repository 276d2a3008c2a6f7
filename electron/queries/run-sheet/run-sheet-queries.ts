/** Run sheets: of a production, and of an evening. */
import { otherLayout } from '../../../shared/base/keyboard-layout.ts';
import type {
  EventRunSheet,
  RunSheet,
  SheetDepartment,
  SheetPerson,
  ThingFound,
  ThingsFound,
} from '../../../shared/features/run-sheet/queries.ts';
import * as declared from '../../../shared/features/run-sheet/queries.ts';
import { linesIn, type SheetMark, sameText } from '../../../shared/rules/run-sheet-view.ts';
import type { Reading } from '../../replica/reading.ts';
import { matchExpression } from '../../replica/search-index.ts';
import { implement } from '../define-query.ts';
import { employeeOf } from '../schedule/range.ts';
import { inSceneOrder, LINE_TABLES, linesOf, placeSql, scenesOf } from './read-sheet.ts';

interface EventRow {
  readonly performanceId: string;
  readonly performance: string;
  readonly variantId: string | null;
  readonly variantName: string | null;
}

export const runSheetForEvent = implement(declared.runSheetForEvent, {
  tables: [...LINE_TABLES, 'schedule_events', 'performances', 'performance_variants', 'run_sheet_marks', 'departments'],
  run: async ({ replica }, { eventId }): Promise<EventRunSheet | null> => {
    const event = replica
      .prepared<[string], EventRow>(
        `SELECT p.id AS performanceId, p.title AS performance, v.id AS variantId, v.name AS variantName
          FROM schedule_events s JOIN performances p ON p.id = s.performance_id
          LEFT JOIN performance_variants v ON v.id = s.variant_id AND v.deleted_at IS NULL
          WHERE s.id = ? AND s.deleted_at IS NULL`,
      )
      .get(eventId);
    if (event === undefined) return null;
    const { performanceId, performance, variantId, variantName } = event;
    const scenes = scenesOf(replica, performanceId);
    const lines = inSceneOrder(scenes, linesIn(linesOf(replica, performanceId), variantId));
    const marks = replica
      .prepared<[string], Omit<SheetMark, 'is_done'> & { done: number }>(
        'SELECT line_id, is_done AS done, done_by_name, done_at FROM run_sheet_marks WHERE event_id = ?',
      )
      .all(eventId)
      .map(({ done, ...mark }) => ({ ...mark, is_done: done === 1 }));
    return {
      performanceId,
      performance,
      variant: variantId === null ? null : { id: variantId, name: variantName ?? '' },
      scenes,
      lines,
      marks,
      departments: replica
        .prepared<[], { id: string; name: string }>(
          'SELECT id, name FROM departments WHERE deleted_at IS NULL ORDER BY name, id',
        )
        .all(),
    };
  },
});

export const runSheetOf = implement(declared.runSheetOf, {
  tables: [
    ...LINE_TABLES,
    'performances',
    'performance_variants',
    'performance_members',
    'departments',
    'users',
    'outbox',
  ],
  run: async ({ replica, author }, { performanceId }): Promise<RunSheet | null> => {
    const performance = replica
      .prepared<[string], { title: string }>('SELECT title FROM performances WHERE id = ? AND deleted_at IS NULL')
      .get(performanceId);
    if (performance === undefined) return null;
    const scenes = scenesOf(replica, performanceId);
    return {
      title: performance.title,
      scenes,
      lines: linesOf(replica, performanceId),
      variants: replica
        .prepared<[string], { id: string; name: string }>(
          `SELECT id, name FROM performance_variants WHERE performance_id = ? AND deleted_at IS NULL
            ORDER BY sort_order, name, id`,
        )
        .all(performanceId),
      departments: departmentsFor(replica, author?.userId ?? ''),
      people: peopleOf(replica, performanceId),
      ownId: employeeOf(replica, author),
    };
  },
});

/** Whose it is follows the rule of the table: by account, as an employee, or as its head. */
const departmentsFor = (replica: Reading, userId: string): readonly SheetDepartment[] =>
  replica
    .prepared<[string, string, string], Omit<SheetDepartment, 'isOwn'> & { own: number }>(
      `SELECT d.id, d.name, d.code, (d.head_id IS ?
          OR EXISTS (SELECT 1 FROM users u WHERE u.id = ? AND u.department_id = d.id)
          OR EXISTS (SELECT 1 FROM employees e WHERE e.user_id = ? AND e.department_id = d.id)) AS own
        FROM departments d WHERE d.deleted_at IS NULL ORDER BY d.name, d.id`,
    )
    .all(userId, userId, userId)
    .map(({ own, ...department }) => ({ ...department, isOwn: own === 1 }));

const peopleOf = (replica: Reading, performanceId: string): readonly SheetPerson[] =>
  replica
    .prepared<[string], SheetPerson>(
      `SELECT e.id, e.full_name AS name, min(m.function) AS function FROM employees e
        LEFT JOIN performance_members m ON m.employee_id = e.id AND m.performance_id = ? AND m.deleted_at IS NULL
        WHERE e.deleted_at IS NULL GROUP BY e.id ORDER BY function IS NULL, e.full_name, e.id`,
    )
    .all(performanceId);

const FOUND = 8;
const THING = (need: string): string => `${need} AS needId, i.id AS itemId, i.name, i.inventory_number AS number,
  i.status, i.quantity, i.unit, ${placeSql('i.id')} AS place`;

/** What of a house of a hundred thousand things is weighed after those of the production. */
const WEIGHED = 60;

/**
 * A cross join is walked from the left: SQLite would rather look through all things that are not deleted than ask for
 * those few by their ids.
 */
export const OTHERS = `SELECT ${THING('NULL')} FROM (SELECT r.row_id FROM search_words w
      JOIN search_rows r ON r.number = w.rowid WHERE w.words MATCH ? AND r.table_name = 'inventory_items' LIMIT ?) f
    CROSS JOIN inventory_items i ON i.id = f.row_id AND i.deleted_at IS NULL`;

function thingsLike(replica: Reading, performanceId: string, text: string): readonly ThingFound[] {
  const wanted = sameText(text);
  const own = replica
    .prepared<[string], ThingFound>(
      `SELECT ${THING('n.id')} FROM performance_inventory n JOIN inventory_items i ON i.id = n.inventory_item_id
        WHERE n.performance_id = ? AND n.deleted_at IS NULL AND i.deleted_at IS NULL ORDER BY i.name, i.id`,
    )
    .all(performanceId)
    .filter(({ name, number }) => sameText(name).includes(wanted) || sameText(number).includes(wanted));
  const match = own.length >= FOUND ? undefined : matchExpression(text);
  if (match === undefined) return own.slice(0, FOUND);
  const known = new Set(own.map(({ itemId }) => itemId));
  const others = replica
    .prepared<[string, number], ThingFound>(OTHERS)
    .all(match, WEIGHED)
    .filter(({ itemId }) => !known.has(itemId))
    .toSorted((a, b) => Number(isFirst(b, wanted)) - Number(isFirst(a, wanted)) || a.name.localeCompare(b.name, 'ru'));
  return [...own, ...others].slice(0, FOUND);
}

const isFirst = ({ name }: ThingFound, wanted: string): boolean => sameText(name).startsWith(wanted);

export const runSheetThings = implement(declared.runSheetThings, {
  tables: [],
  run: async ({ replica }, { performanceId, text }): Promise<ThingsFound> => {
    if (text.trim() === '') return { text, things: [] };
    const found = thingsLike(replica, performanceId, text);
    return { text, things: found.length > 0 ? found : thingsLike(replica, performanceId, otherLayout(text)) };
  },
});
