/**
 * Where a person counts, what they were typing, and what the host has not yet acknowledged: kept through a reload and a
 * closed window.
 */
import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import type { CountEntryRequest } from '../../shared/ipc/count-contract.ts';

/** How what somebody counts stands to what others counted at the same place: parts of one sum, or a second opinion. */
export type CountMode = 'share' | 'second';

/** Where one person stands in one count. `code` is what they were typing. */
export interface CountingPlace {
  readonly placeId: string | null;
  /** What was said about each place; the key is empty where no place was chosen. */
  readonly modes: Readonly<Record<string, CountMode>>;
  readonly code: string;
}

/** An entry on its way to the host, and whose it is: another person on this laptop does not send it. */
export interface PendingEntry {
  readonly userId: string;
  readonly request: CountEntryRequest;
}

interface CountingState {
  readonly places: Readonly<Record<string, CountingPlace>>;
  readonly pending: readonly PendingEntry[];
  setPlace(key: string, change: Partial<CountingPlace>): void;
  addPending(entry: PendingEntry): void;
  removePending(id: string): void;
}

const nowhere: CountingPlace = { placeId: null, modes: {}, code: '' };
/** Counts whose place is remembered: the oldest is forgotten first. */
const REMEMBERED = 20;

/**
 * Kept in the browser. An entry stays in `pending` until the host has answered that it is saved, so that a killed
 * window loses none.
 */
export const useCountingStore = create<CountingState>()(
  persist(
    (set) => ({
      places: {},
      pending: [],
      setPlace: (key, change) =>
        set((state) => {
          const { [key]: before = nowhere, ...others } = state.places;
          return {
            places: Object.fromEntries([
              ...Object.entries(others).slice(1 - REMEMBERED),
              [key, { ...before, ...change }],
            ]),
          };
        }),
      addPending: (entry) => set((state) => ({ pending: [...state.pending, entry] })),
      removePending: (id) => set((state) => ({ pending: state.pending.filter((entry) => entry.request.id !== id) })),
    }),
    { name: 'offstage-counting' },
  ),
);

/** The place of a person in a count. */
export const countingKey = (userId: string, countId: string): string => `${userId}/${countId}`;
/** Nowhere, where nothing is kept. */
export const placeOf = (state: Pick<CountingState, 'places'>, key: string): CountingPlace =>
  state.places[key] ?? nowhere;
