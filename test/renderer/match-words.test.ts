/** Commands are found by the beginnings of their words, whichever keyboard layout is on. */
import { expect, test } from 'vitest';
import { matchesWords } from '../../renderer/lib/match-words.ts';

test.for([
  ['Новый предмет', 'нов пред', true],
  ['Новый предмет', 'предмет', true],
  ['Новый предмет', 'едмет', false],
  ['Новый предмет', 'ghtlvtn', true],
  ['Новая запись: Отчёты', 'отчет', true],
  ['Sync now', 'ынтс', true],
  ['Sync now', 'sync later', false],
  ['Sync now', '', false],
  ['Sync now', ' — ', false],
] as const)('%s for «%s»: %s', ([label, typed, fits]) => {
  expect(matchesWords(label, typed)).toBe(fits);
});
