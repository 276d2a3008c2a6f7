/** Counting, merging, window places, deep links, secrets: small rules with sharp edges. */
import { expect, test } from 'vitest';
import { slugOf, time12 } from '../../cli/import/transform.ts';
import { sealedBox } from '../../electron/host/secret-box.ts';
import { routeOfDeepLink } from '../../electron/main/deep-link.ts';
import { parseLaunch } from '../../electron/main/launch-options.ts';
import { fitState } from '../../electron/main/window-state.ts';
import { splitStatements } from '../../migrations/history.ts';
import { type CountEntry, type CountLine, countSums } from '../../shared/rules/count-sums.ts';
import { mergeText } from '../../shared/rules/merge-text.ts';

test('entries of one counter add up; a recount starts from nothing', () => {
  const line: CountLine = {
    item_id: 'i',
    location_id: 'l',
    expected_quantity: 5,
    resolution: 'pending',
    recount_pass: 0,
    together: null,
    decided_quantity: null,
  };
  const entry = (quantity: number, pass = 0): CountEntry => ({
    item_id: 'i',
    location_id: 'l',
    quantity,
    recount_pass: pass,
    mode: null,
    counted_by_id: 'u',
    counted_by_name: 'Анна',
  });
  expect(countSums([line], [entry(2), entry(3), entry(-1)])).toMatchObject([
    { expected: 5, counted: 4, isCounted: true },
  ]);
  expect(countSums([{ ...line, recount_pass: 1 }], [entry(2), entry(7, 1)])).toMatchObject([{ counted: 7 }]);
  expect(countSums([line], [])).toMatchObject([{ counted: null, isCounted: false }]);
  expect(countSums([], [entry(1)])).toMatchObject([{ expected: 0, counted: 1 }]);
});

test('different lines of one text merge, the same line does not', () => {
  expect(mergeText('a\nb\nc', 'A\nb\nc', 'a\nb\nC')).toBe('A\nb\nC');
  expect(mergeText('a\nb', 'x\nb', 'y\nb')).toBeUndefined();
  expect(mergeText(null, null, 'new')).toBe('new');
});

test('a window that no screen shows any more comes back', () => {
  const screens = [{ x: 0, y: 0, width: 1920, height: 1080 }];
  expect(fitState({ bounds: { x: 10, y: 10, width: 900, height: 700 }, isMaximized: true }, screens)).toEqual({
    bounds: { x: 10, y: 10, width: 900, height: 700 },
    isMaximized: true,
  });
  expect(fitState({ bounds: { x: 5000, y: 10, width: 900, height: 700 } }, screens).bounds).toEqual({
    width: 900,
    height: 700,
  });
  expect(fitState('rubbish', screens).bounds).toEqual({ width: 1280, height: 800 });
});

test('a deep link opens a screen and nothing else', () => {
  const id = '0190a0f0-0000-7000-8000-000000000001';
  expect(routeOfDeepLink(`offstage://inventory/${id}`)).toBe(`#/inventory/${id}`);
  expect(
    ['offstage://settings', 'https://inventory/', 'offstage://inventory/../../etc', 'nonsense'].map(routeOfDeepLink),
  ).toEqual([undefined, undefined, undefined, undefined]);
});

test('a profile is a plain name', () => {
  expect(parseLaunch(['--profile=b', '--hub=http://x'], '/u')).toMatchObject({ profile: 'b', hubUrl: 'http://x' });
  expect(parseLaunch(['--profile=../../etc'], '/u').profile).toBe('default');
});

test('a sealed session opens with its key only; an old plain one still opens', () => {
  const box = sealedBox(Buffer.alloc(32, 7));
  expect(box.open(box.seal('тайна'))).toBe('тайна');
  expect(box.seal('тайна')).not.toContain('тайна');
  expect(box.open('{"plain":1}')).toBe('{"plain":1}');
  expect(() => sealedBox(Buffer.alloc(32, 8)).open(box.seal('тайна'))).toThrow();
});

test('scripts split at statements, function bodies stay whole', () => {
  expect(splitStatements('-- note\nSELECT 1;\nCREATE FUNCTION f() AS $$\nBEGIN;\nEND;\n$$;\n')).toEqual([
    'SELECT 1',
    'CREATE FUNCTION f() AS $$\nBEGIN;\nEND;\n$$',
  ]);
});

test('times and codes out of dirty files', () => {
  expect(['8:00PM', '11:00AM', '12:30 AM', '19:30', 'None'].map(time12)).toEqual([
    '20:00:00',
    '11:00:00',
    '00:30:00',
    '19:30',
    undefined,
  ]);
  expect(slugOf('Большой театр, Москва!')).toBe('bolshoy-teatr-moskva');
});
