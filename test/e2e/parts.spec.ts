/** The parts of the interface and what seldom stands on a screen, in every look. */
import { expect, type Page } from '@playwright/test';
import { everyLook, SHOTS, stillPage } from './looks.ts';
import { openHouse, RELEASE, scan, signIn, test } from './support.ts';

const turnTo = (page: Page, address: string): Promise<void> =>
  page.evaluate((hash) => {
    window.location.hash = hash;
  }, address);

test('parts, an unknown page, one that did not load and an unknown code are readable in every look', {
  tag: RELEASE,
}, async ({ browser }) => {
  test.setTimeout(900_000);
  const house = await openHouse(40);
  try {
    const app = await house.laptop('parts');
    const page = await stillPage(browser);
    await signIn(page, app.entrance, 'zav@demo.theatre');
    await turnTo(page, '#/components');
    await expect(page.getByTestId('components')).toBeVisible();
    await everyLook(page, 'components', 3000);
    await page.getByRole('button', { name: 'Menu', exact: true }).click();
    await page.getByRole('menu').scrollIntoViewIfNeeded();
    await page.screenshot({ path: `${SHOTS}/components-menu.png` });
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Dialog', exact: true }).click();
    await everyLook(page, 'components-dialog');
    await page.keyboard.press('Escape');
    await turnTo(page, '#/nothing/of/ours');
    await expect(page.getByText('По этому адресу ничего нет')).toBeVisible();
    await everyLook(page, 'unknown-page');
    await page.route('**/assets/trash*.js', (route) => route.abort());
    await turnTo(page, '#/trash');
    await expect(page.getByTestId('page-failure')).toBeVisible();
    await everyLook(page, 'failed-page');
    await turnTo(page, '#/inventory');
    await expect(page.getByTestId('inventory-total')).toBeVisible();
    await scan(page, 'ZZ-99999');
    await expect(page.getByText('Код ZZ-99999 пока никому не принадлежит')).toBeVisible();
    await everyLook(page, 'scan-notice');
  } finally {
    await house.tearDown();
  }
});
