/** What the process writes is its owner's alone. */
import { chmodSync, existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Called first of all: no file of ours, SQLite's companions and the browser's profile among them, is readable by
 * others.
 */
export function keepPrivate(): void {
  process.umask(0o077);
}

/** Entered, but not listed, by others. */
const ENTERABLE = 0o711;
/** Where the embedded database of root lies when its wanted folder is closed to the database's own user. */
const SERVICE_HOME = '/var/lib/offstage/clusters';

/**
 * Makes a folder and what is missing above it. Run by root, PostgreSQL has a user of its own, who must be able to pass
 * through; what lies in the folders is private all the same.
 */
export function makeHubFolder(folder: string): void {
  const isRoot = process.getuid?.() === 0;
  for (const wanted of isRoot ? [folder, SERVICE_HOME] : [folder]) make(wanted, isRoot);
}

function make(folder: string, isRoot: boolean): void {
  if (existsSync(folder)) return;
  if (dirname(folder) !== folder) make(dirname(folder), isRoot);
  mkdirSync(folder, { recursive: true });
  if (isRoot) chmodSync(folder, ENTERABLE);
}
