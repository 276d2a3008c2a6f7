/** A hub played by the test: its bell, its shapes and its answers, for parts of sync that are tried by themselves. */
import type { Replica } from '../../electron/replica/replica.ts';
import { HubFailure } from '../../electron/sync/hub-client.ts';
import type { Mutation } from '../../shared/mutations/mutation.ts';
import type { PushReply } from '../../shared/protocol/push.ts';
import { replicatedTables } from '../../shared/schema/catalog.ts';
import { DEVICE } from './lone-replica.ts';
import { idOf } from './rows.ts';
import { batch, upToDate } from './shape-answers.ts';

type Answer = Response | Promise<Response>;

const NOTHING_PUSHED: PushReply = { lastSequence: 0, refused: [], epoch: 1, lastId: null, historyId: 'h1' };

/** As a request ends whose signal aborts. */
function untilAborted<T>(answer: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  const aborted = Promise.withResolvers<never>();
  const fail = (): void => aborted.reject(new HubFailure('unreachable', 'hub.unreachable', 'aborted'));
  signal?.addEventListener('abort', fail, { once: true });
  if (signal?.aborted === true) fail();
  return Promise.race([answer, aborted.promise]);
}

/** A hub that stands at a commit, rings its bell, and answers every shape with nothing new. */
export class FakeHub {
  lsn = 100;
  isHistoryNew = false;
  renewals = 0;
  pushes = 0;
  bells = 0;
  barriers = 0;
  /** Requests of any kind, the bell's too. */
  requests = 0;
  /** How long somebody may listen before they are told that nothing has happened, in milliseconds. */
  longPollMs = Infinity;
  readonly shapes: string[] = [];
  renew = (): Promise<string> => Promise.resolve('token');
  push = (): Promise<PushReply> => Promise.resolve(NOTHING_PUSHED);
  shape: (table: string, query: URLSearchParams) => Answer = () => batch('h', `${this.lsn}_0`, [upToDate(this.lsn)]);
  bell: () => Answer | undefined = () => undefined;
  /** What has rung: whoever does not listen just now is told with their next request. */
  readonly #log: { readonly lsn: number; readonly row: unknown }[] = [];
  #poll = Promise.withResolvers<'rung' | 'cut'>();
  #isCut = false;

  /** One commit, told to whoever listens. */
  ring(tables: readonly string[], deviceId: string | null = null): void {
    this.lsn += 1;
    const row = {
      key: `"sync_commits"/${this.lsn}`,
      value: { tables: `{${tables.join()}}`, device_id: deviceId },
      headers: { operation: 'insert', lsn: String(this.lsn), op_position: 0, last: true },
    };
    this.#log.push({ lsn: this.lsn, row });
    this.#poll.resolve('rung');
    this.#poll = Promise.withResolvers();
  }

  /** The long poll ends as a cut cable ends it; the next one, where none is under way. */
  cut(): void {
    this.#isCut = true;
    this.#poll.resolve('cut');
    this.#poll = Promise.withResolvers();
  }

  #told(messages: readonly unknown[]): Response {
    const schema = JSON.stringify({ tables: { type: 'text', dims: 1 }, device_id: { type: 'uuid' } });
    const headers = {
      'content-type': 'application/json',
      'electric-handle': 'bell',
      'electric-offset': `${this.lsn}_0`,
      'electric-schema': schema,
      'electric-cursor': String(this.lsn),
      'electric-up-to-date': '',
    };
    return new Response(JSON.stringify(messages), { status: 200, headers });
  }

  #rungOrOver(): Promise<unknown> {
    if (this.longPollMs === Infinity) return this.#poll.promise;
    const over = Promise.withResolvers<void>();
    const timer = setTimeout(over.resolve, this.longPollMs);
    return Promise.race([this.#poll.promise, over.promise]).finally(() => clearTimeout(timer));
  }

  async #bell(offset: string, signal: AbortSignal | undefined): Promise<Response> {
    const other = this.bell();
    if (other !== undefined) return untilAborted(Promise.resolve(other), signal);
    if (offset === 'now') {
      this.bells += 1;
      return this.#told([upToDate(this.lsn)]);
    }
    const heard = Number(offset.split('_')[0]);
    if (this.lsn === heard && !this.#isCut) await untilAborted(this.#rungOrOver(), signal);
    if (this.#isCut) {
      this.#isCut = false;
      throw new HubFailure('unreachable', 'hub.unreachable', 'cut');
    }
    return this.#told([...this.#log.filter(({ lsn }) => lsn > heard).map(({ row }) => row), upToDate(this.lsn)]);
  }

  readonly client = {
    hubUrl: 'http://hub.invalid',
    clockOffsetMs: 0,
    isNew: (): boolean => this.isHistoryNew,
    get isHistoryNew(): boolean {
      return this.isNew();
    },
    acceptHistory: (): void => {
      this.isHistoryNew = false;
    },
    renew: (signal?: AbortSignal): Promise<string> => {
      this.requests += 1;
      this.renewals += 1;
      return untilAborted(this.renew(), signal);
    },
    get: async (path: string, signal?: AbortSignal): Promise<Response> => {
      this.requests += 1;
      const { pathname, searchParams } = new URL(path, 'http://hub.invalid');
      const table = pathname.split('/').at(-1) ?? '';
      if (table === 'sync_commits') return this.#bell(searchParams.get('offset') ?? '', signal);
      this.shapes.push(table);
      return untilAborted(Promise.resolve(this.shape(table, searchParams)), signal);
    },
    counts: (): Promise<Readonly<Record<string, number>>> => {
      this.requests += 1;
      return Promise.resolve({});
    },
    push: (_mutations: readonly Mutation[], _epoch: number, signal: AbortSignal): Promise<PushReply> => {
      this.requests += 1;
      this.pushes += 1;
      return untilAborted(this.push(), signal);
    },
    barrier: (): Promise<number> => {
      this.requests += 1;
      this.barriers += 1;
      setTimeout(() => this.ring(['device_progress'], DEVICE), 1);
      return Promise.resolve(this.lsn + 1);
    },
  };
}

/** Every table has been fetched before: the session begins by catching up. */
export async function caughtUpBefore(replica: Replica): Promise<void> {
  await replica.write('normal', (tx) => {
    tx.prepare("INSERT INTO theaters (id, name, code, created_at, updated_at) VALUES (?, 'Т', 't', '', '')").run(
      idOf(1),
    );
    for (const table of replicatedTables)
      tx.prepare("INSERT INTO replica_shapes (table_name, handle, position) VALUES (?, 'h', '50_0')").run(table);
  });
}
