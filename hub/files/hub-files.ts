/** What the parts of the hub that look after contents share. Made once, in `server.ts`. */
import type { Logger } from 'pino';
import { ThumbnailMaker } from '../../files/thumbnails/thumbnail-maker.ts';
import { MOST_FILE_BYTES } from '../../shared/mutations/file-use.ts';
import type { HubDatabase } from '../database.ts';
import type { ContentStore } from './content-store.ts';
import { Thumbnails } from './thumbnails.ts';

const GIB = 1024 ** 3;

/** What a laptop and a theatre may ask of the hub. Tests make them small. */
export interface FileLimits {
  /** Of one file, bytes. */
  readonly fileBytes: number;
  /** Of all files of a theatre for which nobody has said otherwise, bytes. */
  readonly quotaBytes: number;
  /** Requests with contents of one laptop at a time, in either direction. */
  readonly atOnce: number;
  /** An upload that nobody goes on with is forgotten after so many milliseconds. */
  readonly uploadMs: number;
}

export const FILE_LIMITS: FileLimits = {
  fileBytes: MOST_FILE_BYTES,
  quotaBytes: 100 * GIB,
  atOnce: 12,
  uploadMs: 7 * 86_400_000,
};

/** Contents of files on this hub. */
export interface HubFiles {
  /** This hub among those that share the database, also after it has begun anew. */
  readonly hubId: string;
  readonly database: HubDatabase;
  readonly store: ContentStore;
  readonly limits: FileLimits;
  readonly maker: ThumbnailMaker;
  readonly thumbnails: Thumbnails;
  readonly now: () => Date;
  readonly newId: () => string;
  readonly log: Logger;
}

export function hubFiles(
  parts: Omit<HubFiles, 'maker' | 'limits' | 'thumbnails'>,
  limits: Partial<FileLimits> = {},
): HubFiles {
  const onError = (error: Error): void => parts.log.error({ err: error }, 'a thumbnail could not be made');
  const files = { ...parts, limits: { ...FILE_LIMITS, ...limits }, maker: new ThumbnailMaker({ onError }) };
  return { ...files, thumbnails: new Thumbnails(files) };
}
