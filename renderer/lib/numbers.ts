/** Numbers as people type them, in both languages: «14,5», «12 500,50», 12,500.50. */
import type { Language } from '../../shared/i18n/sentences.ts';

export { formatDecimal } from '../../shared/i18n/number-text.ts';

const GROUPED = { ',': /^-?\d{1,3}(,\d{3})+$/, '.': /^-?\d{1,3}(\.\d{3})+$/ } as const;

/**
 * The number that was meant, with a point and without groups; undefined where it is none.
 * Where both marks stand, the last one begins the fraction. A lone comma begins one too, except in English before
 * exactly three digits.
 */
export function parseDecimal(typed: string, language: Language): string | undefined {
  const text = typed
    .trim()
    .replace('−', '-')
    .replaceAll(/(?<=\d)[\s'’](?=\d)/gu, '');
  const [comma, point] = [text.lastIndexOf(','), text.lastIndexOf('.')];
  let plain = text;
  if (comma >= 0 && point >= 0) {
    const [mark, groups] = comma > point ? ([',', '.'] as const) : (['.', ','] as const);
    const whole = text.slice(0, text.lastIndexOf(mark));
    if (!GROUPED[groups].test(whole)) return undefined;
    plain = `${whole.replaceAll(groups, '')}.${text.slice(text.lastIndexOf(mark) + 1)}`;
  } else if (comma >= 0) {
    const isGrouped = GROUPED[','].test(text) && (language === 'en' || text.indexOf(',') !== comma);
    plain = isGrouped ? text.replaceAll(',', '') : text.replace(',', '.');
  } else if (point >= 0 && text.indexOf('.') !== point && GROUPED['.'].test(text)) {
    plain = text.replaceAll('.', '');
  }
  return /^-?\d+(\.\d+)?$/.test(plain) ? plain : undefined;
}

/** What stands before the fraction. */
export const decimalMark = (language: Language): ',' | '.' => (language === 'ru' ? ',' : '.');

/** A stored number for editing: the mark of the language, no groups. */
export const editableDecimal = (stored: string, language: Language): string =>
  language === 'ru' ? stored.replace('.', ',') : stored;
