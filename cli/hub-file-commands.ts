/** `offstage hub files`, and what backups and restores have to do with contents of files. */
import type { Command } from 'commander';
import pino from 'pino';
import { type BackupSummary, backupHub } from '../hub/admin/backup.ts';
import { restoreHub } from '../hub/admin/restore.ts';
import type { ContentStore } from '../hub/files/content-store.ts';
import type { FilesHealth } from '../hub/files/file-health.ts';
import { FILE_LIMITS } from '../hub/files/hub-files.ts';
import { quotaOf, setQuota, usedBytes } from '../hub/files/quota.ts';
import { AppError } from '../shared/base/app-error.ts';
import { type AdminOptions, type StoreOptions, withDatabase, withKnownStore, withStore } from './hub-database.ts';
import { asTable, print } from './output.ts';

const UNITS: Readonly<Record<string, number>> = { '': 1, KB: 1e3, MB: 1e6, GB: 1e9, TB: 1e12 };

/** `500MB`, `20 GB` or a plain number of bytes. Throws AppError `usage`. */
export function bytesOf(option: string, text: string): number {
  const [, number = '', unit = ''] = /^(\d+(?:\.\d+)?)\s*([KMGT]B)?$/i.exec(text) ?? [];
  const bytes = Math.round(Number(number) * (UNITS[unit.toUpperCase()] ?? Number.NaN));
  if (number === '' || !Number.isSafeInteger(bytes) || bytes < 1)
    throw new AppError('usage', { problem: `${option} takes a size such as 500MB or 20GB, not ${text}` });
  return bytes;
}

/** For people. */
export const sizeText = (bytes: number): string => {
  const [unit, one] = Object.entries(UNITS).findLast(([, size]) => bytes >= size) ?? ['', 1];
  return `${(bytes / one).toFixed(one === 1 ? 0 : 1)} ${unit === '' ? 'bytes' : unit}`;
};

/** Sum over tables. */
export const sumOf = (rows: Readonly<Record<string, number>>): number =>
  Object.values(rows).reduce((sum, count) => sum + count, 0);

/** How much each theatre keeps and may; with a quota, it is given to the one that is named. */
async function listFiles(
  options: AdminOptions & { readonly theater?: string; readonly quota?: string },
): Promise<void> {
  await withDatabase(options, async (database) => {
    const { rows: theaters } = await database.pool.query<{ id: string; code: string }>(
      'SELECT id, code FROM theaters WHERE $1::text IS NULL OR code = $1 OR id::text = $1 ORDER BY code',
      [options.theater ?? null],
    );
    const [only] = theaters;
    if (options.theater !== undefined && only === undefined)
      throw new AppError('usage', { problem: `there is no theatre ${options.theater}` });
    if (options.quota !== undefined) {
      if (options.theater === undefined || only === undefined)
        throw new AppError('usage', { problem: '--quota is for one theatre: name it with --theater' });
      await setQuota(database, only.id, options.quota === 'usual' ? undefined : bytesOf('--quota', options.quota));
    }
    const found: { readonly code: string; readonly used: number; readonly quota: number | null }[] = [];
    for (const { id, code } of theaters) {
      const quota = await quotaOf(database.pool, id, { quotaBytes: Number.NaN });
      found.push({ code, used: await usedBytes(database.pool, id), quota: Number.isNaN(quota) ? null : quota });
    }
    print(found, options.json, () =>
      asTable(
        found.map(({ code, used, quota }) => ({
          theater: code,
          used: sizeText(used),
          quota:
            quota === null
              ? `as the hub was started; ${sizeText(FILE_LIMITS.quotaBytes)} unless said`
              : sizeText(quota),
        })),
      ),
    );
  });
}

/** What there is to say of contents. */
export function filesText({ here, missing, unnamed, uploads }: FilesHealth): string {
  const late =
    missing.count === 0 ? '' : `; nobody has brought ${missing.count} for a week (${missing.ids[0] ?? ''}, …)`;
  const rest = unnamed.count === 0 ? '' : `; no row names ${unnamed.count} (${sizeText(unnamed.bytes)})`;
  return `files: ${here.count} here (${sizeText(here.bytes)}), ${uploads} on their way${late}${rest}`;
}

async function backup(
  options: StoreOptions & { readonly out: string; readonly theater?: string; readonly files?: boolean },
): Promise<void> {
  await withDatabase(options, async (database) => {
    const write = (store?: ContentStore): Promise<BackupSummary> =>
      backupHub(database, options.out, new Date(), options.theater, store);
    const summary = await (options.files === true ? withStore(options, write) : write());
    print(summary, options.json, () => backupText(summary));
  });
}

function backupText({ file, rows, header, contents }: BackupSummary): string {
  const { count = 0, bytes = 0 } = header.files ?? {};
  const named = `${count} contents of files (${sizeText(bytes)})`;
  const files =
    contents === undefined
      ? `it names ${named} that are not in it`
      : `${named}: ${contents.copied} copied beside it, ${contents.known} there already` +
        (contents.missing === 0 ? '' : `, ${contents.missing} MISSING or damaged on the hub`);
  const sum = `${sumOf(rows)} rows of ${Object.keys(rows).length} tables written to ${file} and read back`;
  return count === 0 ? sum : `${sum}; ${files}`;
}

async function restore(file: string, options: StoreOptions & { readonly theater?: string }): Promise<void> {
  await withDatabase(options, (database) =>
    withKnownStore(options, async (store) => {
      const log = pino({ level: 'silent' });
      const summary = await restoreHub(database, file, {
        theater: options.theater,
        files: store === undefined ? undefined : { database, store, now: () => new Date(), log },
      });
      const { back, missing } = summary.contents;
      const files =
        back + missing === 0 ? '' : `; ${back} contents of files are back, ${missing} are asked from laptops`;
      print(
        summary,
        options.json,
        () =>
          `${sumOf(summary.rows)} rows as of ${summary.header.takenAt} are back${files}; ` +
          'laptops will notice when they next connect',
      );
    }),
  );
}

/** Adds the commands; `admin` begins one that takes what all of them take. */
export function hubFileCommands(admin: (name: string, description: string) => Command): void {
  admin('backup', 'write all theatres, or one, into a file')
    .requiredOption('--out <file>')
    .option('--theater <code>')
    .option('--files', 'the contents of files as well, into a folder beside it that backups share')
    .option('--files-url <url>', 'where the hub keeps them')
    .action(backup);
  admin('restore <file>', 'put a backup back; laptops offer again what it does not know')
    .option('--theater <code>')
    .option('--files-url <url>', 'where the hub keeps contents of files')
    .action(restore);
  admin('files', 'how much each theatre keeps of contents, and may')
    .option('--theater <code>')
    .option('--quota <size>', 'what this theatre may keep; «usual» for what the hub was started with')
    .action(listFiles);
}
