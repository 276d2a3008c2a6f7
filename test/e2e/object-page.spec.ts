/**
 * An object as a page: turned to from its list, edited, spoken about, left by a reference and come back to; deleted by
 * somebody else while it is being typed into; and what is not there says so.
 */
import { expect, type Locator, type Page } from '@playwright/test';
import { everyLook, stillPage } from './looks.ts';
import { type House, openHouse, RELEASE, signIn, test } from './support.ts';

let house: House;
test.beforeAll(async () => {
  house = await openHouse(200);
});
test.afterAll(async () => {
  await house.tearDown();
});

const at = (page: Page, path: string): Promise<unknown> => page.goto(`${new URL(page.url()).origin}/#/${path}`);
const object = (page: Page): Locator => page.getByTestId('object-page');
const title = (page: Page): Locator => page.getByRole('heading', { level: 1 });
/** Fields of a thing show as text until somebody types. */
const edit = (page: Page, field: string): Promise<void> =>
  page.getByRole('button', { name: `Изменить «${field}»` }).click();

test('by keys alone from a list to a thing, an edit, a comment, a reference, and back to the same row', async ({
  browser,
}) => {
  const app = await house.laptop('keys');
  const page = await browser.newPage({ viewport: { width: 1280, height: 600 } });
  await signIn(page, app.entrance, 'zav@demo.theatre');
  const grid = page.getByTestId('inventory-grid');
  await grid.focus();
  for (let times = 0; times < 3; times += 1) await page.keyboard.press('PageDown');
  await page.keyboard.press('Space');
  const chosen = page.locator('.grid-row[data-active=true]');
  const name = (await chosen.locator('.list-name .cut').innerText()).trim();
  const top = (): Promise<number> => grid.evaluate((element) => element.scrollTop);
  const left = await top();
  expect(left).toBeGreaterThan(500);
  await page.keyboard.press('Control+Enter');
  await expect(title(page)).toHaveText(name);
  await expect(page).toHaveURL(/#\/object\/inventory_items\/[0-9a-f-]{36}$/);
  await expect(page.getByTestId('object-facts')).toContainText('всего');

  const tab = (word: string): Locator => object(page).getByRole('tab', { name: word });
  await tab('Движения').focus();
  await page.keyboard.press('ArrowRight');
  await expect(tab('Сведения')).toHaveAttribute('aria-selected', 'true');
  await edit(page, 'Производитель');
  await page.keyboard.type('Завод сцены', { delay: 90 });
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Изменить «Производитель»: Завод сцены' })).toBeVisible();
  await expect(object(page).getByRole('complementary')).toContainText('Завод сцены');
  await tab('Комментарии').click();
  await page.getByRole('textbox', { name: 'Комментарий' }).fill('Проверить крепёж');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByTestId('comments').getByRole('article').last()).toContainText('Проверить крепёж');
  await expect(tab('Комментарии')).toContainText('1');

  // A reference leads to another page, and Back to this one, with the part that stood open.
  const place = page.getByTestId('stock-places').getByRole('link').first();
  const where = await place.innerText();
  await place.focus();
  await page.keyboard.press('Enter');
  await expect(title(page)).toHaveText(where);
  await page.keyboard.press('Escape');
  await expect(title(page)).toHaveText(name);
  await expect(tab('Комментарии')).toHaveAttribute('aria-selected', 'true');

  // And to the list as it was left: its place, what was chosen, and the keys.
  await page.keyboard.press('Escape');
  await expect(title(page)).toHaveText('Инвентарь');
  await expect.poll(top).toBe(left);
  await expect(grid).toBeFocused();
  await expect(chosen.locator('.list-name .cut')).toHaveText(name);
  await expect(chosen).toHaveAttribute('aria-selected', 'true');
  // Enter opens it beside the list, Enter once more as a page.
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('inspector').getByRole('heading', { name })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(title(page)).toHaveText(name);
  await page.goBack();
  await page.getByTestId('inspector').getByRole('link', { name: 'Открыть страницей' }).click();
  await expect(title(page)).toHaveText(name);

  // From the search by Ctrl, and without it beside its list as before.
  await page.keyboard.press('Control+k');
  await page.getByRole('textbox', { name: /Найти/ }).fill('дядя ваня');
  await expect(page.getByRole('button', { name: /Дядя Ваня/ }).first()).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(page).toHaveURL(/#\/productions\//);
  await expect(title(page)).toHaveText('Дядя Ваня');
});

test('somebody deletes a record that another one types into: it is said, and the draft is saved after all', async ({
  browser,
}) => {
  const [one, two] = [await house.laptop('a'), await house.laptop('b')];
  const [a, b] = [await browser.newPage(), await browser.newPage()];
  await signIn(a, one.entrance, 'zav@demo.theatre');
  await signIn(b, two.entrance, 'admin@demo.theatre');
  await at(a, 'records/tasks');
  const row = a.getByTestId('list-row').filter({ hasText: 'Заказать фуру' }).first();
  await row.click({ modifiers: ['Control'] });
  await expect(title(a)).toHaveText('Заказать фуру');
  const address = a.url().replace(/^.*#\//, '');
  const field = object(a).getByRole('textbox', { name: 'Описание' });
  await field.fill('Двадцать тонн, с гидробортом');
  await at(b, address);
  await expect(title(b)).toHaveText('Заказать фуру');
  await b.getByRole('button', { name: 'Действия с записью' }).click();
  await b.getByRole('menuitem', { name: 'Удалить…' }).click();
  await b.getByRole('dialog').getByLabel('Причина (необязательно)').fill('Фура не нужна');
  await b
    .getByRole('dialog')
    .getByRole('button', { name: /^Удалить «/ })
    .click();
  const notice = a.getByTestId('deleted-notice');
  await expect(notice).toContainText('Фура не нужна', { timeout: 90_000 });
  await expect(notice).toContainText('Удалено:');
  await expect(a.getByTestId('draft-left')).toContainText('Двадцать тонн, с гидробортом');
  await expect(field).toBeDisabled();
  await a.screenshot({ path: 'test-results/screens/object-deleted-draft.png' });
  await notice.getByRole('button', { name: 'Восстановить' }).click();
  await a.getByRole('dialog').getByRole('button', { name: 'Восстановить', exact: true }).click();
  await expect(notice).toHaveCount(0);
  await expect(field).toBeEnabled();
  await expect(field).toHaveValue('Двадцать тонн, с гидробортом');
  await field.press('Control+Enter');
  await expect(b.getByRole('textbox', { name: 'Описание' })).toHaveValue('Двадцать тонн, с гидробортом', {
    timeout: 90_000,
  });
});

test('what is not there says so and leads back; a table without pages has none', async ({ browser }) => {
  const app = await house.laptop('nowhere');
  const page = await browser.newPage();
  await signIn(page, app.entrance, 'zav@demo.theatre');
  await at(page, 'object/tasks/0190a0f0-0000-7000-8000-000000000001');
  await expect(title(page)).toHaveText('Такой записи здесь нет');
  await page.getByRole('button', { name: 'Назад' }).click();
  // Whoever came by a link from outside is led to the list of its kind.
  await expect(title(page)).toHaveText('Задачи');
  for (const address of ['object/saved_views/0190a0f0-0000-7000-8000-000000000001', 'object/tasks/7']) {
    await at(page, address);
    await expect(title(page)).toHaveText('Нет такой страницы');
  }
});

test('a thing, a production, a part, what was deleted and what is missing are readable in every look', {
  tag: RELEASE,
}, async ({ browser }) => {
  test.setTimeout(900_000);
  const app = await house.laptop('looks');
  const page = await stillPage(browser);
  await signIn(page, app.entrance, 'admin@demo.theatre');
  await page.getByPlaceholder('Название, номер, модель…').fill('ружьё охотничье');
  await page
    .getByTestId('list-row')
    .filter({ hasText: /ружьё/i })
    .first()
    .click({ modifiers: ['Control'] });
  await expect(page.getByTestId('needs').getByRole('link').first()).toBeVisible();
  await expect(page.getByTestId('movements').getByRole('listitem').first()).toBeVisible();
  await everyLook(page, 'object-item');
  await object(page).getByRole('tab', { name: 'Сведения' }).click();
  await everyLook(page, 'object-item-fields');
  await at(page, 'records/performances');
  await page
    .getByTestId('list-row')
    .filter({ hasText: 'Дядя Ваня' })
    .click({ modifiers: ['Control'] });
  await expect(title(page)).toHaveText('Дядя Ваня');
  // A production has a screen of its own; the page of any object is there as well.
  await at(page, page.url().replace(/^.*#\/productions\//, 'object/performances/'));
  await expect(object(page)).toBeVisible();
  await everyLook(page, 'object-record');
  await object(page).getByRole('tab', { name: 'Состав' }).click();
  await expect(page.getByTestId('pointing').getByRole('link').first()).toBeVisible();
  await everyLook(page, 'object-contents');
  await page.getByTestId('pointing').getByRole('link').first().click();
  await everyLook(page, 'object-part');
  await at(page, 'records/tasks');
  await page
    .getByTestId('list-row')
    .first()
    .click({ modifiers: ['Control'] });
  await page.getByRole('button', { name: 'Действия с записью' }).click();
  await page.getByRole('menuitem', { name: 'Удалить…' }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Удалить «/ })
    .click();
  await expect(page.getByTestId('deleted-notice')).toBeVisible();
  await everyLook(page, 'object-deleted');
  await at(page, 'object/tasks/0190a0f0-0000-7000-8000-000000000001');
  await expect(title(page)).toHaveText('Такой записи здесь нет');
  await everyLook(page, 'object-missing');
});
