/** A case in the warehouse: opened, packed and checked by scanning, without a network; what is in it goes with it. */
import { expect, type Locator, type Page } from '@playwright/test';
import { examine, wear } from './looks.ts';
import { type House, openHouse, scan, setOffline, signIn, test } from './support.ts';

let house: House;
test.beforeAll(async () => {
  house = await openHouse(400);
});
test.afterAll(async () => {
  await house.tearDown();
});

const tab = (page: Page): Locator => page.getByTestId('case');
const said = (page: Page): Locator => page.getByTestId('case-said');
const mode = (page: Page, word: string): Promise<void> =>
  tab(page).locator('.case-modes').getByText(word, { exact: true }).click();
const line = (page: Page, name: string): Locator => page.getByTestId('case-line').filter({ hasText: name });

/** The case of the demo theatre that another one lies in: its last. */
async function openDemoCase(page: Page): Promise<void> {
  await page.getByRole('textbox', { name: /Название, номер/ }).fill('Кофр');
  const names = page.locator('.grid-row .list-name .cut');
  await expect(names.first()).toContainText('Кофр');
  const all = (await names.allInnerTexts()).map((name) => name.trim());
  const last = all.toSorted((a, b) => Number(b.replace(/\D/gu, '')) - Number(a.replace(/\D/gu, '')))[0] ?? '';
  await names.getByText(last, { exact: true }).first().click();
  await page
    .getByTestId('inspector')
    .getByRole('link', { name: /странице/ })
    .first()
    .click();
}

test('a case is opened, packed by scans, checked, and what was missing is written down in one step', async ({
  browser,
}) => {
  const app = await house.laptop('one');
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: 'ru-RU' });
  await signIn(page, app.entrance, 'zav@demo.theatre');
  await setOffline(page, true);
  await openDemoCase(page);
  await expect(tab(page)).toBeVisible();
  await expect(page.getByTestId('case-met')).toBeVisible();
  // What is missing stands first, and says where it is.
  await expect(page.getByTestId('case-line').first()).toContainText('нет');
  await examine(page, 'case-1280-dark');
  await wear(page, 'ru', 'light');
  await examine(page, 'case-1280-light');
  await wear(page, 'ru', 'dark');

  await mode(page, 'Собрать');
  await expect(said(page)).toContainText('Сканируйте');
  const first = page.getByTestId('case-line').first();
  const name = (await first.locator('.object-link').innerText()).trim();
  await page.getByTestId('case-lines').focus();
  await page.keyboard.press('+');
  await expect(said(page)).toHaveAttribute('data-kind', 'put');
  // Nobody knows the code: that is said, and nothing moves.
  await scan(page, '0000000000017');
  await expect(said(page)).toHaveAttribute('data-kind', 'unknown');
  // What is on no list is asked about; Escape leaves it, plus takes it.
  await scan(page, '460000000003');
  await expect(said(page)).toHaveAttribute('data-kind', /ask|put/);
  await examine(page, 'case-pack-1280-dark');
  await page.keyboard.press('+');
  await expect(said(page)).toHaveAttribute('data-kind', 'put');
  await page.keyboard.press('Control+z');
  await expect(line(page, name)).toBeVisible();

  await mode(page, 'Проверить');
  await page.getByTestId('case-lines').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('case-foot')).toContainText('Увидели');
  await page.setViewportSize({ width: 800, height: 600 });
  await examine(page, 'case-check-800-dark');
  await page.setViewportSize({ width: 1280, height: 800 });
  // Ticks outlive a closed window.
  const seen = await page.getByTestId('case-foot').locator('b').innerText();
  await page.reload();
  await mode(page, 'Проверить');
  await expect(page.getByTestId('case-foot').locator('b')).toHaveText(seen);
  await page.getByRole('button', { name: 'Записать недостачу' }).click();
  await expect(tab(page)).toContainText('Проверен');
  await page.keyboard.press('Control+z');
  await expect(tab(page)).toContainText('Ещё не проверяли');
});
