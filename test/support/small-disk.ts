/** A disk of its own for a test, as small as it says (Linux, as root). */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const mount = (dir: string, options: string): void => {
  execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', dir], { stdio: 'ignore' });
};

/** Whether this process may have small disks of its own. */
export function mayMount(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  const dir = mkdtempSync(join(tmpdir(), 'offstage-mount-'));
  try {
    mount(dir, 'size=1m');
    execFileSync('umount', [dir]);
    return true;
  } catch {
    // A container without that right: the story is told elsewhere.
    return false;
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

export class SmallDisk {
  readonly dir = mkdtempSync(join(tmpdir(), 'offstage-disk-'));

  constructor(bytes: number) {
    mount(this.dir, `size=${bytes}`);
  }

  /** From now on there is room for everything. */
  makeRoom(): void {
    execFileSync('mount', ['-o', 'remount,size=512m', this.dir]);
  }

  /** Throws where something on it is still open. */
  remove(): void {
    execFileSync('umount', [this.dir]);
    rmSync(this.dir, { recursive: true });
  }

  /** Whatever is still open there. */
  abandon(): void {
    execFileSync('umount', ['--lazy', this.dir]);
    rmSync(this.dir, { recursive: true, force: true });
  }
}
