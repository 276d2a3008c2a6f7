/** The hub as a laptop sees it: failures sorted once, tokens rotated once, whoever asks. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { HubClient } from '../../../electron/sync/hub-client.ts';
import { type PersonSession, SessionStore } from '../../../electron/sync/session-store.ts';
import { SCHEMA_VERSION, VERSION_HEADER } from '../../../shared/schema/versions.ts';
import { idOf } from '../../support/rows.ts';

const TIME = '2026-03-01T10:00:00.000Z';
const person = (number: number, refreshToken = `refresh-${number}`): PersonSession => ({
  userId: idOf(number),
  email: `${number}@t1`,
  refreshToken,
  accessToken: `access-${number}`,
});
const json = (body: unknown, status = 200, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json', [VERSION_HEADER]: String(SCHEMA_VERSION), ...headers },
  });
const failure = (status: number, code: string, headers?: Record<string, string>): Response =>
  json({ code, message: code }, status, headers);

interface Request {
  readonly path: string;
  readonly method: string;
  readonly authorization: string | null;
  readonly body: unknown;
  readonly signal: AbortSignal | null;
}

/** A client of a registered laptop on which people are signed in, the first of them at work. */
function laptop(
  answer: (request: Request, times: number) => Response | Promise<Response>,
  people: readonly PersonSession[] = [person(1)],
) {
  const dir = mkdtempSync(join(tmpdir(), 'offstage-client-'));
  const sessions = new SessionStore(dir);
  sessions.save({
    hubUrl: 'http://hub.invalid',
    deviceId: idOf(900),
    deviceToken: 'device-token',
    theaterId: idOf(1),
    historyId: 'h1',
    currentUserId: people[0]?.userId ?? null,
    people: [...people],
  });
  const asked: Request[] = [];
  const rejected: string[] = [];
  const revoked: string[] = [];
  const client = new HubClient(sessions, {
    fetch: async (url, init) => {
      const body: unknown = typeof init?.body === 'string' ? JSON.parse(init.body) : undefined;
      const request: Request = {
        path: new URL(url).pathname,
        method: init?.method ?? 'GET',
        authorization: new Headers(init?.headers).get('authorization'),
        body,
        signal: init?.signal ?? null,
      };
      asked.push(request);
      return answer(request, asked.filter(({ path }) => path === request.path).length);
    },
    now: () => new Date(TIME),
    onRejected: (userId) => rejected.push(userId),
    onDeviceRevoked: (mode) => revoked.push(mode),
  });
  return {
    client,
    sessions,
    asked,
    rejected,
    revoked,
    [Symbol.dispose]: () => rmSync(dir, { recursive: true }),
  };
}

const tokens = (number: number, generation: number, serverTime = TIME): unknown => ({
  userId: idOf(number),
  accessToken: `access-${number}-${generation}`,
  refreshToken: `refresh-${number}-${generation}`,
  theaterId: idOf(1),
  serverTime,
  historyId: 'h1',
});

test.each([
  [failure(401, 'auth.expired'), { kind: 'unauthorized', code: 'auth.expired' }],
  [failure(403, 'auth.mustChangePassword'), { kind: 'unauthorized', code: 'auth.mustChangePassword' }],
  [failure(403, 'auth.revoked'), { kind: 'revoked', code: 'auth.revoked' }],
  [failure(400, 'release.tooOld'), { kind: 'outdated', code: 'release.tooOld' }],
  [failure(429, 'hub.busy', { 'retry-after': '7' }), { kind: 'busy', code: 'hub.busy', retryAfterMs: 7000 }],
  [failure(503, 'shapes.unavailable'), { kind: 'busy', retryAfterMs: undefined, status: 503 }],
  [failure(422, 'push.refused'), { kind: 'refused', status: 422 }],
  [new Response('<html>a proxy</html>', { status: 502 }), { kind: 'busy', code: 'http.502' }],
  [new Response('nothing here', { status: 404 }), { kind: 'refused', code: 'http.404' }],
])('an answer that is no success is a failure of one kind: %#', async (response, expected) => {
  using it = laptop(() => response);
  await expect(it.client.request('/v1/health', {})).rejects.toMatchObject(expected);
});

