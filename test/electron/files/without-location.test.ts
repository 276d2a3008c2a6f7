/** Where a picture was made goes; the picture and everything else that it says stays, byte by byte. */
import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { withoutLocation } from '../../../electron/files/without-location.ts';

const EXIF = {
  IFD0: { Make: 'Nikon', Model: 'D90', Copyright: 'Театр' },
  IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '59/1 56/1 12/1', GPSLongitudeRef: 'E', GPSLongitude: '30/1 18/1 1/1' },
} as const;
const XMP = `<?xpacket begin=""?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
 xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:exif="http://ns.adobe.com/exif/1.0/"
 exif:GPSLatitude="59,56.2N" exif:FNumber="28/10"><exif:GPSLongitude>30,18.0E</exif:GPSLongitude></rdf:Description>
 </rdf:RDF></x:xmpmeta>`;

const made = async (format: 'jpeg' | 'png' | 'webp' | 'avif' | 'tiff'): Promise<Buffer> =>
  sharp({ create: { width: 32, height: 24, channels: 3, background: '#48c' } })
    .withExif(EXIF)
    .withXmp(XMP)
    .toFormat(format)
    .toBuffer();

const pixels = (picture: Buffer): Promise<Buffer> => sharp(picture).raw().toBuffer();

test.each(['jpeg', 'png', 'webp', 'avif', 'tiff'] as const)('of a %s', async (format) => {
  const picture = await made(format);
  const bare = withoutLocation(picture, `image/${format}`);
  // The texts of a PNG are packed: without the place they pack otherwise.
  if (format !== 'png') expect(bare.length).toBe(picture.length);
  expect(bare.equals(picture)).toBe(false);
  const { exif, xmp, width } = await sharp(bare).metadata();
  expect(width).toBe(32);
  const said = `${exif?.toString('latin1') ?? ''}${xmp?.toString('latin1') ?? ''}`;
  if (format !== 'tiff') expect(said).toContain('Nikon');
  expect(said).toContain('FNumber="28/10"');
  expect(said).not.toMatch(/59,56|30,18|exif:GPS/);
  // The directory of places has no entry any more, and nothing of what it said is left.
  const numbers = Buffer.alloc(24);
  for (const [index, number] of [59, 1, 56, 1, 12, 1].entries()) numbers.writeUInt32LE(number, index * 4);
  expect([bare.includes(numbers), bare.includes(numbers.swap32())]).toEqual([false, false]);
  expect((await pixels(bare)).equals(await pixels(picture))).toBe(true);
});

test('a picture that says no place, or that is cut anywhere, stays as it is', async () => {
  const bare = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#fff' } })
    .jpeg()
    .toBuffer();
  expect(withoutLocation(bare, 'image/jpeg')).toBe(bare);
  for (const format of ['jpeg', 'webp', 'tiff'] as const) {
    const picture = await made(format);
    for (let end = 1; end < picture.length; end += 7)
      expect(withoutLocation(picture.subarray(0, end), `image/${format}`).length).toBe(end);
  }
  const png = await made('png');
  for (let end = 1; end < png.length; end += 7)
    expect(withoutLocation(png.subarray(0, end), 'image/png').subarray(0, 4)).toEqual(
      png.subarray(0, Math.min(4, end)),
    );
});

test.each([
  ['beginnings of XMP that never end', 'image/heic', Buffer.alloc(4 * 1024 ** 2, '<x:xmpmeta>')],
  ['beginnings of XMP before one end', 'image/heic', Buffer.from(`${'<x:xmpmeta>'.repeat(200_000)}</x:xmpmeta>`)],
  ['places that never end', 'image/heic', Buffer.from(`<x:xmpmeta>${'<exif:GPSa>'.repeat(200_000)}</x:xmpmeta>`)],
  ['marks of EXIF by the thousand', 'image/heic', Buffer.alloc(4 * 1024 ** 2, 'Exif\0\0MM\0*\0\0\0\u0008\u00ff')],
])('%s are gone over once, and stay as they are', (_what, mime, bytes) => {
  const before = Buffer.from(bytes);
  expect(withoutLocation(bytes, mime).equals(before)).toBe(true);
});

test('texts of a PNG that unpack to very much are left alone after some', () => {
  const text = deflateSync(Buffer.alloc(3 * 1024 ** 2, 'a'));
  const data = Buffer.concat([Buffer.from('k\0\0', 'latin1'), text]);
  const named = Buffer.concat([Buffer.from('zTXt', 'latin1'), data]);
  const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  checksum.writeUInt32BE(crc32(named));
  const chunk = Buffer.concat([length, named, checksum]);
  const png = Buffer.concat([Buffer.alloc(8), ...Array.from({ length: 4000 }, () => chunk)]);
  expect(withoutLocation(png, 'image/png').equals(png)).toBe(true);
});
