/** Files that must be whole or not there at all: written beside their place, synced, renamed, and the folder synced. */
import { closeSync, fsyncSync, openSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';
import { platform } from 'node:process';

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
