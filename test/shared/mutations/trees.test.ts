/** Nothing hangs below itself: refused on both sides with both names, found by health, and mended. */
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { must } from '../../../shared/base/asserts.ts';
import { integrityReport } from '../../../shared/rules/integrity.ts';
import { trees } from '../../../shared/rules/trees.ts';
import { tableOf } from '../../../shared/schema/catalog.ts';
import { Cast } from '../../support/cast.ts';

const state: { cast?: Cast } = {};
beforeAll(async () => {
  state.cast = await Cast.on(inject('postgresUrl'));
});
afterAll(async () => state.cast?.close());
const cast = (): Cast => must(state.cast);

test('places, kinds of things and of documents, cases, and what stands in whose place are trees', () => {
  expect(trees.map(({ table, column }) => `${table}.${column}`).toSorted()).toEqual([
    'document_categories.parent_id',
    'inventory_categories.parent_id',
    'inventory_items.case_item_id',
    'inventory_locations.parent_id',
    'passport_sections.replaces_id',
    'run_sheet_lines.replaces_id',
  ]);
});

test.each(trees)(
  'two people who hang one into the other: the second is refused with both names ($table)',
  async ({ table, column }) => {
    const title = must(tableOf(table).title);
    const [first, second, third] = [
      await cast().row(table, { [title]: 'Первый' }),
      await cast().row(table, { [title]: 'Второй' }),
      await cast().row(table),
    ];
    const hang = (id: string, into: string): unknown => ({
      table,
      id,
      changes: { [column]: into },
      seen: { [column]: null },
    });
    expect(await cast().verdict('admin', 'row.update', hang(second, third))).toBe('done');
    expect(await cast().verdict('admin', 'row.update', hang(third, first))).toBe('done');
    expect(await cast().act('admin', 'row.update', hang(first, second))).toMatchObject({
      code: 'tree.cycle',
      details: { title: 'Первый', parent: 'Второй' },
    });
    expect(await cast().act('admin', 'row.update', hang(first, first))).toMatchObject({ code: 'tree.cycle' });
    const id = cast().newId();
    const columns = Object.entries(tableOf(table).columns).filter(
      ([, { nullable, managed, initial }]) => !nullable && managed !== true && initial === undefined,
    );
    const neighbour = await cast().read(table, first);
    const values = Object.fromEntries(
      columns.flatMap(([name, { references }]) =>
        name === 'id' ? [] : [[name, references === undefined ? `v-${id.slice(-6)}` : neighbour[name]]],
      ),
    );
    expect(await cast().act('admin', 'row.create', { table, id, values: { ...values, [column]: id } })).toMatchObject({
      code: 'reference.missing',
    });
  },
);

test('a restored kind of thing does not close a circle that was moved together meanwhile', async () => {
  const table = 'inventory_categories';
  const upper = await cast().row(table);
  const middle = await cast().row(table, { parent_id: upper });
  const lower = await cast().row(table, { parent_id: middle });
  const deletionId = cast().newId();
  expect(await cast().verdict('admin', 'row.delete', { table, id: middle, deletionId })).toBe('done');
  expect(
    await cast().verdict('admin', 'row.update', {
      table,
      id: upper,
      changes: { parent_id: lower },
      seen: { parent_id: null },
    }),
  ).toBe('done');
  expect(await cast().verdict('admin', 'deletion.restore', { deletionId })).toBe('done');
  expect(await cast().read(table, middle)).toMatchObject({ parent_id: upper, deleted_at: null });
  expect(await cast().read(table, lower)).toMatchObject({ parent_id: null });
});

/** What health says on each side at a moment. */
async function findings(kind: string, now: Date): Promise<readonly (readonly string[])[]> {
  return Promise.all(
    cast().sides.map(async (side) => {
      const report = await integrityReport((sql) => side.select(sql), {
        database: side.name,
        theaterId: cast().theaterId,
        now,
      });
      return report.findings
        .filter((finding) => finding.kind === kind)
        .flatMap(({ name, ids }) => ids.map((id) => `${name} ${id}`));
    }),
  );
}

test.each(trees)(
  'health finds a circle, and the repair hangs the row that was changed longest ago at the root ($table)',
  async ({ table, column }) => {
    const [old, young, below] = [
      await cast().row(table, { updated_at: '2026-01-01T00:00:00.000Z' }),
      await cast().row(table),
      await cast().row(table),
    ];
    for (const [id, into] of [
      [old, young],
      [young, old],
      [below, young],
    ] as const) {
      expect(await cast().raw(`UPDATE ${table} SET ${column} = '${into}' WHERE id = '${id}'`)).toBeUndefined();
    }
    const ill = [old, young, below].map((id) => `${table}.${column} ${id}`).toSorted();
    expect(await findings('cycle', new Date())).toEqual([ill, ill]);
    expect(await cast().verdict('viewer', 'integrity.repairTree', { table, id: below })).toBe('permission.denied');
    expect(await cast().verdict('admin', 'integrity.repairTree', { table, id: below })).toBe('done');
    expect(await cast().read(table, old)).toMatchObject({ [column]: null });
    expect(await cast().read(table, young)).toMatchObject({ [column]: old });
    expect(await findings('cycle', new Date())).toEqual([[], []]);
    expect(
      await cast().rows('activity_log', `entity_id = '${old}' AND action = 'integrity.repairTree:update'`),
    ).toHaveLength(1);
    expect(await cast().verdict('admin', 'integrity.repairTree', { table, id: below })).toBe('done');
  },
);

test('what health finds does not come and go with midnight somewhere else', async () => {
  const noon = new Date('2026-06-15T12:00:00.000Z');
  const venue = await cast().row('venues');
  await cast().row('schedule_events', { venue_id: venue, event_date: '2026-06-15' });
  expect(
    await cast().raw(`UPDATE theaters SET timezone = 'Asia/Vladivostok' WHERE id = '${cast().theaterId}'`),
  ).toBeUndefined();
  // A deletion in the theatre's evening is not yet one in the calendar of UTC: past events may keep what is gone.
  for (const side of cast().sides) {
    await side.begin();
    await side.raw(side.name === 'sqlite' ? 'UPDATE guards SET is_on = 0' : 'ALTER TABLE venues DISABLE TRIGGER USER');
    await side.commit();
  }
  expect(
    await cast().raw(
      `UPDATE venues SET deleted_at = '2026-06-16T00:00:00.000Z', deletion_id = '${cast().newId()}' WHERE id = '${venue}'`,
    ),
  ).toBeUndefined();
  const dangling = async (moment: Date): Promise<number[]> =>
    (await findings('dangling', moment)).map(
      (found) => found.filter((name) => name.startsWith('schedule_events.venue_id')).length,
    );
  expect(await dangling(noon)).toEqual([1, 1]);
  expect(await dangling(new Date('2026-06-15T13:59:00.000Z'))).toEqual([1, 1]);
  expect(await dangling(new Date('2026-06-15T14:01:00.000Z'))).toEqual([0, 0]);
  expect(await dangling(new Date('2026-06-16T00:01:00.000Z'))).toEqual([0, 0]);
});
