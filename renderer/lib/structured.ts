/**
 * Lists and objects as people read them: «Имя: значение, …»; an empty one is nothing. Braces and quotes never reach
 * people.
 */
import { isUuid } from '../../shared/base/ids.ts';
import { withDaysSaid } from '../../shared/i18n/date-text.ts';
import { fieldName, statusName } from '../../shared/i18n/names.ts';
import { permissionName } from '../../shared/i18n/permission-names.ts';
import type { Language } from '../../shared/i18n/sentences.ts';
import type { Column, JsonValue } from '../../shared/schema/define.ts';

/**
 * A list of permissions is told by its column: `text[]` under the name `permissions` is the only such list that the
 * program itself reads.
 */
const PERMISSION = /^(\*|[a-z]+\.(\*|[a-zA-Z]+))$/;

type Titles = Readonly<Record<string, string>>;

/** A record by its id: its title where it is known, else that it is one. */
export const titleOf = (id: string, titles: Titles, language: Language): string =>
  titles[id] === undefined
    ? language === 'ru'
      ? 'запись, которой здесь нет'
      : 'a record that is not here'
    : withDaysSaid(titles[id], language);

/** A key of free data: its known name, or itself without underscores. */
const keyWords = (key: string, language: Language): string => fieldName(key, language).replaceAll('_', ' ');

/** `column` says what its values are called; `titles` what ids stand for. */
export function structured(
  value: JsonValue,
  column: Column | undefined,
  language: Language,
  titles: Titles = {},
): string {
  if (value === null || value === '') return '—';
  if (typeof value === 'boolean') return language === 'ru' ? (value ? 'да' : 'нет') : value ? 'yes' : 'no';
  if (typeof value === 'string')
    return isUuid(value) ? titleOf(value, titles, language) : withDaysSaid(statusName(value, language), language);
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value)) {
    if (value.length === 0) return '—';
    const isPermission =
      column?.type === 'text[]' && value.every((part) => typeof part === 'string' && PERMISSION.test(part));
    return value
      .map((part: JsonValue) =>
        isPermission && typeof part === 'string'
          ? permissionName(part, language)
          : structured(part, undefined, language, titles),
      )
      .join(', ');
  }
  const parts = Object.entries(value);
  return parts.length === 0
    ? '—'
    : parts
        .map(([name, part]) => `${keyWords(name, language)}: ${structured(part, undefined, language, titles)}`)
        .join('; ');
}
