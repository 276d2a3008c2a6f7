/** A tour that was deleted before its packers' laptops were heard of: what happened on it is kept, on both sides. */
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { must } from '../../../shared/base/asserts.ts';
import { readNotice } from '../../../shared/rules/notices.ts';
import { packingLineId } from '../../../shared/rules/packing.ts';
import { Cast } from '../../support/cast.ts';
import { dayFromNow } from '../../support/rows.ts';

const state: { cast?: Cast } = {};
beforeAll(async () => {
  state.cast = await Cast.on(inject('postgresUrl'), { packer: ['packing.run'] });
});
afterAll(async () => state.cast?.close());
const cast = (): Cast => must(state.cast);
const say = (name: string, args: object): Promise<string> => cast().verdict('packer', name, args);

interface Deleted {
  readonly tourId: string;
  readonly truckId: string;
  readonly lamp: string;
}

/** A tour with a truck and a packed lamp, in the trash with its list. */
async function deletedTour(code: string): Promise<Deleted> {
  const days = { starts_on: dayFromNow(5), ends_on: dayFromNow(15) };
  const tourId = await cast().row('tours', { name: 'Урал', code, status: 'planned', ...days });
  const truckId = await cast().row('transports', { tour_id: tourId, name: 'Фура', status: 'planned', venue_id: null });
  const lamp = await cast().row('inventory_items', { name: 'Лампа', quantity: 10, status: 'in_stock' });
  await say('packing.plan', { tourId, changes: [{ itemId: lamp, caseId: null, by: 2 }] });
  const packed = { tourId, itemId: lamp, caseId: null, action: 'pack', quantity: 2 };
  expect(await say('packing.record', packed)).toBe('done');
  const deletion = { table: 'tours', id: tourId, deletionId: cast().newId() };
  expect(await cast().verdict('admin', 'row.delete', deletion)).toBe('done');
  expect((await cast().read('tours', tourId))['deleted_at']).not.toBeNull();
  return { tourId, truckId, lamp };
}

const isLive = async (table: 'tours' | 'transports' | 'packing_lines', id: string): Promise<boolean> =>
  (await cast().read(table, id))['deleted_at'] === null;

test('what was loaded meanwhile brings it back with its list and its trucks, and both hear of it', async () => {
  const { tourId, truckId, lamp } = await deletedTour('У-1');
  const loaded = { tourId, itemId: lamp, caseId: null, action: 'load', quantity: 2, transportId: truckId };
  expect(await say('packing.record', loaded)).toBe('done');
  expect(await isLive('tours', tourId)).toBe(true);
  expect(await isLive('transports', truckId)).toBe(true);
  expect(await isLive('packing_lines', packingLineId(tourId, lamp, null))).toBe(true);
  const notices = await cast().rows('notifications', `entity_id = '${tourId}' AND type = 'tour.returned'`);
  expect(notices.map((notice) => notice['user_id']).toSorted()).toEqual(
    [cast().userId('packer'), cast().userId('admin')].toSorted(),
  );
  expect(readNotice('tour.returned', notices[0]?.['data'])).toMatchObject({ tour: 'Урал' });
  // With pieces in a truck it is not deleted again; once they are out it is.
  const again = () => cast().verdict('admin', 'row.delete', { table: 'tours', id: tourId, deletionId: cast().newId() });
  expect(await again()).toBe('tour.piecesOut');
  expect(await say('transport.putBack', { tourId, transportId: truckId, itemId: lamp, caseId: null })).toBe('done');
  expect(await again()).toBe('done');
});

test('a truck that has left meanwhile brings its tour back, on the road', async () => {
  const { tourId, truckId } = await deletedTour('У-2');
  expect(await say('transport.depart', { id: truckId, venueId: null, isEmpty: true })).toBe('done');
  expect(await cast().read('tours', tourId)).toMatchObject({ status: 'on_road', deleted_at: null });
  expect(await cast().read('transports', truckId)).toMatchObject({ status: 'departed', deleted_at: null });
});

test('it comes back under the next code where another tour has its own by now', async () => {
  const { tourId, lamp } = await deletedTour('У-3');
  const days = { starts_on: dayFromNow(5), ends_on: dayFromNow(15) };
  const holder = await cast().row('tours', { name: 'Волга', code: 'У-3', status: 'planned', ...days });
  const packed = { tourId, itemId: lamp, caseId: null, action: 'pack', quantity: 1, isExtra: true };
  expect(await say('packing.record', packed)).toBe('done');
  expect(await cast().read('tours', tourId)).toMatchObject({ code: 'У-4', deleted_at: null });
  expect(await cast().read('tours', holder)).toMatchObject({ code: 'У-3' });
});

test('a plan brings nothing back: nothing has happened yet', async () => {
  const { tourId, lamp } = await deletedTour('У-7');
  const more = { tourId, changes: [{ itemId: lamp, caseId: null, by: 1 }] };
  expect(await say('packing.plan', more)).toBe('row.deleted');
  expect(await isLive('tours', tourId)).toBe(false);
});
