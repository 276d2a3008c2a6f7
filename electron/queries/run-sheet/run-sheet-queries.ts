/** Run sheets: of a production, and of an evening. */
import type { EventRunSheet } from '../../../shared/features/run-sheet/queries.ts';
import * as declared from '../../../shared/features/run-sheet/queries.ts';
import { linesIn, type SheetMark } from '../../../shared/rules/run-sheet-view.ts';
import { implement } from '../define-query.ts';
import { inSceneOrder, LINE_TABLES, linesOf, scenesOf } from './read-sheet.ts';

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
