/** A production as the start of another, what a variant needs otherwise, checklists copied and written. */
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { must } from '../../../shared/base/asserts.ts';
import { copiedParts } from '../../../shared/mutations/production-mutations.ts';
import { mutationNamed } from '../../../shared/mutations/registry.ts';
import type { TableName } from '../../../shared/schema/catalog.ts';
import { Cast } from '../../support/cast.ts';

const state: { cast?: Cast } = {};
beforeAll(async () => {
  state.cast = await Cast.on(inject('postgresUrl'));
});
afterAll(async () => state.cast?.close());
const cast = (): Cast => must(state.cast);

const AS = 'stage_manager';
const act = (name: string, args: unknown, as = AS) => cast().verdict(as, name, args);
const live = (table: TableName, where: string) => cast().rows(table, `deleted_at IS NULL AND ${where}`);

/** What undo would do, as the interface asks for it. */
async function takeBack(name: string, args: unknown, mutationId = cast().lastMutationId): Promise<string> {
  const inverse = must(must(mutationNamed(name)).inverse(args, { mutationId, newId: () => cast().newId() }));
  const refusal = await cast().act(AS, inverse.name, inverse.args);
  return refusal === undefined ? 'done' : JSON.stringify(refusal);
}

/** A production with a variant that has its own of everything. */
async function production(title: string) {
  const id = await cast().row('performances', { title, author: 'Чехов', duration_minutes: 177, status: 'active' });
  const variant = await cast().row('performance_variants', { performance_id: id, name: 'Гастроли' });
  const section = await cast().row('passport_sections', { performance_id: id, title: 'Свет', content: '# Свет\n' });
  const other = { performance_id: id, title: 'Свет', variant_id: variant, replaces_id: section };
  const first = await cast().row('passport_sections', { ...other, content: 'башни' });
  // Somebody replaced what replaces: the copy needs its rows in the order of that.
  await cast().row('passport_sections', { ...other, replaces_id: first, content: 'две башни' });
  const [chair, lamp] = [await cast().row('inventory_items'), await cast().row('inventory_items')];
  const need = await cast().row('performance_inventory', {
    performance_id: id,
    inventory_item_id: chair,
    quantity: 8,
  });
  await cast().row('variant_inventory', { variant_id: variant, inventory_item_id: lamp, quantity: 2 });
  const scene = await cast().row('scenes', { performance_id: id, number: '1.1', rank: 'a0' });
  const line = await cast().row('run_sheet_lines', {
    scene_id: scene,
    what: 'Стулья',
    performance_inventory_id: need,
    rank: 'a0',
  });
  const left = { scene_id: scene, what: 'Стулья', variant_id: variant, replaces_id: line, is_left_out: true };
  await cast().row('run_sheet_lines', { ...left, rank: 'a1' });
  const list = await cast().row('performance_checklists', { performance_id: id, name: 'Сцена' });
  await cast().row('checklist_items', { checklist_id: list, title: 'Люк', sort_order: 0, is_critical: true });
  await cast().row('performance_members', {
    performance_id: id,
    employee_id: cast().employeeId('technician'),
    function: 'Машинист',
  });
  return { id, variant, section, chair, lamp, need, scene, line, list };
}

