/** A laptop that has erased itself goes on telling the hub until the hub knows, and not a moment longer. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { readMarker, removeMarker, writeMarker } from '../../../electron/host/erase-replica.ts';
import { Telling } from '../../../electron/host/telling.ts';
import { newId } from '../../../shared/base/ids.ts';

const HOUR_MS = 3_600_000;
let dir = '';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'], now: 0 });
  dir = mkdtempSync(join(tmpdir(), 'offstage-telling-'));
  erased();
});
afterEach(() => {
  vi.useRealTimers();
  rmSync(dir, { recursive: true });
});

function erased(): string {
  const deviceId = newId();
  const at = '2026-01-01T00:00:00.000Z';
  const rest = { at, handedOver: 3, hubUrl: 'https://hub.example', deviceId, deviceToken: 'token' };
  writeMarker(dir, { phase: 'telling', mode: 'rescue', ...rest });
  return deviceId;
}

interface Scene {
  readonly telling: Telling;
  /** When the hub was asked, in milliseconds since the beginning. */
  readonly asked: readonly number[];
  readonly errors: readonly unknown[];
}

function scene(answer: (init: RequestInit | undefined) => Promise<Response>, random = 1): Scene {
  const asked: number[] = [];
  const errors: unknown[] = [];
  const telling = new Telling({
    dir,
    fetch: (_url, init) => {
      asked.push(Date.now());
      return answer(init);
    },
    random: () => random,
    onError: (error) => errors.push(error),
  });
  return { telling, asked, errors };
}

const away = (): Promise<Response> => Promise.reject(new TypeError('no network'));
const gaps = (moments: readonly number[]): readonly number[] =>
  moments.slice(1).map((moment, index) => moment - (moments[index] ?? 0));

test('a hub that was away is told by itself once it is back, at growing distances, and then left alone', async () => {
  let isUp = false;
  const { telling, asked, errors } = scene(() => (isUp ? Promise.resolve(Response.json({ ok: true })) : away()));
  telling.start();
  await vi.advanceTimersByTimeAsync(HOUR_MS);
  expect(gaps(asked).slice(0, 12)).toEqual([
    500, 1000, 2000, 4000, 8000, 16_000, 32_000, 64_000, 128_000, 256_000, 300_000, 300_000,
  ]);
  expect(readMarker(dir)).toMatchObject({ phase: 'telling', deviceToken: 'token' });
  isUp = true;
  const before = asked.length;
  await vi.advanceTimersByTimeAsync(HOUR_MS);
  expect(asked.length).toBe(before + 1);
  expect(readMarker(dir)).toMatchObject({ phase: 'done', deviceToken: null, handedOver: 3 });
  expect(errors).toEqual([]);
  await telling.close();
});

test('its distances are spread by chance, and it waits as long as the hub asks, within bounds', async () => {
  const answers = ['', '7', '100000'];
  const { telling, asked } = scene(() => {
    const seconds = answers.shift();
    if (seconds === undefined || seconds === '') return away();
    return Promise.resolve(new Response('', { status: 503, headers: { 'retry-after': seconds } }));
  }, 0);
  telling.start();
  await vi.advanceTimersByTimeAsync(HOUR_MS / 4);
  expect(gaps(asked).slice(0, 4)).toEqual([250, 7000, 300_000, 2000]);
  await telling.close();
});

test('closing ends the waiting at once; the next start goes on with it', async () => {
  const { telling, asked } = scene(away);
  telling.start();
  await vi.advanceTimersByTimeAsync(60_000);
  const before = asked.length;
  await telling.close();
  await vi.advanceTimersByTimeAsync(HOUR_MS);
  expect(asked.length).toBe(before);
  expect(vi.getTimerCount()).toBe(0);
  const next = scene(() => Promise.resolve(new Response('', { status: 401 })));
  next.telling.start();
  await vi.advanceTimersByTimeAsync(0);
  // A hub that does not know this laptop learns nothing by being asked again.
  expect(readMarker(dir)).toMatchObject({ phase: 'done', deviceToken: null });
  await next.telling.close();
});

test('closing waits for what is on its way, and cuts off what does not arrive', async () => {
  let arrive: (response: Response) => void = () => undefined;
  const arriving = scene(() => new Promise((done) => (arrive = done)));
  arriving.telling.start();
  const closed = arriving.telling.close();
  arrive(Response.json({ ok: true }));
  await closed;
  expect(readMarker(dir)).toMatchObject({ phase: 'done' });

  erased();
  const hanging = scene(
    (init) =>
      new Promise((_done, fail) => {
        init?.signal?.addEventListener('abort', () => fail(new TypeError('cut off')));
      }),
  );
  hanging.telling.start();
  const cut = hanging.telling.close();
  await vi.advanceTimersByTimeAsync(2000);
  await cut;
  expect(hanging.asked).toHaveLength(1);
  expect(readMarker(dir)).toMatchObject({ phase: 'telling' });
});

test('a laptop that is registered anew meanwhile tells nothing more, and revoked again it tells at once', async () => {
  const { telling, asked } = scene(away);
  telling.start();
  await vi.advanceTimersByTimeAsync(60_000);
  const before = asked.length;
  removeMarker(dir);
  telling.wake();
  await vi.advanceTimersByTimeAsync(HOUR_MS);
  expect(asked.length).toBe(before);
  erased();
  telling.start();
  await vi.advanceTimersByTimeAsync(0);
  expect(asked.length).toBe(before + 1);
  await telling.close();
});
