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
