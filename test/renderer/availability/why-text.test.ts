/** Why too few are free, in words, in each of the five ways, in both languages. */
import { expect, test } from 'vitest';
import { whyLines } from '../../../renderer/features/availability/why-text.ts';
import { type HeldBar, type TimelineThing, timeline } from '../../../shared/features/availability/queries.ts';
import { translator } from '../../../shared/i18n/dictionary.ts';

const DAY = '2027-02-17';
const bar: HeldBar = {
  holder: 'event e',
  title: 'Мастер',
  isTour: false,
  tourId: null,
  eventId: 'e',
  performanceId: null,
  quantity: 8,
  from: DAY,
  to: DAY,
  start: 0,
  length: 1,
  who: 'Н. Власов',
  isMine: false,
  isInvalid: false,
};
const thing = (more: Partial<TimelineThing>): TimelineThing => ({
  id: 'i',
  name: 'Голова',
  number: 'N-1',
  unit: 'шт',
  category: null,
  departmentCode: null,
  have: 12,
  out: 0,
  outReason: null,
  outNote: null,
  free: [0],
  bars: [],
  conflictId: null,
  ...more,
});
const why = (more: Partial<TimelineThing>, language: 'ru' | 'en' = 'ru'): readonly string[] =>
  whyLines(thing(more), DAY, translator(language), language);
const note = { what: 'не крутится', who: 'О. Морозова', since: '2027-02-10' };

test('reserved by a show: how many, which show, when and whose', () => {
  const [said] = why({ bars: [bar] });
  expect(said).toMatch(/^8 «Мастер», 17 февраля.*, Н\. Власов$/);
  expect(why({ bars: [bar] }, 'en')[0]).toMatch(/^8 .*Мастер.*17.*Н\. Власов$/);
});

test('on tour: which one, and until when', () => {
  const away = { ...bar, isTour: true, title: 'Казань', from: '2027-02-14', to: '2027-02-20' };
  expect(why({ bars: [away] })[0]).toMatch(/^8 на гастролях «Казань», 14.*20 февраля.*, Н\. Власов$/);
});

test('in repair, and written off: what is wrong, since when, and who said so', () => {
  const out = { out: 12, outNote: note } as const;
  expect(why({ ...out, outReason: 'in_repair' })[0]).toMatch(
    /^12 .*ремонт.*: не крутится, с 10 февраля.*, О\. Морозова$/,
  );
  expect(why({ ...out, outReason: 'decommissioned' })[0]).toMatch(/^12 .*спис.*: не крутится, с 10 февраля/);
  expect(why({ ...out, outReason: 'unsafe', outNote: null })).toEqual(['12 Опасно: дефект не устранён']);
});

test('a booking that no longer holds says so', () => {
  expect(why({ bars: [{ ...bar, isInvalid: true }] })[0]).toMatch(/бронь недействительна: столько больше нет$/);
});

test('nothing is said where all are free', () => {
  expect(why({ bars: [{ ...bar, from: '2027-02-18', to: '2027-02-18' }] })).toEqual([]);
});

test('a day that no calendar has asks nothing', () => {
  const asks = (from: string): boolean => timeline.args.safeParse({ from, to: '2027-03-31' }).success;
  expect(['2027-02-28', '2027-02-30', '2027-99-99', 'завтра'].map(asks)).toEqual([true, false, false, false]);
});
