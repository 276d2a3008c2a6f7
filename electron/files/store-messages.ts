/** What the replica's thread and the thread of the store say to each other. Content goes in pieces, handed over. */
import type { ByteRange, Expected, FileState } from '../../files/file-store.ts';
import type { FailureDetails } from '../../shared/ipc/people-contract.ts';
import type { FaultPoint } from '../replica/fault-points.ts';
import type { HubFailureKind } from '../sync/hub-request.ts';
import type { Fetched, Upload } from './content-ways.ts';

/** So many pieces of one content are on their way at most: whoever is slower sets the pace. */
export const WINDOW = 8;

export interface StoreThreadData {
  readonly dir: string;
  readonly key: Uint8Array | undefined;
  readonly thumbnails: { readonly dir: string; readonly key: Uint8Array | undefined };
  /** It steps behind other threads, and shares the folder with one that takes contents in. */
  readonly isBehind: boolean;
  /** In tests of faults: the thread waits here until a point that it has reached has been heard of. */
  readonly heard?: SharedArrayBuffer;
  /** While something is under way the thread says so often that it lives, in milliseconds. */
  readonly beatMs: number;
}

/** Work of the store that costs more than a look at the disk. */
export type StoreWork =
  | { readonly work: 'put'; readonly expected: Expected }
  | { readonly work: 'read'; readonly sha256: string; readonly range: ByteRange | undefined }
  | { readonly work: 'stateOf'; readonly sha256: string }
  | TravelWork;

/** A content's way to the hub or from it. */
export type TravelWork =
  | { readonly work: 'upload'; readonly upload: Upload }
  | { readonly work: 'download' | 'isOnHub' | 'fetchThumbnail' | 'giveThumbnail'; readonly fetched: Fetched };

export type StoreCommand =
  | ({ readonly kind: 'begin'; readonly id: number } & StoreWork)
  /** A piece of what is put. */
  | { readonly kind: 'piece'; readonly id: number; readonly bytes: Uint8Array }
  /** All of what is put has been sent; or its source has failed. */
  | { readonly kind: 'end'; readonly id: number; readonly isWhole: boolean }
  /** One more piece may be sent; or whoever asked for it has let go. */
  | { readonly kind: 'more' | 'stop'; readonly id: number };

/** A failure as it passes between threads: by what it is, with its code. */
export interface StoreFailure {
  readonly name: string;
  readonly message: string;
  readonly code: string | undefined;
  /** What the hub's failure says besides. */
  readonly hub:
    | {
        readonly kind: HubFailureKind;
        readonly status: number | undefined;
        readonly retryAfterMs: number | undefined;
        readonly details: FailureDetails;
      }
    | undefined;
}

export type StoreAnswer =
  /** What is put is wanted now. */
  | { readonly kind: 'ready'; readonly id: number }
  /** One more piece of what is put may be sent. */
  | { readonly kind: 'more'; readonly id: number }
  | { readonly kind: 'piece'; readonly id: number; readonly bytes: Uint8Array }
  /** How far a content is on its way, some times a second at most. */
  | { readonly kind: 'moved'; readonly id: number; readonly bytes: number }
  /** Where the hub takes the rest of an upload. */
  | { readonly kind: 'begun'; readonly id: number; readonly path: string }
  | { readonly kind: 'alive'; readonly id: 0 }
  | { readonly kind: 'reached'; readonly id: 0; readonly point: FaultPoint }
  | { readonly kind: 'done'; readonly id: number; readonly value: StoreValue }
  | { readonly kind: 'failed'; readonly id: number; readonly failure: StoreFailure };

/** What was stored; the state of a content; whether the hub has it; nothing, after a read. */
export type StoreValue =
  | { readonly sha256: string; readonly size: number; readonly isNew?: boolean }
  | FileState
  | boolean
  | undefined;
