/** What a laptop costs that nobody touches. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Add } from './measure.ts';

const SECONDS = 120;
/** As the hub holds a request at its door. */
const LONG_POLL_SECONDS = 20;
const MOST_OF_A_CORE = 0.005;

interface Idle {
  readonly asked: readonly string[];
  readonly bytes: number;
  readonly isUntouched: boolean;
  readonly share: number;
}

export async function benchIdle(dir: string, hubUrl: string, email: string, password: string, add: Add): Promise<void> {
  const child = fileURLToPath(import.meta.resolve('./idle-child.ts'));
  const args = [child, join(dir, 'idle'), hubUrl, email, password, String(SECONDS)];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  const { asked, bytes, isUntouched, share } = JSON.parse(stdout) as Idle;
  const polls = Math.ceil(SECONDS / LONG_POLL_SECONDS) + 1;
  add(
    `requests of an idle laptop in ${SECONDS} s`,
    '≤ 1 per long poll',
    String(asked.length),
    asked.length <= polls,
    Object.entries(Object.groupBy(asked, (path) => path))
      .map(([path, times]) => `${times?.length ?? 0} × ${path}`)
      .join(', '),
  );
  add(
    'what it writes meanwhile',
    'nothing',
    isUntouched && bytes === 0 ? 'nothing' : `${bytes} bytes`,
    isUntouched && bytes === 0,
    isUntouched ? 'no file has changed' : 'files have changed',
  );
  add('its processor time', '≤ 0.5 % of a core', `${(share * 100).toFixed(2)} %`, share <= MOST_OF_A_CORE);
}
