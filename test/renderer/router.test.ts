/** The interface's addresses: what a link may name is what there is, and nothing that stands in one breaks a page. */
import { createMemoryHistory, createRouter } from '@tanstack/react-router';
import { expect, test } from 'vitest';
import { railPages, routeTree } from '../../renderer/app/features.ts';
import { findSearch } from '../../renderer/app/find-search.ts';
import { pageAddress, pages } from '../../shared/ipc/pages.ts';

const { routesByPath } = createRouter({ routeTree, history: createMemoryHistory() });
const paths = Object.keys(routesByPath);

/** An invitation stands before the door; the page of components is for whoever builds screens. */
const BESIDE: ReadonlySet<string> = new Set(['accept', 'components']);

/** Search stands in the bar, on every page; objects, events and evenings are turned to from wherever they are named. */
const WITHOUT_ROOM: ReadonlySet<string> = new Set(['search', 'object', 'events', 'show']);

test('every page that a link may name has a route and a room, and every route is such a page or stands beside them', () => {
  const first = paths.map((path) => path.split('/').find((part) => part !== '') ?? '');
  // A page may have several routes.
  const known = new Set(first.filter((page) => page !== '' && !BESIDE.has(page)));
  expect([...known].toSorted()).toEqual(pages.toSorted());
  expect(railPages.toSorted()).toEqual(pages.filter((page) => !WITHOUT_ROOM.has(page)).toSorted());
});

test('the rail stands in the order of a day’s work, so that Ctrl and a digit stay where they are', () => {
  expect(railPages).toEqual([
    'today',
    'productions',
    'schedule',
    'tours',
    'inventory',
    'availability',
    'locations',
    'counts',
    'documents',
    'records',
    'people',
    'trash',
    'health',
    'attention',
    'words',
    'labels',
    'files',
    'forms',
  ]);
});

test('an address is made of a page and words or ids, and of nothing else', () => {
  const id = '0190a0f0-0000-7000-8000-000000000001';
  expect(pageAddress('counts', [id, 'review'])).toBe(`#/counts/${id}/review`);
  expect(pageAddress('records', ['passport_sections', id])).toBe(`#/records/passport_sections/${id}`);
  expect(pageAddress('object', ['inventory_items', id])).toBe(`#/object/inventory_items/${id}`);
  expect(pageAddress('people', [])).toBe('#/people');
  const none = [
    pageAddress('settings', []),
    pageAddress('accept', ['code']),
    pageAddress('inventory', ['..']),
    pageAddress('inventory', ['%2e%2e']),
    pageAddress('records', ['users', id, 'more']),
  ];
  expect(none).toEqual(none.map(() => undefined));
});

test('what is damaged in a filter is left out', () => {
  expect(findSearch.parse({ find: 'парик', more: 1 })).toEqual({ find: 'парик' });
  expect(findSearch.parse({ find: { a: 1 } })).toEqual({ find: undefined });
  expect(findSearch.parse({ find: 'а'.repeat(201) })).toEqual({ find: undefined });
});
