/**
 * How far somebody is with photographing: which things, at which of them they stand, what was passed over. Kept in the
 * browser: the run goes on where it was left, also after the app was closed.
 */
import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import type { Selected } from '../../shared/lists/selection.ts';

/** A thing that was photographed in a run. */
export interface Shot {
  readonly itemId: string;
  readonly photoIds: readonly string[];
}

/** One run of one person. */
export interface PhotoRun {
  /** Whose it is: another person on this laptop begins their own. */
  readonly userId: string;
  readonly scope: Selected;
  /** What it is called: the place, the view; empty for all that has no photo. */
  readonly title: string;
  /** The thing that stands open; null at the beginning. */
  readonly at: string | null;
  /** Things that were skipped or not found. */
  readonly passed: readonly string[];
  /** The latest last. */
  readonly done: readonly Shot[];
  /** Where somebody came from, the latest last. */
  readonly trail: readonly string[];
}

interface RunState {
  readonly run: PhotoRun | undefined;
  /** The camera that was chosen last. */
  readonly cameraId: string | undefined;
  /** Goes on with the run of the same things, else begins one. */
  begin(run: Pick<PhotoRun, 'userId' | 'scope' | 'title'>): void;
  change(change: (run: PhotoRun) => Partial<PhotoRun>): void;
  chooseCamera(id: string): void;
}

const MOST_TRAIL = 200;

const isSame = (a: Pick<PhotoRun, 'userId' | 'scope'>, b: Pick<PhotoRun, 'userId' | 'scope'>): boolean =>
  a.userId === b.userId && JSON.stringify(a.scope) === JSON.stringify(b.scope);

export const usePhotoRuns = create<RunState>()(
  persist(
    (set) => ({
      run: undefined,
      cameraId: undefined,
      begin: (wanted) =>
        set(({ run }) =>
          run !== undefined && isSame(run, wanted)
            ? { run: { ...run, title: wanted.title } }
            : { run: { ...wanted, at: null, passed: [], done: [], trail: [] } },
        ),
      change: (change) =>
        set(({ run }) => {
          if (run === undefined) return {};
          const next = { ...run, ...change(run) };
          return { run: { ...next, trail: next.trail.slice(-MOST_TRAIL) } };
        }),
      chooseCamera: (cameraId) => set({ cameraId }),
    }),
    { name: 'offstage-photo-run' },
  ),
);

/** What was photographed, with one more photo of a thing. */
export function withShot(done: readonly Shot[], itemId: string, photoId: string): readonly Shot[] {
  const before = done.find((shot) => shot.itemId === itemId);
  return [...done.filter((shot) => shot !== before), { itemId, photoIds: [...(before?.photoIds ?? []), photoId] }];
}
