/** What screens ask about photos of things, and the way of somebody who takes them. */
import { z } from 'zod';
import type { FileView } from '../../ipc/file-contract.ts';
import { declareQuery } from '../../ipc/query.ts';
import { selectedSchema } from '../../lists/selection.ts';

/** One photo of a thing. */
export interface PhotoView {
  readonly id: string;
  readonly isMain: boolean;
  /** Who brought it; null where nobody knows any more. */
  readonly by: string | null;
  readonly at: string;
  /** Something of it has not been sent yet. */
  readonly isPending: boolean;
  /** Null where only the name of a file of the former program is known. */
  readonly file: FileView | null;
  readonly name: string;
}

/** Photos of a thing, the main one first, the others as they were taken. */
export const photosOf = declareQuery<readonly PhotoView[]>()('photos.of', z.strictObject({ itemId: z.uuid() }));

/** The photo by which a list shows a thing. */
export interface Cover {
  readonly file: FileView;
  /** Photos that the thing has. */
  readonly count: number;
}

/** Things that a screen shows at once. */
export const MOST_COVERS = 500;

/** Main photos of things, by the thing; one without is missing. */
export const photoCovers = declareQuery<Readonly<Record<string, Cover>>>()(
  'photos.covers',
  z.strictObject({ itemIds: z.array(z.uuid()).max(MOST_COVERS).readonly() }),
);

/** A thing on the way of somebody who photographs. */
export interface RunThing {
  readonly id: string;
  readonly name: string;
  readonly number: string;
  readonly category: string | null;
  readonly color: string | null;
  readonly quantity: number;
  readonly unit: string;
  /** Where most of it stands; null where nobody knows. */
  readonly placeId: string | null;
  readonly place: string | null;
  /** What the place lies in, the nearest first. */
  readonly above: readonly string[];
  /** Productions that play it. */
  readonly productions: readonly string[];
  readonly photos: number;
}

/** Where somebody stands on the way. */
export interface RunView {
  /** As it was asked: an answer that arrives late is told from the one that is waited for. */
  readonly at: string | null;
  /** The thing that is photographed now; null where nothing is left. */
  readonly current: RunThing | null;
  /** What follows, in the order of the way. */
  readonly next: readonly RunThing[];
  /** Things without a photo that are still to come, the one of now included. */
  readonly left: number;
  /** Of these, at the place of the one of now. */
  readonly here: number;
  /** Those that were asked for, in that order. */
  readonly recent: readonly RunThing[];
}

/** More than anybody passes over in one run. */
export const MOST_PASSED = 5000;

/**
 * Things of a selection that have no photo, place by place. `at`: the thing that stands open, with a photo or without;
 * null begins. `passed`: those that were skipped in this run.
 */
export const photoRun = declareQuery<RunView>()(
  'photos.run',
  z.strictObject({
    scope: selectedSchema,
    at: z.uuid().nullable(),
    passed: z.array(z.uuid()).max(MOST_PASSED).readonly(),
    recent: z.array(z.uuid()).max(20).readonly(),
  }),
);
