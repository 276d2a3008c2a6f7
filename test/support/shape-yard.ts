/**
 * A shape server that can die at any instant, as from `kill -9` (`crash-image.ts`), and a client of Electric's own that
 * hears whatever life there is. What the client shows in the end is what Postgres holds.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ShapeStream } from '@electric-sql/client';
import pg from 'pg';
import { inject } from 'vitest';
import { ShapeServer } from '../../hub/shapes/embedded/shape-server.ts';
import type { Random } from '../simulation/random-world.ts';
import { Cable } from './cable.ts';
import { crashImage } from './crash-image.ts';
import { createDatabase, until } from './world.ts';

async function textOf(body: AsyncIterable<Buffer | string>): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of body) parts.push(Buffer.from(part));
  return Buffer.concat(parts).toString();
}

export class Yard {
  readonly root = mkdtempSync(join(tmpdir(), 'offstage-yard-'));
  readonly rows = new Map<string, Record<string, unknown>>();
  readonly #database: Awaited<ReturnType<typeof createDatabase>>;
  readonly #client: pg.Client;
  readonly #gone = new AbortController();
  #life:
    | { readonly shapes: ShapeServer; readonly cable: Cable; readonly dir: string; readonly end: AbortController }
    | undefined;
  #lives = 0;

  private constructor(database: Awaited<ReturnType<typeof createDatabase>>) {
    this.#database = database;
    this.#client = new pg.Client({ connectionString: database.url });
  }

  static async begin(): Promise<Yard> {
    const yard = new Yard(await createDatabase(inject('postgresUrl'), 'empty'));
    await yard.#client.connect();
    await yard.sql('CREATE TABLE things (id int PRIMARY KEY, n int, body text)');
    await yard.refill();
    await yard.live();
    yard.#listen();
    return yard;
  }

  sql(text: string): Promise<pg.QueryResult> {
    return this.#client.query(text);
  }

  /** A table that begins anew ends its shape. */
  async refill(): Promise<void> {
    await this.sql("TRUNCATE things; INSERT INTO things SELECT n, 0, repeat('x', 100) FROM generate_series(1, 50) n");
  }

  async live(): Promise<void> {
    this.#lives += 1;
    const dir = join(this.root, String(this.#lives));
    const { cable, url } = await Cable.to(this.#database.url);
    const shapes = new ShapeServer({
      databaseUrl: url,
      dir,
      streamId: this.#database.streamId,
      longPollMs: 500,
      chunkBytes: 2000,
      logFloor: 20_000,
    });
    this.#life = { shapes, cable, dir, end: new AbortController() };
    await shapes.start();
  }

  /** At this instant. Answers what ends when the dead one's remains are gone. */
  kill(): Promise<void> {
    const life = this.#life;
    if (life === undefined) return Promise.resolve();
    this.#life = undefined;
    crashImage(life.dir, join(this.root, String(this.#lives + 1)));
    life.cable.cut();
    life.end.abort(new TypeError('the hub has died'));
    return life.shapes.stop().then(() => rmSync(life.dir, { recursive: true, force: true }));
  }

  /** What a client asks, past HTTP: it is answered, or there is nobody. */
  async #answer(url: string, signal: AbortSignal | null | undefined): Promise<Response> {
    const life = this.#life;
    if (life === undefined) throw new TypeError('there is nobody');
    const ended = new Promise<never>((_done, fail) => {
      for (const end of [life.end.signal, ...(signal == null ? [] : [signal])])
        end.addEventListener('abort', () => fail(new TypeError('the connection broke')), { once: true });
    });
    const any = AbortSignal.any([life.end.signal, ...(signal == null ? [] : [signal])]);
    const answered = life.shapes
      .handle({ method: 'GET', query: new URL(url).searchParams, signal: any })
      .then(async ({ status, headers, body }) => {
        // Whoever is told to come again comes at once: this is about what is lost, not about manners.
        const { 'retry-after': _late, ...rest } = headers;
        const text = typeof body === 'string' ? body : await textOf(body);
        return new Response(status === 204 ? null : text, { status, headers: rest });
      });
    return Promise.race([answered, ended]);
  }

  #listen(): void {
    const stream = new ShapeStream({
      url: 'http://hub.invalid/v1/shape',
      params: { table: 'things' },
      signal: this.#gone.signal,
      backoffOptions: { initialDelay: 5, maxDelay: 50, multiplier: 2 },
      onError: () => ({}),
      fetchClient: (input, init) => this.#answer(input instanceof Request ? input.url : String(input), init?.signal),
    });
    stream.subscribe(
      (messages) => {
        for (const message of messages) {
          if (!('key' in message)) {
            if (message.headers.control === 'must-refetch') this.rows.clear();
          } else if (message.headers.operation === 'delete') this.rows.delete(message.key);
          else this.rows.set(message.key, { ...this.rows.get(message.key), ...message.value });
        }
      },
      () => undefined,
    );
  }

  /** One piece of somebody's work. */
  async work(random: Random): Promise<void> {
    if (random.below(8) === 0) await this.refill();
    else if (random.below(4) === 0)
      await this.sql(`INSERT INTO things VALUES (${100 + random.below(1_000_000)}, 0, 'new') ON CONFLICT DO NOTHING`);
    else await this.sql(`UPDATE things SET n = n + 1 WHERE id % 5 = ${random.below(5)}`);
  }

  /** The client shows every row as Postgres has it. */
  async agrees(what: string): Promise<void> {
    const order = (rows: readonly Record<string, unknown>[]): string =>
      JSON.stringify(rows.map(({ id, n }) => [id, n]).toSorted(([a], [b]) => Number(a) - Number(b)));
    const { rows: truth } = await this.sql('SELECT id, n FROM things');
    await until(
      `everything arrives after ${what}`,
      () => order([...this.rows.values()]) === order(truth as Record<string, unknown>[]),
      120_000,
    );
  }

  async end(): Promise<void> {
    this.#gone.abort();
    await this.kill();
    await this.#client.end();
    await this.#database.drop();
    rmSync(this.root, { recursive: true, force: true });
  }
}
