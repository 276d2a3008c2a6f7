/**
 * A passport from end to end: a section is written by keyboard, with a table from a spreadsheet and a picture; two
 * laptops write the same section without a network; a variant shows exactly what differs; it is read in the wings.
 */
import { expect, type Locator, type Page } from '@playwright/test';
import { hand, photo } from './files.ts';
import { everyLook, examine, SHOTS, stillPage } from './looks.ts';
import { type House, openHouse, RELEASE, setOffline, signIn, test } from './support.ts';

let house: House;
test.beforeAll(async () => {
  house = await openHouse(30);
});
test.afterAll(async () => {
  await house.tearDown();
});

const editor = (page: Page): Locator => page.getByTestId('markdown-editor');
const section = (page: Page): Locator => page.getByTestId('section');
const line = (page: Page, title: string): Locator =>
  page.getByRole('navigation', { name: 'Разделы паспорта' }).getByRole('button', { name: title });

/** The passport of «Чайка», by the search. */
async function openPassport(page: Page): Promise<string> {
  await page.keyboard.press('Control+k');
  await page.keyboard.type('Чайка');
  await page.getByRole('option', { name: /Чайка/ }).filter({ hasText: 'Спектакли' }).first().click();
  await page.waitForURL(/[0-9a-f-]{36}/);
  const id = /[0-9a-f-]{36}/.exec(page.url())?.[0] ?? '';
  await page.goto(`${new URL(page.url()).origin}/#/productions/${id}/passport`);
  await expect(page.getByTestId('passport')).toBeVisible();
  return id;
}

test('look', async ({ browser }) => {
  const app = await house.laptop('a');
  const page = await stillPage(browser);
  await page.setViewportSize({ width: 1280, height: 800 });
  await signIn(page, app.entrance, 'zav@demo.theatre');
  await openPassport(page);
  await line(page, 'Развеска и адреса').click();
  await page.screenshot({ path: `${SHOTS}/p-base.png` });
  await page.getByRole('button', { name: /Гастрол/ }).click();
  await page.screenshot({ path: `${SHOTS}/p-tour.png` });
  await page.getByRole('button', { name: 'Читать крупно' }).click();
  await page.screenshot({ path: `${SHOTS}/p-read.png` });
  await page.keyboard.press('Escape');
  await page.keyboard.press('e');
  await expect(editor(page)).toBeVisible();
  await page.screenshot({ path: `${SHOTS}/p-edit.png` });
  await page.locator('.cm-grid td').first().click();
  await page.screenshot({ path: `${SHOTS}/p-edit-table.png` });
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'что изменилось' }).click();
  await page.screenshot({ path: `${SHOTS}/p-history.png` });
});