test('a line that breaks is «unreachable», an answer in an unknown form is «rubbish»', async () => {
  using cut = laptop(() => Promise.reject(new TypeError('fetch failed')));
  await expect(cut.client.request('/v1/health', {})).rejects.toMatchObject({ kind: 'unreachable' });
  using odd = laptop(() => json({ lsn: { no: 'number' } }));
  await expect(odd.client.barrier(new AbortController().signal)).rejects.toMatchObject({
    kind: 'rubbish',
    code: 'hub.answer',
  });
});

test('every request says which version speaks, and what the hub speaks is remembered', async () => {
  using it = laptop(() => json({}, 200, { [VERSION_HEADER]: '2' }));
  expect(it.client.hubVersion).toBe(1);
  await it.client.request('/v1/health', {});
  expect(it.client.hubVersion).toBe(2);
});

test('a refresh token is used once: whoever asks meanwhile shares the exchange, and the new one is kept', async () => {
  using it = laptop(({ path }, times) => {
    if (path === '/v1/auth/refresh') return json(tokens(1, times));
    return times <= 3 ? failure(401, 'auth.expired') : json({ rows: {} });
  });
  await Promise.all([it.client.counts(), it.client.counts(), it.client.counts()]);
  const exchanges = it.asked.filter(({ path }) => path === '/v1/auth/refresh');
  expect(exchanges.map(({ body }) => body)).toEqual([{ refreshToken: 'refresh-1' }]);
  expect(it.sessions.current).toMatchObject({ accessToken: 'access-1-1', refreshToken: 'refresh-1-1' });
  expect(it.asked.filter(({ authorization }) => authorization === 'Bearer access-1-1').length).toBe(3);
  await it.client.renew();
  expect(it.asked.at(-1)?.body).toEqual({ refreshToken: 'refresh-1-1' });
});

test('an exchange ends early once everybody who waited has let go, and not before; the next one begins anew', async () => {
  using it = laptop(({ signal }, times) => {
    if (times > 1) return json(tokens(1, times));
    return new Promise((_, reject) => signal?.addEventListener('abort', () => reject(new Error('aborted'))));
  });
  const first = new AbortController();
  const second = new AbortController();
  const waiting = [first, second].map(({ signal }) => it.client.renew(signal));
  first.abort();
  await expect(waiting[0]).rejects.toMatchObject({ kind: 'unreachable' });
  expect([it.asked.length, it.asked[0]?.signal?.aborted]).toEqual([1, false]);
  second.abort();
  // While the one that was given up is still on its way out.
  const next = it.client.renew();
  await expect(waiting[1]).rejects.toMatchObject({ kind: 'unreachable' });
  expect([await next, it.asked[0]?.signal?.aborted]).toEqual(['access-1-2', true]);
  await expect(it.client.renew(first.signal)).rejects.toMatchObject({ kind: 'unreachable' });
});

test('an exchange that failed spoils none after it', async () => {
  using it = laptop((_request, times) => (times === 1 ? failure(503, 'hub.busy') : json(tokens(1, times))));
  await expect(it.client.renew()).rejects.toMatchObject({ kind: 'busy' });
  expect(await it.client.renew()).toBe('access-1-2');
});

test('an access token is renewed once for a request, and not for ever', async () => {
  using it = laptop(({ path }, times) =>
    path === '/v1/auth/refresh' ? json(tokens(1, times)) : failure(401, 'auth.expired'),
  );
  await expect(it.client.counts()).rejects.toMatchObject({ code: 'auth.expired' });
  expect(it.asked.map(({ path }) => path)).toEqual(['/v1/counts', '/v1/auth/refresh', '/v1/counts']);
});

test('where one person’s session has ended another of this laptop reads for both; their password is not doubted', async () => {
  using it = laptop(
    ({ body }) => (JSON.stringify(body).includes('refresh-1') ? failure(401, 'auth.expired') : json(tokens(2, 1))),
    [person(1), person(2)],
  );
  expect(await it.client.renew()).toBe('access-2-1');
  expect(it.rejected).toEqual([]);
  expect(it.sessions.data?.people.find(({ userId }) => userId === idOf(1))?.refreshToken).toBe('');
  expect(it.sessions.current?.userId).toBe(idOf(1));
});

