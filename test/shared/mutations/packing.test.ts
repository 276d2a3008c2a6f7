/** Packing on both sides: facts that add up, plans that follow, what is taken back, and what bad input gets. */
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { must } from '../../../shared/base/asserts.ts';
import { packingEntryId } from '../../../shared/mutations/packing-lines.ts';
import { mutationNamed } from '../../../shared/mutations/registry.ts';
import { readNotice } from '../../../shared/rules/notices.ts';
import { type Counted, type PackingSums, packingLineId, packingSums } from '../../../shared/rules/packing.ts';
import { Cast } from '../../support/cast.ts';
import { dayFromNow, NOW, RowFactory } from '../../support/rows.ts';

const state: { cast?: Cast } = {};
beforeAll(async () => {
  state.cast = await Cast.on(inject('postgresUrl'), { packer: ['packing.run'] });
});
afterAll(async () => state.cast?.close());
const cast = (): Cast => must(state.cast);

const tour = (status = 'planned'): Promise<string> =>
  cast().row('tours', { name: 'Урал', status, starts_on: dayFromNow(5), ends_on: dayFromNow(15) });
const thing = (name: string): Promise<string> =>
  cast().row('inventory_items', { name, quantity: 10, status: 'in_stock' });
const say = (name: string, args: object): Promise<string> => cast().verdict('packer', name, args);
const plan = (tourId: string, ...changes: object[]): Promise<string> => say('packing.plan', { tourId, changes });
const pack = (
  tourId: string,
  itemId: string,
  caseId: string | null,
  quantity = 1,
  more: object = {},
): Promise<string> => say('packing.record', { tourId, itemId, caseId, action: 'pack', quantity, ...more });
const planned = async (tourId: string, itemId: string, caseId: string | null): Promise<unknown> =>
  (await cast().read('packing_lines', packingLineId(tourId, itemId, caseId)))['quantity'];
const packedBy = async (mutationId: string, at = 0): Promise<unknown> =>
  (await cast().read('packing_entries', packingEntryId(mutationId, at)))['quantity'];

describe('what was planned elsewhere and is packed here', () => {
  test('takes its plan along, and gives it back when it is taken back', async () => {
    const [tourId, lamp, one, two] = [await tour(), await thing('Лампа'), await thing('Кофр 1'), await thing('Кофр 2')];
    expect(await plan(tourId, { itemId: lamp, caseId: one, by: 3 })).toBe('done');
    expect(await pack(tourId, lamp, two, 2)).toBe('done');
    const of = cast().lastMutationId;
    expect([await planned(tourId, lamp, one), await planned(tourId, lamp, two)]).toEqual([1, 2]);
    expect(await say('packing.undo', { of })).toBe('done');
    expect([await planned(tourId, lamp, one), await planned(tourId, lamp, two)]).toEqual([3, 0]);
    expect(await say('packing.undo', { of })).toBe('packing.alreadyUndone');
  });

  test('an extra raises the plan, and lowers it when it is taken back by its entry alone', async () => {
    const [tourId, rope] = [await tour(), await thing('Трос')];
    expect(await pack(tourId, rope, null, 2, { isExtra: true })).toBe('done');
    const entry = packingEntryId(cast().lastMutationId, 0);
    expect(await planned(tourId, rope, null)).toBe(2);
    expect((await cast().read('packing_lines', packingLineId(tourId, rope, null)))['is_extra']).toBeTruthy();
    expect(await say('packing.undo', { of: entry })).toBe('done');
    expect(await planned(tourId, rope, null)).toBe(0);
    const takenBack = cast().lastMutationId;
    expect(await say('packing.undo', { of: entry })).toBe('packing.alreadyUndone');
    expect(await say('packing.undo', { of: takenBack })).toBe('row.missing');
  });

  test('what productions need stays theirs when one more goes as an extra', async () => {
    const [tourId, par] = [await tour(), await thing('PAR')];
    await plan(tourId, { itemId: par, caseId: null, by: 1 });
    await pack(tourId, par, null);
    expect(await pack(tourId, par, null, 1, { isExtra: true })).toBe('done');
    const line = await cast().read('packing_lines', packingLineId(tourId, par, null));
    expect([line['quantity'], Boolean(line['is_extra'])]).toEqual([2, false]);
  });
});

