/**
 * Takes out of a picture where it was made, and nothing else: every pixel, and all that a camera says besides, stays as
 * it was, byte by byte. Cameras write it as EXIF (CIPA DC-008, the GPS directory) and some programs as XMP as well.
 * What is malformed stays as it is: a picture is never made worse for this. Films keep what they say.
 */
import { crc32, deflateSync, inflateSync } from 'node:zlib';

const GPS_POINTER = 0x8825;
const ENTRY = 12;
/** TIFF 6.0: bytes of one value, by its type. */
const VALUE_BYTES = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8];

/** Kinds that can say where they were made. */
export const SAYS_WHERE: ReadonlySet<string> = new Set([
  'image/jpeg',
  'image/png',
  'image/webp',
  'image/heic',
  'image/heif',
  'image/avif',
  'image/tiff',
]);

/** More parts no picture has; what is made to have them keeps the rest, and nobody waits for it. */
const MOST_PARTS = 256;

/** The same picture without its place: another buffer where it said one, the same where it did not. */
export function withoutLocation(picture: Buffer, mime: string): Buffer {
  const copy = Buffer.from(picture);
  if (mime === 'image/png') return pngWithout(copy) ?? picture;
  return inParts(copy, partsOf(copy, mime)) ? copy : picture;
}

/** A part of a picture that may say where it was made. */
interface Part {
  readonly kind: 'tiff' | 'xmp';
  readonly start: number;
  readonly end: number;
}

function inParts(bytes: Buffer, parts: readonly Part[]): boolean {
  let found = false;
  for (const { kind, start, end } of parts) {
    const part = bytes.subarray(start, end);
    if (kind === 'tiff' ? inTiff(part) : inXmp(part)) found = true;
  }
  return found;
}

function partsOf(bytes: Buffer, mime: string): Part[] {
  if (mime === 'image/jpeg') return ofJpeg(bytes);
  if (mime === 'image/tiff') return [{ kind: 'tiff', start: 0, end: bytes.length }, ...everyXmp(bytes)];
  if (mime === 'image/webp') return [...ofWebp(bytes)];
  return [...everyExif(bytes), ...everyXmp(bytes)];
}

const EXIF = Buffer.from('Exif\0\0', 'latin1');
const XMP = Buffer.from('http://ns.adobe.com/xap/1.0/\0', 'latin1');

/** Segments before the pixels; what comes after them is none of ours. */
function ofJpeg(bytes: Buffer): Part[] {
  const parts: Part[] = [];
  for (let at = 2; at + 4 <= bytes.length && bytes[at] === 0xff && parts.length < MOST_PARTS; ) {
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xda || marker === 0xd9) break;
    const end = at + 2 + bytes.readUInt16BE(at + 2);
    if (end > bytes.length) break;
    const start = at + 4;
    if (marker === 0xe1 && bytes.subarray(start, start + EXIF.length).equals(EXIF))
      parts.push({ kind: 'tiff', start: start + EXIF.length, end });
    else if (marker === 0xe1 && bytes.subarray(start, start + XMP.length).equals(XMP))
      parts.push({ kind: 'xmp', start: start + XMP.length, end });
    at = end;
  }
  return parts;
}

/** RIFF chunks (RFC 9649). */
function ofWebp(bytes: Buffer): Part[] {
  const parts: Part[] = [];
  for (let at = 12; at + 8 <= bytes.length && parts.length < MOST_PARTS; ) {
    const name = bytes.toString('latin1', at, at + 4);
    const length = bytes.readUInt32LE(at + 4);
    const end = Math.min(bytes.length, at + 8 + length);
    const hasMark = bytes.subarray(at + 8, at + 8 + EXIF.length).equals(EXIF);
    if (name === 'EXIF') parts.push({ kind: 'tiff', start: at + 8 + (hasMark ? EXIF.length : 0), end });
    if (name === 'XMP ') parts.push({ kind: 'xmp', start: at + 8, end });
    at += 8 + length + (length % 2);
  }
  return parts;
}

/** In formats whose parts lie anywhere (HEIF): wherever the mark of one stands. */
function everyExif(bytes: Buffer): Part[] {
  const parts: Part[] = [];
  for (let at = bytes.indexOf(EXIF); at !== -1 && parts.length < MOST_PARTS; at = bytes.indexOf(EXIF, at + 1))
    parts.push({ kind: 'tiff', start: at + EXIF.length, end: bytes.length });
  return parts;
}

function everyXmp(bytes: Buffer): Part[] {
  const [open, close] = ['<x:xmpmeta', '</x:xmpmeta>'];
  const parts: Part[] = [];
  for (let at = bytes.indexOf(open); at !== -1 && parts.length < MOST_PARTS; ) {
    const end = bytes.indexOf(close, at);
    if (end === -1) break;
    parts.push({ kind: 'xmp', start: at, end: end + close.length });
    at = bytes.indexOf(open, end + close.length);
  }
  return parts;
}

/** Bytes of what one text of a PNG may hold once it is unpacked; a longer one stays as it is. */
const MOST_TEXT = 4 * 1024 ** 2;
/** So many texts are unpacked, and so many chunks looked at; pictures have a handful, and pixels in some thousands. */
const MOST_TEXTS = 16;
const MOST_CHUNKS = 100_000;

