/** Pictures and papers that are made when they are needed, for tests of what looks at them. */
import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';

/** A picture of colours that differ everywhere, as a photo's do; its left half is darker. */
export async function picture(
  width: number,
  height: number,
  format: 'jpeg' | 'png' | 'webp' | 'gif' | 'tiff' | 'avif' = 'jpeg',
): Promise<Buffer> {
  const rgb = Buffer.alloc(width * height * 3);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const at = (y * width + x) * 3;
      const dark = x < width / 2 ? 40 : 200;
      rgb[at] = dark + ((x * 7 + y * 3) % 40);
      rgb[at + 1] = dark + ((x + y * 5) % 40);
      rgb[at + 2] = (x * y) % 256;
    }
  const drawn = sharp(rgb, { raw: { width, height, channels: 3 } });
  return (format === 'avif' ? drawn.avif({ effort: 0 }) : drawn.toFormat(format)).toBuffer();
}

/** A PDF of one page (points) with a word and a red rectangle in its lower left. */
export function pdf(width = 595, height = 842): Buffer {
  return Buffer.from(`%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 ${width} ${height}]/Contents 4 0 R/Resources
<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>endobj
4 0 obj<</Length 77>>stream
BT /F1 48 Tf 50 700 Td (Hello) Tj ET 1 0 0 rg 0 0 ${width / 2} ${height / 2} re f          
endstream endobj
trailer<</Root 1 0 R>>`);
}

/** As `pdf`, but a password is asked for (standard handler, revision 2; its key is nobody's). */
export function lockedPdf(): Buffer {
  const hex = (byte: string): string => byte.repeat(32);
  return Buffer.from(
    pdf()
      .toString('latin1')
      .replace(
        'trailer<<',
        `5 0 obj<</Filter/Standard/V 1/R 2/Length 40/P -44/O<${hex('a1')}>/U<${hex('b2')}>>>endobj
trailer<</Encrypt 5 0 R/ID[<${'00'.repeat(16)}><${'00'.repeat(16)}>]`,
      ),
    'latin1',
  );
}

/** A PNG that says how large it is, and has no pixels. */
export function emptyPng(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer): Buffer => {
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    sum.writeUInt32BE(crc32(named));
    return Buffer.concat([length, named, sum]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const magic = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    magic,
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(Buffer.alloc(0))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
