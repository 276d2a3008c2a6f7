/**
 * The one live stream of a device: it says which tables changed in which commit. The official client holds it; a
 * failure is handed to the engine, which has one place for waiting and trying again.
 */
import { FetchError, isChangeMessage, ShapeStream } from '@electric-sql/client';
import { isTableName, replicatedTables, type TableName } from '../../shared/schema/catalog.ts';
import { type HubClient, HubFailure } from './hub-client.ts';

/** One commit: where it lies and what it touched. */
export interface Ring {
  readonly lsn: number;
  readonly tables: ReadonlySet<TableName>;
  /** The device whose push made the commit; unknown for other writers. */
  readonly deviceId: string | undefined;
}

/** `onReady` once, when every later commit will ring; `onLost` at most once, and nothing after it. */
export interface DoorbellEvents {
  readonly onReady: () => void;
  readonly onRing: (ring: Ring) => void;
  readonly onLost: (failure: HubFailure) => void;
}

/** A hub of a later release rings for tables that this one does not hold. */
const isReplicated = (name: string): name is TableName => isTableName(name) && replicatedTables.includes(name);

let sessions = 0;

/**
 * Listens from now on, until the signal aborts. Every callback is safe against throwing: nothing in a subscriber may.
 */
export function listen(client: HubClient, events: DoorbellEvents, signal: AbortSignal): void {
  let isReady = false;
  const lost = (error: unknown): void => {
    if (!signal.aborted)
      events.onLost(
        error instanceof HubFailure
          ? error
          : new HubFailure('unreachable', 'hub.unreachable', error instanceof Error ? error.message : String(error), {
              cause: error,
            }),
      );
  };
  const stream = new ShapeStream({
    url: new URL('/v1/shapes/sync_commits', client.hubUrl).href,
    // The client remembers, per address, what it was up to date with, and holds back what it takes for a replay
    // (Electric issue 4722): an address of its own for every session keeps a reconnect within the minute from waiting
    // for the next poll. The hub ignores it.
    params: { table: 'sync_commits', session: String((sessions += 1)) },
    offset: 'now',
    signal,
    // The engine waits and retries for all of sync at once; the stream itself never does.
    backoffOptions: { initialDelay: 10, maxDelay: 10, multiplier: 1, maxRetries: 0 },
    fetchClient: async (input, init) => {
      try {
        const { pathname, search } = new URL(input instanceof Request ? input.url : input);
        const response = await client.get(pathname + search, init?.signal ?? undefined);
        // The first answer fixes the position; whatever commits from here on will ring.
        if (!isReady && response.ok) {
          isReady = true;
          events.onReady();
        }
        return response;
      } catch (error) {
        lost(error);
        throw error;
      }
    },
    onError: (error) => {
      lost(
        error instanceof FetchError
          ? new HubFailure('refused', `http.${error.status}`, error.message, { cause: error })
          : error,
      );
    },
  });
  stream.subscribe((messages) => {
    for (const ring of ringsOf(messages.filter(isChangeMessage))) events.onRing(ring);
  }, lost);
}

interface Commit {
  readonly headers: Readonly<Record<string, unknown>>;
  readonly value: Readonly<Record<string, unknown>>;
}

/** A transaction that touches several tables writes its row several times: one ring per LSN. */
function ringsOf(commits: readonly Commit[]): Ring[] {
  const rings = new Map<number, { lsn: number; tables: Set<TableName>; deviceId: string | undefined }>();
  for (const { headers, value } of commits) {
    if (headers['operation'] === 'delete') continue;
    const lsn = Number(headers['lsn'] ?? 0);
    const ring = rings.get(lsn) ?? { lsn, tables: new Set<TableName>(), deviceId: undefined };
    rings.set(lsn, ring);
    const { tables, device_id: deviceId } = value;
    for (const name of Array.isArray(tables) ? tables : [])
      if (typeof name === 'string' && isReplicated(name)) ring.tables.add(name);
    if (typeof deviceId === 'string') ring.deviceId = deviceId;
  }
  return [...rings.values()].toSorted((a, b) => a.lsn - b.lsn);
}
