/** Ctrl-K: what can be done is found by the beginnings of its words and done with Enter, beside what is stored. */
import { expect } from '@playwright/test';
import { examine, stillPage } from './looks.ts';
import { openHouse, RELEASE, signIn, test } from './support.ts';

test('commands, pages and stored things are found and chosen by keys alone', { tag: RELEASE }, async ({ browser }) => {
  const house = await openHouse(40);
  try {
    const app = await house.laptop('commands');
    const page = await stillPage(browser);
    await signIn(page, app.entrance, 'admin@demo.theatre');
    const field = page.getByLabel('Найти предмет, спектакль, событие или команду…');
    const choose = async (typed: string, label: string): Promise<void> => {
      await page.keyboard.press('Control+k');
      await field.fill(typed);
      await expect(page.locator('[data-action]').first()).toContainText(label);
      await page.keyboard.press('Enter');
      await expect(field).toHaveCount(0);
    };
    await page.keyboard.press('Control+k');
    await expect(page.locator('[data-action]').filter({ hasText: 'Новый предмет' })).toBeVisible();
    await examine(page, 'commands-ru-dark');
    await page.keyboard.press('Escape');
    await expect(field).toHaveCount(0);

    // On the other keyboard layout as well.
    await choose('yjd ghtl', 'Новый предмет');
    await expect(page.getByRole('dialog', { name: 'Новый предмет' })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);

    await choose('площадки', 'Новая запись: Площадки');
    await expect(page.getByRole('dialog')).toBeVisible();
    await page.keyboard.press('Escape');

    await choose('вид светл', 'Вид: Светлый');
    await expect(page.locator('html')).toHaveAttribute('data-look', 'light');
    await page.keyboard.press('Control+k');
    await examine(page, 'commands-ru-light');
    await page.keyboard.press('Escape');

    await choose('корз', 'Корзина');
    await expect(page.getByRole('heading', { level: 1, name: 'Корзина' })).toBeVisible();
    await choose('язык', 'Язык: English');
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
    await page.keyboard.press('Control+k');
    await page.getByLabel('Find an item, a production, an event or a command…').fill('lock');
    await expect(page.locator('[data-action]').first()).toContainText('Lock');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('group', { name: 'Who is at the laptop' })).toBeVisible();
  } finally {
    await house.tearDown();
  }
});
