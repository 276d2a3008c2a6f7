/** Every screen in both languages, three appearances and two sizes: axe finds nothing serious. Pictures go to test-results/screens. */

import { expect, type Page } from '@playwright/test';
import { tableName } from '../../shared/i18n/names.ts';
import { tableNames, tableOf } from '../../shared/schema/catalog.ts';
import { GIVEN_PASSWORD, PASSWORD, runCommand } from '../support/commands.ts';
import { crowd } from './crowd.ts';
import { everyLook, examine, stillPage } from './looks.ts';
import { type House, openHouse, RELEASE, scan, signIn, test } from './support.ts';

let house: House;
test.beforeAll(async () => {
  house = await openHouse(200);
});
test.afterAll(async () => {
  await house.tearDown();
});

const to = async (page: Page, path: string): Promise<void> => {
  await page.goto(`${new URL(page.url()).origin}/#/${path}`);
};

/** The general screens, the trash, the state of the data, and what is asked before something is deleted. */
async function examineRecords(page: Page): Promise<void> {
  await to(page, 'records/performances');
  await expect(page.getByTestId('list-row').first()).toBeVisible();
  await everyLook(page, 'records');
  await page.getByTestId('list-row').filter({ hasText: 'Дядя Ваня' }).click();
  await expect(page.getByTestId('inspector').getByRole('tab').first()).toBeVisible();
  await everyLook(page, 'record');
  // A production has a screen of its own; the page of any object is there as well.
  await page.getByRole('link', { name: 'Открыть страницей' }).click();
  await expect(page.getByTestId('production')).toBeVisible();
  await to(page, page.url().replace(/^.*#\/productions\//, 'object/performances/'));
  await expect(page.getByTestId('object-page')).toBeVisible();
  await everyLook(page, 'record-page');
  await page.goBack();
  await page.goBack();
  await expect(page.getByTestId('inspector').getByRole('tab').first()).toBeVisible();
  await page.getByTestId('inspector').getByRole('tab').nth(1).click();
  await everyLook(page, 'history');
  await page.getByRole('button', { name: 'Действия с записью' }).click();
  await page.getByRole('menuitem', { name: 'Удалить' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await everyLook(page, 'deletion');
  await page.keyboard.press('Escape');
  await to(page, 'trash');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await everyLook(page, 'trash');
  await to(page, 'health');
  await expect(page.getByTestId('health-ok')).toBeVisible();
  await everyLook(page, 'health');
}

async function examineCount(page: Page): Promise<void> {
  await to(page, 'counts');
  await page.getByRole('article', { name: 'Зал света, стеллаж 1' }).getByRole('button').first().click();
  await expect(page.getByTestId('code-input').or(page.getByText('Проверка')).first()).toBeVisible();
  const [line = ''] = await page.getByTestId('count-line').allInnerTexts();
  const code = /[A-Z]{2}-\d{5}/.exec(line)?.[0];
  if (code !== undefined) await scan(page, code);
  await everyLook(page, 'counting');
  await page.goto(`${page.url().replace(/\/review$/, '')}/review`);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await everyLook(page, 'review');
}

test('every screen is readable in every look', async ({ browser }) => {
  test.setTimeout(900_000);
  const app = await house.laptop('screens');
  const page = await stillPage(browser);
  await page.goto(app.entrance);
  await expect(page.getByRole('button', { name: 'Войти' })).toBeVisible();
  await examine(page, 'sign-in-ru-dark');
  await signIn(page, page.url(), 'zav@demo.theatre');
  await everyLook(page, 'inventory');
  await page.getByTestId('inventory-grid').locator('.grid-row').nth(2).click();
  await expect(page.getByTestId('inspector').getByRole('tab').first()).toBeVisible();
  await everyLook(page, 'inspector');
  await page.getByRole('link', { name: 'Открыть страницей' }).click();
  await expect(page.getByTestId('object-facts')).toBeVisible();
  await everyLook(page, 'object');
  for (const name of ['locations', 'counts', 'attention']) {
    await to(page, name);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await everyLook(page, name);
  }
  await examineRecords(page);
  await examineCount(page);
  await page.getByTestId('sync-indicator').click();
  await everyLook(page, 'sync');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await page.getByRole('textbox', { name: 'Найти' }).fill('прожекторы');
  await expect(page.getByRole('button', { name: /Прожектор/ }).first()).toBeVisible();
  await everyLook(page, 'search');
});

test('the door, crowded people, laptops, roles and a long quarantine are readable in every look', {
  tag: RELEASE,
}, async ({ browser }) => {
  test.setTimeout(900_000);
  const app = await house.laptop('people');
  const page = await stillPage(browser);
  await signIn(page, app.entrance, 'admin@demo.theatre');
  await crowd(house, { people: 60, laptops: 40, quarantined: 200 });
  for (const tab of ['people', 'laptops', 'roles'] as const) {
    await to(page, `people/${tab}`);
    const rows = page.getByTestId({ people: 'person', laptops: 'laptop', roles: 'role' }[tab]);
    await expect(rows.nth({ people: 59, laptops: 39, roles: 0 }[tab])).toBeVisible({ timeout: 90_000 });
    await rows.first().click();
    await expect(page.locator('.panel')).toBeVisible();
    await everyLook(page, tab);
  }
  await to(page, 'people/laptops');
  await page.getByTestId('laptop').filter({ hasText: 'Полный ноутбук' }).click();
  await expect(page.getByTestId('change')).toHaveCount(200, { timeout: 90_000 });
  await page.getByTestId('change').first().focus();
  await page.keyboard.press('c');
  await expect(page.getByTestId('comparison')).toBeVisible();
  await everyLook(page, 'quarantine');
  await page.keyboard.press('Control+l');
  await expect(page.getByTestId('person-tile')).toHaveCount(1);
  await everyLook(page, 'door');
  await page.locator('input[type=password]').fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: /^Кто работает/ }).click();
  await page.getByRole('menuitem', { name: 'PIN-код…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Ваш пароль').first().fill(PASSWORD);
  await dialog.getByLabel('PIN, от 4 до 12 цифр').first().fill('2468');
  await dialog.getByLabel('PIN ещё раз').first().fill('2468');
  await dialog.getByRole('button', { name: 'Сохранить' }).click();
  await expect(dialog).toHaveCount(0);
  await page.keyboard.press('Control+l');
  await expect(page.getByRole('heading', { name: /ваш PIN$/ })).toBeVisible();
  await everyLook(page, 'pin');
});

test('an invitation, the recovery code, a forced change and an erased laptop are readable in every look', {
  tag: RELEASE,
}, async ({ browser }) => {
  test.setTimeout(900_000);
  const theirs = ['--theater', 'demo', '--email', 'vera@demo.theatre'];
  const made = await runCommand(
    ['hub', 'create-user', ...theirs, '--role', 'viewer', '--first-name', 'Вера', '--must-change-password'],
    house.home,
    GIVEN_PASSWORD,
  );
  expect(made.code).toBe(0);
  const app = await house.laptop('guest');
  const page = await stillPage(browser);
  await page.goto(app.entrance);
  await page.getByLabel('Почта').fill('vera@demo.theatre');
  await page.getByLabel('Пароль').first().fill(GIVEN_PASSWORD);
  await page.getByRole('button', { name: 'Войти' }).click();
  await expect(page.getByRole('heading', { name: 'Задайте свой пароль' })).toBeVisible({ timeout: 90_000 });
  await everyLook(page, 'forced-change');
  const invited = await runCommand(['hub', 'invite', ...theirs, '--json'], house.home);
  const code = (JSON.parse(invited.stdout) as { readonly code: string }).code;
  await to(page, `accept/${code}`);
  await expect(page.getByLabel('Код')).toHaveValue(code);
  await everyLook(page, 'accept');
  await page.getByLabel('Новый пароль', { exact: false }).first().fill('вишнёвый сад 1904');
  await page.getByLabel('Новый пароль ещё раз').first().fill('вишнёвый сад 1904');
  await page.getByRole('button', { name: 'Принять приглашение' }).click();
  await expect(page.getByTestId('recovery-code')).toBeVisible({ timeout: 90_000 });
  await everyLook(page, 'recovery-code');
  await page.getByRole('button', { name: 'Записано, продолжить' }).click();
  await expect(page.getByTestId('today')).toBeVisible({ timeout: 90_000 });
  // Revoked as lost by an administrator elsewhere, it erases itself.
  const other = await house.laptop('revoker');
  const admin = await stillPage(browser);
  await signIn(admin, other.entrance, 'admin@demo.theatre');
  await to(admin, 'people/laptops');
  await admin.getByTestId('laptop').filter({ hasText: 'Вера' }).click();
  await admin.getByRole('button', { name: 'Отозвать…' }).click();
  await admin.getByRole('dialog').getByRole('button', { name: 'Отозвать и забрать несданное' }).click();
  await expect(page.getByTestId('wiped')).toBeVisible({ timeout: 90_000 });
  await everyLook(page, 'wiped');
});

test('every table of the catalog has a screen that opens, creates and finds', async ({ browser }) => {
  test.setTimeout(180_000);
  const app = await house.laptop('tables');
  const page = await browser.newPage();
  await signIn(page, app.entrance, 'admin@demo.theatre');
  const { origin } = new URL(page.url());
  // What is people's own stands on screens of its own (decision 35).
  const shared = tableNames.filter(
    (name) => !['hub', 'device'].includes(tableOf(name).scope) && tableOf(name).owner === undefined,
  );
  for (const name of shared) {
    await page.goto(`${origin}/#/records/${name}`);
    await expect(page.getByRole('heading', { level: 1, name: tableName(name, 'ru'), exact: true })).toBeVisible();
    await expect(page.getByTestId('records-total')).toBeVisible();
    if (tableOf(name).write === undefined || name === 'theaters') continue;
    await page.getByRole('button', { name: 'Новая запись' }).first().click();
    await expect(page.getByRole('dialog').getByRole('button', { name: 'Создать' })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  }
  // A new row by keyboard: what is missing is said, then it is there.
  await page.goto(`${origin}/#/records/venues`);
  await page.getByRole('button', { name: 'Новая запись' }).first().click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'Название' }).fill('Малая сцена');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('Заполните поле «Код»');
  await page.getByRole('dialog').getByRole('textbox', { name: 'Код' }).fill('main_stage');
  await page.getByRole('dialog').getByRole('combobox', { name: 'Вид' }).click();
  await page.getByRole('option', { name: 'сцена' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Создать' }).click();
  await page.getByRole('button', { name: 'Взять main_stage-2' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Создать' }).click();
  await expect(page.getByTestId('inspector')).toContainText('Малая сцена');
  await page.getByTestId('inspector').getByRole('textbox', { name: 'Вместимость' }).fill('120');
  await page.keyboard.press('Enter');
  await page.getByTestId('inspector').getByRole('tab', { name: 'История' }).click();
  await expect(page.getByTestId('history')).toContainText('Вместимость: — → 120');
});

test('the counting screen by keyboard alone', async ({ browser }) => {
  const app = await house.laptop('keys');
  const page = await browser.newPage();
  await signIn(page, app.entrance, 'ivan@demo.theatre');
  await page.keyboard.press('Control+Digit8');
  await expect(page.getByRole('heading', { name: 'Подсчёт', exact: true })).toBeVisible();
  const open = page.getByRole('article', { name: 'Зал света, стеллаж 1' }).getByRole('button').first();
  await open.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText('Сканер готов')).toBeVisible();
  const text = await page.getByTestId('count-line').first().innerText();
  const code = /[A-Z]{2}-\d{5}/.exec(text)?.[0] ?? '';
  await page.keyboard.press('Slash');
  await expect(page.getByTestId('code-input')).toBeFocused();
  await page.keyboard.type(code, { delay: 80 });
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('verdict')).toBeVisible();
  const newest = page.getByTestId('entry').first();
  const before = await newest.innerText();
  await page.getByRole('grid').focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Equal');
  await expect(newest).not.toHaveText(before, { useInnerText: true });
  await page.keyboard.press('Control+z');
  await expect(newest).toContainText('отменено');
});
