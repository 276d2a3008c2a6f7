/** The companion's small pages bear the icon of the app. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { ICON_LINK } from '../../../electron/companion/page-icon.ts';
import { SPENT_PAGE } from '../../../electron/companion/spent-page.ts';

test('the icon in the pages is the one of the app, and no page asks for another', () => {
  const drawn = readFileSync(fileURLToPath(new URL('../../../renderer/icon.svg', import.meta.url)), 'utf8')
    .replaceAll(/>\s+</gu, '><')
    .trim()
    .replaceAll('"', "'");
  const [, address = ''] = /href="data:image\/svg\+xml,([^"]+)"/u.exec(ICON_LINK) ?? [];
  expect(decodeURIComponent(address)).toBe(drawn);
  expect(SPENT_PAGE).toContain(ICON_LINK);
});
