/**
 * A scan is told from a hand by its rhythm and decoded by physical key; what is cut or glued is asked about, never
 * guessed.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { characterOf, hasCheckDigit, type Reading, ScanBuffer } from '../../renderer/lib/scan-buffer.ts';

const physical = (letter: string): { readonly code: string; readonly shiftKey: boolean } => {
  if (/\d/.test(letter)) return { code: `Digit${letter}`, shiftKey: false };
  if (letter === '-') return { code: 'Minus', shiftKey: false };
  return { code: `Key${letter.toUpperCase()}`, shiftKey: letter === letter.toUpperCase() };
};

/** Types a text at the given gaps (the last one before the end mark); answers what was read. */
function type(
  buffer: ScanBuffer,
  clock: { at: number },
  text: string,
  gapOf: (index: number) => number,
  end: string | null = 'Enter',
): Reading[] {
  const keys = [...[...text].map(physical), ...(end === null ? [] : [{ code: end, shiftKey: false }])];
  return keys.flatMap((key, index) => {
    clock.at += index === 0 ? 0 : gapOf(index);
    return buffer.take({ ...key, at: clock.at }) ?? [];
  });
}
const read = (text: string, gapOf: (index: number) => number, end: string | null = 'Enter'): readonly string[] =>
  type(new ScanBuffer(), { at: 5000 }, text, gapOf, end).map((reading) => `${reading.kind} ${reading.code}`);
const pauseAt =
  (position: number, pause: number, gap = 8) =>
  (index: number): number =>
    index === position ? pause : gap;

test('the table of rhythms', () => {
  expect(read('PR-00042', () => 8)).toEqual(['scan PR-00042']);
  expect(read('PR-00042', () => 8, 'Tab')).toEqual(['scan PR-00042']);
  // A hand, even an even one, and too short a run.
  expect(read('PR-00042', () => 90)).toEqual([]);
  expect(read('12', () => 5)).toEqual([]);
  // A slow scanner over Bluetooth, evenly.
  expect(read('PR-00042', (index) => 62 + (index % 2) * 6)).toEqual(['scan PR-00042']);
  // The end mark comes late.
  expect(read('PR-00042', pauseAt(8, 400))).toEqual(['scan PR-00042']);
  // A pause within: bridged by a check digit, else asked about.
  expect(read('4600000000349', pauseAt(6, 180))).toEqual([
    hasCheckDigit('4600000000349') === true ? 'scan 4600000000349' : 'doubt 4600000000349',
  ]);
  expect(read('4006381333931', pauseAt(6, 180))).toEqual(['scan 4006381333931']);
  expect(read('PR-00042', pauseAt(3, 180))).toEqual(['doubt PR-00042']);
  // A digit is missing.
  expect(read('400638133393', () => 8)).toEqual(['doubt 400638133393']);
  // The tail comes over a second after its head: it is not a code of its own.
  expect(read('4006381333931', pauseAt(5, 1200))).toEqual(['doubt 4006381333931']);
});

test('spaces and commas of words that are dictated at once are no scan', () => {
  const buffer = new ScanBuffer();
  const keys = ['Space', 'Space', 'Comma', 'Space', 'Space', 'Period'];
  const readings = keys.map((code, index) => buffer.take({ code, shiftKey: false, at: 5000 + index }));
  expect([...readings, buffer.take({ code: 'Enter', shiftKey: false, at: 5010 })]).toEqual(Array(7).fill(undefined));
  for (const [index, code] of keys.entries()) buffer.take({ code, shiftKey: false, at: 7000 + index });
  expect(buffer.silence(9000)).toBeUndefined();
});

test('a number that a brisk hand types is no scan, also where the scanner of this laptop is slow', () => {
  const [buffer, clock] = [new ScanBuffer(), { at: 5000 }];
  for (let index = 0; index < 3; index += 1) {
    expect(type(buffer, clock, 'PR-00042', () => 62)).toMatchObject([{ kind: 'scan', code: 'PR-00042' }]);
    clock.at += 2000;
  }
  expect(buffer.take({ code: 'NumpadMultiply', shiftKey: false, at: clock.at })).toBeUndefined();
  clock.at += 60;
  expect(type(buffer, clock, '137', () => 90)).toEqual([]);
});

