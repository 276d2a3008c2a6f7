/** Contents over HTTP: taken in and shown again, in ranges; never run, and only for whoever has the app open. */
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { type Companion, startCompanion } from '../../../electron/companion/companion-server.ts';
import { listenForContent } from '../../../electron/host/content-door.ts';
import { serveContent } from '../../../electron/host/content-server.ts';
import { ReplicaHost } from '../../../electron/host/replica-host.ts';
import { forwardTo } from '../../../electron/main/content-forward.ts';
import { contentPath, madePath, takePath } from '../../../shared/ipc/content-addresses.ts';
import type { TakenFile } from '../../../shared/ipc/file-contract.ts';
import { CHEAP_GUESS, MACHINE_KEY } from '../../support/keys.ts';
import { idOf } from '../../support/rows.ts';
import { mayMount, SmallDisk } from '../../support/small-disk.ts';

interface Laptop extends AsyncDisposable {
  readonly host: ReplicaHost;
  readonly companion: Companion;
  readonly dir: string;
  ask(path: string, init?: RequestInit): Promise<Response>;
  put(bytes: Uint8Array | string, name: string): Promise<Response>;
}

async function laptop({ isSignedIn = true, on = tmpdir() } = {}): Promise<Laptop> {
  const dir = mkdtempSync(join(on, 'offstage-content-'));
  writeFileSync(join(dir, 'index.html'), '<title>app</title>');
  const host = await ReplicaHost.open({
    dir: join(dir, 'profile'),
    create: true,
    machineKey: MACHINE_KEY,
    guessCost: CHEAP_GUESS,
    fetch: () => Promise.reject(new TypeError('there is no network')),
  });
  if (isSignedIn)
    host.sessions.save({
      hubUrl: 'https://hub.invalid',
      deviceId: idOf(900),
      deviceToken: 'token',
      theaterId: idOf(1),
      historyId: 'h1',
      currentUserId: idOf(2),
      people: [{ userId: idOf(2), email: 'olga@t1', accessToken: 'a', refreshToken: 'r' }],
    });
  const companion = await startCompanion({
    host,
    rendererDir: dir,
    port: 0,
    isPortOnlyWished: false,
    hubUrl: 'http://127.0.0.1:1',
    demo: null,
    onError: () => undefined,
  });
  const entered = await fetch(companion.newEntrance());
  const cookie = entered.headers.get('set-cookie')?.split(';')[0] ?? '';
  const ask = (path: string, init: RequestInit = {}): Promise<Response> =>
    fetch(companion.origin + path, { ...init, headers: { cookie, ...Object.fromEntries(new Headers(init.headers)) } });
  return {
    host,
    companion,
    dir,
    ask,
    put: (bytes, name) =>
      ask(takePath(name), { method: 'PUT', body: typeof bytes === 'string' ? bytes : Buffer.from(bytes) }),
    [Symbol.asyncDispose]: async () => {
      await companion.stop();
      await host.close();
      rmSync(dir, { recursive: true });
    },
  };
}

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const picture = (): Promise<Buffer> =>
  sharp({ create: { width: 60, height: 40, channels: 3, background: '#c33' } })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();

test('what is taken in is looked at, kept once, and comes back as it was', async () => {
  await using it = await laptop();
  const bytes = await picture();
  const taken = (await (await it.put(bytes, '../../Фото\u202Egpj.exe/снимок 1.jpg')).json()) as TakenFile;
  // As it is looked at: the camera was turned.
  expect(taken).toMatchObject({
    sha256: hashOf(bytes),
    size: bytes.length,
    mime: 'image/jpeg',
    name: 'снимок 1.jpg',
    width: 40,
    height: 60,
  });
  expect(await (await it.put(bytes, 'ещё раз.pdf')).json()).toMatchObject({ sha256: taken.sha256, mime: 'image/jpeg' });
  const shown = await it.ask(contentPath(taken.sha256));
  expect(Buffer.from(await shown.arrayBuffer()).equals(bytes)).toBe(true);
  expect(Object.fromEntries(shown.headers)).toMatchObject({
    'content-type': 'image/jpeg',
    'content-disposition': 'inline',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'no-store',
    'accept-ranges': 'bytes',
    etag: `"${taken.sha256}"`,
  });
  expect(it.host.replica.prepared('SELECT sha256, size, has_original FROM stored_files').all()).toEqual([
    { sha256: taken.sha256, size: bytes.length, has_original: 1 },
  ]);
});