describe('a production begins as another one', () => {
  test('with all its parts, which point at each other alone; and goes again in one step', async () => {
    const old = await production('Чайка');
    const id = cast().newId();
    const args = { id, fromId: old.id, title: 'Чайка, малая', parts: [...copiedParts] };
    expect(await act('performance.copy', args)).toBe('done');
    expect(await cast().read('performances', id)).toMatchObject({
      title: 'Чайка, малая',
      author: 'Чехов',
      duration_minutes: 177,
      status: 'in_development',
    });
    const own = `performance_id = '${id}'`;
    const variant = must((await live('performance_variants', own))[0])['id'];
    const sections = await live('passport_sections', own);
    expect(sections.map((row) => row['content']).toSorted()).toEqual(['# Свет\n', 'башни', 'две башни']);
    const of = (content: string) => must(sections.find((row) => row['content'] === content));
    expect(of('башни')).toMatchObject({ variant_id: variant, replaces_id: of('# Свет\n')['id'] });
    expect(of('две башни')).toMatchObject({ variant_id: variant, replaces_id: of('башни')['id'] });
    const need = must((await live('performance_inventory', own))[0]);
    expect(need).toMatchObject({ inventory_item_id: old.chair, quantity: 8 });
    expect(await live('variant_inventory', `variant_id = '${String(variant)}'`)).toMatchObject([
      { inventory_item_id: old.lamp, quantity: 2 },
    ]);
    const scene = must((await live('scenes', own))[0]);
    expect(scene).toMatchObject({ number: '1.1', rank: 'a0' });
    const lines = await live('run_sheet_lines', `scene_id = '${String(scene['id'])}'`);
    const base = must(lines.find((row) => row['variant_id'] === null));
    expect(base).toMatchObject({ what: 'Стулья', performance_inventory_id: need['id'] });
    expect(lines.find((row) => row['variant_id'] === variant)).toMatchObject({
      replaces_id: base['id'],
      is_left_out: true,
    });
    const list = must((await live('performance_checklists', own))[0]);
    expect(await live('checklist_items', `checklist_id = '${String(list['id'])}'`)).toMatchObject([
      { title: 'Люк', is_critical: true },
    ]);
    expect(await live('performance_members', own)).toMatchObject([{ function: 'Машинист' }]);
    expect(await takeBack('performance.copy', args)).toBe('done');
    for (const table of ['passport_sections', 'scenes', 'performance_inventory', 'performance_checklists'] as const)
      expect(await live(table, own)).toEqual([]);
    expect(await live('passport_sections', `performance_id = '${old.id}'`)).toHaveLength(3);
  });

  test('is deleted with rows that stand in place of each other, and comes back with all of them', async () => {
    const { id } = await production('Горе');
    const deletion = { table: 'performances', id, deletionId: cast().newId() };
    expect(await act('row.delete', deletion)).toBe('done');
    expect(await live('passport_sections', `performance_id = '${id}'`)).toEqual([]);
    expect(await takeBack('row.delete', deletion)).toBe('done');
    const sections = await live('passport_sections', `performance_id = '${id}'`);
    expect(sections.filter((row) => row['replaces_id'] !== null)).toHaveLength(2);
  });

  test('with some of its parts: what belongs to a variant that stays behind stays behind too', async () => {
    const old = await production('Сад');
    const id = cast().newId();
    const args = { id, fromId: old.id, title: 'Сад, эскиз', parts: ['passport', 'runSheet'] };
    expect(await act('performance.copy', args)).toBe('done');
    const own = `performance_id = '${id}'`;
    expect(await live('passport_sections', own)).toMatchObject([{ content: '# Свет\n', variant_id: null }]);
    const scene = must((await live('scenes', own))[0]);
    expect(await live('run_sheet_lines', `scene_id = '${String(scene['id'])}'`)).toMatchObject([
      { what: 'Стулья', performance_inventory_id: null },
    ]);
    expect(await live('performance_members', own)).toEqual([]);
  });

  test('what somebody has added to a copy since is not lost by taking the copy back', async () => {
    const old = await production('Метель');
    const args = { id: cast().newId(), fromId: old.id, title: 'Метель 2', parts: [...copiedParts] };
    expect(await act('performance.copy', args)).toBe('done');
    const copied = cast().lastMutationId;
    await cast().row('passport_sections', { performance_id: args.id, title: 'Своё' });
    expect(await takeBack('performance.copy', args, copied)).toContain('undo.hasMore');
    expect(await live('passport_sections', `performance_id = '${args.id}'`)).toHaveLength(4);
    // Nobody discards another one's production without the right to delete.
    const whole = await cast().row('performances', { created_by_id: cast().userId('admin') });
    const discard = { table: 'performances', id: whole, fromId: whole, copyId: copied, deletionId: cast().newId() };
    expect(await act('copy.discard', discard)).toBe('done');
    expect(await act('copy.discard', { ...discard, id: old.id }, 'technician')).toBe('permission.denied');
  });

  test('without what is deleted', async () => {
    const old = await production('Гроза');
    const gone = { performance_id: old.id, employee_id: cast().employeeId('viewer'), function: 'Суфлёр' };
    const left = await cast().row('performance_members', gone);
    await cast().act('admin', 'row.delete', { table: 'performance_members', id: left, deletionId: cast().newId() });
    expect(await act('row.delete', { table: 'scenes', id: old.scene, deletionId: cast().newId() })).toBe('done');
    const id = cast().newId();
    expect(await act('performance.copy', { id, fromId: old.id, title: 'Гроза 2', parts: [...copiedParts] })).toBe(
      'done',
    );
    expect(await live('scenes', `performance_id = '${id}'`)).toEqual([]);
    expect(await live('performance_members', `performance_id = '${id}'`)).toHaveLength(1);
  });

  test('by whoever may edit productions, from one that is there', async () => {
    const { id: fromId } = await production('Ревизор');
    const args = { id: cast().newId(), fromId, title: 'Ревизор 2', parts: [] };
    expect(await act('performance.copy', args, 'technician')).toBe('permission.denied');
    expect(await act('performance.copy', { ...args, fromId: cast().newId() })).toBe('row.missing');
    expect(await act('performance.copy', { ...args, title: '  ' })).toBe('mutation.invalid');
  });
});

