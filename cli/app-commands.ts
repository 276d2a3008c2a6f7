/**
 * `offstage start` and `offstage app`: what `npm start` and `npm run app` run. Electron where its binary is present,
 * the companion elsewhere.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { startCompanion } from '../electron/companion/companion-server.ts';
import { eraseEntrance, openAppWindow } from '../electron/companion/entrance-page.ts';
import { findBrowser } from '../electron/companion/find-browser.ts';
import { findElectron } from '../electron/companion/find-electron.ts';
import { keepPort, keptPort } from '../electron/companion/kept-port.ts';
import { entranceOfRunning, forgetRunning, noteRunning } from '../electron/companion/open-running.ts';
import { ReplicaHost } from '../electron/host/replica-host.ts';
import { AppError } from '../shared/base/app-error.ts';
import { errorText } from '../shared/base/asserts.ts';
import { sentenceOf } from '../shared/i18n/sentences.ts';
import type { SessionInfo } from '../shared/ipc/contract.ts';
import { say } from './output.ts';
import { DEFAULT_PORT, profileDir } from './paths.ts';
import { givenPort } from './ports.ts';
import { givenPassword, machineKey } from './secrets.ts';
import { holdSignals, untilSignal } from './signals.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const rendererDir = join(root, 'out', 'renderer');

interface AppOptions {
  readonly profile: string;
  readonly companion?: boolean;
  readonly window: boolean;
  readonly port: string;
  readonly hubPort: string;
  readonly hub?: string;
  readonly items: string;
}

/** Newest change below some folders, milliseconds. */
function newest(paths: readonly string[]): number {
  return Math.max(
    0,
    ...paths.map((path) => {
      if (!existsSync(path)) return 0;
      const stat = statSync(path);
      return stat.isDirectory() ? newest(readdirSync(path).map((name) => join(path, name))) : stat.mtimeMs;
    }),
  );
}

/** Builds the interface where it is missing or older than its sources. */
export function ensureRenderer(): void {
  const built = join(rendererDir, 'index.html');
  if (existsSync(built) && statSync(built).mtimeMs > newest([join(root, 'renderer'), join(root, 'shared')])) return;
  say('Собираю интерфейс…', 'building the interface…');
  const done = spawnSync(
    process.execPath,
    [
      join(root, 'node_modules', 'vite', 'bin', 'vite.js'),
      'build',
      '--config',
      join(root, 'renderer', 'vite.config.ts'),
      '--logLevel',
      'warn',
    ],
    { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] },
  );
  if (done.status !== 0) throw new Error('the interface could not be built');
}

async function start(options: AppOptions): Promise<void> {
  holdSignals();
  ensureRenderer();
  // Only here: an app alone needs nothing of the hub's code.
  const { demoAccount, ensureHub, stopHub } = await import('./own-hub.ts');
  const { url, hub } = await ensureHub(givenPort('--hub-port', options.hubPort), Number(options.items));
  try {
    await runApp(options, url, demoAccount(options.profile));
  } finally {
    say('Останавливаю…', 'stopping…');
    await stopHub(hub);
  }
}

async function app(options: AppOptions): Promise<void> {
  ensureRenderer();
  await runApp(options, options.hub ?? `http://127.0.0.1:${DEFAULT_PORT}`, null);
}

async function runApp(options: AppOptions, hubUrl: string, demo: SessionInfo['demo']): Promise<void> {
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
  await runCompanion(options, hubUrl, demo);
}

/**
 * The shell is built once, where it is missing. Chromium’s sandbox refuses to run as root: there it is left out, and
 * nowhere else.
 */
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

async function runCompanion(options: AppOptions, hubUrl: string, demo: SessionInfo['demo']): Promise<void> {
  const given = givenPort('--port', options.port);
  const dir = profileDir(options.profile);
  if (process.getuid?.() === 0) say(`Данные этого ноутбука: ${dir}`, `the data of this laptop: ${dir}`);
  if (await openRunning(dir, options)) return;
  const onError = (error: unknown): void => {
    process.stderr.write(`${errorText(error)}\n`);
  };
  const open = (password: string | undefined): Promise<ReplicaHost> =>
    ReplicaHost.open({ dir, create: true, mayBeSealed: true, machineKey: machineKey({}, true), password, onError });
  // A password of the environment that opens nothing here belongs to something else: the sign-in screen asks.
  const host = await open(givenPassword({})).catch((error: unknown) => {
    if (error instanceof AppError && error.code === 'auth.credentials') return open(undefined);
    throw error;
  });
  host.keepBackups();
  if (host.rebuilt !== undefined)
    say(
      sentenceOf('replica.corrupt', { setAside: host.rebuilt.setAside }, 'ru'),
      sentenceOf('replica.corrupt', { setAside: host.rebuilt.setAside }, 'en'),
    );
  // A port that somebody named is theirs to clear; the one of last time is only a wish.
  const port = given === 0 ? keptPort(dir) : given;
  const companion = await startCompanion({
    host,
    rendererDir,
    port,
    isPortOnlyWished: given === 0,
    hubUrl,
    demo,
    onError,
  });
  keepPort(dir, companion.origin);
  host.engine?.start();
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
  const startedAt = Date.now();
  const closed =
    window === undefined
      ? new Promise<void>(() => undefined)
      : exit(window).then(() => {
          // A window that ends at once could not open (no display): the app stays reachable by its link.
          if (Date.now() - startedAt > 5000) return undefined;
          say(
            `Окно не открылось. Ссылка: ${companion.newEntrance()}`,
            `the window did not open. Link: ${companion.newEntrance()}`,
          );
          return new Promise<void>(() => undefined);
        });
  await Promise.race([untilSignal(), closed]);
  window?.kill();
  eraseEntrance(dir);
  forgetRunning(dir);
  await companion.stop();
  await host.close();
}

/** Adds both commands. Each goes on until its window and its hub are closed. */
export function appCommands(program: Command): void {
  const command = (name: string, description: string): Command =>
    program
      .command(name)
      .description(description)
      .option('--profile <name>', 'a laptop of its own', 'default')
      .option('--companion', 'in a browser, even where Electron is present')
      .option('--no-window')
      .option('--port <port>', '', '0');
  command('start', 'the app with its embedded hub')
    .option('--hub-port <port>', '', String(DEFAULT_PORT))
    .option('--items <count>', '', '400')
    .action(start);
  command('app', 'the app alone').option('--hub <url>').action(app);
}