describe('what two did to one plan', () => {
  const unplan = (of: string, as = 'packer'): Promise<string> => cast().verdict(as, 'packing.unplan', { of });

  test('is put back once, by who really took it off', async () => {
    const [tourId, lamp] = [await tour(), await thing('Лампа')];
    await plan(tourId, { itemId: lamp, caseId: null, by: 3 });
    const off = { tourId, changes: [{ itemId: lamp, caseId: null, by: -3 }] };
    await say('packing.plan', off);
    const first = cast().lastMutationId;
    expect(await cast().verdict('admin', 'packing.plan', off)).toBe('done');
    const second = cast().lastMutationId;
    expect(await unplan(second, 'admin')).toBe('done');
    expect(await planned(tourId, lamp, null)).toBe(0);
    // Nobody takes back what another did.
    expect(await unplan(first, 'admin')).toBe('done');
    expect(await unplan(first)).toBe('done');
    expect(await planned(tourId, lamp, null)).toBe(3);
  });

  test('leaves a case on the list that somebody has put something into since', async () => {
    const [tourId, kofr, lamp, rope] = [await tour(), await thing('Кофр'), await thing('Лампа'), await thing('Трос')];
    await plan(tourId, { itemId: lamp, caseId: kofr, by: 2 });
    const of = cast().lastMutationId;
    await plan(tourId, { itemId: rope, caseId: kofr, by: 1 });
    expect(await unplan(of)).toBe('done');
    expect([await planned(tourId, lamp, kofr), await planned(tourId, kofr, null)]).toEqual([0, 1]);
    const [other, cable] = [await thing('Кофр 2'), await thing('Кабель')];
    await plan(tourId, { itemId: cable, caseId: other, by: 2 });
    expect(await unplan(cast().lastMutationId)).toBe('done');
    expect([await planned(tourId, cable, other), await planned(tourId, other, null)]).toEqual([0, 0]);
  });

  test('is given back by an entry that is taken back no more than the plan still has of it', async () => {
    const [tourId, lamp, kofr] = [await tour(), await thing('Лампа'), await thing('Кофр')];
    await plan(tourId, { itemId: lamp, caseId: null, by: 4 });
    await pack(tourId, lamp, kofr, 3, { isExtra: true });
    await pack(tourId, lamp, kofr, 2, { isExtra: true });
    const of = cast().lastMutationId;
    expect([await planned(tourId, lamp, null), await planned(tourId, lamp, kofr)]).toEqual([0, 5]);
    const back = [
      { itemId: lamp, caseId: kofr, by: -4 },
      { itemId: lamp, caseId: null, by: 4 },
    ];
    expect(await cast().verdict('admin', 'packing.plan', { tourId, changes: back })).toBe('done');
    expect(await say('packing.undo', { of })).toBe('done');
    // One was an extra: without it four go, as before.
    expect([await planned(tourId, lamp, null), await planned(tourId, lamp, kofr)]).toEqual([4, 0]);
  });
});

test('of what a case took along, somebody takes back a part, and who loaded it the rest', async () => {
  const [tourId, kofr, lamp, rope] = [await tour(), await thing('Кофр'), await thing('Лампа'), await thing('Трос')];
  await pack(tourId, lamp, kofr, 4);
  await pack(tourId, rope, kofr, 1);
  await say('packing.recordCase', { tourId, caseId: kofr, action: 'load' });
  const of = cast().lastMutationId;
  const line = packingLineId(tourId, rope, kofr);
  const [loaded] = await cast().rows('packing_entries', `packing_line_id = '${line}' AND action = 'load'`);
  expect(await cast().verdict('admin', 'packing.undo', { of: String(loaded?.['id']) })).toBe('done');
  expect(await say('packing.undo', { of })).toBe('done');
  expect(await say('packing.undo', { of })).toBe('packing.alreadyUndone');
  const entries = await cast().rows('packing_entries', `action = 'load' AND packing_line_id = '${line}'`);
  expect(entries.map((entry) => entry['quantity']).toSorted()).toEqual([-1, 1]);
});

