/** Days' work in lists, with the clicks counted; offline as online. */
import { expect, type Page } from '@playwright/test';
import { everyLook, stillPage } from './looks.ts';
import { type House, openHouse, RELEASE, signIn, test } from './support.ts';

let house: House;
test.beforeAll(async () => {
  test.setTimeout(240_000);
  house = await openHouse(300);
});
test.afterAll(() => house.tearDown());

test('the list in all looks', { tag: RELEASE }, async ({ browser }) => {
  test.setTimeout(300_000);
  const app = await house.laptop('looks');
  const page: Page = await stillPage(browser);
  await signIn(page, app.entrance, 'zav@demo.theatre');
  await page.getByRole('button', { name: 'Без групп' }).click();
  await page.getByRole('menuitem', { name: 'Категория', exact: true }).click();
  await expect(page.getByTestId('list-group').first()).toBeVisible();
  await page.getByTestId('list-row').nth(1).getByRole('checkbox').click();
  await page
    .getByTestId('list-row')
    .nth(3)
    .getByRole('checkbox')
    .click({ modifiers: ['Shift'] });
  await expect(page.getByTestId('chosen')).toHaveText('3 выбрано');
  await everyLook(page, 'list-grouped');
});
