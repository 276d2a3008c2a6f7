/** A laptop on which nobody does anything, in a theatre where nothing happens: it listens, and leaves its disk alone. */
import { hash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { COMMITS } from '../../../electron/replica/read-connections.ts';
import { DEADLINES } from '../../../electron/sync/deadlines.ts';
import { Downlink } from '../../../electron/sync/downlink.ts';
import type { HubClient } from '../../../electron/sync/hub-client.ts';
import { Indexer } from '../../../electron/sync/indexer.ts';
import { SyncEngine } from '../../../electron/sync/sync-engine.ts';
import { caughtUpBefore, FakeHub } from '../../support/fake-hub.ts';
import { DEVICE, loneReplica } from '../../support/lone-replica.ts';
import { idOf } from '../../support/rows.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const LONG_POLL_MS = 20_000;

/** What lies on the disk; the file in which SQLite's connections share their locks is memory by another name. */
function filesIn(dir: string): Readonly<Record<string, string>> {
  const names = readdirSync(dir).filter((name) => !name.endsWith('-shm'));
  return Object.fromEntries(
    names.map((name) => {
      const file = join(dir, name);
      const { ino, mtimeMs } = statSync(file);
      return [name, `${ino} ${mtimeMs} ${hash('sha256', readFileSync(file), 'hex')}`];
    }),
  );
}

test('an idle laptop writes nothing to its disk, and asks once for each long poll', async () => {
  await using lone = await loneReplica();
  const { replica } = lone;
  await caughtUpBefore(replica);
  const hub = new FakeHub();
  hub.longPollMs = LONG_POLL_MS;
  const told: string[] = [];
  const errors: unknown[] = [];
  const onError = (error: unknown): void => void errors.push(error);
  const indexer = new Indexer({ replica, onError });
  const engine = new SyncEngine({
    replica,
    client: hub.client as unknown as HubClient,
    deviceId: DEVICE,
    now: () => new Date(),
    random: () => 0,
    monotonic: () => performance.now(),
    onState: ({ name }) => told.push(name),
    onError,
  });
  engine.start();
  await vi.waitFor(() => expect([engine.state.name, engine.uplink.name]).toEqual(['live', 'idle']));
  // What connecting has left to do is done by then: the index, the first look of every part.
  await vi.advanceTimersByTimeAsync(LONG_POLL_MS);
  const before = { files: filesIn(replica.dir), requests: hub.requests, told: told.length };
  const commits = replica.newestVersions.get(COMMITS);
  await vi.advanceTimersByTimeAsync(3 * LONG_POLL_MS);
  expect(hub.requests - before.requests).toBe(3);
  expect(filesIn(replica.dir)).toEqual(before.files);
  expect(replica.newestVersions.get(COMMITS)).toBe(commits);
  expect([told.length - before.told, errors]).toEqual([0, []]);
  await engine.stop();
  await indexer.stop();
});

test('a round in which nothing is to be done writes nothing, not even when it was', async () => {
  await using lone = await loneReplica();
  const { replica } = lone;
  await caughtUpBefore(replica);
  const hub = new FakeHub();
  hub.longPollMs = LONG_POLL_MS;
  const errors: unknown[] = [];
  const downlink = new Downlink({
    replica,
    client: hub.client as unknown as HubClient,
    deviceId: DEVICE,
    now: () => new Date(1_000_000 * (1 + performance.now())),
    random: () => 0,
    monotonic: () => performance.now(),
    deadlines: DEADLINES,
    onState: () => undefined,
    onConnected: () => undefined,
    onDisconnected: () => undefined,
    onHeld: () => undefined,
    onApplied: () => undefined,
    onLoading: () => undefined,
    onUnknown: () => undefined,
    onAbsent: () => undefined,
    onError: (error) => errors.push(error),
  });
  downlink.start();
  await vi.waitFor(() => expect(downlink.state.name).toBe('live'));
  await vi.advanceTimersByTimeAsync(LONG_POLL_MS);
  const before = { files: filesIn(replica.dir), commits: replica.newestVersions.get(COMMITS) };
  for (let round = 0; round < 3; round += 1) {
    const syncedAt = downlink.lastSyncedAt;
    downlink.wake();
    await vi.advanceTimersByTimeAsync(1000);
    // It took place, and who asks in this process is told.
    expect(downlink.lastSyncedAt).not.toBe(syncedAt);
  }
  expect({ files: filesIn(replica.dir), commits: replica.newestVersions.get(COMMITS) }).toEqual(before);
  expect(errors).toEqual([]);
  await downlink.stop();
});

test('what another laptop notes for itself is heard of, and writes nothing here', async () => {
  await using lone = await loneReplica();
  const { replica } = lone;
  await caughtUpBefore(replica);
  const hub = new FakeHub();
  hub.longPollMs = LONG_POLL_MS;
  const engine = new SyncEngine({
    replica,
    client: hub.client as unknown as HubClient,
    deviceId: DEVICE,
    now: () => new Date(),
    random: () => 0,
    monotonic: () => performance.now(),
    onState: () => undefined,
    onError: () => undefined,
  });
  engine.start();
  await vi.waitFor(() => expect([engine.state.name, engine.uplink.name]).toEqual(['live', 'idle']));
  await vi.advanceTimersByTimeAsync(LONG_POLL_MS);
  const before = { files: filesIn(replica.dir), shapes: hub.shapes.length };
  for (let ring = 0; ring < 3; ring += 1) {
    hub.ring(['device_progress', 'mutation_results'], idOf(77));
    await vi.advanceTimersByTimeAsync(1000);
  }
  expect({ files: filesIn(replica.dir), shapes: hub.shapes.length }).toEqual(before);
  await engine.stop();
});
