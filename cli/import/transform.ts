/** One value of the file on its way into a column. Pure. */
import type { ValueSource } from './import-map.ts';

/** A line of the file, by the names in its head. */
export type Line = Readonly<Record<string, string>>;

/** As theatres write codes: one letter or two for each, and no marks. */
const CYRILLIC: Readonly<Record<string, string>> = {
  а: 'a',
  б: 'b',
  в: 'v',
  г: 'g',
  д: 'd',
  е: 'e',
  ё: 'e',
  ж: 'zh',
  з: 'z',
  и: 'i',
  й: 'y',
  к: 'k',
  л: 'l',
  м: 'm',
  н: 'n',
  о: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ф: 'f',
  х: 'h',
  ц: 'c',
  ч: 'ch',
  ш: 'sh',
  щ: 'sch',
  ъ: '',
  ы: 'y',
  ь: '',
  э: 'e',
  ю: 'yu',
  я: 'ya',
};

/** A code from a name: Latin, dashes, at most fifty characters. */
export function slugOf(text: string): string {
  // Cyrillic first: taken apart, «й» would become «и» with a mark.
  const latin = [...text.toLowerCase()]
    .map((letter) => CYRILLIC[letter] ?? letter)
    .join('')
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '');
  return latin
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 50);
}

/** `8:00PM`, `8 PM` or `20:00` → `HH:MM:SS`; undefined for anything else. */
export function time12(text: string): string | undefined {
  const match = /^(\d{1,2})(?::(\d{2}))?\s*([AP])\.?M\.?$/i.exec(text.trim());
  if (match === null) return /^\d{1,2}:\d{2}(:\d{2})?$/.test(text.trim()) ? text.trim().padStart(5, '0') : undefined;
  const hour = (Number(match[1]) % 12) + (match[3]?.toUpperCase() === 'P' ? 12 : 0);
  return `${String(hour).padStart(2, '0')}:${match[2] ?? '00'}:00`;
}

/** The value as text, or null for nothing. Throws a sentence for what cannot be read. */
export function valueOf(source: ValueSource, line: Line, number: number): string | null {
  const raw =
    'from' in source
      ? (line[source.from] ?? '')
      : source.template.replaceAll(/\{([^}]+)\}/g, (_, name: string) =>
          name === 'line' ? String(number) : (line[name] ?? ''),
        );
  let text = source.trim === false ? raw : raw.trim().replaceAll(/\s+/g, ' ');
  if (source.split !== undefined) text = (text.split(source.split)[source.take ?? 0] ?? '').trim();
  if (source.values !== undefined) text = source.values[text] ?? source.values['*'] ?? text;
  if (text === '') text = source.default ?? '';
  if (text === '') return null;
  if (source.multiply !== undefined || source.round !== undefined)
    text = scaled(text, source.multiply ?? 1, source.round);
  if (source.time12 === true) text = time12(text) ?? fail(`“${text}” is not a time`);
  if (source.slug === true) text = slugOf(text);
  if (source.upper === true) text = text.toUpperCase();
  if (source.lower === true) text = text.toLowerCase();
  return source.truncate === undefined ? text : [...text].slice(0, source.truncate).join('');
}

/** A comma counts as a point: spreadsheets write it here. */
function scaled(text: string, factor: number, digits: number | undefined): string {
  const number = Number(text.replace(',', '.'));
  if (!Number.isFinite(number)) return fail(`“${text}” is not a number`);
  return digits === undefined ? String(number * factor) : (number * factor).toFixed(digits);
}

function fail(sentence: string): never {
  throw new RowProblem(sentence);
}

/** Why a row of the file does not go in. */
export class RowProblem extends Error {}
