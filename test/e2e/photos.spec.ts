/**
 * Photos of a thing: several at once, seen at once, the same one said; on another laptop they stand as soon as the row
 * does; the list shows them in rows and as cards.
 */
import { expect, type Locator, type Page } from '@playwright/test';
import { choose, hand, photo } from './files.ts';
import { everyLook, stillPage } from './looks.ts';
import { type House, openHouse, RELEASE, setOffline, signIn, test } from './support.ts';

let house: House;
test.beforeAll(async () => {
  house = await openHouse(200);
});
test.afterAll(async () => {
  await house.tearDown();
});

const photos = (page: Page): Locator => page.getByTestId('photos');
const tiles = (page: Page): Locator => photos(page).getByTestId('photo');
/** What stands in a place of a picture is drawn, not broken. */
const drawn = (place: Locator): Promise<boolean> =>
  place.locator('img').evaluate((image) => image instanceof HTMLImageElement && image.naturalWidth > 0);

async function openFirst(page: Page, at = 0): Promise<string> {
  const row = page.getByTestId('list-row').nth(at);
  const name = (await row.locator('.list-name .cut').innerText()).trim();
  await row.click({ modifiers: ['Control'] });
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name);
  return name;
}

test('many at once, what is none is said, the same twice is said; main, large, deleted and back; on another laptop', async ({
  browser,
}) => {
  const [one, two] = [await house.laptop('a'), await house.laptop('b')];
  const a = await browser.newPage();
  await signIn(a, one.entrance, 'zav@demo.theatre');
  const name = await openFirst(a);
  const address = new URL(a.url()).hash;
  const [first, second, third] = [
    await photo('лампа.jpg', 20),
    await photo('сбоку.jpg', 120),
    await photo('бирка.jpg', 260),
  ];
  const text = { name: 'опись.txt', mimeType: 'text/plain', buffer: Buffer.from('не картинка') };
  const empty = { name: 'пусто.jpg', mimeType: 'image/jpeg', buffer: Buffer.alloc(0) };
  await choose(a, [first, text, second, empty, third]);
  await expect(tiles(a)).toHaveCount(3);
  await expect(photos(a).getByTestId('intake')).toContainText('опись.txt это не картинка');
  await expect(photos(a).getByTestId('intake')).toContainText('пусто.jpg В этом файле ничего нет');
  await expect.poll(() => drawn(tiles(a).first())).toBe(true);
  await a.getByRole('button', { name: 'Понятно' }).click();
  await hand(photos(a), 'drop', [second]);
  await expect(photos(a).getByTestId('intake')).toContainText('сбоку.jpg такое фото у этой вещи уже есть');
  await a.getByRole('button', { name: 'Понятно' }).click();
  await hand(a.locator('body'), 'paste', [await photo('image.png', 300)]);
  await expect(tiles(a)).toHaveCount(4);

  // By keys alone: the third is looked at, turned, made the main one.
  await tiles(a).nth(2).focus();
  await a.keyboard.press('Enter');
  const viewer = a.getByRole('dialog');
  await expect(viewer).toContainText('бирка.jpg');
  await a.keyboard.press('ArrowLeft');
  await expect(viewer).toContainText('сбоку.jpg');
  await a.keyboard.press('+');
  await expect(viewer.getByRole('toolbar')).toContainText('125 %');
  await a.keyboard.press('r');
  await expect(viewer.locator('img[data-turned="true"]')).toBeVisible();
  await viewer.getByRole('button', { name: 'Сделать главным' }).press('Enter');
  await expect(viewer.getByRole('button', { name: 'Главное фото' })).toBeDisabled();
  await a.keyboard.press('Escape');
  await expect(viewer).toBeHidden();
  await expect(a.locator('.photo-main')).toHaveAttribute('aria-label', 'Фото 1, главное');

  await tiles(a).nth(3).focus();
  await a.keyboard.press('Delete');
  await expect(tiles(a)).toHaveCount(3);
  await a.getByRole('button', { name: 'Вернуть', exact: true }).click();
  await expect(tiles(a)).toHaveCount(4);

  const b = await browser.newPage();
  await signIn(b, two.entrance, 'admin@demo.theatre');
  await b.goto(`${new URL(b.url()).origin}/${address}`);
  await expect(b.getByRole('heading', { level: 1 })).toHaveText(name);
  await expect(tiles(b)).toHaveCount(4, { timeout: 90_000 });
  await expect.poll(() => tiles(b).locator('img').count(), { timeout: 90_000 }).toBe(4);
  await expect.poll(() => drawn(tiles(b).first()), { timeout: 90_000 }).toBe(true);
  // The original comes when it is asked for.
  await tiles(b).first().click();
  const missing = b.getByTestId('missing');
  await expect(missing).toContainText('Файл на сервере');
  await missing.getByRole('button', { name: 'Загрузить сейчас' }).click();
  await expect(b.getByTestId('picture').locator('img')).toBeVisible({ timeout: 90_000 });
  await b.keyboard.press('Escape');

  // What is added without a network is on that laptop alone, and says so.
  await setOffline(a, true);
  await choose(a, [await photo('без сети.jpg', 80)]);
  await expect(tiles(a)).toHaveCount(5);
  await a.goto(`${new URL(a.url()).origin}/#/files`);
  await expect(a.getByTestId('only-here')).toContainText('1 файл');
  await expect(a.getByTestId('transfer-sign')).toContainText('1 файл ждёт');
  await setOffline(a, false);
  await expect(a.getByTestId('only-here')).toContainText('ничего', { timeout: 90_000 });
  await expect(tiles(b)).toHaveCount(5, { timeout: 90_000 });
});

