/** People look through views that hide what they may not see; a plan about a restricted table is made all the same. */

import { expect, inject, test } from 'vitest';
import { answer } from '../../../electron/queries/define-query.ts';
import { deletionPlan } from '../../../electron/queries/deletion-queries.ts';
import { newId } from '../../../shared/base/ids.ts';
import { act } from '../../support/stock-room.ts';
import { createWorld } from '../../support/world.ts';

test('what letting an employee go would do is said to somebody who may not see rates', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  await world.theater('plan');
  await world.user('plan', 'admin@plan', 'admin');
  const admin = await world.replica('admin', 'admin@plan');
  await admin.engine?.syncOnce();
  const id = newId();
  await act(admin, 'row.create', {
    table: 'employees',
    id,
    values: { full_name: 'Иван Орлов', hourly_rate: '777.77' },
  });
  admin.replica.viewAs(['people.manage']);
  const plan = await admin.replica.read(() =>
    answer(admin.replica, deletionPlan, { table: 'employees', id, deactivate: true }),
  );
  expect(plan?.title).toBe('Иван Орлов');
  expect(JSON.stringify(plan)).not.toContain('777.77');
});
