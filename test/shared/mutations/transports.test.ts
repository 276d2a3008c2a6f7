/** Trucks of a tour on laptop and hub alike: steps and what takes them back, and stock that follows the facts. */
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { must } from '../../../shared/base/asserts.ts';
import { packingEntryId } from '../../../shared/mutations/packing-lines.ts';
import { stockId } from '../../../shared/mutations/stock.ts';
import { tourPlaceId } from '../../../shared/mutations/tour-stock.ts';
import { readNotice } from '../../../shared/rules/notices.ts';
import { type Counted, type PackingSums, packingLineId, packingSums } from '../../../shared/rules/packing.ts';
import { type Placed, piecesAway, placesOf } from '../../../shared/rules/packing-places.ts';
import { seeded } from '../../simulation/random-world.ts';
import { Cast } from '../../support/cast.ts';
import { RUNS } from '../../support/effort.ts';
import { idOf } from '../../support/rows.ts';

const state: { cast?: Cast } = {};
beforeAll(async () => {
  state.cast = await Cast.on(inject('postgresUrl'), { nobody: ['tours.edit'] });
});
afterAll(async () => state.cast?.close());
const cast = (): Cast => must(state.cast);
const BOSS = 'admin';

const done = async (name: string, args: unknown, as = BOSS): Promise<string> => {
  expect(await cast().act(as, name, args), name).toBeUndefined();
  return cast().lastMutationId;
};
const refused = async (name: string, args: unknown, as = BOSS): Promise<string | undefined> =>
  (await cast().act(as, name, args))?.code;

interface World {
  readonly tour: string;
  readonly shelf: string;
  readonly truck: string;
  readonly kazan: string;
  readonly things: readonly string[];
}

/** A tour with a truck and a venue, and things of which `pieces` stand on a shelf and are planned. */
async function world(...pieces: readonly number[]): Promise<World> {
  const tour = await cast().row('tours', { name: 'Волга', starts_on: '2030-05-01', ends_on: '2030-05-20' });
  const shelf = await cast().row('inventory_locations');
  const kazan = await cast().row('venues');
  const truck = await cast().row('transports', { tour_id: tour, name: 'Фура 1' });
  const things: string[] = [];
  for (const quantity of pieces) {
    const thing = await cast().row('inventory_items', { quantity: 0 });
    await done('inventory.receive', { itemId: thing, locationId: shelf, quantity });
    await done('packing.plan', { tourId: tour, changes: [{ itemId: thing, caseId: null, by: quantity }] });
    things.push(thing);
  }
  return { tour, shelf, truck, kazan, things };
}

const at = async (item: string, place: string): Promise<number> =>
  Number((await cast().read('inventory_stock', stockId(item, place)))['quantity'] ?? 0);
/** What stands at the tour's place. */
const onTour = ({ tour }: World, item: string): Promise<number> => at(item, tourPlaceId(tour));
const statusOf = async (table: 'transports' | 'tours' | 'inventory_items', id: string): Promise<unknown> =>
  (await cast().read(table, id))['status'];

const record = (w: World, action: string, quantity: number, more: object = {}, item = must(w.things[0])) => ({
  tourId: w.tour,
  itemId: item,
  caseId: null,
  action,
  quantity,
  ...more,
});
const load = (w: World, quantity: number, item = must(w.things[0]), more: object = {}): Promise<string> =>
  done('packing.record', record(w, 'load', quantity, { transportId: w.truck, ...more }, item));

