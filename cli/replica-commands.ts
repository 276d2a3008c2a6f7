/** `offstage replica …`: a headless replica for scripts, administrators and tests. */

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3-multiple-ciphers';
import type { Command } from 'commander';
import { saidReason } from '../electron/host/as-app-error.ts';
import { Door } from '../electron/host/door.ts';
import { ReplicaHost } from '../electron/host/replica-host.ts';
import { pendingCount, pendingMutations } from '../electron/outbox/outbox.ts';
import { attentionList } from '../electron/queries/attention.ts';
import { contextOf } from '../electron/queries/define-query.ts';
import { filesSummary } from '../electron/queries/files-summary.ts';
import { replicaHealth } from '../electron/queries/health-queries.ts';
import { openDatabase } from '../electron/replica/encrypted-database.ts';
import { replicaDigest } from '../electron/replica/replica-digest.ts';
import type { SyncEngine } from '../electron/sync/sync-engine.ts';
import { AppError } from '../shared/base/app-error.ts';
import { errorText } from '../shared/base/asserts.ts';
import { sentenceOf } from '../shared/i18n/sentences.ts';
import { type ExportOptions, exportList } from './export-list.ts';
import { asTable, integrityText, language, print, refused } from './output.ts';
import { showFiles } from './replica-files.ts';
import { type DirOptions, withHost } from './replica-host.ts';
import { givenPassword, machineKey, neededPassword, withSecrets } from './secrets.ts';

