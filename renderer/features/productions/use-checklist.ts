/** Writing one checklist; each act is one step to take back. */
import type { ChecklistPoint, ChecklistView } from '../../../shared/features/productions/queries.ts';
import {
  checklistInsertItems,
  checklistMoveItem,
  checklistRemoveItems,
  MOST_POINTS,
} from '../../../shared/mutations/checklist-mutations.ts';
import { rowUpdate } from '../../../shared/mutations/row-mutations.ts';
import type { JsonValue } from '../../../shared/schema/define.ts';
import { newId } from '../../data/new-id.ts';
import { useMutate } from '../../data/use-mutate.ts';

const LONGEST = 255;

/** A mark of urgency at the end, as people type it: «Проверено!» */
const URGENT = /\s*!+$/u;

/** Lines of a text as points; each loses its bullet, number or box, and a «!» at its end makes it critical. */
export function pointsOfText(text: string): { readonly title: string; readonly isCritical: boolean }[] {
  return text
    .split(/\r?\n/u)
    .map((line) => line.replace(/^\s*(?:[-*•–—]|\d+[.)]|\[[ xXхХ]?\]|☐|□)+\s*/u, '').trim())
    .filter((line) => line !== '')
    .slice(0, MOST_POINTS)
    .map((line) => ({
      title: line.replace(URGENT, '').slice(0, LONGEST).trim() || line.slice(0, LONGEST),
      isCritical: URGENT.test(line),
    }));
}

export interface ChecklistActs {
  /** Answers the id of the last of them. */
  readonly insert: (afterId: string | null, text: string) => Promise<string | undefined>;
  readonly move: (point: ChecklistPoint, by: -1 | 1) => Promise<void>;
  /** Behind another point; null: first. */
  readonly moveAfter: (id: string, afterId: string | null) => Promise<void>;
  readonly remove: (ids: readonly string[]) => Promise<void>;
  readonly change: (point: ChecklistPoint, column: string, wanted: JsonValue, seen: JsonValue) => Promise<void>;
  readonly changeList: (column: string, wanted: JsonValue, seen: JsonValue) => Promise<void>;
}

export function useChecklist(list: ChecklistView): ChecklistActs {
  const mutate = useMutate();
  const order = list.points.map(({ id }) => id);
  const before = (id: string): string | null => order[order.indexOf(id) - 1] ?? null;
  const moveAfter = async (id: string, afterId: string | null): Promise<void> => {
    if (afterId === id || before(id) === afterId) return;
    await mutate(checklistMoveItem, { id, afterId, seenAfterId: before(id) });
  };
  return {
    insert: async (afterId, text) => {
      const items = pointsOfText(text).map((point) => ({ id: newId(), ...point }));
      if (items.length === 0) return undefined;
      const isDone = await mutate(checklistInsertItems, { checklistId: list.id, afterId, items });
      return isDone ? items.at(-1)?.id : undefined;
    },
    move: async ({ id }, by) => {
      const at = order.indexOf(id);
      if (by === -1 && at > 0) await moveAfter(id, order[at - 2] ?? null);
      if (by === 1 && at >= 0 && at < order.length - 1) await moveAfter(id, order[at + 1] ?? null);
    },
    moveAfter,
    remove: async (ids) => {
      await mutate(checklistRemoveItems, { ids: [...ids], deletionId: newId() });
    },
    change: async ({ id }, column, wanted, seen) => {
      if (wanted === seen) return;
      await mutate(rowUpdate, {
        table: 'checklist_items',
        id,
        changes: { [column]: wanted },
        seen: { [column]: seen },
      });
    },
    changeList: async (column, wanted, seen) => {
      if (wanted === seen) return;
      await mutate(rowUpdate, {
        table: 'performance_checklists',
        id: list.id,
        changes: { [column]: wanted },
        seen: { [column]: seen },
      });
    },
  };
}
