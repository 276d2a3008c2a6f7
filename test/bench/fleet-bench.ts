/**
 * A thousand laptops of one theatre on one hub, of which one writes every second: how long until all of them have the
 * row, and what the hub needs for it. The laptops are connections that speak as ours do (a doorbell that waits, and on a
 * ring one request for the table that it names); their databases are not part of it, nor of the machine's time.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { Agent, get, request } from 'node:http';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { newId } from '../../shared/base/ids.ts';
import { SCHEMA_VERSION, VERSION_HEADER } from '../../shared/schema/versions.ts';
import { type Add, ms, percentile } from './measure.ts';

const LAPTOPS = Number(process.env['LAPTOPS'] ?? 1000);
const WRITES = 20;
const EVERY_MS = 1000;
const ALL_MS = 500;
const MOST_MIB = 600;

interface Laptop {
  readonly deviceId: string;
  readonly deviceToken: string;
  readonly accessToken: string;
}
interface Fleet {
  readonly url: string;
  readonly userId: string;
  readonly laptops: readonly Laptop[];
}
interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: string;
}

const agent = new Agent({ keepAlive: true, maxSockets: Infinity });

function ask(url: string, token: string): Promise<Answer> {
  return new Promise((done, fail) => {
    get(
      url,
      { agent, headers: { authorization: `Bearer ${token}`, [VERSION_HEADER]: String(SCHEMA_VERSION) } },
      (response) => {
        let body = '';
        response
          .setEncoding('utf8')
          .on('data', (text: string) => {
            body += text;
          })
          .once('end', () => done({ status: response.statusCode ?? 0, headers: response.headers, body }))
          .once('error', fail);
      },
    ).once('error', fail);
  });
}

const text = ({ headers }: Answer, name: string): string => String(headers[name] ?? '');

/** One of many: waits at the door, fetches what it hears of, and says which rows have come. */
class Listener {
  readonly #url: string;
  readonly #token: string;
  readonly #onRow: (id: string) => void;
  #isEnded = false;

  constructor(url: string, token: string, onRow: (id: string) => void) {
    this.#url = url;
    this.#token = token;
    this.#onRow = onRow;
  }

  async #shape(table: string, query: Readonly<Record<string, string>>): Promise<Answer> {
    const search = new URLSearchParams({ ...query, schema: String(SCHEMA_VERSION) });
    const answer = await ask(`${this.#url}/v1/shapes/${table}?${search.toString()}`, this.#token);
    if (answer.status !== 200 && !this.#isEnded) throw new Error(`${table}: ${answer.status} ${answer.body}`);
    return answer;
  }

  /** Stands where the hub stands now; then listens until it is ended. */
  async begin(): Promise<void> {
    const tags = await this.#shape('tags', { offset: 'now', log: 'full' });
    const door = await this.#shape('sync_commits', { offset: 'now' });
    this.#listen(door, tags).catch((error: unknown) => {
      // Connections break when everything ends.
      if (!this.#isEnded) throw error;
    });
  }

  async #listen(door: Answer, tags: Answer): Promise<void> {
    let [heard, held] = [door, tags];
    while (!this.#isEnded) {
      heard = await this.#shape('sync_commits', {
        live: 'true',
        handle: text(heard, 'electric-handle'),
        offset: text(heard, 'electric-offset'),
        cursor: text(heard, 'electric-cursor'),
      });
      if (this.#isEnded || !heard.body.includes('"operation"')) continue;
      held = await this.#shape('tags', {
        log: 'full',
        handle: text(held, 'electric-handle'),
        offset: text(held, 'electric-offset'),
      });
      for (const [, id = ''] of held.body.matchAll(/"id":"([0-9a-f-]{36})"/g)) this.#onRow(id);
    }
  }

  end(): void {
    this.#isEnded = true;
  }
}

