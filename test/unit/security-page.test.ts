/** docs/security.md names only tests that are there. */
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const root = new URL('../../', import.meta.url);

test('every test that docs/security.md names exists, and every threat names one', () => {
  const page = readFileSync(new URL('docs/security.md', root), 'utf8');
  const named = [...page.matchAll(/`(test\/[\w./-]+)`/g)].map(([, file = '']) => file);
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter((file) => !existsSync(new URL(file, root)))).toEqual([]);
  const threats = (page.split('## Threats and what meets them')[1] ?? '').split('## ')[0] ?? '';
  const rows = threats
    .split('\n')
    .filter((line) => line.startsWith('| ') && !line.startsWith('| threat') && !line.startsWith('| ---'));
  expect(rows.filter((line) => !line.includes('`test/'))).toEqual([]);
});
