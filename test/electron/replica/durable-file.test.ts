/**
 * What a power failure leaves is not to be had in a test; the order that decides it is: content synced before the name,
 * the name synced after it, and the old file never written to.
 */
import fs, { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test, vi } from 'vitest';
import { writeDurably } from '../../../electron/replica/durable-file.ts';
import { renameDurably, writeDurably as writeOfTheHub } from '../../../hub/durable-file.ts';

const folders: string[] = [];

afterEach(() => {
  vi.restoreAllMocks();
  syncBuiltinESMExports();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'offstage-durable-'));
  folders.push(made);
  return made;
}

/** Notes what is synced and renamed, by name, in order; everything is done as before. */
function watched(): readonly string[] {
  const acts: string[] = [];
  const names = new Map<number, string>();
  const { openSync, fsyncSync, renameSync } = fs;
  vi.spyOn(fs, 'openSync').mockImplementation((path, flags, mode) => {
    const handle = openSync(path, flags, mode);
    names.set(handle, basename(String(path)));
    return handle;
  });
  vi.spyOn(fs, 'fsyncSync').mockImplementation((handle) => {
    acts.push(`sync ${names.get(handle) ?? 'unknown'}`);
    fsyncSync(handle);
  });
  vi.spyOn(fs, 'renameSync').mockImplementation((from, to) => {
    acts.push(`rename ${basename(String(from))} ${basename(String(to))}`);
    renameSync(from, to);
  });
  syncBuiltinESMExports();
  return acts;
}

test.skipIf(process.platform === 'win32')('a laptop’s file is synced, then renamed, then its folder synced', () => {
  const dir = folder();
  const file = join(dir, 'session.json');
  writeFileSync(file, 'alt');
  const acts = watched();
  writeDurably(file, 'neu');
  expect(acts).toEqual(['sync session.json.new', 'rename session.json.new session.json', `sync ${basename(dir)}`]);
  expect(readFileSync(file, 'utf8')).toBe('neu');
});

test.skipIf(process.platform === 'win32')('so is a file of the hub that was finished beside its place', () => {
  const dir = folder();
  writeFileSync(join(dir, 'copy.part'), 'whole');
  const acts = watched();
  renameDurably(join(dir, 'copy.part'), join(dir, 'copy'));
  expect(acts).toEqual(['sync copy.part', 'rename copy.part copy', `sync ${basename(dir)}`]);
});

test.skipIf(process.platform === 'win32').each([
  ['a laptop', writeDurably],
  ['the hub', writeOfTheHub],
] as const)(
  'a file of %s is its owner’s alone from its first byte on, and its temporary name leads nowhere else',
  (_, write) => {
    const dir = folder();
    const [file, elsewhere] = [join(dir, 'secret.json'), join(dir, 'elsewhere')];
    writeFileSync(elsewhere, 'somebody else’s');
    // What somebody laid where the unfinished file will stand.
    symlinkSync(elsewhere, `${file}.new`);
    const modes: number[] = [];
    const { fsyncSync } = fs;
    vi.spyOn(fs, 'fsyncSync').mockImplementation((handle) => {
      modes.push(fs.fstatSync(handle).mode & 0o077);
      fsyncSync(handle);
    });
    syncBuiltinESMExports();
    const mask = process.umask(0);
    try {
      write(file, 'geheim');
    } finally {
      process.umask(mask);
    }
    expect([modes[0], statSync(file).mode & 0o777]).toEqual([0, 0o600]);
    expect(readFileSync(elsewhere, 'utf8')).toBe('somebody else’s');
  },
);

test('nobody else writes files whole: what is written elsewhere is known, and put in its place the same way', () => {
  const root = fileURLToPath(new URL('../../../', import.meta.url));
  const writers = ['electron', 'hub', 'cli'].flatMap((zone) =>
    readdirSync(join(root, zone), { recursive: true, withFileTypes: true })
      .filter(({ name }) => /\.tsx?$/.test(name))
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((file) =>
        /\b(writeFile|writeFileSync|appendFileSync|createWriteStream)\(/.test(readFileSync(file, 'utf8')),
      )
      .map((file) => relative(root, file).replaceAll('\\', '/')),
  );
  expect(writers.toSorted()).toEqual([
    // What a command was asked for goes where it was told to: whoever runs it hears of a disk that is full.
    'cli/export-list.ts',
    'cli/print-command.ts',
    'cli/print-labels.ts',
    'cli/schedule-command.ts',
    // A copy for another program, thrown away at the next start.
    'electron/files/open-outside.ts',
    // Thumbnails are made or fetched again; one that a power cut spoilt is none, and is noticed.
    'electron/files/thumbnail-shelf.ts',
    'electron/replica/durable-file.ts',
    // A line is appended before its transaction commits, which is what is synced; half a line is left out.
    'electron/replica/outbox-journal.ts',
    // Written beside its place and renamed durably once it has been read back.
    'hub/admin/backup.ts',
    'hub/durable-file.ts',
    // Thumbnails again: written beside their place, flushed and renamed.
    'hub/files/directory-store.ts',
    // Who uses the cluster at this moment: worth nothing after a crash.
    'hub/postgres/cluster-users.ts',
    // The cluster's facts are renamed durably; the password of a cluster in the making goes with it.
    'hub/postgres/embedded-postgres.ts',
  ]);
});
