/**
 * A window is never shown something older than what it was told is saved, however late an answer comes that was being
 * read meanwhile. The thread that reads and the replica's versions are the test's.
 */
import { expect, test } from 'vitest';
import { LiveQueries } from '../../../electron/host/live-queries.ts';
import type { ReplicaHost } from '../../../electron/host/replica-host.ts';
import type { ReadAnswer } from '../../../electron/queries/reader-messages.ts';
import { categoryTree } from '../../../shared/features/locations/queries.ts';
import type { Frame } from '../../../shared/ipc/contract.ts';

/** Looks at categories alone, and takes no arguments. */
const QUERY = categoryTree.name;

interface Asked {
  readonly answer: (value: unknown) => Promise<void>;
}

/** One window over a replica whose tables change when the test says so; answers come when it says so, too. */
function window() {
  const versions = new Map<string, number>();
  const asked: Asked[] = [];
  const frames: Frame[] = [];
  let number = 0;
  const host = {
    isSealed: false,
    sessions: { current: { userId: 'olga' } },
    replica: {
      get newestVersions() {
        return new Map(versions);
      },
    },
    forgetLive: () => undefined,
    ask: () => {
      const { promise, resolve } = Promise.withResolvers<ReadAnswer>();
      asked.push({
        answer: async (value) => {
          number += 1;
          resolve({ kind: 'whole', number, value });
          await new Promise((done) => setImmediate(done));
        },
      });
      return promise;
    },
  };
  const live = new LiveQueries({
    host: host as unknown as ReplicaHost,
    send: (frame) => frames.push(frame),
    toFailure: () => ({ code: 'internal', details: {} }),
    isOpen: () => true,
  });
  return {
    live,
    asked,
    shown: () => frames.map((frame) => ('event' in frame && frame.event === 'rows' ? frame.value : frame)),
    /** A commit: what is read from now on sees it. */
    commit: (table: string) => versions.set(table, (versions.get(table) ?? 0) + 1),
  };
}

test('an answer that was being read when something was saved is not shown: it is read again first', async () => {
  const { live, asked, shown, commit } = window();
  void live.begin({ subscription: 1, name: QUERY, args: {} });
  commit('inventory_categories');
  live.saved();
  await asked[0]?.answer('before');
  expect(shown()).toEqual([]);
  expect(asked.length).toBe(2);
  await asked[1]?.answer('after');
  expect(shown()).toEqual(['after']);
  live.close();
});

test('what others change does not hold an answer back: it was true when it was asked for', async () => {
  const { live, asked, shown, commit } = window();
  void live.begin({ subscription: 1, name: QUERY, args: {} });
  commit('inventory_categories');
  await asked[0]?.answer('before');
  expect(shown()).toEqual(['before']);
  live.changed(new Set(['inventory_categories']));
  await asked[1]?.answer('after');
  expect(shown()).toEqual(['before', 'after']);
  live.close();
});

test('what is saved in a table that a query does not look at holds nothing back', async () => {
  const { live, asked, shown, commit } = window();
  void live.begin({ subscription: 1, name: QUERY, args: {} });
  commit('inventory_items');
  live.saved();
  await asked[0]?.answer('as it is');
  expect(shown()).toEqual(['as it is']);
  live.close();
});

test('every window waits for what it saved itself; another goes on', async () => {
  const saving = window();
  const looking = window();
  for (const { live } of [saving, looking]) void live.begin({ subscription: 1, name: QUERY, args: {} });
  for (const { commit } of [saving, looking]) commit('inventory_categories');
  saving.live.saved();
  for (const { asked } of [saving, looking]) await asked[0]?.answer('before');
  expect([saving.shown(), looking.shown()]).toEqual([[], ['before']]);
  for (const { live } of [saving, looking]) live.close();
});
