/** A text that both databases can keep and search, and the first one that neither is asked to. */
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { must } from '../../../shared/base/asserts.ts';
import { MAX_TEXT_BYTES, utf8Bytes } from '../../../shared/base/payload.ts';
import { Cast } from '../../support/cast.ts';

const state: { cast?: Cast } = {};
beforeAll(async () => {
  state.cast = await Cast.on(inject('postgresUrl'));
});
afterAll(async () => state.cast?.close());
const cast = (): Cast => must(state.cast);

/** Short words that are all different: what costs a search index most. */
function words(bytes: number): string {
  let text = '';
  for (let index = 0; text.length < bytes; index += 1) text += `${index.toString(36)} `;
  return text.slice(0, bytes);
}
const russian = (bytes: number): string => 'ж'.repeat(bytes / 2);

const create = (text: string): Promise<string> =>
  cast().verdict('admin', 'row.create', {
    table: 'tasks',
    id: cast().newId(),
    values: { title: 'Пьеса', description: text },
  });

test.for([
  ['different words', words],
  ['one word of Russian letters', russian],
] as const)('a text of the most bytes is taken on both sides, one byte more on neither: %s', async ([, textOf]) => {
  const most = textOf(MAX_TEXT_BYTES);
  expect(utf8Bytes(most)).toBe(MAX_TEXT_BYTES);
  expect(await create(most)).toBe('done');
  expect(await create(`${most}x`)).toBe('value.invalid');
});

test('a change and a structured value meet the same bound', async () => {
  const [task, event] = [await cast().row('tasks'), await cast().row('schedule_events')];
  const update = (table: string, id: string, column: string, value: unknown): Promise<string> =>
    cast().verdict('admin', 'row.update', { table, id, changes: { [column]: value }, seen: { [column]: null } });
  expect(await update('tasks', task, 'description', words(MAX_TEXT_BYTES + 1))).toBe('value.invalid');
  expect((await cast().read('tasks', task))['description']).toBeNull();
  // With its quotes and its key it is over the bound.
  expect(await update('schedule_events', event, 'extra_data', { note: words(MAX_TEXT_BYTES) })).toBe('value.invalid');
  expect(await update('schedule_events', event, 'extra_data', { note: words(MAX_TEXT_BYTES - 100) })).toBe('done');
});

test('a text over a megabyte is refused before it reaches a database, in the same words on both sides', async () => {
  // As a whole it is more than one mutation may hold.
  expect(await create(words(1_100_000))).toBe('payload.size');
  expect(await create(words(900_000))).toBe('value.invalid');
});
