/** What somebody meets who installs and starts the project as the README says. */
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { DEMO_PASSWORD, people } from '../../hub/admin/demo-words.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const readme = readFileSync(join(root, 'README.md'), 'utf8');

/** What `npm ci` would say, under another Node where one is named. Nothing is fetched or written. */
function wouldSay(npmArgs: readonly string[], node?: string): string {
  const dir = mkdtempSync(join(tmpdir(), 'offstage-installing-'));
  try {
    for (const name of ['package.json', 'package-lock.json', '.npmrc']) copyFileSync(join(root, name), join(dir, name));
    const path = [...(node === undefined ? [] : [dirname(node)]), process.env['PATH'] ?? ''].join(delimiter);
    const done = spawnSync('npm', ['ci', '--dry-run', '--offline', '--ignore-scripts', ...npmArgs], {
      cwd: dir,
      env: { PATH: path, HOME: dir },
      encoding: 'utf8',
      shell: process.platform === 'win32',
    });
    expect(done.stdout, done.stderr).toMatch(/added \d+ packages/);
    return done.stderr;
  } finally {
    rmSync(dir, { recursive: true });
  }
}

test('installing warns of nothing', () => {
  expect(wouldSay([])).toBe('');
});

test('what the packages ask of Node is met by the one that is installed with them', () => {
  expect(wouldSay(['--loglevel=warn'], process.execPath)).not.toContain('EBADENGINE');
});

test('the README names everybody of the demo theatre, and their password', () => {
  expect(people.map(({ email }) => email).filter((email) => !readme.includes(`\`${email}\``))).toEqual([]);
  expect(readme).toContain(`\`${DEMO_PASSWORD}\``);
});