test('an entry of another theatre is none', async () => {
  const THEIRS = '00000000-0000-7000-8000-00000000fff1';
  let of = '';
  for (const side of cast().sides) {
    await side.begin();
    const rows = new RowFactory(side.store(), THEIRS, 0x7000000);
    await rows.theater();
    const line = await rows.make('packing_lines', { tour_id: await rows.make('tours') });
    of = await rows.make('packing_entries', { packing_line_id: line, quantity: 1, action: 'pack', plan_changes: {} });
    await side.commit();
  }
  const refusal = await cast().act('packer', 'packing.undo', { of });
  expect(refusal).toEqual({ code: 'row.missing', details: { table: 'packing_entries', id: of } });
});

describe('a case', () => {
  test('goes neither into itself nor into what it holds, by plan or by scan', async () => {
    const [tourId, outer, inner, innermost] = [await tour(), await thing('А'), await thing('Б'), await thing('В')];
    expect(await pack(tourId, outer, outer)).toBe('packing.caseInItself');
    expect(await pack(tourId, inner, outer)).toBe('done');
    expect(await pack(tourId, innermost, inner)).toBe('done');
    expect(await pack(tourId, outer, innermost)).toBe('packing.caseInItself');
    expect(await plan(tourId, { itemId: outer, caseId: inner, by: 1 })).toBe('packing.caseInItself');
    const [x, y] = [await thing('Х'), await thing('У')];
    const circle = [
      { itemId: x, caseId: y, by: 1 },
      { itemId: y, caseId: x, by: 1 },
    ];
    expect(await plan(tourId, ...circle)).toBe('packing.caseInItself');
    expect(await planned(tourId, x, y)).toBeUndefined();
  });

  test('that was put into the wrong one and taken out again goes the other way round', async () => {
    const [tourId, big, small] = [await tour(), await thing('Большой'), await thing('Малый')];
    await plan(tourId, { itemId: big, caseId: small, by: 1 });
    await pack(tourId, big, small);
    const of = cast().lastMutationId;
    expect(await plan(tourId, { itemId: small, caseId: big, by: 1 })).toBe('packing.caseInItself');
    await say('packing.undo', { of });
    // In one step, whichever is said first.
    const swap = [
      { itemId: small, caseId: big, by: 1 },
      { itemId: big, caseId: small, by: -1 },
    ];
    expect(await plan(tourId, ...swap)).toBe('done');
    expect(await pack(tourId, small, big)).toBe('done');
  });

  test('goes into no circle by being loaded there either', async () => {
    const [tourId, outer, inner] = [await tour(), await thing('Большой'), await thing('Малый')];
    await pack(tourId, inner, outer);
    for (const [itemId, caseId] of [
      [outer, outer],
      [outer, inner],
    ] as const)
      for (const action of ['load', 'unload'])
        expect(await say('packing.record', { tourId, itemId, caseId, action, quantity: 1 })).toBe(
          'packing.caseInItself',
        );
    expect(await say('packing.record', { tourId, itemId: inner, caseId: outer, action: 'load', quantity: 1 })).toBe(
      'done',
    );
  });

  test('takes along what lies in it, and the cases in it that nobody packed themselves', async () => {
    const [tourId, outer, inner, lamp] = [
      await tour(),
      await thing('Большой'),
      await thing('Малый'),
      await thing('Лампа'),
    ];
    await plan(tourId, { itemId: inner, caseId: outer, by: 1 });
    await pack(tourId, lamp, inner, 4);
    expect(await say('packing.recordCase', { tourId, caseId: outer, action: 'load' })).toBe('done');
    const of = cast().lastMutationId;
    const innerLine = await cast().read('packing_entries', packingEntryId(of, 0));
    expect(innerLine).toMatchObject({ action: 'pack', quantity: 1 });
    const loads = (
      await Promise.all([0, 1, 2, 3, 4, 5].map((at) => cast().read('packing_entries', packingEntryId(of, at))))
    )
      .filter((entry) => entry['action'] === 'load')
      .map((entry) => entry['quantity']);
    expect(loads.toSorted()).toEqual([1, 1, 4]);
    expect(await say('packing.undo', { of })).toBe('done');
  });

  const onRoad = async (): Promise<{ tourId: string; kazan: string; trucks: readonly string[] }> => {
    const tourId = await tour();
    const truck = (): Promise<string> => cast().row('transports', { tour_id: tourId, name: 'Фура' });
    return { tourId, kazan: await cast().row('venues'), trucks: [await truck(), await truck()] };
  };
  const sums = async (tourId: string, itemId: string, caseId: string | null): Promise<PackingSums> => {
    const line = packingLineId(tourId, itemId, caseId);
    const entries = await cast().rows('packing_entries', `packing_line_id = '${line}'`);
    return packingSums(entries as unknown as Counted[]);
  };

  test('comes home without what was taken out of it on the road, or rides in another truck', async () => {
    const { tourId, kazan, trucks } = await onRoad();
    const [truck, other] = trucks;
    const [kofr, cable] = [await thing('Кофр'), await thing('Кабель')];
    const move = (action: string, quantity: number, more: object): Promise<string> =>
      say('packing.record', { tourId, itemId: cable, caseId: kofr, action, quantity, ...more });
    await pack(tourId, cable, kofr, 6);
    await move('load', 1, { transportId: other });
    expect(await say('packing.recordCase', { tourId, caseId: kofr, action: 'load', transportId: truck })).toBe('done');
    await move('unload', 2, { transportId: truck, venueId: kazan });
    expect(await sums(tourId, cable, kofr)).toMatchObject({ loaded: 4, on_site: 2 });
    // Whoever scans it once more has not loaded what stands on the stage.
    expect(
      await say('packing.recordCase', { tourId, caseId: kofr, action: 'load', transportId: truck, venueId: kazan }),
    ).toBe('done');
    // Without a word of the truck it is the case's own.
    expect(await say('packing.recordCase', { tourId, caseId: kofr, action: 'return' })).toBe('done');
    expect(await sums(tourId, cable, kofr)).toMatchObject({ loaded: 1, on_site: 2, returned: 3 });
    expect(await sums(tourId, kofr, null)).toMatchObject({ returned: 1, loaded: 0 });
  });

  test('that two people load or bring home was loaded once, and the second is not refused', async () => {
    const { tourId, trucks } = await onRoad();
    const [kofr, lamp] = [await thing('Кофр'), await thing('Лампа')];
    await pack(tourId, lamp, kofr, 4);
    const args = { tourId, caseId: kofr, transportId: trucks[0] };
    expect(await say('packing.recordCase', { ...args, action: 'return' })).toBe('packing.moreThanThere');
    for (const action of ['load', 'load', 'return', 'return'])
      expect(await say('packing.recordCase', { ...args, action }), action).toBe('done');
    expect(await sums(tourId, lamp, kofr)).toMatchObject({ loaded: 0, returned: 4 });
    expect(await sums(tourId, kofr, null)).toMatchObject({ loaded: 0, returned: 1 });
  });

  test('that lies in another one is loaded from there', async () => {
    const { tourId } = await onRoad();
    const [outer, inner] = [await thing('Большой'), await thing('Малый')];
    await plan(tourId, { itemId: inner, caseId: null, by: 1 });
    await pack(tourId, inner, outer);
    expect(await say('packing.recordCase', { tourId, caseId: inner, action: 'load' })).toBe('done');
    expect(await sums(tourId, inner, outer)).toMatchObject({ packed: 0, loaded: 1 });
    expect(await sums(tourId, inner, null)).toMatchObject({ packed: 0, loaded: 0 });
  });

  test('that something goes into goes itself, also after it was taken off the list', async () => {
    const [tourId, kofr, lamp] = [await tour(), await thing('Кофр'), await thing('Лампа')];
    await plan(tourId, { itemId: lamp, caseId: kofr, by: 1 });
    expect(await planned(tourId, kofr, null)).toBe(1);
    await plan(tourId, { itemId: kofr, caseId: null, by: -1 }, { itemId: lamp, caseId: kofr, by: -1 });
    expect(await planned(tourId, kofr, null)).toBe(0);
    await plan(tourId, { itemId: lamp, caseId: kofr, by: 2 });
    expect(await planned(tourId, kofr, null)).toBe(1);
  });
});

