/**
 * How each list was left, by its place: its view, the saved one that was chosen, and, while the window is open, which
 * rows were chosen and folded. Rows never live here, and saved views are rows (`use-saved-views.ts`).
 */
import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import { isRecord } from '../../shared/base/json.ts';
import { isPlace } from '../../shared/lists/list-place.ts';
import { type ListView, listViewSchema } from '../../shared/lists/list-view.ts';
import { NOTHING_CHOSEN, type Selection } from '../../shared/lists/selection.ts';
import { type EarlierView, earlierViews, keptViews } from './earlier-views.ts';

/** Where somebody stands in a list. */
export interface Standing {
  readonly selection: Selection;
  readonly folded: ReadonlySet<string>;
  /** The line that the keys move. */
  readonly active: number;
}
/** Where somebody stands who has never been here. */
export const AT_THE_TOP: Standing = { selection: NOTHING_CHOSEN, folded: new Set(), active: 0 };

interface ListState {
  readonly views: Readonly<Record<string, ListView>>;
  /** Ids of saved views. */
  readonly chosen: Readonly<Record<string, string>>;
  /** What was saved here before saved views were rows, until it is taken over; whoever saved it. */
  readonly saved: Readonly<Record<string, readonly EarlierView[]>>;
  readonly standing: Readonly<Record<string, Standing>>;
  setView(place: string, view: ListView, chosen: string | undefined): void;
  /** A view of before is a row by now. */
  takenOver(place: string, id: string): void;
  stand(place: string, change: Partial<Standing>): void;
}

const KEPT = 'offstage-lists';

const texts = (kept: unknown): Record<string, string> =>
  Object.fromEntries(
    Object.entries(isRecord(kept) ? kept : {}).filter(([, value]) => typeof value === 'string'),
  ) as Record<string, string>;

/** Views that an earlier version kept, as far as this one understands them; saved ones whole, to be taken over. */
function readable(kept: unknown): Partial<ListState> {
  if (!isRecord(kept)) return {};
  const { views, chosen, saved } = kept;
  return {
    views: Object.fromEntries(
      Object.entries(isRecord(views) ? views : {}).flatMap(([place, view]) => {
        const read = isPlace(place) ? listViewSchema.safeParse(view) : undefined;
        return read?.success === true ? [[place, read.data] as const] : [];
      }),
    ),
    chosen: texts(chosen),
    saved: keptViews(saved),
  };
}

function without<T>(of: Readonly<Record<string, T>>, key: string): Readonly<Record<string, T>> {
  const { [key]: _gone, ...rest } = of;
  return rest;
}

/**
 * Views are kept in the browser; where somebody stands is not. What is read back is parsed: another version may have
 * written it.
 */
export const useLists = create<ListState>()(
  persist(
    (set) => ({
      views: {},
      chosen: {},
      saved: {},
      standing: {},
      setView: (place, view, id) =>
        set(({ views, chosen }) => ({
          views: { ...views, [place]: view },
          chosen: id === undefined ? without(chosen, place) : { ...chosen, [place]: id },
        })),
      takenOver: (place, id) =>
        set(({ saved }) => {
          const left = (saved[place] ?? []).filter((view) => view.id !== id);
          return { saved: left.length === 0 ? without(saved, place) : { ...saved, [place]: left } };
        }),
      stand: (place, change) =>
        set(({ standing }) => ({
          standing: { ...standing, [place]: { ...AT_THE_TOP, ...standing[place], ...change } },
        })),
    }),
    {
      name: KEPT,
      partialize: ({ views, chosen, saved }) => ({ views, chosen, saved }),
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
