/**
 * A theatre makes a form of its own: begun from ours, typed beside the sheet that it makes, mended by the line that is
 * told, printed by, and given up for ours again. A template that never ends harms nobody.
 */
import { expect, type Page } from '@playwright/test';
import { everyLook, examine, stillPage } from './looks.ts';
import { at, type House, openHouse, RELEASE, signIn, test } from './support.ts';

let house: House;
test.beforeAll(async () => {
  test.setTimeout(240_000);
  house = await openHouse(60);
});
test.afterAll(() => house.tearDown());

const code = (page: Page) => page.getByTestId('form-code').locator('.cm-content');
const problems = (page: Page) => page.getByTestId('form-problems');
const sheetText = async (page: Page): Promise<string> => (await page.locator('.form-sheet').textContent()) ?? '';

async function openForms(page: Page): Promise<void> {
  await page.goto(`${new URL(page.url()).origin}/#/forms`);
  await expect(page.getByTestId('form-row').first()).toBeVisible();
}

test('a form of our own is begun from what came with the program, mended by lines, printed by, and left again', {
  tag: RELEASE,
}, async ({ browser }) => {
  test.setTimeout(300_000);
  const app = await house.laptop('forms');
  const page = await stillPage(browser);
  await signIn(page, app.entrance, 'admin@demo.theatre');
  await openForms(page);
  await page.getByTestId('form-row').filter({ hasText: 'Опись места с фотографиями' }).click();
  await expect(code(page)).toContainText('What stands at a place');
  await expect.poll(() => sheetText(page), { timeout: 60_000 }).toContain('Опись места');
  await everyLook(page, 'forms-ours');

  await page.getByRole('button', { name: 'Сделать свой из этого' }).click();
  await expect(page.getByTestId('form-editor')).toBeVisible();
  await expect(page.getByLabel('Название')).toHaveValue('Опись места с фотографиями (свой)');
  await expect(problems(page)).toContainText('Ошибок нет.');

  // Typed: the sheet follows. Real data stand in place of the sample.
  await code(page).click();
  await page.keyboard.press('Control+End');
  await page.keyboard.type('\n#text(size: 14pt)[Ключи у дежурного]');
  await expect.poll(() => sheetText(page), { timeout: 60_000 }).toContain('Ключи у дежурного');
  await page.getByRole('combobox', { name: 'Данные для просмотра' }).click();
  await page.getByRole('option').nth(1).click();
  await expect(problems(page)).toHaveAttribute('data-busy', 'false');
  await expect.poll(() => sheetText(page)).toContain('Ключи у дежурного');
  await expect.poll(() => sheetText(page)).not.toContain('Самовар латунный');
  await everyLook(page, 'forms-own');

  // A mistake is told by its line, and choosing it goes there.
  await code(page).click();
  await page.keyboard.press('Control+End');
  await page.keyboard.type('\n#nothing-of-that-name');
  const problem = problems(page).getByRole('button');
  await expect(problem).toContainText(/строка \d+/);
  await expect(page.getByRole('button', { name: 'Печатать по этому' })).toBeDisabled();
  await code(page).press('Control+Home');
  await problem.click();
  await expect(page.locator('.cm-activeLine')).toContainText('#nothing-of-that-name');
  await expect(code(page)).toBeFocused();
  await everyLook(page, 'forms-problem');
  await problem.click();
  await page.keyboard.press('Home');
  await page.keyboard.press('Shift+End');
  await page.keyboard.press('Delete');
  await expect(problems(page)).toContainText('Ошибок нет.');

  // What a template is given, and where a click puts it.
  await page.getByText('Данные', { exact: true }).click();
  const fields = page.getByTestId('form-fields');
  await fields.getByPlaceholder('Найти в данных').fill('theater');
  await page.keyboard.press('Tab');
  await everyLook(page, 'forms-fields');
  await fields.getByPlaceholder('Найти в данных').fill('');
  await page.getByText('Лист', { exact: true }).click();

  // Found by keys.
  await code(page).click();
  await page.keyboard.press('Control+f');
  // As fast as a machine types, it would be taken for a scanner.
  await page.keyboard.type('gutter', { delay: 80 });
  await page.keyboard.press('Enter');
  await expect(page.locator('.cm-searchMatch-selected')).toHaveText('gutter');
  await examine(page, 'forms-find');
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'Сохранить' }).click();
  await expect(page.getByText('Не сохранено')).toHaveCount(0);
  await page.getByRole('button', { name: 'Печатать по этому' }).click();
  const own = page.getByTestId('form-row').filter({ hasText: 'Опись места с фотографиями (свой)' });
  await expect(own).toContainText('печатается');

  // Back to ours, and that taken back.
  await page.getByRole('button', { name: 'Вернуться к нашему' }).click();
  await expect(own).not.toContainText('печатается');
  await page.getByTestId('form-row').filter({ hasText: 'Опись места с фотографиями (свой)' }).focus();
  await page.keyboard.press('Control+z');
  await expect(own).toContainText('печатается');
});

