/** Ready to travel: a verdict, red rows, one button that does what can be done; a hub that goes away; paper. */
import { expect, type Page } from '@playwright/test';
import { newId } from '../../shared/base/ids.ts';
import { PASSWORD } from '../support/commands.ts';
import { FileLaptop, hashOf } from '../support/file-laptop.ts';
import { picture } from '../support/pictures.ts';
import { everyLook, examine, stillPage } from './looks.ts';
import { type House, openHouse, RELEASE, signIn, test } from './support.ts';

/** Demo people; `admin` sees everybody's laptops. */
const [ADMIN, MANAGER] = ['admin@demo.theatre', 'pomrezh@demo.theatre'];
let house: House;
test.beforeAll(async () => {
  test.setTimeout(240_000);
  house = await openHouse(240);
});
test.afterAll(() => house.tearDown());

const at = (page: Page, path: string): Promise<unknown> => page.goto(`${new URL(page.url()).origin}/#/${path}`);
const row = (page: Page, key: string) => page.getByTestId(`ready-${key}`);
const verdict = (page: Page) => page.getByTestId('ready-verdict');

/** Somebody at home hangs files on the tour that leaves in a week, and on its house. */
async function bringFiles(page: Page, tourId: string): Promise<void> {
  const laptop = await FileLaptop.register(house.hubUrl, ADMIN, PASSWORD);
  const venueId = await venueOfTour(page);
  for (const [index, name] of ['План сцены и подвесов.jpg', 'Пандус двора.jpg', 'Гримёрки.jpg'].entries()) {
    const bytes = await picture(700 + index * 100, 500);
    expect((await bring(laptop, bytes, name, ['venues', venueId])).status).toBe(204);
  }
  const contract = await picture(1100, 500);
  expect((await bring(laptop, contract, 'Договор на гостиницу.jpg', ['tours', tourId])).status).toBe(204);
}

type Owner = readonly [table: 'tours' | 'venues', id: string];
async function bring(laptop: FileLaptop, bytes: Buffer, name: string, [table, entityId]: Owner) {
  const sha256 = hashOf(bytes);
  const file = { sha256, size: bytes.length, mime: 'image/jpeg', name };
  await laptop.push('attachment.add', { id: newId(), table, entityId, file });
  return laptop.bring(bytes);
}

/** By the address of the tour's page, which the list leads to. */
async function openTour(page: Page): Promise<string> {
  await at(page, 'tours');
  await page.getByTestId('tour-line').first().click();
  await expect(page.getByTestId('tour')).toBeVisible();
  const id = /tours\/([0-9a-f-]{36})/.exec(page.url())?.[1];
  if (id === undefined) throw new Error(`no tour in ${page.url()}`);
  return id;
}

/** What the replica of the window knows, by its own list of venues. */
async function venueOfTour(page: Page): Promise<string> {
  await at(page, 'records/venues');
  await page.getByTestId('list-row').filter({ hasText: 'Казань' }).first().dblclick();
  await page.waitForURL(/venues\/[0-9a-f-]{36}/);
  return /venues\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? '';
}

test('what is missing is named and fetched by one button; without a hub it says what is safe', async ({ browser }) => {
  test.setTimeout(240_000);
  const app = await house.laptop('road');
  const page = await stillPage(browser);
  await signIn(page, app.entrance, MANAGER);
  const tourId = await openTour(page);
  await bringFiles(page, tourId);
  await at(page, `tours/${tourId}/files`);
  await expect(page.getByTestId('attachment')).toContainText('Договор на гостиницу.jpg');
  await expect(page.getByTestId('tour-file')).toHaveCount(3);
  await examine(page, 'tour-files');
  await at(page, `tours/${tourId}/ready`);
  await expect(row(page, 'files')).toHaveAttribute('data-green', 'false');
  await expect(row(page, 'files')).toContainText('не хватает 4');
  await expect(page.getByTestId('ready-missing').filter({ hasText: 'План сцены и подвесов.jpg' })).toBeVisible();
  await expect(verdict(page)).toContainText('Рано ехать');
  await expect(page.getByTestId('ready-hint')).toContainText('докачает');
  await everyLook(page, 'ready-not');

  await page.getByTestId('ready-go').click();
  await expect(row(page, 'files')).toHaveAttribute('data-green', 'true', { timeout: 60_000 });
  await expect(row(page, 'files')).toContainText('4 файла');
  await expect(row(page, 'backup')).toHaveAttribute('data-green', 'true');
  await expect(verdict(page)).toHaveText('Готов в дорогу', { timeout: 60_000 });
  await examine(page, 'ready-yes');

  await house.hub.kill();
  await page.getByTestId('ready-again').click();
  await expect(row(page, 'files')).toHaveAttribute('data-green', 'true');
  await expect(verdict(page)).toHaveText('Готов в дорогу');
  house.hub = await house.startHub();
});

test('the book of the tour is printed from the page, by its button and by keys', { tag: RELEASE }, async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const app = await house.laptop('paper');
  const page = await stillPage(browser);
  await signIn(page, app.entrance, MANAGER);
  const tourId = await openTour(page);
  await at(page, `tours/${tourId}/ready`);
  await page.getByRole('button', { name: 'Напечатать' }).click();
  const dialog = page.getByTestId('print-dialog');
  await expect(dialog.getByRole('radio', { name: 'Гастрольная книга' })).toBeChecked();
  for (const name of ['Упаковочные листы по кофрам', 'Накладная на машину', 'Таможенный список (карнет)'])
    await expect(dialog.getByRole('radio', { name })).toBeVisible();
  await expect(dialog.locator('canvas').first()).toBeVisible({ timeout: 60_000 });
  await examine(page, 'ready-print');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await page.keyboard.press('Control+p');
  await expect(dialog.getByRole('radio', { name: 'Гастрольная книга' })).toBeChecked();
});
