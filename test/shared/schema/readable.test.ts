/** What waits of somebody's work is read by others without what is that person's own. */
import { expect, test } from 'vitest';
import { readableArgs } from '../../../shared/schema/readable.ts';
import { idOf } from '../../support/rows.ts';

const may = (): boolean => true;
const values = { owner_id: idOf(7), screen: 'tasks', name: 'Мой', definition: { text: 'тайна' } };
const create = { table: 'saved_views', id: idOf(8), values };

test('whoever asked for it reads all of it, somebody else whose it is and no more', () => {
  expect(readableArgs(create, may).args).toEqual(create);
  expect(readableArgs(create, may, true).args).toEqual({ ...create, values: { owner_id: idOf(7) } });
  const update = { table: 'saved_views', id: idOf(8), changes: { name: 'Другой' }, seen: { name: 'Мой' } };
  expect(readableArgs(update, may, true).args).toEqual({ ...update, changes: {}, seen: {} });
});

test('what is everybody’s from the first, and other tables, hide nothing', () => {
  const shared = { ...create, values: { ...values, owner_id: null } };
  expect(readableArgs(shared, may, true).args).toEqual(shared);
  const tag = { table: 'tags', id: idOf(8), values: { name: 'Ёлка' } };
  expect(readableArgs(tag, may, true)).toEqual({ args: tag, lacking: [] });
});
