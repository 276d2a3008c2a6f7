/** What is said late of trucks, or beside what another said: it never overwrites where they are by now. */
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { must } from '../../../shared/base/asserts.ts';
import { tourPlaceId } from '../../../shared/mutations/tour-stock.ts';
import { Cast } from '../../support/cast.ts';
import { recordOf, Trucks } from '../../support/trucks.ts';

const state: { cast?: Cast; trucks?: Trucks } = {};
beforeAll(async () => {
  state.cast = await Cast.on(inject('postgresUrl'), { touring: ['tours.edit'] });
  state.trucks = new Trucks(state.cast);
});
afterAll(async () => state.cast?.close());
const cast = (): Cast => must(state.cast);
const trucks = (): Trucks => must(state.trucks);

const standsAt = async (truck: string): Promise<unknown> => {
  const { status, venue_id: venue } = await cast().read('transports', truck);
  return [status, venue];
};

describe('late words about a truck', () => {
  test('that it left for where it has arrived change nothing, with the leg and without', async () => {
    const w = await trucks().world(1);
    await trucks().load(w, 1);
    await trucks().done('transport.depart', { id: w.truck, venueId: w.kazan, leg: 0 });
    await trucks().done('transport.arrive', { id: w.truck, leg: 1 });
    await trucks().done('transport.depart', { id: w.truck, venueId: w.kazan, leg: 0 }, 'stage_manager');
    await trucks().done('transport.depart', { id: w.truck, venueId: w.kazan }, 'stage_manager');
    expect(await standsAt(w.truck)).toEqual(['arrived', w.kazan]);
    await trucks().done('transport.unloaded', { id: w.truck, leg: 1 });
    await trucks().done('transport.depart', { id: w.truck, venueId: w.kazan }, 'stage_manager');
    expect(await standsAt(w.truck)).toEqual(['unloaded', w.kazan]);
  });

  test('that it came home, from one who has not heard that it did, leave it there', async () => {
    const w = await trucks().world(1);
    await trucks().load(w, 1);
    await trucks().done('transport.depart', { id: w.truck, venueId: w.kazan, leg: 0 });
    await trucks().done('transport.arrive', { id: w.truck, leg: 1 });
    await trucks().done('transport.depart', { id: w.truck, venueId: null, leg: 1 });
    await trucks().done('transport.arrive', { id: w.truck, leg: 2 });
    await trucks().done('transport.unloaded', { id: w.truck, leg: 2 });
    await trucks().load(w, 1);
    await trucks().done('transport.depart', { id: w.truck, venueId: null, leg: 1 }, 'stage_manager');
    expect(await standsAt(w.truck)).toEqual(['loading', null]);
  });

  test('that it arrived at one stop do not make it arrive at the next', async () => {
    const w = await trucks().world(1);
    const ufa = await cast().row('venues');
    await trucks().load(w, 1);
    await trucks().done('transport.depart', { id: w.truck, venueId: w.kazan, leg: 0 });
    await trucks().done('transport.arrive', { id: w.truck, leg: 1 });
    await trucks().done('transport.depart', { id: w.truck, venueId: ufa, leg: 1 });
    await trucks().done('transport.arrive', { id: w.truck, leg: 1 }, 'stage_manager');
    await trucks().done('transport.unloaded', { id: w.truck, leg: 1 }, 'stage_manager');
    await trucks().record(w, 'unload', 1, { transportId: w.truck, venueId: w.kazan });
    expect(await standsAt(w.truck)).toEqual(['departed', ufa]);
    await trucks().done('transport.arrive', { id: w.truck, leg: 2 });
    expect(await standsAt(w.truck)).toEqual(['arrived', ufa]);
  });

  test('of a leg that is long over are taken and change nothing; of the same leg elsewhere they are refused', async () => {
    const w = await trucks().world(1);
    const ufa = await cast().row('venues');
    await trucks().load(w, 1);
    await trucks().done('transport.depart', { id: w.truck, venueId: w.kazan, leg: 0 });
    const elsewhere = { id: w.truck, venueId: ufa, leg: 0 };
    expect(await trucks().refused('transport.depart', elsewhere, 'stage_manager')).toBe('transport.onRoad');
    await trucks().done('transport.arrive', { id: w.truck, leg: 1 });
    expect(await trucks().refused('transport.depart', elsewhere, 'stage_manager')).toBe('transport.goneOn');
    await trucks().done('transport.depart', { id: w.truck, venueId: null, leg: 1 });
    await trucks().done('transport.depart', elsewhere, 'stage_manager');
    expect(await standsAt(w.truck)).toEqual(['departed', null]);
  });

  test('that it left are true after its pieces were unloaded there', async () => {
    const w = await trucks().world(2);
    await trucks().load(w, 2);
    await trucks().record(w, 'unload', 2, { transportId: w.truck, venueId: w.kazan });
    await trucks().done('transport.depart', { id: w.truck, venueId: w.kazan, leg: 0 });
    expect(await trucks().onTour(w)).toBe(2);
    await trucks().load(w, 2, { venueId: w.kazan });
    expect(await trucks().valueOf('transports', w.truck, 'venue_id')).toBe(w.kazan);
    const other = await cast().row('transports', { tour_id: w.tour });
    const empty = { id: other, venueId: w.kazan, leg: 0 };
    expect(await trucks().refused('transport.depart', empty)).toBe('transport.nothingLoaded');
  });

  test('that a departure was a slip take no later trip to the same house back', async () => {
    const w = await trucks().world(1);
    await trucks().load(w, 1);
    const depart = { id: w.truck, venueId: w.kazan };
    const first = await trucks().done('transport.depart', { ...depart, leg: 0 });
    await trucks().done('transport.undoStep', { id: w.truck, of: first, leg: 1 });
    const again = await trucks().done('transport.depart', { ...depart, leg: 0 });
    await trucks().done('transport.arrive', { id: w.truck, leg: 1 });
    await trucks().done('transport.depart', { id: w.truck, venueId: null, leg: 1 });
    await trucks().done('transport.arrive', { id: w.truck, leg: 2 });
    const last = await trucks().done('transport.depart', { ...depart, leg: 2 }, 'admin', {
      clock: '2030-05-09T09:00:00.000Z',
      at: 60 * 24 * 365 * 9,
    });
    expect(await trucks().refused('transport.undoStep', { id: w.truck, of: again, leg: 1 })).toBe('transport.goneOn');
    // A laptop of before names no leg; the time tells them apart.
    expect(await trucks().refused('transport.undoStep', { id: w.truck, of: again })).toBe('transport.goneOn');
    await trucks().done('transport.undoStep', { id: w.truck, of: last, leg: 3 });
    expect(await standsAt(w.truck)).toEqual(['arrived', null]);
  });

  test('of a departure that was taken back meanwhile say that it left', async () => {
    const w = await trucks().world(1);
    await trucks().load(w, 1);
    const slip = await trucks().done('transport.depart', { id: w.truck, venueId: w.kazan, leg: 0 });
    await trucks().done('transport.undoStep', { id: w.truck, of: slip, leg: 1 });
    await trucks().done('transport.depart', { id: w.truck, venueId: w.kazan, leg: 0 }, 'stage_manager');
    expect(await standsAt(w.truck)).toEqual(['departed', w.kazan]);
    expect(await trucks().refused('packing.record', recordOf(w, 'return', 2))).toBe('packing.moreThanOut');
  });

  test('that it arrived are not of a time before it left', async () => {
    const w = await trucks().world(1);
    await trucks().load(w, 1);
    const departedAt = '2020-01-02T10:00:00.000Z';
    await trucks().done('transport.depart', { id: w.truck, venueId: w.kazan, departedAt, leg: 0 });
    const early = { id: w.truck, arrivedAt: '1999-01-01T00:00:00.000Z', leg: 1 };
    expect((await trucks().refusal('transport.arrive', early))?.details).toMatchObject({ column: 'arrives_at' });
    // A clock that is slow names no time, and is put right.
    const slow = { clock: '2020-01-01T10:00:00.000Z' };
    await trucks().done('transport.arrive', { id: w.truck, leg: 1 }, 'technician', slow);
    expect(await trucks().valueOf('transports', w.truck, 'arrives_at')).toBe(departedAt);
  });
});

