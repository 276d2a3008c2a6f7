/** A value of a column as text to edit, and back. */
import type { Language } from '../../shared/i18n/sentences.ts';
import type { Column, JsonValue } from '../../shared/schema/define.ts';
import { editableClock, editableDay, editableTime, parseClock, parseDay, parseTime } from '../lib/dates.ts';
import { editableDecimal, parseDecimal } from '../lib/numbers.ts';
import { fromClock, toClock } from '../lib/zoned-time.ts';

export interface Reader {
  readonly language: Language;
  /** The theatre's zone: a deadline is on its clock. */
  readonly zone: string;
  /** The day there, `YYYY-MM-DD`: a month or a year that is not typed is this one's. */
  readonly today: string;
}

export function textOfField(
  column: Column,
  value: JsonValue,
  { language, zone }: Pick<Reader, 'language' | 'zone'>,
): string {
  if (value === null) return '';
  switch (column.type) {
    case 'json':
      return JSON.stringify(value, null, 1);
    case 'date':
      return editableDay(String(value), language);
    case 'time':
      return editableTime(String(value));
    case 'timestamptz':
      return editableClock(toClock(String(value), zone), language);
    case 'numeric':
      return editableDecimal(String(value), language);
    default:
      return String(value);
  }
}

function parseMoment(text: string, { zone, today }: Reader): string | undefined {
  const clock = parseClock(text, today);
  return clock === undefined ? undefined : fromClock(clock, zone);
}

/** What was typed as a value of the column; undefined where it is none (yet). */
export function parseField(column: Column, text: string, reader: Reader): JsonValue | undefined {
  const isText = column.type === 'text' || column.type === 'varchar';
  if (text.trim() === '' && !isText) return column.nullable || column.type !== 'json' ? null : {};
  if (text === '' && column.nullable) return null;
  if (column.type === 'timestamptz') return parseMoment(text, reader);
  if (column.type === 'date') return parseDay(text, reader.today);
  if (column.type === 'time') return parseTime(text);
  if (column.type === 'numeric') return parseDecimal(text, reader.language);
  if (column.type === 'int') {
    const whole = parseDecimal(text, reader.language);
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
