/** Everything that people may see has words in both languages. */
import { expect, test } from 'vitest';
import { isPageCurrent } from '../../scripts/delete-rules.ts';
import { refusalCodes } from '../../shared/base/refusal.ts';
import { fieldName, statusName, tableName } from '../../shared/i18n/names.ts';
import { sentenceOf } from '../../shared/i18n/sentences.ts';
import { type TableName, tableNames, tableOf } from '../../shared/schema/catalog.ts';

test('every table, column and value of the catalog has a name', () => {
  const missing: string[] = [];
  for (const name of tableNames) {
    if (tableName(name, 'ru') === name) missing.push(name);
    for (const [column, { hubOnly, values }] of Object.entries(tableOf(name).columns)) {
      if (hubOnly !== true && fieldName(column, 'ru') === column) missing.push(`${name}.${column}`);
      for (const value of values ?? [])
        if (statusName(value, 'ru') === value && statusName(value, 'en') === value && !/^[A-Z]+$/.test(value))
          missing.push(`${name}.${column}=${value}`);
    }
  }
  expect(missing).toEqual([]);
});

test('every refusal is a sentence in both languages, whatever its details lack', () => {
  for (const code of refusalCodes) {
    for (const language of ['ru', 'en'] as const)
      expect(sentenceOf(code, {}, language), code).toMatch(/^[«“A-ZА-ЯЁ].*[.]$/u);
  }
});

test('a status agrees with what has it', () => {
  const said = (table: TableName, status: string): string => statusName(status, 'ru', tableOf(table).columns['status']);
  expect(said('inventory_counts', 'cancelled')).toBe('отменён');
  expect(said('projects', 'cancelled')).toBe('отменён');
  expect(said('schedule_events', 'cancelled')).toBe('отменено');
  expect(said('tasks', 'completed')).toBe('завершена');
  expect(sentenceOf('count.wrongStatus', { count: 'Склад', status: 'cancelled' }, 'ru')).toContain('«Склад»: отменён.');
  expect(sentenceOf('time.locked', { status: 'approved' }, 'ru')).toContain('Эти часы утверждены');
});

test('docs/delete-rules.md says what the catalog says', () => {
  expect(isPageCurrent(), 'run: node scripts/delete-rules.ts').toBe(true);
});