describe('a venue that was deleted', () => {
  const remove = (id: string) => ({ table: 'venues', id, deletionId: cast().newId() });

  test('brings no truck home that stands there or drives there, and its pieces stay away', async () => {
    const w = await trucks().world(3);
    await trucks().load(w, 3);
    await trucks().done('transport.depart', { id: w.truck, venueId: w.kazan, leg: 0 });
    await trucks().done('row.delete', remove(w.kazan));
    await trucks().done('transport.arrive', { id: w.truck, leg: 1 });
    await trucks().record(w, 'unload', 3, { transportId: w.truck, venueId: w.kazan });
    await trucks().load(w, 2, { venueId: w.kazan });
    expect(await standsAt(w.truck)).toEqual(['loading', w.kazan]);
    expect(await trucks().onTour(w)).toBe(3);
  });

  test('is where a truck left for that was sent off by somebody who could not know', async () => {
    const w = await trucks().world(1);
    await trucks().load(w, 1);
    await trucks().done('row.delete', remove(w.kazan));
    const of = await trucks().done('transport.depart', { id: w.truck, venueId: w.kazan, leg: 0 }, 'technician');
    expect([await standsAt(w.truck), await trucks().onTour(w)]).toEqual([['departed', w.kazan], 1]);
    await trucks().done('transport.undoStep', { id: w.truck, of, leg: 1 }, 'technician');
    expect([await standsAt(w.truck), await trucks().onTour(w)]).toEqual([['loading', null], 0]);
    const nowhere = { id: w.truck, venueId: cast().newId(), leg: 0 };
    expect(await trucks().refused('transport.depart', nowhere)).toBe('reference.missing');
  });

  test('is where a truck stands again whose next departure is taken back', async () => {
    const w = await trucks().world(1);
    await trucks().load(w, 1);
    await trucks().done('transport.depart', { id: w.truck, venueId: w.kazan, leg: 0 });
    await trucks().done('transport.arrive', { id: w.truck, leg: 1 });
    const of = await trucks().done('transport.depart', { id: w.truck, venueId: null, leg: 1 });
    await trucks().done('row.delete', remove(w.kazan));
    await trucks().done('transport.undoStep', { id: w.truck, of, leg: 2 });
    expect(await standsAt(w.truck)).toEqual(['arrived', w.kazan]);
  });
});