describe('a variant needs otherwise', () => {
  const set = (variantId: string, itemId: string, quantity: number | null, seen: number | null) =>
    act('variant.setNeed', { variantId, itemId, quantity, seen });
  const held = async (variantId: string, itemId: string) =>
    (await live('variant_inventory', `variant_id = '${variantId}' AND inventory_item_id = '${itemId}'`)).map(
      (row) => row['quantity'],
    );

  test('so many, none, or as the base again; and each is taken back to what stood there', async () => {
    const { variant, chair } = await production('Снег');
    expect(await set(variant, chair, 4, null)).toBe('done');
    expect(await set(variant, chair, 0, 4)).toBe('done');
    expect(await held(variant, chair)).toEqual([0]);
    expect(await takeBack('variant.setNeed', { variantId: variant, itemId: chair, quantity: 0, seen: 4 })).toBe('done');
    expect(await held(variant, chair)).toEqual([4]);
    const asBase = { variantId: variant, itemId: chair, quantity: null, seen: 4 };
    expect(await act('variant.setNeed', asBase)).toBe('done');
    expect(await held(variant, chair)).toEqual([]);
    expect(await act('variant.setNeed', asBase)).toBe('done');
    expect(await takeBack('variant.setNeed', asBase)).toBe('done');
    expect(await held(variant, chair)).toEqual([4]);
  });

  test('two people say two numbers without knowing of each other: both are kept as a question', async () => {
    const { variant, lamp } = await production('Буря');
    expect(await set(variant, lamp, 5, 2)).toBe('done');
    expect(await set(variant, lamp, 7, 2)).toBe('done');
    const row = must(
      (await live('variant_inventory', `variant_id = '${variant}' AND inventory_item_id = '${lamp}'`))[0],
    );
    const open = await cast().rows('conflicts', `entity_id = '${String(row['id'])}'`);
    expect(open).toMatchObject([{ column_name: 'quantity', status: 'open' }]);
  });

  test('of things that are there, by whoever may edit productions', async () => {
    const { variant, chair } = await production('Пир');
    const args = { variantId: variant, itemId: chair, quantity: 1, seen: null };
    expect(await set(variant, cast().newId(), 1, null)).toBe('row.missing');
    expect(await act('variant.setNeed', args, 'technician')).toBe('permission.denied');
  });
});

