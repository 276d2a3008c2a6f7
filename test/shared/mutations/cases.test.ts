/** Cases on laptop and hub alike: what lies in one goes where it goes, none lies in itself, and lists add up. */
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { must } from '../../../shared/base/asserts.ts';
import { casePlaceId } from '../../../shared/mutations/case-place.ts';
import { stockId } from '../../../shared/mutations/stock.ts';
import { integrityReport } from '../../../shared/rules/integrity.ts';
import { kitLineId } from '../../../shared/rules/kits.ts';
import { Cast } from '../../support/cast.ts';

const state: { cast?: Cast } = {};
beforeAll(async () => {
  state.cast = await Cast.on(inject('postgresUrl'));
});
afterAll(async () => state.cast?.close());
const cast = (): Cast => must(state.cast);
const BOSS = 'admin';

const done = async (name: string, args: unknown): Promise<void> => {
  expect(await cast().act(BOSS, name, args), name).toBeUndefined();
};
const refusal = (name: string, args: unknown, as = BOSS): ReturnType<Cast['act']> => cast().act(as, name, args);

/** So many of a new thing on a shelf. */
async function thing(shelf: string, quantity = 1, values: Readonly<Record<string, string>> = {}): Promise<string> {
  const id = await cast().row('inventory_items', { quantity: 0, ...values });
  await done('inventory.receive', { itemId: id, locationId: shelf, quantity });
  return id;
}
async function makeCase(shelf: string, values: Readonly<Record<string, string>> = {}): Promise<string> {
  const id = await thing(shelf, 1, values);
  await done('case.make', { itemId: id });
  return id;
}
const shelf = (values: Readonly<Record<string, string>> = {}): Promise<string> =>
  cast().row('inventory_locations', values);
const place = (caseId: string): Promise<Readonly<Record<string, unknown>>> =>
  cast().read('inventory_locations', casePlaceId(caseId));
const at = async (item: string, location: string): Promise<number> =>
  Number((await cast().read('inventory_stock', stockId(item, location)))['quantity'] ?? 0);
const put = (caseId: string, item: string, from: string, quantity = 1): unknown => ({
  itemId: caseId,
  things: [{ itemId: item, fromLocationId: from, quantity }],
});
const move = (item: string, from: string, to: string): unknown => ({
  itemId: item,
  fromLocationId: from,
  toLocationId: to,
  quantity: 1,
});

