/** A field says what is wrong in the words and by the rules of the mutation. */
import { expect, test } from 'vitest';
import { readField } from '../../../renderer/form/read-field.ts';
import { translator } from '../../../shared/i18n/dictionary.ts';
import { tableOf } from '../../../shared/schema/catalog.ts';

const reader = { t: translator('ru'), language: 'ru', zone: 'Europe/Moscow', today: '2026-11-29' } as const;
const item = (name: string, typed: string | null) => readField(tableOf('inventory_items'), name, typed, reader);

test.for([
  ['purchase_price', '12 500,50', '12500.50'],
  ['purchase_price', '', null],
  ['serial_number', '', null],
  ['name', 'Кресло', 'Кресло'],
  ['purchase_date', '2026-11-29', '2026-11-29'],
  ['purchase_date', '31.12.2026', '2026-12-31'],
  ['purchase_date', '31.12', '2026-12-31'],
  ['purchase_date', '5', '2026-11-05'],
] as const)('%s: «%s» is %s', ([name, typed, value]) => {
  expect(item(name, typed)).toEqual({ ok: true, value });
});

test.for([
  ['name', '', 'Заполните поле «Название».'],
  ['name', 'ж'.repeat(256), 'Поле «Название»: слишком длинное.'],
  ['purchase_price', 'много', 'Здесь нужно число'],
  ['purchase_price', '0,005', 'Поле «Цена покупки»: число вне допустимых пределов.'],
  ['condition', 'прекрасное', 'Поле «Износ»: такого значения нет в списке.'],
] as const)('%s: «%s» is told «%s»', ([name, typed, problem]) => {
  expect(item(name, typed)).toEqual({ ok: false, problem });
});