test('a template that never ends is stopped, and whoever types goes on', {
  tag: RELEASE,
}, async ({ browser }) => {
  test.setTimeout(180_000);
  const app = await house.laptop('endless');
  const page = await stillPage(browser);
  await signIn(page, app.entrance, 'admin@demo.theatre');
  await openForms(page);
  await page
    .getByTestId('form-row')
    .filter({ hasText: /^Список/ })
    .click();
  await page.getByRole('button', { name: 'Сделать свой из этого' }).click();
  await expect(problems(page)).toContainText('Ошибок нет.', { timeout: 60_000 });
  await code(page).click();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('#for a in range(90000) { for b in range(90000) { let c = calc.sin(a * b) } }');
  await expect(problems(page)).toContainText('слишком долго', { timeout: 60_000 });
  await examine(page, 'forms-endless');
  await code(page).click();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('Всё цело');
  await expect.poll(() => sheetText(page), { timeout: 60_000 }).toContain('Всё цело');
  await expect(problems(page)).toContainText('Ошибок нет.');
});

test('two windows edit one template: who saves second sees it, chooses, and what both saved stands under Attention', {
  tag: RELEASE,
}, async ({ browser }) => {
  test.setTimeout(300_000);
  const app = await house.laptop('twice');
  const first = await stillPage(browser);
  await signIn(first, app.entrance, 'admin@demo.theatre');
  await openForms(first);
  const ours = first.locator('[data-testid=form-row][data-own=false]');
  await ours.filter({ hasText: 'Опись места с фотографиями' }).click();
  await first.getByRole('button', { name: 'Сделать свой из этого' }).click();
  await expect(first.getByTestId('form-editor')).toBeVisible();
  const second = await first.context().newPage();
  await second.goto(first.url());
  const head = [code(first), code(second)];
  for (const each of head) await expect(each).toContainText('What stands at a place');
  const typeAtEnd = async (page: Page, text: string): Promise<void> => {
    await code(page).click();
    await page.keyboard.press('Control+End');
    await page.keyboard.type(text, { delay: 80 });
  };
  await typeAtEnd(second, '\nот второго');
  await typeAtEnd(first, '\nот первого');
  const save = (page: Page) => page.getByRole('button', { name: 'Сохранить' });
  await save(first).click();
  await expect(first.getByText('Не сохранено')).toHaveCount(0);

  const meanwhile = second.getByTestId('meanwhile');
  await expect(meanwhile).toBeVisible();
  await everyLook(second, 'forms-meanwhile');
  await meanwhile.getByRole('button', { name: 'Показать новое' }).click();
  await expect(code(second)).toContainText('от первого');
  await expect(save(second)).toBeDisabled();
  await meanwhile.getByRole('button', { name: 'Показать моё' }).click();
  await expect(code(second)).toContainText('от второго');
  // The first window dropped its draft: this one's is kept all the same.
  await second.reload();
  await expect(meanwhile).toBeVisible();
  await expect(code(second)).toContainText('от второго');
  await save(second).click();
  await expect(second.getByText('Не сохранено')).toHaveCount(0);
  await expect(code(first)).toContainText('от второго');

  // Who has looked and stays with their own asks nobody: nothing comes under Attention by it.
  await typeAtEnd(second, ' снова');
  await typeAtEnd(first, ' ещё');
  await save(second).click();
  await first.getByTestId('meanwhile').getByRole('button', { name: 'Оставить моё' }).click();
  await expect(first.getByTestId('meanwhile')).toHaveCount(0);
  await save(first).click();
  await expect(first.getByText('Не сохранено')).toHaveCount(0);

  await at(second, 'labels');
  await second.getByRole('button', { name: 'Рулон 62 × 29 мм' }).click();
  await second.getByRole('button', { name: 'Сделать копию' }).click();
  await expect(second.getByTestId('template-editor')).toBeVisible();
  await first.goto(second.url());
  const width = (page: Page) =>
    page.getByTestId('template-editor').getByRole('textbox', { name: 'Ширина, мм' }).first();
  await width(first).fill('70');
  await width(second).fill('40');
  for (const page of [first, second]) await expect(page.getByText('Не сохранено')).toBeVisible();
  await save(first).click();
  await expect(second.getByTestId('meanwhile')).toBeVisible();
  await everyLook(second, 'labels-meanwhile');
  await save(second).click();
  await expect(second.getByText('Не сохранено')).toHaveCount(0);

  await at(second, 'attention');
  const conflicts = second.getByTestId('conflict');
  await expect(conflicts).toHaveCount(2);
  await expect(conflicts.getByTestId('conflict-lines').nth(1)).toContainText('от второго');
  await expect(conflicts.getByTestId('conflict-lines').nth(2)).toContainText('от первого');
  await expect(conflicts.getByTestId('drawn-label')).toHaveCount(3);
  await everyLook(second, 'attention-templates');
});

test('whoever may not change templates sees them, and is told who may', async ({ browser }) => {
  test.setTimeout(180_000);
  const app = await house.laptop('reader');
  const page = await stillPage(browser);
  await signIn(page, app.entrance, 'mont@demo.theatre');
  await at(page, 'forms');
  // The other laptops of this house have made forms of their own from it.
  const ours = page.locator('[data-testid=form-row][data-own=false]');
  await ours.filter({ hasText: /^Список/ }).click();
  await expect(code(page)).toHaveAttribute('aria-readonly', 'true');
  await expect(page.getByText('Бланки меняет тот, у кого есть право')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Сделать свой из этого' })).toHaveCount(0);
  await at(page, 'labels');
  // The theatre's own copy of it, by whoever may make one, can stand beside it.
  await page.getByRole('button', { name: 'Рулон 62 × 29 мм' }).first().click();
  await expect(page.getByText('Менять шаблоны этикеток может тот')).toBeVisible();
  await expect(page.getByRole('button', { name: /Сделать копию|Новый шаблон/ })).toHaveCount(0);
  await examine(page, 'labels-reader');
});
