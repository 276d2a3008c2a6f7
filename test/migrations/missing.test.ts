/** Which migrations a database lacks is told by their names, on both sides; their scripts are found from a build, too. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { missingMigrations, namesFor, scriptPlace } from '../../migrations/history.ts';

test.for(['postgres', 'sqlite'] as const)('%s lacks what it does not name, however many others it names', (dialect) => {
  const all = namesFor(dialect).map((name) => ({ name }));
  const newest = all.at(-1)?.name;
  expect(missingMigrations(dialect, all)).toEqual([]);
  expect(missingMigrations(dialect, [])).toEqual(all.map(({ name }) => name));
  expect(missingMigrations(dialect, [...all.slice(0, -1), { name: '9999-of-somebody-else' }])).toEqual([newest]);
  expect(missingMigrations(dialect, [...all, { name: '9999-of-somebody-else' }])).toEqual([]);
});

test('scripts are found from the sources and from whichever file of a build they were bundled into', () => {
  const file = '0001-initial.sqlite.up.sql';
  const place = scriptPlace(file);
  const root = join(place, '../../..');
  for (const built of ['out/main/replica.js', 'out/main/chunks/reading-1a2b.js'])
    expect(scriptPlace(file, pathToFileURL(join(root, built)).href)).toBe(place);
  expect(() => scriptPlace('0001-nothing.sqlite.up.sql')).toThrow(
    'the migration 0001-nothing.sqlite.up.sql is missing',
  );
});
