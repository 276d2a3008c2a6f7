/**
 * What of the door outlives the change of screens: a recovery code that is still to be written down, and how people
 * like to lock.
 */
import { create } from 'zustand';
import { persist } from 'zustand/middleware';

interface AccessState {
  /** Minutes without a key or a touch after which the screen locks, by person; absent: not at all. */
  readonly idleMinutes: Readonly<Record<string, number>>;
  /** How many digits a person's PIN has, so that the last one opens. Known where it was set. */
  readonly pinLengths: Readonly<Record<string, number>>;
  /** Who was last at work in this window: the next person begins on the start page. */
  readonly lastUserId: string | null;
  setIdle(userId: string, minutes: number | null): void;
  setPinLength(userId: string, length: number | null): void;
  setLastUser(userId: string): void;
}

const without = <T>(record: Readonly<Record<string, T>>, key: string): Record<string, T> =>
  Object.fromEntries(Object.entries(record).filter(([name]) => name !== key));

/** Kept in the browser: nothing of it opens anything. */
export const useAccess = create<AccessState>()(
  persist(
    (set) => ({
      idleMinutes: {},
      pinLengths: {},
      lastUserId: null,
      setIdle: (userId, minutes) =>
        set((state) => ({
          idleMinutes:
            minutes === null ? without(state.idleMinutes, userId) : { ...state.idleMinutes, [userId]: minutes },
        })),
      setPinLength: (userId, length) =>
        set((state) => ({
          pinLengths: length === null ? without(state.pinLengths, userId) : { ...state.pinLengths, [userId]: length },
        })),
      setLastUser: (lastUserId) => set({ lastUserId }),
    }),
    { name: 'offstage-access' },
  ),
);

/** Shown once and kept nowhere. */
export const useRecoveryCode = create<{ readonly code: string | null; show(code: string | null): void }>()((set) => ({
  code: null,
  show: (code) => set({ code }),
}));
