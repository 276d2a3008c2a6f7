/** What labels are about to be printed for, and how this machine prints them. */
import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import type { LabelKind } from '../../shared/labels/label-design.ts';
import type { Shift } from '../../shared/labels/label-places.ts';

/** Things or places, by their ids; or tags that belong to nothing yet. */
export type LabelSubject =
  | { readonly kind: 'item' | 'location'; readonly ids: readonly string[]; readonly isCutOff: boolean }
  | { readonly kind: 'blank' };

interface LabelState {
  readonly subject: LabelSubject | undefined;
  readonly ask: (subject: LabelSubject) => void;
  readonly close: () => void;
}

/** One dialog for every screen. */
export const useLabels = create<LabelState>((set) => ({
  subject: undefined,
  ask: (subject) => set({ subject }),
  close: () => set({ subject: undefined }),
}));

/** Blank tags that were made together, to print them once more: after a jam, or as another kind of label. */
export interface TagBatch {
  readonly id: string;
  /** When, as the ISO text of an instant. */
  readonly at: string;
  readonly codes: readonly string[];
}
/** So many batches are remembered: 5,000 codes of one are 80 kB. */
const MOST_BATCHES = 5;

interface PrinterState {
  /** `own:<id>` or `preset:<key>`, as it was chosen last for labels of a kind. */
  readonly chosen: Readonly<Partial<Record<LabelKind, string>>>;
  readonly shift: Shift;
  readonly dpi: 203 | 300;
  /** The newest first. */
  readonly batches: readonly TagBatch[];
  readonly addBatch: (batch: TagBatch) => void;
  readonly choose: (kind: LabelKind, template: string) => void;
  readonly setShift: (shift: Shift) => void;
  readonly setDpi: (dpi: 203 | 300) => void;
}

/** Kept in the browser: printers belong to machines, not to the theatre. */
export const usePrinter = create<PrinterState>()(
  persist(
    (set) => ({
      chosen: {},
      shift: { x: 0, y: 0 },
      dpi: 203,
      batches: [],
      addBatch: (batch) => set(({ batches }) => ({ batches: [batch, ...batches].slice(0, MOST_BATCHES) })),
      choose: (kind, template) => set((state) => ({ chosen: { ...state.chosen, [kind]: template } })),
      setShift: (shift) => set({ shift }),
      setDpi: (dpi) => set({ dpi }),
    }),
    { name: 'offstage-labels' },
  ),
);
