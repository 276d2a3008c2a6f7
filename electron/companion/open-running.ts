/**
 * A companion that is running can be asked for another way in by whoever may read its file: the same person on the same
 * machine. The file lies in the laptop's own folder, is readable by its owner alone, and goes with the app.
 */
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { writeDurably } from '../host/private-files.ts';

const running = z.object({ origin: z.url(), key: z.string().min(20) });
const fileOf = (dir: string): string => join(dir, 'companion.json');
const ANSWER_MS = 3000;
/** Where a running companion is asked, by POST with its key. */
export const ENTRANCE_PATH = '/entrance';

/** Says that this companion serves the directory; readable by the owner alone, because the key opens the app. */
export function noteRunning(dir: string, companion: { readonly origin: string; readonly key: string }): void {
  writeDurably(fileOf(dir), JSON.stringify({ origin: companion.origin, key: companion.key }));
}

/** The companion has ended; a file that is left behind leads to nobody and is replaced by the next. */
export function forgetRunning(dir: string): void {
  rmSync(fileOf(dir), { force: true });
}

/** A new entrance of the companion that runs on this folder; undefined where none does, or it no longer answers. */
export async function entranceOfRunning(dir: string): Promise<string | undefined> {
  let noted: unknown;
  try {
    noted = JSON.parse(readFileSync(fileOf(dir), 'utf8'));
  } catch {
    // No file, or half of one after a crash: nothing runs that could be asked.
    return undefined;
  }
  const found = running.safeParse(noted);
  if (!found.success) return undefined;
  const { origin, key } = found.data;
  // Gone, or another program has its port by now: then this start opens the app itself.
  const response = await fetch(`${origin}${ENTRANCE_PATH}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}` },
    signal: AbortSignal.timeout(ANSWER_MS),
  }).catch(() => undefined);
  const entrance = response?.ok === true ? await response.text() : undefined;
  return entrance?.startsWith(`${origin}/?token=`) === true ? entrance : undefined;
}