describe('a truck', () => {
  test('that is loaded says so, leaves, arrives, is unloaded and loaded again, and comes home', async () => {
    const w = await world(3);
    const [thing = ''] = w.things;
    await load(w, 3);
    expect(await statusOf('transports', w.truck)).toBe('loading');
    expect(await onTour(w, thing)).toBe(0);
    await done('transport.depart', { id: w.truck, venueId: w.kazan });
    expect([await onTour(w, thing), await at(thing, w.shelf)]).toEqual([3, 0]);
    expect(await statusOf('tours', w.tour)).toBe('on_road');
    await done('transport.arrive', { id: w.truck });
    await done('packing.record', record(w, 'unload', 3, { transportId: w.truck, venueId: w.kazan }));
    await done('transport.unloaded', { id: w.truck });
    await load(w, 2, thing, { venueId: w.kazan });
    expect(await statusOf('transports', w.truck)).toBe('loading');
    await done('transport.depart', { id: w.truck, venueId: null });
    expect(await onTour(w, thing)).toBe(3);
    await done('packing.record', record(w, 'return', 2, { transportId: w.truck }));
    expect(await statusOf('transports', w.truck)).toBe('arrived');
    expect([await onTour(w, thing), await at(thing, w.shelf)]).toEqual([1, 2]);
    await done('packing.record', record(w, 'miss', 1, { venueId: w.kazan }));
    expect([await onTour(w, thing), await at(thing, w.shelf)]).toEqual([1, 2]);
  });

  test('does not leave before it is loaded, unless it is said to go empty', async () => {
    const w = await world(1);
    expect(await refused('transport.depart', { id: w.truck, venueId: w.kazan })).toBe('transport.nothingLoaded');
    expect(await statusOf('tours', w.tour)).toBe('planned');
    await done('transport.depart', { id: w.truck, venueId: w.kazan, isEmpty: true });
    expect(await statusOf('transports', w.truck)).toBe('departed');
  });

  test('that two people send off is sent off once; to another place the second hears why not', async () => {
    const w = await world(1);
    await load(w, 1);
    const first = await done('transport.depart', { id: w.truck, venueId: w.kazan });
    const second = await done('transport.depart', { id: w.truck, venueId: w.kazan });
    expect(await refused('transport.depart', { id: w.truck, venueId: null })).toBe('transport.onRoad');
    expect(await onTour(w, must(w.things[0]))).toBe(1);
    // Who came second changed nothing, and takes nothing back.
    expect(await refused('transport.undoStep', { id: w.truck, of: second })).toBe('transport.goneOn');
    await done('transport.undoStep', { id: w.truck, of: first });
    expect(await statusOf('transports', w.truck)).toBe('loading');
    expect(await statusOf('tours', w.tour)).toBe('planned');
    expect([await onTour(w, must(w.things[0])), await at(must(w.things[0]), w.shelf)]).toEqual([0, 1]);
  });

  test('that has gone on is not taken back to where it was, nor by somebody else', async () => {
    const w = await world(1);
    await load(w, 1);
    const left = await done('transport.depart', { id: w.truck, venueId: w.kazan });
    expect(await refused('transport.undoStep', { id: w.truck, of: left }, 'stage_manager')).toBe('transport.goneOn');
    const came = await done('transport.arrive', { id: w.truck });
    expect(await refused('transport.undoStep', { id: w.truck, of: left })).toBe('transport.goneOn');
    await done('transport.undoStep', { id: w.truck, of: came });
    await done('transport.undoStep', { id: w.truck, of: left });
    expect(await statusOf('transports', w.truck)).toBe('loading');
  });

  test('cannot arrive before it has left', async () => {
    const w = await world(1);
    expect(await refused('transport.arrive', { id: w.truck })).toBe('status.transition');
    expect(await refused('transport.unloaded', { id: w.truck })).toBe('status.transition');
  });

  test('is not deleted while something is in it', async () => {
    const w = await world(2);
    const of = await load(w, 2);
    const remove = { table: 'transports', id: w.truck, deletionId: cast().newId() };
    expect(await refused('row.delete', remove)).toBe('transport.holdsPieces');
    await done('packing.undo', { of });
    expect(await statusOf('transports', w.truck)).toBe('planned');
    await done('row.delete', remove);
  });

  test('belongs to its tour: nobody moves it to another one, nor loads what goes with another one', async () => {
    const w = await world(3);
    const other = await world(1);
    const edit = { table: 'transports', id: w.truck };
    const changes = { tour_id: other.tour };
    expect(await refused('row.update', { ...edit, changes, seen: { tour_id: w.tour } })).toBe('column.readonly');
    await done('row.update', { ...edit, changes: { tour_id: w.tour, plate: 'А 1' }, seen: { tour_id: w.tour } });
    const elsewhere = record(w, 'load', 1, { transportId: other.truck });
    expect(await refused('packing.record', elsewhere)).toBe('mutation.invalid');
    const [thing = ''] = w.things;
    const asCase = { tourId: w.tour, caseId: thing, action: 'load', transportId: other.truck };
    expect(await refused('packing.recordCase', asCase)).toBe('mutation.invalid');
    await done('row.delete', { table: 'transports', id: w.truck, deletionId: cast().newId() });
    await load(w, 1);
  });

  test('without a payload carries what is put into it', async () => {
    const w = await world(100);
    await load(w, 100);
    await done('transport.depart', { id: w.truck, venueId: w.kazan });
    expect(await onTour(w, must(w.things[0]))).toBe(100);
  });
});

