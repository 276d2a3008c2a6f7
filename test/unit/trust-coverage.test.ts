/** docs/trust-coverage.md names only tests that are there, by the beginnings of their names, and no point is left out. */
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const root = new URL('../../', import.meta.url);
const page = readFileSync(new URL('docs/trust-coverage.md', root), 'utf8');
const rows = page.split('\n').filter((line) => /^\| (\d|\|| )/.test(line));

/** Files with the beginnings of names that stand behind them. */
const named = [...page.matchAll(/`(test\/[\w./-]+)`((?:,? «[^»]+»)*)/g)].map(([, file = '', names = '']) => ({
  file,
  names: [...names.matchAll(/«([^»]+)»/g)].map(([, name = '']) => name),
}));

test('every test that is named exists, in the file that is named, and begins so', () => {
  const missing = named.flatMap(({ file, names }) => {
    const path = new URL(file, root);
    if (!existsSync(path)) return [file];
    const text = readFileSync(path, 'utf8').replaceAll(/`\$\{[A-Z]+\}/g, '`');
    return names.filter((name) => !["'", '"', '`'].some((quote) => text.includes(quote + name)));
  });
  expect(missing).toEqual([]);
  expect(named.filter(({ file, names }) => !file.startsWith('test/bench/') && names.length === 0)).toEqual([]);
});

test('every point has a line, and every line names a test', () => {
  const points = rows.flatMap((row) => /^\| (\d+\.\d+) /.exec(row)?.[1] ?? []);
  const counts = [12, 4, 24, 10, 6];
  expect(points).toEqual(
    counts.flatMap((count, section) => Array.from({ length: count }, (_, index) => `${section + 1}.${index + 1}`)),
  );
  expect(rows.filter((row) => !row.includes('`test/'))).toEqual([]);
});
