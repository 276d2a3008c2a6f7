/**
 * The pages of the interface by the first part of their address, `#/<page>/…`. The interface's routes, the links that
 * the system hands over and the rows that open a page of their own all mean these.
 */
export const pages = [
  'today',
  'productions',
  'schedule',
  'events',
  'tours',
  'availability',
  'show',
  'inventory',
  'locations',
  'counts',
  'documents',
  'files',
  'records',
  'object',
  'people',
  'search',
  'trash',
  'health',
  'attention',
  'labels',
  'forms',
  'words',
] as const;
/** One of the pages above. */
export type PageName = (typeof pages)[number];

const known: ReadonlySet<string> = new Set(pages);
/** An id, or a word: a table, a tab, a part of a page. */
const PART = /^(?:[0-9a-f-]{36}|[a-z][a-z_]{0,49})$/;
const MAX_PARTS = 2;

/** The interface's own address for a page and what follows it; undefined where it cannot be one of ours. */
export function pageAddress(page: string, parts: readonly string[]): string | undefined {
  if (!known.has(page) || parts.length > MAX_PARTS || !parts.every((part) => PART.test(part))) return undefined;
  return ['#', page, ...parts].join('/');
}
