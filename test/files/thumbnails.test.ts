/** Of whatever comes as a picture or a PDF there is a small picture that says nothing more, or a reason, in time. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, describe, expect, test } from 'vitest';
import { type Thumbnail, type ThumbnailOutcome, thumbnailOf } from '../../files/thumbnails/make-thumbnail.ts';
import { ThumbnailMaker } from '../../files/thumbnails/thumbnail-maker.ts';
import { MOST_THUMBNAIL_BYTES, THUMBNAIL_PIXELS } from '../../shared/protocol/files.ts';
import { emptyPng, lockedPdf, pdf, picture } from '../support/pictures.ts';

const maker = new ThumbnailMaker();
const dir = mkdtempSync(join(tmpdir(), 'offstage-thumbnails-'));
afterAll(async () => {
  await maker.close();
  rmSync(dir, { recursive: true, force: true });
});

/** A thread that does this whenever it is asked for a thumbnail. */
function threadThat(does: string): URL {
  const listen = `parentPort.on('message', () => { ${does} });`;
  return new URL(
    `data:text/javascript,${encodeURIComponent(`import { parentPort } from 'node:worker_threads'; ${listen}`)}`,
  );
}

function made(outcome: ThumbnailOutcome): Thumbnail {
  if ('code' in outcome) throw new Error(outcome.code);
  return outcome;
}

describe('a picture', () => {
  test.each(['jpeg', 'png', 'webp', 'gif', 'tiff', 'avif'] as const)('that is a %s', async (format) => {
    const { webp, width, height } = made(
      await maker.make({ bytes: await picture(640, 480, format) }, `image/${format}`),
    );
    expect([width, height]).toEqual([640, 480]);
    expect(await sharp(webp).metadata()).toMatchObject({ format: 'webp', width: THUMBNAIL_PIXELS, height: 240 });
    expect(webp.length).toBeLessThan(MOST_THUMBNAIL_BYTES);
  });

  test('lies as it is looked at, and says neither where nor with what it was taken', async () => {
    const bytes = await sharp(await picture(600, 300))
      .withExif({ IFD0: { Make: 'Камера' }, IFD3: { GPSLatitude: '59/1 57/1 0/1' } })
      .withMetadata({ orientation: 6 })
      .toBuffer();
    expect((await sharp(bytes).metadata()).exif?.length).toBeGreaterThan(50);
    const { webp, width, height } = made(await maker.make({ bytes }, 'image/jpeg'));
    expect([width, height]).toEqual([300, 600]);
    const about = await sharp(webp).metadata();
    expect([about.width, about.height]).toEqual([160, THUMBNAIL_PIXELS]);
    expect([about.exif, about.icc, about.xmp, about.orientation]).toEqual([undefined, undefined, undefined, undefined]);
  });

  test('that is a drawing does not show what lies beside it', async () => {
    const [secret, drawing] = [join(dir, 'secret'), join(dir, 'drawing')];
    writeFileSync(
      secret,
      await sharp({ create: { width: 64, height: 64, channels: 3, background: '#ff0000' } })
        .png()
        .toBuffer(),
    );
    const href = (name: string): string => `<image href="${name}" width="64" height="64"/>`;
    writeFileSync(drawing, `<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64">${href('secret')}</svg>`);
    const { webp } = made(await thumbnailOf({ path: drawing }, 'image/svg+xml'));
    const { channels } = await sharp(await sharp(webp).flatten({ background: '#ffffff' }).toBuffer()).stats();
    expect(channels.map(({ min }) => min)).toEqual([255, 255, 255]);
  });

  test('that is small stays as small; one that moves stands still', async () => {
    const small = made(await maker.make({ bytes: await picture(30, 20) }, 'image/jpeg'));
    expect(await sharp(small.webp).metadata()).toMatchObject({ width: 30, height: 20 });
    const frames = await Promise.all([
      picture(100, 50, 'png'),
      sharp(await picture(100, 50, 'png'))
        .negate()
        .png()
        .toBuffer(),
    ]);
    const moving = await sharp(frames, { join: { animated: true } })
      .gif({ delay: [100, 100] })
      .toBuffer();
    expect((await sharp(moving, { animated: true }).metadata()).pages).toBe(2);
    const { webp } = made(await maker.make({ bytes: moving }, 'image/gif'));
    expect(await sharp(webp, { animated: true }).metadata()).toMatchObject({ width: 100, height: 50 });
    expect((await sharp(webp, { animated: true }).metadata()).pages ?? 1).toBe(1);
  });

  test('is read from a file as well, in any size that is asked for', async () => {
    const path = join(dir, 'photo');
    writeFileSync(path, await picture(1000, 500));
    const { webp } = made(await maker.make({ path }, 'image/jpeg', { pixels: 800 }));
    expect(await sharp(webp).metadata()).toMatchObject({ width: 800, height: 400 });
  });

  test('that is cut, empty, of another kind, or too large is said to be so', async () => {
    const whole = await picture(800, 600);
    expect(await maker.make({ bytes: whole.subarray(0, whole.length / 2) }, 'image/jpeg')).toEqual({ code: 'broken' });
    expect(await maker.make({ bytes: Buffer.alloc(0) }, 'image/png')).toEqual({ code: 'broken' });
    expect(await maker.make({ bytes: Buffer.from('no picture at all') }, 'image/png')).toEqual({ code: 'broken' });
    expect(await maker.make({ bytes: pdf() }, 'image/jpeg')).toMatchObject({ code: 'broken' });
    expect(await maker.make({ bytes: emptyPng(40_000, 40_000) }, 'image/png')).toEqual({ code: 'tooLarge' });
    expect(await maker.make({ bytes: whole }, 'video/mp4')).toEqual({ code: 'unsupported' });
  });

  test('of noise is still within its bytes', async () => {
    const noise = Buffer.from(Uint8Array.from({ length: 400 * 400 * 3 }, (_, n) => (n * 2_654_435_761) >>> 11));
    const bytes = await sharp(noise, { raw: { width: 400, height: 400, channels: 3 } })
      .png()
      .toBuffer();
    expect(made(await thumbnailOf({ bytes }, 'image/png')).webp.length).toBeLessThanOrEqual(MOST_THUMBNAIL_BYTES);
    expect(await thumbnailOf({ bytes }, 'image/png', { maxBytes: 100 })).toEqual({ code: 'tooLarge' });
  });
});

