/**
 * The way into the companion without a secret in a command line, where every process of the machine could read it: a
 * page that only its owner may read sends the browser on. The token in it is spent by being used, and the page is
 * erased with the app.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { makePrivateFolder, writeDurably } from '../host/private-files.ts';
import { browserFlags } from './find-browser.ts';
import { ICON_LINK } from './page-icon.ts';

const fileOf = (dir: string): string => join(dir, 'entrance.html');

/**
 * Writes the page and answers its address, which says nothing. `entrance` is an address of our own making: it needs no
 * escaping.
 */
function writeEntrance(dir: string, entrance: string): string {
  makePrivateFolder(dir);
  const file = fileOf(dir);
  writeDurably(
    file,
    `<!doctype html><meta charset="utf-8"><meta name="referrer" content="no-referrer"><title>Offstage</title>
${ICON_LINK}
<meta http-equiv="refresh" content="0;url=${entrance}"><style>html{background:#050403}</style>\n`,
  );
  return pathToFileURL(file).href;
}

/** Nothing happens where the page is gone already. */
export function eraseEntrance(dir: string): void {
  rmSync(fileOf(dir), { force: true });
}

/**
 * Opens the app in a window of its own. `entrance` is the address that lets in once; the browser is started with that
 * of the page in `dir` instead, and keeps its own profile there.
 */
export function openAppWindow(browser: string, dir: string, entrance: string): ChildProcess {
  const page = writeEntrance(dir, entrance);
  return spawn(browser, [`--app=${page}`, '--window-size=1280,800', ...browserFlags(join(dir, 'browser'))], {
    stdio: 'ignore',
  });
}
