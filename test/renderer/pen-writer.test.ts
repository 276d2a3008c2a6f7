/** What was written on a count sheet goes in line by line, in order, and once, whatever answers come late or not at all. */
import { expect, test } from 'vitest';
import {
  type Entered,
  type PenAnswer,
  type PenEntryRequest,
  PenWriter,
} from '../../renderer/features/paper/pen-writer.ts';
import type { PenLine } from '../../shared/ipc/paper-contract.ts';

const lineOf = (number: number): PenLine => ({
  number,
  itemId: `item ${number}`,
  locationId: 'shelf',
  name: `Thing ${number}`,
  inventoryNumber: String(number),
  unit: 'шт.',
  location: 'Shelf',
});

/** A host that answers when it is told to. */
function bench() {
  const sent: { readonly request: PenEntryRequest; readonly answer: (answer: PenAnswer) => void }[] = [];
  const shown = new Map<number, Entered>();
  let ids = 0;
  const writer = new PenWriter({
    newId: () => `id ${++ids}`,
    onLine: (entered) => shown.set(entered.line.number, entered),
    send: (request) => new Promise((resolve) => sent.push({ request, answer: resolve })),
  });
  const answer = async (given: PenAnswer): Promise<void> => {
    sent.at(-1)?.answer(given);
    await new Promise(setImmediate);
  };
  return {
    writer,
    sent,
    shown,
    answer,
    asked: () => sent.map(({ request }) => [request.line.number, request.quantity]),
  };
}

test('lines go one after the other, and each shows how it stands', async () => {
  const { writer, shown, answer, asked } = bench();
  void writer.enter(lineOf(1), 3);
  const done = writer.enter(lineOf(2), 5);
  await new Promise(setImmediate);
  expect(asked()).toEqual([[1, 3]]);
  expect([shown.get(1)?.standing, shown.get(2)?.standing]).toEqual(['going', 'going']);
  await answer('in');
  expect(shown.get(1)?.standing).toBe('in');
  expect(asked()).toEqual([
    [1, 3],
    [2, 5],
  ]);
  await answer('in');
  await done;
  expect(shown.get(2)?.standing).toBe('in');
});

test('a line that is entered again before the first has gone in counts as what was said last', async () => {
  const { writer, shown, answer, asked } = bench();
  void writer.enter(lineOf(1), 3);
  void writer.enter(lineOf(1), 2);
  const done = writer.enter(lineOf(1), 2);
  await new Promise(setImmediate);
  await answer('in');
  expect(shown.get(1)).toMatchObject({ quantity: 2, standing: 'going' });
  await answer('in');
  await done;
  // Said a third time, it is there already.
  expect(asked()).toEqual([
    [1, 3],
    [1, -1],
  ]);
  expect(shown.get(1)).toMatchObject({ quantity: 2, standing: 'in' });
});

test('what was refused says why, holds nothing up, and takes nothing away when it is entered again', async () => {
  const { writer, shown, answer, asked } = bench();
  void writer.enter(lineOf(1), 3);
  const done = writer.enter(lineOf(2), 5);
  await new Promise(setImmediate);
  await answer({ kind: 'refused', text: 'Подсчёт закончен.' });
  await answer('in');
  await done;
  expect(shown.get(1)).toMatchObject({ standing: 'not', problem: 'Подсчёт закончен.' });
  expect(shown.get(2)?.standing).toBe('in');
  const again = writer.enter(lineOf(1), 3);
  await new Promise(setImmediate);
  await answer('in');
  await again;
  expect(asked().at(-1)).toEqual([1, 3]);
  expect(shown.get(1)).toMatchObject({ standing: 'in' });
});

test('an entry without an answer is asked for once more under its id before another is added to it', async () => {
  const { writer, sent, shown, answer, asked } = bench();
  const first = writer.enter(lineOf(1), 3);
  await new Promise(setImmediate);
  await answer({ kind: 'unknown', text: 'Связь потеряна.' });
  await first;
  expect(shown.get(1)).toMatchObject({ standing: 'not', problem: 'Связь потеряна.' });
  const again = writer.enter(lineOf(1), 4);
  await new Promise(setImmediate);
  await answer('in');
  await answer('in');
  await again;
  expect(sent[1]?.request).toEqual(sent[0]?.request);
  expect(asked()).toEqual([
    [1, 3],
    [1, 3],
    [1, 1],
  ]);
  expect(shown.get(1)).toMatchObject({ quantity: 4, standing: 'in' });
});
