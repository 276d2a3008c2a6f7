/** Rows of the time line under the shows and tours that hold them. */
import { expect, test } from 'vitest';
import { linesByShow, linesByThing } from '../../../renderer/features/availability/time-line-rows.ts';
import type { HeldBar, TimelineThing } from '../../../shared/features/availability/queries.ts';
import { openTimeline } from '../../../shared/features/availability/time-line-answer.ts';

const FROM = '2027-02-27';
const holder = (id: string, title: string, isTour = false) => ({
  holder: `${isTour ? 'tour' : 'production'} ${id}`,
  title,
  isTour,
  tourId: isTour ? id : null,
  eventId: isTour ? null : `e-${id}`,
  performanceId: isTour ? null : id,
  who: '',
  isMine: false,
});
const sent = (name: string, free: number[], bars: [number, number, number, number][]) => ({
  id: name,
  name,
  number: name,
  unit: 'шт',
  category: name < 'в' ? 'Звук' : null,
  departmentCode: null,
  have: 4,
  lasting: 4,
  out: 0,
  outReason: null,
  outNote: null,
  free,
  bars,
  conflictId: null,
});
const view = openTimeline({
  from: FROM,
  to: '2027-03-02',
  today: FROM,
  isCut: false,
  categories: [],
  holders: [holder('sea', 'Прогон'), holder('kazan', 'Казань', true)],
  things: [
    sent('а', [4, 2, 4, 4], [[0, 1, 1, 2]]),
    sent(
      'б',
      [4, -2, 1, 4],
      [
        [0, 1, 1, 3],
        [1, 1, 2, 3],
      ],
    ),
    sent('в', [4, 4, 4, 4], []),
    sent('г', [-1, 4, 4, 4], [[1, 0, 1, 5]]),
  ],
});
const about = { days: 4, productions: new Map([['sea', 'Чайка']]), nameless: 'без', unheld: 'никто' };
const said = (lines: ReturnType<typeof linesByShow>): string[] =>
  lines.map((line) =>
    line.kind === 'thing' ? line.thing.name : `${line.name} ${line.show?.things ?? ''}/${line.show?.short ?? ''}`,
  );
const bars = (thing: TimelineThing | undefined): readonly Partial<HeldBar>[] =>
  (thing?.bars ?? []).map(({ title, from, to, quantity, isInvalid }) => ({ title, from, to, quantity, isInvalid }));

test('bars that travelled as numbers say who, from when to when, and whether there are as many', () => {
  expect(bars(view.things[1])).toEqual([
    { title: 'Прогон', from: '2027-02-28', to: '2027-02-28', quantity: 3, isInvalid: false },
    { title: 'Казань', from: '2027-02-28', to: '2027-03-01', quantity: 3, isInvalid: false },
  ]);
  expect(bars(view.things[3])).toEqual([{ title: 'Казань', from: FROM, to: FROM, quantity: 5, isInvalid: true }]);
});

test('by show a thing stands under each of its holders, what is short first, and what nobody holds last', () => {
  const lines = linesByShow(view.things, about);
  expect(said(lines)).toEqual(['Казань 2/2', 'б', 'г', 'Чайка 2/1', 'б', 'а', 'никто /', 'в']);
  const keys = lines.flatMap((line) => (line.kind === 'thing' ? [line.key] : []));
  expect(new Set(keys).size).toBe(keys.length);
  expect(said(linesByShow(view.things, about, 'production sea'))).toEqual(['Чайка 2/1', 'б', 'а']);
  expect(said(linesByShow(view.things, about, 'production sea', true))).toEqual(['Чайка 2/1', 'б']);
});

test('by thing each stands once, under its category', () => {
  expect(said(linesByThing(view.things, about))).toEqual(['Звук /', 'а', 'б', 'без /', 'в', 'г']);
});
