/** Lists and objects as people read them: «Имя: значение, …»; an empty one is nothing. Braces and quotes never reach people. */
import { fieldName } from '../../shared/i18n/names.ts';
import { permissionName } from '../../shared/i18n/permission-names.ts';
import type { Language } from '../../shared/i18n/sentences.ts';
import type { Column, JsonValue } from '../../shared/schema/define.ts';

/** A list of permissions is told by its column: `text[]` under the name `permissions` is the only such list that the program itself reads. */
const PERMISSION = /^(\*|[a-z]+\.(\*|[a-zA-Z]+))$/;

export function structured(value: JsonValue, column: Column | undefined, language: Language): string {
  if (value === null || value === '') return '—';
  if (typeof value === 'boolean') return language === 'ru' ? (value ? 'да' : 'нет') : value ? 'yes' : 'no';
  if (typeof value !== 'object') return String(value);
  if (Array.isArray(value)) {
    if (value.length === 0) return '—';
    const isPermission = column?.type === 'text[]' && value.every((part) => typeof part === 'string' && PERMISSION.test(part));
    return value.map((part: JsonValue) => (isPermission && typeof part === 'string' ? permissionName(part, language) : structured(part, undefined, language))).join(', ');
  }
  const parts = Object.entries(value);
  return parts.length === 0 ? '—' : parts.map(([name, part]) => `${fieldName(name, language)}: ${structured(part, undefined, language)}`).join('; ');
}
