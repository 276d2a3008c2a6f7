/**
 * A replica from before encryption keeps contents as they are until somebody's password can wrap a key. From its first
 * start with a key on they are sealed, as its database is: photos that were taken meanwhile are nowhere else.
 */
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { FileRefused, FileStore } from '../../files/file-store.ts';
import { makeFolder } from '../../files/folders.ts';
import { DamagedFile } from '../../files/sealed-file.ts';
import { syncFolder, writeDurably } from '../replica/durable-file.ts';

/** In the store's folder, while something may lie there as it is. */
const MARK = 'plain';

/**
 * Before a store is opened: notes that it is not sealed, or seals what was left so. Dying in the middle is made up for
 * by the next start. `thumbnails`: their folder; they are made or fetched anew.
 */
export async function sealWhatIsPlain(dir: string, key: Buffer | undefined, thumbnails: string): Promise<void> {
  const mark = join(dir, MARK);
  await makeFolder(dir);
  if (key === undefined) {
    if (!existsSync(mark)) writeDurably(mark, '');
    return;
  }
  if (!existsSync(mark)) return;
  const plain = await FileStore.open({ dir, key: undefined, randomBytes });
  const sealed = await FileStore.open({ dir, key, randomBytes });
  for (const name of await plain.unfinished()) await plain.giveUp(name);
  for await (const { sha256, size } of plain.all()) {
    try {
      await sealed.put(plain.read(sha256), { sha256, maxBytes: size });
    } catch (error) {
      // Sealed already, before the last start ended; or damaged, which the store finds out by itself.
      if (!(error instanceof DamagedFile || error instanceof FileRefused)) throw error;
    }
  }
  await rm(thumbnails, { recursive: true, force: true });
  await rm(mark);
  syncFolder(dir);
}
