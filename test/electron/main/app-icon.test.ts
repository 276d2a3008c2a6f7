/** The picture that a system shows for the app: the one that pages have, and carried along with the program. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { APP_ICON } from '../../../electron/main/app-icon.ts';

const read = (file: string): string =>
  readFileSync(fileURLToPath(new URL(`../../../${file}`, import.meta.url)), 'utf8');

/** What installers of all three systems are made from, by the documentation of electron-builder. */
const SIDE = 512;
/** Two programs draw an edge a little differently; of 255. */
const MOST_APART = 2;

test('the icon is what the page’s is, large enough for every system, and transparent outside its corners', async () => {
  const { data, info } = await sharp(APP_ICON).raw().toBuffer({ resolveWithObject: true });
  expect(info).toMatchObject({ width: SIDE, height: SIDE, channels: 4 });
  expect(data[3]).toBe(0);
  const drawn = await sharp(Buffer.from(read('renderer/icon.svg')), { density: (72 * SIDE) / 32 })
    .resize(SIDE, SIDE)
    .ensureAlpha()
    .raw()
    .toBuffer();
  let apart = 0;
  for (const [at, value] of data.entries()) apart += Math.abs(value - (drawn[at] ?? 0));
  expect(apart / data.length).toBeLessThan(MOST_APART);
});

test('an installed app has its icon: the archive carries what the window asks for', () => {
  const [, carried = ''] = /^files:\n((?: {2}.*\n)+)/m.exec(read('electron-builder.yml')) ?? [];
  expect(APP_ICON.endsWith('build/icon.png')).toBe(true);
  expect(carried).toContain('  - build/icon.png\n');
});
