/** The photo run: where somebody stands, what comes next, and what each step does. */
import { useEffect } from 'react';
import { MOST_PASSED, photoRun, type RunThing, type RunView } from '../../../shared/features/photos/queries.ts';
import type { Failure } from '../../../shared/ipc/contract.ts';
import { rowDelete } from '../../../shared/mutations/deletion-mutations.ts';
import { rowCreate } from '../../../shared/mutations/row-mutations.ts';
import { useCan, useSessionInfo } from '../../app/contexts.ts';
import { newId } from '../../data/new-id.ts';
import { useMutate } from '../../data/use-mutate.ts';
import { useQuery } from '../../data/use-query.ts';
import { settled, useIntake } from '../../files/intake.ts';
import { useWords } from '../../i18n/use-words.ts';
import { type PhotoRun, type Shot, usePhotoRuns, withShot } from '../../store/photo-run-store.ts';
import { useStartRun } from './start-run.ts';
import { photoTarget, useTakePhotos } from './use-photos.ts';

/** Things of before that stay in sight. */
const RECENT = 4;

export interface Running {
  readonly run: PhotoRun;
  /** Undefined until it is known. */
  readonly view: RunView | undefined;
  readonly failure: Failure | undefined;
  /** The thing that photos are taken of; undefined at the end of the way. */
  readonly itemId: string | undefined;
  /** What was taken of it in this run. */
  readonly shot: Shot | undefined;
  readonly canGoBack: boolean;
  /** Takes pictures of the thing that stands open. */
  take(files: readonly File[]): void;
  /** Something was taken of it, or is on its way in. */
  readonly canRetake: boolean;
  /** The last photo of it goes, once it is in. */
  dropLast(): Promise<void>;
  next(): void;
  skip(): void;
  /** It is not where it should be: said as a comment, then passed over. */
  notThere(thing: RunThing): void;
  back(): void;
  open(id: string): void;
  /** What was taken of a thing goes, and it stands open again. */
  undo(itemId: string): void;
  /** What was passed over comes again. */
  again(): void;
}

/** The run of whoever works here; where there is none, that of everything without a photo begins. */
export function useOwnRun(): PhotoRun | undefined {
  const userId = useSessionInfo().user?.id ?? '';
  const run = usePhotoRuns((state) => state.run);
  const { ofAll } = useStartRun();
  const isOwn = run?.userId === userId;
  useEffect(() => {
    if (!isOwn) ofAll('');
  }, [isOwn, ofAll]);
  return isOwn ? run : undefined;
}

/** Whether a photo of it is on its way in. */
const useIsComing = (itemId: string | undefined): boolean =>
  useIntake(itemId === undefined ? '' : photoTarget(itemId)).some(
    ({ state }) => state === 'waiting' || state === 'sending',
  );

const withoutPhoto = (done: PhotoRun['done'], photoId: string): PhotoRun['done'] =>
  done.flatMap((each) => {
    const photoIds = each.photoIds.filter((id) => id !== photoId);
    return photoIds.length === 0 ? [] : [{ ...each, photoIds }];
  });

export function usePhotoRun(run: PhotoRun): Running {
  const { t } = useWords();
  const change = usePhotoRuns((state) => state.change);
  const mutate = useMutate();
  const takePhotos = useTakePhotos();
  const maySay = useCan('comments.write');
  const { at, passed, done, scope } = run;
  const recent = done.toReversed().filter(({ itemId }) => itemId !== at);
  const { data: view, failure } = useQuery(photoRun, {
    scope,
    at,
    passed,
    recent: recent.slice(0, RECENT).map(({ itemId }) => itemId),
  });
  const itemId = at ?? (view?.at === null ? view.current?.id : undefined);
  const shot = done.find((each) => each.itemId === itemId);
  const isComing = useIsComing(itemId);
  useEffect(() => {
    // From now on it stands open, also when it has its photo.
    if (at === null && itemId !== undefined) change(() => ({ at: itemId }));
  }, [at, itemId, change]);
  const turn = (to: string | null, more: Partial<PhotoRun> = {}): void =>
    change(({ trail }) => ({ at: to, trail: itemId === undefined ? trail : [...trail, itemId], ...more }));
  const next = view?.next.find(({ id }) => id !== itemId)?.id ?? null;
  const pass = (): void => {
    if (itemId !== undefined)
      turn(next, { passed: [...passed.filter((id) => id !== itemId), itemId].slice(-MOST_PASSED) });
  };
  const remove = async (photoIds: readonly string[]): Promise<void> => {
    for (const id of photoIds) await mutate(rowDelete, { table: 'inventory_photos', id, deletionId: newId() });
  };
  return {
    run,
    view,
    failure,
    itemId,
    shot,
    canGoBack: run.trail.length > 0,
    canRetake: shot !== undefined || isComing,
    take: (files) => {
      if (itemId !== undefined)
        takePhotos(itemId, files, (photoId) => change((before) => ({ done: withShot(before.done, itemId, photoId) })));
    },
    dropLast: async () => {
      if (itemId === undefined) return;
      await settled(photoTarget(itemId));
      const taken = usePhotoRuns.getState().run?.done.find((each) => each.itemId === itemId);
      const last = taken?.photoIds.at(-1);
      if (last === undefined) return;
      await remove([last]);
      change((before) => ({ done: withoutPhoto(before.done, last) }));
    },
    next: () => turn(next),
    skip: pass,
    notThere: ({ id, place }) => {
      const content = place === null ? t('photos.run.said') : t('photos.run.saidAt', { place });
      const values = { entity_type: 'inventory_items', entity_id: id, content };
      if (maySay) void mutate(rowCreate, { table: 'comments', id: newId(), values });
      pass();
    },
    back: () => {
      const before = run.trail.at(-1);
      if (before !== undefined)
        change(({ trail, passed: skipped }) => ({
          at: before,
          trail: trail.slice(0, -1),
          // Whoever goes back to it means to photograph it after all.
          passed: skipped.filter((id) => id !== before),
        }));
    },
    open: (id) => {
      if (id !== itemId) turn(id);
    },
    undo: (id) => {
      void remove(done.find((each) => each.itemId === id)?.photoIds ?? []);
      turn(id, { done: done.filter((each) => each.itemId !== id) });
    },
    again: () => change(() => ({ passed: [], at: null })),
  };
}