describe('a plan', () => {
  test('of a thousand lines is one step, which is taken back as one', async () => {
    const tourId = await tour();
    const kofr = await thing('Кофр');
    const items: string[] = [];
    for (let index = 0; index < 60; index += 1) items.push(await thing(`Вещь ${index}`));
    const changes = items.map((itemId, index) => ({ itemId, caseId: index % 2 === 0 ? kofr : null, by: 1 + index }));
    expect(await plan(tourId, ...changes)).toBe('done');
    expect(await planned(tourId, must(items[10]), kofr)).toBe(11);
    const inverse = must(
      must(mutationNamed('packing.plan')).inverse(
        { tourId, changes },
        { mutationId: cast().lastMutationId, newId: () => cast().newId() },
      ),
    );
    expect(await say(inverse.name, inverse.args as object)).toBe('done');
    for (const [index, itemId] of items.entries())
      expect(await planned(tourId, itemId, index % 2 === 0 ? kofr : null)).toBe(0);
  });

  test('adds up what it says of one line', async () => {
    const [tourId, lamp] = [await tour(), await thing('Лампа')];
    const changes = Array.from({ length: 500 }, () => ({ itemId: lamp, caseId: null, by: 2 }));
    expect(await plan(tourId, ...changes, { itemId: lamp, caseId: null, by: -1 })).toBe('done');
    expect(await planned(tourId, lamp, null)).toBe(999);
    expect(await cast().rows('activity_log', `entity_id = '${packingLineId(tourId, lamp, null)}'`)).toHaveLength(1);
  });

  test('is never less than nothing', async () => {
    const [tourId, lamp] = [await tour(), await thing('Лампа')];
    await plan(tourId, { itemId: lamp, caseId: null, by: 2 });
    expect(await plan(tourId, { itemId: lamp, caseId: null, by: -5 })).toBe('done');
    expect(await planned(tourId, lamp, null)).toBe(0);
  });
});

