/** Days chosen in the calendar of a form and of a list's condition: what is taken, what Escape gives up, how it looks. */
import { expect } from '@playwright/test';
import { everyLook, examine, stillPage } from './looks.ts';
import { type House, openHouse, RELEASE, signIn, test } from './support.ts';

let house: House;
test.beforeAll(async () => {
  house = await openHouse(20);
});
test.afterAll(async () => {
  await house.tearDown();
});

test('a day is chosen in the calendar of a form, which Escape gives up alone', { tag: RELEASE }, async ({
  browser,
}) => {
  test.setTimeout(900_000);
  const app = await house.laptop('form');
  const page = await stillPage(browser);
  await signIn(page, app.entrance, 'zav@demo.theatre');
  await page.goto(`${new URL(page.url()).origin}/#/records/time_entries`);
  await page.getByRole('button', { name: 'Новая запись' }).first().click();
  const dialog = page.getByRole('dialog', { name: /^Новая запись/ });
  const field = dialog.getByRole('textbox', { name: 'Дата' });
  const calendar = page.getByRole('dialog', { name: 'Открыть календарь' });
  await field.fill('15.03.2027');
  await field.press('Alt+ArrowDown');
  await expect(calendar).toBeVisible();
  await everyLook(page, 'calendar-form');
  // The years have names for their arrows too.
  await calendar.getByRole('button', { name: /^март 2027$/i }).click();
  await expect(calendar.getByRole('button', { name: 'Следующий год' })).toBeVisible();
  await examine(page, 'calendar-year');
  await page.keyboard.press('Escape');
  await expect(calendar).toHaveCount(0);
  await expect(field).toBeFocused();
  await expect(field).toHaveValue('15.03.2027');
  await field.press('Alt+ArrowDown');
  await calendar.getByRole('button', { name: 'Следующий месяц' }).click();
  await calendar.getByRole('button', { name: '16 апреля 2027' }).click();
  await expect(field).toHaveValue('16.04.2027');
  await expect(calendar).toHaveCount(0);
});

test('a day is chosen in the calendar of a condition, which stays open around it', { tag: RELEASE }, async ({
  browser,
}) => {
  test.setTimeout(900_000);
  const app = await house.laptop('condition');
  const page = await stillPage(browser);
  await signIn(page, app.entrance, 'zav@demo.theatre');
  await page.goto(`${new URL(page.url()).origin}/#/records/tasks`);
  await page.getByRole('button', { name: 'Условие', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Срок', exact: true }).click();
  await page.getByRole('combobox', { name: 'Как сравнивать' }).click();
  await page.getByRole('option', { name: 'от и до', exact: true }).click();
  const [from, to] = [page.getByRole('textbox', { name: 'От' }), page.getByRole('textbox', { name: 'До' })];
  await from.fill('15.03.2027');
  await to.fill('20.03.2027');
  await to.press('Alt+ArrowDown');
  const calendar = page.getByRole('dialog', { name: 'Открыть календарь' });
  await expect(calendar).toBeVisible();
  await everyLook(page, 'calendar-condition');
  await calendar.getByRole('button', { name: 'Следующий месяц' }).click();
  await calendar.getByRole('button', { name: '16 апреля 2027' }).click();
  await expect(to).toHaveValue('16.04.2027');
  await expect(page.getByTestId('condition')).toContainText('16 апр. 2027');
});
