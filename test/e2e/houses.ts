/** Demo theatres are made once for a run; each file of tests has a copy of its own (`openHouse`). */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HOUSES } from '../support/house.ts';

export default function makeRoomForHouses(): () => void {
  const dir = mkdtempSync(join(tmpdir(), 'offstage-houses-'));
  chmodSync(dir, 0o711);
  process.env[HOUSES] = dir;
  return () => rmSync(dir, { recursive: true, force: true });
}