describe("a tour's place", () => {
  const remove = (id: string) => ({ table: 'inventory_locations', id, deletionId: cast().newId() });

  test('is not deleted with pieces on it', async () => {
    const w = await trucks().world(3);
    await trucks().load(w, 1);
    await trucks().done('transport.depart', { id: w.truck, venueId: w.kazan, leg: 0 });
    expect(await trucks().refusal('row.delete', remove(tourPlaceId(w.tour)))).toEqual({
      code: 'tour.placeHolds',
      details: { title: 'Волга', count: 1 },
    });
    await trucks().record(w, 'return', 1);
    expect([await trucks().onTour(w), await trucks().at(must(w.things[0]), w.shelf)]).toEqual([0, 3]);
  });

  test('that was tidied away while it was empty is back with the next departure, and with the next load', async () => {
    const w = await trucks().world(3);
    const place = tourPlaceId(w.tour);
    await trucks().done('transport.depart', { id: w.truck, venueId: null, isEmpty: true, leg: 0 });
    await trucks().done('row.delete', remove(place), 'warehouse_manager');
    const second = await cast().row('transports', { tour_id: w.tour, name: 'Фура 2' });
    await trucks().load(w, 2, { transportId: second });
    await trucks().done('transport.depart', { id: second, venueId: w.kazan, leg: 0 });
    expect([await trucks().valueOf('inventory_locations', place, 'deleted_at'), await trucks().onTour(w)]).toEqual([
      null,
      2,
    ]);
    await trucks().record(w, 'return', 2);
    const { code } = await cast().read('inventory_locations', place);
    await trucks().done('row.delete', remove(place));
    // Its code is somebody else's by now.
    await cast().row('inventory_locations', { code: String(code) });
    await trucks().load(w, 1, { transportId: second });
    expect([await trucks().valueOf('inventory_locations', place, 'deleted_at'), await trucks().onTour(w)]).toEqual([
      null,
      1,
    ]);
    expect(await trucks().valueOf('inventory_locations', place, 'code')).not.toBe(code);
  });
});

