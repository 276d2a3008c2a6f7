/** `npm test`: the gate, then every test on real parts, then the end-to-end tests in a real browser. */
import { spawnSync } from 'node:child_process';
import { statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findBrowser } from '../electron/companion/find-browser.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Files in memory, on Linux. */
const MEMORY = '/dev/shm';
/** What the files of a run may grow to. */
const NEEDED_BYTES = 8 * 2 ** 30;

/**
 * Where the run keeps its databases: in memory where there is enough of it, because nothing of it outlives the run.
 * What a crash leaves behind is tried by killing processes, never by cutting the power.
 */
function placeForFiles(): string {
  try {
    const { bavail, bsize } = statfsSync(MEMORY);
    return bavail * bsize >= NEEDED_BYTES ? MEMORY : tmpdir();
  } catch {
    // Only Linux has it.
    return tmpdir();
  }
}

const env = {
  ...process.env,
  TMPDIR: placeForFiles(),
  // The sources are compiled once, not by each of the hundreds of processes that the tests start.
  NODE_COMPILE_CACHE: join(root, 'node_modules/.cache/offstage'),
};

function run(title: string, file: string, args: readonly string[]): void {
  const startedAt = Date.now();
  console.log(`\n▶ ${title}`);
  const { status } = spawnSync(process.execPath, [join(root, file), ...args], { cwd: root, stdio: 'inherit', env });
  console.log(`${status === 0 ? '✓' : '✗'} ${title} (${Math.round((Date.now() - startedAt) / 1000)} s)`);
  if (status !== 0) process.exit(1);
}

run('check', 'scripts/check.ts', []);
run('tests', 'node_modules/vitest/vitest.mjs', ['run']);
run('interface', 'node_modules/vite/bin/vite.js', [
  'build',
  '--config',
  'renderer/vite.config.ts',
  '--logLevel',
  'warn',
]);
run('Electron shell', 'node_modules/electron-vite/bin/electron-vite.js', ['build', '--logLevel', 'warn']);
if (findBrowser() === undefined)
  console.log(
    '\n⚠ end-to-end tests were SKIPPED: no Chrome, Chromium or Edge is installed here ' +
      '(set OFFSTAGE_BROWSER to name one)',
  );
else run('end to end', 'node_modules/@playwright/test/cli.js', ['test']);
