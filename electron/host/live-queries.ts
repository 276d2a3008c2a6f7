/**
 * The live queries of one window. Each is answered by the thread that reads and runs again when a table that it looks
 * at has changed; the window is sent what has changed since the answer that it holds. It is never shown something older
 * than what it was told is saved.
 */
import { AppError } from '../../shared/base/app-error.ts';
import type { Failure, Frame, Params } from '../../shared/ipc/contract.ts';
import { type AnyQuery, queries } from '../queries/queries.ts';
import type { ReadAnswer } from '../queries/reader-messages.ts';
import type { TableVersions } from '../replica/read-connections.ts';
import type { ReplicaHost } from './replica-host.ts';

/** What a window’s queries need of its service. */
export interface LiveQueriesOptions {
  readonly host: ReplicaHost;
  readonly send: (frame: Frame) => void;
  readonly toFailure: (error: unknown) => Failure;
  /** Whether somebody may look at all. */
  readonly isOpen: () => boolean;
}

interface Live {
  readonly query: AnyQuery;
  /** What it looks at. */
  readonly tables: readonly string[];
  readonly args: unknown;
  /** Names it to the thread that reads. */
  readonly key: string;
  /** The number of the answer that the window holds; 0 for none. */
  holds: number;
  isRunning: boolean;
  /** Something has changed since the run under way began. */
  isStale: boolean;
  /** Failures in a row. */
  failures: number;
  again: NodeJS.Timeout | undefined;
}

const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 60_000;

const state = { windows: 0 };

/** The query of this name, with arguments that it takes. Throws AppError `usage`. */
export function questionOf(name: string, args: unknown): AnyQuery {
  const query = queries.get(name);
  if (query === undefined) throw new AppError('usage', { problem: `there is no query ${name}` });
  const run = query.prepare(args);
  if (typeof run === 'function') return query;
  const [issue] = run.issues;
  throw new AppError('usage', { problem: `${name}: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}` });
}

/**
 * One per window. A query that is running when its tables change again runs once more afterwards, however many changes
 * there were.
 */
export class LiveQueries {
  readonly #options: LiveQueriesOptions;
  readonly #all = new Map<number, Live>();
  readonly #window: number;
  /** What had been committed when the window was last told that something of it is saved. */
  #saved: TableVersions = new Map();

  constructor(options: LiveQueriesOptions) {
    this.#options = options;
    state.windows += 1;
    this.#window = state.windows;
  }

  /** Begins, and answers once the first answer is on its way. Throws AppError `usage`. */
  async begin({ subscription, name, args }: Params<'subscribe'>): Promise<void> {
    const query = questionOf(name, args);
    const key = `${this.#window}/${subscription}`;
    const live: Live = {
      query,
      tables: query.tables(args),
      args,
      key,
      holds: 0,
      isRunning: false,
      isStale: false,
      failures: 0,
      again: undefined,
    };
    this.#all.set(subscription, live);
    await this.#run(subscription, live);
  }

  end(subscription: number): void {
    const live = this.#all.get(subscription);
    this.#all.delete(subscription);
    clearTimeout(live?.again);
    if (live !== undefined) this.#options.host.forgetLive(live.key);
  }

  close(): void {
    for (const subscription of this.#all.keys()) this.end(subscription);
  }

  /** The window is about to hear that something it asked for is saved. */
  saved(): void {
    if (!this.#options.host.isSealed) this.#saved = this.#options.host.replica.newestVersions;
  }

  /** Those that look at one of these tables run again; all of them where none are named. */
  changed(tables?: ReadonlySet<string>): void {
    for (const [subscription, live] of this.#all)
      if (tables === undefined || live.tables.some((table) => tables.has(table))) void this.#run(subscription, live);
  }

  async #run(subscription: number, live: Live): Promise<void> {
    live.isStale = true;
    if (live.isRunning) return;
    live.isRunning = true;
    try {
      // It may have changed again by the time it is read.
      while (live.isStale && this.#isAsked(subscription, live)) await this.#once(subscription, live);
    } finally {
      live.isRunning = false;
    }
  }

  async #once(subscription: number, live: Live): Promise<void> {
    const { host, send, toFailure } = this.#options;
    live.isStale = false;
    try {
      const asker = host.sessions.current?.userId;
      const { newestVersions: began } = host.replica;
      const { name } = live.query;
      const answer = await host.ask(name, live.args, { live: live.key, number: live.holds });
      // Locked, or somebody else's, while it was read: what was found is not for whoever sits there now.
      if (!this.#isAsked(subscription, live) || host.sessions.current?.userId !== asker) return;
      if (this.#isOlderThanSaved(live, began)) {
        live.isStale = true;
        return;
      }
      const frame = frameOf(subscription, answer);
      if (frame !== undefined) send(frame);
      // Only now: of what could not be sent the window knows nothing.
      live.holds = answer.number;
      live.failures = 0;
    } catch (error) {
      if (!this.#isAsked(subscription, live)) return;
      send({ event: 'rowsFailed', subscription, error: toFailure(error) });
      // What a query refuses it refuses again.
      if (!(error instanceof AppError)) this.#askAgain(subscription, live);
    }
  }

  /** What failed once would stand there until something changes: it is asked again, ever more rarely. */
  #askAgain(subscription: number, live: Live): void {
    live.failures += 1;
    clearTimeout(live.again);
    const pause = Math.min(FIRST_PAUSE_MS * 2 ** Math.min(live.failures - 1, 10), LONGEST_PAUSE_MS);
    live.again = setTimeout(() => void this.#run(subscription, live), pause).unref();
  }

  #isAsked(subscription: number, live: Live): boolean {
    return this.#all.get(subscription) === live && this.#options.isOpen();
  }

  #isOlderThanSaved({ tables }: Live, began: TableVersions): boolean {
    return tables.some((table) => (began.get(table) ?? 0) < (this.#saved.get(table) ?? 0));
  }
}

function frameOf(subscription: number, answer: ReadAnswer): Frame | undefined {
  switch (answer.kind) {
    case 'whole':
      return { event: 'rows', subscription, value: answer.value };
    case 'patch':
      return { event: 'patch', subscription, patch: answer.patch };
    case 'same':
      return undefined;
    default:
      return answer satisfies never;
  }
}
