/**
 * A view as it stands in an address: only what differs from the list's own, short enough to be read and sent.
 * `q=прожектор&f=location_id~any~…&s=-name&g=category_id`. A saved view that was chosen stands before it, `v=<id>`:
 * whoever has it too sees it chosen, everybody else the same list.
 */
import { isUuid } from '../base/ids.ts';
import { type Condition, type ListView, listViewSchema } from './list-view.ts';

/** Between the parts of one entry; nothing that is written contains it, because it is escaped there. */
const PART = '~';
const escaped = (text: string): string => encodeURIComponent(text).replaceAll(PART, '%7E');
const joined = (parts: readonly string[]): string => parts.map(escaped).join(PART);

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
const pairs = (record: Readonly<Record<string, string | number>>): string =>
  joined(Object.entries(record).flatMap(([key, value]) => [key, String(value)]));

/** The view as text, with the saved one that was chosen; empty where it is the list's own. */
export function viewToText(view: ListView, initial: ListView, chosen?: string): string {
  const entries: string[] = [];
  const add = (name: string, text: string): number => entries.push(`${name}=${text}`);
  if (chosen !== undefined) add('v', chosen);
  if (view.text !== initial.text) add('q', escaped(view.text));
  if (!same(view.conditions, initial.conditions)) {
    if (view.conditions.length === 0) add('f', '');
    for (const { column, operator, values } of view.conditions) add('f', joined([column, operator, ...values]));
  }
  if (!same(view.sorts, initial.sorts))
    add('s', joined(view.sorts.map(({ column, isDescending }) => `${isDescending ? '-' : '+'}${column}`)));
  if (view.group !== initial.group) add('g', escaped(view.group ?? ''));
  if (!same(view.columns, initial.columns)) add('c', joined(view.columns));
  if (!same(view.widths, initial.widths)) add('w', pairs(view.widths));
  if (!same(view.pinned, initial.pinned)) add('p', joined(view.pinned));
  if (!same(view.totals, initial.totals)) add('t', pairs(view.totals));
  if (view.layout !== initial.layout) add('l', view.layout);
  return entries.join('&');
}

const parts = (text: string): string[] => (text === '' ? [] : text.split(PART).map(decodeURIComponent));

function paired(text: string): [string, string][] {
  const flat = parts(text);
  return flat.flatMap((key, index) => (index % 2 === 0 ? [[key, flat[index + 1] ?? ''] as [string, string]] : []));
}

function conditionOf(text: string): Condition[] {
  const [column, operator, ...values] = parts(text);
  return column === undefined || operator === undefined ? [] : [{ column, operator, values }];
}

/** Not checked yet: whatever stands in an address is parsed by `listViewSchema` afterwards. */
function written(entries: readonly (readonly [string, string])[]): Record<string, unknown> {
  const wanted: Record<string, unknown> = {};
  for (const [name, text] of entries) {
    if (name === 'q') wanted['text'] = decodeURIComponent(text);
    else if (name === 'f')
      wanted['conditions'] = [...((wanted['conditions'] as Condition[] | undefined) ?? []), ...conditionOf(text)];
    else if (name === 's')
      wanted['sorts'] = parts(text).map((by) => ({ column: by.slice(1), isDescending: by.startsWith('-') }));
    else if (name === 'g') wanted['group'] = text === '' ? null : decodeURIComponent(text);
    else if (name === 'c') wanted['columns'] = parts(text);
    else if (name === 'w') wanted['widths'] = Object.fromEntries(paired(text).map(([key, px]) => [key, Number(px)]));
    else if (name === 'p') wanted['pinned'] = parts(text);
    else if (name === 't') wanted['totals'] = Object.fromEntries(paired(text));
    else if (name === 'l') wanted['layout'] = text;
  }
  return wanted;
}

/** The saved view that was chosen there; undefined where none was. */
export function chosenInText(text: string): string | undefined {
  const found = text.split('&').find((entry) => entry.startsWith('v='));
  const id = found?.slice(2);
  return id !== undefined && isUuid(id) ? id : undefined;
}

/** The view that an address names; undefined where the text is none, as people send and shorten them. */
export function viewFromText(text: string, initial: ListView): ListView | undefined {
  const entries = text
    .split('&')
    .filter((entry) => entry !== '')
    .map((entry) => [entry.slice(0, entry.indexOf('=')), entry.slice(entry.indexOf('=') + 1)] as const);
  try {
    const parsed = listViewSchema.safeParse({ ...initial, ...written(entries) });
    return parsed.success ? parsed.data : undefined;
  } catch (error) {
    // An escape that was cut in two.
    if (error instanceof URIError) return undefined;
    throw error;
  }
}
