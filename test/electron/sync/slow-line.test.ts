/** A slow line: what moves goes on, what stands still ends, and answers travel compressed. */
import { afterEach, expect, inject, test, vi } from 'vitest';
import { fetchWithIdleTimeout } from '../../../electron/sync/idle-timeout.ts';
import { createWorld } from '../../support/world.ts';

const IDLE_MS = 300;

afterEach(() => {
  vi.useRealTimers();
});

/** A body that gives a piece whenever it is asked to, and breaks with the request that it answers. */
function dripping(): { send(init: RequestInit): Promise<Response>; drip(): void; end(): void } {
  let to: ReadableStreamDefaultController<Uint8Array> | undefined;
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      to = controller;
    },
  });
  return {
    send: ({ signal }) => {
      signal?.addEventListener('abort', () => to?.error(signal.reason), { once: true });
      return Promise.resolve(new Response(body));
    },
    drip: () => to?.enqueue(new TextEncoder().encode('x')),
    end: () => to?.close(),
  };
}

test('an answer that takes longer than the limit in all arrives, as long as something moves', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const line = dripping();
  const response = await fetchWithIdleTimeout(line.send, {}, IDLE_MS);
  const text = response.text();
  for (let piece = 0; piece < 8; piece += 1) {
    line.drip();
    await vi.advanceTimersByTimeAsync(IDLE_MS * 0.75);
  }
  line.end();
  expect(await text).toBe('xxxxxxxx');
});

test('an answer that stands still half-way is given up', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const line = dripping();
  const response = await fetchWithIdleTimeout(line.send, {}, IDLE_MS);
  const ending = expect(response.text()).rejects.toThrow('nothing came for');
  line.drip();
  await vi.advanceTimersByTimeAsync(IDLE_MS + 1);
  await ending;
});

test('an answer that stands still is given up', async () => {
  const asked = Promise.withResolvers<AbortSignal>();
  const standing = fetchWithIdleTimeout(
    async ({ signal }) => {
      if (signal instanceof AbortSignal) asked.resolve(signal);
      return new Promise<Response>((_, fail) => {
        signal?.addEventListener('abort', () => fail(new Error('given up')), { once: true });
      });
    },
    {},
    20,
  );
  await expect(standing).rejects.toThrow('given up');
  expect((await asked.promise).aborted).toBe(true);
});

test('the hub compresses what is worth it, and unpacks nothing', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  await world.theater('t1');
  await world.user('t1', 'a@t1', 'admin');
  const a = await world.replica('a', 'a@t1');
  const encodings = { shape: '', health: '' };
  const authorization = `Bearer ${a.sessions.current?.accessToken ?? ''}`;
  const shape = await fetch(`${world.hub.url}/v1/shapes/roles?offset=-1`, { headers: { authorization } });
  encodings.shape = shape.headers.get('content-encoding') ?? '';
  expect(JSON.parse(await shape.text())).toContainEqual(
    expect.objectContaining({ value: expect.objectContaining({ code: 'admin' }) as unknown }),
  );
  expect(encodings.shape).toBe('gzip');
  const plain = await fetch(`${world.hub.url}/v1/shapes/roles?offset=-1`, {
    headers: { authorization, 'accept-encoding': 'identity' },
  });
  expect(plain.headers.get('content-encoding')).toBeNull();
  await plain.text();
});
