/** Who tells whom: the parts of sync together, before a hub that the test plays. */
import { expect, test } from 'vitest';
import type { Replica } from '../../../electron/replica/replica.ts';
import { type HubClient, HubFailure } from '../../../electron/sync/hub-client.ts';
import { SyncEngine } from '../../../electron/sync/sync-engine.ts';
import { replicatedTables } from '../../../shared/schema/catalog.ts';
import { caughtUpBefore, FakeHub } from '../../support/fake-hub.ts';
import { DEVICE, loneReplica } from '../../support/lone-replica.ts';
import { until } from '../../support/world.ts';

function over(replica: Replica) {
  const hub = new FakeHub();
  const errors: unknown[] = [];
  const engine = new SyncEngine({
    replica,
    client: hub.client as unknown as HubClient,
    deviceId: DEVICE,
    now: () => new Date(),
    random: () => 0,
    onState: () => undefined,
    onError: (error) => errors.push(error),
  });
  return { hub, engine, errors };
}

test('«retry» reaches whatever holds reading up: a history that could not be settled is tried again at once', async () => {
  await using lone = await loneReplica();
  await caughtUpBefore(lone.replica);
  const { hub, engine, errors } = over(lone.replica);
  hub.isHistoryNew = true;
  const { push } = hub;
  hub.push = () => Promise.reject(new HubFailure('busy', 'hub.busy', 'later', { retryAfterMs: 600_000 }));
  engine.start();
  await until('it waits', () => engine.state.name === 'waiting');
  expect([engine.state, hub.shapes]).toMatchObject([{ reason: 'hub.busy' }, []]);
  hub.push = push;
  engine.retryNow();
  await until('it is live', () => engine.state.name === 'live');
  expect([hub.isHistoryNew, errors]).toEqual([false, []]);
  await engine.stop();
});

test('closing while a history is settled lets go of everything, and nothing is taken for a failure', async () => {
  await using lone = await loneReplica();
  await caughtUpBefore(lone.replica);
  const { hub, engine, errors } = over(lone.replica);
  hub.isHistoryNew = true;
  hub.shape = () => new Promise(() => undefined);
  engine.start();
  await until('everything is fetched anew', () => hub.shapes.length > 0);
  expect(engine.state.name).toBe('catching-up');
  await engine.stop();
  expect([hub.isHistoryNew, errors]).toEqual([true, []]);
});

test('without a network that somebody wants, whoever waits for the latest hears so, and nothing is asked', async () => {
  await using lone = await loneReplica();
  await caughtUpBefore(lone.replica);
  const { hub, engine } = over(lone.replica);
  await engine.syncOnce();
  expect(new Set(hub.shapes)).toEqual(new Set(replicatedTables));
  engine.setOffline(true);
  const { requests } = hub;
  const waiting = engine.syncOnce();
  await expect(waiting).rejects.toMatchObject({ code: 'hub.unreachable' });
  await expect(engine.refetch()).rejects.toMatchObject({ code: 'hub.unreachable' });
  engine.retryNow();
  expect([engine.state.name, engine.uplink.name, hub.requests]).toEqual(['off', 'off', requests]);
  engine.setOffline(false);
  await engine.syncOnce();
  await engine.stop();
  await expect(engine.syncOnce()).rejects.toMatchObject({ code: 'hub.unreachable' });
});
