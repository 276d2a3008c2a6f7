/** `offstage import`: a CSV file into a replica, offline like everything else. */

import type { Command } from 'commander';
import type { ReplicaHost } from '../electron/host/replica-host.ts';
import { runOptimistically } from '../electron/outbox/outbox.ts';
import { AppError } from '../shared/base/app-error.ts';
import { failed, ok, type Result } from '../shared/base/refusal.ts';
import { sentenceOf } from '../shared/i18n/sentences.ts';
import type { Lasting } from '../shared/ipc/progress.ts';
import { loadAuthor } from '../shared/mutations/load-author.ts';
import { type ImportDeps, type ImportSummary, importLines, readLines, readMap } from './import/import-file.ts';
import { importEventsCommand } from './import-events.ts';
import { language, print } from './output.ts';
import { type DirOptions, withHost } from './replica-host.ts';
import { withSecrets } from './secrets.ts';
import { untilSignal } from './signals.ts';

class DryRunOver extends Error {}

/** Everything is tried in one transaction that is thrown away: the summary is that of the real thing. */
async function dryRun(
  host: ReplicaHost,
  work: (apply: ImportDeps['apply'], db: ImportDeps['db']) => Promise<ImportSummary>,
): Promise<ImportSummary> {
  const result: { summary?: ImportSummary } = {};
  try {
    await host.replica.write('normal', async (tx) => {
      const author = await loadAuthor(tx.db, host.sessions.current?.userId ?? '');
      if (author === undefined) throw new AppError('auth.needed');
      const apply = async (name: string, args: unknown): Promise<Result<null>> => {
        const mutation = {
          id: host.deps.newId(),
          deviceId: host.deps.newId(),
          sequence: 1,
          name,
          args,
          authorId: author.userId,
          issuedAt: host.deps.now().toISOString(),
          clockOffsetMs: 0,
        };
        const outcome = await runOptimistically(tx, mutation, author, host.deps.now());
        return outcome.ok ? ok(null) : failed(outcome.error);
      };
      result.summary = await work(apply, tx.db);
      throw new DryRunOver();
    });
  } catch (error) {
    if (!(error instanceof DryRunOver)) throw error;
  }
  return result.summary ?? { read: 0, imported: 0, parents: {}, refused: [] };
}

/** Runs an import on an open replica. */
export async function runImport(
  host: ReplicaHost,
  file: string,
  mapFile: string,
  isDry: boolean,
  { onProgress, signal }: Lasting = { onProgress: () => undefined, signal: new AbortController().signal },
): Promise<ImportSummary> {
  const map = readMap(mapFile);
  const lines = readLines(file, map);
  const sentence: ImportDeps['sentence'] = (refusal) => sentenceOf(refusal.code, refusal.details, language);
  const run = (apply: ImportDeps['apply'], db: ImportDeps['db']): Promise<ImportSummary> =>
    importLines({ db, apply, newId: host.deps.newId, sentence, onProgress, signal }, map, lines);
  return isDry ? dryRun(host, run) : run((name, args) => host.mutate(name, args), host.replica.db);
}

type MapOptions = Omit<DirOptions, 'dir'> & { dir?: string; map?: string; dryRun?: boolean };

/** Adds the command. Ctrl C stops it between two lines; what went in until then stays. */
export function importCommand(program: Command): void {
  const command = withSecrets(program.command('import <file>'))
    .description('a CSV file into a replica, through mutations')
    // Asked for below: what is required here would be required of `import events` as well.
    .option('--dir <dir>')
    .option('--map <map>')
    .option('--dry-run')
    .option('--json')
    .action((file: string, { dir, map, ...given }: MapOptions) => {
      if (dir === undefined || map === undefined)
        throw new AppError('usage', { problem: `required option --${dir === undefined ? 'dir <dir>' : 'map <map>'}` });
      const options = { ...given, dir };
      return withHost(options, async (host) => {
        const showsProgress = process.stderr.isTTY && options.json !== true;
        const stop = new AbortController();
        // What went in until then stays: it is saved line by line.
        void untilSignal().then(() => stop.abort());
        const summary = await runImport(host, file, map, options.dryRun === true, {
          signal: stop.signal,
          onProgress: ({ done, total }) => {
            if (showsProgress && (done % 50 === 0 || done === total)) process.stderr.write(`\r${done} / ${total}`);
          },
        });
        if (showsProgress) process.stderr.write('\n');
        print(summary, options.json, () =>
          [
            ...summary.refused.map(({ line, reason }) => `line ${line}: ${reason}`),
            [
              `${summary.read} rows read, ${summary.imported} ${options.dryRun === true ? 'would go' : 'went'} in, `,
              `${summary.refused.length} refused`,
              ...Object.entries(summary.parents).map(([table, count]) => `; ${count} new in ${table}`),
            ].join(''),
          ].join('\n'),
        );
      });
    });
  importEventsCommand(command);
}
