/**
 * Demo theatres are made once for a run; each file of tests has a copy of its own (`openHouse`). Laptops run what people
 * run, the app as it was built: reading its sources takes each of a hundred starts longer than everything else.
 */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { APP, HOUSES } from '../support/house.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

export default async function makeRoomForHouses(): Promise<() => void> {
  await build({ configFile: join(root, 'cli', 'vite.config.ts'), logLevel: 'error' });
  process.env[APP] = join(root, 'out', 'app', 'app.js');
  const dir = mkdtempSync(join(tmpdir(), 'offstage-houses-'));
  chmodSync(dir, 0o711);
  process.env[HOUSES] = dir;
  return () => rmSync(dir, { recursive: true, force: true });
}
