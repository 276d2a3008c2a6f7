/** What «undo» means on the counting screen while answers and lists come in any order. */
import { describe, expect, test } from 'vitest';
import { SentEntries } from '../../renderer/features/counts/sent-entries.ts';

const ME = 'me';
const shown = (id: string, isUndone = false, countedById = ME) => ({ id, countedById, isUndone });

describe('what «undo» takes back in a count', () => {
  test('is what was entered last, even where the list shows it before the host has answered', async () => {
    const sent = new SentEntries();
    sent.note('first');
    sent.settle('first', true);
    sent.note('second');
    const taken = sent.takeLast([shown('second'), shown('first')], ME);
    sent.settle('second', true);
    expect(await taken).toBe('second');
    expect(await sent.takeLast([shown('second'), shown('first')], ME)).toBe('first');
  });

  test('is not what was refused or only named a place', async () => {
    const sent = new SentEntries();
    sent.note('recorded');
    sent.settle('recorded', true);
    sent.note('refused');
    const taken = sent.takeLast([], ME);
    sent.settle('refused', false);
    expect(await taken).toBe('recorded');
    expect(await sent.takeLast([], ME)).toBeUndefined();
  });

  test('is not what was taken back by its button', async () => {
    const sent = new SentEntries();
    for (const id of ['first', 'second']) {
      sent.note(id);
      sent.settle(id, true);
    }
    expect(await sent.takeLast([shown('second', true), shown('first')], ME)).toBe('first');
  });

  test('is after a restart what the list shows as this person’s newest, never a colleague’s', async () => {
    const sent = new SentEntries();
    const list = [shown('theirs', false, 'olga'), shown('undone', true), shown('mine'), shown('older')];
    expect(await sent.takeLast(list, ME)).toBe('mine');
    expect(await sent.takeLast(list, ME)).toBe('older');
    expect(await sent.takeLast(list, ME)).toBeUndefined();
  });

  test('is what a reload left on its way, once it arrives', async () => {
    const sent = new SentEntries();
    sent.settle('from before', true);
    expect(await sent.takeLast([], ME)).toBe('from before');
  });

  test('is the same again where taking it back failed', async () => {
    const sent = new SentEntries();
    sent.note('entry');
    sent.settle('entry', true);
    expect(await sent.takeLast([], ME)).toBe('entry');
    sent.putBack('entry');
    expect(await sent.takeLast([], ME)).toBe('entry');
  });
});
