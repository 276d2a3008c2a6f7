/**
 * The app itself, as `offstage start` and `offstage app` run it: Electron where its binary is present, the companion
 * elsewhere.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Companion, startCompanion } from '../electron/companion/companion-server.ts';
import { eraseEntrance, openAppWindow } from '../electron/companion/entrance-page.ts';
import { findBrowser } from '../electron/companion/find-browser.ts';
import { findElectron } from '../electron/companion/find-electron.ts';
import { keepPort, keptPort } from '../electron/companion/kept-port.ts';
import { entranceOfRunning, forgetRunning, noteRunning } from '../electron/companion/open-running.ts';
import { ReplicaHost } from '../electron/host/replica-host.ts';
import type { StartRunner } from '../paper/sheet-runner.ts';
import { AppError } from '../shared/base/app-error.ts';
import { errorText } from '../shared/base/asserts.ts';
import { sentenceOf } from '../shared/i18n/sentences.ts';
import type { SessionInfo } from '../shared/ipc/contract.ts';
import { say } from './output.ts';
import { profileDir, projectRoot } from './paths.ts';
import { givenPort } from './ports.ts';
import { givenPassword, machineKey } from './secrets.ts';
import { untilSignal } from './signals.ts';

const root = projectRoot();
const rendererDir = join(root, 'out', 'renderer');

/** What both commands take. */
export interface AppOptions {
  readonly profile: string;
  readonly companion?: boolean;
  readonly window: boolean;
  readonly port: string;
  readonly hub?: string;
}

/** Where the threads of the replica begin: the sources, or what was built of them. */
export interface Threads {
  readonly reader: URL;
  readonly fileThread: URL;
  readonly paper: URL;
  /** Undefined: the sources. */
  readonly ownSheets: StartRunner | undefined;
  readonly sheetThread: URL;
  readonly storeThread: URL;
  readonly thumbnailThread: URL;
}

/**
 * Runs the app until its window is closed or the command interrupted. Throws AppError where this laptop's data cannot
 * be opened.
 */
export async function runApp(
  options: AppOptions,
  hubUrl: string,
  { demo, threads }: { readonly demo: SessionInfo['demo']; readonly threads: Threads },
): Promise<void> {
  const electron = options.companion === true ? undefined : findElectron();
  if (electron !== undefined) return runElectron(electron, options, hubUrl);
  const why =
    options.companion === true
      ? (['так попросили', 'as asked'] as const)
      : ([
          'программа Electron здесь не скачана; «npx electron --version» скачивает её',
          'Electron’s binary was not downloaded here; “npx electron --version” does that',
        ] as const);
  say(`Открываю в окне браузера (${why[0]}).`, `opening in a browser window (${why[1]}).`);
  await runCompanion(options, hubUrl, demo, threads);
}

