/** The day by which events of one title are told apart is said as people say days, wherever a row is named. */
import { expect, test } from 'vitest';
import { mutationLine } from '../../../renderer/lib/mutation-words.ts';
import { structured } from '../../../renderer/lib/structured.ts';
import { undoWords } from '../../../renderer/undo/undo-words.ts';
import { withDaysSaid } from '../../../shared/i18n/date-text.ts';
import { translator } from '../../../shared/i18n/dictionary.ts';

const ID = '01890a5d-ac96-774b-bcce-b302099a8057';
const TITLES = { [ID]: 'Ночная монтировка, 2027-05-10' };
const MOVED = { id: ID, seen: { event_date: '2027-05-10' }, to: { event_date: '2027-05-11' } };

test('the notice after an act, the way back and the sentence of a list name the event with its day in words', () => {
  expect(mutationLine('schedule.move', MOVED, TITLES, 'ru')).toMatch(/^«Ночная монтировка, 10 мая 2027 г\.»: /);
  expect(mutationLine('schedule.move', MOVED, TITLES, 'en')).toMatch(/^“Ночная монтировка, May 10, 2027”: /);
  const renamed = {
    table: 'schedule_events',
    id: ID,
    changes: { event_date: '2027-05-11' },
    seen: { event_date: '2027-05-10' },
  };
  expect(undoWords(translator('ru'), { name: 'row.update', args: renamed }, TITLES, 'ru')).toBe(
    'Вернуть «Ночная монтировка, 10 мая 2027 г.»: дата — 10 мая 2027 г.',
  );
  expect(mutationLine('row.update', renamed, TITLES, 'ru')).toBe(
    '«Ночная монтировка, 10 мая 2027 г.»: Дата → 11 мая 2027 г.',
  );
  expect(structured([ID, '2027-05-10'], undefined, 'en', TITLES)).toBe('Ночная монтировка, May 10, 2027, May 10, 2027');
});

test('a sentence that is given a name says its day in words', () => {
  expect(translator('ru')('deletion.done', { title: TITLES[ID] ?? '' })).toContain('Ночная монтировка, 10 мая 2027 г.');
});

test('only a day that ends a name is meant, and no other text changes', () => {
  expect(withDaysSaid('Чайка, 2027-05-10 · Анна, 2027-05-11', 'en')).toBe('Чайка, May 10, 2027 · Анна, May 11, 2027');
  for (const name of ['план-2027-05-10.pdf', '2027-05-10T19:00:00Z', 'Версия 2027-05-10', 'Чайка, 2027-13-40', '1, 2'])
    expect(withDaysSaid(name, 'ru')).toBe(name);
});