/** Waits until the replica stands where the hub does, but not longer; then says what it waits for. */
async function syncWithin(seconds: number, engine: SyncEngine, hub: string): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, fail) => {
    timer = setTimeout(() => {
      const { state } = engine;
      fail(new AppError(state.name === 'waiting' ? saidReason(state.reason) : 'hub.unreachable', { hub }));
    }, seconds * 1000);
  });
  try {
    await Promise.race([engine.syncOnce(), late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Once, within a number of seconds; or until it is told to stop, saying each state. */
async function sync(
  options: DirOptions & { readonly once?: boolean; readonly watch?: boolean; readonly timeout: string },
): Promise<void> {
  await withHost(options, async (host) => {
    const { engine } = host;
    if (engine === undefined) throw new AppError('auth.needed');
    if (options.watch === true) {
      host.onState((state) => print(state, options.json, () => JSON.stringify(state)));
      engine.start();
      await new Promise<void>((done) => {
        process.once('SIGINT', done);
        process.once('SIGTERM', done);
      });
      return;
    }
    await syncWithin(Number(options.timeout), engine, host.client.hubUrl);
    const result = {
      pending: pendingCount(host.replica),
      requests: engine.requests,
      attention: (await attentionList(host.replica)).refused.length,
    };
    print(result, options.json, () => `synced; ${result.pending} waiting, ${result.attention} need attention`);
  });
}

/**
 * One statement that reads. What it sees is everything that the key opens: nobody’s rights are asked at the command
 * line.
 */
async function query(text: string, options: DirOptions): Promise<void> {
  const { dir } = options;
  const file = join(dir, 'replica.sqlite');
  if (!existsSync(file)) throw new AppError('replica.missing', { dir });
  // Reading needs no lock: it sees the last committed state beside whoever has the directory open.
  const vault = await new Door({
    dir,
    now: () => new Date(),
    machineKey: machineKey(options, false),
    password: givenPassword(options),
  }).openForReading();
  if (vault === undefined) throw new AppError('replica.sealed', { dir });
  const sqlite = openDatabase(file, vault, { readonly: true });
  try {
    const statement = sqlite.prepare<[], Record<string, unknown>>(text);
    if (!statement.reader || !statement.readonly) throw new AppError('query.readOnly');
    const rows = statement.all();
    print(rows, options.json, () => asTable(rows));
  } catch (error) {
    if (error instanceof SqliteDatabase.SqliteError)
      throw error.code === 'SQLITE_READONLY'
        ? new AppError('query.readOnly')
        : new AppError('query.failed', { problem: error.message }, { cause: error });
    throw error;
  } finally {
    sqlite.close();
  }
}

function status(host: ReplicaHost): Record<string, string | number | null> {
  const { data, current } = host.sessions;
  return {
    dir: host.replica.dir,
    hub: data?.hubUrl ?? null,
    deviceId: data?.deviceId ?? null,
    theaterId: data?.theaterId ?? null,
    signedInAs: current?.email ?? null,
    loadedAt: host.replica.meta('loaded') ?? null,
    lastSyncedAt: host.replica.meta('last_synced_at') ?? null,
    waiting: pendingCount(host.replica),
    filesOnlyHere: filesSummary(host.replica).onlyHere.files,
    clockOffsetMs: Number(host.replica.meta('clock_offset_ms') ?? 0),
  };
}

function parseArgs(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new AppError('usage', { problem: `the arguments are not JSON: ${errorText(error)}` }, { cause: error });
  }
}

/** What writes files beside or out of a replica. */
function fileCommands(replica: Command): void {
  replica
    .command('export <list>')
    .description('a list as a file: inventory_items, employees, trash …')
    .requiredOption('--dir <dir>')
    .requiredOption('--out <file>')
    .option('--format <format>', 'xlsx or csv', 'xlsx')
    .option('--view <view>', 'which rows and columns: what stands behind view= in the address of the list')
    .option('--separator <separator>', 'of csv: semicolon, comma or tab')
    .option('--json')
    .action((list: string, options: DirOptions & ExportOptions) =>
      withHost(options, async (host) => {
        const made = await exportList(host, list, options);
        print(made, options.json, () => `${made.file}: ${made.size} bytes`);
      }),
    );
  replica
    .command('backup')
    .description('copy the replica beside itself and check the copy')
    .requiredOption('--dir <dir>')
    .option('--json')
    .action((options: DirOptions) =>
      withHost(options, async (host) => {
        const backup = await host.backUp('daily');
        print(backup, options.json, () => `copied to ${backup.file}`);
      }),
    );
}

/**
 * Adds the commands. Each opens the directory, does one thing and closes it; a directory that the app has open is
 * refused (`replica.locked`).
 */
export function replicaCommands(program: Command): void {
  const replica = program.command('replica').description('a headless replica');
  replica
    .command('init')
    .description('register this directory as a laptop and load it')
    .requiredOption('--dir <dir>')
    .requiredOption('--hub <url>')
    .requiredOption('--email <email>')
    .option('--timeout <seconds>', '', '600')
    .option('--json')
    .action((options: DirOptions & { hub: string; email: string; timeout: string }) =>
      withHost(
        options,
        async (host) => {
          await host.signIn({ hubUrl: options.hub, email: options.email, password: await neededPassword(options) });
          if (host.engine !== undefined) await syncWithin(Number(options.timeout), host.engine, options.hub);
          print(status(host), options.json, () => `ready in ${options.dir}`);
        },
        true,
      ),
    );
  replica
    .command('mutate <name> <args>')
    .description('run a mutation offline')
    .requiredOption('--dir <dir>')
    .option('--json')
    .action((name: string, args: string, options: DirOptions) =>
      withHost(options, async (host) => {
        const outcome = await host.mutate(name, parseArgs(args));
        if (!outcome.ok) throw refused(outcome.error);
        print(
          { sequence: outcome.value.sequence, id: outcome.value.id },
          options.json,
          () => `saved as change ${outcome.value.sequence}`,
        );
      }),
    );
  replica
    .command('sync')
    .description('push and pull')
    .requiredOption('--dir <dir>')
    .option('--once')
    .option('--watch')
    .option('--timeout <seconds>', '', '60')
    .option('--json')
    .action(sync);
  replica
    .command('query <sql>')
    .description('read with SQL')
    .requiredOption('--dir <dir>')
    .option('--json')
    .action((sql: string, options: DirOptions) => query(sql, options));
  replica
    .command('status')
    .requiredOption('--dir <dir>')
    .option('--json')
    .action((options: DirOptions) =>
      withHost(options, async (host) => {
        const value = status(host);
        print(value, options.json, () =>
          Object.entries(value)
            .map(([name, item]) => `${name}: ${item ?? '—'}`)
            .join('\n'),
        );
      }),
    );
  replica
    .command('outbox')
    .description('what waits to be sent')
    .requiredOption('--dir <dir>')
    .option('--json')
    .action((options: DirOptions) =>
      withHost(options, async (host) => {
        const rows = pendingMutations(host.replica).map(({ sequence, name, args, issuedAt, problem }) => ({
          sequence,
          name,
          args,
          issuedAt,
          problem,
        }));
        print(rows, options.json, () =>
          asTable(rows.map((row) => ({ ...row, args: JSON.stringify(row.args), problem: row.problem?.code ?? '' }))),
        );
      }),
    );
  replica
    .command('attention')
    .description('refusals and conflicts')
    .requiredOption('--dir <dir>')
    .option('--json')
    .action((options: DirOptions) =>
      withHost(options, async (host) => {
        const list = await attentionList(host.replica);
        print(
          list,
          options.json,
          () =>
            [
              ...list.refused.map(
                (item) => `${item.sequence} ${item.name}: ${sentenceOf(item.code, item.details, language)}`,
              ),
              ...list.conflicts.map(
                (item) =>
                  `${item.entity_type} ${item.column_name}: ` +
                  `${JSON.stringify(item.kept_value)} (${item.kept_by_name}) / ` +
                  `${JSON.stringify(item.other_value)} (${item.other_by_name})`,
              ),
            ].join('\n') || 'nothing',
        );
      }),
    );
  replica
    .command('health')
    .description('integrity of the data; exit code 1 where a rule is broken')
    .requiredOption('--dir <dir>')
    .option('--hub', 'also compare every table with the hub')
    .option('--json')
    .action((options: DirOptions & { hub?: boolean }) =>
      withHost(options, async (host) => {
        const report = await host.replica.read(() => replicaHealth(host.replica, contextOf(host.replica).now));
        if (options.hub === true) await host.engine?.syncOnce();
        const compared = options.hub === true ? await host.compareWithHub() : undefined;
        if (compared !== undefined && compared.differing.length > 0) process.exitCode = 1;
        const differing = compared?.differing.map((row) => `${row.table} ${row.here}/${row.there}`).join(', ');
        const differences =
          compared === undefined ? '' : `\nagainst the hub: ${differing || `${compared.tables} tables equal`}`;
        const backups = report.backups.map((backup) => `${backup.takenAt} (${backup.reason})`).join(', ');
        print(
          compared === undefined ? report : { ...report, compared },
          options.json,
          () =>
            `${integrityText(report)}${differences}\n` +
            `waiting ${report.waiting}, refused ${report.refused}; backups: ${backups || 'none yet'}`,
        );
        if (report.findings.length > 0) process.exitCode = 1;
      }),
    );
  replica
    .command('digest')
    .description('hash and rows per table, pending effects excluded')
    .requiredOption('--dir <dir>')
    .option('--json')
    .action((options: DirOptions) =>
      withHost(options, async (host) => {
        const digests = await replicaDigest(host.replica);
        print(digests, options.json, () =>
          asTable(Object.entries(digests).map(([table, digest]) => ({ table, ...digest }))),
        );
      }),
    );
  fileCommands(replica);
  replica
    .command('files')
    .description('what lies here of the theatre’s files, what is missing and what waits')
    .requiredOption('--dir <dir>')
    .option('--json')
    .action((options: DirOptions) => withHost(options, (host) => showFiles(host, options.json)));
  for (const command of replica.commands) withSecrets(command);
}
