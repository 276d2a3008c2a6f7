/** The door: offline sign-in, switching by PIN, locking, leaving, as several people on one laptop do it. */
import { expect, type Page } from '@playwright/test';
import { newId } from '../../shared/base/ids.ts';
import { PASSWORD } from '../support/commands.ts';
import { pushOne, type Tokens, tryRegister } from '../support/hub-laptop.ts';
import { type House, openHouse, RELEASE, setOffline, signIn, test } from './support.ts';

const SHOTS = 'test-results/screens';
let house: House;
test.beforeAll(async () => {
  house = await openHouse(40);
});
test.afterAll(async () => {
  await house.tearDown();
});

async function account(page: Page, item: string): Promise<void> {
  await page.getByRole('button', { name: /^Кто работает/ }).click();
  await page.getByRole('menuitem', { name: item }).click();
}

async function setPin(page: Page, pin: string): Promise<void> {
  await account(page, 'PIN-код…');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Ваш пароль').first().fill(PASSWORD);
  await dialog.getByLabel('PIN, от 4 до 12 цифр').first().fill(pin);
  await dialog.getByLabel('PIN ещё раз').first().fill(pin);
  await dialog.getByRole('button', { name: 'Сохранить' }).click();
  await expect(dialog).toHaveCount(0);
}

const atWork = (page: Page, name: string): Promise<void> =>
  expect(page.getByRole('button', { name: `Кто работает: ${name}` })).toBeVisible({ timeout: 90_000 });

test('two people on one laptop: signing out offline keeps what waits, both come back without the hub, and a PIN switches them', async ({
  browser,
}) => {
  const app = await house.laptop('a');
  const page = await browser.newPage();
  await signIn(page, app.entrance, 'sklad@demo.theatre');
  await setPin(page, '2468');
  await account(page, 'Сменить человека');
  await expect(page.getByTestId('person-tile')).toHaveCount(1);
  await signIn(page, page.url(), 'olga@demo.theatre');
  await atWork(page, 'Ольга Морозова');
  await setPin(page, '1357');
  // Ольга works offline: her record is hers, whoever sits there when it is sent.
  await setOffline(page, true);
  await house.hub.kill();
  await page.getByTestId('inventory-grid').locator('.grid-row').nth(1).click();
  await page.getByRole('button', { name: 'Изменить «Производитель»' }).click();
  await page.keyboard.type('Завод Ольги');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('waiting-count')).toBeVisible();
  await account(page, 'Сменить человека');
  // The hub is dead: Пётр comes in by his PIN, on the start page, without her change's fate in his way.
  const tile = page.getByTestId('person-tile').filter({ hasText: 'Пётр Кузнецов' });
  await tile.click();
  await page.screenshot({ path: `${SHOTS}/door-pin.png` });
  // On the smallest window what is kept stays in sight beside the pad.
  await page.setViewportSize({ width: 800, height: 600 });
  await expect(page.locator('.door-bottom')).toBeInViewport({ ratio: 0.9 });
  await page.screenshot({ path: `${SHOTS}/door-pin-800.png` });
  await page.setViewportSize({ width: 1280, height: 720 });
  await page.keyboard.type('2468');
  await atWork(page, 'Пётр Кузнецов');
  await expect(page.getByTestId('today')).toBeVisible();
  await expect(page.getByTestId('inspector')).toHaveCount(0);
  // Ctrl-L: nothing of the theatre is left on the page; a wrong PIN is said, the right one opens.
  await page.keyboard.press('Control+l');
  await expect(page.getByRole('heading', { name: 'Пётр, ваш PIN' })).toBeVisible();
  await expect(page.getByTestId('inventory-grid')).toHaveCount(0);
  expect(await page.content()).not.toContain('Завод Ольги');
  await page.keyboard.type('0000');
  await expect(page.getByRole('alert')).toBeVisible();
  await page.keyboard.press(
    `F${(await page.getByTestId('person-tile').allInnerTexts()).findIndex((text) => text.includes('Ольга')) + 1}`,
  );
  await page.keyboard.type('1357');
  await atWork(page, 'Ольга Морозова');
  // A password does as well, still without the hub.
  await account(page, 'Выйти');
  await expect(page.getByRole('dialog')).toContainText('Ждёт отправки изменений: 1');
  await page.screenshot({ path: `${SHOTS}/sign-out.png` });
  await page.getByRole('dialog').getByRole('button', { name: 'Выйти' }).click();
  await signIn(page, page.url(), 'olga@demo.theatre');
  await atWork(page, 'Ольга Морозова');
  house.hub = await house.startHub();
  // Signing in turns nobody's switch: the network comes back when somebody asks for it.
  await expect(page.getByTestId('sync-indicator')).toHaveAttribute('data-state', 'off');
  await setOffline(page, false);
  await expect(page.getByTestId('sync-indicator')).toHaveAttribute('data-state', 'live', { timeout: 90_000 });
  await expect(page.getByTestId('waiting-count')).toHaveCount(0, { timeout: 90_000 });
});

