/** Which truck things go in: chosen by several people, on laptop and hub alike. */
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { must } from '../../../shared/base/asserts.ts';
import { readNotice } from '../../../shared/rules/notices.ts';
import { packingLineId } from '../../../shared/rules/packing.ts';
import { Cast } from '../../support/cast.ts';
import { Trucks } from '../../support/trucks.ts';

const state: { cast?: Cast; trucks?: Trucks } = {};
beforeAll(async () => {
  state.cast = await Cast.on(inject('postgresUrl'), {});
  state.trucks = new Trucks(state.cast);
});
afterAll(async () => state.cast?.close());
const cast = (): Cast => must(state.cast);
const trucks = (): Trucks => must(state.trucks);

const chosenFor = async (lineIds: readonly string[]): Promise<unknown[]> => {
  const chosen: unknown[] = [];
  for (const id of lineIds) chosen.push((await cast().read('packing_lines', id))['transport_id']);
  return chosen;
};

describe('which truck', () => {
  test('is chosen for many at once and taken back, but not over what others chose since', async () => {
    const w = await trucks().world(1, 1);
    const other = await cast().row('transports', { tour_id: w.tour });
    const ids = w.things.map((thing) => packingLineId(w.tour, thing, null));
    const lines = ids.map((lineId) => ({ lineId, transportId: w.truck, seen: null }));
    await trucks().done('transport.assign', { tourId: w.tour, lines });
    await trucks().done('transport.assign', {
      tourId: w.tour,
      lines: [{ lineId: ids[1], transportId: other, seen: w.truck }],
    });
    const back = lines.map(({ lineId, transportId }) => ({ lineId, transportId: null, seen: transportId }));
    await trucks().done('transport.assign', { tourId: w.tour, lines: back, onlySeen: true });
    expect(await chosenFor(ids)).toEqual([null, other]);
  });

  test('somebody else has chosen meanwhile stays, and one that is gone is left out; who came second is told', async () => {
    const w = await trucks().world(1, 1, 1);
    const [mine, gone] = [
      await cast().row('transports', { tour_id: w.tour }),
      await cast().row('transports', { tour_id: w.tour }),
    ];
    const [first = '', second = '', third = ''] = w.things.map((thing) => packingLineId(w.tour, thing, null));
    const assign = (lineId: string, transportId: string) => ({ lineId, transportId, seen: null });
    await trucks().done('transport.assign', { tourId: w.tour, lines: [assign(first, w.truck)] });
    await trucks().done('row.delete', { table: 'transports', id: gone, deletionId: cast().newId() });
    const lines = [assign(first, mine), assign(second, mine), assign(third, gone)];
    await trucks().done('transport.assign', { tourId: w.tour, lines }, 'stage_manager');
    expect(await chosenFor([first, second, third])).toEqual([w.truck, mine, null]);
    const told = await cast().rows('notifications', `type = 'transport.stays' AND entity_id = '${w.tour}'`);
    expect(told.map(({ user_id: userId }) => userId)).toEqual([cast().userId('stage_manager')]);
    const { items, more } = must(readNotice('transport.stays', must(told[0])['data']));
    expect([items.length, more]).toEqual([2, 0]);
    // Of a laptop of before that says nothing of what it saw, the last word counts.
    await trucks().done('transport.assign', { tourId: w.tour, lines: [{ lineId: first, transportId: mine }] });
    expect((await cast().read('packing_lines', first))['transport_id']).toBe(mine);
  });

  test('is one of the same tour', async () => {
    const w = await trucks().world(1);
    const elsewhere = await cast().row('transports');
    const lines = [{ lineId: packingLineId(w.tour, must(w.things[0]), null), transportId: elsewhere, seen: null }];
    expect(await trucks().refused('transport.assign', { tourId: w.tour, lines })).toBe('mutation.invalid');
  });

  test('and the order by hand, with what takes it back', async () => {
    const w = await trucks().world(1);
    const lineId = packingLineId(w.tour, must(w.things[0]), null);
    await trucks().done('transport.order', { tourId: w.tour, lines: [{ lineId, order: 3, seen: null }] });
    expect((await cast().read('packing_lines', lineId))['load_order']).toBe(3);
    await trucks().done('transport.order', {
      tourId: w.tour,
      lines: [{ lineId, order: null, seen: 3 }],
      onlySeen: true,
    });
    expect((await cast().read('packing_lines', lineId))['load_order']).toBeNull();
  });

  test('and an order that somebody else has changed since stays theirs as a whole, and who came second is told', async () => {
    const w = await trucks().world(1, 1, 1);
    const [first = '', second = '', third = ''] = w.things.map((thing) => packingLineId(w.tour, thing, null));
    const order = (as: string, ...places: readonly [string, number, number | null][]): Promise<unknown> => {
      const lines = places.map(([lineId, at, seen]) => ({ lineId, order: at, seen }));
      return trucks().done('transport.order', { tourId: w.tour, lines }, as);
    };
    const orders = async (): Promise<unknown[]> => {
      const found: unknown[] = [];
      for (const id of [first, second, third]) found.push((await cast().read('packing_lines', id))['load_order']);
      return found;
    };
    await order('admin', [first, 1, null], [second, 2, null], [third, 3, null]);
    await order('admin', [first, 2, 1], [second, 1, 2]);
    // They saw the order from before: half of it over the other would put two in one place.
    await order('stage_manager', [second, 3, 2], [third, 2, 3]);
    expect(await orders()).toEqual([2, 1, 3]);
    const told = await cast().rows('notifications', `type = 'transport.stays' AND entity_id = '${w.tour}'`);
    expect(told.map(({ user_id: userId }) => userId)).toEqual([cast().userId('stage_manager')]);
    expect(must(readNotice('transport.stays', must(told[0])['data'])).isOrder).toBe(true);
    // Of other things than those that were arranged meanwhile, both stand.
    await order('admin', [first, 5, 2]);
    await order('stage_manager', [third, 4, 3]);
    expect(await orders()).toEqual([5, 1, 4]);
  });
});
