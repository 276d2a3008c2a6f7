/**
 * Contents that go with a backup: in a folder `files` beside it, each under its hash, so that all backups of one folder
 * share them and a second backup copies only what is new. What is there is read again before it counts.
 */
import { randomBytes } from 'node:crypto';
import { dirname, join } from 'node:path';
import type pg from 'pg';
import { FileRefused, FileStore } from '../../files/file-store.ts';
import { folderExists } from '../../files/folders.ts';
import { DamagedFile } from '../../files/sealed-file.ts';
import type { ContentStore } from './content-store.ts';

const FOLDER = 'files';

/** Beside this backup. */
export const contentsFolder = (backup: string): string => join(dirname(backup), FOLDER);

/** A content that rows of a backup say is on the hub. */
export interface NamedContent {
  readonly sha256: string;
  readonly size: number;
}

/** What the rows of a snapshot name of contents that are here; of one theatre, or of all. */
export async function namedContents(
  client: pg.ClientBase,
  theaterId: string | undefined,
): Promise<readonly NamedContent[]> {
  const { rows } = await client.query<{ sha256: string; size: string }>(
    `SELECT DISTINCT sha256, size FROM files WHERE uploaded_at IS NOT NULL AND ($1::uuid IS NULL OR theater_id = $1)
     ORDER BY sha256`,
    [theaterId ?? null],
  );
  return rows.map(({ sha256, size }) => ({ sha256, size: Number(size) }));
}

const openFolder = (dir: string): Promise<FileStore> =>
  FileStore.open({ dir, key: undefined, randomBytes, isShared: true });

/** How many were copied, were there already, and could not be had. */
export interface CopiedContents {
  readonly copied: number;
  readonly known: number;
  readonly missing: number;
}

/** Copies contents beside a backup. Throws what the disk says. */
export async function copyContents(
  store: ContentStore,
  contents: readonly NamedContent[],
  backup: string,
): Promise<CopiedContents> {
  const folder = await openFolder(contentsFolder(backup));
  let [copied, known, missing] = [0, 0, 0];
  for (const { sha256, size } of contents) {
    if ((await folder.sizeOf(sha256)) === size && (await folder.stateOf(sha256)) === 'whole') known += 1;
    else if ((await store.sizeOf(sha256)) === size && (await isCopied(folder, store, { sha256, size }))) copied += 1;
    else missing += 1;
  }
  return { copied, known, missing };
}

async function isCopied(folder: FileStore, store: ContentStore, { sha256, size }: NamedContent): Promise<boolean> {
  try {
    await folder.put(store.read(sha256), { sha256, maxBytes: size });
    return true;
  } catch (error) {
    if (error instanceof DamagedFile || error instanceof FileRefused) return false;
    throw error;
  }
}

/** Puts back what lies beside a backup and is not in the store. Answers how many. Throws what the disk says. */
export async function putContentsBack(store: ContentStore, backup: string): Promise<number> {
  if (!(await folderExists(contentsFolder(backup)))) return 0;
  const folder = await openFolder(contentsFolder(backup));
  let back = 0;
  for await (const file of folder.all()) {
    if ((await store.sizeOf(file.sha256)) === file.size) continue;
    try {
      await store.put(folder.read(file.sha256), file);
      back += 1;
    } catch (error) {
      // Damaged in the backup: whoever has it is asked for it, as for what was not in it.
      if (!(error instanceof DamagedFile || error instanceof FileRefused)) throw error;
    }
  }
  return back;
}
