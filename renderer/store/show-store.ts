/** Which evening stands open on this laptop and how somebody looks at it; rows never live here. */
import { create } from 'zustand';
import { persist } from 'zustand/middleware';

/** Whose lines are shown while the show runs: the person's own, those of a place, all; or the checklist of the show. */
export type ShowFilter =
  | { readonly kind: 'mine' | 'all' | 'list' }
  | { readonly kind: 'place'; readonly place: string };

interface ShowState {
  /** The evening that was open last and was not left; the app begins with it after a crash. */
  readonly openEventId: string | null;
  readonly filter: ShowFilter;
  /** A department, or '' for what belongs to none; null: none was chosen. */
  readonly departmentId: string | null;
  readonly isOpenOnly: boolean;
  /** The show runs and is looked at: amber on black, no notice, no sound, and the way out is held. */
  readonly isRunning: boolean;
  enter(eventId: string): void;
  leave(): void;
  look(at: Partial<Pick<ShowState, 'filter' | 'departmentId' | 'isOpenOnly'>>): void;
  run(isRunning: boolean): void;
}

export const useShow = create<ShowState>()(
  persist(
    (set) => ({
      openEventId: null,
      filter: { kind: 'all' },
      departmentId: null,
      isOpenOnly: false,
      isRunning: false,
      enter: (eventId) =>
        set(({ openEventId }) => (openEventId === eventId ? {} : { openEventId: eventId, departmentId: null })),
      leave: () => set({ openEventId: null, isRunning: false }),
      look: (at) => set(at),
      run: (isRunning) => set({ isRunning }),
    }),
    {
      name: 'offstage-show',
      partialize: ({ openEventId, filter, departmentId, isOpenOnly }) => ({
        openEventId,
        filter,
        departmentId,
        isOpenOnly,
      }),
    },
  ),
);

/** Nothing may be heard, and nothing may pop up. */
export const isQuiet = (): boolean => useShow.getState().isRunning;

/** Looks at it in another way. */
export const lookAt = (at: Parameters<ShowState['look']>[0]): void => useShow.getState().look(at);
