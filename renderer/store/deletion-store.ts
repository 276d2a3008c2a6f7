/** What the person is about to delete or restore: one dialog for every screen. */
import { create } from 'zustand';

/** The root of a deletion. */
export interface DeletionTarget {
  readonly table: string;
  readonly id: string;
  /** An employee together with their account. */
  readonly deactivate?: boolean;
}

interface DeletionState {
  readonly deleting: DeletionTarget | undefined;
  readonly restoring: string | undefined;
  readonly askToDelete: (target: DeletionTarget) => void;
  readonly askToRestore: (deletionId: string) => void;
  readonly close: () => void;
}

/** At most one of the two stands; asking for one gives up the other. */
export const useDeletions = create<DeletionState>((set) => ({
  deleting: undefined,
  restoring: undefined,
  askToDelete: (deleting) => set({ deleting, restoring: undefined }),
  askToRestore: (restoring) => set({ restoring, deleting: undefined }),
  close: () => set({ deleting: undefined, restoring: undefined }),
}));
