/**
 * Whether the hub truly has what this laptop is about to let go. What rows say of it may be older than what became of
 * the hub, so it is asked; where it cannot be, what it has shown to have in this history of its may go, and what this
 * laptop alone is known to have had stays.
 */
import { HubFailure } from '../sync/hub-client.ts';
import type { FileCarrier } from './file-carrier.ts';
import type { FileToFetch, HeldRows } from './held-rows.ts';

/** Questions at a time. */
const AT_ONCE = 6;
/** Somebody waits for the answer: what has not been asked after so long, in milliseconds, counts as not answered. */
const ASK_MS = 20_000;

export interface OnHubOptions {
  readonly carrier: Pick<FileCarrier, 'isOnHub' | 'history'>;
  readonly rows: Pick<HeldRows, 'noteConfirmed' | 'confirmedIn'>;
  /** The person wants the network. */
  readonly isOn: () => boolean;
}

/** One per opened replica. */
export class OnHub {
  readonly #options: OnHubOptions;

  constructor(options: OnHubOptions) {
    this.#options = options;
  }

  /** Of these, those that may go, by their hashes. */
  async surely(files: readonly FileToFetch[]): Promise<ReadonlySet<string>> {
    const { rows, carrier } = this.#options;
    const said = this.#options.isOn() ? await this.#ask(files) : new Map<string, boolean>();
    const has = [...said].flatMap(([sha256, isThere]) => (isThere ? [sha256] : []));
    if (has.length > 0) await rows.noteConfirmed(has, carrier.history);
    const unanswered = files.filter(({ sha256 }) => !said.has(sha256)).map(({ sha256 }) => sha256);
    return new Set([...has, ...rows.confirmedIn(unanswered, carrier.history)]);
  }

  /** What the hub says of each, as far as it can be reached. */
  async #ask(files: readonly FileToFetch[]): Promise<ReadonlyMap<string, boolean>> {
    const said = new Map<string, boolean>();
    const left = [...files];
    const end = new AbortController();
    const signal = AbortSignal.any([end.signal, AbortSignal.timeout(ASK_MS)]);
    const lane = async (): Promise<void> => {
      for (let file = left.shift(); file !== undefined && !signal.aborted; file = left.shift())
        try {
          said.set(file.sha256, await this.#options.carrier.isOnHub(file, signal));
        } catch (error) {
          // A hub that cannot be asked about one is not asked about the others.
          end.abort();
          if (!(error instanceof HubFailure) && !signal.aborted) throw error;
        }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, lane));
    return said;
  }
}
