/** What is typed is kept after a pause and before the window goes; what was saved is not found as a draft again. */
import { expect, test } from 'vitest';
import { DraftKeeper, KEEP_AFTER_MS } from '../../../renderer/form/draft-keeper.ts';
import type { DraftFields } from '../../../shared/features/form/drafts.ts';

/** A store that notes what it is told, and a clock that somebody else moves. */
function bench(kept: DraftFields = {}) {
  const told: DraftFields[] = [];
  let due: (() => void) | undefined;
  let wait = 0;
  const keeper = new DraftKeeper(
    'tasks/new',
    { load: async () => kept, keep: (_form, fields) => told.push(fields) },
    {
      after: (ms, work) => {
        wait = ms;
        due = work;
        return () => {
          due = undefined;
        };
      },
    },
  );
  const pass = (): void => {
    const work = due;
    due = undefined;
    work?.();
  };
  return { keeper, told, pass, waits: () => (due === undefined ? undefined : wait) };
}

const typed = (text: string) => ({ typed: text, seen: null });

test('strokes are kept together after a pause that somebody who types on does not make longer', () => {
  const { keeper, told, pass, waits } = bench();
  keeper.put('title', typed('Л'));
  keeper.put('title', typed('Ли'));
  expect(waits()).toBe(KEEP_AFTER_MS);
  expect(told).toEqual([]);
  pass();
  expect(told).toEqual([{ title: typed('Ли') }]);
  keeper.put('title', typed('Лис'));
  pass();
  expect(told.at(-1)).toEqual({ title: typed('Лис') });
});

test('a window that goes keeps at once, and only what waits', () => {
  const { keeper, told, waits } = bench();
  keeper.flush();
  expect(told).toEqual([]);
  keeper.put('title', typed('Лист'));
  keeper.flush();
  expect(told).toEqual([{ title: typed('Лист') }]);
  expect(waits()).toBeUndefined();
  keeper.flush();
  expect(told).toHaveLength(1);
});

test('what was left is found; what was typed before it was found goes before it', async () => {
  const { keeper } = bench({ title: typed('раньше'), note: typed('тоже') });
  keeper.put('title', typed('сейчас'));
  expect(await keeper.load()).toEqual({ title: typed('сейчас'), note: typed('тоже') });
});

test('what was saved is forgotten at once; nothing is said of what was not there', () => {
  const { keeper, told } = bench();
  keeper.put('title', typed('Лист'));
  keeper.put('note', typed('Б'));
  keeper.drop(['title']);
  expect(told).toEqual([{ note: typed('Б') }]);
  keeper.drop(['title']);
  expect(told).toHaveLength(1);
});
