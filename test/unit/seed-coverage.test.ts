/** docs/seed-coverage.md names only what is there, with the actions that the catalog declares. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { foreignKeys } from '../../shared/rules/references.ts';
import { findTable } from '../../shared/schema/catalog.ts';

const root = new URL('../../', import.meta.url);
const rows = readFileSync(new URL('docs/seed-coverage.md', root), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| item'));

test('every table and column that is named exists', () => {
  const missing = rows.flatMap((row) =>
    [...row.matchAll(/`([a-z_]+)(?:\.([a-z_]+))?`/g)].flatMap(([text, table = '', column]) => {
      const found = findTable(table);
      if (column === undefined) return found === undefined && row.startsWith(`| ${text} |`) ? [text] : [];
      return found?.columns[column] === undefined && !['employee', 'backup'].includes(table) ? [text] : [];
    }),
  );
  expect(missing).toEqual([]);
  expect(rows.length).toBeGreaterThan(100);
});

test('every key has the actions that are written there', () => {
  const named = rows.flatMap((row) => {
    const match = /^\| `(\w+)\.(\w+)` → `(\w+)` \| ON DELETE ([A-Z ]+), soft ([a-z-]+)/.exec(row);
    return match === null ? [] : [match.slice(1)];
  });
  expect(named.length).toBeGreaterThan(20);
  for (const [child, column, parent, purge, soft] of named) {
    expect(
      foreignKeys.find((reference) => reference.child === child && reference.column === column),
      `${child}.${column}`,
    ).toMatchObject({ parent, purge, soft });
  }
});

test('every test that is named exists', () => {
  const files = new Set(rows.flatMap((row) => [...row.matchAll(/`(test\/[\w./-]+)`/g)].map(([, file = '']) => file)));
  expect([...files].filter((file) => !existsSync(fileURLToPath(new URL(file, root))))).toEqual([]);
});