test('a part of a content is answered as a part, from its middle, its end, or not at all', async () => {
  await using it = await laptop();
  const bytes = randomBytes(300_000);
  await it.put(bytes, 'a.bin');
  const path = contentPath(hashOf(bytes));
  const part = async (range: string, more: Record<string, string> = {}) => {
    const answer = await it.ask(path, { headers: { range, ...more } });
    return [answer.status, answer.headers.get('content-range'), hashOf(Buffer.from(await answer.arrayBuffer()))];
  };
  const hashed = (start: number, end: number): string => hashOf(bytes.subarray(start, end));
  expect(await part('bytes=0-0')).toEqual([206, 'bytes 0-0/300000', hashed(0, 1)]);
  expect(await part('bytes=131071-131072')).toEqual([206, 'bytes 131071-131072/300000', hashed(131_071, 131_073)]);
  expect(await part('bytes=299999-')).toEqual([206, 'bytes 299999-299999/300000', hashed(299_999, 300_000)]);
  expect(await part('bytes=-5')).toEqual([206, 'bytes 299995-299999/300000', hashed(299_995, 300_000)]);
  expect(await part('bytes=100-999999')).toEqual([206, 'bytes 100-299999/300000', hashed(100, 300_000)]);
  expect(await part('bytes=300000-')).toEqual([416, 'bytes */300000', hashOf(Buffer.alloc(0))]);
  for (const whole of ['bytes=5-2', 'bytes=0-1,4-5', 'pages=1-2', 'bytes=-'])
    expect((await part(whole))[0], whole).toBe(200);
  expect((await part('bytes=0-9', { 'if-range': '"another"' }))[0]).toBe(200);
  expect((await part('bytes=0-9', { 'if-range': `"${hashOf(bytes)}"` }))[0]).toBe(206);
  expect((await it.ask(path, { headers: { 'if-none-match': `"${hashOf(bytes)}"` } })).status).toBe(304);
  const head = await it.ask(path, { method: 'HEAD' });
  expect([head.status, head.headers.get('content-length')]).toEqual([200, '300000']);
});

test('what a browser would run is never shown, whatever it is called', async () => {
  await using it = await laptop();
  const programs = [
    '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    '<html><script>1</script>',
  ];
  for (const program of programs) {
    await it.put(program, 'picture.png');
    const answer = await it.ask(contentPath(hashOf(Buffer.from(program))));
    expect(answer.headers.get('content-type')).toBe('application/octet-stream');
    expect(answer.headers.get('content-disposition')).toBe('attachment');
  }
});

test('what is saved gets the name that people gave it, in every alphabet', async () => {
  await using it = await laptop();
  const bytes = await picture();
  await it.put(bytes, 'a.jpg');
  const answer = await it.ask(contentPath(hashOf(bytes), 'original', 'Эскиз "1"; (копия) 50%.jpg'));
  expect(answer.headers.get('content-disposition')).toBe(
    `attachment; filename="_____ _1_; (_____) 50_.jpg"; filename*=UTF-8''${[
      '%D0%AD%D1%81%D0%BA%D0%B8%D0%B7%20%221%22%3B%20%28%D0%BA%D0%BE%D0%BF%D0%B8%D1%8F%29%2050%25.jpg',
    ].join('')}`,
  );
});

test('an empty file, an unknown hash and an address of nothing are answered with a code', async () => {
  await using it = await laptop();
  const failed = async (answer: Promise<Response>) => {
    const response = await answer;
    return [response.status, ((await response.json()) as { code: string }).code];
  };
  expect(await failed(it.put('', 'nothing.txt'))).toEqual([400, 'file.empty']);
  expect(await failed(it.ask(contentPath('0'.repeat(64))))).toEqual([404, 'file.unknown']);
  expect(await failed(it.ask(madePath(idOf(7), false)))).toEqual([404, 'made.gone']);
  expect(await failed(it.ask('/content/files/..%2f..%2fkeys.json'))).toEqual([400, 'usage']);
  expect(it.host.replica.prepared('SELECT * FROM stored_files').all()).toEqual([]);
});

