/** A theatre's own words: what can stand for ours, and that it is said wherever ours was. */
import { afterEach, expect, test } from 'vitest';
import { journalWords } from '../../../renderer/lib/mutation-words.ts';
import { must } from '../../../shared/base/asserts.ts';
import { translator } from '../../../shared/i18n/dictionary.ts';
import { mutationName, stepName } from '../../../shared/i18n/mutation-names.ts';
import { fieldName, statusName, tableName } from '../../../shared/i18n/names.ts';
import { speakOwnWords } from '../../../shared/i18n/own-words.ts';
import { permissionGroupName, permissionName } from '../../../shared/i18n/permission-names.ts';
import { sentenceOf } from '../../../shared/i18n/sentences.ts';
import { readOwnWords, vocabulary } from '../../../shared/i18n/vocabulary.ts';
import { problemOf, storedKey } from '../../../shared/i18n/word-rules.ts';
import type { Word } from '../../../shared/i18n/words.ts';
import { mutationNames, stepsFrom } from '../../../shared/mutations/registry.ts';
import { permissions } from '../../../shared/rules/permissions.ts';

afterEach(() => speakOwnWords(undefined));
const own = (words: Readonly<Record<string, unknown>>): ReturnType<typeof readOwnWords> =>
  readOwnWords(Object.entries(words).map(([key, word]) => ({ key, value: { word } as { word: string } })));

test('own words stand for ours in screens, names and sentences, in their language alone', () => {
  speakOwnWords(
    own({
      'words.ru.nav.counts': 'Инвентаризация',
      'words.ru.inventory.count': { one: '{count} вещь', few: '{count} вещи', many: '{count} вещей' },
      'words.ru.table.inventory_items': 'Имущество',
      'words.ru.field.name': 'Наименование',
      'words.ru.value.in_stock': 'на складе у завхоза',
      'words.ru.refusal.row.missing': 'Записи «{table}» уже нет.',
    }),
  );
  expect(translator('ru')('nav.counts')).toBe('Инвентаризация');
  expect(translator('ru')('inventory.count', { count: 22 })).toBe('22 вещи');
  expect([tableName('inventory_items', 'ru'), fieldName('name', 'ru'), statusName('in_stock', 'ru')]).toEqual([
    'Имущество',
    'Наименование',
    'на складе у завхоза',
  ]);
  expect(sentenceOf('row.missing', { table: 'inventory_items' }, 'ru')).toBe('Записи «Имущество» уже нет.');
  expect(translator('en')('nav.counts')).not.toMatch(/[А-я]/u);
  expect(tableName('inventory_items', 'en')).not.toMatch(/[А-я]/u);
  speakOwnWords(undefined);
  expect(translator('ru')('nav.counts')).toBe('Подсчёт');
});

test('own words stand for names of permissions, areas, groups, mutations and steps, wherever these are said', () => {
  speakOwnWords(
    own({
      'words.ru.permission.inventory.move': 'Двигать имущество',
      'words.ru.permission.inventory.*': 'Имущество целиком',
      'words.ru.permission.*': 'Можно всё',
      'words.ru.permissionGroup.inventory': 'Имущество',
      'words.ru.mutation.inventory.move': 'Переезд',
      'words.ru.step.time.submit': 'На подпись',
    }),
  );
  const submit = stepsFrom('time_entries', 'draft').find(({ mutation }) => mutation.name === 'time.submit');
  expect([
    permissionName('inventory.move', 'ru'),
    permissionName('inventory.*', 'ru'),
    permissionName('*', 'ru'),
    permissionGroupName('inventory', 'ru'),
    sentenceOf('permission.denied', { permission: 'inventory.move' }, 'ru').includes('«Двигать имущество»'),
    mutationName('inventory.move', 'ru'),
    journalWords('inventory.move:move', 'ru'),
    stepName(must(submit), 'ru'),
  ]).toEqual([
    'Двигать имущество',
    'Имущество целиком',
    'Можно всё',
    'Имущество',
    true,
    'Переезд',
    'Переезд',
    'На подпись',
  ]);
  for (const name of [permissionName('inventory.move', 'en'), mutationName('inventory.move', 'en')])
    expect(name).not.toMatch(/[А-я]/u);
  speakOwnWords(undefined);
  expect([permissionName('*', 'ru'), mutationName('inventory.move', 'ru')]).toEqual([
    'Всё без ограничений',
    'Перемещение',
  ]);
});

