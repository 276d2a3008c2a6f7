/** An image of a folder is what a process that is killed in the same instant leaves behind. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const child = fileURLToPath(new URL('./image-child.ts', import.meta.url));

/** Every file with what is in it. SQLite's shared index is left out: whoever opens the database first makes it anew. */
const contents = (dir: string): Map<string, string> =>
  new Map(
    readdirSync(dir, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.name.endsWith('-shm'))
      .map((entry) => join(entry.parentPath, entry.name))
      .map((file) => [file.slice(dir.length), readFileSync(file).toString('base64')]),
  );

test.for(['file.written', 'journal.appended', 'commit.before', 'commit.after'] as const)(
  'an image taken at %s equals what is left of the process that was killed there',
  async (point) => {
    const root = mkdtempSync(join(tmpdir(), 'offstage-image-'));
    const [dir, image] = [join(root, 'laptop'), join(root, 'image')];
    try {
      const died = await new Promise<string | null>((done) => {
        spawn(process.execPath, ['--disable-warning=ExperimentalWarning', child, dir, image, point], {
          stdio: ['ignore', 'inherit', 'inherit'],
        }).once('exit', (_code, signal) => done(signal));
      });
      expect(died).toBe('SIGKILL');
      const left = contents(dir);
      expect([...left.keys()]).toContain('/replica.sqlite-wal');
      expect(contents(image)).toEqual(left);
    } finally {
      rmSync(root, { recursive: true, force: true });
    }
  },
);
