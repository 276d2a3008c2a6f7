/** What was seen of a case that is being looked through: kept through a reload and a closed window. */
import { create } from 'zustand';
import { persist } from 'zustand/middleware';

/** Pieces that were seen, by thing. */
export type Seen = Readonly<Record<string, number>>;

interface CheckState {
  /** By whom, and which case. */
  readonly seen: Readonly<Record<string, Seen>>;
  set(key: string, itemId: string, count: number): void;
  clear(key: string): void;
}

/** Another person on this laptop begins their own. */
export const checkKey = (userId: string, caseId: string): string => `${userId}/${caseId}`;

export const useCaseChecks = create<CheckState>()(
  persist(
    (set) => ({
      seen: {},
      set: (key, itemId, count) =>
        set(({ seen }) => ({ seen: { ...seen, [key]: { ...seen[key], [itemId]: Math.max(0, count) } } })),
      clear: (key) =>
        set(({ seen }) => ({ seen: Object.fromEntries(Object.entries(seen).filter(([each]) => each !== key)) })),
    }),
    { name: 'offstage-case-checks' },
  ),
);
