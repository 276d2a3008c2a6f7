/**
 * Where fonts and templates lie: beside this module, or, when a build has bundled the module into `out`, wherever above
 * it the project keeps `paper`.
 */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder. Throws where there is none. */
export function paperFolder(from: string = import.meta.url): string {
  for (let folder = dirname(fileURLToPath(from)); ; folder = dirname(folder)) {
    // What is packed may lie beside its archive.
    const unpacked = folder.replace(/app\.asar(?=$|[\\/])/, 'app.asar.unpacked');
    const place = [folder, join(folder, 'paper'), join(unpacked, 'paper')].find((path) =>
      existsSync(join(path, 'fonts', 'LICENSE.txt')),
    );
    if (place !== undefined) return place;
    if (folder === dirname(folder)) throw new Error('the folder of templates and fonts is missing');
  }
}