async function runElectron(binary: string, options: AppOptions, hubUrl: string): Promise<void> {
  say('Открываю в Electron.', 'opening in Electron.');
  if (!existsSync(join(root, 'out', 'main', 'index.js'))) {
    const built = spawnSync(
      process.execPath,
      [join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js'), 'build'],
      { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] },
    );
    if (built.status !== 0) throw new Error('the Electron shell could not be built');
  }
  const child = spawn(
    binary,
    [root, `--profile=${options.profile}`, `--hub=${hubUrl}`, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
    { stdio: 'inherit' },
  );
  await Promise.race([untilSignal(), exit(child)]);
  child.kill();
}

const exit = (child: ChildProcess): Promise<void> =>
  new Promise((done) => {
    child.once('exit', () => done());
  });

/** Opens another window of the app that runs on this folder already. Answers whether there was one. */
async function openRunning(dir: string, options: AppOptions): Promise<boolean> {
  const entrance = await entranceOfRunning(dir);
  if (entrance === undefined) return false;
  say('Программа уже работает: открываю её окно.', 'the app is running already: opening its window.');
  const browser = options.window ? findBrowser() : undefined;
  if (browser === undefined) process.stdout.write(`app ready at ${entrance}\n`);
  else openAppWindow(browser, dir, entrance).unref();
  return true;
}

/** Opens the replica; a password of the environment that opens nothing here belongs to something else. */
async function openHost(dir: string, threads: Threads): Promise<ReplicaHost> {
  const open = (password: string | undefined): Promise<ReplicaHost> =>
    ReplicaHost.open({
      dir,
      create: true,
      mayBeSealed: true,
      expectsQuestions: true,
      machineKey: machineKey({}, true),
      password,
      onError,
      ...threads,
    });
  const host = await open(givenPassword({})).catch((error: unknown) => {
    // The sign-in screen asks.
    if (error instanceof AppError && error.code === 'auth.credentials') return open(undefined);
    throw error;
  });
  host.keepBackups();
  if (host.rebuilt !== undefined)
    say(
      sentenceOf('replica.corrupt', { setAside: host.rebuilt.setAside }, 'ru'),
      sentenceOf('replica.corrupt', { setAside: host.rebuilt.setAside }, 'en'),
    );
  host.engine?.start();
  return host;
}

const onError = (error: unknown): void => {
  process.stderr.write(`${errorText(error)}\n`);
};

async function runCompanion(
  options: AppOptions,
  hubUrl: string,
  demo: SessionInfo['demo'],
  threads: Threads,
): Promise<void> {
  const given = givenPort('--port', options.port);
  const dir = profileDir(options.profile);
  if (process.getuid?.() === 0) say(`Данные этого ноутбука: ${dir}`, `the data of this laptop: ${dir}`);
  if (await openRunning(dir, options)) return;
  const host = openHost(dir, threads);
  // A port that somebody named is theirs to clear; the one of last time is only a wish.
  const port = given === 0 ? keptPort(dir) : given;
  const starting = startCompanion({
    host,
    rendererDir,
    port,
    isPortOnlyWished: given === 0,
    hubUrl,
    demo,
    onError,
  });
  // The window loads while the file is looked at; a folder that another process has is known before.
  const companion = await Promise.race([starting, host.then(() => starting)]).catch(async (error: unknown) => {
    const [served, opened] = await Promise.allSettled([starting, host]);
    if (served.status === 'fulfilled') await served.value.stop();
    if (opened.status === 'fulfilled') await opened.value.close();
    throw error;
  });
  keepPort(dir, companion.origin);
  noteRunning(dir, companion);
  const entrance = companion.newEntrance();
  const browser = options.window ? findBrowser() : undefined;
  // Where a window opens by itself nobody needs the link, and it would stay in the terminal's history.
  process.stdout.write(`app ready at ${browser === undefined ? entrance : companion.origin}\n`);
  if (options.window && browser === undefined)
    say(
      `Браузер не найден. Откройте ссылку сами: ${entrance}`,
      `no browser was found. Open the link yourself: ${entrance}`,
    );
  const window = browser === undefined ? undefined : openAppWindow(browser, dir, entrance);
  try {
    await Promise.race([
      untilSignal(),
      untilClosed(window, companion),
      host.then(() => new Promise<never>(() => undefined)),
    ]);
  } finally {
    window?.kill();
    eraseEntrance(dir);
    forgetRunning(dir);
    await companion.stop();
    // Where it could not be opened, the race has said so.
    await host.then(
      (opened) => opened.close(),
      () => undefined,
    );
  }
}

/** Resolves when somebody has closed the window. One that ends at once could not open (no display). */
async function untilClosed(window: ChildProcess | undefined, companion: Companion): Promise<void> {
  const startedAt = Date.now();
  if (window !== undefined) {
    await exit(window);
    if (Date.now() - startedAt > 5000) return;
    // The app stays reachable by its link.
    say(
      `Окно не открылось. Ссылка: ${companion.newEntrance()}`,
      `the window did not open. Link: ${companion.newEntrance()}`,
    );
  }
  await new Promise<never>(() => undefined);
}