const putBack = (w: World, more: object = {}, item = must(w.things[0])) => ({
  tourId: w.tour,
  transportId: w.truck,
  itemId: item,
  caseId: null,
  ...more,
});
const sums = async (w: World, item: string, caseId: string | null = null): Promise<PackingSums> =>
  packingSums(
    (await cast().rows(
      'packing_entries',
      `packing_line_id = '${packingLineId(w.tour, item, caseId)}'`,
    )) as unknown as Counted[],
  );

describe('what was loaded by mistake', () => {
  test('is put back piece by piece as a fact of its own, and that is taken back too', async () => {
    const w = await world(3);
    const [thing = ''] = w.things;
    await load(w, 3);
    const of = await done('transport.putBack', putBack(w, { quantity: 1 }));
    expect(await sums(w, thing)).toMatchObject({ packed: 1, loaded: 2 });
    expect(await statusOf('transports', w.truck)).toBe('loading');
    await done('packing.undo', { of });
    expect(await sums(w, thing)).toMatchObject({ packed: 0, loaded: 3 });
    await done('transport.putBack', putBack(w));
    expect(await sums(w, thing)).toMatchObject({ packed: 3, loaded: 0 });
    expect(await statusOf('transports', w.truck)).toBe('planned');
    // Nothing of it was on the road: nothing has moved.
    expect([await onTour(w, thing), await at(thing, w.shelf)]).toEqual([0, 3]);
    expect(await refused('transport.putBack', putBack(w))).toBe('packing.moreThanThere');
    expect(await refused('transport.depart', { id: w.truck, venueId: w.kazan })).toBe('transport.nothingLoaded');
  });

  test('is a case with what lies in it, as far as it is in this truck', async () => {
    const w = await world(1, 4);
    const [box = '', lamp = ''] = w.things;
    await done('packing.record', { ...record(w, 'pack', 3, {}, lamp), caseId: box });
    const whole = { tourId: w.tour, caseId: box, action: 'load', transportId: w.truck };
    expect(await cast().act(BOSS, 'packing.recordCase', whole, { at: 1 })).toBeUndefined();
    expect(await sums(w, lamp, box)).toMatchObject({ loaded: 3 });
    // What is recorded at one moment on one laptop is one act.
    expect(await cast().act(BOSS, 'transport.putBack', putBack(w, {}, box), { at: 2 })).toBeUndefined();
    const of = cast().lastMutationId;
    expect([await sums(w, box), await sums(w, lamp, box)]).toMatchObject([{ loaded: 0 }, { packed: 3, loaded: 0 }]);
    await done('packing.undo', { of: packingEntryId(of, 0), isAct: true });
    expect([await sums(w, box), await sums(w, lamp, box)]).toMatchObject([{ loaded: 1 }, { packed: 0, loaded: 3 }]);
    expect(await refused('packing.undo', { of: packingEntryId(of, 1), isAct: true })).toBe('packing.alreadyUndone');
  });

  test('is no more than is there, is of this tour, and is put back by who may pack', async () => {
    const w = await world(2);
    await load(w, 1);
    expect(await refused('transport.putBack', putBack(w, { quantity: 2 }))).toBe('packing.moreThanThere');
    const foreign = await cast().row('transports');
    expect(await refused('transport.putBack', putBack(w, { transportId: foreign }))).toBe('row.missing');
    expect(await refused('transport.putBack', putBack(w), 'nobody')).toBe('permission.denied');
  });

  test('comes out of a truck that somebody deleted without knowing', async () => {
    const w = await world(1);
    await load(w, 1);
    await cast().raw(`UPDATE transports SET deleted_at = '2030-01-01T00:00:00.000Z' WHERE id = '${w.truck}'`);
    await done('transport.putBack', putBack(w));
    expect(await sums(w, must(w.things[0]))).toMatchObject({ packed: 1, loaded: 0 });
  });
});