describe('a checklist', () => {
  const titles = async (list: string) => {
    const rows = await live('checklist_items', `checklist_id = '${list}'`);
    return rows
      .toSorted((a, b) => Number(a['sort_order']) - Number(b['sort_order']))
      .map((row) => String(row['title']));
  };
  const listOf = async (...points: readonly string[]) => {
    const performance = await cast().row('performances');
    const list = await cast().row('performance_checklists', { performance_id: performance, name: 'Сцена' });
    const ids: string[] = [];
    for (const [index, title] of points.entries())
      ids.push(await cast().row('checklist_items', { checklist_id: list, title, sort_order: index }));
    return { performance, list, ids };
  };

  test('takes points below the one named, first, or last where that is gone; and loses them in one step', async () => {
    const { list, ids } = await listOf('а', 'б');
    const insert = (afterId: string | null, ...added: readonly string[]) => ({
      checklistId: list,
      afterId,
      items: added.map((title) => ({ id: cast().newId(), title, isCritical: false })),
    });
    const below = insert(must(ids[0]), 'в', 'г');
    expect(await act('checklist.insertItems', below)).toBe('done');
    expect(await titles(list)).toEqual(['а', 'в', 'г', 'б']);
    expect(await act('checklist.insertItems', insert(null, 'первый'))).toBe('done');
    expect(await act('checklist.insertItems', insert(cast().newId(), 'последний'))).toBe('done');
    expect(await titles(list)).toEqual(['первый', 'а', 'в', 'г', 'б', 'последний']);
    expect(await takeBack('checklist.insertItems', below)).toBe('done');
    expect(await titles(list)).toEqual(['первый', 'а', 'б', 'последний']);
  });

  test('keeps both orders of two people who moved different points of it', async () => {
    const { list, ids } = await listOf('а', 'б', 'в', 'г');
    const [a = '', b = '', c = '', d = ''] = ids;
    // Both saw а б в г: one puts а last, the other г first.
    expect(await act('checklist.moveItem', { id: a, afterId: d, seenAfterId: null })).toBe('done');
    expect(await act('checklist.moveItem', { id: d, afterId: null, seenAfterId: c })).toBe('done');
    expect(await titles(list)).toEqual(['г', 'б', 'в', 'а']);
    expect(await takeBack('checklist.moveItem', { id: a, afterId: c, seenAfterId: b })).toBe('done');
    expect(await titles(list)).toEqual(['г', 'б', 'а', 'в']);
  });

  test('leaves the others where they stand when one is moved or comes between', async () => {
    const { list, ids } = await listOf('а', 'б', 'в', 'г');
    const [a = '', , c = '', d = ''] = ids;
    expect(await act('checklist.moveItem', { id: d, afterId: a, seenAfterId: c })).toBe('done');
    expect(await titles(list)).toEqual(['а', 'г', 'б', 'в']);
    const places = async (): Promise<Map<unknown, unknown>> =>
      new Map((await live('checklist_items', `checklist_id = '${list}'`)).map((row) => [row['id'], row['sort_order']]));
    const stood = await places();
    const added = { id: cast().newId(), title: 'д', isCritical: false };
    for (const [id, afterId] of [
      [d, null],
      [c, a],
      [d, c],
      [c, d],
    ] as const)
      expect(await act('checklist.moveItem', { id, afterId, seenAfterId: null })).toBe('done');
    expect(await act('checklist.insertItems', { checklistId: list, afterId: a, items: [added] })).toBe('done');
    expect(await titles(list)).toEqual(['а', 'д', 'г', 'в', 'б']);
    const stands = await places();
    for (const [id, place] of stood) if (id !== c && id !== d) expect(stands.get(id)).toBe(place);
    // However often: where there is no room left, all are given places anew.
    for (let time = 0; time < 40; time += 1) {
      const moved = time % 2 === 0 ? c : d;
      expect(await act('checklist.moveItem', { id: moved, afterId: a, seenAfterId: null })).toBe('done');
      expect((await titles(list)).slice(0, 2)).toEqual(['а', time % 2 === 0 ? 'в' : 'г']);
    }
  });

  test('gives up points of one list together, and gets them back where they stood', async () => {
    const { list, ids } = await listOf('а', 'б', 'в');
    const other = await listOf('чужой');
    const remove = { ids: [must(ids[0]), must(ids[2])], deletionId: cast().newId() };
    const mixed = { ids: [must(ids[0]), must(other.ids[0])], deletionId: cast().newId() };
    expect(await act('checklist.removeItems', mixed)).toBe('mutation.invalid');
    expect(await act('checklist.removeItems', remove)).toBe('done');
    expect(await titles(list)).toEqual(['б']);
    expect(await takeBack('checklist.removeItems', remove)).toBe('done');
    expect(await titles(list)).toEqual(['а', 'б', 'в']);
  });

  test('becomes a template of the house, and a list of another production, last in its phase', async () => {
    const { performance, list } = await listOf('а', 'б');
    const template = { id: cast().newId(), fromId: list, performanceId: null, variantId: null };
    expect(await act('checklist.copy', template)).toBe('done');
    expect(await titles(template.id)).toEqual(['а', 'б']);
    const copy = { id: cast().newId(), fromId: template.id, performanceId: performance, variantId: null };
    expect(await act('checklist.copy', copy)).toBe('done');
    const copied = cast().lastMutationId;
    expect(await cast().read('performance_checklists', copy.id)).toMatchObject({ name: 'Сцена', sort_order: 1 });
    // What was copied does not change with what it was copied from.
    const [point] = await live('checklist_items', `checklist_id = '${template.id}'`);
    const change = { table: 'checklist_items', id: point?.['id'], changes: { title: 'я' }, seen: { title: 'а' } };
    expect(await act('row.update', change)).toBe('done');
    expect(await titles(copy.id)).toEqual(['а', 'б']);
    expect(await takeBack('checklist.copy', copy, copied)).toBe('done');
    expect(await titles(copy.id)).toEqual([]);
  });

  test('is no list of another variant’s, and nothing for those who may not edit productions', async () => {
    const { performance, list } = await listOf('а');
    const variantId = await cast().row('performance_variants');
    const copy = { id: cast().newId(), fromId: list, performanceId: performance, variantId };
    expect(await act('checklist.copy', copy)).toBe('mutation.invalid');
    expect(await act('checklist.copy', { ...copy, variantId: null }, 'technician')).toBe('permission.denied');
  });
});