test('the list shows photos in rows and as cards, and cards are reached by keys', async ({ browser }) => {
  const app = await house.laptop('c');
  const page = await browser.newPage();
  await signIn(page, app.entrance, 'zav@demo.theatre');
  await openFirst(page);
  await expect(photos(page)).toBeVisible();
  if ((await tiles(page).count()) === 0) await choose(page, [await photo('ещё.jpg', 200)]);
  await page.keyboard.press('Escape');
  const first = page.getByTestId('list-row').first();
  await expect.poll(() => drawn(first.locator('.list-thumb'))).toBe(true);
  await page.getByRole('button', { name: 'Карточками с фото' }).click();
  const cards = page.getByTestId('list-card');
  await expect.poll(() => drawn(cards.first())).toBe(true);
  await page.getByTestId('inventory-grid').focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  const active = page.locator('.list-card[data-active=true]');
  const name = (await active.locator('b').innerText()).trim();
  await page.keyboard.press('Space');
  await expect(active).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('inspector').getByRole('heading', { name })).toBeVisible();
  await page.keyboard.press('Escape');
  // The look is part of the view: it stands in the address, and comes back.
  await page.reload();
  await expect(cards.first()).toBeVisible();
  await page.getByRole('button', { name: 'Строками' }).click();
  await expect(first).toBeVisible();
});

test('photos, the viewer, cards and files of the laptop in every look', { tag: RELEASE }, async ({ browser }) => {
  const app = await house.laptop('looks');
  const page = await stillPage(browser);
  await signIn(page, app.entrance, 'zav@demo.theatre');
  // One that no test before has photographed.
  await openFirst(page, 3);
  await everyLook(page, 'photos-none');
  const many = await Promise.all(Array.from({ length: 12 }, (_, at) => photo(`Кадр ${at + 1}.jpg`, at * 31 + 7)));
  await choose(page, many);
  await expect(photos(page).getByTestId('intake')).toBeHidden();
  await everyLook(page, 'photos-many');
  await page.locator('.photo-main').click();
  await expect(page.getByTestId('picture').locator('img')).toBeVisible();
  await everyLook(page, 'photo-viewer');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await page.getByTestId('list-row').nth(3).click();
  await everyLook(page, 'inventory-photos');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Карточками с фото' }).click();
  await everyLook(page, 'inventory-cards');
  await page.goto(`${new URL(page.url()).origin}/#/files`);
  await expect(page.getByTestId('way-up')).toBeVisible();
  await everyLook(page, 'files');
});
