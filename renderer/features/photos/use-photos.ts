/** The photos of a thing, and what can be done with them. */
import { useCallback } from 'react';
import { type PhotoView, photosOf } from '../../../shared/features/photos/queries.ts';
import type { Failure } from '../../../shared/ipc/contract.ts';
import { rowDelete } from '../../../shared/mutations/deletion-mutations.ts';
import { photoAdd, photoMakeMain } from '../../../shared/mutations/file-mutations.ts';
import { useCan } from '../../app/contexts.ts';
import { connection } from '../../data/connection.ts';
import { newId } from '../../data/new-id.ts';
import { useAttempt, useMutate } from '../../data/use-mutate.ts';
import { useQuery } from '../../data/use-query.ts';
import { factsOf } from '../../files/file-facts.ts';
import { type Keep, takeIn } from '../../files/intake.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useFailureText } from '../../lib/failure-text.ts';

export interface Photos {
  /** Undefined until they are known. */
  readonly list: readonly PhotoView[] | undefined;
  readonly failure: Failure | undefined;
  readonly mayEdit: boolean;
  /** Where files on their way in are told of. */
  readonly target: string;
  /** Takes pictures in, behind those that are there; anything else is refused by a sentence. */
  readonly take: (files: readonly File[]) => void;
  readonly makeMain: (photo: PhotoView) => void;
  readonly remove: (photo: PhotoView) => void;
}

/** Where photos on their way to a thing are told of. */
export const photoTarget = (itemId: string): string => `photos/${itemId}`;

/** Takes pictures in as photos of a thing; `onKept` hears of each that became one. */
export type TakePhotos = (itemId: string, files: readonly File[], onKept?: (photoId: string) => void) => void;

export function useTakePhotos(): TakePhotos {
  const { t } = useWords();
  const say = useFailureText();
  const attempt = useAttempt();
  return useCallback(
    (itemId, files, onKept) => {
      const keep: Keep = async (taken) => {
        const file = factsOf(taken);
        if (!file.mime.startsWith('image/')) return { kind: 'failed', sentence: t('photos.noPicture') };
        // One after another: what was brought just before is in the answer.
        const there = await connection.ask(photosOf, { itemId });
        if (there.some((photo) => photo.file?.sha256 === file.sha256))
          return { kind: 'twice', sentence: t('photos.twice') };
        const id = newId();
        const outcome = await attempt(photoAdd, { id, itemId, file });
        if (!outcome.ok) return { kind: 'failed', sentence: outcome.sentence };
        onKept?.(id);
        return { kind: 'kept' };
      };
      takeIn(photoTarget(itemId), files, { keep, say });
    },
    [t, attempt, say],
  );
}

export function usePhotos(itemId: string): Photos {
  const { data, failure } = useQuery(photosOf, { itemId });
  const mayEdit = useCan('inventory.edit');
  const mutate = useMutate();
  const take = useTakePhotos();
  return {
    list: data,
    failure,
    mayEdit,
    target: photoTarget(itemId),
    take: (files) => take(itemId, files),
    makeMain: (photo) => {
      const before = data?.find(({ isMain }) => isMain)?.id;
      void mutate(photoMakeMain, { id: photo.id, ...(before === undefined ? {} : { before }) });
    },
    remove: (photo) => void mutate(rowDelete, { table: 'inventory_photos', id: photo.id, deletionId: newId() }),
  };
}
