/** What a revoked laptop took in and nobody else has goes to the hub before it is erased, as its work does. */
import { AppError } from '../../shared/base/app-error.ts';
import { type HubClient, HubFailure } from '../sync/hub-client.ts';
import { retryDelayMs } from '../sync/sync-state.ts';
import { FileCarrier } from './file-carrier.ts';
import type { LaptopFiles } from './laptop-files.ts';

/** What the hand-over needs of the departure. */
export interface ContentsToHandOver {
  readonly files: LaptopFiles;
  readonly client: HubClient;
  /** What the hub last said: contents of a lost laptop are not waited for. */
  readonly mode: () => 'rescue' | 'lost';
  readonly random: () => number;
  /** Waits so many milliseconds; ends early where there is news, or `signal` aborts. */
  readonly pause: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  /** Ends the waiting: the app is closed. */
  readonly signal: AbortSignal;
  readonly onError: (error: unknown) => void;
}

/** Bytes of one request. */
const CHUNK = 1024 * 1024;
const LONGEST_WAIT_MS = 60_000;
/** With these the hub says that it will not have this one. */
const OF_ONE_FILE = new Set(['file.unknown', 'file.mismatch', 'file.tooLarge', 'file.quota']);

/**
 * Hands over every content that the hub has the row of and not the content, one after another, again after every
 * failure of the way; what the hub does not take, or cannot be read here any more, holds up nothing. Answers how many
 * were handed over. Rejects when `signal` aborts.
 */
export async function handOverContents(deps: ContentsToHandOver): Promise<number> {
  const { files, client, mode, random, pause, signal, onError } = deps;
  const carrier = new FileCarrier(files, client);
  const over = new Set<string>();
  let count = 0;
  let tries = 1;
  while (mode() === 'rescue') {
    signal.throwIfAborted();
    const next = files.rows.toSend().find(({ sha256 }) => !over.has(sha256));
    if (next === undefined) break;
    const { sha256, size } = next;
    try {
      const moved = (): void => {
        tries = 1;
      };
      const upload = { sha256, size, chunkBytes: CHUNK, begunAt: files.rows.uploadOf(sha256) };
      await carrier.upload(upload, { moved, begun: () => undefined, signal });
      over.add(sha256);
      count += 1;
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof HubFailure) || OF_ONE_FILE.has(error.code)) {
        if (!(error instanceof HubFailure || error instanceof AppError)) onError(error);
        over.add(sha256);
        continue;
      }
      // A hub that takes nothing more of this laptop, as one of an earlier release does not.
      if (error.kind === 'revoked' || error.kind === 'unauthorized') break;
      const atLeastMs = Math.min(LONGEST_WAIT_MS, error.retryAfterMs ?? 0);
      await pause(retryDelayMs(tries, random, atLeastMs, LONGEST_WAIT_MS), signal);
      tries += 1;
    }
  }
  return count;
}