describe('who sends a truck off and who works at it', () => {
  const notices = async (w: World): Promise<unknown[]> =>
    (await cast().rows('notifications', `type = 'transport.met' AND entity_id = '${w.tour}'`)).map(
      ({ user_id: who, data }) => [who, must(readNotice('transport.met', data)).act],
    );
  const both = (act: string): unknown[] => [BOSS, 'stage_manager'].map((role) => [cast().userId(role), act]).toSorted();

  test('are told once where something goes in after it left, and again after the next departure alone', async () => {
    const w = await world(5);
    await load(w, 1);
    await done('transport.depart', { id: w.truck, venueId: w.kazan, seen: 1 });
    expect(await notices(w)).toEqual([]);
    const late = record(w, 'load', 1, { transportId: w.truck });
    for (let time = 0; time < 3; time += 1) await done('packing.record', late, 'stage_manager');
    expect((await notices(w)).toSorted()).toEqual(both('load'));
    // Whoever sent it off knows what they do.
    await load(w, 1);
    expect(await notices(w)).toHaveLength(2);
  });

  test('are told where all was taken out before the departure is heard of: it has left all the same', async () => {
    const w = await world(1);
    await load(w, 1);
    expect(await cast().act('stage_manager', 'transport.putBack', putBack(w), { device: idOf(9) })).toBeUndefined();
    await done('transport.depart', { id: w.truck, venueId: w.kazan, seen: 1 });
    expect(await statusOf('transports', w.truck)).toBe('departed');
    expect(await onTour(w, must(w.things[0]))).toBe(0);
    expect((await notices(w)).toSorted()).toEqual(both('putBack'));
  });

  test('are told where a load is taken back after it left, and stock follows it home', async () => {
    const w = await world(2);
    await load(w, 1);
    const of = await done('packing.record', record(w, 'load', 1, { transportId: w.truck }), 'stage_manager');
    await done('transport.depart', { id: w.truck, venueId: w.kazan });
    expect(await onTour(w, must(w.things[0]))).toBe(2);
    await done('packing.undo', { of }, 'stage_manager');
    expect(await onTour(w, must(w.things[0]))).toBe(1);
    expect((await notices(w)).toSorted()).toEqual(both('putBack'));
  });
});

