/** What screens ask about the files of this laptop. */
import { z } from 'zod';
import type { Pinnable } from '../../ipc/file-contract.ts';
import { declareQuery } from '../../ipc/query.ts';

/** Something that this laptop takes along. */
export interface PinView {
  readonly table: Pinnable;
  readonly id: string;
  /** As people know it; empty where the row is gone. */
  readonly label: string;
  readonly since: string;
}

/** What this laptop takes along, the newest first. */
export const filePins = declareQuery<readonly PinView[]>()('files.pins', z.strictObject({}));

/** What lies on this laptop. Originals in bytes. */
export interface StoredSum {
  readonly files: number;
  readonly bytes: number;
  /** Originals that the hub does not have yet: while they are here alone, the laptop must not be lost. */
  readonly onlyHere: number;
  readonly onlyHereBytes: number;
}
export const filesStored = declareQuery<StoredSum>()('files.stored', z.strictObject({}));

/** Files, and their bytes. */
export interface Amount {
  readonly files: number;
  readonly bytes: number;
}

/** What of the theatre's files lies on this laptop. */
export interface FilesSummary {
  /** Everything that the theatre names. */
  readonly all: Amount;
  readonly here: Amount;
  /** Of those here, what the hub does not have: the laptop must not be lost before it has. */
  readonly onlyHere: Amount;
  /** On the hub and not here: comes when it is asked for, or held by a pin or the policy. */
  readonly onHub: Amount;
  /** On another laptop still. */
  readonly elsewhere: Amount;
  /** Asked for and not here yet. */
  readonly wanted: number;
  readonly thumbnails: number;
  readonly pins: number;
}

/** By the rows. */
export const filesSummed = declareQuery<FilesSummary>()('files.summed', z.strictObject({}));
