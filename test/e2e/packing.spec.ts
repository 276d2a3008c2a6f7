/**
 * Packing a tour on two laptops of one house: into cases by scans, without a network, without a scanner, by touch; the
 * last of one thing twice; an extra; and everything taken back.
 */
import { type Browser, expect, type Page } from '@playwright/test';
import { everyLook, stillPage, twoLooks } from './looks.ts';
import { at, type House, openHouse, RELEASE, scan, setOffline, signIn, test } from './support.ts';

let house: House;
test.beforeAll(async () => {
  house = await openHouse(300);
});
test.afterAll(async () => {
  await house.tearDown();
});

const verdict = (page: Page) => page.getByTestId('packing-verdict');
const lines = (page: Page) => page.getByTestId('packing-line');

/** The packing of the tour that leaves in a week. */
async function openPacking(page: Page): Promise<void> {
  await at(page, 'tours');
  await page.getByText('Екатеринбург', { exact: false }).first().click();
  await expect(page).toHaveURL(/tours\/[0-9a-f-]{36}/);
  const id = /tours\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? '';
  await at(page, `tours/${id}/packing`);
  await expect(page.getByTestId('packing')).toBeVisible();
}

/** On a laptop that nobody is signed in on yet. */
async function packer(browser: Browser, profile: string, email: string): Promise<Page> {
  const page = await stillPage(browser);
  await signIn(page, (await house.laptop(profile)).entrance, email);
  await openPacking(page);
  return page;
}

/** Opens the first case that is not complete; answers its name. */
async function openUnpacked(page: Page): Promise<string> {
  const row = page.locator('[data-testid="packing-case"][data-done="false"]').nth(1);
  const name = await row.locator('b').innerText();
  await row.click();
  await expect(page.getByTestId('open-case')).toContainText(name);
  return name;
}

const codeIn = async (page: Page, index: number): Promise<string> =>
  /[A-Z]{2}-\d{5}/.exec(await lines(page).nth(index).innerText())?.[0] ?? '';

test('scans pack into the open case offline, on two laptops; what both packed is told when they meet', async ({
  browser,
}) => {
  const olga = await packer(browser, 'olga', 'olga@demo.theatre');
  const petr = await packer(browser, 'petr', 'mont@demo.theatre');
  const name = await openUnpacked(olga);
  await twoLooks(olga, 'packing-empty');
  for (const page of [olga, petr]) await setOffline(page, true);
  await petr.getByTestId('packing-case').filter({ hasText: name }).click();
  const code = await codeIn(olga, 0);
  const before = await olga.getByTestId('open-progress').innerText();
  // The same scan at once is an echo.
  await olga.clock.setFixedTime(new Date());
  await scan(olga, code);
  await expect(verdict(olga)).toHaveAttribute('data-kind', 'packed');
  await expect(olga.getByTestId('open-progress')).not.toHaveText(before);
  await expect(olga.getByTestId('packing-entry').first()).toContainText('вы');
  await scan(olga, code);
  await expect(verdict(olga)).toHaveAttribute('data-kind', 'repeated');
  await everyLook(olga, 'packing-repeated');
  // All that is left of it, by both: neither can know of the other.
  for (const page of [olga, petr]) {
    const row = lines(page).filter({ hasText: code });
    const plus = row.getByRole('button', { name: /^Положить/ });
    while ((await row.count()) > 0) {
      const said = await page.getByTestId('open-progress').innerText();
      await plus.click();
      await expect(page.getByTestId('open-progress')).not.toHaveText(said);
    }
  }
  for (const page of [olga, petr]) await setOffline(page, false);
  await expect(olga.getByTestId('packing-warning')).toContainText('Упаковано больше');
  await expect(petr.getByTestId('packing-warning')).toContainText('Упаковано больше');
  await olga.getByRole('button', { name: 'Всё содержимое' }).click();
  await expect(olga.getByTestId('packing-over').first()).toBeVisible();
  await twoLooks(olga, 'packing-over');
});

test('a thing that is not on the list is asked for in place: Enter answers nothing, plus takes, undo gives back', async ({
  browser,
}) => {
  const page = await packer(browser, 'asked', 'olga@demo.theatre');
  await openUnpacked(page);
  await page.getByTestId('packing-code').click();
  await page.getByTestId('packing-code').fill('LI-00061');
  await page.keyboard.press('Enter');
  await expect(verdict(page)).toHaveAttribute('data-kind', /ask|full/);
  await twoLooks(page, 'packing-ask');
  await page.keyboard.press('Enter');
  await expect(verdict(page)).toHaveAttribute('data-kind', /ask|full/);
  await page.keyboard.press('Escape');
  await expect(verdict(page)).not.toHaveAttribute('data-kind', /ask|full/);
  await page.getByTestId('packing-code').fill('LI-00061');
  await page.keyboard.press('Enter');
  await expect(verdict(page)).toHaveAttribute('data-kind', /ask|full/);
  await page.keyboard.press('+');
  await expect(verdict(page)).toHaveAttribute('data-kind', 'extra');
  await page.keyboard.press('Control+KeyZ');
  await expect(page.getByTestId('packing-entry').first()).toHaveAttribute('data-undone', 'true');
  await scan(page, 'ZZ-99999');
  await expect(verdict(page)).toHaveAttribute('data-kind', 'unknown');
});

test('without a scanner: found by name, packed by keys, and a line taken back', { tag: RELEASE }, async ({
  browser,
}) => {
  const page = await packer(browser, 'keys', 'olga@demo.theatre');
  await openUnpacked(page);
  const name = (await lines(page).first().locator('b').first().innerText()).slice(0, 8);
  await page.keyboard.press('Slash');
  await page.keyboard.type(name);
  await expect(page.getByRole('heading', { name: /Найдено/ })).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('grid')).toBeFocused();
  await page.keyboard.press('+');
  await expect(verdict(page)).toHaveAttribute('data-kind', /packed|moved|full/);
  await page.keyboard.press('Escape');
  await page.keyboard.press('-');
  await expect(page.getByTestId('packing-entry').first()).toBeVisible();
});

test('who prepares the list brings it up to what productions need, in one step that is taken back', {
  tag: RELEASE,
}, async ({ browser }) => {
  const page = await packer(browser, 'list', 'olga@demo.theatre');
  await page.getByText('Список', { exact: true }).click();
  await expect(page.getByTestId('needs')).toBeVisible();
  await everyLook(page, 'packing-plan');
  const update = page.getByRole('button', { name: 'Обновить по составу спектаклей' });
  await update.click();
  // Cases that are emptied by it go off the list in the same step.
  await expect(page.getByTestId('needs')).toContainText('соответствует');
  await expect(update).toHaveCount(0);
  await page.keyboard.press('Control+KeyZ');
  await expect(page.getByTestId('needs')).toContainText('+');
});
