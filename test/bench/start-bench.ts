/**
 * A cold start: from the command until the first rows of the inventory stand in the window, for somebody who has not
 * signed out: `npm run app`, and names that can be read, not their places. The companion in a Chromium that runs already;
 * what is built of the sources has been by an earlier start. A window of Electron starts a browser as well, and no
 * command line.
 */
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { findBrowser } from '../../electron/companion/find-browser.ts';
import { PASSWORD } from '../support/commands.ts';
import { openHouse, type Running, start } from '../support/house.ts';
import { type Add, ms, percentile } from './measure.ts';

const STARTS = 5;
const FIRST_ROWS_MS = 1000;
const EMAIL = 'olga@demo.theatre';
const LOAD_MS = 300_000;
const program = fileURLToPath(new URL('../../bin/offstage.mjs', import.meta.url));

export async function benchStart(items: number, add: Add): Promise<void> {
  const house = await openHouse(items);
  const executablePath = findBrowser();
  const browser = await chromium.launch({
    ...(executablePath === undefined ? {} : { executablePath }),
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
  const laptop = async (): Promise<Running & { readonly entrance: string }> => {
    const args = ['app', '--profile', 'start', '--companion', '--no-window', '--hub', house.hubUrl];
    const running = await start(args, /app ready at \S+/, house.home, program);
    return { ...running, entrance: running.line.replace('app ready at ', '') };
  };
  const served: number[] = [];
  const shown: number[] = [];
  try {
    const first = await laptop();
    const newcomer = await browser.newPage({ locale: 'ru-RU' });
    await newcomer.goto(first.entrance);
    await newcomer.getByLabel('Почта').fill(EMAIL);
    await newcomer.getByLabel('Пароль').first().fill(PASSWORD);
    await newcomer.getByRole('button', { name: 'Войти' }).click();
    await newcomer.getByTestId('inventory-total').waitFor({ timeout: LOAD_MS });
    await newcomer.close();
    await first.stop();
    for (let left = STARTS; left > 0; left -= 1) {
      const startedAt = performance.now();
      const app = await laptop();
      served.push(performance.now() - startedAt);
      const context = await browser.newContext({ locale: 'ru-RU', viewport: { width: 1280, height: 800 } });
      const page = await context.newPage();
      await page.goto(app.entrance);
      await page.getByTestId('list-row').filter({ hasNotText: '…' }).first().waitFor();
      shown.push(performance.now() - startedAt);
      await context.close();
      await app.stop();
    }
  } finally {
    await browser.close();
    await house.tearDown();
  }
  const [answered, rows] = [percentile(served, 0.5), percentile(shown, 0.5)];
  add(
    `cold start with ${items} things, from the command to the first rows`,
    `≤ ${FIRST_ROWS_MS} ms`,
    ms(rows),
    rows <= FIRST_ROWS_MS,
    `the app answers after ${ms(answered)}; median of ${STARTS} starts`,
  );
}
