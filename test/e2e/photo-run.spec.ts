/** One thing after another before the camera: by keys alone, along the shelves, and on where it was left. */
import { expect } from '@playwright/test';
import { choose, hand, photo } from './files.ts';
import { everyLook, stillPage } from './looks.ts';
import { cameraIsOn, press, progress, shots, thing, turned } from './photo-steps.ts';
import { at, type House, openHouse, RELEASE, scan, signIn, test } from './support.ts';

let house: House;
test.beforeAll(async () => {
  house = await openHouse(200);
});
test.afterAll(async () => {
  await house.tearDown();
});

test('a shelf by keys alone: taken, again, skipped, not there, back, scanned; and on after the app was killed', async ({
  browser,
}) => {
  const app = await house.laptop('a');
  const page = await browser.newPage();
  await signIn(page, app.entrance, 'zav@demo.theatre');
  await page.keyboard.press('Control+k');
  await page.getByRole('textbox', { name: /Найти/ }).fill('снять всё');
  await page.getByRole('button', { name: 'Снять всё, что без фото' }).first().click();
  await expect(page).toHaveURL(/#\/inventory\/photo-run$/);
  await cameraIsOn(page);
  await expect(progress(page)).toHaveText('0 из 200');
  const first = await thing(page).innerText();

  await press(page, 'Space');
  await expect(shots(page)).toHaveCount(1);
  await expect(progress(page)).toHaveText('1 из 200');
  await press(page, 'r');
  await expect(page.getByRole('button', { name: 'Отменить' }).or(shots(page)).first()).toBeVisible();
  await expect(shots(page)).toHaveCount(1);
  await press(page, 'Enter');
  const second = await turned(page, first);
  await press(page, 's');
  const third = await turned(page, second);
  const place = await page.locator('.run-place b').innerText();
  await press(page, 'n');
  const fourth = await turned(page, third);
  await press(page, 'Space');
  await expect(progress(page)).toHaveText('2 из 200');
  await press(page, 'ArrowLeft');
  await expect(thing(page)).toHaveText(third);
  await press(page, 'Enter');
  await turned(page, third);

  // A scan types letters that are keys here, and opens the thing all the same.
  await scan(page, 'SO-00151');
  await expect(page.locator('.run-line')).toContainText('SO-00151');
  await expect(progress(page)).toHaveText('2 из 200');

  // Killed and begun anew, it stands where it stood.
  const open = await thing(page).innerText();
  await app.kill();
  const again = await house.laptop('a');
  await page.goto(again.entrance);
  await expect(page.getByTestId('today').or(thing(page)).first()).toBeVisible({ timeout: 90_000 });
  await at(page, 'inventory/photo-run');
  await expect(thing(page)).toHaveText(open, { timeout: 90_000 });
  await expect(progress(page)).toHaveText('2 из 200');
  await expect(page.getByTestId('run-recent')).toContainText(fourth);

  // What was just done is taken back: its photos go, and it stands open again.
  await page.getByRole('button', { name: `Убрать снимки: ${fourth}` }).click();
  await expect(thing(page)).toHaveText(fourth);
  await expect(progress(page)).toHaveText('1 из 200');

  // What was not at its place says so on its own page.
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('inventory-total')).toBeVisible();
  await page.getByRole('textbox', { name: /Название, номер/ }).fill(third);
  await page
    .getByTestId('list-row')
    .filter({ hasText: third })
    .first()
    .click({ modifiers: ['Control'] });
  await page.getByRole('tab', { name: /Комментарии/ }).click();
  await expect(page.getByTestId('comments')).toContainText(`нет на месте (${place.split(', ').at(-1) ?? ''})`);
});

test('without a camera: refused, absent; files, a drop and the clipboard do it too', async ({ browser }) => {
  const app = await house.laptop('b');
  const context = await browser.newContext({ locale: 'ru-RU' });
  const page = await context.newPage();
  await page.addInitScript(() => {
    const refuse = (): Promise<never> => Promise.reject(new DOMException('no', 'NotAllowedError'));
    Object.defineProperty(navigator.mediaDevices, 'getUserMedia', { value: refuse });
  });
  await signIn(page, app.entrance, 'zav@demo.theatre');
  await page.getByTestId('list-row').nth(2).getByRole('checkbox').click();
  await page.getByTestId('list-row').nth(3).getByRole('checkbox').click();
  await page.getByRole('button', { name: 'Снять выбранные' }).click();
  await expect(page.getByTestId('no-camera')).toHaveAttribute('data-state', 'refused');
  await expect(page.getByTestId('no-camera')).toContainText('Камера не разрешена');
  await expect(progress(page)).toHaveText('0 из 2');
  const first = await thing(page).innerText();
  await choose(page, [await photo('один.jpg', 10)]);
  await expect(shots(page)).toHaveCount(1);
  await hand(page.locator('.run'), 'drop', [await photo('два.jpg', 90)]);
  await expect(shots(page)).toHaveCount(2);
  await press(page, 'Enter');
  await turned(page, first);
  await hand(page.locator('body'), 'paste', [await photo('image.png', 170)]);
  await expect(shots(page)).toHaveCount(1);
  await press(page, 'Enter');
  await expect(page.getByText('Всё снято')).toBeVisible();
  await page.getByRole('button', { name: 'Закончить' }).last().click();
  await expect(page.getByTestId('inventory-total')).toBeVisible();
});

test('forty photos of a shelf cost two keys each', { tag: RELEASE }, async ({ browser }) => {
  const app = await house.laptop('c');
  const page = await browser.newPage();
  await signIn(page, app.entrance, 'zav@demo.theatre');
  await at(page, 'inventory/photo-run');
  await cameraIsOn(page);
  const before = Number((await progress(page).innerText()).split(' ')[0]);
  let keys = 0;
  for (let taken = 0; taken < 40; taken += 1) {
    const open = await thing(page).innerText();
    await press(page, 'Space');
    await expect(shots(page)).toHaveCount(1);
    await press(page, 'Enter');
    await turned(page, open);
    keys += 2;
  }
  expect(keys).toBe(80);
  await expect(progress(page)).toHaveText(new RegExp(`^${before + 40} из`));
});

test('the photo run in every look', { tag: RELEASE }, async ({ browser }) => {
  const app = await house.laptop('looks');
  const page = await stillPage(browser);
  await signIn(page, app.entrance, 'zav@demo.theatre');
  await at(page, 'inventory/photo-run');
  await cameraIsOn(page);
  for (let taken = 0; taken < 3; taken += 1) {
    const open = await thing(page).innerText();
    await choose(page, [await photo(`${taken}.jpg`, 40 + taken * 90)]);
    await expect(shots(page)).toHaveCount(1);
    await press(page, 'Enter');
    await turned(page, open);
  }
  await choose(page, [await photo('снимок.jpg', 20), await photo('сбоку.jpg', 140)]);
  await expect(shots(page)).toHaveCount(2);
  await everyLook(page, 'photo-run');
  await page.addInitScript(() => {
    const none = (): Promise<never> => Promise.reject(new DOMException('none', 'NotFoundError'));
    Object.defineProperty(navigator.mediaDevices, 'getUserMedia', { value: none });
  });
  await page.reload();
  await expect(page.getByTestId('no-camera')).toHaveAttribute('data-state', 'absent');
  await everyLook(page, 'photo-run-no-camera');
});
