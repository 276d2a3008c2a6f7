/** `npm test`: the gate, then every test on real parts, then the end-to-end tests in a real browser. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findBrowser } from '../electron/companion/find-browser.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

function run(title: string, file: string, args: readonly string[]): void {
  const startedAt = Date.now();
  console.log(`\n▶ ${title}`);
  const { status } = spawnSync(process.execPath, [join(root, file), ...args], { cwd: root, stdio: 'inherit' });
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
    '\n⚠ end-to-end tests were SKIPPED: no Chrome, Chromium or Edge is installed here (set OFFSTAGE_BROWSER to name one)',
  );
else run('end to end', 'node_modules/@playwright/test/cli.js', ['test']);
