/**
 * A companion comes back at the port it had. To a browser the address is whose storage it is: scans that nobody has
 * acknowledged yet, the place of a count and the chosen look would be gone with another port.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeDurably } from '../host/private-files.ts';

const fileOf = (dir: string): string => join(dir, 'companion-port');

/** The port of this laptop's last companion; 0, which is any, where there was none. */
export function keptPort(dir: string): number {
  try {
    const port = Number(readFileSync(fileOf(dir), 'utf8'));
    return Number.isInteger(port) && port > 0 && port < 65_536 ? port : 0;
  } catch {
    // The first start, or a file that cannot be read: any port will do.
    return 0;
  }
}

/** Remembers where a companion is reached. */
export function keepPort(dir: string, origin: string): void {
  writeDurably(fileOf(dir), new URL(origin).port);
}
