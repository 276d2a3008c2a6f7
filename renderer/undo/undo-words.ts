/** What would be taken back, in words: «Вернуть «Кресло»: название — Стул». Pure. */
import { isRecord } from '../../shared/base/json.ts';
import type { Translate } from '../../shared/i18n/dictionary.ts';
import type { Language } from '../../shared/i18n/language.ts';
import { fieldName } from '../../shared/i18n/names.ts';
import type { Intent } from '../../shared/mutations/mutation.ts';
import type { JsonValue } from '../../shared/schema/define.ts';
import { mutationLine, mutationWords, valueWords } from '../lib/mutation-words.ts';

interface Telling {
  readonly say: Translate;
  readonly args: Readonly<Record<string, JsonValue>>;
  /** The thing's name, quoted by the sentence. */
  readonly title: string;
  readonly value: (name: string) => string;
  readonly language: Language;
  readonly titles: Readonly<Record<string, string>>;
}

const lower = (text: string): string => `${text.slice(0, 1).toLowerCase()}${text.slice(1)}`;

function fieldsBefore({ args, titles, language }: Telling): string {
  const { changes, seen } = args;
  if (!isRecord(changes) || !isRecord(seen)) return '';
  return Object.keys(changes)
    .map((name) => {
      const before = seen[name];
      return `${lower(fieldName(name, language))} — ${valueWords(before, titles, language)}`;
    })
    .join('; ');
}

const created = ({ say, title }: Telling): string => say('undo.words.created', { title });
const deleted = ({ say, title }: Telling): string => say('undo.words.deleted', { title });

/** By the name of what was done; every other mutation has one sentence for all. */
const sentences: Readonly<Record<string, (telling: Telling) => string>> = {
  'row.update': (telling) => telling.say('undo.words.edited', { title: telling.title, fields: fieldsBefore(telling) }),
  'row.create': created,
  'inventory.create': created,
  'row.delete': deleted,
  'employee.deactivate': deleted,
  'inventory.changeStatus': ({ say, title, value, language }) =>
    say('undo.words.edited', { title, fields: `${lower(fieldName('status', language))} — ${value('seen')}` }),
};

/** What taking it back does. `titles` are those of the rows that the arguments name. */
export function undoWords(
  say: Translate,
  { name, args }: Intent,
  titles: Readonly<Record<string, string>>,
  language: Language,
): string {
  const known = (isRecord(args) ? args : {}) as Readonly<Record<string, JsonValue>>;
  const title = mutationWords(name, args, titles, language).subject ?? '…';
  const telling = {
    say,
    title,
    args: known,
    titles,
    language,
    value: (argument: string) => valueWords(known[argument], titles, language),
  };
  return sentences[name]?.(telling) ?? say('undo.words.other', { what: mutationLine(name, args, titles, language) });
}
