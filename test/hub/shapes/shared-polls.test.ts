/** One upstream request for all who wait for the same: when it is shared, and when it ends. */
import { expect, inject, test } from 'vitest';
import { ShapeProxy } from '../../../hub/shapes/shape-proxy.ts';
import type { UpstreamResponse } from '../../../hub/shapes/shape-upstream.ts';
import { must } from '../../../shared/base/asserts.ts';
import { register } from '../../support/hub-laptop.ts';
import { createWorld, until, type World } from '../../support/world.ts';

const POLL = { live: 'true', offset: '0_0', handle: 'h' };

/** A proxy before an upstream that answers as it is told, and somebody who may ask. */
async function polls(world: World, answer: (request: number) => Promise<UpstreamResponse>) {
  const { context } = world.hub;
  await world.theater('t');
  await world.user('t', 'keeper@t', 'storekeeper');
  const claims = must(await context.tokens.verify((await register(world.hub.url, 'keeper@t')).accessToken, new Date()));
  const signals: AbortSignal[] = [];
  const upstream = {
    health: () => context.upstream.health(),
    fetch: (_query: URLSearchParams, signal: AbortSignal): Promise<UpstreamResponse> => {
      signals.push(signal);
      return answer(signals.length);
    },
  };
  const proxy = new ShapeProxy({ ...context, upstream });
  const poll = (signal: AbortSignal): Promise<UpstreamResponse> =>
    proxy.fetch('tags', claims, new URLSearchParams(POLL), signal);
  return { poll, signals };
}

const NEWS: UpstreamResponse = { status: 200, headers: {}, body: '[{"headers":{"control":"up-to-date"}}]' };

test('two who wait for the same share a request; it goes on while one of them does, and ends with the last', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  const { poll, signals } = await polls(world, () => new Promise(() => undefined));
  const [first, second] = [new AbortController(), new AbortController()];
  const waiting = [poll(first.signal), poll(second.signal)].map((answer) => answer.catch(() => 'gone'));
  await until('both wait', () => signals.length === 1);
  first.abort();
  expect(await waiting[0]).toBe('gone');
  expect(must(signals[0]).aborted).toBe(false);
  second.abort();
  expect(await waiting[1]).toBe('gone');
  expect(must(signals[0]).aborted).toBe(true);
});

test('who asks just after the last one has left is not given the end of their request', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  // The first is never heard of again: it takes its time to end.
  const { poll, signals } = await polls(world, (request) =>
    request === 1 ? new Promise(() => undefined) : Promise.resolve(NEWS),
  );
  const left = new AbortController();
  const gone = poll(left.signal).catch(() => 'gone');
  await until('it waits', () => signals.length === 1);
  left.abort();
  expect(await gone).toBe('gone');
  expect(await poll(new AbortController().signal)).toEqual(NEWS);
});

test('who has left before the request is made leaves none behind', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  const { poll, signals } = await polls(world, () => new Promise(() => undefined));
  await expect(poll(AbortSignal.abort(new Error('gone')))).rejects.toThrow('gone');
  expect(signals.every(({ aborted }) => aborted)).toBe(true);
});