describe('a case', () => {
  test('is a place that is called as the thing is and hangs where it stands', async () => {
    const from = await shelf();
    const box = await makeCase(from, { name: 'Свет 3', inventory_number: 'LI-1' });
    expect(await place(box)).toMatchObject({ name: 'Свет 3', code: 'LI-1', parent_id: from });
    expect(await cast().read('inventory_items', box)).toMatchObject({ place_id: casePlaceId(box) });
    await done('row.update', {
      table: 'inventory_items',
      id: box,
      changes: { name: 'Свет 4' },
      seen: { name: 'Свет 3' },
    });
    expect(await place(box)).toMatchObject({ name: 'Свет 4' });
  });

  test('made by two is one, and one of several pieces is none', async () => {
    const from = await shelf();
    const box = await makeCase(from);
    await done('case.make', { itemId: box });
    const bags = await thing(from, 2);
    expect(await refusal('case.make', { itemId: bags })).toMatchObject({ code: 'case.notSingle' });
    expect(await refusal('case.pack', put(bags, box, from))).toMatchObject({ code: 'case.none' });
  });

  test('that is moved takes along what is in it, however deep, without a movement of theirs', async () => {
    const [from, to] = [await shelf(), await shelf({ type: 'stage' })];
    const [outer, inner] = [await makeCase(from), await makeCase(from)];
    const lamp = await thing(from, 4);
    await done('case.pack', put(inner, lamp, from, 3));
    await done('case.pack', put(outer, inner, from));
    expect(await place(inner)).toMatchObject({ parent_id: casePlaceId(outer) });
    const before = await cast().rows('inventory_history', `item_id = '${lamp}'`);
    await done('inventory.move', move(outer, from, to));
    expect(await place(outer)).toMatchObject({ parent_id: to, type: 'stage' });
    expect(await place(inner)).toMatchObject({ parent_id: casePlaceId(outer), type: 'stage' });
    expect(await at(lamp, casePlaceId(inner))).toBe(3);
    expect(await cast().rows('inventory_history', `item_id = '${lamp}'`)).toHaveLength(before.length);
  });

  test('goes along when a count finds it elsewhere', async () => {
    const [from, to] = [await shelf(), await shelf()];
    const [box, outer] = [await makeCase(from), await makeCase(to)];
    await done('inventory.writeOff', { itemId: box, locationId: from, quantity: 1 });
    expect(await place(box)).toMatchObject({ parent_id: from });
    await done('case.check', { itemId: outer, changes: [{ itemId: box, by: 1 }] });
    expect(await place(box)).toMatchObject({ parent_id: casePlaceId(outer) });
    expect(await cast().read('inventory_items', box)).toMatchObject({ location_id: casePlaceId(outer) });
  });

  test('never lies in itself: whoever makes the other half of a circle is refused with both names', async () => {
    const from = await shelf();
    const [one, two] = [await makeCase(from, { name: 'Первый' }), await makeCase(from, { name: 'Второй' })];
    expect(await refusal('case.pack', put(one, one, from))).toMatchObject({ code: 'tree.cycle' });
    await done('case.pack', put(one, two, from));
    expect(await refusal('inventory.move', move(one, from, casePlaceId(two)))).toMatchObject({
      code: 'tree.cycle',
      details: { title: 'Первый', parent: 'Второй' },
    });
    expect(await at(one, from)).toBe(1);
  });

  test('and what it lies in change places as one', async () => {
    const from = await shelf();
    const [one, two] = [await makeCase(from), await makeCase(from)];
    await done('case.pack', put(one, two, from));
    await done('case.unpack', { itemId: one, things: [{ itemId: two, toLocationId: from, quantity: 1 }] });
    await done('case.pack', put(two, one, from));
    expect(await place(one)).toMatchObject({ parent_id: casePlaceId(two) });
    expect(await place(two)).toMatchObject({ parent_id: from });
  });

  test('is emptied in one step, which is taken back in one', async () => {
    const from = await shelf();
    const box = await makeCase(from);
    const things = [await thing(from), await thing(from, 5)];
    const all = things.map((itemId, index) => ({ itemId, quantity: index === 0 ? 1 : 5 }));
    const pack = { itemId: box, things: all.map((one) => ({ ...one, fromLocationId: from })) };
    await done('case.pack', pack);
    await done('case.unpack', { itemId: box, things: all.map((one) => ({ ...one, toLocationId: from })) });
    expect(await at(must(things[1]), from)).toBe(5);
    await done('case.pack', pack);
    expect(await at(must(things[1]), casePlaceId(box))).toBe(5);
  });

  test('with something in it is neither deleted nor made an ordinary thing; empty it goes with its place', async () => {
    const from = await shelf();
    const box = await makeCase(from);
    const lamp = await thing(from);
    await done('case.pack', put(box, lamp, from));
    const deletionId = cast().newId();
    const away = { table: 'inventory_items', id: box, deletionId };
    const holds = { code: 'case.holds', details: { count: 1 } };
    expect(await refusal('row.delete', away)).toMatchObject(holds);
    expect(await refusal('case.unmake', { itemId: box })).toMatchObject(holds);
    const inside = { table: 'inventory_locations', id: casePlaceId(box), deletionId: cast().newId() };
    expect(await refusal('row.delete', inside)).toMatchObject(holds);
    await done('case.unpack', { itemId: box, things: [{ itemId: lamp, toLocationId: from, quantity: 1 }] });
    await done('row.delete', away);
    expect((await place(box))['deleted_at']).not.toBeNull();
    await done('deletion.restore', { deletionId });
    expect(await place(box)).toMatchObject({ deleted_at: null, parent_id: from });
  });

  test('that is one no more becomes one again, with its list', async () => {
    const from = await shelf();
    const box = await makeCase(from);
    const lamp = await thing(from);
    await done('kit.add', { caseItemId: box, lines: [{ itemId: lamp, quantity: 2 }] });
    await done('case.unmake', { itemId: box });
    expect(await refusal('case.pack', put(box, lamp, from))).toMatchObject({ code: 'case.none' });
    await done('case.make', { itemId: box });
    await done('case.pack', put(box, lamp, from));
    expect(await cast().read('kit_lines', kitLineId(box, lamp))).toMatchObject({ quantity: 2, deleted_at: null });
  });

  test('is not moved or called otherwise by hand at its place', async () => {
    const from = await shelf();
    const box = await makeCase(from, { name: 'Кабели' });
    for (const [column, wanted, seen] of [
      ['parent_id', null, from],
      ['name', 'Иначе', 'Кабели'],
    ] as const)
      expect(
        await refusal('row.update', {
          table: 'inventory_locations',
          id: casePlaceId(box),
          changes: { [column]: wanted },
          seen: { [column]: seen },
        }),
      ).toMatchObject({ code: 'case.follows', details: { title: 'Кабели' } });
  });

  test('that was looked through says by whom; what is missing leaves stock with the right to post counts', async () => {
    const from = await shelf();
    const box = await makeCase(from);
    const lamp = await thing(from, 4);
    await done('case.pack', put(box, lamp, from, 4));
    await done('case.check', { itemId: box });
    expect(await place(box)).toMatchObject({ checked_by_name: 'admin Т' });
    const missing = { itemId: box, changes: [{ itemId: lamp, by: -1 }] };
    expect(await refusal('case.check', missing, 'technician')).toMatchObject({ code: 'permission.denied' });
    await done('case.check', missing);
    expect(await at(lamp, casePlaceId(box))).toBe(3);
    await done('case.check', { itemId: box, changes: [{ itemId: lamp, by: 1 }], isTakenBack: true });
    expect(await at(lamp, casePlaceId(box))).toBe(4);
    expect(await place(box)).toMatchObject({ checked_at: null, checked_by_name: null });
  });

  test('whose place is elsewhere is found by health and mended', async () => {
    const [from, wrong] = [await shelf(), await shelf()];
    const box = await makeCase(from);
    await cast().raw(`UPDATE inventory_locations SET parent_id = '${wrong}' WHERE id = '${casePlaceId(box)}'`);
    const found = async (): Promise<readonly unknown[]> =>
      Promise.all(
        cast().sides.map(async (side) => {
          const asked = { database: side.name, theaterId: cast().theaterId, now: new Date() };
          const { findings } = await integrityReport((sql) => side.select(sql), asked);
          return findings.filter(({ kind }) => kind === 'case').flatMap(({ ids }) => ids);
        }),
      );
    expect(await found()).toEqual([[box], [box]]);
    await done('case.settle', { itemId: box });
    expect(await found()).toEqual([[], []]);
    expect(await place(box)).toMatchObject({ parent_id: from });
  });
});

