/** Addresses: each opens its page by itself, Back finds things as they were left, and what is not there says so. */
import { fileURLToPath } from 'node:url';
import { chromium, expect, type Page } from '@playwright/test';
import { findBrowser } from '../../electron/companion/find-browser.ts';
import { type House, openHouse, RELEASE, sharedLaptop, signIn, test } from './support.ts';

let house: House;
const admin = sharedLaptop(() => house, 'admin', 'admin@demo.theatre');
test.beforeAll(async () => {
  test.setTimeout(240_000);
  house = await openHouse(50);
});
test.afterAll(() => house.tearDown());

const heading = (page: Page, name: string): ReturnType<Page['getByRole']> =>
  page.getByRole('heading', { level: 1, name, exact: true });
const at = (page: Page, path: string): Promise<unknown> => page.goto(`${new URL(page.url()).origin}/#/${path}`);

test('Back finds the list where it was left, what was looked for and who was chosen', async ({ browser }) => {
  const page = await admin(browser, { viewport: { width: 1280, height: 320 } });
  await at(page, 'people');
  const list = page.getByRole('region', { name: 'Люди', exact: true });
  const people = page.getByTestId('person');
  await expect(people.nth(3)).toBeVisible();
  await page.getByLabel('Имя или почта').fill('о');
  await expect(page).toHaveURL(/#\/people\/people\?find=/);
  await page.getByLabel('Имя или почта').fill('');
  await expect(page).not.toHaveURL(/find/);
  await people.last().scrollIntoViewIfNeeded();
  const top = (): Promise<number> => list.evaluate((element) => element.scrollTop);
  await people.last().click();
  const chosen = page.locator('.panel').getByRole('heading', { level: 2 });
  const name = await chosen.innerText();
  const left = await top();
  expect(left).toBeGreaterThan(100);
  await page.keyboard.press('Control+Digit5');
  await expect(heading(page, 'Инвентарь')).toBeVisible();
  await page.goBack();
  await expect(chosen).toHaveText(name);
  await expect.poll(top).toBe(left);
  // What is closed leaves the address.
  await page.keyboard.press('Escape');
  await expect(chosen).toHaveCount(0);
  await expect(page).toHaveURL(/#\/people\/people$/);
  await page.getByRole('link', { name: /^Роли/ }).click();
  await page.getByTestId('role').first().click();
  await page.getByRole('link', { name: /^Ноутбуки/ }).click();
  await expect(page).toHaveURL(/#\/people\/laptops$/);
  // Opened anew, it begins at its top.
  await page.keyboard.press('Control+Digit5');
  await expect(heading(page, 'Инвентарь')).toBeVisible();
  await page.getByRole('navigation', { name: 'Разделы' }).getByRole('link', { name: 'Люди' }).click();
  await expect(people.nth(3)).toBeVisible();
  expect(await top()).toBe(0);
});

test('an address that leads nowhere says so and leads back; an empty one opens the start', async ({ browser }) => {
  const page = await admin(browser);
  await at(page, 'voyages/of/1904');
  await expect(heading(page, 'Нет такой страницы')).toBeVisible();
  await expect(page.getByRole('navigation', { name: 'Разделы' })).toBeVisible();
  await page.getByRole('link', { name: 'К началу' }).click();
  await expect(page.getByTestId('today')).toBeVisible();
  await at(page, 'inventory');
  await at(page, '');
  await expect(page).toHaveURL(/#\/today$/);
  // As the shell opens a link: the hash alone changes.
  await page.evaluate(() => {
    window.location.hash = '#/trash?find=%D0%BF%D0%B0%D1%80%D0%B8%D0%BA&kind=%7B%7D';
  });
  await expect(page.getByLabel('Название, причина, кто удалил')).toHaveValue('парик');
});

test('a page whose part of the program does not arrive says what to do, and opens once it is there', {
  tag: RELEASE,
}, async ({ browser }) => {
  const app = await house.laptop('parts');
  const page = await browser.newPage();
  await signIn(page, app.entrance, 'admin@demo.theatre');
  await page.route(/assets\/health-[^/]*\.js/, (route) => route.abort());
  await page.getByRole('link', { name: 'Состояние' }).click();
  await expect(page.getByTestId('page-failure')).toContainText('Сохранённое на месте');
  // The rest of the house stays open.
  await page.getByRole('link', { name: 'Места' }).click();
  await expect(heading(page, 'Места хранения')).toBeVisible();
  await page.unroute(/assets\/health-[^/]*\.js/);
  await page.getByRole('link', { name: 'Состояние' }).click();
  await page.getByRole('button', { name: 'Открыть ещё раз' }).or(page.getByTestId('health-ok')).first().click();
  await expect(page.getByTestId('health-ok')).toBeVisible();
});

test('each page is a file of its own, and is found from a file as in Electron', { tag: RELEASE }, async () => {
  const executablePath = findBrowser();
  const browser = await chromium.launch({
    ...(executablePath === undefined ? {} : { executablePath }),
    // Electron gives pages from a file what Chromium gives them only when it is asked.
    args: ['--allow-file-access-from-files', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
  });
  const page = await browser.newPage();
  // What the preload script gives the page; nobody answers here.
  await page.addInitScript(() => {
    const nothing = (): void => undefined;
    Object.assign(window, { offstage: { send: nothing, onFrame: nothing, onLink: nothing } });
  });
  const arrived: string[] = [];
  page.on('requestfinished', (request) => arrived.push(request.url()));
  const part = (name: string): boolean => arrived.some((url) => url.includes(`/assets/${name}-`));
  const index = new URL('../../out/renderer/index.html', import.meta.url);
  await page.goto(`file://${fileURLToPath(index)}#/trash`);
  await expect.poll(() => part('trash')).toBe(true);
  expect(part('health')).toBe(false);
  await page.goto('about:blank');
  await page.goto(`file://${fileURLToPath(index)}#/health`);
  await expect.poll(() => part('health')).toBe(true);
  await browser.close();
});

test('Russian words stand in the font that is shipped, not in whatever the system has', async ({ browser }) => {
  const page = await admin(browser);
  await page.evaluate(() => document.fonts.ready);
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('DOM.enable');
  await devtools.send('CSS.enable');
  const { root } = await devtools.send('DOM.getDocument');
  for (const selector of ['h1', '.house', '.rail-item .word']) {
    const { nodeId } = await devtools.send('DOM.querySelector', { nodeId: root.nodeId, selector });
    const { fonts } = await devtools.send('CSS.getPlatformFontsForNode', { nodeId });
    expect(fonts.filter(({ isCustomFont }) => !isCustomFont).map(({ familyName }) => familyName)).toEqual([]);
    expect(fonts.map(({ familyName }) => familyName).join()).toContain('Inter');
  }
});
