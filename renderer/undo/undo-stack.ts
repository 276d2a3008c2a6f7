/**
 * What was done in this window and can be taken back, newest last. It lives as long as the window: what was done before
 * is in the history of each thing.
 */
import { create } from 'zustand';
import { newId } from '../../shared/base/ids.ts';
import type { Intent } from '../../shared/mutations/mutation.ts';
import { mutationNamed } from '../../shared/mutations/registry.ts';

export interface Entry {
  /** The mutation's. */
  readonly id: string;
  readonly done: Intent;
  readonly inverse: Intent;
  /** Milliseconds of the window's clock. */
  readonly at: number;
}

/** Nobody goes back further by key; the oldest are forgotten first. */
const KEPT = 100;

interface UndoStack {
  /** Whose it is: somebody else at this laptop takes back nothing of it. */
  readonly owner: string | undefined;
  readonly entries: readonly Entry[];
  /** Begins anew where another person sits down. */
  readonly belongTo: (userId: string) => void;
  /** Notes a mutation that was saved; what nothing takes back is not noted. */
  readonly note: (id: string, done: Intent) => void;
  /** Taken back, or past taking back. */
  readonly drop: (id: string) => void;
}

export const useUndoStack = create<UndoStack>()((set) => ({
  owner: undefined,
  entries: [],
  belongTo: (userId) => set((state) => (state.owner === userId ? state : { owner: userId, entries: [] })),
  note: (id, done) => {
    const inverse = mutationNamed(done.name)?.inverse(done.args, { mutationId: id, newId });
    if (inverse === undefined) return;
    const entry = { id, done, inverse, at: Date.now() };
    set(({ entries }) => ({ entries: [...entries, entry].slice(-KEPT) }));
  },
  drop: (id) => set(({ entries }) => ({ entries: entries.filter((entry) => entry.id !== id) })),
}));
