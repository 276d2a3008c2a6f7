/** State of the interface only: how things look and where the person is. Rows never live here. */

import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import type { InventorySort } from '../../shared/features/inventory/queries.ts';

/** The longest text that the list can be asked for. */
export const MAX_FILTER = 200;

export type Appearance = 'light' | 'dark' | 'show';
export const columnKeys = [
  'inventory_number',
  'category',
  'location',
  'quantity',
  'status',
  'condition',
  'manufacturer',
  'barcode',
] as const;
export type ColumnKey = (typeof columnKeys)[number];

export interface InventoryFilter {
  readonly text?: string;
  readonly categoryId?: string;
  readonly locationId?: string;
  readonly status?: readonly string[];
}
export interface InventoryView {
  readonly filter: InventoryFilter;
  readonly sort: InventorySort;
  readonly isDescending: boolean;
  readonly columns: readonly ColumnKey[];
}
export interface SavedView extends InventoryView {
  readonly name: string;
}

interface UiState {
  readonly appearance: Appearance;
  readonly brightness: number;
  readonly inventory: InventoryView;
  readonly savedViews: readonly SavedView[];
  readonly isSoundOn: boolean;
  setAppearance(appearance: Appearance): void;
  setBrightness(brightness: number): void;
  setInventory(change: Partial<InventoryView>): void;
  saveView(name: string): void;
  removeView(name: string): void;
  toggleSound(): void;
}

/** The first look is the system's; afterwards the person's. */
const systemLook = (): Appearance => (window.matchMedia('(prefers-color-scheme: light)').matches ? 'light' : 'dark');

export const useUi = create<UiState>()(
  persist(
    (set) => ({
      appearance: systemLook(),
      brightness: 70,
      inventory: {
        filter: {},
        sort: 'name',
        isDescending: false,
        columns: ['inventory_number', 'category', 'location', 'quantity', 'status'],
      },
      savedViews: [],
      isSoundOn: true,
      setAppearance: (appearance) => set({ appearance }),
      setBrightness: (brightness) => set({ brightness }),
      setInventory: (change) => set((state) => ({ inventory: { ...state.inventory, ...change } })),
      saveView: (name) =>
        set((state) => ({
          savedViews: [...state.savedViews.filter((view) => view.name !== name), { ...state.inventory, name }],
        })),
      removeView: (name) => set((state) => ({ savedViews: state.savedViews.filter((view) => view.name !== name) })),
      toggleSound: () => set((state) => ({ isSoundOn: !state.isSoundOn })),
    }),
    {
      name: 'offstage-ui',
      // A view that was kept by an earlier version may hold what the list cannot be asked for.
      merge: (kept, current) => {
        const state = { ...current, ...(typeof kept === 'object' ? kept : {}) };
        const { text, ...rest } = state.inventory.filter;
        const isTooLong = text !== undefined && text.length > MAX_FILTER;
        return isTooLong ? { ...state, inventory: { ...state.inventory, filter: rest } } : state;
      },
    },
  ),
);

/** Windows of one person look alike: what is chosen in one is taken over by the others. */
export function followOtherWindows(): void {
  window.addEventListener('storage', ({ key }) => {
    if (key === 'offstage-ui') void useUi.persist.rehydrate();
  });
}