describe('what was deleted meanwhile', () => {
  const deleted = async (name: string): Promise<string> => {
    const id = await thing(name);
    expect(
      await cast().verdict('admin', 'row.delete', { table: 'inventory_items', id, deletionId: cast().newId() }),
    ).toBe('done');
    return id;
  };

  test('is refused with a sentence by laptop and hub', async () => {
    expect(await plan(await tour(), { itemId: await deleted('Лампа'), caseId: null, by: 1 })).toBe('row.deleted');
  });

  test('is left out of a plan of many, out of a case that is gone things go in none, and the planner hears of it', async () => {
    const [tourId, gone, kofr] = [await tour(), await deleted('Лампа'), await deleted('Кофр')];
    const [rope, cable] = [await thing('Трос'), await thing('Кабель')];
    const changes = [
      { itemId: rope, caseId: null, by: 1 },
      { itemId: gone, caseId: null, by: 2 },
      { itemId: cable, caseId: kofr, by: 3 },
    ];
    expect(await plan(tourId, ...changes)).toBe('done');
    expect([await planned(tourId, rope, null), await planned(tourId, gone, null)]).toEqual([1, undefined]);
    expect([await planned(tourId, cable, null), await planned(tourId, cable, kofr)]).toEqual([3, undefined]);
    const [told] = await cast().rows('notifications', `type = 'packing.leftOut' AND entity_id = '${tourId}'`);
    expect(must(readNotice('packing.leftOut', told?.['data']))).toMatchObject({
      items: ['Лампа'],
      more: 0,
      cases: ['Кофр'],
    });
  });
});