test('what the hub refused one person waits for them alone: the next one begins on the start page and hears nothing of it', {
  tag: RELEASE,
}, async ({ browser }) => {
  const app = await house.laptop('c');
  const page = await browser.newPage();
  await signIn(page, app.entrance, 'zav@demo.theatre');
  await setOffline(page, true);
  await page.goto(`${new URL(page.url()).origin}/#/records/inventory_locations`);
  await page.getByRole('button', { name: 'Новая запись' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Название' }).fill('Чердак');
  await dialog.getByRole('textbox', { name: 'Код' }).fill('ПОД-КРЫШЕЙ');
  await dialog.getByRole('button', { name: 'Создать' }).click();
  await expect(page.getByTestId('waiting-count')).toBeVisible();
  // Meanwhile somebody elsewhere has taken the code.
  const { body } = await tryRegister(house.hubUrl, 'admin@demo.theatre', newId(), {}, PASSWORD);
  const elsewhere = body as unknown as Tokens;
  const values = { name: 'Под крышей', code: 'ПОД-КРЫШЕЙ' };
  const place = { table: 'inventory_locations', id: newId(), values };
  expect((await pushOne(house.hubUrl, elsewhere, elsewhere.userId, 1, 'row.create', place)).body).toMatchObject({
    refused: [],
  });
  await setOffline(page, false);
  const attention = page.getByRole('link', { name: /^Внимание/ });
  const waiting = attention.locator('.n');
  await expect(waiting).toHaveText('1');
  await attention.click();
  await expect(page.getByTestId('refused')).toContainText('Чердак');

  await account(page, 'Сменить человека');
  await signIn(page, page.url(), 'sklad@demo.theatre');
  await atWork(page, 'Пётр Кузнецов');
  await expect(waiting).toHaveCount(0);
  await attention.click();
  await expect(page.getByText('Всё в порядке.')).toBeVisible();

  await account(page, 'Сменить человека');
  await signIn(page, page.url(), 'zav@demo.theatre');
  await expect(waiting).toHaveText('1');
});

test('after the time that the person chose the screen locks by itself', async ({ browser }) => {
  const app = await house.laptop('b');
  const page = await browser.newPage();
  await page.clock.install();
  await signIn(page, app.entrance, 'admin@demo.theatre');
  await page.getByRole('button', { name: /^Кто работает/ }).click();
  await page.getByLabel('Запирать экран').selectOption({ label: 'через 1 мин' });
  await page.keyboard.press('Escape');
  await page.clock.fastForward(40_000);
  await expect(page.getByTestId('inventory-total')).toBeVisible();
  await page.clock.fastForward(40_000);
  await expect(page.getByRole('heading', { name: /ваш пароль$/ })).toBeVisible();
  await expect(page.getByTestId('inventory-total')).toHaveCount(0);
});
