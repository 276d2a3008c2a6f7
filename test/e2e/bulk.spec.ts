/** Many things in one gesture: chosen by keys, looked at before, done, seen, and taken back by one key. */
import { expect } from '@playwright/test';
import { examine, stillPage } from './looks.ts';
import { type House, openHouse, signIn, test } from './support.ts';

let house: House;
test.beforeAll(async () => {
  house = await openHouse(60);
});
test.afterAll(() => house.tearDown());

test('chosen things are moved after a look at what will happen, changed, deleted, and each time taken back by one key', async ({
  browser,
}) => {
  const app = await house.laptop('bulk');
  const page = await stillPage(browser);
  await signIn(page, app.entrance, 'zav@demo.theatre');
  const grid = page.getByTestId('inventory-grid');
  const dialog = page.getByRole('dialog');
  const will = dialog.getByTestId('bulk-will');
  await grid.focus();
  for (let row = 0; row < 7; row += 1) await page.keyboard.press('Shift+ArrowDown');
  await expect(page.getByTestId('chosen')).toHaveText('8 выбрано');
  await examine(page, 'bulk-bar');

  await page.getByRole('button', { name: 'Переместить…' }).click();
  await dialog.getByRole('combobox', { name: 'Куда' }).fill('Основная');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(will).toHaveText('Переместятся 8 из 8.');
  await examine(page, 'bulk-move');
  await page.keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);
  await expect(page.getByText(/^8 предметов → Основная сцена/)).toBeVisible();
  await expect(grid).toBeFocused();
  await page.keyboard.press('Control+z');
  await expect(page.getByText(/^Отменено: 8 предметов → Основная сцена/)).toBeVisible();

  await page.getByRole('button', { name: 'Изменить…' }).click();
  await dialog.getByRole('combobox', { name: 'Что изменить' }).fill('Категория');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await examine(page, 'bulk-set');
  await page.keyboard.press('Escape');

  await grid.focus();
  await page.keyboard.press('Control+a');
  await expect(page.getByTestId('chosen')).toHaveText('60 выбрано');
  await page.keyboard.press('Delete');
  await expect(will).toHaveText(/^Удал\S+ \d+ из 60\.$/);
  await page.setViewportSize({ width: 800, height: 600 });
  await examine(page, 'bulk-delete');
  await dialog.getByRole('button', { name: /^Удалить \d+$/ }).click();
  await expect(page.getByText(/^Удален\S* \d+ запис/)).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(page.getByText(/^Отменено: Удален/)).toBeVisible();
  await expect(page.getByTestId('inventory-total')).toContainText('60');
  // Nothing stays chosen of what was deleted.
  await expect(page.getByTestId('chosen')).toHaveCount(0);
});
