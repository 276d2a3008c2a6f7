/**
 * A laptop that was revoked erases itself. What it is about to do stands in a small file first, so that a death in the
 * middle is finished at the next start; that file is all that remains, and says so to whoever looks.
 */
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { syncFolder, writeDurably } from '../replica/durable-file.ts';
import { reached } from '../replica/fault-points.ts';
import { KEY_FILES } from '../replica/key-file.ts';

const FILE = 'revoked.json';
/** The lock is held meanwhile; the shell's own files hold nothing of the theatre and are in use. */
const KEPT: ReadonlySet<string> = new Set([
  FILE,
  `${FILE}.new`,
  'lock.sqlite',
  'lock.sqlite-journal',
  'lock.json',
  'browser',
  'electron',
  'running.json',
  'companion.json',
]);

const marker = z.object({
  /**
   * `handing-over`: known to be revoked. `erasing`: nothing is waited for any more. `telling`: erased, the hub does not
   * know yet.
   */
  phase: z.enum(['handing-over', 'erasing', 'telling', 'done']),
  mode: z.enum(['rescue', 'lost']),
  at: z.string(),
  handedOver: z.int(),
  hubUrl: z.string(),
  deviceId: z.string(),
  /** Only good for telling the hub, because the laptop is revoked; kept until that is done. */
  deviceToken: z.string().nullable(),
});
/**
 * What is being done to a revoked laptop, as its file says it. `phase` only goes forward: each is written before it
 * begins.
 */
export type RevokedMarker = z.infer<typeof marker>;

/**
 * What this directory knows of its revocation. A file that cannot be read counts as none: everything is still there
 * then.
 */
export function readMarker(dir: string): RevokedMarker | undefined {
  const file = join(dir, FILE);
  if (!existsSync(file)) return undefined;
  try {
    return marker.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    // Not ours, or from a later release: nobody erases anything because of it.
    return undefined;
  }
}

/** Durable when it returns. */
export function writeMarker(dir: string, value: RevokedMarker): void {
  writeDurably(join(dir, FILE), JSON.stringify(value));
}

/** Somebody has registered the laptop anew: nothing of the erased one is left to tell. */
export function removeMarker(dir: string): void {
  rmSync(join(dir, FILE), { force: true });
}

/**
 * Erases everything that belongs to the theatre: keys, replica, outbox, journal, backups, session, files. Can be run
 * again after any death.
 */
export function eraseDirectory(dir: string): void {
  // They go first, both copies: without them the rest is noise.
  for (const name of KEY_FILES) rmSync(join(dir, name), { force: true });
  syncFolder(dir);
  reached('erase.keys');
  for (const name of readdirSync(dir).toSorted()) {
    if (KEPT.has(name)) continue;
    rmSync(join(dir, name), { recursive: true, force: true });
    reached('erase.file');
  }
  syncFolder(dir);
  reached('erase.done');
}

/** Ends what a death interrupted. Answers the marker as it is now. Needs the directory's lock. */
export function finishErasing(dir: string): RevokedMarker | undefined {
  const found = readMarker(dir);
  if (found?.phase !== 'erasing') return found;
  eraseDirectory(dir);
  const erased: RevokedMarker = { ...found, phase: 'telling' };
  writeMarker(dir, erased);
  return erased;
}
