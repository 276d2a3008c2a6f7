/** The times of an event as they are typed: what is seen is what stood there when typing began. */
import { expect, test } from 'vitest';
import {
  afterMove,
  afterTyping,
  editOf,
  moveOf,
  type SeenTimes,
} from '../../../renderer/features/schedule/event-times-edit.ts';

const evening: SeenTimes = {
  id: '0190aaaa-0000-7000-8000-000000000001',
  date: '2026-11-30',
  call: '17:00:00',
  ready: '18:30:00',
  start: '19:00:00',
  end: '21:30:00',
  venueId: 'stage',
  variantId: null,
  type: 'performance',
};

test('a colleague’s move while somebody types is not taken for what they saw', () => {
  const first = afterTyping(undefined, evening, { start: '19:3' });
  const moved: SeenTimes = { ...evening, date: '2026-12-01', start: '12:00:00' };
  const edit = afterTyping(first, moved, { start: '19:30' });
  expect(edit.changes).toEqual({ start: '19:30' });
  const move = moveOf(edit.seen, { ...edit.seen, start: '19:30:00' });
  expect(move?.seen).toEqual({ date: '2026-11-30', start: '19:00:00', end: '21:30:00', venueId: 'stage' });
  expect(move?.to).toEqual({ date: '2026-11-30', start: '19:30:00', end: '21:30:00', venueId: 'stage' });
});

test('a colleague’s other call while somebody types is not taken for what they saw', () => {
  const first = afterTyping(undefined, evening, { call: '16:3' });
  const edit = afterTyping(first, { ...evening, call: '15:00:00' }, { call: '16:30' });
  expect(editOf(edit.seen, { ...edit.seen, call: '16:30' })).toEqual({
    id: evening.id,
    changes: { call_time: '16:30:00' },
    seen: { call_time: '17:00:00' },
  });
});

test('call and readiness go along with a move; what was typed beside it is edited from there', () => {
  const wanted = { ...evening, start: '20:00:00' };
  expect(editOf(evening, wanted)).toBeUndefined();
  const edit = editOf(evening, { ...wanted, ready: '19:45' });
  expect(edit?.changes).toEqual({ stage_ready_time: '19:45:00' });
  expect(edit?.seen).toEqual({ stage_ready_time: '19:30:00' });
  // The move is done and the rest was refused: saved again, nothing is moved a second time.
  const between = afterMove(evening, wanted);
  expect(moveOf(between, wanted)).toBeUndefined();
  expect(editOf(between, { ...wanted, call: between.call, ready: '19:45' })?.changes).toEqual({
    stage_ready_time: '19:45:00',
  });
});
