/** What was made for a window: found by its id, bounded, and gone when somebody else comes. */
import { expect, test } from 'vitest';
import { MadeFiles } from '../../../electron/host/made-files.ts';

const MIB = 1024 * 1024;

function newMade(): { made: MadeFiles; keep: (bytes: number) => string } {
  let next = 0;
  const made = new MadeFiles(() => `id-${(next += 1)}`);
  const keep = (bytes: number): string =>
    made.keep({ name: 'list.csv', mime: 'text/csv', bytes: new Uint8Array(bytes) }).id;
  return { made, keep };
}

test('what was made is found by its id, with what it is called and how large it is', () => {
  const { made } = newMade();
  const file = made.keep({ name: 'Опись.pdf', mime: 'application/pdf', bytes: new Uint8Array([1, 2, 3]) });
  expect(file).toEqual({ id: 'id-1', name: 'Опись.pdf', mime: 'application/pdf', size: 3 });
  expect(made.find(file.id)).toEqual({ file, bytes: new Uint8Array([1, 2, 3]) });
  expect(made.find('id-2')).toBeUndefined();
});

test('the newest twenty are kept', () => {
  const { made, keep } = newMade();
  const ids = Array.from({ length: 25 }, () => keep(1));
  expect(ids.filter((id) => made.find(id) !== undefined)).toEqual(ids.slice(5));
});

test('the newest is kept however large it is, and nothing older beside it beyond the limit', () => {
  const { made, keep } = newMade();
  const small = keep(1);
  const large = keep(257 * MIB);
  expect(made.find(small)).toBeUndefined();
  expect(made.find(large)?.file.size).toBe(257 * MIB);
});

test('nothing is left for whoever comes next', () => {
  const { made, keep } = newMade();
  const id = keep(1);
  made.forget();
  expect(made.find(id)).toBeUndefined();
});
