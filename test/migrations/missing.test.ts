/** Which migrations a database lacks is told by their names, on both sides. */
import { expect, test } from 'vitest';
import { missingMigrations, namesFor } from '../../migrations/history.ts';

test.for(['postgres', 'sqlite'] as const)('%s lacks what it does not name, however many others it names', (dialect) => {
  const all = namesFor(dialect).map((name) => ({ name }));
  const newest = all.at(-1)?.name;
  expect(missingMigrations(dialect, all)).toEqual([]);
  expect(missingMigrations(dialect, [])).toEqual(all.map(({ name }) => name));
  expect(missingMigrations(dialect, [...all.slice(0, -1), { name: '9999-of-somebody-else' }])).toEqual([newest]);
  expect(missingMigrations(dialect, [...all, { name: '9999-of-somebody-else' }])).toEqual([]);
});
