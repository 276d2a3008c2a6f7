/** What the purge erases with an event goes on both databases, also what no foreign key names. */
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { must } from '../../../shared/base/asserts.ts';
import { dueBefore, purge } from '../../../shared/mutations/purge.ts';
import { Cast } from '../../support/cast.ts';
import { NOW } from '../../support/rows.ts';

const state: { cast?: Cast } = {};
beforeAll(async () => {
  state.cast = await Cast.on(inject('postgresUrl'));
});
afterAll(async () => state.cast?.close());
const cast = (): Cast => must(state.cast);

test('a photo on a mark goes with the event whose checklist it was (seed 349 of the differential test)', async () => {
  const event = await cast().row('schedule_events');
  const mark = await cast().row('checklist_marks', { event_id: event });
  const photo = await cast().row('attachments', { entity_table: 'checklist_marks', entity_id: mark });
  const other = await cast().row('attachments', { entity_table: 'inventory_items' });
  const deletion = { table: 'schedule_events', id: event, deletionId: cast().newId() };
  expect(await cast().verdict('admin', 'row.delete', deletion, { at: 5 })).toBe('done');
  const due = dueBefore(new Date(NOW + 181 * 86_400_000), 180);
  const plans = [];
  for (const side of cast().sides) {
    await side.begin();
    plans.push(await side.erasing(() => purge(side.store(), cast().theaterId, due)));
    await side.commit();
  }
  expect(plans[0]).toEqual(plans[1]);
  expect(plans[0]?.erases).toContainEqual({ table: 'attachments', ids: [photo] });
  for (const side of cast().sides) {
    const left = (await side.rows('attachments')).map(([id]) => id);
    expect(left).not.toContain(photo);
    expect(left).toContain(other);
  }
});
