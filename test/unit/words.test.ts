/** Both languages say everything, and search finds any word form. */
import { expect, test } from 'vitest';
import { matchExpression } from '../../electron/replica/search-index.ts';
import { appErrorCodes } from '../../shared/base/app-error.ts';
import { otherLayout } from '../../shared/base/keyboard-layout.ts';
import { refusalCodes } from '../../shared/base/refusal.ts';
import { keys, wordOf } from '../../shared/i18n/dictionary.ts';
import { fieldName, tableName } from '../../shared/i18n/names.ts';
import { sentenceOf } from '../../shared/i18n/sentences.ts';
import { mutationNamed, mutationNames } from '../../shared/mutations/registry.ts';
import { can } from '../../shared/rules/permissions.ts';
import { tableNames } from '../../shared/schema/catalog.ts';
import { stem } from '../../sqlite/search-words.ts';

test('Russian and English have the same keys, and none is empty', () => {
  expect(keys.length).toBeGreaterThan(500);
  for (const key of keys) {
    for (const language of ['ru', 'en'] as const) expect(wordOf(key, language), key).not.toBe('');
    expect(typeof wordOf(key, 'en'), key).toBe(typeof wordOf(key, 'ru'));
  }
  for (const mutation of mutationNames)
    expect(
      mutationNamed(mutation)?.words.every((words) => words !== ''),
      mutation,
    ).toBe(true);
});

test('every refusal and every failure has a sentence in both languages', () => {
  for (const code of [...refusalCodes, ...appErrorCodes]) {
    const details = { problem: 'x', sentence: 'x', table: 'inventory_items', column: 'name' };
    const [russian, english] = [sentenceOf(code, details, 'ru'), sentenceOf(code, details, 'en')];
    expect(russian, code).not.toBe(code);
    expect(english, code).not.toBe(code);
  }
});

test('a row without a name of its own is said by its table, never by its id', () => {
  const id = '0198c0de-0000-7000-8000-000000000001';
  const blockers = [
    { table: 'performance_inventory', column: 'inventory_item_id', count: 1, rows: [{ id, title: id }] },
  ];
  const details = { table: 'time_entries', id, title: id, holder: id, from: 'draft', to: 'approved', blockers };
  for (const language of ['ru', 'en'] as const)
    for (const code of refusalCodes) expect(sentenceOf(code, details, language), code).not.toContain(id);
  expect(sentenceOf('deletion.blocked', { ...details, title: 'Стул' }, 'ru')).toContain(
    'мешает 1 × Инвентарь спектакля.',
  );
});

test('every table has a name in both languages', () => {
  for (const name of tableNames) expect([tableName(name, 'ru'), tableName(name, 'en')], name).not.toContain(name);
  expect(fieldName('inventory_number', 'ru')).toBe('Инвентарный номер');
});

test('word forms meet in their stem', () => {
  for (const [form, word] of [
    ['прожекторы', 'прожектор'],
    ['кабеля', 'кабель'],
    ['Занавесом', 'занавес'],
    ['lights', 'light'],
  ] as const)
    expect(stem(form.toLowerCase())).toBe(stem(word));
  expect(matchExpression('ёлка "OR" *')).toBe('"елк"* AND "or"*');
  expect(matchExpression('  ')).toBeUndefined();
  expect(otherLayout('ghj;trnjh')).toBe('прожектор');
});

test('permissions by exact name, by area, and all', () => {
  expect([
    can(['*'], 'x.y'),
    can(['inventory.*'], 'inventory.edit'),
    can(['inventory.*'], 'inventoryx.edit'),
    can(['count.run'], 'count.post'),
    can([], 'a'),
  ]).toEqual([true, true, false, false, false]);
});