describe('what is packed into a case that was deleted', () => {
  test('is packed in none, and in the case again when that comes back', async () => {
    const [tourId, lamp, kofr] = [await tour(), await thing('Лампа'), await thing('Кофр')];
    const deletionId = cast().newId();
    const remove = { table: 'inventory_items', id: kofr, deletionId };
    expect(await cast().verdict('admin', 'row.delete', remove)).toBe('done');
    await plan(tourId, { itemId: lamp, caseId: null, by: 3 });
    for (let scan = 0; scan < 2; scan += 1) expect(await pack(tourId, lamp, kofr)).toBe('done');
    const line = packingLineId(tourId, lamp, kofr);
    expect(await cast().read('packing_lines', line)).toMatchObject({ case_item_id: null, quantity: 2 });
    expect(await planned(tourId, lamp, null)).toBe(1);
    // Lists show both in no case, and so it is taken off there.
    expect(await plan(tourId, { itemId: lamp, caseId: null, by: -2 })).toBe('done');
    expect([await planned(tourId, lamp, null), await planned(tourId, lamp, kofr)]).toEqual([0, 1]);
    expect(await plan(tourId, { itemId: lamp, caseId: null, by: 2 })).toBe('done');
    expect(await cast().verdict('admin', 'deletion.restore', { deletionId })).toBe('done');
    expect(await pack(tourId, lamp, kofr)).toBe('done');
    expect(await cast().read('packing_lines', line)).toMatchObject({ case_item_id: kofr, quantity: 2 });
    expect(await planned(tourId, kofr, null)).toBe(1);
  });

  test('and a thing that was deleted is packed where its tour knows it, or is over', async () => {
    const lamp = await thing('Лампа');
    const over = await tour('completed');
    expect(await plan(over, { itemId: lamp, caseId: null, by: 1 })).toBe('done');
    const remove = { table: 'inventory_items', id: lamp, deletionId: cast().newId() };
    expect(await cast().verdict('admin', 'row.delete', remove)).toBe('done');
    expect(await pack(over, lamp, null)).toBe('done');
    expect(await pack(await tour('completed'), lamp, null)).toBe('done');
    expect(await pack(await tour(), lamp, null)).toBe('reference.deleted');
  });
});

describe('bad input', () => {
  test.each([0, -1, 1.5, 100_001, 1e12])('%s pieces are refused as a form', async (quantity) => {
    expect(await pack(await tour(), await thing('Лампа'), null, quantity)).toBe('mutation.invalid');
  });

  test('things and tours of nobody are refused, and nothing is written', async () => {
    const [tourId, lamp] = [await tour(), await thing('Лампа')];
    expect(await pack(cast().newId(), lamp, null)).toBe('row.missing');
    expect(await pack(tourId, cast().newId(), null)).toBe('row.missing');
    expect(await pack(tourId, lamp, cast().newId())).toBe('row.missing');
    expect(await plan(tourId, { itemId: cast().newId(), caseId: null, by: 1 })).toBe('row.missing');
    expect(await planned(tourId, lamp, null)).toBeUndefined();
  });

  test('what happens to a thing that was decommissioned, or on a tour that was cancelled, is still written down', async () => {
    const [tourId, lamp] = [await tour('cancelled'), await thing('Лампа')];
    await cast().raw(`UPDATE inventory_items SET status = 'decommissioned' WHERE id = '${lamp}'`);
    expect(await pack(tourId, lamp, null)).toBe('done');
    expect(await packedBy(cast().lastMutationId)).toBe(1);
    expect(await say('packing.undo', { of: cast().lastMutationId })).toBe('done');
  });
});