describe('what should be in a case', () => {
  test('adds up where two people add the same, and goes where as many are taken off', async () => {
    const from = await shelf();
    const box = await makeCase(from);
    const lamp = await thing(from);
    const line = kitLineId(box, lamp);
    const some = (quantity: number): unknown => ({ caseItemId: box, lines: [{ itemId: lamp, quantity }] });
    await done('kit.add', some(2));
    await done('kit.add', some(3));
    expect(await cast().read('kit_lines', line)).toMatchObject({ quantity: 5 });
    await done('kit.take', some(4));
    expect(await cast().read('kit_lines', line)).toMatchObject({ quantity: 1 });
    await done('kit.take', some(4));
    expect((await cast().read('kit_lines', line))['deleted_at']).not.toBeNull();
    await done('kit.add', some(4));
    expect(await cast().read('kit_lines', line)).toMatchObject({ quantity: 4, deleted_at: null });
  });

  test('never names the case itself, however deep', async () => {
    const from = await shelf();
    const boxes = [await makeCase(from), await makeCase(from), await makeCase(from)] as const;
    const into = (outer: string, inner: string): unknown => ({
      caseItemId: outer,
      lines: [{ itemId: inner, quantity: 1 }],
    });
    await done('kit.add', into(boxes[0], boxes[1]));
    await done('kit.add', into(boxes[1], boxes[2]));
    for (const inner of [boxes[0], boxes[2]])
      expect(await refusal('kit.add', into(boxes[2], inner))).toMatchObject({ code: 'kit.inItself' });
  });
});
