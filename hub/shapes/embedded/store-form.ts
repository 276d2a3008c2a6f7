/** The form of a shape store's file: its tables, and the checksums of what is in it. */
import { crc32 } from 'node:zlib';
import type { LogEntry } from './change-messages.ts';

/** A file of the snapshot, as it was when it was written. */
export interface ChunkSum {
  readonly bytes: number;
  readonly sum: number;
}

/** That of 0.1.0 is taken over; stores of another form are emptied: what is in them can be had again. */
export const FORM = 2;
/** Shapes of the first form that have not been compared with their tables yet: a JSON array of handles. */
export const UNPROVEN = 'unproven';

export const TABLES = `
  CREATE TABLE shapes (handle TEXT PRIMARY KEY, key TEXT NOT NULL UNIQUE, definition TEXT NOT NULL,
  signature TEXT NOT NULL,
    chunks TEXT NOT NULL, bounds TEXT) STRICT;
  CREATE TABLE log (handle TEXT NOT NULL, tx INTEGER NOT NULL, op INTEGER NOT NULL, body TEXT NOT NULL,
  sum INTEGER NOT NULL,
    PRIMARY KEY (handle, tx, op)) STRICT, WITHOUT ROWID;
  CREATE TABLE state (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
  PRAGMA user_version = ${FORM};`;

/** The checksum of a record. */
export const sumOf = ({ tx, op, body }: LogEntry): number => crc32(`${tx}_${op}:${body}`);
