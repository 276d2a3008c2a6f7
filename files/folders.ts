/** Folders that only their owner enters, and names in them that outlive a power cut. */
import { mkdir, open, stat } from 'node:fs/promises';
import { platform } from 'node:process';
import { isMissing } from '../shared/base/disk-failures.ts';

const PRIVATE = 0o700;

export async function makeFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: PRIVATE });
}

export async function folderExists(folder: string): Promise<boolean> {
  try {
    return (await stat(folder)).isDirectory();
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

/** A new name is only safe from a power cut once its folder is synced. Windows has no such call. */
export async function syncFolder(folder: string): Promise<void> {
  if (platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
