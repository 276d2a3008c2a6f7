/**
 * The way into the companion without a secret in a command line, where every process of the machine could read it: a
 * page that only its owner may read sends the browser on. The token in it is spent by being used, and the page is
 * erased with the app.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { makePrivateFolder, writeDurably } from '../host/private-files.ts';

const fileOf = (dir: string): string => join(dir, 'entrance.html');

/**
 * Writes the page and answers its address, which says nothing. `entrance` is an address of our own making: it needs no
 * escaping.
 */
export function writeEntrance(dir: string, entrance: string): string {
  makePrivateFolder(dir);
  const file = fileOf(dir);
  writeDurably(
    file,
    `<!doctype html><meta charset="utf-8"><meta name="referrer" content="no-referrer"><title>Offstage</title>
<meta http-equiv="refresh" content="0;url=${entrance}"><style>html{background:#050403}</style>\n`,
  );
  return pathToFileURL(file).href;
}

export function eraseEntrance(dir: string): void {
  rmSync(fileOf(dir), { force: true });
}
