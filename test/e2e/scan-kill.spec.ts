/** What was scanned while the program was dead: it is recorded once the program is back, in a window opened anew. */
import { expect, type Page } from '@playwright/test';
import { type House, openHouse, scan, signIn, test } from './support.ts';

let house: House;
test.beforeAll(async () => {
  house = await openHouse(60);
});
test.afterAll(async () => {
  await house.tearDown();
});

async function openCount(page: Page): Promise<void> {
  await page.goto(`${new URL(page.url()).origin}/#/counts`);
  await page
    .getByRole('article', { name: 'Зал света, стеллаж 1' })
    .getByRole('button', { name: /Начать|Считать/ })
    .click();
  await expect(page.getByTestId('count-line').first()).toBeVisible();
}

test('ten scans that nobody answered come again after the program was killed and its window closed, each once', async ({
  browser,
}) => {
  const app = await house.laptop('killed');
  const context = await browser.newContext();
  const page = await context.newPage();
  await signIn(page, app.entrance, 'zav@demo.theatre');
  await openCount(page);
  const code = /[A-Z]{2}-\d{5}/.exec(await page.getByTestId('count-line').first().innerText())?.[0] ?? '';
  await scan(page, code);
  await expect(page.getByTestId('entry')).toHaveCount(1);

  await app.kill();
  for (let index = 0; index < 10; index += 1) await scan(page, code);
  await expect(page.getByTestId('on-disk')).toHaveText('ещё не на диске: 10');
  await page.close();

  const again = await house.laptop('killed');
  const next = await context.newPage();
  await next.goto(again.entrance);
  await expect(next.getByTestId('today')).toBeVisible();
  await openCount(next);
  await expect(next.getByTestId('entry')).toHaveCount(11);
  await expect(next.getByTestId('on-disk')).not.toContainText('ещё не');
  await next.reload();
  await expect(next.getByTestId('entry')).toHaveCount(11);
});
