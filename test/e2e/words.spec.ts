/** A theatre's own words: replaced by an administrator, seen on every laptop at once, and set back. */
import { expect } from '@playwright/test';
import { everyLook, stillPage } from './looks.ts';
import { openHouse, RELEASE, signIn, test } from './support.ts';

test('a replaced word stands in the rail and in the list of another laptop without a reload', { tag: RELEASE }, async ({
  browser,
}) => {
  test.setTimeout(900_000);
  const house = await openHouse(40);
  try {
    const [app, other] = [await house.laptop('words'), await house.laptop('other')];
    const [page, there] = [await stillPage(browser), await stillPage(browser)];
    await signIn(page, app.entrance, 'admin@demo.theatre');
    await signIn(there, other.entrance, 'zav@demo.theatre');
    await page.evaluate(() => {
      window.location.hash = '#/words';
    });
    const replace = async (find: string, ours: string, yours: string): Promise<void> => {
      await page.getByLabel('Наше слово, ваше слово').fill(find);
      await page.getByTestId('word-row').filter({ hasText: ours }).first().click();
      const field = page.getByTestId('word-panel').getByLabel('Ваше слово').first();
      await field.fill(yours);
      await page.getByTestId('word-panel').getByRole('button', { name: 'Сохранить' }).first().click();
    };
    await replace('nav.counts', 'Подсчёт', 'Инвентаризация');
    await expect(page.getByRole('link', { name: 'Инвентаризация' })).toBeVisible();
    await expect(there.getByRole('link', { name: 'Инвентаризация' })).toBeVisible();
    await replace('field.name', 'Название', 'Наименование');
    await expect(there.getByTestId('inventory-grid')).toContainText('Наименование');

    // What a role may do, and what becomes of a row, have their words too.
    await replace('permission.inventory.move', 'Принимать, перемещать', 'Двигать имущество');
    await replace('mutation.row.create', 'Создание', 'Заведено');
    await there.evaluate(() => {
      window.location.hash = '#/records/roles';
    });
    await there.getByTestId('list-row').filter({ hasText: 'Кладовщик' }).first().click();
    await expect(there.getByTestId('inspector')).toContainText('Двигать имущество');
    await there.evaluate(() => {
      window.location.hash = '#/inventory';
    });

    // A word that loses what the program puts in cannot be saved, and says so.
    await page.getByLabel('Наше слово, ваше слово').fill('list.viewMenu');
    await page.getByTestId('word-row').first().click();
    const panel = page.getByTestId('word-panel');
    await panel.getByLabel('Ваше слово').first().fill('Снести');
    await expect(panel.getByRole('alert')).toContainText('{name}');
    await expect(panel.getByRole('button', { name: 'Сохранить' }).first()).toBeDisabled();
    await everyLook(page, 'words');

    await page.getByLabel('Наше слово, ваше слово').fill('');
    await page.getByText('Свои: 4').click();
    await page.getByTestId('word-row').filter({ hasText: 'Инвентаризация' }).click();
    await panel.getByRole('button', { name: 'Вернуть наше' }).click();
    await expect(there.getByRole('link', { name: 'Подсчёт' })).toBeVisible();
  } finally {
    await house.tearDown();
  }
});
