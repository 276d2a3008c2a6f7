/** The run sheet of an evening: its production's scenes, the lines of its variant, what was marked on that evening. */
import { expect, test } from 'vitest';
import { answer } from '../../../../electron/queries/define-query.ts';
import { OTHERS, runSheetForEvent, runSheetThings } from '../../../../electron/queries/run-sheet/run-sheet-queries.ts';
import { indexSlice, markAllForSearch } from '../../../../electron/replica/search-index.ts';
import { LookupStatements, SqliteRowStore } from '../../../../electron/replica/sqlite-row-store.ts';
import { kyselyOver } from '../../../../sqlite/sqlite-kysely.ts';
import { loneReplica } from '../../../support/lone-replica.ts';
import { idOf, NOW, RowFactory } from '../../../support/rows.ts';

test('an evening has the lines of its variant, in the order of scenes, with things, people and marks', async () => {
  await using lone = await loneReplica();
  const { replica } = lone;
  const ids = await replica.writeUnchecked(async (tx) => {
    const factory = new RowFactory(
      new SqliteRowStore(kyselyOver(tx.sqlite), tx.rows, new LookupStatements(tx.sqlite)),
      idOf(1),
    );
    const make = factory.make.bind(factory);
    await factory.theater();
    const performance_id = await make('performances', { title: 'Чайка' });
    const variant_id = await make('performance_variants', { performance_id, name: 'Гастроли' });
    const later = await make('scenes', { performance_id, number: '2', rank: 'a1' });
    const first = await make('scenes', { performance_id, number: '1', rank: 'a0' });
    const item = await make('inventory_items', { name: 'Чучело чайки', inventory_number: 'PR-412' });
    const location_id = await make('inventory_locations', { name: 'Стол реквизита 2' });
    await make('inventory_stock', { item_id: item, location_id, quantity: 1 });
    const need = await make('performance_inventory', { performance_id, inventory_item_id: item });
    const kim = await make('employees', { full_name: 'Ким А.' });
    const bird = await make('run_sheet_lines', {
      scene_id: later,
      rank: 'a0',
      performance_inventory_id: need,
      who_id: kim,
    });
    const bench = await make('run_sheet_lines', { scene_id: first, rank: 'a1' });
    const small = await make('run_sheet_lines', { scene_id: first, rank: 'a2', variant_id, replaces_id: bench });
    await make('run_sheet_lines', { scene_id: first, deleted_at: new Date(NOW).toISOString(), deletion_id: idOf(77) });
    const home = await make('schedule_events', { performance_id });
    const tour = await make('schedule_events', { performance_id, variant_id });
    await make('run_sheet_marks', { event_id: home, line_id: bird, is_done: true, done_by_name: 'Ольга' });
    return { first, later, bird, bench, small, home, tour, other: await make('schedule_events') };
  });
  const of = (eventId: string): ReturnType<typeof answer<{ eventId: string }, unknown>> =>
    answer(replica, runSheetForEvent, { eventId });
  const home = await of(ids.home);
  expect(home).toMatchObject({
    performance: 'Чайка',
    variant: null,
    scenes: [{ id: ids.first }, { id: ids.later }],
    lines: [
      { id: ids.bench, thing: null, employee: null },
      {
        id: ids.bird,
        employee: 'Ким А.',
        thing: { name: 'Чучело чайки', number: 'PR-412', place: 'Стол реквизита 2' },
      },
    ],
    marks: [{ line_id: ids.bird, is_done: true, done_by_name: 'Ольга' }],
  });
  expect(await of(ids.tour)).toMatchObject({
    variant: { name: 'Гастроли' },
    lines: [{ id: ids.small }, { id: ids.bird }],
    marks: [],
  });
  expect([await of(ids.other), await of(idOf(99))]).toEqual([null, null]);
});

test('things of the production are suggested first, in either layout; of the others only those found are read', async () => {
  await using lone = await loneReplica();
  const { replica } = lone;
  const ids = await replica.writeUnchecked(async (tx) => {
    const factory = new RowFactory(
      new SqliteRowStore(kyselyOver(tx.sqlite), tx.rows, new LookupStatements(tx.sqlite)),
      idOf(1),
    );
    const make = factory.make.bind(factory);
    await factory.theater();
    const performance_id = await make('performances', { title: 'Чайка' });
    const store = await make('inventory_items', { name: 'Стул венский', inventory_number: 'MB-1' });
    const own = await make('inventory_items', { name: 'Столик, стул', inventory_number: 'MB-2' });
    await make('inventory_items', { name: 'Стул без ножки', deleted_at: NOW, deletion_id: idOf(77) });
    const need = await make('performance_inventory', { performance_id, inventory_item_id: own });
    markAllForSearch(tx);
    return { performance_id, store, own, need };
  });
  while (await indexSlice(replica));
  const typed = (text: string): Promise<unknown> =>
    answer(replica, runSheetThings, { performanceId: ids.performance_id, text });
  const both = [
    { itemId: ids.own, needId: ids.need },
    { itemId: ids.store, needId: null },
  ];
  expect(await typed('стул')).toMatchObject({ text: 'стул', things: both });
  expect(await typed('cnek')).toMatchObject({ text: 'cnek', things: both });
  expect(await typed(' ')).toEqual({ text: ' ', things: [] });
  const plan = replica.reader.prepare<[string, number], { detail: string }>(`EXPLAIN QUERY PLAN ${OTHERS}`);
  const steps = plan.all('"стул"*', 60).map(({ detail }) => detail);
  expect(
    steps.filter((step) => / i USING INDEX sqlite_autoindex_inventory_items/.test(step)),
    steps.join(),
  ).toHaveLength(1);
});
