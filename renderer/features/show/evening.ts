/** What the parts of the evening's screen are given, and do: refusals stand on the screen, never in a notice. */
import { useCallback, useMemo, useState } from 'react';
import type { EventRunSheet } from '../../../shared/features/run-sheet/queries.ts';
import type { Evening, EveningItem, EveningList } from '../../../shared/features/show/queries.ts';
import type { MutationOf } from '../../../shared/mutations/mutation.ts';
import { actsOf, type EveningStand, type PlannedAct, standOf } from '../../../shared/rules/evening.ts';
import { useCan } from '../../app/contexts.ts';
import { useAttempt } from '../../data/use-mutate.ts';
import type { Watch } from './use-watch.ts';

/** Everything that a part of the screen may look at. */
export interface Shown {
  readonly evening: Evening;
  /** Null where the event has no production. */
  readonly sheet: EventRunSheet | null;
  readonly acts: readonly PlannedAct[];
  readonly stand: EveningStand;
  readonly watch: Watch;
  readonly doing: Doing;
}

/** Doing something: what was refused is a sentence on the screen until the next thing is done. */
export interface Doing {
  readonly problem: string | undefined;
  readonly clear: () => void;
  /** Says something there: why what was to be taken back stays. */
  readonly say: (sentence: string) => void;
  /** Answers whether it was saved. */
  readonly act: <A>(mutation: MutationOf<A>, args: NoInfer<A>) => Promise<boolean>;
  readonly may: { readonly mark: boolean; readonly run: boolean; readonly report: boolean };
}

export function useDoing(): Doing {
  const attempt = useAttempt();
  const [problem, setProblem] = useState<string>();
  const act = useCallback<Doing['act']>(
    async (mutation, args) => {
      setProblem(undefined);
      const outcome = await attempt(mutation, args);
      if (!outcome.ok) setProblem(outcome.sentence);
      return outcome.ok;
    },
    [attempt],
  );
  const may = { mark: useCan('checklists.mark'), run: useCan('shows.run'), report: useCan('shows.report') };
  return { problem, clear: () => setProblem(undefined), say: setProblem, act, may };
}

/** What follows from the evening and its run sheet. */
export function useStand(
  evening: Evening | null | undefined,
  sheet: EventRunSheet | null | undefined,
): { readonly acts: readonly PlannedAct[]; readonly stand: EveningStand } {
  return useMemo(() => {
    const intermissions = evening?.production?.intermissions ?? null;
    const acts = actsOf(sheet?.scenes ?? [], intermissions);
    return { acts, stand: standOf(evening?.times ?? [], acts.length, intermissions) };
  }, [evening, sheet]);
}

/** A line, with the name of its checklist where the department has several. */
export type GroupItem = EveningItem & { readonly list: string | null };

/** Lines of the checklists of one department. */
export interface Group {
  /** '' where they belong to none. */
  readonly id: string;
  readonly name: string;
  readonly code: string;
  readonly items: readonly GroupItem[];
  readonly done: number;
  readonly criticalLeft: number;
  /** When the last one was ticked off, once all are. */
  readonly doneAt: string | null;
}

export const isDone = ({ mark }: EveningItem): boolean => mark?.isDone === true;

/** Checklists of some phases by department, in the order of departments; what belongs to none stands first. */
export function groupsOf(
  { lists, departments }: Pick<Evening, 'lists' | 'departments'>,
  phases: readonly EveningList['phase'][],
  general: string,
): readonly Group[] {
  const wanted = lists.filter(({ phase }) => phases.includes(phase));
  const known = new Set(departments.map(({ id }) => id));
  const byDepartment = Map.groupBy(wanted, ({ departmentId }) =>
    departmentId !== null && known.has(departmentId) ? departmentId : '',
  );
  const all = [{ id: '', name: general, code: '' }, ...departments];
  return all.flatMap(({ id, name, code }): Group[] => {
    const own = byDepartment.get(id) ?? [];
    const items = own.flatMap((list) =>
      list.items.map((item): GroupItem => ({ ...item, list: own.length > 1 ? list.name : null })),
    );
    if (items.length === 0) return [];
    const done = items.filter(isDone);
    const last = done
      .map(({ mark }) => mark?.at ?? '')
      .toSorted()
      .at(-1);
    return [
      {
        id,
        name,
        code,
        items,
        done: done.length,
        criticalLeft: items.filter((item) => item.isCritical && !isDone(item)).length,
        doneAt: done.length === items.length && last !== undefined && last !== '' ? last : null,
      },
    ];
  });
}

/** Open lines first, critical ones before the others; then what was ticked off, the newest first. */
export function inOrder(items: readonly GroupItem[]): {
  readonly open: readonly GroupItem[];
  readonly done: readonly GroupItem[];
} {
  const open = items.filter((item) => !isDone(item));
  return {
    open: [...open.filter(({ isCritical }) => isCritical), ...open.filter(({ isCritical }) => !isCritical)],
    done: items
      .filter(isDone)
      .toSorted((a, b) => Date.parse(b.mark?.at ?? '') - Date.parse(a.mark?.at ?? '') || (a.id < b.id ? -1 : 1)),
  };
}

const TONES: readonly (readonly [RegExp, string])[] = [
  [/light|свет|осв/i, 'light'],
  [/sound|звук/i, 'sound'],
  [/machin|stage|монт|декор/i, 'machinery'],
  [/costume|wardrobe|prop|костюм|реквизит/i, 'costume'],
  [/make|грим|hair/i, 'makeup'],
  [/video|видео|проекц/i, 'video'],
];
/** The thin mark of a department: by its code, else by its name. */
export const toneOf = (code: string, name = ''): string | undefined =>
  TONES.find(([form]) => form.test(code) || form.test(name))?.[1];
