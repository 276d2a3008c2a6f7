/** Today: how long it is to the curtain, the day by venue, what is wrong; Enter opens the evening. */
import { expect } from '@playwright/test';
import { everyLook, stillPage } from './looks.ts';
import { at, type House, openHouse, RELEASE, setOffline, signIn, test } from './support.ts';

let house: House;
test.beforeAll(async () => {
  house = await openHouse(200);
});
test.afterAll(async () => {
  await house.tearDown();
});

test('the app begins with today, and Enter opens the evening, without a network', async ({ browser }) => {
  const app = await house.laptop('one');
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: 'ru-RU' });
  await signIn(page, app.entrance, 'zav@demo.theatre');
  await setOffline(page, true);
  await page.goto(`${new URL(page.url()).origin}/#/`);
  await page.reload();
  await expect(page.getByTestId('today')).toBeVisible();
  await expect(page.getByTestId('today-clock')).toContainText('«Чайка»');
  await expect(page.getByTestId('today-problems').getByRole('listitem').first()).toBeVisible();
  await expect(page.getByTestId('today-laptop')).toContainText('Все изменения отправлены');
  await expect(page.getByRole('button', { name: 'Открыть вечер' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('show')).toBeVisible();
});

test('today is readable in every look', { tag: RELEASE }, async ({ browser }) => {
  test.setTimeout(300_000);
  const app = await house.laptop('looks');
  const page = await stillPage(browser);
  await signIn(page, app.entrance, 'zav@demo.theatre');
  await at(page, 'today');
  await expect(page.getByTestId('today-problems').getByRole('listitem').first()).toBeVisible();
  await everyLook(page, 'today');
});