describe('a PDF', () => {
  test('shows its first page', async () => {
    const { webp } = made(await maker.make({ bytes: pdf() }, 'application/pdf'));
    const { data, info } = await sharp(webp).raw().toBuffer({ resolveWithObject: true });
    expect([info.width, info.height]).toEqual([226, THUMBNAIL_PIXELS]);
    const colour = (x: number, y: number): number[] => [...data.subarray((y * info.width + x) * 3).subarray(0, 3)];
    const [red, green, blue] = colour(20, 300);
    expect([(red ?? 0) > 220, (green ?? 255) < 40, (blue ?? 255) < 40]).toEqual([true, true, true]);
    expect(colour(200, 300).every((part) => part > 245)).toBe(true);
    // The word stands there in black.
    expect(Math.min(...data.subarray(0, info.width * 70 * 3))).toBeLessThan(90);
  });

  test('with a password, broken, or without pages is said to be so', async () => {
    expect(await maker.make({ bytes: lockedPdf() }, 'application/pdf')).toEqual({ code: 'locked' });
    expect(await maker.make({ bytes: Buffer.from('%PDF-1.7 nothing') }, 'application/pdf')).toEqual({ code: 'broken' });
    expect(await maker.make({ bytes: pdf(9_000_000, 10) }, 'application/pdf')).toEqual({ code: 'tooLarge' });
  });
});

test('what takes too long is given up, and the next is made all the same', async () => {
  const thread = threadThat('for (;;);');
  const slow = new ThumbnailMaker({ thread, deadlineMs: 100 });
  expect(
    await Promise.all([slow.make({ bytes: pdf() }, 'image/png'), slow.make({ bytes: pdf() }, 'image/png')]),
  ).toEqual([{ code: 'late' }, { code: 'late' }]);
  await slow.close();
  expect(await slow.make({ bytes: pdf() }, 'image/png')).toEqual({ code: 'late' });
});

test('a thread that dies is said and replaced', async () => {
  const errors: Error[] = [];
  const thread = threadThat("throw new Error('dead');");
  const dying = new ThumbnailMaker({ thread, onError: (error) => errors.push(error) });
  expect(await dying.make({ bytes: pdf() }, 'image/png')).toEqual({ code: 'late' });
  expect(await dying.make({ bytes: pdf() }, 'image/png')).toEqual({ code: 'late' });
  expect(errors.map(({ message }) => message)).toEqual(['dead', 'dead']);
  await dying.close();
});
