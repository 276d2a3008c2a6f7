/** Templates of labels and forms: one of a kind is the default, whoever chose it, and a label can be printed. */
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { must } from '../../../shared/base/asserts.ts';
import { presetDesign } from '../../../shared/labels/presets.ts';
import type { JsonValue } from '../../../shared/schema/define.ts';
import { Cast } from '../../support/cast.ts';

const state: { cast?: Cast } = {};
beforeAll(async () => {
  state.cast = await Cast.on(inject('postgresUrl'));
});
afterAll(async () => state.cast?.close());
const cast = (): Cast => must(state.cast);
const design = presetDesign('sheet24', 'item');

const table = 'label_templates';
async function create(kind: string, content: JsonValue = design, as = 'storekeeper'): Promise<[string, string]> {
  const id = cast().newId();
  const verdict = await cast().verdict(as, 'row.create', { table, id, values: { name: 'Бирка', kind, content } });
  return [id, verdict];
}
const defaults = async (kind: string): Promise<unknown[]> =>
  (await cast().rows(table, `kind = '${kind}' AND deleted_at IS NULL`)).flatMap((row) =>
    row['is_default'] === true ? [row['id']] : [],
  );

describe('a label template', () => {
  test('is the default of its kind when somebody says so, and the one before is it no longer', async () => {
    const [first] = await create('blank');
    const [second, verdict] = await create('blank');
    expect(verdict).toBe('done');
    expect(await defaults('blank')).toEqual([]);
    expect(await cast().verdict('storekeeper', 'labelTemplate.makeDefault', { id: first })).toBe('done');
    expect(await defaults('blank')).toEqual([first]);
    // Somebody else chose without a network: they saw none that was the default.
    expect(await cast().verdict('admin', 'labelTemplate.makeDefault', { id: second })).toBe('done');
    expect(await defaults('blank')).toEqual([second]);
    expect(await cast().verdict('admin', 'labelTemplate.clearDefault', { id: second })).toBe('done');
    expect(await defaults('blank')).toEqual([]);
  });

  test('comes back out of the trash as the default that it was, unless another was chosen meanwhile', async () => {
    const [[first], [second]] = [await create('location'), await create('location')];
    await cast().verdict('admin', 'labelTemplate.makeDefault', { id: first });
    const deletionId = cast().newId();
    expect(await cast().verdict('admin', 'row.delete', { table, id: first, deletionId })).toBe('done');
    expect(await defaults('location')).toEqual([]);
    expect(await cast().verdict('admin', 'deletion.restore', { deletionId })).toBe('done');
    expect(await defaults('location')).toEqual([first]);
    const again = cast().newId();
    await cast().verdict('admin', 'row.delete', { table, id: first, deletionId: again });
    expect(await cast().verdict('admin', 'labelTemplate.makeDefault', { id: second })).toBe('done');
    expect(await cast().verdict('admin', 'deletion.restore', { deletionId: again })).toBe('done');
    expect(await defaults('location')).toEqual([second]);
  });

  test('that becomes another kind, which has a default, is the default no longer', async () => {
    const [[item], [place]] = [await create('item'), await create('location')];
    for (const id of [item, place])
      expect(await cast().verdict('admin', 'labelTemplate.makeDefault', { id })).toBe('done');
    const args = { table, id: place, changes: { kind: 'item' }, seen: { kind: 'location' } };
    expect(await cast().verdict('admin', 'row.update', args)).toBe('done');
    expect(await defaults('item')).toEqual([item]);
  });

  test('of another theatre, or that is not there, is not chosen', async () => {
    expect(await cast().verdict('admin', 'labelTemplate.makeDefault', { id: cast().newId() })).toBe('row.missing');
    const [id] = await create('item');
    expect(await cast().verdict('viewer', 'labelTemplate.makeDefault', { id })).toBe('permission.denied');
  });

  test.each<[string, JsonValue]>([
    ['is empty', {}],
    ['is no object', 'x'],
    ['lies beyond its sheet', { ...design, width: 90 }],
    ['has no room inside its padding', { ...design, padding: 18 }],
    ['has a size that is none', { ...design, height: 0 }],
    ['has a code that nobody knows', { ...design, code: { symbology: 'ean13', side: 'left' } }],
    [
      'has type that nobody can read',
      { ...design, lines: [{ field: 'name', text: '', points: 2, isBold: false, lines: 1 }] },
    ],
    ['has a part that nobody knows', { ...design, logo: true }],
  ])('that %s is refused', async (_what, content) => {
    expect((await create('item', content))[1]).toBe('value.invalid');
  });

  test('has a name', async () => {
    const values = { name: ' ', kind: 'item', content: design };
    expect(await cast().verdict('admin', 'row.create', { table, id: cast().newId(), values })).toBe('value.invalid');
  });
});

test('a form template stands for its form when somebody says so, one of a kind', async () => {
  const make = async (): Promise<string> => {
    const id = cast().newId();
    const values = { name: 'Наш акт', kind: 'write-off', content: '#set page(paper: "a4")' };
    expect(await cast().verdict('admin', 'row.create', { table: 'form_templates', id, values })).toBe('done');
    return id;
  };
  const [first, second] = [await make(), await make()];
  for (const id of [first, second])
    expect(await cast().verdict('admin', 'formTemplate.makeDefault', { id })).toBe('done');
  const marked = await cast().rows('form_templates', 'deleted_at IS NULL');
  expect(marked.flatMap((row) => (row['is_default'] === true ? [row['id']] : []))).toEqual([second]);
  expect(await cast().verdict('warehouse_manager', 'formTemplate.makeDefault', { id: first })).toBe(
    'permission.denied',
  );
  const values = { name: 'Без бланка', kind: '', content: '' };
  expect(await cast().verdict('admin', 'row.create', { table: 'form_templates', id: cast().newId(), values })).toBe(
    'value.invalid',
  );
});
