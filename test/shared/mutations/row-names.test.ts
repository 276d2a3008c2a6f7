/** Whoever stands in the way is called by the words that people know, on both sides the same. */
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { must } from '../../../shared/base/asserts.ts';
import { Cast } from '../../support/cast.ts';

const state: { cast?: Cast } = {};
beforeAll(async () => {
  state.cast = await Cast.on(inject('postgresUrl'));
});
afterAll(async () => state.cast?.close());
const cast = (): Cast => must(state.cast);

test('a row without a title that blocks a deletion is called by the two rows that it joins', async () => {
  const show = await cast().row('performances', { title: 'Чайка' });
  const chair = await cast().row('inventory_items', { name: 'Стул' });
  await cast().row('performance_inventory', { performance_id: show, inventory_item_id: chair });
  const refused = await cast().act('admin', 'row.delete', {
    table: 'inventory_items',
    id: chair,
    deletionId: cast().newId(),
  });
  expect(refused).toMatchObject({
    code: 'deletion.blocked',
    details: { title: 'Стул', blockers: [{ table: 'performance_inventory', rows: [{ title: 'Чайка · Стул' }] }] },
  });
});
