/** A person's own way in, in a browser: the link of an invitation, the recovery code, a forced change, an own change, all sign-ins ended. */
import { expect, type Page } from '@playwright/test';
import { GIVEN_PASSWORD, PASSWORD, runCommand } from '../support/commands.ts';
import { type House, openHouse, RELEASE, setOffline, signIn, test } from './support.ts';

const SHOTS = 'test-results/screens';
let house: House;
test.beforeAll(async () => {
  house = await openHouse(20);
});
test.afterAll(async () => {
  await house.tearDown();
});

const atWork = (page: Page, name: string): Promise<void> =>
  expect(page.getByRole('button', { name: `Кто работает: ${name}` })).toBeVisible({ timeout: 90_000 });

async function account(page: Page, item: string): Promise<void> {
  await page.getByRole('button', { name: /^Кто работает/ }).click();
  await page.getByRole('menuitem', { name: item }).click();
}

/** The form of e-mail and password, whatever the door shows first; it says nothing about the outcome. */
async function enter(page: Page, email: string, password: string): Promise<void> {
  const someone = page.getByRole('button', { name: 'Кто-то ещё, с паролем' });
  await expect(page.getByLabel('Почта').or(someone)).toBeVisible();
  if (await someone.isVisible()) await someone.click();
  await page.getByLabel('Почта').fill(email);
  await page.getByLabel('Пароль').first().fill(password);
  await page.getByRole('button', { name: 'Войти', exact: true }).click();
}

/** From where the hub's end of the sign-in is told; the work stays in sight. */
async function signInAgain(page: Page, password: string): Promise<void> {
  await page.getByTestId('sync-indicator').click();
  await expect(page.getByText(/^Сервер закончил ваш вход/)).toBeVisible();
  await page.getByRole('button', { name: 'Войти', exact: true }).click();
  await page.getByRole('dialog').getByLabel('Ваш пароль').first().fill(password);
  await page.screenshot({ path: `${SHOTS}/sign-in-again.png` });
  await page.keyboard.press('Enter');
}

async function newPassword(page: Page, password: string): Promise<void> {
  await page.getByLabel('Новый пароль', { exact: false }).first().fill(password);
  await page.getByLabel('Новый пароль ещё раз').first().fill(password);
}

/** An administrator asks for a code; answers the code and the link as they stand on the sheet. */
async function codeFor(admin: Page, name: string, act: string): Promise<{ code: string; link: string }> {
  await admin.goto(`${new URL(admin.url()).origin}/#/people`);
  await admin.getByTestId('person').filter({ hasText: name }).click();
  await admin.getByTestId('person-panel').getByRole('button', { name: act }).click();
  const code = await admin.getByTestId('invitation-code').innerText();
  const link = /offstage:\/\/\S+/.exec(await admin.getByRole('dialog').innerText())?.[0] ?? '';
  await admin.getByRole('dialog').getByRole('button', { name: 'Закрыть' }).last().click();
  return { code, link };
}

test('an invitation by link: the code and the hub are filled in, whoever is at work is locked, and the code leaves the address', async ({
  browser,
}) => {
  const [one, two] = [await house.laptop('a'), await house.laptop('b')];
  const [admin, guest] = [await browser.newPage(), await browser.newPage()];
  await signIn(admin, one.entrance, 'admin@demo.theatre');
  await signIn(guest, two.entrance, 'sklad@demo.theatre');
  const { code, link } = await codeFor(admin, 'Ольга Морозова', 'Пригласить');
  expect(link).toContain('offstage://accept?');
  await guest.goto(`${new URL(guest.url()).origin}/#/accept/${code}/${encodeURIComponent(house.hubUrl)}`);
  await expect(guest.getByRole('heading', { name: 'Принять приглашение' })).toBeVisible();
  await expect(guest.getByLabel('Код')).toHaveValue(code);
  await expect(guest.getByTestId('other-hub')).toHaveCount(0);
  // Going back leads to the door, not to the work of whoever sat here.
  await guest.getByRole('button', { name: 'Назад ко входу' }).click();
  await expect(guest.getByRole('heading', { name: 'Пётр, ваш пароль' })).toBeVisible();
  expect(guest.url()).not.toContain(code);
  // The link can be pasted whole where the code is asked for.
  await guest.getByRole('button', { name: 'Кто-то ещё, с паролем' }).click();
  await guest.getByRole('button', { name: 'У меня есть код приглашения' }).click();
  await guest.getByLabel('Код').fill(link);
  await expect(guest.getByLabel('Код')).toHaveValue(code);
  await newPassword(guest, 'коротко');
  await guest.getByRole('button', { name: 'Принять приглашение' }).click();
  await expect(guest.getByRole('alert')).toContainText('10');
  await newPassword(guest, 'вишнёвый сад 1904');
  await guest.getByRole('button', { name: 'Принять приглашение' }).click();
  await expect(guest.getByTestId('recovery-code')).toBeVisible({ timeout: 90_000 });
  await guest.getByRole('button', { name: 'Записано, продолжить' }).click();
  await atWork(guest, 'Ольга Морозова');
  // A code is taken once.
  await guest.goto(`${new URL(guest.url()).origin}/#/accept/${code}`);
  await newPassword(guest, 'вишнёвый сад 1905');
  await guest.getByRole('button', { name: 'Принять приглашение' }).click();
  await expect(guest.getByRole('alert')).toBeVisible();
});

