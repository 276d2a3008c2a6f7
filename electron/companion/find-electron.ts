/**
 * Electron's binary, if it was downloaded. The package itself would start a download when it is asked; nobody should
 * have to wait for that.
 */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** Its path; undefined where the package is there without its binary. */
export function findElectron(): string | undefined {
  try {
    const dir = dirname(createRequire(import.meta.url).resolve('electron/package.json'));
    const path = join(dir, 'dist', readFileSync(join(dir, 'path.txt'), 'utf8').trim());
    return existsSync(path) ? path : undefined;
  } catch {
    // No path.txt: it was never downloaded here, and perhaps cannot be.
    return undefined;
  }
}
