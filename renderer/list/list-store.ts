/**
 * How each list was left, by its place: its view, the views that the person saved, and, while the window is open, what
 * was chosen and folded. Rows never live here.
 */
import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import { isPlace } from '../../shared/lists/list-place.ts';
import { type ListView, listViewSchema } from '../../shared/lists/list-view.ts';
import { NOTHING_CHOSEN, type Selection } from '../../shared/lists/selection.ts';
import { earlierViews } from './earlier-views.ts';

export interface SavedView {
  readonly id: string;
  readonly name: string;
  readonly view: ListView;
}

/** Where somebody stands in a list. */
export interface Standing {
  readonly selection: Selection;
  readonly folded: ReadonlySet<string>;
  /** The line that the keys move. */
  readonly active: number;
}
export const AT_THE_TOP: Standing = { selection: NOTHING_CHOSEN, folded: new Set(), active: 0 };

interface ListState {
  readonly views: Readonly<Record<string, ListView>>;
  readonly saved: Readonly<Record<string, readonly SavedView[]>>;
  readonly standing: Readonly<Record<string, Standing>>;
  setView(place: string, view: ListView): void;
  save(place: string, view: SavedView): void;
  remove(place: string, id: string): void;
  stand(place: string, change: Partial<Standing>): void;
}

const KEPT = 'offstage-lists';

/** Views that an earlier version kept, as far as this one understands them. */
function readable(kept: unknown): Partial<ListState> {
  if (typeof kept !== 'object' || kept === null) return {};
  const { views = {}, saved = {} } = kept as Partial<ListState>;
  return {
    views: Object.fromEntries(
      Object.entries(views).filter(([place, view]) => isPlace(place) && listViewSchema.safeParse(view).success),
    ),
    saved: Object.fromEntries(
      Object.entries(saved).map(([table, own]) => [
        table,
        own.filter(({ view }) => listViewSchema.safeParse(view).success),
      ]),
    ),
  };
}

export const useLists = create<ListState>()(
  persist(
    (set) => ({
      views: {},
      saved: {},
      standing: {},
      setView: (table, view) => set(({ views }) => ({ views: { ...views, [table]: view } })),
      save: (table, view) =>
        set(({ saved }) => ({
          saved: { ...saved, [table]: [...(saved[table] ?? []).filter(({ id }) => id !== view.id), view] },
        })),
      remove: (table, id) =>
        set(({ saved }) => ({ saved: { ...saved, [table]: (saved[table] ?? []).filter((view) => view.id !== id) } })),
      stand: (table, change) =>
        set(({ standing }) => ({
          standing: { ...standing, [table]: { ...AT_THE_TOP, ...standing[table], ...change } },
        })),
    }),
    {
      name: KEPT,
      partialize: ({ views, saved }) => ({ views, saved }),
      merge: (kept, current) => ({ ...current, ...(kept === undefined ? earlierViews() : readable(kept)) }),
    },
  ),
);

/** Windows of one person keep the same views. */
export function followListsOfOtherWindows(): void {
  window.addEventListener('storage', ({ key }) => {
    if (key === KEPT) void useLists.persist.rehydrate();
  });
}
