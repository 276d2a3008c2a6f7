/**
 * Forms that were made by hand once: stock, a new count, a role. What is typed survives a reload, what is wrong stands
 * beside its field, Ctrl and Enter send, and Escape asks before it closes what was typed into.
 */
import { expect, type Locator, type Page } from '@playwright/test';
import { everyLook, stillPage } from './looks.ts';
import { type House, openHouse, RELEASE, signIn, test } from './support.ts';

let house: House;
test.beforeAll(async () => {
  house = await openHouse(60);
});
test.afterAll(async () => {
  await house.tearDown();
});

const at = (page: Page, path: string): Promise<unknown> => page.goto(`${new URL(page.url()).origin}/#/${path}`);
const dialog = (page: Page): Locator => page.getByRole('dialog');

async function openThing(page: Page): Promise<string> {
  await page
    .getByTestId('list-row')
    .nth(1)
    .click({ modifiers: ['Control'] });
  await expect(page.getByTestId('object-facts')).toBeVisible();
  return page.getByRole('heading', { level: 1 }).innerText();
}

test('a movement is kept as it is typed, refused beside its field, sent by Ctrl and Enter', async ({ browser }) => {
  const app = await house.laptop('stock');
  const page = await browser.newPage();
  await signIn(page, app.entrance, 'zav@demo.theatre');
  await openThing(page);
  const begin = (word: string): Promise<void> => page.getByRole('button', { name: word, exact: true }).click();
  await begin('Переместить');
  const quantity = dialog(page).getByRole('textbox', { name: 'Количество' });
  await expect(quantity).toHaveValue('1');
  await expect(quantity).toBeFocused();
  await quantity.fill('99999');
  await dialog(page).getByRole('textbox', { name: 'Комментарий' }).fill('На ремонт,');
  await page.reload();
  await begin('Переместить');
  await expect(quantity).toHaveValue('99999');
  await expect(dialog(page).getByTestId('continued')).toBeVisible();

  // Which place it goes to is missing; then there is not so much of it.
  await quantity.press('Control+Enter');
  await expect(dialog(page).getByText('Заполните поле «Куда».')).toBeVisible();
  await dialog(page).getByRole('combobox', { name: 'Куда', exact: true }).click();
  await page.getByRole('option').last().click();
  await dialog(page).getByRole('textbox', { name: 'Комментарий' }).press('Control+Enter');
  const beside = page.locator('.form-field', { has: page.getByRole('textbox', { name: 'Количество' }) });
  await expect(beside.getByRole('alert')).toBeVisible();
  await expect(quantity).toHaveValue('99999');
  await page.screenshot({ path: 'test-results/screens/stock-refused.png' });
  await quantity.fill('0');
  await quantity.press('Control+Enter');
  await expect(dialog(page).getByText('число вне допустимых пределов')).toBeVisible();
  await quantity.fill('1');
  await quantity.press('Control+Enter');
  await expect(dialog(page)).toHaveCount(0);
  await expect(page.getByTestId('movements').getByRole('listitem').first()).toContainText('На ремонт,');
  await begin('Переместить');
  await expect(quantity).toHaveValue('1');
  await expect(dialog(page).getByTestId('continued')).toHaveCount(0);

  // Nothing typed: Escape closes. Something typed: it asks, and a second Escape goes back to it.
  await page.keyboard.press('Escape');
  await expect(dialog(page)).toHaveCount(0);
  await begin('Принять');
  await quantity.fill('3');
  await page.keyboard.press('Escape');
  const leaving = dialog(page).getByTestId('leaving');
  await expect(leaving).toBeVisible();
  await page.screenshot({ path: 'test-results/screens/form-leaving.png' });
  await page.keyboard.press('Escape');
  await expect(leaving).toHaveCount(0);
  await expect(quantity).toHaveValue('3');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Enter');
  await expect(dialog(page)).toHaveCount(0);
  await begin('Принять');
  await expect(quantity).toHaveValue('3');
  await quantity.fill('4');
  await page.keyboard.press('Escape');
  await leaving.getByRole('button', { name: 'Убрать набранное' }).click();
  await begin('Принять');
  await expect(quantity).toHaveValue('1');
});

