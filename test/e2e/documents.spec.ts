/**
 * Documents: dropped onto a category, many at once; a new version with what changed, two beside each other, an earlier
 * one chosen again; looked at inside the app; what is not here is asked for, and what is taken along comes by itself.
 */
import { expect, type Locator, type Page } from '@playwright/test';
import { CONTENT_PATH } from '../../shared/ipc/content-addresses.ts';
import { lockedPdf, pdf } from '../support/pictures.ts';
import { newFolder, paper } from './document-steps.ts';
import { choose, hand, photo } from './files.ts';
import { everyLook, stillPage } from './looks.ts';
import { at, type House, openHouse, RELEASE, setOffline, signIn, test } from './support.ts';

let house: House;
test.beforeAll(async () => {
  house = await openHouse(20);
});
test.afterAll(async () => {
  await house.tearDown();
});

const row = (page: Page, name: string): Locator => page.getByTestId('list-row').filter({ hasText: name });
const versions = (page: Page): Locator => page.getByTestId('version');

test('many onto a category, the same file said, a new version, two side by side, an earlier one again', async ({
  browser,
}) => {
  const app = await house.laptop('a');
  const page = await browser.newPage();
  await signIn(page, app.entrance, 'zav@demo.theatre');
  await at(page, 'documents');
  await expect(page.getByText('Документов пока нет')).toBeVisible();
  await newFolder(page, 'Планы света', 'LIGHT');
  const folder = page.getByRole('button', { name: /Планы света/ }).first();
  const plan = pdf();
  const many = [
    paper('План света.pdf', plan),
    await photo('Макет.jpg', 200),
    paper('Закрытый.pdf', lockedPdf()),
    paper('Битый.pdf', Buffer.concat([Buffer.from('%PDF-1.4\n'), Buffer.alloc(2000, 7)])),
    { name: 'Смета.xlsx', mimeType: 'application/octet-stream', buffer: Buffer.from('PK\u0003\u0004 не таблица') },
  ];
  await hand(folder, 'drop', many);
  await expect(page.getByTestId('list-row')).toHaveCount(5);
  await expect(folder).toContainText('5');
  await choose(page, [paper('Ещё раз.pdf', plan)]);
  await expect(page.getByTestId('intake')).toContainText('Ещё раз.pdf такой файл уже есть: документ «План света»');
  await page.getByRole('button', { name: 'Понятно' }).click();

  await row(page, 'План света').click({ modifiers: ['Control'] });
  await expect(page.getByTestId('pdf').locator('.pdf-text')).toContainText('Hello');
  await page.getByTestId('pdf').focus();
  await page.keyboard.press('+');
  await expect(page.getByRole('toolbar', { name: 'Просмотр' })).toBeVisible();
  // A new version: the file, what changed, Enter, which may come before all of the file has.
  const whole = Promise.withResolvers<void>();
  await page.route(`**${CONTENT_PATH}**`, async (route) => {
    if (route.request().method() !== 'GET') await whole.promise;
    await route.continue();
  });
  await choose(page, [paper('План света, 2.pdf', pdf(842, 900))]);
  await page.getByRole('textbox', { name: 'Что изменилось' }).fill('Повернули лист');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Добавить версию' })).toHaveAttribute('data-loading', 'true');
  whole.resolve();
  await expect(versions(page)).toHaveCount(2);
  await expect(versions(page).first()).toContainText('Повернули лист');
  await expect(versions(page).first()).toContainText('текущая');
  await choose(page, [paper('План света, 2.pdf', pdf(842, 900))]);
  await expect(page.getByRole('dialog')).toContainText('Это тот же самый файл');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Сравнить две последние' }).click();
  const both = page.getByRole('dialog').getByTestId('pdf');
  await expect(both).toHaveCount(2);
  await expect(both.first().locator('.pdf-text')).toContainText('Hello');
  await expect(both.last().locator('.pdf-text')).toContainText('Hello');
  await page.keyboard.press('Escape');
  await versions(page).last().getByRole('button', { name: 'Действия: Версия 1' }).click();
  await page.getByRole('menuitem', { name: 'Сделать текущей' }).click();
  await expect(versions(page).last()).toContainText('текущая');

  await page.keyboard.press('Escape');
  await row(page, 'Закрытый').click({ modifiers: ['Control'] });
  await expect(page.getByText('Документ закрыт паролем')).toBeVisible();
  await page.getByLabel('Пароль документа').fill('не тот');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Пароль не подошёл.')).toBeVisible();
  await at(page, 'documents');
  await row(page, 'Битый').click({ modifiers: ['Control'] });
  await expect(page.getByText('Файл повреждён или это не PDF')).toBeVisible();
  await at(page, 'documents');
  await row(page, 'Смета').click({ modifiers: ['Control'] });
  await expect(page.getByRole('button', { name: 'Открыть другой программой' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Сохранить как…' })).toHaveAttribute('download', 'Смета.xlsx');
});

test('what was brought offline is said on the other laptop, and comes with a category that is taken along', async ({
  browser,
}) => {
  const [one, two] = [await house.laptop('c'), await house.laptop('b')];
  const [a, b] = [await browser.newPage(), await browser.newPage()];
  await signIn(a, one.entrance, 'zav@demo.theatre');
  await signIn(b, two.entrance, 'admin@demo.theatre');
  await at(a, 'documents');
  await at(b, 'documents');
  await expect(row(b, 'План света')).toBeVisible({ timeout: 90_000 });
  await row(b, 'План света').click();
  const inspector = b.getByTestId('inspector');
  await inspector.getByRole('button', { name: 'Посмотреть документ' }).click();
  await expect(b.getByTestId('missing')).toContainText('Файл на сервере');
  await b.keyboard.press('Escape');
  await b.keyboard.press('Escape');
  await b
    .getByRole('button', { name: /Планы света/ })
    .first()
    .click();
  await b.getByTestId('pin').click();
  await expect(b.getByTestId('pin-estimate')).toContainText(/\d+ файл.*не здесь/);
  await b.getByRole('dialog').getByRole('button', { name: 'Взять с собой' }).click();
  await expect(b.getByTestId('pin-estimate')).toContainText('все здесь', { timeout: 90_000 });
  await b.keyboard.press('Escape');

  // On a thing's page files hang as well.
  await at(a, 'inventory');
  await a
    .getByTestId('list-row')
    .first()
    .click({ modifiers: ['Control'] });
  await a.getByRole('tab', { name: /^Файлы/ }).click();
  const address = new URL(a.url()).hash;
  await setOffline(a, true);
  await hand(a.getByTestId('attachments'), 'drop', [paper('Паспорт прибора.pdf', pdf(400, 400))]);
  await expect(a.getByTestId('attachment')).toContainText('Паспорт прибора.pdf');
  await setOffline(a, false);
  await b.goto(`${new URL(b.url()).origin}/${address}`);
  await expect(b.getByTestId('attachment')).toContainText('Паспорт прибора.pdf', { timeout: 90_000 });
  await at(b, 'files');
  await expect(b.getByTestId('pin-line')).toContainText('Планы света');
  await b.getByTestId('pin-line').getByRole('button', { name: 'Больше не брать' }).click();
  await expect(b.getByTestId('pin-line')).toHaveCount(0);
});

test('documents, versions and the viewer in every look', { tag: RELEASE }, async ({ browser }) => {
  const app = await house.laptop('looks');
  const page = await stillPage(browser);
  await signIn(page, app.entrance, 'zav@demo.theatre');
  await at(page, 'documents');
  const many = await Promise.all(
    Array.from({ length: 14 }, (_, count) => photo(`Эскиз ${count + 1}.jpg`, count * 25 + 7)),
  );
  await choose(page, [...many, paper('Схема подвеса декораций, большая сцена, второй акт.pdf', pdf(600, 420))]);
  await expect(page.getByTestId('intake')).toBeHidden();
  await everyLook(page, 'documents');
  await row(page, 'Схема подвеса').click();
  await expect(page.getByTestId('inspector').getByTestId('version')).toBeVisible();
  await everyLook(page, 'document-beside');
  await page.getByTestId('inspector').getByRole('link', { name: 'Открыть страницей' }).click();
  await expect(page.getByTestId('pdf').locator('canvas')).toBeVisible();
  await everyLook(page, 'document-page');
  await choose(page, [paper('Схема, 2.pdf', pdf(420, 600))]);
  await expect(page.getByRole('dialog')).toBeVisible();
  await everyLook(page, 'document-new-version');
  await page.getByRole('textbox', { name: /Что изменилось/ }).fill('Добавили третий подвес');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Сравнить две последние' }).click();
  await expect(page.getByRole('dialog').getByTestId('pdf').locator('canvas')).toHaveCount(2);
  await everyLook(page, 'document-compare');
  await page.keyboard.press('Escape');
  await page.getByTestId('pin').click();
  await expect(page.getByTestId('pin-estimate')).toBeVisible();
  await everyLook(page, 'pin');
});
