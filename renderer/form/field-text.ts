/** A value of a column as text to edit, and back. */
import type { Language } from '../../shared/i18n/sentences.ts';
import type { Column, JsonValue } from '../../shared/schema/define.ts';
import { editableDecimal, parseDecimal } from '../lib/numbers.ts';
import { fromClock, toClock } from '../lib/zoned-time.ts';

export interface Reader {
  readonly language: Language;
  /** The theatre's zone: a deadline is on its clock. */
  readonly zone: string;
}

export function textOfField(column: Column, value: JsonValue, { language, zone }: Reader): string {
  if (value === null) return '';
  if (column.type === 'json') return JSON.stringify(value, null, 1);
  if (column.type === 'timestamptz') return toClock(String(value), zone);
  return column.type === 'numeric' ? editableDecimal(String(value), language) : String(value);
}

/** What was typed as a value of the column; undefined where it is none (yet). */
export function parseField(column: Column, text: string, { language, zone }: Reader): JsonValue | undefined {
  const isText = column.type === 'text' || column.type === 'varchar';
  if (text.trim() === '' && !isText) return column.nullable || column.type !== 'json' ? null : {};
  if (text === '' && column.nullable) return null;
  if (column.type === 'timestamptz') return fromClock(text, zone);
  if (column.type === 'numeric') return parseDecimal(text, language);
  if (column.type === 'int') {
    const whole = parseDecimal(text, language);
    return whole === undefined || whole.includes('.') ? undefined : Number(whole);
  }
  if (column.type !== 'json') return text;
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    // Half typed: said under the field.
    return undefined;
  }
}
