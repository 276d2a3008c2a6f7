/**
 * Runs inside an earlier release: its modules are loaded from its own checkout, by the names that they have had in
 * every release so far. One laptop and one hub at most; errors that sync reports are kept and can be asked for.
 */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [, , checkout = ''] = process.argv;
/** What a release of before exports is not this tree's to type: it is reached by name. */
type Foreign = Readonly<Record<string, unknown>>;
type Method = (...args: readonly unknown[]) => unknown;

/** The value under a path of names. */
const at = (target: unknown, ...path: readonly string[]): Foreign =>
  path.reduce<unknown>((value, name) => (value as Foreign | undefined)?.[name], target) as Foreign;
/** Calls a method of a foreign object, or of a foreign module. */
const call = async (target: Foreign, method: string, ...args: readonly unknown[]): Promise<unknown> =>
  await (target[method] as Method).call(target, ...args);
const load = async (file: string): Promise<Foreign> =>
  (await import(pathToFileURL(join(checkout, file)).href)) as Foreign;

let hub: Foreign = {};
let laptop: Foreign | undefined;
const errors: string[] = [];
const host = (): Foreign => {
  if (laptop === undefined) throw new Error('no laptop is open');
  return laptop;
};

const methods: Readonly<Record<string, (args: Foreign) => Promise<unknown>>> = {
  startHub: async (args) => {
    hub = (await call(await load('hub/server.ts'), 'startHub', { upkeep: false, ...args })) as Foreign;
    return hub['url'];
  },
  theater: async ({ code, people, password }) => {
    const theaters = await load('hub/admin/theaters.ts');
    const database = at(hub, 'context', 'database');
    const theater = { code, name: 'Театр' };
    const id = await call(theaters, 'createTheater', database, theater, new Date());
    for (const person of people as readonly Foreign[]) {
      const user = { theater: code, password, firstName: String(person['email']), lastName: 'Тестов', ...person };
      await call(theaters, 'createUser', database, user, new Date());
    }
    return id;
  },
  hubDigest: async ({ theaterId }) =>
    call(await load('hub/admin/digest.ts'), 'hubDigest', at(hub, 'context', 'database'), theaterId),
  stopHub: async () => {
    if (hub['stop'] !== undefined) await call(hub, 'stop');
    hub = {};
  },
  open: async ({ dir, hubUrl, email, password, machineKey }) => {
    const { ReplicaHost } = await load('electron/host/replica-host.ts');
    const onError = (error: unknown): void => {
      errors.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
    };
    const key = Buffer.from(String(machineKey), 'hex');
    laptop = (await call(ReplicaHost as Foreign, 'open', { dir, create: true, machineKey: key, onError })) as Foreign;
    if (at(laptop, 'sessions', 'data') === undefined) await call(laptop, 'signIn', { hubUrl, email, password });
    await call(at(laptop, 'engine'), 'start');
    return at(laptop, 'sessions', 'data', 'deviceId');
  },
  mutate: async ({ mutations }) => {
    const outcomes: unknown[] = [];
    for (const { name, args } of mutations as readonly Foreign[])
      outcomes.push(await call(host(), 'mutate', name, args));
    return outcomes;
  },
  offline: ({ isOffline }) => call(at(host(), 'engine'), 'setOffline', isOffline),
  sync: async () => {
    const tooLate = new Promise((_done, fail) => {
      setTimeout(() => {
        fail(
          new Error(`no sync within a minute: ${JSON.stringify(at(host(), 'engine', 'state'))} ${errors.join('\n')}`),
        );
      }, 60_000).unref();
    });
    await Promise.race([call(at(host(), 'engine'), 'syncOnce'), tooLate]);
  },
  digest: async () => call(await load('electron/replica/replica-digest.ts'), 'replicaDigest', at(host(), 'replica')),
  rows: async ({ sql }) => {
    const statement = (await call(at(host(), 'replica'), 'prepared', sql)) as Foreign;
    return call(statement, 'all');
  },
  columns: async () => {
    const { catalog } = await load('shared/schema/catalog.ts');
    const { replicatedTables } = await load('shared/schema/catalog.ts');
    return Object.fromEntries(
      (replicatedTables as readonly string[]).map((name) => {
        const columns = Object.entries(at(catalog, name, 'columns'));
        return [name, columns.filter(([, column]) => at(column, 'hubOnly') === undefined).map(([column]) => column)];
      }),
    );
  },
  state: () => Promise.resolve(at(host(), 'engine', 'state')),
  errors: () => Promise.resolve(errors),
  close: async () => {
    if (laptop !== undefined) await call(laptop, 'close');
    laptop = undefined;
  },
};

async function end(): Promise<void> {
  try {
    await methods['close']?.({});
    await methods['stopHub']?.({});
  } finally {
    process.exit();
  }
}

async function answer(id: number, method: string, args: Foreign): Promise<void> {
  try {
    process.send?.({ id, value: (await methods[method]?.(args)) ?? null });
  } catch (error) {
    process.send?.({ id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
}

process.on('message', ({ id, method, args }: { id: number; method: string; args: Foreign }) => {
  void (method === 'end' ? end() : answer(id, method, args));
});
