/**
 * Which store of contents a database belongs to. A hub that is started with a wrong address of its contents would
 * find them all missing, and say so to every laptop: before it says of any content that it is not here, it looks
 * whether this is the store that the database knows. Each has a mark, which goes along when it is copied elsewhere.
 */
import { AppError } from '../../shared/base/app-error.ts';
import type { HubDatabase } from '../database.ts';
import type { ContentStore } from './content-store.ts';

const KEY = 'files.store';

/** Stores that were found to be ours, and when. */
const found = new WeakMap<ContentStore, number>();
const REMEMBERED_MS = 5000;

async function known({ pool }: HubDatabase): Promise<string | undefined> {
  const {
    rows: [row],
  } = await pool.query<{ value: string }>('SELECT value FROM hub_state WHERE key = $1', [KEY]);
  return row?.value;
}

async function hasClaims({ pool }: HubDatabase): Promise<boolean> {
  const { rowCount } = await pool.query('SELECT 1 FROM files WHERE uploaded_at IS NOT NULL LIMIT 1');
  return rowCount !== 0;
}

/** Whether this is the store that the database knows. */
export async function isOurStore(database: HubDatabase, store: ContentStore): Promise<boolean> {
  const [mark, wanted] = [await store.readMark(), await known(database)];
  const isOurs = mark !== undefined && mark === wanted;
  if (!isOurs) found.delete(store);
  return isOurs;
}

/** As `isOurStore`, as of a few seconds ago: for what does no harm in another store. */
export async function wasOurStore(database: HubDatabase, store: ContentStore): Promise<boolean> {
  const now = performance.now();
  if (now - (found.get(store) ?? -Infinity) < REMEMBERED_MS) return true;
  const isOurs = await isOurStore(database, store);
  if (isOurs) found.set(store, now);
  return isOurs;
}

/**
 * Binds a database and a store that may belong together: either is new, or both know the same mark. Throws AppError
 * `usage` where rows say that contents lie in another store, unless this one is to take its place.
 */
export async function bindStore(
  database: HubDatabase,
  store: ContentStore,
  newId: () => string,
  takesPlace = false,
): Promise<void> {
  const wanted = await known(database);
  const mark = await store.readMark();
  if (mark !== undefined && mark === wanted) return;
  if (wanted !== undefined && !takesPlace && (await hasClaims(database)))
    throw new AppError('usage', {
      problem:
        'the contents of this hub lie in another store: say where with --files-url, ' +
        'or that this one takes its place with --files-lost; laptops then send again what they have',
    });
  const own = mark ?? newId();
  if (mark === undefined) await store.writeMark(own);
  await database.pool.query(
    'INSERT INTO hub_state (key, value) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
    [KEY, own],
  );
}
