/** State of the interface only: how things look and where the person is. Rows never live here. */

import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import { useShow } from './show-store.ts';

/** `show` is for work in the dark beside a stage: dimmed, and nothing that shines. */
export type Appearance = 'light' | 'dark' | 'show';
interface UiState {
  readonly appearance: Appearance;
  readonly brightness: number;
  readonly isSoundOn: boolean;
  /** How large a passport was read last in the wings; null: not yet. */
  readonly readingSize: number | null;
  /** The person's own choice; it goes before what an evening wants that was left open. */
  setAppearance(appearance: Appearance): void;
  setBrightness(brightness: number): void;
  toggleSound(): void;
  setReadingSize(readingSize: number): void;
}

const KEPT = 'offstage-ui';

/** The first look is the system's; afterwards the person's. */
const systemLook = (): Appearance => (window.matchMedia('(prefers-color-scheme: light)').matches ? 'light' : 'dark');

/** Kept in the browser, for whoever uses this machine. `brightness` is a percentage, of the look `show` alone. */
export const useUi = create<UiState>()(
  persist(
    (set) => ({
      appearance: systemLook(),
      brightness: 70,
      isSoundOn: true,
      readingSize: null,
      setAppearance: (appearance) => {
        useShow.getState().brighten();
        set({ appearance });
      },
      setBrightness: (brightness) => set({ brightness }),
      toggleSound: () => set((state) => ({ isSoundOn: !state.isSoundOn })),
      setReadingSize: (readingSize) => set({ readingSize }),
    }),
    { name: KEPT },
  ),
);

/** Windows of one person look alike: what is chosen in one is taken over by the others. */
export function followOtherWindows(): void {
  window.addEventListener('storage', ({ key }) => {
    if (key === KEPT) void useUi.persist.rehydrate();
  });
}
