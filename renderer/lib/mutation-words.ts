/**
 * What somebody did or wants to do, in words: mutations in the quarantine, in the queue, in refusals and in the
 * journal. Codes never reach people.
 */
import { isUuid } from '../../shared/base/ids.ts';
import { withDaysSaid } from '../../shared/i18n/date-text.ts';
import { mutationName } from '../../shared/i18n/mutation-names.ts';
import { fieldName, statusName, tableName } from '../../shared/i18n/names.ts';
import type { Language } from '../../shared/i18n/sentences.ts';
import { countRecordEntry } from '../../shared/mutations/count-mutations.ts';
import { rowDelete } from '../../shared/mutations/deletion-mutations.ts';
import {
  inventoryChangeStatus,
  inventoryMove,
  inventoryReceive,
  inventoryWriteOff,
} from '../../shared/mutations/inventory-mutations.ts';
import { rowCreate, rowUpdate } from '../../shared/mutations/row-mutations.ts';
import { tagClaim } from '../../shared/mutations/tag-mutations.ts';
import { isTableName } from '../../shared/schema/catalog.ts';
import type { JsonValue } from '../../shared/schema/define.ts';
import { formatDecimal } from './numbers.ts';
import { structured, titleOf } from './structured.ts';

type Titles = Readonly<Record<string, string>>;
type Args = Readonly<Record<string, JsonValue>>;

/** What the journal wrote as `mutation:action`: the mutation's own name. */
export const journalWords = (action: string, language: Language): string =>
  mutationName(action.split(':')[0] ?? '', language);

const quoted = (title: string, language: Language): string => (language === 'ru' ? `«${title}»` : `“${title}”`);

function asArgs(args: unknown): Args {
  return typeof args === 'object' && args !== null && !Array.isArray(args) ? (args as Args) : {};
}

/** A value of some arguments as people read it. */
export function valueWords(value: JsonValue | undefined, titles: Titles, language: Language): string {
  if (value === undefined || value === null || value === '') return '—';
  if (typeof value === 'number') return formatDecimal(String(value), language);
  if (typeof value !== 'string') return structured(value, undefined, language, titles);
  if (isUuid(value)) return titleOf(value, titles, language);
  const moment = /^\d{4}-\d\d-\d\dT/.test(value) ? Date.parse(value) : Number.NaN;
  if (!Number.isNaN(moment))
    return new Intl.DateTimeFormat(language, { dateStyle: 'short', timeStyle: 'short' }).format(moment);
  return withDaysSaid(statusName(value, language), language);
}

function subjectOf(args: Args, titles: Titles): string | undefined {
  const values = asArgs(args['values']);
  for (const name of ['name', 'title', 'full_name', 'last_name', 'email', 'content']) {
    if (typeof values[name] === 'string' && values[name] !== '') return values[name];
  }
  if (typeof args['name'] === 'string' && args['name'] !== '') return args['name'];
  const named = ['id', 'itemId', 'countId', 'conflictId', 'movementId']
    .map((name) => args[name])
    .map((id) => (typeof id === 'string' ? titles[id] : undefined));
  return named.find((title) => title !== undefined) ?? lineOf(args, titles);
}

/** The first of the lines of a run sheet that are meant, with a sign that there are more. */
function lineOf(args: Args, titles: Titles): string | undefined {
  const lines = [args['ids'], args['lineIds'], args['lines']].find(Array.isArray) ?? [];
  const named = lines.flatMap((line) => {
    const { id, lineId, what } = asArgs(line);
    const title = titles[String(typeof line === 'string' ? line : (lineId ?? id))] ?? what;
    return typeof title === 'string' && title !== '' ? [title] : [];
  });
  const [first] = named;
  return first === undefined || named.length === 1 ? first : `${first}…`;
}

/** «Инвентарь: », where the arguments name a table that this version knows. */
function kindOf(args: Args, language: Language): string {
  const table = args['table'];
  return typeof table === 'string' && isTableName(table) ? `${tableName(table, language)}: ` : '';
}

interface Telling {
  readonly args: Args;
  readonly titles: Titles;
  readonly language: Language;
}

const place = ({ args, titles, language }: Telling, name: string): string => valueWords(args[name], titles, language);

const quantityAndPlace = (telling: Telling): string => `${place(telling, 'quantity')}, ${place(telling, 'locationId')}`;

/** What changes, for the mutations whose arguments say it in a few words. */
const changes: Readonly<Record<string, (telling: Telling) => string>> = {
  [rowCreate.name]: ({ args, language }) =>
    `${kindOf(args, language)}${language === 'ru' ? 'новая запись' : 'a new record'}`,
  [rowUpdate.name]: ({ args, titles, language }) =>
    Object.entries(asArgs(args['changes']))
      .map(([name, value]) => `${fieldName(name, language)} → ${valueWords(value, titles, language)}`)
      .join('; '),
  [rowDelete.name]: ({ args, language }) => `${kindOf(args, language)}${language === 'ru' ? 'удалить' : 'delete'}`,
  [inventoryReceive.name]: (telling) =>
    `${telling.language === 'ru' ? 'принять' : 'receive'} ${quantityAndPlace(telling)}`,
  [inventoryMove.name]: (telling) =>
    `${place(telling, 'quantity')}, ${place(telling, 'fromLocationId')} → ${place(telling, 'toLocationId')}`,
  [inventoryWriteOff.name]: (telling) =>
    `${telling.language === 'ru' ? 'списать' : 'write off'} ${quantityAndPlace(telling)}`,
  [inventoryChangeStatus.name]: (telling) => `${fieldName('status', telling.language)} → ${place(telling, 'status')}`,
  [tagClaim.name]: (telling) => `${fieldName('barcode', telling.language)} → ${place(telling, 'code')}`,
  [countRecordEntry.name]: (telling) =>
    `${mutationName(countRecordEntry.name, telling.language)}: ${place(telling, 'quantity')}`,
};

/** One mutation as a sentence: which thing, and what becomes of it. */
export function mutationWords(
  name: string,
  given: unknown,
  titles: Titles,
  language: Language,
): { readonly subject: string | undefined; readonly change: string } {
  const args = asArgs(given);
  const named = subjectOf(args, titles);
  const subject = named === undefined ? undefined : withDaysSaid(named, language);
  const change = changes[name]?.({ args, titles, language });
  return { subject, change: change === undefined || change === '' ? mutationName(name, language) : change };
}

/** The same in one line. */
export function mutationLine(name: string, given: unknown, titles: Titles, language: Language): string {
  const { subject, change } = mutationWords(name, given, titles, language);
  return subject === undefined ? change : `${quoted(subject, language)}: ${change}`;
}
