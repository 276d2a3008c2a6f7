/** The way of contents over HTTP (`shared/protocol/files.ts`): up by tus, down with ranges, and thumbnails. */
import { randomBytes } from 'node:crypto';
import { readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { deflateSync, gzipSync } from 'node:zlib';
import sharp from 'sharp';
import { Upload } from 'tus-js-client';
import { expect, inject, test } from 'vitest';
import { UPLOADS_PATH } from '../../../shared/protocol/files.ts';
import { seeded } from '../../simulation/random-world.ts';
import { bytesOf, FileLaptop, hashOf } from '../../support/file-laptop.ts';
import { deviceHeader } from '../../support/hub-laptop.ts';
import { pdf, picture } from '../../support/pictures.ts';
import { createWorld, until, type World } from '../../support/world.ts';

type House = World & { readonly laptop: FileLaptop };

async function house(options: Parameters<typeof createWorld>[1] = {}): Promise<House> {
  const world = await createWorld(inject('postgresUrl'), options);
  await world.theater('t');
  await world.user('t', 'anna@t', 'admin');
  const laptop = await FileLaptop.register(world.hub.url, 'anna@t');
  return Object.assign(world, { laptop });
}

const rowOf = async (world: World, sha256: string): Promise<unknown> =>
  (
    await world.hub.context.database.pool.query(
      'SELECT uploaded_at IS NOT NULL AS here, has_thumbnail AS thumbnail FROM files WHERE sha256 = $1',
      [sha256],
    )
  ).rows[0];

const pathOf = (world: World, sha256: string): string => world.hub.context.files.store.pathOf(sha256) ?? '';

test('content that comes in parts is served whole and in parts once all of it is there', async () => {
  await using world = await house();
  const { laptop } = world;
  const content = bytesOf(seeded(1), 300_000);
  const sha256 = await laptop.name(content);
  expect(await laptop.fetch(sha256)).toMatchObject({ status: 404, code: 'file.elsewhere' });
  const begun = await laptop.begin(sha256, content.length);
  expect(begun.status).toBe(201);
  const location = begun.headers.get('location') ?? '';
  expect(location).toMatch(new RegExp(`^${UPLOADS_PATH}/[0-9a-f-]{36}$`));
  const part = await laptop.send(location, 0, content.subarray(0, 100_001));
  expect([part.status, part.headers.get('upload-offset')]).toEqual([204, '100001']);
  const head = await laptop.offset(location);
  expect([head.status, head.headers.get('upload-offset'), head.headers.get('upload-length')]).toEqual([
    200,
    '100001',
    '300000',
  ]);
  expect(await laptop.send(location, 5, content.subarray(5))).toMatchObject({ status: 409 });
  expect(await laptop.fetch(sha256)).toMatchObject({ status: 404, code: 'file.elsewhere' });
  expect((await laptop.send(location, 100_001, content.subarray(100_001))).status).toBe(204);
  expect(await rowOf(world, sha256)).toEqual({ here: true, thumbnail: false });
  expect(await laptop.offset(location)).toMatchObject({ status: 404 });
  expect(await laptop.begin(sha256, content.length)).toMatchObject({ status: 200, body: { state: 'here' } });

  const whole = await laptop.fetch(sha256);
  expect([whole.status, hashOf(whole.bytes), whole.headers.get('etag')]).toEqual([200, sha256, `"${sha256}"`]);
  expect(whole.headers.get('content-type')).toBe('application/octet-stream');
  expect(whole.headers.get('x-content-type-options')).toBe('nosniff');
  for (const [range, from, to] of [
    ['bytes=0-0', 0, 1],
    ['bytes=131072-', 131_072, 300_000],
    ['bytes=100-200000', 100, 200_001],
    ['bytes=299999-9999999', 299_999, 300_000],
    ['bytes=-10', 299_990, 300_000],
  ] as const) {
    const some = await laptop.fetch(sha256, { range });
    expect([some.status, some.headers.get('content-range')], range).toEqual([206, `bytes ${from}-${to - 1}/300000`]);
    expect(some.bytes.equals(content.subarray(from, to)), range).toBe(true);
  }
  expect(await laptop.fetch(sha256, { range: 'bytes=300000-' })).toMatchObject({ status: 416 });
  expect((await laptop.fetch(sha256, { range: 'bytes=0-1,5-6' })).bytes.length).toBe(300_000);
  expect((await laptop.fetch(sha256, { range: 'bytes=5-', 'if-range': '"other"' })).bytes.length).toBe(300_000);
  expect(await laptop.fetch(sha256, { 'if-none-match': `"${sha256}"` })).toMatchObject({ status: 304 });
  const about = await laptop.fetch(sha256, {}, 'HEAD');
  expect([about.status, about.headers.get('content-length'), about.bytes.length]).toEqual([200, '300000', 0]);
});

test('a kept client of tus brings it, with and without the first part in the creation', async () => {
  await using world = await house();
  const { laptop } = world;
  for (const uploadDataDuringCreation of [false, true]) {
    const content = bytesOf(seeded(uploadDataDuringCreation ? 2 : 3), 700_000);
    const sha256 = await laptop.name(content);
    await new Promise<void>((done, fail) => {
      new Upload(content, {
        endpoint: world.hub.url + UPLOADS_PATH,
        headers: deviceHeader(laptop.tokens),
        metadata: { sha256 },
        chunkSize: 256 * 1024,
        uploadSize: content.length,
        uploadDataDuringCreation,
        onSuccess: () => done(),
        onError: fail,
      }).start();
    });
    expect(hashOf((await laptop.fetch(sha256)).bytes)).toBe(sha256);
  }
});

test('what is not named, empty, or not what was said is refused, and nothing of it stays', async () => {
  await using world = await house();
  const { laptop } = world;
  const content = bytesOf(seeded(4), 10_000);
  const { store } = world.hub.context.files;
  expect(await laptop.begin(hashOf(content), 10_000)).toMatchObject({ status: 404, code: 'file.unknown' });
  expect(await laptop.fetch(hashOf(content))).toMatchObject({ status: 404, code: 'file.unknown' });
  const sha256 = await laptop.name(content);
  expect(await laptop.begin(sha256, 9999)).toMatchObject({ status: 460, code: 'file.mismatch' });
  expect(await laptop.begin(sha256, 0)).toMatchObject({ status: 460, code: 'file.mismatch' });
  expect(await laptop.begin('../../etc/passwd', 10_000)).toMatchObject({ status: 400 });
  const begun = await laptop.begin(sha256, 10_000);
  const location = begun.headers.get('location') ?? '';
  expect((await laptop.send(location, 0, Buffer.alloc(10_001))).status).toBe(413);
  const wrong = Buffer.from(content);
  wrong[77] = (wrong[77] ?? 0) ^ 1;
  expect(await laptop.send(location, 0, wrong)).toMatchObject({ status: 460, code: 'file.mismatch' });
  expect(await laptop.offset(location)).toMatchObject({ status: 404 });
  expect([await store.uploads(), await store.sizeOf(sha256)]).toEqual([[], undefined]);
  expect(await rowOf(world, sha256)).toEqual({ here: false, thumbnail: false });
  expect((await laptop.bring(content)).status).toBe(204);
  expect(await rowOf(world, sha256)).toEqual({ here: true, thumbnail: false });
});

test('an upload that is given up leaves nothing, and may be begun again', async () => {
  await using world = await house();
  const { laptop } = world;
  const content = bytesOf(seeded(5), 10_000);
  const sha256 = await laptop.name(content);
  const location = (await laptop.begin(sha256, 10_000)).headers.get('location') ?? '';
  await laptop.send(location, 0, content.subarray(0, 5000));
  expect((await laptop.drop(location)).status).toBe(204);
  expect(await world.hub.context.files.store.uploads()).toEqual([]);
  expect(await laptop.send(location, 5000, content.subarray(5000))).toMatchObject({
    status: 404,
    code: 'file.unknown',
  });
  expect((await laptop.bring(content)).status).toBe(204);
});

test('damaged content is not served: it is asked back, and the next sound copy takes its place', async () => {
  await using world = await house();
  const { laptop } = world;
  const content = bytesOf(seeded(6), 200_000);
  const sha256 = await laptop.name(content);
  const path = pathOf(world, sha256);
  const harms = [
    () => writeFileSync(path, Buffer.alloc(200_000)),
    () => truncateSync(path, 199_000),
    () => rmSync(path),
  ];
  for (const harm of harms) {
    expect((await laptop.bring(content)).status).toBe(204);
    harm();
    expect(await laptop.fetch(sha256, { range: 'bytes=5-9' })).toMatchObject({ status: 410, code: 'file.damaged' });
    expect(await rowOf(world, sha256)).toEqual({ here: false, thumbnail: false });
    expect(await laptop.fetch(sha256)).toMatchObject({ status: 404, code: 'file.elsewhere' });
  }
  expect((await laptop.bring(content)).status).toBe(204);
  expect(readFileSync(path).equals(content)).toBe(true);
  rmSync(path);
  // A laptop that brings it once more is not told that it is here.
  expect((await laptop.bring(content)).status).toBe(204);
  expect(hashOf((await laptop.fetch(sha256)).bytes)).toBe(sha256);
});

test('a laptop’s thumbnail is shown until the hub has made its own', async () => {
  await using world = await house();
  const { laptop } = world;
  const photo = await picture(900, 600);
  const sha256 = await laptop.name(photo);
  expect(await laptop.fetchThumbnail(sha256)).toMatchObject({ status: 404, code: 'file.noThumbnail' });
  const sent = await sharp(await picture(300, 200, 'png'))
    .webp()
    .toBuffer();
  expect((await laptop.putThumbnail(sha256, sent)).status).toBe(204);
  expect(await rowOf(world, sha256)).toEqual({ here: false, thumbnail: true });
  const first = await laptop.fetchThumbnail(sha256);
  expect([first.headers.get('content-type'), (await sharp(first.bytes).metadata()).width]).toEqual(['image/webp', 300]);
  const tag = first.headers.get('etag') ?? '';
  expect((await laptop.fetchThumbnail(sha256, { 'if-none-match': tag })).status).toBe(304);
  expect((await laptop.bring(photo)).status).toBe(204);
  await until(
    'the hub has made its own',
    async () => (await laptop.fetchThumbnail(sha256)).headers.get('etag') !== tag,
  );
  expect((await sharp((await laptop.fetchThumbnail(sha256)).bytes).metadata()).width).toBe(320);
  // What a laptop sends from now on changes nothing.
  const own = await laptop.fetchThumbnail(sha256);
  expect((await laptop.putThumbnail(sha256, sent)).status).toBe(204);
  expect((await laptop.fetchThumbnail(sha256)).bytes.equals(own.bytes)).toBe(true);
});

test('content that is compressed already comes as it is, whole and in parts', async () => {
  await using world = await house();
  const { laptop } = world;
  for (const content of [
    gzipSync(randomBytes(5000)),
    deflateSync(Buffer.alloc(90_000, 'план')),
    Buffer.concat([Buffer.from([0x78, 0x9c]), randomBytes(5000)]),
  ]) {
    const sha256 = await laptop.name(content, 'архив.gz');
    expect((await laptop.bring(content)).status).toBe(204);
    const whole = await laptop.fetch(sha256);
    expect(whole.bytes.equals(content)).toBe(true);
    expect(whole.headers.get('content-encoding')).toBeNull();
    expect(whole.headers.get('content-length')).toBe(String(content.length));
    const part = await laptop.fetch(sha256, { range: 'bytes=100-' });
    expect(part.status).toBe(206);
    expect(part.bytes.equals(content.subarray(100))).toBe(true);
  }
});

test('a thumbnail that was not made because the hub ended is made up for', async () => {
  await using world = await house();
  const { laptop } = world;
  const photo = await picture(300, 200);
  const sha256 = await laptop.name(photo, 'снимок.jpg', undefined, 'image/jpeg');
  await world.hub.context.files.maker.close();
  await laptop.bring(photo);
  await world.restartHub();
  const { files } = world.hub.context;
  const again = await FileLaptop.register(world.hub.url, 'anna@t');
  expect(await again.fetchThumbnail(sha256)).toMatchObject({ status: 404 });
  await files.thumbnails.makeMissing();
  expect((await again.fetchThumbnail(sha256)).status).toBe(200);
  expect(await rowOf(world, sha256)).toEqual({ here: true, thumbnail: true });
});

test('a thumbnail that went, as when a backup was put back, is made again; where it cannot be, a laptop sends it', async () => {
  await using world = await house();
  const { laptop } = world;
  const { store } = world.hub.context.files;
  const theaterId = (await world.hub.context.database.pool.query<{ id: string }>('SELECT id FROM theaters')).rows[0]
    ?.id;
  const [photo, other] = [await picture(900, 600), await picture(600, 900)];
  const [here, elsewhere] = [await laptop.name(photo), await laptop.name(other)];
  expect((await laptop.bring(photo)).status).toBe(204);
  await until('there is a thumbnail', async () => (await laptop.fetchThumbnail(here)).status === 200);
  const sent = await sharp(await picture(300, 200, 'png'))
    .webp()
    .toBuffer();
  expect((await laptop.putThumbnail(elsewhere, sent)).status).toBe(204);
  for (const sha256 of [here, elsewhere]) await store.removeThumbnail(theaterId ?? '', sha256);

  const answers = await Promise.all([1, 2, 3].map(() => laptop.fetchThumbnail(here)));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect(await laptop.fetchThumbnail(elsewhere)).toMatchObject({ status: 404, code: 'file.noThumbnail' });
  expect(await rowOf(world, elsewhere)).toEqual({ here: false, thumbnail: false });
  expect((await laptop.putThumbnail(elsewhere, sent)).status).toBe(204);
  expect((await laptop.fetchThumbnail(elsewhere)).status).toBe(200);
});

test('a PDF has a thumbnail whatever it is called; what is no thumbnail is not taken for one', async () => {
  await using world = await house();
  const { laptop } = world;
  const sha256 = await laptop.name(pdf(), 'снимок.png');
  await laptop.bring(pdf());
  await until('it is made', async () => (await laptop.fetchThumbnail(sha256)).status === 200);
  const other = await laptop.name(Buffer.from('просто текст'));
  expect(await laptop.putThumbnail(other, Buffer.from('no picture'))).toMatchObject({ status: 400 });
  expect(await laptop.putThumbnail(other, await picture(10, 10), 'image/jpeg')).toMatchObject({ status: 415 });
  expect(await laptop.putThumbnail(other, Buffer.alloc(200_000))).toMatchObject({ status: 413 });
  expect(await laptop.putThumbnail(hashOf(Buffer.from('?')), await picture(10, 10, 'webp'))).toMatchObject({
    status: 404,
    code: 'file.unknown',
  });
  expect(await rowOf(world, other)).toEqual({ here: false, thumbnail: false });
});
