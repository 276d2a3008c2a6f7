/** `offstage start` and `offstage app` from the sources: what `npm start` and `npm run app` run. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { appOptions } from './app-options.ts';
import { say } from './output.ts';
import { DEFAULT_PORT, projectRoot } from './paths.ts';
import { givenPort } from './ports.ts';
import { type AppOptions, runApp, type Threads } from './run-app.ts';
import { holdSignals } from './signals.ts';

const root = projectRoot();
const rendererDir = join(root, 'out', 'renderer');
const threads: Threads = {
  reader: new URL('../electron/queries/reader-worker.ts', import.meta.url),
  fileThread: new URL('../electron/replica/file-worker.ts', import.meta.url),
  paper: new URL('../paper/paper-worker.ts', import.meta.url),
  ownSheets: undefined,
  sheetThread: new URL('../electron/queries/sheets/sheet-worker.ts', import.meta.url),
  storeThread: new URL('../electron/files/store-worker.ts', import.meta.url),
  thumbnailThread: new URL('../files/thumbnails/thumbnail-worker.ts', import.meta.url),
};

interface StartOptions extends AppOptions {
  readonly hubPort: string;
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

async function start(options: StartOptions): Promise<void> {
  holdSignals();
  ensureRenderer();
  // Only here: an app alone needs nothing of the hub's code.
  const { demoAccount, ensureHub, stopHub } = await import('./own-hub.ts');
  const { url, hub } = await ensureHub(givenPort('--hub-port', options.hubPort), Number(options.items));
  try {
    await runApp(options, url, { demo: demoAccount(options.profile), threads });
  } finally {
    say('Останавливаю…', 'stopping…');
    await stopHub(hub);
  }
}

async function app(options: AppOptions): Promise<void> {
  ensureRenderer();
  await runApp(options, options.hub ?? `http://127.0.0.1:${DEFAULT_PORT}`, { demo: null, threads });
}

/** Adds both commands. Each goes on until its window and its hub are closed. */
export function appCommands(program: Command): void {
  appOptions(program.command('start').description('the app with its embedded hub'))
    .option('--hub-port <port>', '', String(DEFAULT_PORT))
    .option('--items <count>', '', '400')
    .action(start);
  appOptions(program.command('app').description('the app alone')).option('--hub <url>').action(app);
}
