/** Who replaces a word, what is refused, and that laptop and hub agree about it. */
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { must } from '../../../shared/base/asserts.ts';
import { Cast } from '../../support/cast.ts';

const state: { cast?: Cast } = {};
beforeAll(async () => {
  state.cast = await Cast.on(inject('postgresUrl'));
});
afterAll(async () => state.cast?.close());
const cast = (): Cast => must(state.cast);
const KEY = 'nav.counts';
const stored = async (): Promise<readonly unknown[]> =>
  (await cast().rows('settings', `key = 'words.ru.${KEY}'`)).map((row) =>
    typeof row['value'] === 'string' ? JSON.parse(row['value']) : row['value'],
  );

test('an administrator replaces a word, replaces it again and sets ours again, in one setting', async () => {
  for (const word of ['Инвентаризация', 'Ревизия', null]) {
    expect(await cast().act('admin', 'words.replace', { language: 'ru', key: KEY, word })).toBeUndefined();
    expect(await stored()).toEqual([{ word }]);
  }
});

test('a word that loses a value is refused; whoever may not change settings is refused', async () => {
  const lost = { language: 'ru', key: 'list.viewMenu', word: 'Снести' };
  expect(await cast().verdict('admin', 'words.replace', lost)).toBe('value.invalid');
  expect(await cast().verdict('viewer', 'words.replace', { language: 'ru', key: KEY, word: 'Счёт' })).toBe(
    'permission.denied',
  );
  for (const key of ['permission.count.run', 'mutation.count.start'])
    expect(await cast().verdict('admin', 'words.replace', { language: 'ru', key, word: 'Считать {count}' }), key).toBe(
      'value.invalid',
    );
  // Ours again, where nothing was replaced, writes nothing.
  expect(await cast().act('admin', 'words.replace', { language: 'en', key: KEY, word: null })).toBeUndefined();
  expect(await cast().rows('settings', `key = 'words.en.${KEY}'`)).toEqual([]);
});
