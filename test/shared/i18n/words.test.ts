/** Words: forms by number, values in braces, and what does not compile. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { appErrorCodes } from '../../../shared/base/app-error.ts';
import { refusalCodes } from '../../../shared/base/refusal.ts';
import { keys, translator, wordOf } from '../../../shared/i18n/dictionary.ts';
import { languages } from '../../../shared/i18n/language.ts';
import { type EnglishFor, type Mismatched, spoken } from '../../../shared/i18n/words.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const sources = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/u.test(name) && !/words\.(ru|en)\.ts$/u.test(name))
    .map((name) => readFileSync(join(root, folder, name), 'utf8'));

test('a number takes the form of its language, a fraction the Russian form for a few', () => {
  const [ru, en] = [translator('ru'), translator('en')];
  expect([0, 1, 2, 5, 11, 21, 22, 112, 2.5].map((count) => ru('inventory.count', { count }))).toEqual([
    '0 предметов',
    '1 предмет',
    '2 предмета',
    '5 предметов',
    '11 предметов',
    '21 предмет',
    '22 предмета',
    '112 предметов',
    '2.5 предмета',
  ]);
  expect([0, 1, 2, 21].map((count) => en('inventory.count', { count }))).toEqual([
    '0 items',
    '1 item',
    '2 items',
    '21 items',
  ]);
});

test('a value that looks like a brace stays what it is, and a missing one is seen', () => {
  expect(spoken('«{name}» и {name}', { name: '{count} $&' }, 'ru')).toBe('«{count} $&» и {count} $&');
  expect(spoken('«{name}»', {}, 'ru')).toBe('«{name}»');
});

test('an unknown key, a missing value, a wrong one or one too many does not compile', () => {
  const t = translator('ru');
  const never = (): void => {
    // @ts-expect-error: there is no such key
    t('list.nosuch');
    // @ts-expect-error: the name of the view is missing
    t('list.viewMenu');
    // @ts-expect-error: the number that chooses the form is missing
    t('inventory.count');
    // @ts-expect-error: a text chooses no form
    t('inventory.count', { count: '3' });
    // @ts-expect-error: the word does not name it
    t('list.viewMenu', { name: 'a', count: 3 });
    // @ts-expect-error: the word names nothing
    t('list.all', { count: 3 });
    const kind = 'all' as 'all' | 'viewMenu';
    // @ts-expect-error: one of the two needs a name
    t(`list.${kind}`);
    t(`list.${kind}`, { name: 'a' });
  };
  expect(never).toBeTypeOf('function');
});

test('a translation that lacks a key, has one too many or forms where there are none does not compile', () => {
  const russian = { plain: 'просто', named: '«{name}»', counted: { one: '{count}', few: '', many: '' } } as const;
  type Needed = EnglishFor<typeof russian>;
  const english = { plain: 'plainly', named: '“{title}”', counted: { one: 'one', other: '{count}' } } as const;
  // @ts-expect-error: a key is missing
  ({ plain: '', named: '' }) satisfies Needed;
  // @ts-expect-error: a key too many
  ({ ...english, other: '' }) satisfies Needed;
  // @ts-expect-error: a number needs forms
  ({ ...english, counted: '' }) satisfies Needed;
  const mismatched: Mismatched<typeof russian, typeof english> = 'named';
  // @ts-expect-error: the braces of this one agree
  const agreed: Mismatched<typeof russian, typeof english> = 'counted';
  expect([mismatched, agreed]).toEqual(['named', 'counted']);
});

test('no key stands in two features', () => {
  const files = readdirSync(join(root, 'shared/features'), { recursive: true, encoding: 'utf8' });
  const written = files
    .filter((name) => name.endsWith('words.ru.ts'))
    .flatMap((name) =>
      [...readFileSync(join(root, 'shared/features', name), 'utf8').matchAll(/^ {2}'([\w.]+)':/gmu)].map(
        ([, key]) => key,
      ),
    );
  expect(written.toSorted()).toEqual([...keys].toSorted());
});

test('every key is said somewhere in the program, by its whole name or by a name with one part left open', () => {
  const texts = ['renderer', 'electron', 'cli', 'shared/i18n', 'shared/lists'].flatMap(sources);
  const whole = new Set(texts.flatMap((text) => [...text.matchAll(/'(\w+(?:\.\w+)+)'/gu)].map(([, key]) => key)));
  const open = new Set(
    texts.flatMap((text) =>
      [...text.matchAll(/`(\w+(?:\.\w+)*[._])\$\{[^`]*?\}`/gu)].map(([, beginning]) => beginning ?? ''),
    ),
  );
  const codes = new Set([
    ...refusalCodes.map((code) => `refusal.${code}`),
    ...appErrorCodes.map((code) => `error.${code}`),
  ]);
  // A part may be two words (`left_out`), or a code of two (`person.twice`) after at least two parts.
  const isOpen = (key: string): boolean =>
    open.has(key.replace(/[^._]+$/u, '')) ||
    open.has(key.replace(/[^.]+$/u, '')) ||
    open.has(key.replace(/^(\w+\.\w+\.).*$/u, '$1'));
  const unused = keys.filter(
    (key) => !whole.has(key) && !isOpen(key) && !codes.has(key) && !/^(fault|weakness|schedule\.rule)\./u.test(key),
  );
  expect(unused).toEqual([]);
});

test('no word is empty or keeps spaces at its ends', () => {
  const raw = languages.flatMap((language) =>
    keys.flatMap((key) => {
      const word = wordOf(key, language);
      return (
        (typeof word === 'string' ? [word] : Object.values<string>({ ...word }))
          // What is said within a sentence brings its own space along.
          .filter((text) => text === '' || (text.trim() !== text && !key.startsWith('part.')))
          .map(() => `${language} ${key}`)
      );
    }),
  );
  expect(raw).toEqual([]);
});
