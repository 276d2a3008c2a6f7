/**
 * Two hubs on one database and one store of contents, a shared directory or one of S3's kind: a laptop goes on at one
 * with what it began at the other, one request at a time writes to an upload, and a quota holds across both.
 */
import { join } from 'node:path';
import pino from 'pino';
import { expect, inject, test } from 'vitest';
import { KEY_VARIABLES } from '../../hub/files/files-url.ts';
import { type RunningHub, startHub } from '../../hub/server.ts';
import { seeded } from '../simulation/random-world.ts';
import { bytesOf, FileLaptop } from '../support/file-laptop.ts';
import { picture } from '../support/pictures.ts';
import { type S3, startS3 } from '../support/s3.ts';
import { createWorld, until, type World } from '../support/world.ts';

/** A second hub beside the world's. */
function secondHub(world: World, filesUrl: string): Promise<RunningHub> {
  return startHub({
    dataDir: join(world.dir, 'second'),
    port: 0,
    databaseUrl: world.databaseUrl,
    filesUrl,
    log: pino({ level: 'silent' }),
    shapes: { streamId: 'second', longPollMs: 400 },
    fileLimits: { quotaBytes: 1_000_000 },
    upkeep: false,
  });
}

async function both(url: string): Promise<void> {
  await using world = await createWorld(inject('postgresUrl'), {
    hub: { filesUrl: url, fileLimits: { quotaBytes: 1_000_000 }, upkeep: false },
  });
  const second = await secondHub(world, url);
  try {
    await world.theater('t');
    await world.user('t', 'anna@t', 'admin');
    const hubs = [world.hub.url, second.url];
    const at = { hub: 0 };
    const laptop = await FileLaptop.register(() => hubs[at.hub] ?? '', 'anna@t');
    const content = bytesOf(seeded(1), 400_000);
    const sha256 = await laptop.name(content);
    const location = (await laptop.begin(sha256, content.length)).headers.get('location') ?? '';
    await laptop.send(location, 0, content.subarray(0, 150_000));
    at.hub = 1;
    expect((await laptop.offset(location)).headers.get('upload-offset')).toBe('150000');

    // While one request writes at the one hub, another waits at the other, and finds what came.
    const { promise: held, resolve: letGo } = Promise.withResolvers<void>();
    const slow = new ReadableStream<Uint8Array>({
      async start(controller) {
        controller.enqueue(content.subarray(150_000, 300_000));
        await held;
        controller.enqueue(content.subarray(300_000, 350_000));
        controller.close();
      },
    });
    const writing = laptop.send(location, 150_000, slow);
    await until(
      'it is held',
      async () =>
        (await world.hub.context.database.pool.query('SELECT 1 FROM file_uploads WHERE holder IS NOT NULL'))
          .rowCount === 1,
    );
    at.hub = 0;
    const waiting = laptop.offset(location);
    letGo();
    expect((await writing).status).toBe(204);
    expect((await waiting).headers.get('upload-offset')).toBe('350000');
    expect((await laptop.send(location, 350_000, content.subarray(350_000))).status).toBe(204);
    for (at.hub of [0, 1]) expect((await laptop.fetch(sha256)).bytes.equals(content)).toBe(true);

    // A quota is one, wherever it is asked for.
    const others = [2, 3].map((seed) => bytesOf(seeded(seed), 400_000));
    for (const other of others) await laptop.name(other);
    const first = laptop.bring(others[0] ?? content);
    at.hub = 0;
    const answers = await Promise.all([first, laptop.bring(others[1] ?? content)]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([204, 507]);

    const photo = await picture(200, 100);
    const photoHash = await laptop.name(photo);
    expect((await laptop.bring(photo)).status).toBe(204);
    at.hub = 1;
    await until('the other shows the thumbnail', async () => (await laptop.fetchThumbnail(photoHash)).status === 200);
  } finally {
    await second.stop();
  }
}

test('a directory that two hubs share', { timeout: 60_000 }, async () => {
  await using world = await createWorld(inject('postgresUrl'));
  await both(`file://${join(world.dir, 'shared')}`);
});

test('a store of S3’s kind that two hubs share', { timeout: 60_000 }, async () => {
  await using s3: S3 = await startS3();
  for (const name of KEY_VARIABLES) process.env[name] = s3.env[name];
  try {
    await both(s3.url);
  } finally {
    for (const name of KEY_VARIABLES) delete process.env[name];
  }
});