test('who was turned away is forgotten by the laptop as well; the last of them is asked to sign in', async () => {
  using it = laptop(() => failure(403, 'auth.revoked'));
  await expect(it.client.renew()).rejects.toMatchObject({ kind: 'revoked' });
  expect(it.rejected).toEqual([idOf(1)]);
  expect(it.asked.length).toBe(1);
});

test('somebody signs in while an old token is exchanged: its failure is not theirs', async () => {
  using it = laptop(async ({ path, body }) => {
    if (path === '/v1/auth/sign-in') return json(tokens(1, 9));
    if (!JSON.stringify(body).includes('refresh-1-9')) {
      await it.client.signIn('1@t1', 'password');
      return failure(401, 'auth.expired');
    }
    return json(tokens(1, 10));
  });
  expect(await it.client.renew()).toBe('access-1-10');
  expect(it.rejected).toEqual([]);
});

test('whom the laptop alone has recognised is asked for with their password, once there is a hub', async () => {
  using it = laptop(() => json(tokens(1, 1)), [person(1, '')]);
  it.client.remember({ userId: idOf(1), email: '1@t1', password: 'secret' });
  await it.client.renew();
  expect(it.asked).toMatchObject([{ path: '/v1/auth/sign-in', body: { email: '1@t1', password: 'secret' } }]);
  await it.client.renew();
  // It was held for that one question.
  expect(it.asked[1]).toMatchObject({ path: '/v1/auth/refresh', body: { refreshToken: 'refresh-1-1' } });
});

test('nobody signed in: nothing is asked', async () => {
  using it = laptop(() => json({}), []);
  await expect(it.client.renew()).rejects.toMatchObject({ kind: 'unauthorized', code: 'auth.needed' });
  expect(it.asked).toEqual([]);
});

test('a revoked laptop hears it from whatever it asks, and whether it is waited for', async () => {
  using it = laptop(() => json({ code: 'device.revoked', message: '', details: { mode: 'lost' } }, 401));
  await expect(it.client.barrier(new AbortController().signal)).rejects.toMatchObject({ kind: 'revoked' });
  expect(it.revoked).toEqual(['lost']);
  expect(it.asked[0]?.authorization).toBe(`Bearer ${idOf(900)}.device-token`);
});

test('another history is noticed with the next answer, and is ours once it is accepted', async () => {
  using it = laptop(() => json({ ...(tokens(1, 1) as object), historyId: 'h2' }));
  expect(it.client.isHistoryNew).toBe(false);
  await it.client.renew();
  expect(it.client.isHistoryNew).toBe(true);
  it.client.acceptHistory('h2');
  expect([it.client.isHistoryNew, it.sessions.data?.historyId]).toEqual([false, 'h2']);
});

test('a history that is not the hub’s any more by the time that it is accepted leaves the next one to be settled', async () => {
  using it = laptop((_request, times) => json({ ...(tokens(1, times) as object), historyId: `h${times + 1}` }));
  await it.client.renew();
  await it.client.renew();
  it.client.acceptHistory('h2');
  expect([it.client.isHistoryNew, it.client.historyId]).toEqual([true, 'h3']);
});

test('the hub’s clock is measured with every token', async () => {
  using it = laptop(() => json(tokens(1, 1, '2026-03-01T10:00:02.500Z')));
  await it.client.renew();
  expect(it.client.clockOffsetMs).toBe(2500);
});

test('what ended a session here ends it there; a hub that is away keeps nobody signed in', async () => {
  using it = laptop(() => Promise.reject(new TypeError('fetch failed')));
  await it.client.signOut();
  expect(it.asked).toMatchObject([{ path: '/v1/auth/sign-out', body: { refreshToken: 'refresh-1' } }]);
  expect(it.sessions.current).toBe(undefined);
});
