/** `offstage replica ready`: whether a laptop is ready for a tour, by the rule and in the words of the window. */
import type { Command } from 'commander';
import { readyLook } from '../electron/host/ready-look.ts';
import { prepare } from '../electron/host/ready-part.ts';
import type { ReplicaHost } from '../electron/host/replica-host.ts';
import { AppError } from '../shared/base/app-error.ts';
import { translator } from '../shared/i18n/dictionary.ts';
import { sayReady } from '../shared/i18n/ready-sentences.ts';
import { sentenceOf } from '../shared/i18n/sentences.ts';
import type { ReadyLook } from '../shared/ipc/ready-contract.ts';
import { readyVerdict } from '../shared/rules/ready.ts';
import { language, print, report } from './output.ts';
import { type DirOptions, withHost } from './replica-host.ts';
import { withSecrets } from './secrets.ts';
import { tourNamed } from './tour-named.ts';

interface ReadyOptions extends DirOptions {
  readonly tour: string;
  readonly prepare?: boolean;
}

/** Milliseconds in which nothing comes: what is left is left. */
const STILL_MS = 30_000;
const LOOK_MS = 200;

/**
 * Files come while something comes: a command that ended with the pin would leave a laptop that looks ready to be.
 * What is only on another laptop is not waited for, nor a hub that is away: the rows say so.
 */
async function untilHere(host: ReplicaHost, tourId: string): Promise<void> {
  const { fileEngine } = host;
  if (fileEngine === undefined) return;
  fileEngine.start();
  let [seen, since] = ['', Date.now()];
  while (Date.now() - since < STILL_MS) {
    const { missing, elsewhere } = await fileEngine.estimate({ table: 'tours', id: tourId });
    if (missing <= elsewhere) return;
    const { state, filesDone, bytesDone } = (await fileEngine.status()).down;
    if (state === 'waiting' || state === 'paused') return;
    const now = `${String(missing)} ${String(filesDone)} ${String(bytesDone)}`;
    if (now !== seen) [seen, since] = [now, Date.now()];
    await new Promise((done) => {
      setTimeout(done, LOOK_MS);
    });
  }
}

/** Ready, not ready; that nothing can be said is 2. */
const [READY, NOT_READY, CANNOT_SAY] = [0, 1, 2];

function textOf({ tour, facts }: Pick<ReadyLook, 'tour' | 'facts'>, verdict: ReturnType<typeof readyVerdict>): string {
  const t = translator(language);
  const { isReady, left, rows } = verdict;
  const said = rows.map((row) => ({ ...sayReady(row, facts, language), isGreen: row.isGreen }));
  const width = Math.max(...said.map(({ name }) => name.length));
  return [
    `${tour.name}: ${isReady ? t('ready.yes') : t('ready.left', { count: left, number: left })}`,
    ...said.map(({ name, what, aside, isGreen }) =>
      `${isGreen ? '+' : '-'} ${name.padEnd(width)}  ${what}${aside === '' ? '' : ` (${aside})`}`.trimEnd(),
    ),
  ].join('\n');
}

async function ready(host: ReplicaHost, options: ReadyOptions): Promise<void> {
  const tourId = tourNamed(host, options.tour);
  const t = translator(language);
  let look = await readyLook(host, tourId);
  if (options.prepare === true && look !== undefined) {
    const { acts } = readyVerdict(look.facts);
    const { failed } = await prepare(host, tourId, acts);
    if (acts.includes('fetch')) await untilHere(host, tourId);
    for (const { act, failure } of failed) {
      const why = sentenceOf(failure.code, failure.details, language);
      process.stderr.write(`${t('ready.failed', { what: t(`ready.step.${act}`), why })}\n`);
    }
    look = await readyLook(host, tourId);
  }
  if (look === undefined) throw new AppError('tour.unknown', { tour: options.tour });
  const verdict = readyVerdict(look.facts);
  const { tour, facts, missing } = look;
  print({ tour, ...verdict, facts, missing }, options.json, () => textOf({ tour, facts }, verdict));
  process.exitCode = verdict.isReady ? READY : NOT_READY;
}

/** Adds the command to those of a replica, which are there already. */
export function readyCommand(program: Command): void {
  const replica = program.commands.find((command) => command.name() === 'replica');
  if (replica === undefined) throw new Error('there are no commands of a replica');
  withSecrets(replica.command('ready'))
    .description('whether this laptop is ready for a tour: exit code 0 ready, 1 not, 2 cannot say')
    .requiredOption('--dir <dir>')
    .requiredOption('--tour <tour>', 'its code, name or id')
    .option('--prepare', 'do first what can be done here: renew the sign-in, sync, pin the files, take a copy')
    .option('--json')
    .action(async (options: ReadyOptions) => {
      try {
        await withHost(options, (host) => ready(host, options));
      } catch (error) {
        report(error, options.json === true);
        process.exitCode = CANNOT_SAY;
      }
    });
}