test('a head that broke off is known while it may go on, and told with its tail', () => {
  const [buffer, clock] = [new ScanBuffer(), { at: 5000 }];
  expect(type(buffer, clock, 'PR-00', () => 8, null)).toEqual([]);
  expect(buffer.silence(clock.at + 1050)).toBeUndefined();
  expect(buffer.hasHead).toBe(true);
  clock.at += 1300;
  expect(type(buffer, clock, '0421', () => 8)).toEqual([{ kind: 'doubt', code: 'PR-000421', typed: 4, hasHead: true }]);
  expect(buffer.hasHead).toBe(false);
  // Also where the tail alone would be too short for a code.
  expect(type(buffer, clock, 'PR-00', () => 8, null)).toEqual([]);
  clock.at += 1300;
  expect(type(buffer, clock, '042', () => 8)).toMatchObject([{ kind: 'doubt', code: 'PR-00042', typed: 3 }]);
});

test('a laptop that was busy reads the code by the times of the events', () => {
  // Handlers ran late and all at once; the events say when the keys were pressed.
  expect(read('LI-00004', (index) => 3 + (index % 3))).toEqual(['scan LI-00004']);
});
test('a held key and keys beyond letters end a run', () => {
  const buffer = new ScanBuffer();
  type(buffer, { at: 0 }, 'PR-0', () => 5, null);
  buffer.take({ code: 'Digit0', shiftKey: false, at: 20, isRepeat: true });
  expect(buffer.length).toBe(0);
  type(buffer, { at: 100 }, 'PR-0', () => 5, null);
  buffer.take({ code: 'Backspace', shiftKey: false, at: 130 });
  expect(buffer.length).toBe(0);
});
test('a scanner without an end mark is asked about when it falls silent', () => {
  const buffer = new ScanBuffer();
  const clock = { at: 100 };
  type(buffer, clock, 'PR-00042', () => 8, null);
  expect(buffer.silence(clock.at + 500)).toBeUndefined();
  expect(buffer.silence(clock.at + 1000)).toEqual({ kind: 'doubt', code: 'PR-00042', typed: 8 });
  expect(buffer.length).toBe(0);
});
test('keys beyond letters and digits', () => {
  expect([
    characterOf('Slash', false),
    characterOf('Minus', true),
    characterOf('Numpad7', false),
    characterOf('F5', false),
  ]).toEqual(['/', '_', '7', undefined]);
  expect([
    hasCheckDigit('4006381333931'),
    hasCheckDigit('4006381333932'),
    hasCheckDigit('PR-00042'),
    hasCheckDigit('123456'),
  ]).toEqual([true, false, undefined, undefined]);
});

test('whatever the rhythm, the pauses and the typing between, a code is read whole or asked about', () => {
  const code = fc.stringMatching(/^[A-Z0-9-]{4,16}$/);
  const scans = fc.array(
    fc.record({
      code,
      gap: fc.integer({ min: 1, max: 45 }),
      jitter: fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 20, maxLength: 20 }),
      pauses: fc.array(fc.record({ at: fc.integer({ min: 2, max: 16 }), long: fc.integer({ min: 60, max: 2500 }) }), {
        maxLength: 2,
      }),
      before: fc.integer({ min: 60, max: 3000 }),
      typed: fc.stringMatching(/^[a-z0-9]{0,4}$/),
      hand: fc.integer({ min: 85, max: 300 }),
    }),
    { minLength: 1, maxLength: 5 },
  );
  fc.assert(
    fc.property(scans, (drawn) => {
      const buffer = new ScanBuffer();
      const clock = { at: 1000 };
      for (const scan of drawn) {
        clock.at += scan.before;
        type(buffer, clock, scan.typed, () => scan.hand, null);
        if (scan.typed !== '') clock.at += 400;
        const readings = type(
          buffer,
          clock,
          scan.code,
          (index) => scan.pauses.find((pause) => pause.at === index)?.long ?? scan.gap + (scan.jitter[index] ?? 0),
        );
        // Never two, never a part, never glued to what came before.
        expect(readings.length).toBeLessThanOrEqual(1);
        for (const reading of readings) if (reading.kind === 'scan') expect(reading.code).toBe(scan.code);
        const isClean = scan.typed === '' && scan.pauses.every((pause) => pause.at > scan.code.length);
        const isOrdinary = scan.code.length >= 6 && hasCheckDigit(scan.code) !== false;
        if (isClean && isOrdinary) expect(readings).toMatchObject([{ kind: 'scan', code: scan.code }]);
      }
    }),
    { seed: 11, numRuns: 2000 },
  );
});
