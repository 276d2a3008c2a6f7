/** Whom a thing is wanted by: productions that play it and events it goes to, the soonest first, nothing that is over. */
import { expect, test } from 'vitest';
import { answer } from '../../../electron/queries/define-query.ts';
import { itemNeeds } from '../../../electron/queries/inventory-queries.ts';
import { LookupStatements, SqliteRowStore } from '../../../electron/replica/sqlite-row-store.ts';
import { kyselyOver } from '../../../sqlite/sqlite-kysely.ts';
import { loneReplica } from '../../support/lone-replica.ts';
import { dayFromNow, idOf, NOW, RowFactory } from '../../support/rows.ts';

test('productions and events that want a thing, the soonest first; what is over or deleted is not said', async () => {
  await using lone = await loneReplica();
  const { replica } = lone;
  const ids = await replica.writeUnchecked(async (tx) => {
    const make = new RowFactory(
      new SqliteRowStore(kyselyOver(tx.sqlite), tx.rows, new LookupStatements(tx.sqlite)),
      idOf(1),
    );
    await make.theater();
    const item = await make.make('inventory_items', { name: 'Ружьё' });
    const production = async (title: string, quantity: number, days: readonly number[]): Promise<string> => {
      const performance = await make.make('performances', { title });
      await make.make('performance_inventory', { performance_id: performance, inventory_item_id: item, quantity });
      for (const day of days)
        await make.make('schedule_events', {
          performance_id: performance,
          title,
          event_date: dayFromNow(day),
          status: 'planned',
        });
      return performance;
    };
    const rare = await production('Без показов', 1, [-9]);
    const soon = await production('Чайка', 2, [-3, 7, 21]);
    await make.make('performance_inventory', {
      performance_id: await make.make('performances', { title: 'Больше не нужен' }),
      inventory_item_id: item,
      deleted_at: new Date(NOW).toISOString(),
      deletion_id: idOf(77),
    });
    const trip = async (title: string, day: number, status: string): Promise<string> => {
      const event = await make.make('schedule_events', { title, event_date: dayFromNow(day), status });
      await make.make('event_inventory', { event_id: event, inventory_item_id: item, quantity: 3 });
      return event;
    };
    const first = await trip('Выезд', 2, 'planned');
    await trip('Отменённый выезд', 3, 'cancelled');
    await trip('Прошлый выезд', -2, 'planned');
    return { item, rare, soon, first };
  });
  const needs = await answer(replica, itemNeeds, { id: ids.item }, undefined, new Date(NOW));
  expect(needs.map(({ table, id, quantity, next }) => [table, id, quantity, next])).toEqual([
    ['schedule_events', ids.first, 3, dayFromNow(2)],
    ['performances', ids.soon, 2, dayFromNow(7)],
    ['performances', ids.rare, 1, null],
  ]);
});
