/**
 * Files that matter: written under a temporary name, synced, renamed, their folder synced. A crash at any moment leaves
 * the old content or the new one, never half of it and never an empty file. Nothing is readable by others on the
 * machine.
 */
import {
  closeSync,
  existsSync,
  fchmodSync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { platform } from 'node:process';
import { AppError } from '../../shared/base/app-error.ts';
import { reached } from './fault-points.ts';

const PRIVATE_FILE = 0o600;
const PRIVATE_FOLDER = 0o700;

/**
 * Makes names in a folder last: a rename is only safe from a power cut once its folder is synced. Windows has no such
 * call.
 */
export function syncFolder(folder: string): void {
  if (platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Makes what a file holds last. */
export function syncFile(file: string): void {
  const handle = openSync(file, 'r+');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Replaces a file as a whole. Throws AppError `disk.full` or `disk.readOnly`; the old content is intact then. */
export function writeDurably(file: string, content: string | Uint8Array): void {
  const fresh = `${file}.new`;
  try {
    // A leftover of a crash, or a link that somebody laid there, is never written through.
    rmSync(fresh, { force: true });
    const handle = openSync(fresh, 'wx', PRIVATE_FILE);
    try {
      writeFileSync(handle, content);
      reached('file.written');
      fsyncSync(handle);
      reached('file.synced');
    } finally {
      closeSync(handle);
    }
    renameDurably(fresh, file);
  } catch (error) {
    rmSync(fresh, { force: true });
    throw asDiskFailure(error, dirname(file));
  }
}

/** Renames, and makes the new name last. */
export function renameDurably(from: string, to: string): void {
  renameSync(from, to);
  syncFolder(dirname(to));
  reached('file.renamed');
}

/** A folder that only its owner may enter; one that exists is closed to others. */
export function makePrivateFolder(folder: string): void {
  try {
    make(folder);
    changeMode(folder, 'r', PRIVATE_FOLDER);
  } catch (error) {
    throw asDiskFailure(error, folder);
  }
}

/** One by one: making them in one call says «no such folder» where the disk is read-only. */
function make(folder: string): void {
  if (existsSync(folder)) return;
  if (dirname(folder) !== folder) make(dirname(folder));
  try {
    mkdirSync(folder, { mode: PRIVATE_FOLDER });
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  }
}

/**
 * Makes an empty file where there is none, and closes an existing one to others: SQLite gives its own companions the
 * same rights.
 */
export function makePrivateFile(file: string): void {
  try {
    changeMode(file, 'a', PRIVATE_FILE);
  } catch (error) {
    throw asDiskFailure(error, dirname(file));
  }
}

function changeMode(path: string, flag: string, mode: number): void {
  if (platform === 'win32' && flag === 'r') return;
  const handle = openSync(path, flag, mode);
  try {
    fchmodSync(handle, mode);
  } catch (error) {
    // Somebody else's folder that this person may nevertheless write to: its owner decides who reads it.
    if (codeOf(error) !== 'EPERM') throw error;
  } finally {
    closeSync(handle);
  }
}

/** SQLite makes room for its shared index before it writes to it; on a full disk that is what fails. */
const FULL = new Set([
  'ENOSPC',
  'EDQUOT',
  'SQLITE_FULL',
  'SQLITE_IOERR_WRITE',
  'SQLITE_IOERR_SHMSIZE',
  'SQLITE_IOERR_FSYNC',
  'SQLITE_IOERR_TRUNCATE',
]);
const READ_ONLY = new Set([
  'EROFS',
  'EACCES',
  'EPERM',
  'SQLITE_READONLY',
  'SQLITE_READONLY_DIRECTORY',
  'SQLITE_READONLY_DBMOVED',
  'SQLITE_CANTOPEN',
  'SQLITE_READONLY_CANTLOCK',
]);

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

/** A full or read-only disk as people hear of it; anything else as it is. */
export function asDiskFailure(error: unknown, dir: string): unknown {
  if (FULL.has(codeOf(error))) return new AppError('disk.full', { dir }, { cause: error });
  if (READ_ONLY.has(codeOf(error))) return new AppError('disk.readOnly', { dir }, { cause: error });
  return error;
}