test('two who packed the last of one thing on two laptops hear of each other where both are known', async () => {
  const [tourId, wig] = [await tour(), await thing('Парик')];
  await plan(tourId, { itemId: wig, caseId: null, by: 1 });
  // As from another laptop, whose packer could not know.
  await cast().row('packing_entries', {
    packing_line_id: packingLineId(tourId, wig, null),
    action: 'pack',
    quantity: 1,
    from_state: null,
    by_id: cast().userId('technician'),
    by_name: 'Пётр',
    device_id: cast().newId(),
    at: new Date(NOW).toISOString(),
  });
  expect(await pack(tourId, wig, null)).toBe('done');
  const notices = await cast().rows('notifications', `type = 'packing.met' AND entity_id = '${tourId}'`);
  const told = notices.map(({ user_id: userId, data }) => [userId, must(readNotice('packing.met', data)).byName]);
  expect(told.toSorted()).toEqual(
    [
      [cast().userId('technician'), 'packer Т'],
      [cast().userId('packer'), 'Пётр'],
    ].toSorted(),
  );
});

describe('a photo of damage', () => {
  const file = { sha256: 'a'.repeat(64), size: 20, mime: 'image/jpeg', name: 'трещина.jpg' };
  const photo = (args: object): Promise<string> => say('packing.photo', { id: cast().newId(), file, ...args });

  test('hangs on the fault, else on the thing; whoever took it takes it back, and nobody else’s', async () => {
    const [tourId, lamp] = [await tour(), await thing('Лампа')];
    await plan(tourId, { itemId: lamp, caseId: null, by: 1 });
    const faultId = await cast().row('faults', { inventory_item_id: lamp, title: 'Трещина' });
    const [first, second, third] = [cast().newId(), cast().newId(), cast().newId()];
    expect(await photo({ id: first, tourId, itemId: lamp, faultId })).toBe('done');
    expect(await photo({ id: second, tourId, itemId: lamp, faultId })).toBe('done');
    expect(await photo({ id: third, tourId, itemId: lamp })).toBe('done');
    expect(await cast().read('attachments', first)).toMatchObject({ entity_table: 'faults', sort_order: 1 });
    expect(await cast().read('attachments', second)).toMatchObject({ entity_id: faultId, sort_order: 2 });
    expect(await cast().read('attachments', third)).toMatchObject({ entity_table: 'inventory_items', entity_id: lamp });
    expect(await say('packing.takeBackPhoto', { id: first, deletionId: cast().newId() })).toBe('done');
    expect((await cast().read('attachments', first))['deleted_at']).not.toBeNull();
    const theirs = { id: second, deletionId: cast().newId() };
    expect(await cast().verdict('storekeeper', 'packing.takeBackPhoto', theirs)).toBe('row.notYours');
  });

  test('is all that the right to pack hangs: no document, no other thing, no fault of another, nothing elsewhere', async () => {
    const [tourId, lamp, other] = [await tour(), await thing('Лампа'), await thing('Другая')];
    await plan(tourId, { itemId: lamp, caseId: null, by: 1 });
    const faultId = await cast().row('faults', { inventory_item_id: other, title: 'Чужой' });
    const pdf = { ...file, mime: 'application/pdf', name: 'договор.pdf' };
    expect(await photo({ tourId, itemId: lamp, file: pdf })).toBe('mutation.invalid');
    expect(await photo({ tourId, itemId: other })).toBe('mutation.invalid');
    expect(await photo({ tourId, itemId: lamp, faultId })).toBe('mutation.invalid');
    expect(await photo({ tourId: cast().newId(), itemId: lamp })).toBe('row.missing');
    for (const [table, entityId] of [
      ['tours', tourId],
      ['inventory_items', lamp],
      ['faults', faultId],
    ])
      expect(await say('attachment.add', { id: cast().newId(), table, entityId, file })).toBe('permission.denied');
    expect(await cast().rows('attachments', `entity_id IN ('${other}', '${faultId}')`)).toEqual([]);
    const contract = await cast().row('attachments', { entity_table: 'tours', entity_id: tourId });
    const back = { id: contract, deletionId: cast().newId() };
    expect(await say('packing.takeBackPhoto', back)).toBe('mutation.invalid');
    expect(await cast().verdict('viewer', 'packing.photo', { id: cast().newId(), tourId, itemId: lamp, file })).toBe(
      'permission.denied',
    );
  });
});