test('what was made is shown, or saved under its own name, until the app is locked', async () => {
  await using it = await laptop();
  const made = it.host.made.keep({ name: 'Опись.pdf', mime: 'application/pdf', bytes: Buffer.from('%PDF-1.7 …') });
  const shown = await it.ask(madePath(made.id, false));
  expect([shown.headers.get('content-type'), shown.headers.get('content-disposition')]).toEqual([
    'application/pdf',
    'inline',
  ]);
  expect(await shown.text()).toBe('%PDF-1.7 …');
  expect((await it.ask(madePath(made.id, true))).headers.get('content-disposition')).toContain('%D0%9E%D0%BF%D0%B8');
  it.host.lock();
  expect((await it.ask(madePath(made.id, false))).status).toBe(401);
  expect(it.host.made.find(made.id)).toBe(undefined);
});

test('nothing is shown or taken in while the app is locked, without its cookie, or for another site', async () => {
  await using it = await laptop();
  const bytes = await picture();
  await it.put(bytes, 'a.jpg');
  const path = contentPath(hashOf(bytes));
  expect((await fetch(it.companion.origin + path)).status).toBe(401);
  expect((await it.ask(path, { headers: { origin: 'https://elsewhere.example' } })).status).toBe(403);
  it.host.lock();
  const locked = await it.ask(path);
  expect([locked.status, await locked.json()]).toEqual([401, { code: 'session.locked', details: {} }]);
  expect((await it.put('text', 'a.txt')).status).toBe(401);
});

test('where nobody is signed in nothing is taken in', async () => {
  await using it = await laptop({ isSignedIn: false });
  expect(await (await it.put('text', 'a.txt')).json()).toEqual({ code: 'auth.needed', details: {} });
});

test('the shell hands requests of its own scheme on; without the secret nobody is answered', async () => {
  await using it = await laptop();
  const listener = await listenForContent('secret', (request, response) =>
    serveContent(it.host, 'http://127.0.0.1:1', request, response),
  );
  const door = { port: listener.port, secret: 'secret' };
  const bytes = randomBytes(200_000);
  const asked = (path: string, init: RequestInit = {}): Promise<Response> =>
    forwardTo(door, new Request(`offstage-content://laptop${path}`, init));
  const put = await asked(takePath('a.bin'), { method: 'PUT', body: bytes });
  expect([put.status, ((await put.json()) as TakenFile).sha256]).toEqual([200, hashOf(bytes)]);
  const part = await asked(contentPath(hashOf(bytes)), { headers: { range: 'bytes=10-19' } });
  expect([part.status, part.headers.get('access-control-allow-origin'), await part.bytes()]).toEqual([
    206,
    '*',
    new Uint8Array(bytes.subarray(10, 20)),
  ]);
  expect((await asked('/content/files', { method: 'OPTIONS' })).headers.get('access-control-allow-methods')).toContain(
    'PUT',
  );
  expect(
    (await forwardTo({ ...door, secret: 'guess!' }, new Request('offstage-content://laptop/content/x'))).status,
  ).toBe(401);
  await listener.stop();
  expect((await asked(contentPath(hashOf(bytes)))).status).toBe(503);
  expect((await forwardTo(undefined, new Request('offstage-content://laptop/content/x'))).status).toBe(503);
});

const MIB = 1024 ** 2;

/** So many bytes, of which nobody says before how many they are. */
const flowing = (bytes: number): ReadableStream<Uint8Array> => {
  let left = bytes;
  return new ReadableStream({
    pull: (to) => {
      const size = Math.min(left, 256 * 1024);
      left -= size;
      if (size === 0) to.close();
      else to.enqueue(new Uint8Array(size).fill(left % 251));
    },
  });
};

test.skipIf(!mayMount())(
  'what the disk has no room for is refused in words, before it or in its middle; nothing stays',
  async () => {
    const disk = new SmallDisk(110 * MIB);
    try {
      await using it = await laptop({ on: disk.dir });
      const putFlowing = (bytes: number): Promise<Response> =>
        it.ask(takePath('фильм.bin'), { method: 'PUT', body: flowing(bytes), duplex: 'half' });
      // Said before: not a byte of it is written.
      const known = await it.put(Buffer.alloc(60 * MIB), 'фильм.bin');
      expect([known.status, await known.json()]).toMatchObject([507, { code: 'file.diskFull' }]);
      const unknown = await putFlowing(90 * MIB);
      expect([unknown.status, await unknown.json()]).toMatchObject([507, { code: 'file.diskFull' }]);
      expect(readdirSync(join(it.dir, 'profile', 'files', 'unfinished'))).toEqual([]);
      // What fits goes on, and so does the replica.
      expect((await putFlowing(MIB)).status).toBe(200);
      await it.host.replica.write('full', (tx) => tx.touch('drafts'));
    } finally {
      disk.remove();
    }
  },
);
