/** What each zone may touch is what its compiler shows it. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { RUNTIMES } from '../../scripts/runtimes.ts';
import { sourceFiles } from '../../scripts/zones.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

interface Shown {
  readonly compilerOptions: { readonly lib?: readonly string[]; readonly types?: readonly string[] };
  readonly files?: readonly string[];
}

function shown(runtime: string): Shown {
  const tsc = fileURLToPath(new URL('../../node_modules/typescript/bin/tsc', import.meta.url));
  const { stdout } = spawnSync(process.execPath, [tsc, '-p', runtime, '--showConfig'], { cwd: root, encoding: 'utf8' });
  return JSON.parse(stdout) as Shown;
}

const seesDom = ({ compilerOptions }: Shown): boolean => compilerOptions.lib?.includes('dom') === true;
const seesNode = ({ compilerOptions }: Shown): boolean => compilerOptions.types?.includes('node') === true;

test('the shared zone sees neither a window nor Node, and a window sees no Node', () => {
  expect([seesDom(shown('shared')), seesNode(shown('shared'))]).toEqual([false, false]);
  expect([seesDom(shown('renderer')), seesNode(shown('renderer'))]).toEqual([true, false]);
  expect([seesDom(shown('.')), seesNode(shown('.'))]).toEqual([false, true]);
});

test('every source belongs to a runtime that the gate compiles', () => {
  const compiled = new Set(
    RUNTIMES.flatMap((runtime) =>
      (shown(runtime).files ?? []).map((file) => fileURLToPath(new URL(file, `file://${root}${runtime}/`))),
    ),
  );
  const sources = ['shared', 'electron', 'hub', 'cli', 'migrations', 'sqlite', 'renderer', 'scripts', 'test'].flatMap(
    (dir) => sourceFiles(root, dir),
  );
  expect(sources.filter((file) => !compiled.has(`${root}${file}`))).toEqual([]);
});
