/** The figures of the sources are told rightly, and may only get better. */
import { expect, test } from 'vitest';
import { type Limits, measure, measureText, worse, type ZoneFigures } from '../../scripts/measure.ts';

const source = `/** Says
 * something. */
export function outer(): number {

  const inner = () => 1; // one
  return inner();
}
const text = '${'x'.repeat(130)}';
`;

test('lines, comments and functions are counted without blank lines', () => {
  expect(measureText('a.ts', source)).toEqual({ lines: 7, comments: 3, long: 1, functions: [4, 1] });
});

const figures: ZoneFigures = {
  files: 1,
  lines: 10,
  file: { p50: 10, p90: 10, max: 10 },
  function: { p50: 5, p90: 5, max: 5 },
  comments: 10,
  long: 1,
  tests: 0,
};
const limits: Limits = { fileP90: 10, functionP90: 5, functionMax: 5, long: 1, commentsAtLeast: 10 };

test('what got worse than what is recorded is named, and what stayed is not', () => {
  expect(worse({ shared: figures }, { shared: limits })).toEqual([]);
  expect(worse({ shared: { ...figures, long: 2, comments: 9 } }, { shared: limits })).toEqual([
    'measure: shared: long is 2, and was 1',
    'measure: shared: comments are 9 %, and have to be 10 %',
  ]);
  expect(worse({ shared: figures }, {})).toEqual(['measure: shared has no limits']);
});

test('the sources keep to their limits', () => {
  expect(worse(measure())).toEqual([]);
});
