/** Two versions beside each other: nothing is lost of either, and marks say which is which. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changesBetween, diffOf, folded } from '../../../renderer/lib/text-diff.ts';
import { mergedText } from '../../../renderer/markdown/merged-text.ts';

test('a line that was changed shows its words, others stand whole', () => {
  const lines = diffOf('раз\nСофит 4: PAR 64 CP62\nтри', 'раз\nСофит 4: PAR 64 CP61\nтри\nчетыре');
  expect(lines.map(({ kind, text }) => `${kind} ${text}`)).toEqual([
    'same раз',
    'gone Софит 4: PAR 64 CP62',
    'fresh Софит 4: PAR 64 CP61',
    'same три',
    'fresh четыре',
  ]);
  expect(lines[1]?.words?.filter(({ isChanged }) => isChanged)).toEqual([{ text: 'CP62', isChanged: true }]);
  expect(lines[2]?.words?.filter(({ isChanged }) => isChanged)).toEqual([{ text: 'CP61', isChanged: true }]);
});

test('words are whole words, in Russian as well', () => {
  const [gone, fresh] = diffOf(
    'Чучело подбирает реквизитор. Свет держим до подбора.',
    'Чучело подбирает реквизитор. Крик чайки.',
  );
  const changed = (line: typeof gone): (string | undefined)[] =>
    line?.words?.flatMap(({ text, isChanged }) => (isChanged ? [text] : [])) ?? [];
  expect(changed(gone)).toEqual(['Свет', 'держим до подбора']);
  expect(changed(fresh)).toEqual(['Крик', 'чайки']);
});

test('places that differ are counted as people count them, empty lines are none', () => {
  expect(changesBetween('a\nb\nc\nd', 'a\nB\nc\n\nd\ne')).toEqual([
    { gone: ['b'], fresh: ['B'] },
    { gone: [], fresh: ['e'] },
  ]);
  expect(changesBetween('same', 'same')).toEqual([]);
});

test('rows of a table stay one table, paragraphs become two', () => {
  const table = (rows: string[]): string => ['| а |', '| - |', ...rows].join('\n');
  const rows = mergedText(table(['| 1 |', '| 2 |']), table(['| 1 |', '| 3 |']));
  expect(rows.text).toBe(table(['| 1 |', '| 2 |', '| 3 |']));
  expect([...rows.marks]).toEqual([
    [4, 'gone'],
    [5, 'fresh'],
  ]);
  const words = mergedText('было', 'стало');
  expect(words.text).toBe('было\n\nстало');
  expect([...words.marks]).toEqual([
    [1, 'gone'],
    [3, 'fresh'],
  ]);
});

test('whatever the two are, both can be read out of the comparison', () => {
  const text = fc
    .array(fc.constantFrom('', 'a', 'b', '- c', '| d |', 'e f g'), { maxLength: 14 })
    .map((lines) => lines.join('\n'));
  fc.assert(
    fc.property(text, text, (before, after) => {
      const lines = diffOf(before, after);
      const side = (other: string): string =>
        lines.flatMap(({ kind, text: line }) => (kind === other ? [] : [line])).join('\n');
      expect(side('fresh')).toBe(before);
      expect(side('gone')).toBe(after);
      const shown = folded(lines).flatMap((line) => (line.kind === 'fold' ? line.lines : [line]));
      expect(shown).toEqual(lines);
      const { text: merged, marks } = mergedText(before, after);
      const fresh = merged.split('\n').filter((_, at) => marks.get(at + 1) === 'fresh');
      expect(fresh).toEqual(lines.flatMap(({ kind, text: line }) => (kind === 'fresh' ? [line] : [])));
    }),
    { numRuns: 1_000, seed: 5 },
  );
});

test('two texts that have nothing in common are compared in bounded work', () => {
  const lines = (mark: string): string => Array.from({ length: 5_000 }, (_, at) => `${mark} ${at}`).join('\n');
  expect(diffOf(lines('a'), lines('b'))).toHaveLength(10_000);
});
