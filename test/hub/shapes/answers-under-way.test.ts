/** How many answers one laptop may have on their way, and which of them ends for one too many. */
import { expect, test } from 'vitest';
import { AnswersUnderWay } from '../../../hub/shapes/answers-under-way.ts';

test('one answer too many ends the oldest of the same laptop, and no other’s', () => {
  const underWay = new AnswersUnderWay(3);
  const ended: string[] = [];
  const begin = (laptop: string, name: string): (() => void) => underWay.begin(laptop, () => ended.push(name));
  const done = ['a1', 'a2', 'a3'].map((name) => begin('a', name));
  begin('b', 'b1');
  expect(ended).toEqual([]);
  begin('a', 'a4');
  expect(ended).toEqual(['a1']);
  // What has ended by itself makes room; its end is told twice where it was ended before, and counts once.
  done[0]?.();
  done[1]?.();
  begin('a', 'a5');
  expect(ended).toEqual(['a1']);
  begin('a', 'a6');
  expect(ended).toEqual(['a1', 'a3']);
});
