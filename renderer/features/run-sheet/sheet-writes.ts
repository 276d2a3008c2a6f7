/** What is written into a run sheet: in the base its lines, in a variant what stands there in their place. */
import { useMemo } from 'react';
import type { RunSheet } from '../../../shared/features/run-sheet/queries.ts';
import {
  type NewLine,
  runSheetEdit,
  runSheetInsertLines,
  runSheetMove,
  runSheetRemoveLines,
} from '../../../shared/mutations/run-sheet-mutations.ts';
import {
  runSheetLeaveOut,
  runSheetPutBack,
  runSheetReplaceInVariant,
} from '../../../shared/mutations/run-sheet-variants.ts';
import { byRank } from '../../../shared/rules/rank.ts';
import type { SheetLine } from '../../../shared/rules/run-sheet-view.ts';
import { newId } from '../../data/new-id.ts';
import { useMutate } from '../../data/use-mutate.ts';
import { changesOf, type Draft, type Entry, type Line, type Patch } from './sheet-model.ts';

/** A place between lines. */
export interface Target {
  readonly sceneId: string;
  readonly afterId: string | null;
}

/** Everything that can be done; each answers whether it was saved. */
export interface Writes {
  edit(cells: readonly { readonly entry: Line; readonly patch: Patch }[]): Promise<boolean>;
  insert(draft: Draft, patch: Patch): Promise<boolean>;
  move(lines: readonly Line[], to: Target): Promise<boolean>;
  /** In a variant lines of the base are left out of it. */
  remove(lines: readonly Line[]): Promise<boolean>;
  putBack(lines: readonly Line[]): Promise<boolean>;
}

/** The line of the base that an entry of a variant stands for; undefined where it stands for itself. */
const baseOf = ({ standing, base }: Line): SheetLine | undefined =>
  standing === 'added' || base === null ? undefined : base;

/** How a row of a variant stands, as the mutation asks for it. */
const stoodOf = ({ standing }: Line): 'base' | 'replaced' | 'left_out' =>
  standing === 'added' ? 'replaced' : standing;

/** The row that others are put after. */
export const anchorOf = (entry: Line): string => baseOf(entry)?.id ?? entry.line.id;

/** Where a line is put that comes after what the cursor stands on. */
export function targetAfter(entry: Entry | undefined): Target | undefined {
  if (entry === undefined) return undefined;
  if (entry.kind === 'line') return { sceneId: entry.line.scene_id, afterId: anchorOf(entry) };
  return entry.scene === null ? undefined : { sceneId: entry.scene.id, afterId: null };
}

export function useSheetWrites(sheet: RunSheet, variant: string | null): Writes {
  const mutate = useMutate();
  return useMemo(() => {
    const orderOf = (sceneId: string): readonly SheetLine[] =>
      sheet.lines.filter((line) => line.scene_id === sceneId).toSorted(byRank);
    const fromOf = (id: string): Target => {
      const sceneId = sheet.lines.find((line) => line.id === id)?.scene_id ?? '';
      const order = orderOf(sceneId);
      const at = order.findIndex((line) => line.id === id);
      return { sceneId, afterId: order[at - 1]?.id ?? null };
    };
    return {
      edit: async (cells) => {
        const plain: { id: string; changes: Patch; seen: Patch }[] = [];
        const replaced: { lineId: string; changes: Patch; seen: Patch; stood: 'base' | 'replaced' | 'left_out' }[] = [];
        for (const { entry, patch } of cells) {
          const changed = changesOf(entry.line, patch);
          if (changed === undefined) continue;
          const base = variant === null ? undefined : baseOf(entry);
          if (base === undefined) plain.push({ id: entry.line.id, ...changed });
          else replaced.push({ lineId: base.id, ...changed, stood: stoodOf(entry) });
        }
        const results = [
          plain.length === 0 || (await mutate(runSheetEdit, { lines: plain })),
          variant === null ||
            replaced.length === 0 ||
            (await mutate(runSheetReplaceInVariant, { variantId: variant, lines: replaced })),
        ];
        return results.every(Boolean);
      },
      insert: ({ sceneId, afterId, line }, patch) => {
        const { action, department_id, who_id, who } = line;
        const values = { action, department_id, who_id, who, what: '', ...patch } as Omit<NewLine, 'id'>;
        return mutate(runSheetInsertLines, {
          sceneId,
          afterId,
          ...(variant === null ? {} : { variantId: variant }),
          lines: [{ ...values, id: line.id }],
        });
      },
      move: (lines, { sceneId, afterId }) => {
        const ids = lines.map(anchorOf);
        return mutate(runSheetMove, { ids, sceneId, afterId, from: ids.map(fromOf) });
      },
      remove: async (lines) => {
        const own = lines.filter((entry) => variant === null || baseOf(entry) === undefined);
        const left = lines.filter((entry) => !own.includes(entry) && entry.standing !== 'left_out');
        const ids = own.map(({ line }) => line.id);
        const results = [
          ids.length === 0 || (await mutate(runSheetRemoveLines, { ids, deletionId: newId() })),
          variant === null ||
            left.length === 0 ||
            (await mutate(runSheetLeaveOut, {
              variantId: variant,
              lines: left.map((entry) => ({ lineId: anchorOf(entry), stood: stoodOf(entry) })),
            })),
        ];
        return results.every(Boolean);
      },
      putBack: async (lines) => {
        const ids = lines.filter(({ standing }) => standing === 'replaced' || standing === 'left_out').map(anchorOf);
        if (variant === null || ids.length === 0) return false;
        return mutate(runSheetPutBack, { variantId: variant, lineIds: ids, deletionId: newId() });
      },
    };
  }, [sheet, variant, mutate]);
}
