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
  /**
   * The evening that is open was looked at while it ran. It stays amber on black, also after a crash, and whatever
   * somebody does with it elsewhere, until the person leaves it or chooses another look: beside a stage no screen
   * becomes bright by itself.
   */
  readonly isDark: boolean;
  enter(eventId: string): void;
  leave(): void;
  look(at: Partial<Pick<ShowState, 'filter' | 'departmentId' | 'isOpenOnly'>>): void;
  run(isRunning: boolean): void;
  /** The person is no longer in the dark. */
  brighten(): void;
}

export const useShow = create<ShowState>()(
  persist(
    (set) => ({
      openEventId: null,
      filter: { kind: 'all' },
      departmentId: null,
      isOpenOnly: false,
      isRunning: false,
      isDark: false,
      enter: (eventId) =>
        set(({ openEventId }) =>
          openEventId === eventId ? {} : { openEventId: eventId, departmentId: null, isDark: false },
        ),
      leave: () => set({ openEventId: null, isRunning: false, isDark: false }),
      look: (at) => set(at),
      run: (isRunning) => set(isRunning ? { isRunning, isDark: true } : { isRunning }),
      brighten: () => set({ isDark: false }),
    }),
    {
      name: 'offstage-show',
      partialize: ({ openEventId, filter, departmentId, isOpenOnly, isDark }) => ({
        openEventId,
        filter,
        departmentId,
        isOpenOnly,
        isDark,
      }),
    },
  ),
);

/** Nothing may be heard, and nothing may pop up. */
export const isQuiet = (): boolean => {
  const { isRunning, isDark } = useShow.getState();
  return isRunning || isDark;
};

/** Whether an address, as it stands after the hash, is that of an evening: a lock covers it and does not leave it. */
export const isAddressOf = (hash: string, eventId: string): boolean =>
  hash.replace(/[?#].*$/, '') === `/show/${encodeURIComponent(eventId)}`;

/** Looks at it in another way. */
export const lookAt = (at: Parameters<ShowState['look']>[0]): void => useShow.getState().look(at);
