/** What the replica's thread and the thread of the store say to each other. Content goes in pieces, handed over. */
import type { ByteRange, Expected, FileState } from '../../files/file-store.ts';

/** So many pieces of one content are on their way at most: whoever is slower sets the pace. */
export const WINDOW = 8;

export interface StoreThreadData {
  readonly dir: string;
  readonly key: Uint8Array | undefined;
}

/** Work of the store that costs more than a look at the disk. */
export type StoreWork =
  | { readonly work: 'put'; readonly expected: Expected }
  | { readonly work: 'resume'; readonly name: string; readonly expected: Expected }
  | { readonly work: 'read'; readonly sha256: string; readonly range: ByteRange | undefined }
  | { readonly work: 'stateOf'; readonly sha256: string };

export type StoreCommand =
  | ({ readonly kind: 'begin'; readonly id: number } & StoreWork)
  /** A piece of what is put. */
  | { readonly kind: 'piece'; readonly id: number; readonly bytes: Uint8Array }
  /** All of what is put has been sent; or its source has failed. */
  | { readonly kind: 'end'; readonly id: number; readonly isWhole: boolean }
  /** One more piece may be sent; or whoever reads has let go. */
  | { readonly kind: 'more' | 'stop'; readonly id: number };

/** A failure as it passes between threads: by what it is, with its code. */
export interface StoreFailure {
  readonly name: string;
  readonly message: string;
  readonly code: string | undefined;
}

export type StoreAnswer =
  /** From this byte on the source of what is resumed is wanted; zero for what is put. */
  | { readonly kind: 'from'; readonly id: number; readonly from: number }
  /** One more piece of what is put may be sent. */
  | { readonly kind: 'more'; readonly id: number }
  | { readonly kind: 'piece'; readonly id: number; readonly bytes: Uint8Array }
  | { readonly kind: 'done'; readonly id: number; readonly value: StoreValue }
  | { readonly kind: 'failed'; readonly id: number; readonly failure: StoreFailure };

/** What was stored; the state of a content; nothing, after a read. */
export type StoreValue =
  | { readonly sha256: string; readonly size: number; readonly isNew: boolean }
  | FileState
  | undefined;
