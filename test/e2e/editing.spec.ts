/**
 * Editing while others work too: what was seen travels with the edit, drafts stay, and the keys that everybody expects.
 */
import { expect, type Locator, type Page } from '@playwright/test';
import { editField, type House, openHouse, RELEASE, setOffline, signIn, test } from './support.ts';

let house: House;
test.beforeAll(async () => {
  house = await openHouse(60);
});
test.afterAll(async () => {
  await house.tearDown();
});

const at = (page: Page, path: string): Promise<unknown> => page.goto(`${new URL(page.url()).origin}/#/${path}`);

async function openThing(page: Page, code: string): Promise<void> {
  await at(page, 'inventory');
  await page.getByPlaceholder('Название, номер, модель…').fill(code);
  await page.getByTestId('inventory-grid').getByText(code).click();
  await expect(page.getByTestId('inspector').getByRole('tab').first()).toBeVisible();
}

test('somebody else’s change arrives while a thing is being typed into: the draft stays, and both values are kept', async ({
  browser,
}) => {
  const [one, two] = [await house.laptop('a'), await house.laptop('b')];
  const [a, b] = [await browser.newPage(), await browser.newPage()];
  await signIn(a, one.entrance, 'zav@demo.theatre');
  await signIn(b, two.entrance, 'admin@demo.theatre');
  const code = /[A-Z]{2}-\d{5}/.exec(await a.getByTestId('inventory-grid').innerText())?.[0] ?? '';
  await openThing(a, code);
  await openThing(b, code);
  await a.getByRole('button', { name: 'Изменить «Серийный номер»' }).click();
  const field = a.getByTestId('inspector').getByRole('textbox', { name: 'Серийный номер' });
  await field.fill('набрано здесь');
  await editField(b, 'Серийный номер', 'набрано там');
  await expect(a.getByText('Пока вы пишете, здесь стало: набрано там')).toBeVisible({ timeout: 90_000 });
  await expect(field).toBeFocused();
  await expect(field).toHaveValue('набрано здесь');
  await a.screenshot({ path: 'test-results/screens/meanwhile.png' });
  // Going on to type does not make theirs what was seen when the editing began.
  await a.keyboard.press('End');
  await a.keyboard.type(' и дальше', { delay: 90 });
  await a.keyboard.press('Enter');
  await expect(a.getByRole('button', { name: 'Изменить «Серийный номер»: набрано здесь и дальше' })).toBeVisible();
  await at(a, 'attention');
  const conflict = a.getByTestId('conflict').filter({ hasText: 'набрано там' });
  await expect(conflict).toContainText('набрано здесь и дальше');
});

test('the same in the general screens, also for a value that is chosen', {
  tag: RELEASE,
}, async ({ browser }) => {
  const [one, two] = [await house.laptop('c'), await house.laptop('d')];
  const [a, b] = [await browser.newPage(), await browser.newPage()];
  await signIn(a, one.entrance, 'zav@demo.theatre');
  await signIn(b, two.entrance, 'admin@demo.theatre');
  for (const page of [a, b]) {
    await at(page, 'records/tasks');
    await page.getByTestId('list-row').filter({ hasText: 'Составить лист упаковки' }).first().click();
    await expect(page.getByTestId('inspector').getByRole('textbox', { name: 'Название' })).toBeVisible();
  }
  const field = a.getByTestId('inspector').getByRole('textbox', { name: 'Название' });
  await field.fill('Первый');
  await b.getByTestId('inspector').getByRole('textbox', { name: 'Название' }).fill('Второй');
  await b.keyboard.press('Enter');
  await expect(a.getByText('Пока вы пишете, здесь стало: Второй')).toBeVisible({ timeout: 90_000 });
  await expect(field).toHaveValue('Первый');
  // Going on to type does not make theirs what was seen when the editing began.
  await field.press('End');
  await a.keyboard.type(' и дальше', { delay: 90 });
  await field.press('Enter');
  await expect(a.getByTestId('inspector').getByRole('heading', { name: 'Первый и дальше' })).toBeVisible();
  // A choice: the list is open when the other's choice arrives.
  const priority = (page: Page): Locator => page.getByTestId('inspector').getByRole('combobox', { name: 'Важность' });
  await priority(a).click();
  await priority(b).click();
  await b.getByRole('option', { name: 'критическая' }).click();
  await expect(priority(a)).toHaveValue('критическая', { timeout: 90_000 });
  await a.getByRole('option', { name: 'низкая' }).click();
  await at(a, 'attention');
  for (const other of ['Второй', 'критическая'])
    await expect(a.getByTestId('conflict').filter({ hasText: other })).toHaveCount(1);
});

test('keys and fields: Ctrl K from a field, Escape, numbers, long filters, signs as letters', async ({ browser }) => {
  const app = await house.laptop('e');
  const page = await browser.newPage();
  await signIn(page, app.entrance, 'zav@demo.theatre');
  await setOffline(page, true);
  const filter = page.getByPlaceholder('Название, номер, модель…');
  await filter.focus();
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('textbox', { name: /Найти/ })).toBeFocused();
  await page.keyboard.press('Escape');
  const code = /[A-Z]{2}-\d{5}/.exec(await page.getByTestId('inventory-grid').innerText())?.[0] ?? '';
  await openThing(page, code);
  // Escape gives up the draft first, and closes the card next.
  await page.getByRole('button', { name: 'Изменить «Производитель»' }).click();
  await page.keyboard.type('не то');
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('inspector')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('inspector')).toHaveCount(0);
  // A Russian decimal is a number, and typing replaces what stood there.
  await openThing(page, code);
  for (const [typed, shown] of [
    ['12 500,50', '12\u00A0500,50'],
    ['14,5', '14,50'],
  ] as const) {
    await page.getByRole('button', { name: 'Изменить «Цена покупки»' }).click();
    // At a hand's pace: faster is a scanner, wherever it lands.
    await page.keyboard.type(typed, { delay: 90 });
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: `Изменить «Цена покупки»: ${shown}` })).toBeVisible();
  }
  await page.keyboard.press('Escape');
  // A percent sign is a letter, not «anything».
  await filter.fill('%');
  await expect(page.getByText('Ничего не найдено')).toBeVisible();
  // Too long: said in words, not asked, and not there after a reload.
  await filter.fill('ж'.repeat(201));
  await expect(page.getByText('Не больше 200 знаков')).toBeVisible();
  await page.reload();
  await expect(filter).toHaveValue('%');
  await filter.fill('');
  await expect(page.getByTestId('inventory-grid')).toBeVisible();
});

test('the notice about a deletion goes when the thing is back', { tag: RELEASE }, async ({ browser }) => {
  const app = await house.laptop('f');
  const page = await browser.newPage();
  await signIn(page, app.entrance, 'zav@demo.theatre');
  await setOffline(page, true);
  await page.getByTestId('inventory-grid').locator('.grid-row').nth(1).click();
  const heading = page.getByTestId('inspector').getByRole('heading');
  await expect(heading).not.toHaveText('…');
  const title = await heading.innerText();
  await page.getByTestId('inspector').getByRole('button', { name: 'Удалить…' }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Удалить «/ })
    .click();
  await expect(page.getByText(`Удалено: «${title}»`)).toBeVisible();
  await at(page, 'trash');
  await page.getByRole('button', { name: `Восстановить: ${title}` }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Восстановить', exact: true }).click();
  await expect(page.getByText(`Восстановлено: «${title}»`)).toBeVisible();
  await expect(page.getByText(`Удалено: «${title}»`)).toHaveCount(0, { timeout: 3000 });
});
