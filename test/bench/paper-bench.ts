/** What paper costs: an inventory list of thousands of lines, and a page once the engine is warm. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type Add, ms, percentile } from './measure.ts';

interface Told {
  readonly times: readonly number[];
  readonly pages: number;
  /** What the whole process held at most. */
  readonly bytes: number;
  readonly processorMs: number;
}

const LINES = 5000;
const MOST_MS = 3000;
const MOST_BYTES = 400 * 1024 * 1024;
const megabytes = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(0)} MiB`;

function child(of: 'engine' | 'laptop', things: number, runs: number): Told {
  const script = fileURLToPath(new URL('paper-child.ts', import.meta.url));
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, of, String(things), String(runs)], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`paper: ${stderr}`);
  return JSON.parse(stdout) as Told;
}

/** Each in a process of its own, the engine started with the first sheet. */
export function benchPaper(add: Add): void {
  const list = child('engine', LINES, 1);
  const [first = 0] = list.times;
  const processor = `processor ${ms(list.processorMs)}, start of the process included`;
  add(
    `inventory list of ${LINES} lines as PDF`,
    '≤ 3 s',
    ms(first),
    first <= MOST_MS,
    `${list.pages} pages, ${processor}`,
  );
  add('… what its process held', '≤ 400 MB', megabytes(list.bytes), list.bytes <= MOST_BYTES);
  const laptop = child('laptop', LINES, 1);
  const [read = 0] = laptop.times;
  add('… read from a replica and remembered', '–', ms(read), null, `long names; held ${megabytes(laptop.bytes)}`);
  const page = child('engine', 10, 12);
  const warm = percentile(page.times.slice(2), 0.5);
  add('a sheet of ten lines, warm', '< 1 s', ms(warm), warm < 1000, `the first ${ms(page.times[0] ?? 0)}`);
}
