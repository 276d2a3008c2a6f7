/** What leads a record on is offered on its page: hours are handed in, taken back, decided by somebody else. */
import { expect, type Locator, type Page } from '@playwright/test';
import { type House, openHouse, RELEASE, signIn, test } from './support.ts';

let house: House;
test.beforeAll(async () => {
  house = await openHouse(30);
});
test.afterAll(async () => {
  await house.tearDown();
});

async function choose(page: Page, field: string, option: RegExp): Promise<void> {
  await page.getByRole('dialog').getByRole('combobox', { name: field }).click();
  await page.getByRole('option', { name: option }).first().click();
}

test('hours are handed in, withdrawn and handed in again; nobody approves their own', { tag: RELEASE }, async ({
  browser,
}) => {
  const laptop = await house.laptop('a');
  const page = await browser.newPage();
  await signIn(page, laptop.entrance, 'zav@demo.theatre');
  await page.goto(`${new URL(page.url()).origin}/#/records/time_entries`);
  await page.getByRole('button', { name: 'Новая запись' }).first().click();
  await choose(page, 'Сотрудник', /Волкова/);
  await choose(page, 'Проект', /./);
  await page.getByRole('dialog').getByLabel('Дата').fill('02.03.2026');
  await page.getByRole('dialog').getByLabel('Часы').fill('3');
  await page.getByRole('dialog').getByRole('button', { name: 'Создать' }).click();
  const inspector = page.getByTestId('inspector');
  const button = (name: string): Locator => inspector.getByRole('button', { name, exact: true });
  await expect(inspector).toContainText('2026-03-02, 3.00 · Волкова Мария');
  await button('Сдать').click();
  await button('Отозвать').click();
  await expect(button('Отозвать')).toBeHidden();
  await button('Сдать').click();
  // Turning down needs a word of why.
  await expect(button('Отклонить')).toBeDisabled();
  await inspector.getByRole('textbox', { name: 'Комментарий (без него нельзя: «Отклонить»)' }).fill('проверьте');
  await expect(button('Отклонить')).toBeEnabled();
  await page.screenshot({ path: 'test-results/screens/hours-steps.png' });
  await button('Утвердить').click();
  await expect(page.getByText('Свои часы утверждает другой человек.')).toBeVisible();
  await inspector.getByRole('tab', { name: 'История' }).click();
  await expect(inspector.getByText('Часы сданы')).toHaveCount(2);
  await expect(inspector.getByText('Часы отозваны')).toHaveCount(1);
});
