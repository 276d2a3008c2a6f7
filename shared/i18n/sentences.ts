/**
 * Sentences of expected failures: the words of `refusal.<code>` and `error.<code>`, and what their braces are given
 * from a failure's details. A brace that is not named here takes the detail of the same name.
 */
import type { AppErrorCode } from '../base/app-error.ts';
import { isUuid } from '../base/ids.ts';
import { type RefusalCode, refusalCodes } from '../base/refusal.ts';
import { type TableName, tableOf } from '../schema/catalog.ts';
import type { JsonValue } from '../schema/define.ts';
import { bytesSaid } from './byte-words.ts';
import { isKey, type Key, translator, wordOf } from './dictionary.ts';
import type { Language } from './language.ts';
import { fieldName, statusName, tableName } from './names.ts';
import { permissionName } from './permission-names.ts';
import { namesOf, spoken } from './words.ts';

export type { Language };

type Details = { readonly [key: string]: JsonValue };
/** What a brace is given. */
type Given = (details: Details, language: Language) => string;

const text = (details: Details, key: string): string => {
  const value = details[key];
  return value === undefined || value === null ? '' : typeof value === 'string' ? value : JSON.stringify(value);
};

/** The word of a code that comes from data; the code where nobody knows it. */
function wordFor(kind: 'fault' | 'weakness' | 'schedule.rule', code: string, language: Language): string {
  const key = `${kind}.${code}`;
  return isKey(key) ? spoken(wordOf(key, language), {}, language) : code;
}

/** Who blocks, with counts and the first names: «3 × Места хранения (Стеллаж 1, …)». */
const blockers: Given = (details, language) => {
  const list = Array.isArray(details['blockers']) ? (details['blockers'] as readonly Details[]) : [];
  return list
    .map((blocker) => {
      const rows = Array.isArray(blocker['rows']) ? (blocker['rows'] as readonly Details[]) : [];
      const names = rows.slice(0, 3).flatMap((row) => (isUuid(row['title']) ? [] : [text(row, 'title')]));
      const more = Number(blocker['count']) > 3 ? [...names, '…'] : names;
      const said = names.length === 0 ? '' : ` (${more.join(', ')})`;
      return `${text(blocker, 'count')} × ${tableName(text(blocker, 'table'), language)}${said}`;
    })
    .join('; ');
};

/** What differs between the plan that was shown and the one found: «Задачи: было 3, стало 4». */
const differences: Given = (details, language) => {
  const t = translator(language);
  const part = (side: string, kind: string): Details =>
    ((details[side] as Details | undefined)?.[kind] as Details | undefined) ?? {};
  const changed = ['deletes', 'clears'].flatMap((kind) => {
    const [shown, found] = [part('shown', kind), part('found', kind)];
    return [...new Set([...Object.keys(shown), ...Object.keys(found)])].flatMap((key) => {
      const [was, now] = [Number(shown[key] ?? 0), Number(found[key] ?? 0)];
      const table = tableName(key.split('.')[0] ?? key, language);
      return was === now ? [] : [t('part.difference', { table, was, now })];
    });
  });
  return changed.join('; ') || t('part.otherRecords');
};

/** How many lines of a count wait for a decision, and the first names. */
const undecided: Given = (details, language) => {
  const t = translator(language);
  const [open, uncounted] = [Number(details['open'] ?? 0), Number(details['uncounted'] ?? 0)];
  const words = [
    ...(open > 0 ? [t('part.open', { count: open })] : []),
    ...(uncounted > 0 ? [t('part.uncounted', { count: uncounted })] : []),
  ];
  const names = Array.isArray(details['names']) ? details['names'].map(String) : [];
  const more = open + uncounted > 3 ? [...names, '…'] : names;
  return `${words.join(', ')}${names.length === 0 ? '' : ` (${more.join(', ')})`}`;
};

/** A part that is said only where its detail is there. */
const optional =
  (detail: string, said: (value: string, language: Language) => string): Given =>
  (details, language) => {
    const value = text(details, detail);
    return value === '' ? '' : said(value, language);
  };
/** `table`: whose status it is, so that the word agrees with it. */
const value =
  (detail: string, table?: TableName): Given =>
  (details, language) =>
    statusName(text(details, detail), language, table === undefined ? undefined : tableOf(table).columns['status']);

/** A row by its name; one that has none, by its table: an id says nothing to people. */
const titleOr =
  (detail: string, table: string): Given =>
  (details, language) =>
    isUuid(details[detail]) ? tableName(text(details, table), language) : text(details, detail);

const bytes =
  (detail: string): Given =>
  (details, language) =>
    bytesSaid(Number(details[detail] ?? 0), language);

const given: Readonly<Record<string, Given>> = {
  title: titleOr('title', 'table'),
  parentTitle: titleOr('parentTitle', 'parent'),
  holder: titleOr('holder', 'table'),
  table: (details, language) => tableName(text(details, 'table'), language),
  parentTable: (details, language) => tableName(text(details, 'parent'), language),
  column: (details, language) =>
    text(details, 'column')
      .split(', ')
      .map((name) => fieldName(name, language))
      .join(', '),
  permission: (details, language) => permissionName(text(details, 'permission'), language),
  right: optional('permission', (code, language) =>
    translator(language)('part.right', { permission: permissionName(code, language) }),
  ),
  lacking: optional('permission', (code, language) =>
    translator(language)('part.lacking', { permission: permissionName(code, language) }),
  ),
  holding: (details, language) =>
    text(details, 'holder') === ''
      ? ''
      : translator(language)('part.holding', { holder: titleOr('holder', 'table')(details, language) }),
  rescued: optional('handedOver', (count, language) =>
    count === '0' ? '' : translator(language)('part.rescued', { count }),
  ),
  changedBy: optional('by', (name, language) => translator(language)('part.changedBy', { name })),
  number: (details, language) => text(details, 'found') || translator(language)('part.anotherNumber'),
  pathOrProblem: (details) => text(details, 'path') || text(details, 'problem'),
  fault: (details, language) => wordFor('fault', text(details, 'problem'), language),
  collision: (details, language) => wordFor('schedule.rule', text(details, 'rule'), language),
  weakness: (details, language) => wordFor('weakness', text(details, 'reason'), language),
  countStatus: value('status', 'inventory_counts'),
  hoursStatus: value('status', 'time_entries'),
  foundValue: value('found'),
  wantedValue: value('wanted'),
  type: value('type'),
  fromValue: value('from'),
  toValue: value('to'),
  blockers,
  differences,
  undecided,
  mostBytes: bytes('mostBytes'),
  freeBytes: bytes('freeBytes'),
};

// Neither compiles while a code has no sentence.
const ofRefusal = (code: RefusalCode): Key => `refusal.${code}`;
const ofError = (code: AppErrorCode): Key => `error.${code}`;
const refusals: ReadonlySet<string> = new Set(refusalCodes);

/** The sentence for a code of either kind; of one that this version does not know, the code. */
export function sentenceOf(code: string, details: Details, language: Language): string {
  const key = refusals.has(code) ? ofRefusal(code as RefusalCode) : ofError(code as AppErrorCode);
  if (!isKey(key)) return code;
  const word = wordOf(key, language);
  const values = namesOf(word).map((name) => [name, given[name]?.(details, language) ?? text(details, name)]);
  return spoken(word, Object.fromEntries(values) as Readonly<Record<string, string>>, language);
}