test('what lies there changes while a quantity is being typed: it is said, and the draft stays', {
  tag: RELEASE,
}, async ({ browser }) => {
  const [one, two] = [await house.laptop('here'), await house.laptop('there')];
  const [a, b] = [await browser.newPage(), await browser.newPage()];
  await signIn(a, one.entrance, 'zav@demo.theatre');
  await signIn(b, two.entrance, 'admin@demo.theatre');
  await openThing(a);
  await at(b, a.url().replace(/^.*#\//, ''));
  await a.getByRole('button', { name: 'Списать', exact: true }).click();
  const quantity = dialog(a).getByRole('textbox', { name: 'Количество' });
  await quantity.fill('2');
  await b.getByRole('button', { name: 'Списать', exact: true }).click();
  await dialog(b).getByRole('button', { name: 'Списать' }).click();
  await expect(dialog(b)).toHaveCount(0);
  await expect(dialog(a).getByTestId('stock-meanwhile')).toContainText('Пока вы пишете, там стало', {
    timeout: 90_000,
  });
  await expect(quantity).toBeFocused();
  await expect(quantity).toHaveValue('2');
});

test('a new count is kept as it is typed, named after its place, and begun by Ctrl and Enter', async ({ browser }) => {
  const app = await house.laptop('count');
  const page = await browser.newPage();
  await signIn(page, app.entrance, 'zav@demo.theatre');
  await at(page, 'counts');
  const begin = (): Promise<void> => page.getByRole('button', { name: 'Новый подсчёт' }).first().click();
  await begin();
  const place = dialog(page).getByRole('combobox', { name: 'Место' });
  const name = dialog(page).getByRole('textbox', { name: 'Название' });
  await expect(place).toBeFocused();
  await place.press('Control+Enter');
  await expect(dialog(page).getByText('Заполните поле «Место».')).toBeVisible();
  await place.click();
  await page
    .getByRole('option', { name: /Стеллаж 1/ })
    .first()
    .click();
  await expect(name).toHaveValue(/^Стеллаж 1, /);
  await dialog(page)
    .getByRole('switch', { name: /^Вслепую/ })
    .click();
  await name.fill('Ревизия перед гастролями');
  await page.reload();
  await begin();
  await expect(name).toHaveValue('Ревизия перед гастролями');
  await expect(place).toHaveValue('Стеллаж 1');
  await name.press('Control+Enter');
  await expect(page).toHaveURL(/#\/counts\/[0-9a-f-]{36}/);
  await expect(page.getByText('Ревизия перед гастролями').first()).toBeVisible();
});

test('a role is named and ticked in its panel, each saved by itself, fast ticks too', { tag: RELEASE }, async ({
  browser,
}) => {
  test.setTimeout(600_000);
  const app = await house.laptop('roles');
  const page = await stillPage(browser);
  await signIn(page, app.entrance, 'admin@demo.theatre');
  await at(page, 'people/roles');
  await page.getByTestId('role').filter({ hasText: 'Монтировщик' }).click();
  const panel = page.getByTestId('role-panel');
  await panel.getByRole('button', { name: 'Сделать свою на её основе' }).click();
  const name = panel.getByRole('textbox', { name: 'Название' });
  await name.fill('Монтировщик верха');
  await page.reload();
  await expect(name).toHaveValue('Монтировщик верха');
  await expect(panel.getByTestId('restored')).toBeVisible();
  await name.press('Enter');
  await expect(panel.getByRole('heading', { name: 'Монтировщик верха' })).toBeVisible();
  await name.fill('');
  await expect(panel.getByText('Заполните поле «Название».')).toBeVisible();
  await name.press('Escape');
  // Three ticks without a pause: none of them takes another back.
  const rights = ['Считать', 'Изменять задачи', 'Менять настройки театра'] as const;
  const box = (right: string): Locator => panel.getByRole('checkbox', { name: right, exact: true });
  const before = await Promise.all(rights.map((right) => box(right).isChecked()));
  await page.evaluate(
    (wanted) => {
      for (const box of document.querySelectorAll<HTMLInputElement>('.rights input'))
        if (wanted.some((right) => box.labels?.[0]?.textContent === right)) box.click();
    },
    rights as readonly string[],
  );
  for (const [index, right] of rights.entries())
    await expect(box(right)).toBeChecked({ checked: before[index] === false });
  await page.reload();
  for (const [index, right] of rights.entries())
    await expect(box(right)).toBeChecked({ checked: before[index] === false });
  // They were one person's: nobody's word stands against another's.
  await at(page, 'attention');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByTestId('conflict')).toHaveCount(0);
  await page.goBack();
  await expect(box(rights[0])).toBeVisible();
  await everyLook(page, 'role-own');
});
