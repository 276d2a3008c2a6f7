/** What was done is taken back from anywhere, and it is said beforehand in words what that will be. */
import { expect, type Page } from '@playwright/test';
import { type House, openHouse, RELEASE, sharedLaptop, signIn, test } from './support.ts';

let house: House;
const manager = sharedLaptop(() => house, 'manager', 'zav@demo.theatre');
test.beforeAll(async () => {
  house = await openHouse(60);
});
test.afterAll(async () => {
  await house.tearDown();
});

const at = (page: Page, path: string): Promise<unknown> => page.goto(`${new URL(page.url()).origin}/#/${path}`);

/** Opens the first task of that name. */
async function openTask(page: Page, title: string): Promise<void> {
  await at(page, 'records/tasks');
  await page.getByTestId('list-row').filter({ hasText: title }).first().click();
  await expect(page.getByTestId('inspector').getByRole('textbox', { name: 'Название' })).toHaveValue(title);
}

const rename = async (page: Page, to: string): Promise<void> => {
  await page.getByTestId('inspector').getByRole('textbox', { name: 'Название' }).fill(to);
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('inspector').getByRole('heading', { name: to })).toBeVisible();
};

const undo = (page: Page) => page.getByRole('button', { name: 'Отменить сделанное' });

test('Ctrl Z takes back what was done last, step by step, also after leaving the page, and not while typing', async ({
  browser,
}) => {
  const page = await manager(browser);
  await expect(undo(page)).toBeDisabled();
  await openTask(page, 'Составить лист упаковки');
  await rename(page, 'Список один');
  await rename(page, 'Список два');
  // In the field the key belongs to the typing.
  await page.getByTestId('inspector').getByRole('textbox', { name: 'Название' }).press('Control+z');
  await expect(page.getByTestId('inspector').getByRole('heading', { name: 'Список два' })).toBeVisible();
  await page.keyboard.press('Escape');
  await at(page, 'inventory');
  await undo(page).click();
  const lines = page.getByTestId('undo-list').getByRole('menuitem');
  await expect(lines).toHaveText([
    /^Вернуть «Список два»: название — Список один/,
    /^Вернуть «Список два»: название — Составить лист упаковки/,
  ]);
  await page.screenshot({ path: 'test-results/screens/undo-list.png' });
  await page.keyboard.press('Escape');
  await page.getByTestId('inventory-grid').focus();
  await page.keyboard.press('Control+z');
  await expect(page.getByText('Отменено: «Список два»: Название → Список два')).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(undo(page)).toBeDisabled();
  await openTask(page, 'Составить лист упаковки');
});

test('what somebody else has changed since is left alone, and it is said who it was', { tag: RELEASE }, async ({
  browser,
}) => {
  const [one, two] = [await house.laptop('b'), await house.laptop('c')];
  const [a, b] = [await browser.newPage(), await browser.newPage()];
  await signIn(a, one.entrance, 'zav@demo.theatre');
  await signIn(b, two.entrance, 'admin@demo.theatre');
  await openTask(a, 'Составить лист упаковки');
  await rename(a, 'Моё название');
  await openTask(b, 'Моё название');
  await rename(b, 'Чужое название');
  const heading = a.getByTestId('inspector').getByRole('heading', { name: 'Чужое название' });
  await expect(heading).toBeVisible();
  await undo(a).click();
  await a.getByTestId('undo-list').getByRole('menuitem').first().click();
  await expect(
    a.getByText(/^«Чужое название» \(Название\) тем временем меняли — .+ Отмена стёрла бы чужое/),
  ).toBeVisible();
  await expect(heading).toBeVisible();
  await expect(undo(a)).toBeDisabled();
});

test('a deletion is taken back by key; its notice goes with it', async ({ browser }) => {
  const page = await manager(browser);
  await page.getByTestId('inventory-grid').locator('.grid-row').nth(1).click();
  const heading = page.getByTestId('inspector').getByRole('heading');
  await expect(heading).not.toHaveText('…');
  const title = await heading.innerText();
  await page.getByTestId('inspector').getByRole('button', { name: 'Удалить…' }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Удалить «/ })
    .click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByText(`Удалено: «${title}»`)).toBeVisible();
  await page.screenshot({ path: 'test-results/screens/undo-notice.png' });
  await page.keyboard.press('Control+z');
  await expect(page.getByText(`Восстановлено: «${title}»`)).toBeVisible();
  await expect(page.getByText(`Удалено: «${title}»`)).toHaveCount(0);
});
