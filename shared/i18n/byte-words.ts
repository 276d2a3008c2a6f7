/** Amounts of bytes as people read them: «1,3 ГБ», “1.3 GB”. */
import type { Language } from './language.ts';

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;
/** As disks and systems count by now. */
const STEP = 1000;

/** At most one digit after the point, and none of bytes. */
export function bytesSaid(bytes: number, language: Language): string {
  const power = bytes < STEP ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log(bytes) / Math.log(STEP)));
  const unit = UNITS[power] ?? 'byte';
  // Of bytes the short form is a whole word in English, and its singular.
  if (power === 0 && language === 'en') return `${new Intl.NumberFormat(language).format(bytes)} B`;
  return new Intl.NumberFormat(language, { style: 'unit', unit, maximumFractionDigits: power < 2 ? 0 : 1 }).format(
    bytes / STEP ** power,
  );
}
