#!/usr/bin/env node
// Runs the command line under the Node that the project brings: the sources are TypeScript, and the SQLite driver needs
// Node 22 or newer. The app is run from what was built of it, because its window waits for it; everything else, and the
// app where it cannot be built, from the sources.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import module from 'node:module';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const bundled = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
const [major] = process.versions.node.split('.').map(Number);

/** Newest change of files and of what lies in folders, milliseconds. */
function newest(paths) {
  return Math.max(
    0,
    ...paths.map((path) => {
      const stat = statSync(path, { throwIfNoEntry: false });
      if (stat === undefined) return 0;
      return stat.isDirectory() ? newest(readdirSync(path).map((name) => join(path, name))) : stat.mtimeMs;
    }),
  );
}

/** Whether `built` is there and newer than what it is made of; made anew where it is not. */
function isBuilt(built, config, sources) {
  const isNew = () => newest([join(root, built)]) > newest([...sources, 'package-lock.json'].map((name) => join(root, name)));
  if (isNew()) return true;
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  if (!existsSync(vite)) return false;
  const stdio = ['ignore', 'ignore', 'inherit'];
  spawnSync(process.execPath, [vite, 'build', '--config', join(root, config), '--logLevel', 'error'], { cwd: root, stdio });
  return isNew();
}

async function run() {
  // Compiled once and kept inside the project, where nobody else writes; a project that cannot be written is compiled anew.
  process.env.NODE_COMPILE_CACHE ??= join(root, 'node_modules', '.cache', 'offstage');
  module.enableCompileCache?.(process.env.NODE_COMPILE_CACHE);
  const isApp =
    process.argv[2] === 'app' &&
    isBuilt('out/renderer/index.html', 'renderer/vite.config.ts', ['renderer', 'shared']) &&
    isBuilt('out/app/app.js', 'cli/vite.config.ts', ['cli', 'electron', 'files', 'paper', 'shared', 'migrations', 'sqlite']);
  await import(pathToFileURL(join(root, isApp ? 'out/app/app.js' : 'cli/offstage.ts')).href);
}

/** The same command again, under the Node that can run it. */
function runUnder(node) {
  const self = fileURLToPath(import.meta.url);
  const child = spawn(node, [self, ...process.argv.slice(2)], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => {
    process.exitCode = signal === null ? (code ?? 1) : 1;
  });
}

if (major >= 24 || !existsSync(bundled)) await run();
else runUnder(bundled);