test('a forgotten password: the recovery code lets its owner in once and is followed by the next one', {
  tag: RELEASE,
}, async ({ browser }) => {
  const [one, two] = [await house.laptop('c'), await house.laptop('d')];
  const [admin, page] = [await browser.newPage(), await browser.newPage()];
  await signIn(admin, one.entrance, 'admin@demo.theatre');
  const { code } = await codeFor(admin, 'Иван', 'Сбросить пароль');
  await page.goto(two.entrance);
  await page.getByRole('button', { name: 'У меня есть код приглашения' }).click();
  await page.getByLabel('Код').fill(code);
  await newPassword(page, 'чайка на озере');
  await page.getByRole('button', { name: 'Принять приглашение' }).click();
  const recovery = await page.getByTestId('recovery-code').innerText({ timeout: 90_000 });
  await page.getByRole('button', { name: 'Записано, продолжить' }).click();
  await expect(page.getByTestId('today')).toBeVisible({ timeout: 90_000 });
  await account(page, 'Выйти');
  await page.getByRole('dialog').getByRole('button', { name: 'Выйти' }).click();
  await enter(page, 'ivan@demo.theatre', PASSWORD);
  await expect(page.getByRole('alert')).toContainText('Неверная почта или пароль');
  const recover = async (typed: string, password: string): Promise<void> => {
    await page.getByLabel('Почта').fill('ivan@demo.theatre');
    await page.getByLabel('Код восстановления').fill(typed);
    await newPassword(page, password);
    await page.getByRole('button', { name: 'Вернуть доступ' }).click();
  };
  await page.getByRole('button', { name: 'Забыли пароль?' }).click();
  await recover(code, 'дядя ваня 1897');
  await expect(page.getByRole('alert')).toBeVisible();
  await recover(recovery.toLowerCase().replaceAll('-', ' '), 'дядя ваня 1897');
  const next = await page.getByTestId('recovery-code').innerText({ timeout: 90_000 });
  expect(next).not.toBe(recovery);
  await page.getByRole('button', { name: 'Записано, продолжить' }).click();
  await atWork(page, 'Иван');
});

