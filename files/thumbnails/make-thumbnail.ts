/**
 * A small picture of content: of a picture, or of the first page of a PDF. It runs where it may take a while and be
 * killed (`thumbnail-worker.ts`). What comes of it is a WebP without anything that the picture said about itself but
 * its colours: no place, no camera, no name. A picture lies as it is looked at (EXIF orientation); of one that moves it
 * is the first frame.
 */
import { readFile } from 'node:fs/promises';
import sharp, { type Metadata, type Sharp } from 'sharp';
import { MOST_THUMBNAIL_BYTES, THUMBNAIL_PIXELS } from '../../shared/protocol/files.ts';
import { PDF, PICTURES } from './kinds.ts';
import { pageOfPdf } from './pdf-page.ts';

/** Pixels; a camera of a phone has 108 million. What has more takes more memory than a small picture is worth. */
export const MOST_PICTURE_PIXELS = 128 * 1024 ** 2;
/** Seconds for libvips, which notices at the next line of pixels. */
const PICTURE_SECONDS = 20;

/**
 * Why there is none. `unsupported`: not of a kind that we can look at. `tooLarge`: more pixels than it may have.
 * `broken`: not what it says it is, or cut. `locked`: a PDF with a password. `late`: it took too long, or too much
 * memory.
 */
export type NoThumbnail = 'unsupported' | 'tooLarge' | 'broken' | 'locked' | 'late';

/** A small picture, and how large the original is as it is looked at, in pixels (of a PDF: not said). */
export interface Thumbnail {
  readonly webp: Buffer;
  readonly width: number | undefined;
  readonly height: number | undefined;
}
export type ThumbnailOutcome = Thumbnail | { readonly code: NoThumbnail };

/** Content in memory, or in a file as it is. `isGiven`: nobody else uses that memory any more. */
export type ThumbnailSource = { readonly bytes: Uint8Array; readonly isGiven?: boolean } | { readonly path: string };

export interface ThumbnailOptions {
  /** Of the longer side; a picture that is smaller stays as it is. */
  readonly pixels?: number;
  /** Bytes of the WebP at most; its quality is lowered for it. */
  readonly maxBytes?: number;
}

/** The thumbnail of content, or why there is none. `mime` is what the content was found to be (`files/sniff.ts`). */
export async function thumbnailOf(
  source: ThumbnailSource,
  mime: string,
  { pixels = THUMBNAIL_PIXELS, maxBytes = MOST_THUMBNAIL_BYTES }: ThumbnailOptions = {},
): Promise<ThumbnailOutcome> {
  if (mime === PDF) {
    const page = await pageOfPdf(source, pixels);
    if ('code' in page) return page;
    const picture = sharp(page.rgba, { raw: { width: page.width, height: page.height, channels: 4 } });
    return small(picture, undefined, { pixels, maxBytes });
  }
  if (!PICTURES.has(mime)) return { code: 'unsupported' };
  const content = await contentOf(source, mime);
  const about = await metadataOf(sharp(content, { limitInputPixels: false }));
  if (about === undefined) return { code: 'broken' };
  if (about.width * about.height > MOST_PICTURE_PIXELS) return { code: 'tooLarge' };
  const input = sharp(content, { limitInputPixels: MOST_PICTURE_PIXELS, failOn: 'error', sequentialRead: true });
  return small(input, about, { pixels, maxBytes });
}

/**
 * A drawing is read here and handed over without its path: one that knows where it lies may show the pictures that lie
 * beside it, and those are somebody else's.
 */
async function contentOf(source: ThumbnailSource, mime: string): Promise<Uint8Array | string> {
  if ('bytes' in source) return source.bytes;
  return mime === 'image/svg+xml' ? readFile(source.path) : source.path;
}

/** Undefined where its head makes no sense. */
async function metadataOf(input: Sharp): Promise<Metadata | undefined> {
  try {
    return await input.metadata();
  } catch {
    // libvips says in words alone what is wrong; for whoever looks at it, the picture is broken.
    return undefined;
  }
}

const QUALITIES = [76, 50, 25] as const;

async function small(
  input: Sharp,
  about: Metadata | undefined,
  { pixels, maxBytes }: Required<ThumbnailOptions>,
): Promise<ThumbnailOutcome> {
  const resized = input
    .autoOrient()
    .resize({ width: pixels, height: pixels, fit: 'inside', withoutEnlargement: true })
    .timeout({ seconds: PICTURE_SECONDS });
  const size = about?.autoOrient;
  for (const quality of QUALITIES) {
    const webp = await encoded(resized, quality);
    if (webp === undefined) return { code: 'broken' };
    if (webp.length <= maxBytes) return { webp, width: size?.width, height: size?.height };
  }
  return { code: 'tooLarge' };
}

/** Undefined where the pixels cannot be read. */
async function encoded(picture: Sharp, quality: number): Promise<Buffer | undefined> {
  try {
    return await picture.clone().webp({ quality, effort: 2 }).toBuffer();
  } catch {
    // As above: cut, or not what its head says; or it took longer than it may.
    return undefined;
  }
}