describe('stock', () => {
  test('moves what is there where fewer stand on the shelf than were loaded, and nobody is refused', async () => {
    const w = await world(5);
    const [thing = ''] = w.things;
    await load(w, 5);
    await done('inventory.writeOff', { itemId: thing, locationId: w.shelf, quantity: 2 });
    await done('transport.depart', { id: w.truck, venueId: w.kazan });
    expect([await onTour(w, thing), await at(thing, w.shelf)]).toEqual([3, 0]);
    await done('packing.record', record(w, 'return', 5));
    expect([await onTour(w, thing), await at(thing, w.shelf)]).toEqual([0, 3]);
  });

  test('goes home to where each piece came from, or where its truck says', async () => {
    const w = await world(4);
    const [thing = ''] = w.things;
    const other = await cast().row('inventory_locations');
    await done('inventory.move', { itemId: thing, fromLocationId: w.shelf, toLocationId: other, quantity: 1 });
    await load(w, 4);
    await done('transport.depart', { id: w.truck, venueId: w.kazan });
    const back = await done('packing.record', record(w, 'return', 4));
    expect([await at(thing, w.shelf), await at(thing, other)]).toEqual([3, 1]);
    await done('packing.undo', { of: back });
    expect([await onTour(w, thing), await at(thing, w.shelf), await at(thing, other)]).toEqual([4, 0, 0]);
    const ramp = await cast().row('inventory_locations');
    await cast().raw(`UPDATE transports SET to_location_id = '${ramp}' WHERE id = '${w.truck}'`);
    await done('packing.record', record(w, 'return', 4, { transportId: w.truck }));
    expect(await at(thing, ramp)).toBe(4);
  });

  test('follows what comes late: a piece that was loaded before the truck left, and heard of after', async () => {
    const w = await world(2);
    await load(w, 1);
    await done('transport.depart', { id: w.truck, venueId: w.kazan });
    await load(w, 1);
    expect(await onTour(w, must(w.things[0]))).toBe(2);
    expect(await statusOf('transports', w.truck)).toBe('departed');
  });

  test('of a thing that is one of its kind says where it is; what was given up on the road still comes back', async () => {
    const w = await world(1, 1);
    const [one = '', other = ''] = w.things;
    await load(w, 1, one);
    await load(w, 1, other);
    await done('transport.depart', { id: w.truck, venueId: w.kazan });
    expect(await statusOf('inventory_items', one)).toBe('on_tour');
    await done('inventory.changeStatus', { itemId: other, status: 'in_repair', seen: 'on_tour' });
    await done('inventory.changeStatus', { itemId: other, status: 'decommissioned', seen: 'in_repair' });
    for (const item of [one, other]) await done('packing.record', record(w, 'return', 1, {}, item));
    expect([await statusOf('inventory_items', one), await statusOf('inventory_items', other)]).toEqual([
      'in_stock',
      'decommissioned',
    ]);
    expect([await at(one, w.shelf), await at(other, w.shelf)]).toEqual([1, 1]);
  });

  test('of a thing on the road with one tour says so while another one leaves that plans it', async () => {
    const a = await world(1);
    const [thing = ''] = a.things;
    await load(a, 1);
    await done('transport.depart', { id: a.truck, venueId: a.kazan });
    const b = await world(1);
    await done('packing.plan', { tourId: b.tour, changes: [{ itemId: thing, caseId: null, by: 1 }] });
    await load(b, 1);
    await done('transport.depart', { id: b.truck, venueId: b.kazan });
    expect(await statusOf('inventory_items', thing)).toBe('on_tour');
    // Another laptop said that it came along with the second tour as well; it came back with that one first.
    await load(b, 1, thing);
    await done('packing.record', record(b, 'return', 1, {}, thing));
    expect([await onTour(a, thing), await statusOf('inventory_items', thing)]).toEqual([1, 'on_tour']);
    await done('packing.record', record(a, 'return', 1));
    expect([await onTour(a, thing), await statusOf('inventory_items', thing)]).toEqual([0, 'in_stock']);
  });

  test('takes no second piece along for one that somebody took off the tour by hand', async () => {
    const w = await world(3);
    const [thing = ''] = w.things;
    await load(w, 1);
    await done('transport.depart', { id: w.truck, venueId: w.kazan });
    const workshop = await cast().row('inventory_locations');
    await done('inventory.move', {
      itemId: thing,
      fromLocationId: tourPlaceId(w.tour),
      toLocationId: workshop,
      quantity: 1,
    });
    await done('packing.record', record(w, 'unload', 1, { transportId: w.truck, venueId: w.kazan }));
    expect([await onTour(w, thing), await at(thing, w.shelf)]).toEqual([0, 2]);
    await done('packing.record', record(w, 'return', 1));
    expect([await at(thing, w.shelf), await at(thing, workshop)]).toEqual([2, 1]);
  });

  test('nothing comes back that never left', async () => {
    const w = await world(2);
    await load(w, 2);
    await done('transport.depart', { id: w.truck, venueId: w.kazan });
    expect(await refused('packing.record', record(w, 'return', 3))).toBe('packing.moreThanOut');
    await done('packing.record', record(w, 'return', 2));
    expect(await refused('packing.record', record(w, 'return', 1))).toBe('packing.moreThanOut');
  });

  // Ample shelves and no other movements: what stands at the tour's place is what is away, after every step.
  test('equals the packing ledger after any steps in any order', async () => {
    for (let seed = 1; seed <= 4 * RUNS; seed += 1) {
      const random = seeded(seed);
      const w = await world(9, 9);
      const other = await cast().row('transports', { tour_id: w.tour });
      const undoable: string[] = [];
      for (let step = 0; step < 25; step += 1) {
        const truck = random.next() < 0.6 ? w.truck : other;
        const item = must(random.pick(w.things));
        const venue = random.pick([null, w.kazan]) ?? null;
        const where = { transportId: random.next() < 0.8 ? truck : null, venueId: venue };
        const [name, args] = must(
          random.pick<readonly [string, unknown]>([
            ['packing.record', record(w, 'pack', 1 + random.below(2), {}, item)],
            ['packing.record', record(w, 'load', 1 + random.below(2), where, item)],
            ['packing.record', record(w, 'unload', 1 + random.below(2), where, item)],
            ['packing.record', record(w, 'return', 1, where, item)],
            ['packing.record', record(w, 'miss', 1, where, item)],
            ['transport.putBack', putBack({ ...w, truck }, random.next() < 0.5 ? { quantity: 1 } : {}, item)],
            ['packing.undo', { of: random.pick(undoable) ?? cast().newId() }],
            ['transport.depart', { id: truck, venueId: venue, isEmpty: true }],
            ['transport.arrive', { id: truck }],
            ['transport.unloaded', { id: truck }],
            ['transport.undoStep', { id: truck, of: random.pick(undoable) ?? cast().newId() }],
          ]),
        );
        await cast().act(BOSS, name, args);
        undoable.push(cast().lastMutationId);
        for (const thing of w.things) {
          const { away, ever } = await awayOf(w, thing);
          const there = await onTour(w, thing);
          // A house holds nine of each: what was loaded beyond them is only a claim.
          if (ever <= 9) expect(there, `seed ${seed}, step ${step}: ${name} ${JSON.stringify(args)}`).toBe(away);
        }
      }
    }
  }, 120_000);
});

