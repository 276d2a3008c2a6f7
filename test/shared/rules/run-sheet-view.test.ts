/** What a run sheet says while a show runs: what is done now, what comes and in how long, for a person or a place. */
import { expect, test } from 'vitest';
import { linesIn, runSheetNow, type SheetLine, type SheetScene } from '../../../shared/rules/run-sheet-view.ts';

const scene = (id: string, duration_minutes: number | null): SheetScene => ({
  id,
  act: 1,
  number: id,
  title: null,
  place: null,
  duration_minutes,
  note: null,
  rank: `a${id}`,
});

const line = (id: string, scene_id: string, of: Partial<SheetLine> = {}): SheetLine => ({
  id,
  scene_id,
  variant_id: null,
  replaces_id: null,
  is_left_out: false,
  department_id: null,
  action: 'on',
  performance_inventory_id: null,
  what: id,
  quantity: null,
  from_place: null,
  to_place: null,
  who_id: null,
  who: null,
  cue: null,
  note: null,
  rank: `a${id}`,
  created_at: '2026-11-01T10:00:00.000Z',
  employee: null,
  thing: null,
  isPending: false,
  ...of,
});

const scenes = [scene('2', 8), scene('1', 12), scene('3', null), scene('4', 5)];
const lines = [
  line('b', '1', { who_id: 'kim', from_place: 'Левая кулиса' }),
  line('a', '1', { who: 'Сафин' }),
  line('c', '2', { who_id: 'kim', to_place: 'левая  кулиса.' }),
  line('d', '4', { who_id: 'kim' }),
];
const done = { line_id: 'a', is_done: true, done_by_name: 'Ольга', done_at: '2026-11-30T17:00:00.000Z' };

test('the current scene has its lines in their order, with who did what is done', () => {
  const now = runSheetNow({ scenes, lines, marks: [done] }, { currentSceneId: '1' });
  expect(now.current.map(({ line: { id }, isDone, doneBy }) => [id, isDone, doneBy])).toEqual([
    ['a', true, 'Ольга'],
    ['b', false, null],
  ]);
  expect([now.scene?.id, now.nextScene?.id, now.first?.line.id]).toEqual(['1', '2', 'b']);
  expect([now.done, now.total]).toEqual([1, 4]);
});

test('what comes is as far away as the scenes before it last, less what has passed; after a scene of no length nobody knows', () => {
  const coming = (currentSceneId: string | null, minutesIn = 0): unknown =>
    runSheetNow({ scenes, lines, marks: [] }, { currentSceneId, minutesIn }).next.map(
      ({ line: { id }, minutesUntil }) => [id, minutesUntil],
    );
  expect(coming('1', 5)).toEqual([
    ['c', 7],
    ['d', null],
  ]);
  expect(coming('1', 50)).toEqual([
    ['c', 0],
    ['d', null],
  ]);
  expect(coming(null)).toEqual([
    ['a', 0],
    ['b', 0],
    ['c', 12],
    ['d', null],
  ]);
  expect(coming('3')).toEqual([['d', null]]);
});

test('a person and a place have lines of their own; how a place is written does not tell it apart', () => {
  const of = (filter: object): unknown =>
    runSheetNow({ scenes, lines, marks: [] }, { currentSceneId: '2' }, filter).next.map(({ line: { id } }) => id);
  expect(of({ personId: 'kim' })).toEqual(['d']);
  const place = runSheetNow({ scenes, lines, marks: [] }, { currentSceneId: '2' }, { place: 'левая кулиса' });
  expect([place.current.map(({ line: { id } }) => id), place.missed.map(({ line: { id } }) => id)]).toEqual([
    ['c'],
    ['b'],
  ]);
});

test('in a variant its own lines stand in place of those that they replace, and what it leaves out is not done', () => {
  const all = [
    line('a', '1'),
    line('b', '1'),
    line('tour', '1', { variant_id: 't', replaces_id: 'a' }),
    line('gone', '1', { variant_id: 't', replaces_id: 'b', is_left_out: true }),
    line('more', '1', { variant_id: 't' }),
  ];
  const ids = (variant: string | null): unknown => linesIn(all, variant).map(({ id }) => id);
  expect(ids(null)).toEqual(['a', 'b']);
  expect(ids('t')).toEqual(['tour', 'more']);
  expect(ids('other')).toEqual(['a', 'b']);
});
