/**
 * Opens a copy of a file with the system's own program. The copy lies in a private folder of the laptop's data and goes
 * when the app is started or ended. What a system would run instead of showing it is never handed over.
 */
import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { platform } from 'node:process';
import { pipeline } from 'node:stream/promises';
import { makeFolder } from '../../files/folders.ts';
import { AppError } from '../../shared/base/app-error.ts';
import { cleanName, partsOf } from './file-name.ts';

const FOLDER = 'opened';
/** A program that starts says no more within this time; one that fails to has said so by then. */
const STARTED_MS = 3000;
/** Bytes of a name on every file system. */
const LONGEST_NAME = 200;

/** Under which suffix a kind is opened: what it is decides, not what it is called. */
const SUFFIXES: Readonly<Record<string, readonly string[]>> = {
  'application/pdf': ['.pdf'],
  'image/jpeg': ['.jpg', '.jpeg'],
  'image/png': ['.png'],
  'image/gif': ['.gif'],
  'image/webp': ['.webp'],
  'image/avif': ['.avif'],
  'image/heic': ['.heic'],
  'image/tiff': ['.tif', '.tiff'],
  'image/bmp': ['.bmp'],
  'image/vnd.adobe.photoshop': ['.psd'],
  'image/vnd.dwg': ['.dwg'],
  'text/csv': ['.csv'],
  'text/plain': ['.txt', '.md', '.log', '.dxf', '.srt', '.ini', '.tsv', '.obj', '.step', '.stp', '.ifc'],
  'application/rtf': ['.rtf'],
  'application/zip': ['.zip'],
  'application/x-7z-compressed': ['.7z'],
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['.docx'],
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': ['.xlsx'],
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': ['.pptx'],
  'application/vnd.oasis.opendocument.text': ['.odt'],
  'application/vnd.oasis.opendocument.spreadsheet': ['.ods'],
  'application/vnd.oasis.opendocument.presentation': ['.odp'],
  'application/x-cfb': ['.doc', '.xls', '.ppt', '.msg'],
  'audio/mpeg': ['.mp3'],
  'audio/wav': ['.wav'],
  'audio/flac': ['.flac'],
  'audio/x-m4a': ['.m4a'],
  'audio/ogg': ['.ogg'],
  'video/mp4': ['.mp4', '.m4v'],
  'video/quicktime': ['.mov'],
  'video/webm': ['.webm'],
  'video/x-matroska': ['.mkv'],
  'video/x-msvideo': ['.avi'],
};

/** The name under which something is handed over; undefined for what a system might run. */
export function nameToOpen(given: string, mime: string): string | undefined {
  const suffixes = SUFFIXES[mime];
  if (suffixes === undefined) return undefined;
  const name = cleanName(given).replace(/[<>:"|?*]/g, '_');
  const { stem, suffix } = partsOf(name);
  const isRight = suffixes.includes(suffix.toLowerCase());
  const last = isRight ? suffix : (suffixes[0] ?? '');
  let bare = isRight ? stem : name;
  while (Buffer.byteLength(bare) > LONGEST_NAME) bare = bare.slice(0, -1);
  // A name that is an option to a program, or a device to Windows.
  if (/^(?:-|(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$))/i.test(bare)) bare = `_${bare}`;
  return bare.toWellFormed() + last;
}

/** Shows a file of the disk to a person. Rejects with AppError `file.noProgram`. */
export type Opener = (path: string) => Promise<void>;

/** By the system's own way, without a shell. */
export const openBySystem: Opener = (path) => {
  const program = platform === 'darwin' ? 'open' : platform === 'win32' ? 'explorer.exe' : 'xdg-open';
  return new Promise((resolve, reject) => {
    const child = spawn(program, [path], { stdio: 'ignore', detached: true });
    const failed = (): void => reject(new AppError('file.noProgram', { name: path.split(/[/\\]/).at(-1) ?? path }));
    const timer = setTimeout(resolve, STARTED_MS);
    child.once('error', () => {
      clearTimeout(timer);
      failed();
    });
    child.once('exit', (code) => {
      clearTimeout(timer);
      // Explorer says 1 of everything.
      if (code === 0 || platform === 'win32') resolve();
      else failed();
    });
    child.unref();
  });
};

/** One per replica's directory. */
export class OpenedCopies {
  readonly #dir: string;
  readonly #opener: Opener;
  readonly #newId: () => string;

  constructor(dir: string, opener: Opener, newId: () => string) {
    this.#dir = join(dir, FOLDER);
    this.#opener = opener;
    this.#newId = newId;
  }

  /** Throws AppError `file.noProgram`, and what the source throws. */
  async open(given: string, mime: string, content: AsyncIterable<Uint8Array>): Promise<void> {
    const name = nameToOpen(given, mime);
    if (name === undefined) throw new AppError('file.noProgram', { name: given });
    const folder = join(this.#dir, this.#newId());
    await makeFolder(folder);
    const path = join(folder, name);
    await pipeline(content, createWriteStream(path, { mode: 0o600, flags: 'wx' }));
    await this.#opener(path);
  }

  /** Copies lie there unsealed: none outlives the app. */
  async erase(): Promise<void> {
    await rm(this.#dir, { recursive: true, force: true });
  }
}
