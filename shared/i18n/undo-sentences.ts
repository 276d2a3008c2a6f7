/** Why something is not taken back at once. */
import type { JsonValue } from '../schema/define.ts';
import { fieldName } from './names.ts';

type Details = { readonly [key: string]: JsonValue };
type Both = Readonly<Record<'ru' | 'en', (details: Details) => string>>;

const title = (details: Details): string => String(details['title'] ?? '');
const field = (details: Details, language: 'ru' | 'en'): string => fieldName(String(details['column']), language);

/** « — Борис», where it is known. */
const by = ({ by: name }: Details): string => (typeof name === 'string' && name !== '' ? ` — ${name}` : '');

/** Answers of `undo.outlook`. */
export const undoRefusals = {
  'undo.changed': {
    ru: (d) =>
      `«${title(d)}» (${field(d, 'ru')}) тем временем меняли${by(d)}. Отмена стёрла бы чужое: всё осталось как есть.`,
    en: (d) =>
      `“${title(d)}” (${field(d, 'en')}) has been changed since${by(d)}. Undoing would wipe that out: nothing changed.`,
  },
  'undo.hasMore': {
    ru: (d) => `С «${title(d)}» уже что-то связано: удаление покажет, что уйдёт вместе с ним.`,
    en: (d) => `Something belongs to “${title(d)}” by now: deleting it will show what goes along.`,
  },
} as const satisfies Readonly<Record<string, Both>>;