test('a password that must be changed: nothing else is shown before it is', async ({ browser }) => {
  const made = await runCommand(
    ['hub', 'create-user', '--theater', 'demo', '--email', 'vera@demo.theatre', '--role', 'viewer'].concat([
      '--first-name',
      'Вера',
      '--last-name',
      'Комиссаржевская',
      '--must-change-password',
    ]),
    house.home,
    GIVEN_PASSWORD,
  );
  expect(made.code).toBe(0);
  const app = await house.laptop('e');
  const page = await browser.newPage();
  await page.goto(app.entrance);
  await enter(page, 'vera@demo.theatre', GIVEN_PASSWORD);
  await expect(page.getByRole('heading', { name: 'Задайте свой пароль' })).toBeVisible({ timeout: 90_000 });
  await page.screenshot({ path: `${SHOTS}/forced-change.png` });
  await page.goto(`${new URL(page.url()).origin}/#/records/users`);
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Задайте свой пароль' })).toBeVisible();
  await page.getByLabel('Нынешний пароль').first().fill(GIVEN_PASSWORD);
  await newPassword(page, PASSWORD);
  await page.getByRole('button', { name: 'Смена пароля' }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await page.getByLabel('Нынешний пароль').first().fill(GIVEN_PASSWORD);
  await newPassword(page, 'три сестры 1901');
  await page.getByRole('button', { name: 'Смена пароля' }).click();
  await atWork(page, 'Вера Комиссаржевская');
});

test('a password of one’s own choice: the old one opens no laptop any more, and the other laptop asks again', {
  tag: RELEASE,
}, async ({ browser }) => {
  const [one, two] = [await house.laptop('f'), await house.laptop('g')];
  const [here, there] = [await browser.newPage(), await browser.newPage()];
  await signIn(here, one.entrance, 'mont@demo.theatre');
  await signIn(there, two.entrance, 'mont@demo.theatre');
  await account(here, 'Сменить пароль…');
  const dialog = here.getByRole('dialog');
  await dialog.getByLabel('Нынешний пароль').first().fill('не тот пароль');
  await newPassword(here, 'иванов и рабочие');
  await dialog.getByRole('button', { name: 'Смена пароля' }).click();
  await expect(dialog.getByRole('alert')).toBeVisible();
  await dialog.getByLabel('Нынешний пароль').first().fill(PASSWORD);
  await dialog.getByRole('button', { name: 'Смена пароля' }).click();
  // The hub and the laptop each derive keys from the old and the new one, which is slow on purpose.
  await expect(dialog).toHaveCount(0, { timeout: 90_000 });
  await expect(here.getByText('Пароль изменён.')).toBeVisible();
  await expect(here.getByTestId('sync-indicator')).toHaveAttribute('data-state', 'live', { timeout: 90_000 });
  // The other laptop is told at once; its person comes back with the new password only.
  await expect(there.getByTestId('sync-indicator')).not.toHaveAttribute('data-state', 'live', { timeout: 90_000 });
  await expect(there.getByTestId('sync-indicator')).toHaveAttribute('data-state', 'needs-auth');
  await signInAgain(there, PASSWORD);
  await expect(there.getByRole('dialog').getByRole('alert')).toBeVisible();
  await there.getByRole('dialog').getByLabel('Ваш пароль').first().fill('иванов и рабочие');
  await there.keyboard.press('Enter');
  await expect(there.getByRole('dialog')).toHaveCount(0, { timeout: 90_000 });
  await expect(there.getByTestId('sync-indicator')).toHaveAttribute('data-state', 'live', { timeout: 90_000 });
});

test('all sign-ins ended by an administrator: the laptop keeps what was entered and sends it after the next sign-in', {
  tag: RELEASE,
}, async ({ browser }) => {
  const [one, two] = [await house.laptop('h'), await house.laptop('i')];
  const [admin, page] = [await browser.newPage(), await browser.newPage()];
  await signIn(admin, one.entrance, 'admin@demo.theatre');
  await signIn(page, two.entrance, 'zav@demo.theatre');
  await setOffline(page, true);
  await page.getByTestId('inventory-grid').locator('.grid-row').nth(1).click();
  await page.getByRole('button', { name: 'Изменить «Производитель»' }).click();
  await page.getByTestId('inspector').getByRole('textbox', { name: 'Производитель' }).fill('Завод Волковой');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('waiting-count')).toBeVisible();
  await admin.goto(`${new URL(admin.url()).origin}/#/people`);
  await admin.getByTestId('person').filter({ hasText: 'Мария Волкова' }).click();
  await admin.getByTestId('person-panel').getByRole('button', { name: 'Завершить все входы' }).click();
  await expect(admin.getByText('Все входы завершены.')).toBeVisible();
  await page.getByTestId('sync-indicator').click();
  await page.getByRole('switch', { name: 'Работать без сети' }).click();
  await expect(page.getByTestId('sync-indicator')).toHaveAttribute('data-state', 'needs-auth', { timeout: 90_000 });
  await page.keyboard.press('Escape');
  await signInAgain(page, PASSWORD);
  await expect(page.getByTestId('sync-indicator')).toHaveAttribute('data-state', 'live', { timeout: 90_000 });
  await expect(page.getByTestId('waiting-count')).toHaveCount(0, { timeout: 90_000 });
  await admin.goto(`${new URL(admin.url()).origin}/#/inventory`);
  await admin.getByPlaceholder('Название, номер, модель…').fill('Завод Волковой');
  await expect(admin.getByTestId('inventory-total')).toHaveText('1 предмет', { timeout: 90_000 });
});