describe('a tour is not deleted', () => {
  const remove = (id: string) => ({ table: 'tours', id, deletionId: cast().newId() });

  test('while pieces are in its trucks, on site or at its place in stock; what was lost is written off first', async () => {
    const w = await trucks().world(3);
    await trucks().load(w, 3);
    expect(await trucks().refusal('row.delete', remove(w.tour))).toEqual({
      code: 'tour.piecesOut',
      details: { title: 'Волга', count: 3 },
    });
    await trucks().done('transport.depart', { id: w.truck, venueId: w.kazan, leg: 0 });
    await trucks().record(w, 'unload', 3, { transportId: w.truck, venueId: w.kazan });
    expect(await trucks().refused('row.delete', remove(w.tour))).toBe('tour.piecesOut');
    await trucks().record(w, 'return', 2);
    await trucks().record(w, 'miss', 1, { venueId: w.kazan });
    expect(await trucks().refused('row.delete', remove(w.tour))).toBe('tour.piecesOut');
    const lost = { itemId: w.things[0], locationId: tourPlaceId(w.tour), quantity: 1 };
    await trucks().done('inventory.writeOff', lost);
    await trucks().done('row.delete', remove(w.tour));
    expect(await trucks().at(must(w.things[0]), w.shelf)).toBe(2);
  });
});

describe("a tour's place in stock", () => {
  test('stays a place of a tour, whoever edits it', async () => {
    const w = await trucks().world(3);
    await trucks().load(w, 1);
    await trucks().done('transport.depart', { id: w.truck, venueId: w.kazan, leg: 0 });
    const place = tourPlaceId(w.tour);
    const edit = { table: 'inventory_locations', id: place };
    const typed = { ...edit, changes: { type: 'warehouse' }, seen: { type: 'tour' } };
    expect(await trucks().refused('row.update', typed, 'storekeeper')).toBe('column.readonly');
    await trucks().done('row.update', { ...edit, changes: { name: 'Волга, фура' }, seen: { name: 'Волга' } });
    // As a version of before may have left it: nothing moves from the place to itself.
    await cast().raw(`UPDATE inventory_locations SET type = 'warehouse' WHERE id = '${place}'`);
    await trucks().done('inventory.writeOff', { itemId: w.things[0], locationId: w.shelf, quantity: 2 });
    await trucks().load(w, 1);
    const own = `item_id = '${w.things[0]}' AND from_location_id = to_location_id`;
    expect(await cast().rows('inventory_history', own)).toEqual([]);
  });

  test('has an id that nobody takes beforehand, and a code that is free', async () => {
    const w = await trucks().world(1);
    const id = tourPlaceId(w.tour);
    const code = `TOUR-${id.slice(-8).toUpperCase()}`;
    const create = { table: 'inventory_locations', id, values: { name: 'Моё', code: 'X1' } };
    expect(await trucks().refused('row.create', create, 'storekeeper')).toBe('mutation.invalid');
    const label = { ...create, id: cast().newId(), values: { name: 'Моё', code } };
    await trucks().done('row.create', label, 'storekeeper');
    await trucks().load(w, 1);
    await trucks().done('transport.depart', { id: w.truck, venueId: w.kazan, leg: 0 });
    expect(await trucks().onTour(w)).toBe(1);
    expect(await trucks().valueOf('inventory_locations', id, 'code')).not.toBe(code);
  });

  test('has a name of whole letters, however long the name of the tour is', async () => {
    const w = await trucks().world(1);
    await cast().raw(`UPDATE tours SET name = '${'а'.repeat(99)}🎭 и ещё' WHERE id = '${w.tour}'`);
    await trucks().load(w, 1);
    await trucks().done('transport.depart', { id: w.truck, venueId: w.kazan, leg: 0 });
    expect(await trucks().valueOf('inventory_locations', tourPlaceId(w.tour), 'name')).toBe(`${'а'.repeat(99)}🎭`);
  });
});
