/** In order, in bounded batches, sent again until the hub has answered; nothing is skipped and nothing parked in vain. */
import { expect, test } from 'vitest';
import { type Blame, OtherPast, Pusher } from '../../../electron/outbox/pusher.ts';
import type { Mutation } from '../../../shared/mutations/mutation.ts';
import { PARKED, type PushReply } from '../../../shared/protocol/push.ts';
import { confirm, loneReplica, queue } from '../../support/lone-replica.ts';

const { signal } = new AbortController();
const reply = (lastSequence: number): PushReply => ({
  lastSequence,
  refused: [],
  epoch: 1,
  lastId: null,
  historyId: '',
});
class Refused extends Error {}
const blame = (error: unknown): Blame | undefined =>
  error instanceof Refused ? { when: 'now', status: 400, code: 'push.form' } : undefined;
const upTo = (count: number, from = 1): number[] => Array.from({ length: count }, (_, index) => from + index);

test('it sends in order and in bounded batches until everything is answered, and says how much', async () => {
  await using lone = await loneReplica();
  await queue(lone.replica, upTo(1200));
  const sent: number[][] = [];
  const taken: number[] = [];
  const pusher = new Pusher(
    lone.replica,
    (mutations) => {
      sent.push(mutations.map(({ sequence }) => sequence));
      return Promise.resolve(reply(mutations.at(-1)?.sequence ?? 0));
    },
    blame,
    (last) => taken.push(last),
  );
  expect(pusher.hasWork).toBe(true);
  expect(await pusher.drain(signal)).toBe(1200);
  expect(sent.map(({ length }) => length)).toEqual([500, 500, 200]);
  expect(sent.flat()).toEqual(upTo(1200));
  expect(taken).toEqual([500, 1000, 1200]);
  // What is answered waits for its data; it is not sent again before somebody asks for that.
  expect(pusher.hasWork).toBe(false);
  pusher.reset();
  expect(pusher.hasWork).toBe(true);
  await confirm(lone.replica, 1200);
  expect(pusher.hasWork).toBe(false);
});

test('a batch is bounded in bytes, and what is longer than that goes alone', async () => {
  await using lone = await loneReplica();
  await queue(lone.replica, [1, 2, 3], { text: 'я'.repeat(600_000) });
  const sizes: number[] = [];
  const pusher = new Pusher(
    lone.replica,
    (mutations) => {
      sizes.push(mutations.length);
      return Promise.resolve(reply(mutations.at(-1)?.sequence ?? 0));
    },
    blame,
  );
  await pusher.drain(signal);
  expect(sizes).toEqual([1, 1, 1]);
});

test('a hub that stopped within a batch is sent the rest of it next', async () => {
  await using lone = await loneReplica();
  await queue(lone.replica, upTo(5));
  const first: number[] = [];
  const pusher = new Pusher(
    lone.replica,
    (mutations) => {
      first.push(mutations[0]?.sequence ?? 0);
      return Promise.resolve(reply(first.length === 1 ? 2 : (mutations.at(-1)?.sequence ?? 0)));
    },
    blame,
  );
  await pusher.drain(signal);
  expect(first).toEqual([1, 3]);
});

test('a lost answer means sending again; what the hub had is answered once more', async () => {
  await using lone = await loneReplica();
  await queue(lone.replica, upTo(3));
  const hub = { seen: [] as number[], last: 0, answers: 0 };
  const pusher = new Pusher(
    lone.replica,
    (mutations) => {
      for (const { sequence } of mutations) {
        if (sequence <= hub.last) continue;
        hub.seen.push(sequence);
        hub.last = sequence;
      }
      hub.answers += 1;
      return hub.answers === 1 ? Promise.reject(new Error('cut')) : Promise.resolve(reply(hub.last));
    },
    blame,
  );
  await expect(pusher.drain(signal)).rejects.toThrow('cut');
  expect(pusher.hasWork).toBe(true);
  await pusher.drain(signal);
  expect(hub.seen).toEqual([1, 2, 3]);
});

test('the one that a hub cannot take is found by halving and parked alone; the rest goes in order', async () => {
  await using lone = await loneReplica();
  await queue(lone.replica, upTo(40));
  const taken: (readonly [number, string])[] = [];
  let requests = 0;
  const pusher = new Pusher(
    lone.replica,
    (mutations: readonly Mutation[]) => {
      requests += 1;
      if (mutations.some(({ sequence, name }) => sequence === 17 && name !== PARKED))
        return Promise.reject(new Refused());
      taken.push(...mutations.map(({ sequence, name }) => [sequence, name] as const));
      return Promise.resolve(reply(mutations.at(-1)?.sequence ?? 0));
    },
    blame,
  );
  await pusher.drain(signal);
  expect(taken.map(([sequence]) => sequence)).toEqual(upTo(40));
  expect(taken.filter(([, name]) => name === PARKED)).toEqual([[17, PARKED]]);
  expect(requests).toBeLessThan(25);
});

test('a hub that can take not even what stands in parks nothing', async () => {
  await using lone = await loneReplica();
  await queue(lone.replica, [1]);
  const pusher = new Pusher(lone.replica, () => Promise.reject(new Refused()), blame);
  await expect(pusher.drain(signal)).rejects.toThrow(Refused);
  expect(pusher.hasWork).toBe(true);
});

test('what is nobody’s fault here is thrown as it is, and halves nothing', async () => {
  await using lone = await loneReplica();
  await queue(lone.replica, upTo(8));
  const sizes: number[] = [];
  const pusher = new Pusher(
    lone.replica,
    (mutations) => {
      sizes.push(mutations.length);
      return Promise.reject(new Error('away'));
    },
    blame,
  );
  for (const _ of [1, 2]) await expect(pusher.drain(signal)).rejects.toThrow('away');
  expect(sizes).toEqual([8, 8]);
});

test('an answer for numbers that were never given out is another past, and ends it', async () => {
  await using lone = await loneReplica();
  await queue(lone.replica, [1, 2]);
  const pusher = new Pusher(lone.replica, () => Promise.resolve(reply(7)), blame);
  await expect(pusher.drain(signal)).rejects.toThrow(OtherPast);
});

test('it ends between two batches when it is told to', async () => {
  await using lone = await loneReplica();
  await queue(lone.replica, upTo(600));
  const end = new AbortController();
  const pusher = new Pusher(
    lone.replica,
    (mutations) => {
      end.abort();
      return Promise.resolve(reply(mutations.at(-1)?.sequence ?? 0));
    },
    blame,
  );
  await expect(pusher.drain(end.signal)).rejects.toThrow();
  expect(pusher.hasWork).toBe(true);
});
