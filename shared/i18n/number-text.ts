/** Stored numbers for reading. */
import type { Language } from './language.ts';

/** Groups and the mark of the language, its digits as they are; what is no number stays as it is. */
export function formatDecimal(stored: string, language: Language): string {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(stored);
  if (match === null) return stored;
  const [, sign = '', whole = '', fraction] = match;
  const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/gu, language === 'ru' ? '\u00A0' : ',');
  const decimals = fraction === undefined ? '' : `${language === 'ru' ? ',' : '.'}${fraction}`;
  return `${sign === '' ? '' : '−'}${grouped}${decimals}`;
}
