/** Lines of the run sheet that somebody wants to see now, whose they are, and where the evening stands among them. */
import { useMemo } from 'react';
import type { EventRunSheet } from '../../../shared/features/run-sheet/queries.ts';
import type { Evening } from '../../../shared/features/show/queries.ts';
import {
  placesOf,
  type RunSheetNow,
  runSheetNow,
  type SheetLine,
  sameText,
} from '../../../shared/rules/run-sheet-view.ts';
import type { ShowFilter } from '../../store/show-store.ts';
import type { Shown } from './evening.ts';

/** The person's own: those that name them, and those of their department that name nobody. */
const isMine =
  ({ employeeId, departmentIds }: Evening['me']) =>
  (line: SheetLine): boolean =>
    line.who_id === null
      ? (line.who ?? '') === '' && line.department_id !== null && departmentIds.includes(line.department_id)
      : line.who_id === employeeId;

/** Places that the run sheet names, the frequent ones first. */
export function usePlaces(sheet: EventRunSheet | null): readonly string[] {
  return useMemo(() => {
    const found = new Map<string, { name: string; count: number }>();
    for (const line of sheet?.lines ?? [])
      for (const place of placesOf(line)) {
        const key = sameText(place);
        const before = found.get(key);
        found.set(key, { name: before?.name ?? place, count: (before?.count ?? 0) + 1 });
      }
    return [...found.values()].toSorted((a, b) => b.count - a.count).map(({ name }) => name);
  }, [sheet]);
}

/** What stands before somebody's eyes; null without a run sheet. */
export function linesNow({ sheet, evening, watch }: Shown, filter: ShowFilter): RunSheetNow | null {
  if (sheet === null) return null;
  const since = evening.sceneSince === null ? null : (watch.now - Date.parse(evening.sceneSince)) / 60_000;
  const point = {
    currentSceneId: evening.currentSceneId,
    ...(since === null || since < 0 ? {} : { minutesIn: since }),
  };
  if (filter.kind === 'mine')
    return runSheetNow({ ...sheet, lines: sheet.lines.filter(isMine(evening.me)) }, point, {}, 30);
  return runSheetNow(sheet, point, filter.kind === 'place' ? { place: filter.place } : {}, 30);
}
