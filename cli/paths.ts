/** Where things live when nobody says otherwise. */
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { platform } from 'node:process';
import { fileURLToPath } from 'node:url';

/**
 * The project's folder, whether this runs from the sources or from what was built of them. Throws where there is none.
 */
export function projectRoot(): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return folder;
    if (folder === dirname(folder)) throw new Error('the project has no package.json');
  }
}

/** The application's data folder of this person; root's lies where the database's own user can reach it. */
export function dataHome(): string {
  const override = process.env['OFFSTAGE_HOME'];
  if (override !== undefined && override !== '') return override;
  if (platform === 'win32') return join(process.env['LOCALAPPDATA'] ?? join(homedir(), 'AppData', 'Local'), 'Offstage');
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Offstage');
  if (process.getuid?.() === 0) return '/var/lib/offstage';
  return join(process.env['XDG_DATA_HOME'] ?? join(homedir(), '.local', 'share'), 'offstage');
}

/** Of the hub that `offstage start` brings along, on this machine. */
export const hubDir = (): string => join(dataHome(), 'hub');
/** Of one laptop; a machine may have several, for trying out. */
export const profileDir = (profile: string): string => join(dataHome(), 'profiles', profile);
/** Of a hub. Laptops that were told another address never ask for it. */
export const DEFAULT_PORT = 5170;