function push({ url, userId }: Fleet, laptop: Laptop, sequence: number, id: string): Promise<void> {
  const mutation = {
    id: newId(),
    sequence,
    name: 'row.create',
    args: { table: 'tags', id, values: { name: id } },
    authorId: userId,
    issuedAt: new Date().toISOString(),
    clockOffsetMs: 0,
  };
  const body = JSON.stringify({ deviceId: laptop.deviceId, schemaVersion: SCHEMA_VERSION, mutations: [mutation] });
  return new Promise((done, fail) => {
    const asked = request(`${url}/v1/push`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${laptop.deviceId}.${laptop.deviceToken}`,
        'content-type': 'application/json',
        [VERSION_HEADER]: String(SCHEMA_VERSION),
      },
    });
    asked.once('error', fail).once('response', (response) => {
      response.resume().once('end', () => {
        if (response.statusCode === 200) done();
        else fail(new Error(`push: ${response.statusCode}`));
      });
    });
    asked.end(body);
  });
}

async function begin(dir: string): Promise<{ readonly child: ChildProcess; readonly fleet: Fleet }> {
  const child = spawn(process.execPath, [fileURLToPath(import.meta.resolve('./fleet-hub.ts')), dir, String(LAPTOPS)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const line = await new Promise<string>((done, fail) => {
    child.once('exit', (code) => fail(new Error(`the hub ended: ${code}`)));
    createInterface({ input: child.stdout }).once('line', done);
  });
  return { child, fleet: JSON.parse(line) as Fleet };
}

/** Of a process: the most memory it had, MiB, and its processor time, milliseconds. */
function costs(pid: number): { readonly peakMiB: number; readonly processor: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return {
    peakMiB: Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) / 1024,
    processor: (Number(fields[11]) + Number(fields[12])) * 10,
  };
}

const pause = (milliseconds: number): Promise<void> =>
  new Promise((done) => {
    setTimeout(done, milliseconds);
  });

/** Prints what it finds out by `add`. `dir` is the hub's. */
export async function benchFleet(dir: string, add: Add): Promise<void> {
  const { child, fleet } = await begin(dir);
  const [writer] = fleet.laptops;
  if (writer === undefined) throw new Error('no laptops');
  /** By row: when it was written, and how long each laptop took to have it. */
  const written = new Map<string, number>();
  const waits: number[] = [];
  const onRow = (id: string): void => {
    const at = written.get(id);
    if (at !== undefined) waits.push(performance.now() - at);
  };
  const listeners = fleet.laptops.map(({ accessToken }) => new Listener(fleet.url, accessToken, onRow));
  try {
    for (let at = 0; at < listeners.length; at += 50)
      await Promise.all(listeners.slice(at, at + 50).map((listener) => listener.begin()));
    const before = costs(child.pid ?? 0);
    const own = process.cpuUsage();
    for (let sequence = 1; sequence <= WRITES; sequence += 1) {
      const id = newId();
      written.set(id, performance.now());
      await push(fleet, writer, sequence, id);
      await pause(EVERY_MS - (performance.now() - (written.get(id) ?? 0)));
    }
    for (let left = 50; left > 0 && waits.length < WRITES * LAPTOPS; left -= 1) await pause(100);
    const after = costs(child.pid ?? 0);
    const { user, system } = process.cpuUsage(own);
    const [p50, p99] = [percentile(waits, 0.5), percentile(waits, 0.99)];
    const isWhole = waits.length === WRITES * LAPTOPS;
    add(
      `a row that one of ${LAPTOPS} laptops writes every second, with all the others`,
      `p99 ≤ ${ALL_MS} ms`,
      ms(p99),
      isWhole && p99 <= ALL_MS,
      `p50 ${ms(p50)}, ${waits.length} of ${WRITES * LAPTOPS} arrivals; per write ${ms((after.processor - before.processor) / WRITES)} of the hub's processor time, ${ms((user + system) / 1000 / WRITES)} of the laptops'`,
    );
    add(
      'the hub’s memory meanwhile',
      `≤ ${MOST_MIB} MiB`,
      `${after.peakMiB.toFixed(0)} MiB`,
      after.peakMiB <= MOST_MIB,
    );
  } finally {
    for (const listener of listeners) listener.end();
    child.stdin?.end();
    agent.destroy();
    await new Promise((done) => {
      child.once('exit', done);
    });
  }
}
