/**
 * What was done in this window and can be taken back, newest last. It lives as long as the window: what was done before
 * is in the history of each thing.
 */
import { create } from 'zustand';
import { newId } from '../../shared/base/ids.ts';
import type { BulkAction } from '../../shared/lists/bulk.ts';
import type { Intent } from '../../shared/mutations/mutation.ts';
import { mutationNamed } from '../../shared/mutations/registry.ts';

/** A mutation that was done, and the one that takes it back. */
export interface Part {
  /** The mutation's. */
  readonly id: string;
  readonly done: Intent;
  readonly inverse: Intent;
}

/** Something that was done to many rows at once, as far as it is said in words. */
export interface Gesture {
  readonly table: string;
  /** `import`: events from a file. */
  readonly action: BulkAction | { readonly kind: 'import' };
  /** The new value in words; empty where there is none. */
  readonly value: string;
  /** Rows. */
  readonly count: number;
}

/** One thing that can be taken back; a gesture on many rows is one. */
export interface Entry extends Part {
  /** Milliseconds of the window's clock. */
  readonly at: number;
  /** One gesture on many rows: what was done to the others, in its order. */
  readonly gesture?: Gesture & { readonly parts: readonly Part[] };
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
  /** Notes what one gesture did, as one thing to be taken back. */
  readonly noteGesture: (gesture: Gesture, done: readonly (Intent & { readonly id: string })[]) => void;
  /** Some of a gesture is left to be taken back. */
  readonly keepOf: (id: string, parts: readonly Part[]) => void;
  /** Taken back, or past taking back. */
  readonly drop: (id: string) => void;
}

/** What takes a mutation back that was saved under this id; undefined where nothing does. */
export function inverseOf(id: string, { name, args }: Intent): Intent | undefined {
  return mutationNamed(name)?.inverse(args, { mutationId: id, newId });
}

/** Belongs to whoever is at work: the next person’s begins empty. In memory alone. */
export const useUndoStack = create<UndoStack>()((set) => {
  const add = (entry: Omit<Entry, 'at'>): void =>
    set(({ entries }) => ({ entries: [...entries, { ...entry, at: Date.now() }].slice(-KEPT) }));
  return {
    owner: undefined,
    entries: [],
    belongTo: (userId) => set((state) => (state.owner === userId ? state : { owner: userId, entries: [] })),
    note: (id, done) => {
      const inverse = inverseOf(id, done);
      if (inverse !== undefined) add({ id, done, inverse });
    },
    noteGesture: (gesture, mutations) => {
      const parts = mutations.flatMap(({ id, name, args }): Part[] => {
        const done = { name, args };
        const inverse = inverseOf(id, done);
        return inverse === undefined ? [] : [{ id, done, inverse }];
      });
      const [first] = parts;
      if (first !== undefined) add({ ...first, gesture: { ...gesture, parts } });
    },
    keepOf: (id, parts) =>
      set(({ entries }) => ({
        entries: entries.map((entry) =>
          entry.id === id && entry.gesture !== undefined ? { ...entry, gesture: { ...entry.gesture, parts } } : entry,
        ),
      })),
    drop: (id) => set(({ entries }) => ({ entries: entries.filter((entry) => entry.id !== id) })),
  };
});
