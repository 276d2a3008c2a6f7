/** Content that is not what it was, or not there: it is asked back from a laptop that still has it. */
import { inTransaction } from '../database.ts';
import { lockContent } from './file-rows.ts';
import type { HubFiles } from './hub-files.ts';
import { isOurStore } from './store-mark.ts';

/**
 * Somebody found this content missing or damaged. It is looked at once more, alone; where that is so, no theatre is
 * told any longer that it is here, and whoever has it sends it again. Answers whether it was.
 */
export async function noteDamage(
  { database, store, log }: Pick<HubFiles, 'database' | 'store' | 'log'>,
  sha256: string,
): Promise<boolean> {
  if (!(await isOurStore(database, store))) {
    log.fatal('this hub keeps its contents in a store that the database does not know; nothing is said of them');
    return false;
  }
  return inTransaction(database.pool, async (client) => {
    await lockContent(client, sha256);
    const state = await store.stateOf(sha256);
    if (state === 'whole') return false;
    await client.query('UPDATE files SET uploaded_at = NULL WHERE sha256 = $1 AND uploaded_at IS NOT NULL', [sha256]);
    if (state === 'damaged') await store.remove(sha256);
    log.error({ sha256, state }, 'the content of a file is not what it was; a laptop that has it is asked for it');
    return true;
  });
}
