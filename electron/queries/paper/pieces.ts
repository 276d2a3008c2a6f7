/** What several forms read and how they say it. */
import { formatDay } from '../../../shared/i18n/date-text.ts';
import type { Language } from '../../../shared/i18n/language.ts';
import { formatDecimal } from '../../../shared/i18n/number-text.ts';
import { kopecksOf } from '../../../shared/i18n/number-words.ts';
import { dayIn } from '../../../shared/rules/upcoming.ts';
import type { Reading } from '../../replica/reading.ts';

/** One or the other, by the language. */
export const said = (language: Language, ru: string, en: string): string => (language === 'ru' ? ru : en);

/** «24.11.2026», as forms have it; in English «24 Nov 2026». Empty of nothing. */
export function formDay(day: string | null, language: Language): string {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day ?? '') ?? [];
  if (year === undefined || day === null) return '';
  return language === 'ru' ? `${date}.${month}.${year}` : formatDay(day, 'en');
}

/** The theatre, and what its papers say of it by the setting `paper`. */
export interface Office {
  readonly theater: string;
  readonly zone: string;
  readonly okpo: string;
  readonly inn: string;
  readonly kpp: string;
}

/** Whose paper it is. */
export function officeOf(replica: Reading): Office {
  const row = replica
    .prepared<[], { name: string; timezone: string }>('SELECT name, timezone FROM theaters LIMIT 1')
    .get();
  const stored = replica.prepared<[], { value: string }>("SELECT value FROM settings WHERE key = 'paper'").get()?.value;
  const given = (stored === undefined ? {} : JSON.parse(stored)) as Readonly<Record<string, unknown>> | null;
  const text = (key: string): string => (typeof given?.[key] === 'string' ? given[key].slice(0, 40) : '');
  return {
    theater: row?.name ?? '',
    zone: row?.timezone ?? 'UTC',
    okpo: text('okpo'),
    inn: text('inn'),
    kpp: text('kpp'),
  };
}

/** The day of a moment in the theatre, as forms have it. */
export const momentDay = (iso: string | null, zone: string, language: Language): string =>
  iso === null ? '' : formDay(dayIn(zone, iso), language);

/** What forms say of a thing. */
export interface FormItem {
  readonly id: string;
  readonly name: string;
  readonly inventoryNumber: string;
  readonly barcode: string;
  readonly serial: string;
  readonly unit: string;
  /** Of one piece; null where nobody said. */
  readonly kopecks: number | null;
  readonly bought: string | null;
}

/** Things by id, deleted ones too: papers of before name them. */
export function itemsOf(replica: Reading, ids: Iterable<string>): ReadonlyMap<string, FormItem> {
  type Stored = Omit<FormItem, 'kopecks'> & { readonly price: string | null };
  const rows = replica
    .prepared<[string], Stored>(
      `SELECT id, name, inventory_number AS inventoryNumber, coalesce(barcode, '') AS barcode,
        coalesce(serial_number, '') AS serial, unit, coalesce(current_value, purchase_price) AS price,
        purchase_date AS bought
      FROM inventory_items WHERE id IN (SELECT value FROM json_each(?))`,
    )
    .all(JSON.stringify([...new Set(ids)]));
  return new Map(rows.map(({ price, ...item }) => [item.id, { ...item, kopecks: kopecksOf(price) }]));
}

/** Codes of the All-Russian Classifier of Units of Measurement (OK 015-94) by the short words people use. */
const OKEI: Readonly<Record<string, string>> = {
  шт: '796',
  'шт.': '796',
  компл: '839',
  'компл.': '839',
  комплект: '839',
  пара: '715',
  пар: '715',
  набор: '704',
  упак: '778',
  'упак.': '778',
  рул: '736',
  рулон: '736',
  м: '006',
  'м²': '055',
  м2: '055',
  'м³': '113',
  кг: '166',
  г: '163',
  л: '112',
  см: '004',
};

/** Empty where the unit has none that is known. */
export const okeiOf = (unit: string): string => OKEI[unit.trim().toLowerCase()] ?? '';

/** «1 234,50» of kopecks; empty of nothing. */
export function moneyText(kopecks: number | null, language: Language): string {
  if (kopecks === null) return '';
  return formatDecimal(`${Math.floor(kopecks / 100)}.${String(kopecks % 100).padStart(2, '0')}`, language);
}

/** Of a price and how many; null where either is not known. */
export const worth = (kopecks: number | null, quantity: number | null): number | null =>
  kopecks === null || quantity === null ? null : kopecks * quantity;

/** Sums of whole numbers by column. */
export function sumsOf(rows: readonly (readonly number[])[], columns: number): number[] {
  const sums = Array.from({ length: columns }, () => 0);
  for (const row of rows) for (const [index, value] of row.entries()) sums[index] = (sums[index] ?? 0) + value;
  return sums;
}

/** The place and all below it, in walking order; empty where there is none. */
export function placesUnder(
  replica: Reading,
  rootId: string,
): readonly { readonly id: string; readonly name: string; readonly code: string }[] {
  return replica
    .prepared<[string], { id: string; name: string; code: string }>(
      `WITH RECURSIVE t(id) AS (
        VALUES (?) UNION SELECT c.id FROM inventory_locations c JOIN t ON c.parent_id = t.id WHERE c.deleted_at IS NULL)
      SELECT l.id, l.name, l.code FROM inventory_locations l JOIN t ON t.id = l.id ORDER BY l.sort_order, l.name, l.id`,
    )
    .all(rootId);
}
