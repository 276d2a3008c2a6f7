/**
 * A cold start: from the command until the first rows of the inventory stand in the window, for somebody who has not
 * signed out: `npm run app`, and names that can be read, not their places. The companion in a Chromium that runs already;
 * what is built of the sources has been by an earlier start. A window of Electron starts a browser as well, and no
 * command line.
 */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium } from '@playwright/test';
import { findBrowser } from '../../electron/companion/find-browser.ts';
import { PASSWORD } from '../support/commands.ts';
import { type House, openHouse, type Running, start } from '../support/house.ts';
import { type Add, ms, percentile } from './measure.ts';

const STARTS = 5;
const FIRST_ROWS_MS = 1000;
const EMAIL = 'olga@demo.theatre';
const LOAD_MS = 300_000;
const program = fileURLToPath(new URL('../../bin/offstage.mjs', import.meta.url));

interface Start {
  readonly answeredMs: number;
  readonly shownMs: number;
}

/** One start, by the key that a keychain would hold, or by a password, of which a guess costs what it shall. */
async function startOnce(house: House, browser: Browser, key: string | undefined): Promise<Start> {
  const startedAt = performance.now();
  const app = await startApp(house, key);
  const answeredMs = performance.now() - startedAt;
  const context = await browser.newContext({ locale: 'ru-RU', viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  await page.goto(app.entrance);
  await page.getByTestId('list-row').filter({ hasNotText: '…' }).first().waitFor();
  const shownMs = performance.now() - startedAt;
  await context.close();
  await app.stop();
  return { answeredMs, shownMs };
}

async function startApp(house: House, key: string | undefined): Promise<Running & { readonly entrance: string }> {
  const args = ['app', '--profile', 'start', '--companion', '--no-window', '--hub', house.hubUrl];
  const env = key === undefined ? {} : { OFFSTAGE_KEY_FILE: key };
  const running = await start(args, /app ready at \S+/, house.home, { program, env });
  return { ...running, entrance: running.line.replace('app ready at ', '') };
}

export async function benchStart(items: number, add: Add): Promise<void> {
  const house = await openHouse(items);
  const executablePath = findBrowser();
  const browser = await chromium.launch({
    ...(executablePath === undefined ? {} : { executablePath }),
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
  const key = join(house.home, 'key');
  const starts: { readonly byKey: Start; readonly byPassword: Start }[] = [];
  try {
    const first = await startApp(house, key);
    const newcomer = await browser.newPage({ locale: 'ru-RU' });
    await newcomer.goto(first.entrance);
    await newcomer.getByLabel('Почта').fill(EMAIL);
    await newcomer.getByLabel('Пароль').first().fill(PASSWORD);
    await newcomer.getByRole('button', { name: 'Войти' }).click();
    await newcomer.getByTestId('inventory-total').waitFor({ timeout: LOAD_MS });
    await newcomer.close();
    await first.stop();
    for (let left = STARTS; left > 0; left -= 1)
      starts.push({
        byKey: await startOnce(house, browser, key),
        byPassword: await startOnce(house, browser, undefined),
      });
  } finally {
    await browser.close();
    await house.tearDown();
  }
  const median = (of: (start: (typeof starts)[number]) => number): number => percentile(starts.map(of), 0.5);
  const rows = median(({ byKey }) => byKey.shownMs);
  add(
    `cold start with ${items} things, from the command to the first rows`,
    `≤ ${FIRST_ROWS_MS} ms`,
    ms(rows),
    rows <= FIRST_ROWS_MS,
    `the app answers after ${ms(median(({ byKey }) => byKey.answeredMs))}; opened by a password, not by a key as from a ` +
      `keychain, ${ms(median(({ byPassword }) => byPassword.shownMs))}; medians of ${STARTS} starts`,
  );
}
