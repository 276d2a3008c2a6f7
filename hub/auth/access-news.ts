/**
 * Hears, on a connection of its own, whose access may have changed. Triggers tell it (migration 0010), so it does not
 * matter who wrote: another hub, the command line, or somebody at the database. While it cannot hear, nothing that was
 * remembered may be used.
 */
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { Logger } from 'pino';
import { clientConfig } from '../database.ts';

/** What changed: one person, laptop or session; the rights of anybody; or possibly everything. */
export interface AccessNews {
  readonly kind: 'user' | 'device' | 'session' | 'rights' | 'all';
  readonly id: string;
}

const CHANNEL = 'offstage_access';
/** Marks that hubs send to themselves: whoever hears one has heard everything that was committed before it. */
const MARKS = 'offstage_access_marks';
const MARK_MS = 2000;
const RETRY_MS = 1000;

function parseNews(payload: string | undefined): AccessNews {
  const match = /^(user|device|session|rights) (\S+)$/.exec(payload ?? '');
  return match === null ? { kind: 'all', id: '*' } : { kind: match[1] as AccessNews['kind'], id: match[2] ?? '' };
}

/** One per hub. `onNews` is told before anything else can be remembered again; «all» after every gap in the hearing. */
export class AccessNewsListener {
  readonly #url: string;
  readonly #log: Logger;
  readonly #onNews: (news: AccessNews) => void;
  #client: pg.Client | undefined;
  #retry: NodeJS.Timeout | undefined;
  #isStopped = false;
  #isListening = false;
  readonly #marks = new Map<string, () => void>();
  #marking: Promise<void> = Promise.resolve();
  #nextMark: Promise<void> | undefined;

  constructor(url: string, log: Logger, onNews: (news: AccessNews) => void) {
    this.#url = url;
    this.#log = log;
    this.#onNews = onNews;
  }

  /** Whether every change is heard at this moment. */
  get isListening(): boolean {
    return this.#isListening;
  }

  /** Connects; where the database is away it goes on trying. */
  async start(): Promise<void> {
    if (this.#isStopped) return;
    const client = new pg.Client({
      ...clientConfig(this.#url),
      application_name: 'offstage-hub-access',
      keepAlive: true,
    });
    client.on('notification', ({ channel, payload }) => {
      if (channel === MARKS) this.#marks.get(payload ?? '')?.();
      else this.#onNews(parseNews(payload));
    });
    client.on('error', () => this.#lost(client));
    client.on('end', () => this.#lost(client));
    this.#client = client;
    try {
      await client.connect();
      await client.query(`LISTEN ${CHANNEL}; LISTEN ${MARKS}`);
      this.#isListening = true;
      // Whatever happened before was not heard.
      this.#onNews({ kind: 'all', id: '*' });
    } catch (error) {
      this.#log.warn({ err: error }, 'changes of access cannot be heard; every request asks the database');
      this.#lost(client);
    }
  }

  /**
   * Resolves when everything has been heard that was committed before the call, or nothing can be heard. Postgres
   * delivers notifications in the order of commits, so that a mark of our own says so. Whoever asks meanwhile shares
   * the next mark.
   */
  caughtUp(): Promise<void> {
    this.#nextMark ??= this.#marking.then(() => {
      this.#nextMark = undefined;
      this.#marking = this.#mark();
      return this.#marking;
    });
    return this.#nextMark;
  }

  async #mark(): Promise<void> {
    const client = this.#client;
    if (client === undefined || !this.#isListening) return;
    const mark = randomUUID();
    const heard = new Promise<'heard'>((done) => {
      this.#marks.set(mark, () => done('heard'));
    });
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<'late'>((done) => {
      timer = setTimeout(done, MARK_MS, 'late');
    });
    const sent = client.query('SELECT pg_notify($1, $2)', [MARKS, mark]).then(
      () => heard,
      () => 'late' as const,
    );
    // A connection on which nothing comes back hears nothing: every request asks the database then.
    if ((await Promise.race([sent, late])) === 'late') this.#lost(client);
    clearTimeout(timer);
    this.#marks.delete(mark);
  }

  #lost(client: pg.Client): void {
    if (this.#client !== client) return;
    this.#client = undefined;
    this.#isListening = false;
    client.end().catch(() => undefined);
    if (this.#isStopped) return;
    this.#onNews({ kind: 'all', id: '*' });
    this.#retry = setTimeout(() => {
      void this.start();
    }, RETRY_MS).unref();
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#isListening = false;
    clearTimeout(this.#retry);
    const client = this.#client;
    this.#client = undefined;
    await client?.end().catch(() => undefined);
  }
}
