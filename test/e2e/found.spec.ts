/** Everything that some words find, by kind, in lists like any other. */
import { expect } from '@playwright/test';
import { everyLook, stillPage } from './looks.ts';
import { openHouse, RELEASE, signIn, test } from './support.ts';

test('what is found is looked through by kind, filtered, opened and come back to', { tag: RELEASE }, async ({
  browser,
}) => {
  test.setTimeout(420_000);
  const house = await openHouse(200);
  try {
    const app = await house.laptop('found');
    const page = await stillPage(browser);
    // What was found keeps no views: none are asked for.
    const asked: string[] = [];
    page.on('websocket', (socket) => socket.on('framesent', ({ payload }) => asked.push(String(payload))));
    await signIn(page, app.entrance, 'admin@demo.theatre');
    // From the field in the bar, typed in the wrong layout: «кабель».
    await page.keyboard.press('Control+k');
    await page.getByLabel('Найти предмет, спектакль, событие или команду…').fill('rf,tkm');
    await page.getByText('Всё найденное по').click();
    const tabs = page.getByRole('group', { name: 'Что найдено' });
    const field = page.getByRole('textbox', { name: 'Что найти?' });
    await expect(field).toHaveValue('кабель');
    const total = page.getByTestId('found-total');
    await expect(total).toContainText(/\d+ запис/);
    const rows = page.getByTestId('list-row');
    await expect(rows.first()).toContainText(/кабель/i);

    // Another word finds something else; the kind that stands open stays.
    await field.fill('сад');
    await expect(rows.first()).toContainText(/сад/i);
    await expect(tabs.getByTestId('view').first()).toBeVisible();
    await everyLook(page, 'found');

    expect(asked.some((frame) => frame.includes('search.kinds'))).toBe(true);
    expect(asked.filter((frame) => frame.includes('list.views') && frame.includes('search/'))).toEqual([]);

    const others = tabs.getByTestId('view').filter({ hasNotText: 'Инвентарь' });
    const other = (await others.first().getByRole('button').innerText()).replaceAll(/\s*\d+$/g, '');
    await others.first().getByRole('button').click();
    await expect(tabs.locator('[data-current=true]')).toContainText(other);
    await expect(rows.first()).toBeVisible();
    await page.goBack();
    await expect(tabs.locator('[data-current=true]')).not.toContainText(other);

    await rows.first().dblclick();
    await expect(page).toHaveURL(/inventory\/[0-9a-f-]{36}/);
    await page.goBack();
    await expect(field).toHaveValue('сад');
    await rows.first().click({ modifiers: ['Control'] });
    await expect(page).toHaveURL(/object\/inventory_items\/[0-9a-f-]{36}/);
    await page.goBack();
    await expect(field).toHaveValue('сад');

    // Nothing of this kind, and nothing at all.
    await field.fill('такого нет');
    await expect(page.getByText('Среди этого ничего не найдено')).toBeVisible();
    await page.goto(`${new URL(page.url()).origin}/#/search?find=${encodeURIComponent('такого нет')}`);
    await expect(page.getByText('Ничего не найдено')).toBeVisible();
    await page.getByRole('textbox', { name: 'Что найти?' }).fill('самовары');
    await page.keyboard.press('Enter');
    await expect(rows.first()).toContainText(/самовар/i);
  } finally {
    await house.tearDown();
  }
});