test('every permission, group, mutation and step can be replaced, by a plain name alone', () => {
  for (const { code, group } of permissions)
    expect([vocabulary.has(`permission.${code}`), vocabulary.has(`permissionGroup.${group}`)], code).toEqual([
      true,
      true,
    ]);
  for (const name of [...mutationNames, 'quarantine.decide'])
    expect(vocabulary.get(`mutation.${name}`)?.ru, name).toBe(mutationName(name, 'ru'));
  for (const key of [
    'permission.count.run',
    'mutation.count.start',
    'step.time.submit',
    'mutation.of.a.newer.version',
  ]) {
    expect(problemOf(key, 'ru', 'Пересчитать'), key).toBeUndefined();
    expect(problemOf(key, 'ru', 'Пересчитать {count}')?.kind, key).toBe('braces');
    expect(problemOf(key, 'en', { one: 'Count', other: 'Counts' })?.kind, key).toBe('forms');
  }
});

test('a word keeps every value in braces, names no other, and has the forms of ours', () => {
  const verdict = (key: string, word: Word): unknown => {
    const problem = problemOf(key, 'ru', word);
    return problem?.kind === 'braces' ? problem.braces : problem?.kind;
  };
  expect(verdict('list.viewMenu', 'Снести «{name}»')).toBeUndefined();
  expect(verdict('list.viewMenu', 'Снести')).toEqual(['name']);
  expect(verdict('list.viewMenu', 'Снести {name} и {count}')).toEqual(['count']);
  expect(verdict('inventory.count', '{count} вещь')).toBe('forms');
  expect(verdict('inventory.count', { one: '1', other: '{count}' })).toBe('forms');
  expect(verdict('inventory.count', { one: 'вещь', few: '{count} вещи', many: '{count} вещей' })).toBeUndefined();
  expect(verdict('inventory.count', { one: 'вещь', few: 'вещи', many: 'вещей' })).toEqual(['count']);
  expect(verdict('nav.counts', '  ')).toBe('empty');
  expect(verdict('nav.counts', 'я'.repeat(501))).toBe('long');
  expect(verdict('what.a.newer.version.knows', 'слово')).toBeUndefined();
});

test('what cannot be said is left out of what is stored: rubbish, broken braces, keys of another version', () => {
  const read = readOwnWords([
    { key: 'words.ru.nav.counts', value: { word: null } },
    { key: 'words.ru.nav.trash', value: 'Мусор' },
    { key: 'words.ru.nav.people', value: { word: 7 } },
    { key: 'words.ru.nav.health', value: { word: { one: 'a' } } },
    { key: 'words.ru.list.viewMenu', value: { word: 'без имени' } },
    { key: 'words.de.nav.counts', value: { word: 'Zählung' } },
    { key: 'words.ru.what.is.this', value: { word: 'слово' } },
    { key: 'colour', value: { word: 'слово' } },
    { key: 'words.en.nav.counts', value: { word: 'Stocktaking' } },
  ]);
  expect([...read.ru.keys(), ...read.en.keys()]).toEqual(['nav.counts']);
});

test('every key fits into a setting, and our own words could stand for themselves', () => {
  for (const [key, { ru, en }] of vocabulary) {
    expect(storedKey('ru', key).length, key).toBeLessThanOrEqual(100);
    expect([problemOf(key, 'ru', ru), problemOf(key, 'en', en)], key).toEqual([undefined, undefined]);
  }
});
