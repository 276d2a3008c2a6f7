/** Files that must be whole or not there at all: written beside their place, synced, renamed, and the folder synced. */
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { platform } from 'node:process';
import { faults } from './fault-points.ts';

/** Makes what was written to a file, or to the list of a folder, outlive a power failure. */
function syncPath(path: string): void {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/**
 * Puts a finished file in its place: after a power failure either the old one or the new one is there, never half of
 * one.
 */
export function renameDurably(from: string, to: string): void {
  syncPath(from);
  renameSync(from, to);
  // Windows keeps the list of a folder by itself and cannot open one for syncing.
  if (platform !== 'win32') syncPath(dirname(to));
}

/**
 * Writes a small file that its owner alone may read, as a whole. Throws what the system says; what was there before is
 * still there then, and nothing lies beside it.
 */
export function writeDurably(file: string, content: string): void {
  const fresh = `${file}.new`;
  try {
    faults.at('file.write');
    // What a death has left there is never written through.
    rmSync(fresh, { force: true });
    writeFileSync(fresh, content, { mode: 0o600, flag: 'wx' });
    faults.at('file.written');
    renameDurably(fresh, file);
  } catch (error) {
    rmSync(fresh, { force: true });
    throw error;
  }
}
