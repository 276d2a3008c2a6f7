/**
 * Contents of files on their way to the hub, against bare HTTP PUTs of the same bytes that are as durable when they are
 * answered; and a thumbnail, against bare sharp.
 */
import { randomBytes } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import sharp from 'sharp';
import { Upload } from 'tus-js-client';
import { ThumbnailMaker } from '../../files/thumbnails/thumbnail-maker.ts';
import type { RunningHub } from '../../hub/server.ts';
import { fileId } from '../../shared/mutations/file-use.ts';
import { THUMBNAIL_PIXELS, UPLOADS_PATH } from '../../shared/protocol/files.ts';
import { hashOf } from '../support/file-laptop.ts';
import { deviceHeader, type Tokens, tryRegister } from '../support/hub-laptop.ts';
import { type Add, ms, percentile, ratio, type Spent, spent, timeEach } from './measure.ts';

const FILES = 500;
const BYTES = 400_000;
const AT_ONCE = 8;
const ROUNDS = 3;
const UPLOAD_TARGET = 2.5;
const THUMBNAIL_TARGET = 1.3;
const THUMBNAILS = 12;

/** All of them, so many at a time. */
async function inLanes<T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  const left = [...all];
  const lane = async (): Promise<void> => {
    for (let one = left.pop(); one !== undefined; one = left.pop()) await work(one);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
}

/** A server that writes what is PUT to it, and answers when it is on the disk, or as soon as it is written. */
async function bare(dir: string, contents: readonly Buffer[], isDurable: boolean): Promise<Spent> {
  let name = 0;
  const server = createServer((request, response) => {
    void (async () => {
      const file = await open(join(dir, `bare-${(name += 1)}`), 'w');
      for await (const piece of request as AsyncIterable<Buffer>) await file.write(piece);
      if (isDurable) await file.datasync();
      await file.close();
      response.writeHead(204).end();
    })();
  });
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', done);
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const sum = await spent(() =>
    inLanes(contents, async (content) => {
      const { status } = await fetch(url, { method: 'PUT', body: Uint8Array.from(content) });
      if (status !== 204) throw new Error(`PUT: ${status}`);
    }),
  );
  server.closeAllConnections();
  server.close();
  for (; name > 0; name -= 1) await rm(join(dir, `bare-${name}`));
  return sum;
}

interface Named {
  readonly content: Buffer;
  readonly sha256: string;
}

/** By the kept client of tus, the first part with the creation, as laptops do. */
function bring(hubUrl: string, laptop: Tokens, { content, sha256 }: Named): Promise<void> {
  return new Promise((done, fail) => {
    new Upload(content, {
      endpoint: hubUrl + UPLOADS_PATH,
      headers: deviceHeader(laptop),
      metadata: { sha256 },
      uploadSize: content.length,
      chunkSize: 2 * 1024 * 1024,
      uploadDataDuringCreation: true,
      retryDelays: null,
      onSuccess: () => done(),
      onError: fail,
    }).start();
  });
}

async function name(hub: RunningHub, theaterId: string, contents: readonly Buffer[]): Promise<readonly Named[]> {
  const named = contents.map((content) => ({ content, sha256: hashOf(content) }));
  const rows = named.map(({ content, sha256 }) => ({ id: fileId(theaterId, sha256), sha256, size: content.length }));
  await hub.context.database.pool.query(
    `INSERT INTO files (id, theater_id, sha256, size, mime, name, created_at)
      SELECT id, $1, sha256, size, 'application/octet-stream', 'x', now()
      FROM jsonb_to_recordset($2::jsonb) AS r(id uuid, sha256 text, size bigint)`,
    [theaterId, JSON.stringify(rows)],
  );
  return named;
}

async function benchUploads(hub: RunningHub, theaterId: string, dir: string, laptop: Tokens, add: Add): Promise<void> {
  const rounds: { ours: Spent; durable: Spent; loose: Spent }[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const contents = Array.from({ length: FILES }, () => randomBytes(BYTES));
    const named = await name(hub, theaterId, contents);
    const durable = await bare(dir, contents, true);
    const loose = await bare(dir, contents, false);
    const ours = await spent(() => inLanes(named, (one) => bring(hub.url, laptop, one)));
    rounds.push({ ours, durable, loose });
  }
  const middle = (of: (round: (typeof rounds)[number]) => number): number => percentile(rounds.map(of), 0.5);
  const found = middle(({ ours, durable }) => ours.clock / durable.clock);
  add(
    `upload of ${FILES} files of ${BYTES / 1000} kB, ${AT_ONCE} at a time`,
    `≤ ${UPLOAD_TARGET} × bare PUTs`,
    ratio(found),
    found <= UPLOAD_TARGET,
    `${ms(middle(({ ours }) => ours.clock))}, bare and synced ${ms(middle(({ durable }) => durable.clock))}, ` +
      `not synced ${ms(middle(({ loose }) => loose.clock))}; of this process’s processor ` +
      `${ratio(middle(({ ours, durable }) => ours.processor / durable.processor))}; the middle of ${ROUNDS} rounds`,
  );
}

async function benchThumbnail(add: Add): Promise<void> {
  const [width, height] = [4000, 3000];
  const noise = await sharp(randomBytes(400 * 300 * 3), { raw: { width: 400, height: 300, channels: 3 } })
    .resize(width, height)
    .jpeg({ quality: 90 })
    .toBuffer();
  const maker = new ThumbnailMaker();
  const made = async (): Promise<void> => {
    const outcome = await maker.make({ bytes: noise }, 'image/jpeg');
    if ('code' in outcome) throw new Error(outcome.code);
  };
  const drawn = (): Promise<Buffer> =>
    sharp(noise)
      .autoOrient()
      .resize({ width: THUMBNAIL_PIXELS, height: THUMBNAIL_PIXELS, fit: 'inside' })
      .webp({ quality: 76, effort: 2 })
      .toBuffer();
  await made();
  await drawn();
  const ours: number[] = [];
  const raw: number[] = [];
  for (let round = 0; round < THUMBNAILS; round += 1) {
    ours.push(...(await timeEach(1, made)));
    raw.push(...(await timeEach(1, drawn)));
  }
  await maker.close();
  const [middle, bareMiddle] = [percentile(ours, 0.5), percentile(raw, 0.5)];
  add(
    'thumbnail of a 12-megapixel JPEG',
    `≤ ${THUMBNAIL_TARGET} × bare sharp`,
    ratio(middle / bareMiddle),
    middle <= THUMBNAIL_TARGET * bareMiddle,
    `${ms(middle)}, bare ${ms(bareMiddle)}; the middle of ${THUMBNAILS}`,
  );
}

/** `account` signs a laptop in; the theatre is the bench's own. */
export async function benchFiles(
  hub: RunningHub,
  theaterId: string,
  dir: string,
  account: { readonly email: string; readonly password: string },
  add: Add,
): Promise<void> {
  const { body } = await tryRegister(hub.url, account.email, undefined, {}, account.password);
  await benchUploads(hub, theaterId, dir, body as unknown as Tokens, add);
  await benchThumbnail(add);
}