/** Undefined where it says no place. Each chunk has a checksum (PNG, 11.3): one that is changed gets another. */
function pngWithout(bytes: Buffer): Buffer | undefined {
  const pieces: Buffer[] = [bytes.subarray(0, 8)];
  let found = false;
  let at = 8;
  let texts = 0;
  while (at + 12 <= bytes.length && pieces.length < MOST_CHUNKS) {
    const end = at + 8 + bytes.readUInt32BE(at);
    if (end + 4 > bytes.length) break;
    const data = bytes.subarray(at + 8, end);
    const name = bytes.toString('latin1', at + 4, at + 8);
    if (name === 'zTXt' || name === 'iTXt') texts += 1;
    const changed = texts > MOST_TEXTS && name !== 'eXIf' ? undefined : changedChunk(name, data);
    if (changed === undefined) pieces.push(bytes.subarray(at, end + 4));
    else {
      const named = Buffer.concat([bytes.subarray(at + 4, at + 8), changed]);
      const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)];
      length.writeUInt32BE(changed.length);
      checksum.writeUInt32BE(crc32(named));
      pieces.push(length, named, checksum);
      found = true;
    }
    at = end + 4;
  }
  return found ? Buffer.concat([...pieces, bytes.subarray(at)]) : undefined;
}

function changedChunk(name: string, data: Buffer): Buffer | undefined {
  if (name === 'eXIf') return inTiff(data) ? data : undefined;
  if (name === 'tEXt') return inXmp(data) ? data : undefined;
  // Keyword and how it is packed, ended by a zero.
  if (name === 'zTXt') return repacked(data, data.indexOf(0) + 2);
  if (name !== 'iTXt') return undefined;
  // Keyword, whether it is packed, how, language, keyword in that language: ended by a zero each.
  const key = data.indexOf(0);
  const language = data.indexOf(0, key + 3);
  const start = data.indexOf(0, language + 1) + 1;
  if (key === -1 || language === -1 || start === 0) return undefined;
  return data[key + 1] === 1 ? repacked(data, start) : inXmp(data.subarray(start)) ? data : undefined;
}

/** A text that is packed from `start` on. */
function repacked(data: Buffer, start: number): Buffer | undefined {
  const text = unpacked(data.subarray(start));
  return text !== undefined && inXmp(text) ? Buffer.concat([data.subarray(0, start), deflateSync(text)]) : undefined;
}

function unpacked(packed: Buffer): Buffer | undefined {
  try {
    return inflateSync(packed, { maxOutputLength: MOST_TEXT });
  } catch {
    // Cut, or larger than any text about a picture: it stays as it is.
    return undefined;
  }
}

/** Empties the GPS directory and takes its entry away; what follows in the first directory moves up. */
function inTiff(tiff: Buffer): boolean {
  const order = tiff.toString('latin1', 0, 2);
  if (tiff.length < 8 || (order !== 'II' && order !== 'MM')) return false;
  const short = (at: number): number => (order === 'II' ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const long = (at: number): number => (order === 'II' ? tiff.readUInt32LE(at) : tiff.readUInt32BE(at));
  if (short(2) !== 42) return false;
  const directory = long(4);
  const entries = entriesOf(tiff, directory, short);
  const entry = entries.find((at) => short(at) === GPS_POINTER);
  if (entry === undefined) return false;
  const gps = long(entry + 8);
  for (const at of entriesOf(tiff, gps, short)) {
    const bytes = (VALUE_BYTES[short(at + 2)] ?? 0) * long(at + 4);
    const value = bytes > 4 ? long(at + 8) : 0;
    if (value > 0 && value + bytes <= tiff.length) tiff.fill(0, value, value + bytes);
    tiff.fill(0, at, at + ENTRY);
  }
  const end = directory + 2 + entries.length * ENTRY + 4;
  tiff.copyWithin(entry, entry + ENTRY, Math.min(end, tiff.length));
  tiff.fill(0, Math.min(end, tiff.length) - ENTRY, Math.min(end, tiff.length));
  if (order === 'II') tiff.writeUInt16LE(entries.length - 1, directory);
  else tiff.writeUInt16BE(entries.length - 1, directory);
  return true;
}

/** Where each entry of a directory begins; none where the directory does not fit. */
function entriesOf(tiff: Buffer, directory: number, short: (at: number) => number): readonly number[] {
  if (directory < 8 || directory + 2 > tiff.length) return [];
  const count = short(directory);
  if (directory + 2 + count * ENTRY > tiff.length) return [];
  return Array.from({ length: count }, (_, index) => directory + 2 + index * ENTRY);
}

/** As attributes and as elements; blanks take their place, so that nothing moves. Gone over once. */
function inXmp(xmp: Buffer): boolean {
  // One byte a letter: where something stands in the text it stands in the picture.
  const text = xmp.toString('latin1');
  let found = false;
  const blank = (start: number, end: number): void => {
    xmp.fill(' ', start, end);
    found = true;
  };
  for (const { index, 0: attribute } of text.matchAll(/\bexif:GPS\w{1,80}\s{0,80}=\s{0,80}(?:"[^"]*"|'[^']*')/g))
    blank(index, index + attribute.length);
  const open = new Map<string, number>();
  for (const { index, 0: tag, 1: slash, 2: name = '' } of text.matchAll(/<(\/?)exif:GPS(\w{1,80})>/g)) {
    const start = open.get(name);
    if (slash === '') open.set(name, start ?? index);
    else if (start !== undefined) {
      blank(start, index + tag.length);
      open.delete(name);
    }
  }
  return found;
}
