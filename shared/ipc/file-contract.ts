/** What the interface asks and hears about the contents of files on this laptop. */
import { z } from 'zod';
import type { FileFacts } from '../mutations/file-use.ts';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
/** What can be pinned: everything that hangs on the row, on what is under it and in it. */
export const PINNABLE = [
  'performances',
  'inventory_locations',
  'inventory_items',
  'document_categories',
  'documents',
  'tours',
] as const;
export type Pinnable = (typeof PINNABLE)[number];
const scope = z.strictObject({ table: z.enum(PINNABLE), id: z.uuid() });

/** Which originals come down without being asked for; thumbnails always do. */
export const filePolicy = z.enum(['all', 'pinned', 'onDemand']);
export type FilePolicy = z.infer<typeof filePolicy>;

/** By method: what it takes. */
export const fileRequests = {
  /** These originals are wanted now, before everything else that comes down. Answers null once that is noted. */
  'files.want': z.strictObject({ sha256s: z.array(sha256).min(1).max(1000).readonly() }),
  /** Answers `PinEstimate`: what it would take, before it is pinned. */
  'files.estimate': scope,
  'files.pin': scope,
  /** Answers `Unpinned`. */
  'files.unpin': scope,
  'files.setPolicy': z.strictObject({ policy: filePolicy }),
  /** Nothing travels until it is told to go on; survives a restart. */
  'files.setPaused': z.strictObject({ isPaused: z.boolean() }),
  /** The line is paid for by the byte, as the window's system says: only what people ask for goes, and thumbnails. */
  'files.setMetered': z.strictObject({ isMetered: z.boolean() }),
  /**
   * Opens a copy with the system's own program. Fails with `file.elsewhere` where the content is not here,
   * and with `file.noProgram` where nothing opens it, or a system would run it instead of showing it.
   */
  'files.open': z.strictObject({ sha256, name: z.string().min(1).max(255) }),
} as const;

/** Content that was just taken in and is durable here: what mutations want to know of it. */
export interface TakenFile extends FileFacts {
  /** A thumbnail can be shown at once. */
  readonly hasThumbnail: boolean;
}

/**
 * Where content is. `here`: on this laptop; `hub`: comes when it is asked for; `elsewhere`: on another laptop still,
 * and comes once that has sent it.
 */
export type FileWhere = 'here' | 'hub' | 'elsewhere';

/** A file as screens show it. */
export interface FileView {
  readonly sha256: string;
  readonly name: string;
  readonly mime: string;
  /** Bytes. */
  readonly size: number;
  readonly width: number | null;
  readonly height: number | null;
  readonly where: FileWhere;
  /** A thumbnail lies here; where it does not yet, its place is held. */
  readonly hasThumbnail: boolean;
}

/** One way of contents; all amounts are of originals. */
export interface Transfer {
  readonly state: 'idle' | 'moving' | 'waiting' | 'paused' | 'off';
  /** Code of what it waits for; null unless it waits. */
  readonly reason: string | null;
  readonly files: number;
  readonly filesDone: number;
  /** Bytes of all that were to move since there was nothing to move, and of them those that have. */
  readonly bytes: number;
  readonly bytesDone: number;
}

/** Told whenever something of it changes, not more often than some times a second. */
export interface FileStatus {
  readonly up: Transfer;
  readonly down: Transfer;
  readonly policy: FilePolicy;
  /** Bytes that may still be taken in before the disk is too full; null where that is not known. */
  readonly freeBytes: number | null;
}

/** What a pin holds. Amounts in files and bytes of originals. */
export interface PinEstimate {
  readonly files: number;
  readonly bytes: number;
  readonly missing: number;
  readonly missingBytes: number;
  /** Of the missing, those that are still on another laptop. */
  readonly elsewhere: number;
  /** False where the disk has no room for what is missing. */
  readonly hasRoom: boolean;
}

/** What stayed of what a pin held, though the rows say that the hub has it: the hub has not confirmed it. */
export interface Unpinned {
  readonly kept: number;
}
