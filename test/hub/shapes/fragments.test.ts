/**
 * Laptops against a shape server that tells large transactions in fragments, as Electric does: their last change is
 * often not marked.
 */
import { expect, inject, test } from 'vitest';
import { replicaDigest } from '../../../electron/replica/replica-digest.ts';
import { hubDigest } from '../../../hub/admin/digest.ts';
import { newId } from '../../../shared/base/ids.ts';
import { act, stockRoom } from '../../support/stock-room.ts';
import { createWorld, until } from '../../support/world.ts';

test('laptops come to the same commit where the last change of a transaction is not marked in any table', async () => {
  await using world = await createWorld(inject('postgresUrl'), { shapes: { fragment: 5 } });
  const theaterId = await world.theater('t1');
  for (const name of ['a', 'b']) await world.user('t1', `${name}@t1`, 'stage_manager');
  const [a, b] = [await world.replica('a', 'a@t1'), await world.replica('b', 'b@t1')];
  for (const host of [a, b]) await host.engine?.syncOnce();
  await stockRoom(a);
  // One push is one transaction: many changes over several tables.
  for (let index = 0; index < 30; index += 1)
    await act(a, 'row.create', { table: 'tags', id: newId(), values: { name: `метка ${index}` } });
  await a.engine?.syncOnce();
  await until(
    'both show what Postgres holds',
    async () => {
      for (const host of [a, b]) await host.engine?.syncOnce();
      const hub = JSON.stringify(await hubDigest(world.hub.context.database, theaterId));
      return (
        JSON.stringify(await replicaDigest(a.replica)) === hub && JSON.stringify(await replicaDigest(b.replica)) === hub
      );
    },
    60_000,
  );
  expect(b.replica.reader.prepare('SELECT count(*) AS n FROM tags').get()).toEqual({ n: 30 });
});
