/**
 * Two theatres on one hub, and two laptops of one of them: every address of contents tried with the other's token, ids,
 * hashes and upload addresses. Nothing crosses, nothing is said, and knowing a hash is worth nothing.
 */
import { expect, inject, test } from 'vitest';
import { newId } from '../../shared/base/ids.ts';
import { FILES_PATH, UPLOADS_PATH } from '../../shared/protocol/files.ts';
import { seeded } from '../simulation/random-world.ts';
import { bytesOf, type FileAnswer, FileLaptop, hashOf } from '../support/file-laptop.ts';
import { picture } from '../support/pictures.ts';
import { createWorld, until } from '../support/world.ts';

/** What a stranger may tell two answers apart by; ids of requests and times are none of them. */
const said = ({ status, code, body, bytes, headers }: FileAnswer): unknown => [
  status,
  code,
  body,
  bytes.length,
  [...headers.keys()].filter((name) => name !== 'date').toSorted(),
];

test('neither brings nor fetches, ends nor hears of what is the other’s', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  await world.theater('ours');
  await world.theater('theirs');
  await world.user('ours', 'anna@x', 'admin');
  await world.user('ours', 'olga@x', 'admin');
  await world.user('theirs', 'boris@x', 'admin');
  const { url } = world.hub;
  const theirs = await FileLaptop.register(url, 'boris@x');
  const theirSecond = await FileLaptop.register(url, 'boris@x');
  const ours = await FileLaptop.register(url, 'anna@x');
  const photo = await picture(400, 300);
  const sha256 = await theirs.name(photo);
  expect((await theirs.bring(photo)).status).toBe(204);
  await until('it has a thumbnail', async () => (await theirs.fetchThumbnail(sha256)).status === 200);
  const arriving = bytesOf(seeded(1), 50_000);
  const arrivingHash = await theirs.name(arriving);
  const location = (await theirs.begin(arrivingHash, arriving.length)).headers.get('location') ?? '';
  await theirs.send(location, 0, arriving.subarray(0, 20_000));

  // A hash that they have, one that is on its way to them, and one that nobody has: the same answer.
  const nobodys = hashOf(Buffer.from('nobody'));
  const webp = await picture(20, 20, 'webp');
  for (const ask of [
    (hash: string) => ours.fetch(hash),
    (hash: string) => ours.fetch(hash, {}, 'HEAD'),
    (hash: string) => ours.fetch(hash, { range: 'bytes=0-1' }),
    (hash: string) => ours.fetch(hash, { 'if-none-match': `"${hash}"` }),
    (hash: string) => ours.fetchThumbnail(hash),
    (hash: string) => ours.putThumbnail(hash, webp),
    (hash: string) => ours.begin(hash, photo.length),
    (hash: string) => ours.begin(hash, photo.length, photo),
  ])
    for (const hash of [sha256, arrivingHash]) {
      const answer = await ask(hash);
      expect(said(answer)).toEqual(said(await ask(nobodys)));
      expect(answer.status).toBe(404);
    }

  // Their upload’s address, with our tokens, and with that of another laptop of theirs.
  const nowhere = `${UPLOADS_PATH}/${newId()}`;
  for (const stranger of [ours, theirSecond])
    for (const ask of [
      (where: string) => stranger.offset(where),
      (where: string) => stranger.send(where, 20_000, arriving.subarray(20_000)),
      (where: string) => stranger.send(where, 0, arriving),
      (where: string) => stranger.drop(where),
      (where: string) => stranger.ask('HEAD', where, { 'tus-resumable': '1.0.0', ...stranger.person }),
    ]) {
      const answer = await ask(location);
      expect(said(answer)).toEqual(said(await ask(nowhere)));
      expect(answer.status).toBe(404);
    }
  expect((await theirs.offset(location)).headers.get('upload-offset')).toBe('20000');
  expect((await theirs.send(location, 20_000, arriving.subarray(20_000))).status).toBe(204);

  // A device's token opens no content, and neither token opens what is behind the other's door.
  expect((await theirs.ask('GET', `${FILES_PATH}/${sha256}`)).status).toBe(401);
  expect((await theirs.ask('GET', `${FILES_PATH}/${sha256}/thumbnail`)).status).toBe(401);
});

test('content that both have is stored once, and served to each only once its own bytes have come', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  await world.theater('ours');
  await world.theater('theirs');
  await world.user('ours', 'anna@x', 'admin');
  await world.user('theirs', 'boris@x', 'admin');
  const { url, context } = world.hub;
  const { store } = context.files;
  const [ours, theirs] = [await FileLaptop.register(url, 'anna@x'), await FileLaptop.register(url, 'boris@x')];
  const photo = await picture(400, 300);
  const sha256 = await theirs.name(photo);
  await theirs.bring(photo);
  await until('it has a thumbnail', async () => (await theirs.fetchThumbnail(sha256)).status === 200);
  // A row that names the hash is all that somebody without the content can write.
  await ours.name(photo);
  expect(await ours.fetch(sha256)).toMatchObject({ status: 404, code: 'file.elsewhere' });
  expect(await ours.fetchThumbnail(sha256)).toMatchObject({ status: 404, code: 'file.noThumbnail' });
  const begun = await ours.begin(sha256, photo.length);
  expect([begun.status, begun.body]).toEqual([201, {}]);
  const location = begun.headers.get('location') ?? '';
  expect((await ours.offset(location)).headers.get('upload-offset')).toBe('0');
  await ours.send(location, 0, photo.subarray(0, photo.length - 1));
  expect(await ours.fetch(sha256)).toMatchObject({ status: 404, code: 'file.elsewhere' });
  expect(await ours.send(location, photo.length - 1, Buffer.of(0xaa))).toMatchObject({
    status: 460,
    code: 'file.mismatch',
  });
  expect(await ours.fetch(sha256)).toMatchObject({ status: 404, code: 'file.elsewhere' });
  expect((await theirs.fetch(sha256)).bytes.equals(photo)).toBe(true);
  // The whole of it.
  expect((await ours.bring(photo)).status).toBe(204);
  expect((await ours.fetch(sha256)).bytes.equals(photo)).toBe(true);
  const all: unknown[] = [];
  for await (const file of store.all()) all.push(file);
  expect(all).toEqual([{ sha256, size: photo.length }]);
});

test('whoever loses access in the middle of a download does not get to its end', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  await world.theater('t');
  await world.user('t', 'anna@t', 'admin');
  const laptop = await FileLaptop.register(world.hub.url, 'anna@t');
  const content = Buffer.alloc(64 * 1024 * 1024, 7);
  const sha256 = await laptop.name(content);
  expect((await laptop.bring(content)).status).toBe(204);
  const response = await fetch(`${world.hub.url}${FILES_PATH}/${sha256}`, { headers: laptop.person });
  const reader = response.body?.getReader();
  await reader?.read();
  await world.hub.context.database.pool.query("UPDATE devices SET revoked_at = now(), revocation_mode = 'lost'");
  const drain = async (): Promise<number> => {
    let bytes = 0;
    for (;;) {
      const piece = await reader?.read();
      if (piece === undefined || piece.done) return bytes;
      bytes += piece.value.length;
      // Taken slowly: a line is never as fast as the memory of one process.
      await new Promise((done) => {
        setTimeout(done, 2);
      });
    }
  };
  await expect(drain()).rejects.toThrow();
  expect((await laptop.fetch(sha256)).status).toBe(403);
  expect((await laptop.begin(sha256, content.length)).status).toBe(403);
});
