/** What a release has brought to other people's machines never changes: the files of its migrations are held here. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const folder = fileURLToPath(new URL('../../migrations/sql/', import.meta.url));
/** The newest migration of the newest release; a release moves it on and adds its files to `released.json`. */
const NEWEST = '0012-vault';

test('the files of released migrations are what they were', () => {
  const held = JSON.parse(readFileSync(new URL('./released.json', import.meta.url), 'utf8')) as unknown;
  const files = readdirSync(folder).filter((file) => (file.split('.')[0] ?? '') <= NEWEST);
  const found = files.map((file) => [
    file,
    createHash('sha256')
      .update(readFileSync(`${folder}${file}`))
      .digest('hex'),
  ]);
  expect(Object.fromEntries(found)).toEqual(held);
});