/** What is away by the raw entries, counted in another way than the mutation does. */
async function awayOf(w: World, item: string): Promise<{ readonly away: number; readonly ever: number }> {
  if ((await cast().read('tours', w.tour))['place_id'] === null) return { away: 0, ever: 0 };
  const line = packingLineId(w.tour, item, null);
  const entries = await cast().rows('packing_entries', `packing_line_id = '${line}'`);
  const sum = (pick: (entry: Readonly<Record<string, unknown>>) => boolean): number =>
    entries.filter(pick).reduce((total, entry) => total + Number(entry['quantity']), 0);
  const trucks = await cast().rows('transports', `tour_id = '${w.tour}'`);
  const home = new Set(
    trucks
      .filter((truck) => truck['venue_id'] === null && ['planned', 'loading'].includes(String(truck['status'])))
      .map((truck) => truck['id']),
  );
  // Never more than went out of their cases and did not come back.
  const left = sum((e) => (e['action'] === 'load' || e['action'] === 'unload') && e['from_state'] === 'packed');
  const back = sum((e) => e['action'] === 'return');
  const places = placesOf(entries as unknown as readonly Placed[]);
  const away = piecesAway(places, (id) => !home.has(id));
  expect(away).toBeLessThanOrEqual(left - back + sum((e) => e['action'] === 'miss' && e['from_state'] === 'packed'));
  return { away, ever: sum((e) => e['action'] === 'pack') };
}

