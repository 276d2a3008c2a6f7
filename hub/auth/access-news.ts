/**
 * Hears, on a connection of its own, whose access may have changed. Triggers tell it (migration 0010), so it does not matter who wrote:
 * another hub, the command line, or somebody at the database. While it cannot hear, nothing that was remembered may be used.
 */
import pg from 'pg';
import type { Logger } from 'pino';
import { clientConfig } from '../database.ts';

/** What changed: one person, laptop or session; the rights of anybody; or possibly everything. */
export interface AccessNews {
  readonly kind: 'user' | 'device' | 'session' | 'rights' | 'all';
  readonly id: string;
}

const CHANNEL = 'offstage_access';
const RETRY_MS = 1000;

function parseNews(payload: string | undefined): AccessNews {
  const match = /^(user|device|session|rights) (\S+)$/.exec(payload ?? '');
  return match === null ? { kind: 'all', id: '*' } : { kind: match[1] as AccessNews['kind'], id: match[2] ?? '' };
}

export class AccessNewsListener {
  readonly #url: string;
  readonly #log: Logger;
  readonly #onNews: (news: AccessNews) => void;
  #client: pg.Client | undefined;
  #retry: NodeJS.Timeout | undefined;
  #isStopped = false;
  #isListening = false;

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
    const client = new pg.Client({ ...clientConfig(this.#url), application_name: 'offstage-hub-access', keepAlive: true });
    client.on('notification', ({ payload }) => this.#onNews(parseNews(payload)));
    client.on('error', () => this.#lost(client));
    client.on('end', () => this.#lost(client));
    this.#client = client;
    try {
      await client.connect();
      await client.query(`LISTEN ${CHANNEL}`);
      this.#isListening = true;
      // Whatever happened before was not heard.
      this.#onNews({ kind: 'all', id: '*' });
    } catch (error) {
      this.#log.warn({ err: error }, 'changes of access cannot be heard; every request asks the database');
      this.#lost(client);
    }
  }

  #lost(client: pg.Client): void {
    if (this.#client !== client) return;
    this.#client = undefined;
    this.#isListening = false;
    client.end().catch(() => undefined);
    if (this.#isStopped) return;
    this.#onNews({ kind: 'all', id: '*' });
    this.#retry = setTimeout(() => { void this.start(); }, RETRY_MS).unref();
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
