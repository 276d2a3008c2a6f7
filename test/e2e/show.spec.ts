/** A show's evening: two laptops before it, an act that is killed, an incident in two taps, a report that fills itself. */
import { expect, type Locator, type Page } from '@playwright/test';
import { type House, openHouse, setOffline, signIn, test } from './support.ts';

let house: House;
test.beforeAll(async () => {
  house = await openHouse(200);
});
test.afterAll(async () => {
  await house.tearDown();
});

const show = (page: Page): Locator => page.getByTestId('show');

/** Ctrl K «Открыть вечер»: of several evenings «Чайка». */
async function openTonight(page: Page): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByRole('textbox', { name: /Найти/ }).fill('открыть вечер');
  await page.getByRole('button', { name: 'Открыть вечер' }).first().click();
  const choice = page.getByRole('dialog').getByRole('button', { name: /Чайка/ });
  await expect(show(page).or(choice)).toBeVisible();
  if (await choice.isVisible()) await choice.click();
  await expect(show(page)).toBeVisible();
}

test('look', async ({ browser }) => {
  const app = await house.laptop('a');
  const page = await browser.newPage();
  page.on('console', (message) => {
    if (message.type() === 'error') process.stdout.write(`console: ${message.text()}\n`);
  });
  page.on('pageerror', (error) => process.stdout.write(`page: ${String(error)}\n`));
  await page.setViewportSize({ width: 1280, height: 800 });
  await signIn(page, app.entrance, 'zav@demo.theatre');
  await openTonight(page);
  await page.waitForTimeout(500);
  await page.screenshot({ path: 'test-results/show-1.png' });
  await page.getByRole('button', { name: 'Готов к началу' }).click();
  await page.waitForTimeout(300);
  await page.screenshot({ path: 'test-results/show-2.png' });
  await page.setViewportSize({ width: 800, height: 600 });
  await page.screenshot({ path: 'test-results/show-3.png' });
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.getByRole('button', { name: 'Объявить с причиной…' }).click();
  await page.getByRole('textbox', { name: /Почему/ }).fill('Штанкет проверен под нагрузкой, осмотр завтра');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('show-gate')).toContainText('Готов к началу');
  await page.screenshot({ path: 'test-results/show-4.png' });
  await page.getByRole('button', { name: 'Впуск в зал' }).click();
  await page.getByRole('button', { name: 'Начать действие 1' }).click();
  await expect(page.getByTestId('show-timer')).toContainText(':');
  await page.waitForTimeout(1200);
  await page.screenshot({ path: 'test-results/show-5.png' });
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: 'Заклинило' }).click();
  await page.waitForTimeout(200);
  await page.screenshot({ path: 'test-results/show-6.png' });
  await page.getByRole('button', { name: 'мелочь' }).click();
  await page.waitForTimeout(300);
  await page.screenshot({ path: 'test-results/show-7.png' });
  await page.setViewportSize({ width: 800, height: 600 });
  await page.screenshot({ path: 'test-results/show-8.png' });
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.getByRole('button', { name: 'Занавес', exact: true }).click();
  await page.getByRole('button', { name: 'Завершить вечер' }).click();
  await expect(page.getByTestId('show-report')).toBeVisible();
  await page.screenshot({ path: 'test-results/show-9.png' });
  await page.goto(`${new URL(page.url()).origin}/#/inventory`);
  await openTonight(page);
  await page.screenshot({ path: 'test-results/show-10.png' });
  void setOffline;
});
