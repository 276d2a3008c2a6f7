/** What the page of a production asks: its head, what it needs on the next evening and why that is short, its lists. */
import { expect, test } from 'vitest';
import { answer } from '../../../electron/queries/define-query.ts';
import { checklistsOf } from '../../../electron/queries/production-checklists.ts';
import { productionInventory } from '../../../electron/queries/production-inventory.ts';
import {
  productionHead,
  productionOverview,
  productionReports,
  productionTeam,
} from '../../../electron/queries/production-queries.ts';
import { LookupStatements, SqliteRowStore } from '../../../electron/replica/sqlite-row-store.ts';
import { must } from '../../../shared/base/asserts.ts';
import { seasonOf } from '../../../shared/rules/season.ts';
import { kyselyOver } from '../../../sqlite/sqlite-kysely.ts';
import { type LoneReplica, loneReplica } from '../../support/lone-replica.ts';
import { dayFromNow, idOf, NOW, RowFactory } from '../../support/rows.ts';

const CLOCK = new Date(NOW);

/** Rows past the rules, in one transaction. */
const put = <T>({ replica }: LoneReplica, work: (make: RowFactory) => Promise<T>): Promise<T> =>
  replica.writeUnchecked(async (tx) => {
    const make = new RowFactory(
      new SqliteRowStore(kyselyOver(tx.sqlite), tx.rows, new LookupStatements(tx.sqlite)),
      idOf(1),
    );
    await make.theater();
    return work(make);
  });

test('things are told for the next evening: what others took or need, what is in repair', async () => {
  await using lone = await loneReplica();
  const ids = await put(lone, async (make) => {
    const department = await make.make('departments', { name: 'Реквизит', code: 'costume' });
    const category = await make.make('inventory_categories', { name: 'Мебель', department_id: department });
    const item = (name: string, quantity: number, status = 'in_stock') =>
      make.make('inventory_items', { name, quantity, status, category_id: category });
    const [chairs, lamps, gull] = [
      await item('Стулья', 10),
      await item('Лампы', 4),
      await item('Чучело', 1, 'in_repair'),
    ];
    const place = await make.make('inventory_locations', { name: 'Карман' });
    await make.make('inventory_stock', { item_id: chairs, location_id: place, quantity: 9 });
    await make.make('inventory_stock', { item_id: chairs, quantity: 1 });
    const production = await make.make('performances', { title: 'Чайка' });
    const need = (performance: string, thing: string, quantity: number) =>
      make.make('performance_inventory', { performance_id: performance, inventory_item_id: thing, quantity });
    await need(production, chairs, 8);
    await need(production, lamps, 3);
    await need(production, gull, 1);
    const variant = await make.make('performance_variants', { performance_id: production, name: 'Гастроли' });
    await make.make('variant_inventory', { variant_id: variant, inventory_item_id: lamps, quantity: 0 });
    const event = (performance: string | null, days: number, more: Readonly<Record<string, string>> = {}) =>
      make.make('schedule_events', {
        title: 'Событие',
        event_type: 'performance',
        status: 'confirmed',
        event_date: dayFromNow(days),
        performance_id: performance,
        ...more,
      });
    await event(production, -1);
    const evening = await event(production, 2);
    await event(production, 9, { variant_id: variant });
    const rehearsal = await event(null, 2, { event_type: 'rehearsal', title: 'Репетиция' });
    await make.make('event_inventory', { event_id: rehearsal, inventory_item_id: chairs, quantity: 3 });
    // A matinee of another production that needs lamps; one that was called off needs nothing.
    const other = await make.make('performances', { title: 'Сказка' });
    await need(other, lamps, 2);
    await event(other, 2, { title: 'Утренник' });
    const off = await make.make('performances', { title: 'Отменённый' });
    await need(off, chairs, 10);
    await event(off, 2, { status: 'cancelled' });
    return { production, variant, evening, rehearsal, chairs };
  });
  const base = { id: ids.production, variant: null };
  const { date, things } = await answer(lone.replica, productionInventory, base, undefined, CLOCK);
  expect(date).toMatchObject({ eventId: ids.evening, date: dayFromNow(2) });
  const of = (name: string) => must(things.find((thing) => thing.name === name));
  expect(of('Стулья')).toMatchObject({
    place: 'Карман',
    otherPlaces: 1,
    departmentCode: 'costume',
    availability: { have: 10, free: 7, short: 1, hindrances: [{ kind: 'claimed', eventId: ids.rehearsal }] },
  });
  expect(of('Лампы').availability).toMatchObject({ free: 2, short: 1, hindrances: [{ title: 'Утренник' }] });
  expect(of('Чучело').availability).toMatchObject({ short: 1, hindrances: [{ kind: 'in_repair' }] });
  // On tour the lamps stay at home, and it is another day.
  const tour = { id: ids.production, variant: ids.variant };
  const there = await answer(lone.replica, productionInventory, tour, undefined, CLOCK);
  expect(there.date?.date).toBe(dayFromNow(9));
  expect(there.things.find(({ name }) => name === 'Лампы')).toMatchObject({ kind: 'left_out', quantity: 0, base: 3 });
  expect(there.things.find(({ name }) => name === 'Стулья')?.availability).toMatchObject({ free: 10, short: 0 });
  const head = must(await answer(lone.replica, productionHead, { id: ids.production }, undefined, CLOCK));
  expect(head.next.map((next) => [next.date, next.variant])).toEqual([
    [dayFromNow(2), null],
    [dayFromNow(9), 'Гастроли'],
  ]);
  expect(head.variants).toMatchObject([{ name: 'Гастроли', things: 1, sections: 0, events: 1 }]);
  expect(head.departments).toMatchObject([{ code: 'costume', inRepair: 1, condition: null }]);
  const overview = await answer(lone.replica, productionOverview, { id: ids.production }, undefined, CLOCK);
  expect(overview).toMatchObject({ played: 1, faults: [], unanswered: 0 });
});