describe('what is away', () => {
  const remove = (id: string): object => ({ table: 'inventory_items', id, deletionId: cast().newId() });

  test('is not deleted before it came home, nor the case that it lies in, however long the tour is over', async () => {
    const w = await world(1, 4, 1);
    const [kofr = '', cable = '', lost = ''] = w.things;
    const inCase = (action: string, quantity: number, more: object = {}) => ({
      ...record(w, action, quantity, more, cable),
      caseId: kofr,
    });
    await done('packing.record', inCase('pack', 4));
    await done('packing.record', inCase('load', 4, { transportId: w.truck }));
    await load(w, 1, lost);
    await done('transport.depart', { id: w.truck, venueId: w.kazan });
    await cast().raw(`UPDATE tours SET status = 'completed' WHERE id = '${w.tour}'`);
    for (const id of [kofr, cable, lost]) expect(await refused('row.delete', remove(id))).toBe('packing.piecesAway');
    await done('packing.record', inCase('return', 4, { transportId: w.truck }));
    // What is lost does not come home, and must not stay for ever.
    await done('packing.record', record(w, 'miss', 1, { transportId: w.truck }, lost));
    for (const id of [kofr, cable, lost]) await done('row.delete', remove(id));
  });

  test('comes home although a laptop that could not know has deleted it, or its case', async () => {
    const w = await world(1, 4, 2);
    const [kofr = '', cable = '', rope = ''] = w.things;
    await done('packing.record', { ...record(w, 'pack', 4, {}, cable), caseId: kofr });
    await cast().raw(`UPDATE tours SET status = 'completed' WHERE id = '${w.tour}'`);
    for (const id of [kofr, rope]) await done('row.delete', remove(id));
    // The truck had been loaded before, and that is heard of now.
    await done('packing.record', { ...record(w, 'load', 4, { transportId: w.truck }, cable), caseId: kofr });
    await load(w, 2, rope);
    await done('transport.depart', { id: w.truck, venueId: w.kazan });
    expect(await onTour(w, cable)).toBe(4);
    await done('packing.record', { ...record(w, 'return', 1, {}, cable), caseId: kofr });
    // Without a case, as lists show it by now.
    await done('packing.record', record(w, 'return', 3, {}, cable));
    await done('packing.record', record(w, 'return', 2, {}, rope));
    expect([await onTour(w, cable), await at(cable, w.shelf)]).toEqual([0, 4]);
    expect(await refused('packing.record', record(w, 'return', 1, {}, rope))).toBe('packing.moreThanOut');
  });

  test('twice over is told to both who had the last one in their hands', async () => {
    const w = await world(1);
    const line = packingLineId(w.tour, must(w.things[0]), null);
    // As from another laptop, whose packer could not know.
    const theirs = { packing_line_id: line, quantity: 1, by_id: cast().userId('technician'), by_name: 'Пётр' };
    const elsewhere = { ...theirs, device_id: cast().newId(), plan_changes: {}, at: '2030-04-30T10:00:00.000Z' };
    await cast().row('packing_entries', { ...elsewhere, action: 'pack', from_state: null });
    await cast().row('packing_entries', {
      ...elsewhere,
      action: 'load',
      from_state: 'packed',
      transport_id: w.truck,
    });
    await load(w, 1);
    const told = await cast().rows('notifications', `type = 'packing.met' AND entity_id = '${w.tour}'`);
    expect(told.map((notice) => notice['user_id']).toSorted()).toEqual(
      [cast().userId(BOSS), cast().userId('technician')].toSorted(),
    );
  });

  test('and damaged is damaged once', async () => {
    const w = await world(2);
    await done('packing.record', record(w, 'pack', 2));
    await done('packing.record', record(w, 'damage', 1));
    expect(await refused('packing.record', record(w, 'damage', 2))).toBe('packing.damagedAlready');
    await done('packing.record', record(w, 'damage', 1));
    expect(await refused('packing.record', record(w, 'damage', 1))).toBe('packing.damagedAlready');
    expect(await refused('packing.record', record(w, 'damage', 3))).toBe('packing.moreThanThere');
  });
});
