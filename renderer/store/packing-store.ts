/**
 * What somebody was doing on the packing screen, and what the host has not yet acknowledged: kept through a reload and
 * a closed window.
 */
import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import type { PackingEntryRequest } from '../../shared/ipc/packing-contract.ts';

/** Things go into cases (`pack`), or the list is prepared (`plan`). */
export type PackingMode = 'pack' | 'plan';

/** An entry on its way to the host, and whose it is: another person on this laptop does not send it. */
export interface PendingPacking {
  readonly userId: string;
  readonly request: PackingEntryRequest;
}

interface PackingState {
  readonly mode: PackingMode;
  readonly pending: readonly PendingPacking[];
  setMode(mode: PackingMode): void;
  addPending(entry: PendingPacking): void;
  removePending(id: string): void;
}

/** An entry stays in `pending` until the host has answered that it is saved, so that a killed window loses none. */
export const usePackingStore = create<PackingState>()(
  persist(
    (set) => ({
      mode: 'pack',
      pending: [],
      setMode: (mode) => set({ mode }),
      addPending: (entry) => set((state) => ({ pending: [...state.pending, entry] })),
      removePending: (id) => set((state) => ({ pending: state.pending.filter((entry) => entry.request.id !== id) })),
    }),
    { name: 'offstage-packing' },
  ),
);