test('a production that is not there has no head; a young one has no evenings, and is told of today', async () => {
  await using lone = await loneReplica();
  const young = await put(lone, (make) => make.make('performances', { title: 'Три сестры' }));
  expect(await answer(lone.replica, productionHead, { id: idOf(77) }, undefined, CLOCK)).toBeNull();
  const inventory = await answer(lone.replica, productionInventory, { id: young, variant: null }, undefined, CLOCK);
  expect(inventory).toEqual({ date: null, things: [] });
  expect(await answer(lone.replica, productionTeam, { id: young }, undefined, CLOCK)).toEqual([]);
});

test('checklists stand in the order of the evening; templates belong to no production', async () => {
  await using lone = await loneReplica();
  const ids = await put(lone, async (make) => {
    const production = await make.make('performances', { title: 'Чайка' });
    const list = (performance: string | null, phase: string, name: string) =>
      make.make('performance_checklists', { performance_id: performance, phase, name });
    await list(production, 'post_show', 'После');
    const before = await list(production, 'pre_show', 'До');
    await list(null, 'pre_show', 'Шаблон');
    await make.make('checklist_items', { checklist_id: before, title: 'второй', sort_order: 1 });
    await make.make('checklist_items', { checklist_id: before, title: 'первый', sort_order: 0, is_critical: true });
    return { production };
  });
  const lists = await answer(lone.replica, checklistsOf, { performanceId: ids.production }, undefined, CLOCK);
  expect(lists.map(({ name }) => name)).toEqual(['До', 'После']);
  expect(lists[0]?.points.map(({ title, isCritical }) => [title, isCritical])).toEqual([
    ['первый', true],
    ['второй', false],
  ]);
  const templates = await answer(lone.replica, checklistsOf, { performanceId: null }, undefined, CLOCK);
  expect(templates.map(({ name }) => name)).toEqual(['Шаблон']);
});

test('reports tell evenings that have one, the last first, and how departments were by season', async () => {
  await using lone = await loneReplica();
  const season = seasonOf(dayFromNow(0));
  const ids = await put(lone, async (make) => {
    const production = await make.make('performances', { title: 'Чайка' });
    const evening = (days: number) =>
      make.make('schedule_events', { performance_id: production, event_date: dayFromNow(days), title: 'Чайка' });
    const [first, last] = [await evening(-9), await evening(-1)];
    await evening(-4);
    await make.make('show_reports', { event_id: last, status: 'signed', attendance: 431 });
    await make.make('show_notes', { event_id: last, text: 'Дверь заело', kind: 'incident', severity: 'major' });
    await make.make('show_notes', { event_id: first, text: 'Без рапорта' });
    await make.make('performance_condition', { performance_id: production, season, condition: 'fair' });
    await make.make('faults', { performance_id: production, title: 'Стук', severity: 'minor', status: 'open' });
    await make.make('faults', { performance_id: production, title: 'Искрит', severity: 'unsafe', status: 'open' });
    await make.make('faults', { performance_id: production, title: 'Починено', status: 'fixed' });
    return { production, first, last };
  });
  const told = await answer(lone.replica, productionReports, { id: ids.production }, undefined, CLOCK);
  expect(told.reports.map(({ eventId, attendance, notes }) => [eventId, attendance, notes.length])).toEqual([
    [ids.last, 431, 1],
    [ids.first, null, 1],
  ]);
  expect(told.conditions).toMatchObject([{ season, condition: 'fair' }]);
  expect(told.faults.map(({ title }) => title)).toEqual(['Искрит', 'Стук']);
});
