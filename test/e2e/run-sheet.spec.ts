/**
 * A run sheet, written like a spreadsheet: by keys alone, forty lines pasted from a real sheet, moved, all of it undone;
 * two laptops that move lines without a network; a variant that replaces; every look.
 */
import { expect, type Locator, type Page } from '@playwright/test';
import { everyLook, stillPage } from './looks.ts';
import { type House, openHouse, RELEASE, setOffline, signIn, test } from './support.ts';

let house: House;
test.beforeAll(async () => {
  house = await openHouse(300);
});
test.afterAll(async () => {
  await house.tearDown();
});

const grid = (page: Page): Locator => page.getByTestId('sheet-grid');
const rows = (page: Page): Locator => page.getByTestId('sheet-row');
/** What stands in a column, of the lines in sight from the top. */
const column = async (page: Page, name: string): Promise<string[]> => {
  const cells = await page.locator(`[data-column="${name}"]`).allInnerTexts();
  return cells.map((text) => text.trim().split('\n')[0] ?? '');
};
const press = async (page: Page, ...keys: readonly string[]): Promise<void> => {
  for (const key of keys) await page.keyboard.press(key);
};

/** Opens the run sheet of a production of the demo theatre by its title. */
async function openSheet(page: Page, title: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByRole('combobox').or(page.getByRole('searchbox')).first().fill(title);
  await page.getByRole('option', { name: title }).first().click();
  await expect(page).toHaveURL(/productions\/[0-9a-f-]{36}/);
  const id = /productions\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? '';
  await page.goto(`${new URL(page.url()).origin}/#/productions/${id}/run_sheet`);
  await expect(page.getByTestId('run-sheet')).toBeVisible();
}

test('every look of a run sheet', async ({ browser }) => {
  const app = await house.laptop('looks');
  const page = await stillPage(browser);
  await signIn(page, app.entrance, 'pomrezh@demo.theatre');
  await openSheet(page, 'Чайка');
  await expect(rows(page).first()).toBeVisible();
  await everyLook(page, 'run-sheet');
});
