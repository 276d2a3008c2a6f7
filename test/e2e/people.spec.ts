/** People and laptops in a browser: an invitation from code to first day, roles by ticking, and a revoked laptop that hands over what it holds. */
import { expect, type Page } from '@playwright/test';
import { type House, openHouse, RELEASE, setOffline, signIn, test } from './support.ts';

const SHOTS = 'test-results/screens';
let house: House;
test.beforeAll(async () => {
  house = await openHouse(40);
});
test.afterAll(async () => {
  await house.tearDown();
});

const at = (page: Page, path: string): Promise<unknown> => page.goto(`${new URL(page.url()).origin}/#/${path}`);

test('somebody is invited, sets their own password by the printed code, and works with the role that was given', async ({
  browser,
}) => {
  const [one, two] = [await house.laptop('a'), await house.laptop('b')];
  const [admin, guest] = [await browser.newPage(), await browser.newPage()];
  await signIn(admin, one.entrance, 'admin@demo.theatre');
  await at(admin, 'people');
  await admin.getByRole('button', { name: 'Новый человек' }).click();
  const form = admin.getByRole('dialog');
  await form.getByRole('textbox', { name: 'Почта' }).fill('nina@demo.theatre');
  await form.getByRole('textbox', { name: 'Имя', exact: true }).fill('Нина');
  await form.getByRole('textbox', { name: 'Фамилия' }).fill('Заречная');
  await form.getByRole('button', { name: 'Создать' }).click();
  const panel = admin.getByTestId('person-panel');
  await expect(panel.getByRole('heading', { name: 'Нина Заречная' })).toBeVisible();
  await panel.getByRole('button', { name: 'Выдать роль' }).click();
  await admin.getByRole('menuitem', { name: 'Кладовщик' }).click();
  await expect(panel.getByRole('button', { name: 'Забрать роль: Кладовщик' })).toBeVisible();
  await expect(admin.getByTestId('waiting-count')).toHaveCount(0, { timeout: 90_000 });
  await panel.getByRole('button', { name: 'Пригласить' }).click();
  const code = await admin.getByTestId('invitation-code').innerText();
  await admin.screenshot({ path: `${SHOTS}/invitation-code.png` });
  await admin.getByRole('dialog').getByRole('button', { name: 'Закрыть' }).last().click();
  await at(admin, 'people/invitations');
  await expect(admin.getByTestId('invitation').filter({ hasText: 'Нина Заречная' })).toBeVisible();
  await admin.screenshot({ path: `${SHOTS}/invitations.png` });
  // On a laptop that nobody has used yet.
  await guest.goto(two.entrance);
  await guest.getByRole('button', { name: 'У меня есть код приглашения' }).click();
  await guest.getByLabel('Код').fill(code.toLowerCase());
  await guest.getByLabel('Новый пароль', { exact: false }).first().fill('чайка на озере');
  await guest.getByLabel('Новый пароль ещё раз').first().fill('чайка на озере');
  await guest.screenshot({ path: `${SHOTS}/accept.png` });
  await guest.getByRole('button', { name: 'Принять приглашение' }).click();
  await expect(guest.getByTestId('recovery-code')).toBeVisible({ timeout: 90_000 });
  await guest.screenshot({ path: `${SHOTS}/recovery-code.png` });
  await guest.getByRole('button', { name: 'Записано, продолжить' }).click();
  await expect(guest.getByTestId('today')).toBeVisible({ timeout: 90_000 });
  await expect(guest.getByRole('button', { name: 'Кто работает: Нина Заречная' })).toBeVisible();
  await expect(guest.getByRole('link', { name: 'Люди и ноутбуки' })).toHaveCount(0);
});

test('an own role is made from a system role by ticking, in words', { tag: RELEASE }, async ({ browser }) => {
  const app = await house.laptop('c');
  const page = await browser.newPage();
  await signIn(page, app.entrance, 'admin@demo.theatre');
  await at(page, 'people/roles');
  await page.getByTestId('role').filter({ hasText: 'Монтировщик' }).click();
  const panel = page.getByTestId('role-panel');
  await expect(panel.getByRole('checkbox')).toHaveCount(0);
  await panel.getByRole('button', { name: 'Сделать свою на её основе' }).click();
  await expect(panel.getByRole('heading', { name: 'Монтировщик (своя)' })).toBeVisible();
  const right = panel.getByRole('checkbox', { name: 'Изменять карточки предметов, места и категории' });
  await expect(right).not.toBeChecked();
  await right.click();
  await expect(right).toBeChecked();
  await page.screenshot({ path: `${SHOTS}/role.png` });
  expect(await panel.innerText()).not.toMatch(/[a-z]+\.[a-z*]+/);
});

test('a revoked laptop hands over what it holds, erases itself and says so; an administrator accepts by keyboard', async ({
  browser,
}) => {
  const [one, two] = [await house.laptop('d'), await house.laptop('e')];
  const [admin, lost] = [await browser.newPage(), await browser.newPage()];
  await signIn(admin, one.entrance, 'admin@demo.theatre');
  await signIn(lost, two.entrance, 'sklad@demo.theatre');
  await expect(lost.getByTestId('sync-indicator')).toHaveAttribute('data-state', 'live', { timeout: 90_000 });
  await setOffline(lost, true);
  for (const [index, maker] of ['Завод Первый', 'Завод Второй'].entries()) {
    await lost.getByTestId('inventory-grid').locator('.grid-row').nth(index).click();
    await lost.getByRole('button', { name: 'Изменить «Производитель»' }).click();
    await lost.getByTestId('inspector').getByRole('textbox', { name: 'Производитель' }).fill(maker);
    await lost.keyboard.press('Enter');
    await expect(lost.getByRole('button', { name: `Изменить «Производитель»: ${maker}` })).toBeVisible();
    await lost.keyboard.press('Escape');
  }
  await at(admin, 'people/laptops');
  const laptop = admin.getByTestId('laptop').filter({ hasText: 'Пётр Кузнецов' });
  await laptop.click();
  await admin.getByRole('button', { name: 'Отозвать…' }).click();
  await admin.screenshot({ path: `${SHOTS}/revoke.png` });
  await admin.getByRole('dialog').getByRole('button', { name: 'Отозвать и забрать несданное' }).click();
  await expect(admin.getByRole('dialog')).toHaveCount(0);
  await expect(admin.getByTestId('steps')).toContainText('ждём связи');
  await lost.getByTestId('sync-indicator').click();
  await lost.getByRole('switch', { name: 'Работать без сети' }).click();
  await expect(lost.getByTestId('wiped')).toContainText('неотправленных изменений: 2', { timeout: 90_000 });
  await lost.screenshot({ path: `${SHOTS}/wiped.png` });
  await expect(admin.getByTestId('change')).toHaveCount(2, { timeout: 90_000 });
  await expect(admin.getByTestId('change').first()).toContainText('Производитель → Завод');
  await expect(admin.getByTestId('steps')).toContainText('осталось 2', { timeout: 90_000 });
  await admin.screenshot({ path: `${SHOTS}/quarantine.png` });
  await admin.getByTestId('change').first().focus();
  await admin.keyboard.press('Enter');
  await expect(admin.getByTestId('change')).toHaveCount(1, { timeout: 90_000 });
  await admin.getByRole('button', { name: 'Принять 1 без помех' }).click();
  await expect(admin.getByTestId('change')).toHaveCount(0, { timeout: 90_000 });
  await at(admin, 'inventory');
  await admin.getByPlaceholder('Название, номер, модель…').fill('Завод');
  await expect(admin.getByTestId('inventory-total')).toHaveText('2 предмета', { timeout: 90_000 });
});

test('a waiting change stands beside what is there now, field by field; the rest is refused after a question', {
  tag: RELEASE,
}, async ({ browser }) => {
  const [one, two] = [await house.laptop('f'), await house.laptop('g')];
  const [admin, lost] = [await browser.newPage(), await browser.newPage()];
  await signIn(admin, one.entrance, 'admin@demo.theatre');
  await signIn(lost, two.entrance, 'zav@demo.theatre');
  await expect(lost.getByTestId('sync-indicator')).toHaveAttribute('data-state', 'live', { timeout: 90_000 });
  await setOffline(lost, true);
  const makerOf = async (page: Page, index: number, maker: string): Promise<void> => {
    await page.getByTestId('inventory-grid').locator('.grid-row').nth(index).click();
    await page.getByRole('button', { name: 'Изменить «Производитель»' }).click();
    await page.getByTestId('inspector').getByRole('textbox', { name: 'Производитель' }).fill(maker);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: `Изменить «Производитель»: ${maker}` })).toBeVisible();
    await page.keyboard.press('Escape');
  };
  for (const [index, maker] of ['Мастерская Волковой', 'Мастерская Вторая', 'Мастерская Третья'].entries())
    await makerOf(lost, index, maker);
  await makerOf(admin, 0, 'Завод в Туле');
  await expect(admin.getByTestId('waiting-count')).toHaveCount(0, { timeout: 90_000 });
  await at(admin, 'people/laptops');
  await admin.getByTestId('laptop').filter({ hasText: 'Мария Волкова' }).click();
  await admin.getByRole('button', { name: 'Отозвать…' }).click();
  await admin.getByRole('dialog').getByRole('button', { name: 'Отозвать и забрать несданное' }).click();
  await expect(admin.getByRole('dialog')).toHaveCount(0);
  await lost.getByTestId('sync-indicator').click();
  await lost.getByRole('switch', { name: 'Работать без сети' }).click();
  const changes = admin.getByTestId('change');
  await expect(changes).toHaveCount(3, { timeout: 90_000 });
  const clashing = changes.first();
  await expect(clashing).toContainText('С тех пор изменилось');
  await clashing.getByRole('button', { name: /^Сравнить/ }).click();
  const row = clashing.getByTestId('comparison').getByRole('row', { name: /^Производитель/ });
  await expect(row.getByRole('cell')).toHaveText(['Завод в Туле', 'Мастерская Волковой']);
  await expect(clashing.getByTestId('comparison')).toContainText('Последнее изменение:');
  await admin.screenshot({ path: `${SHOTS}/comparison.png` });
  // The keyboard opens the next one; nothing was decided by looking.
  await changes.nth(1).focus();
  await admin.keyboard.press('c');
  await expect(changes.nth(1).getByTestId('comparison')).toContainText('Мастерская Вторая');
  await admin.keyboard.press('Enter');
  await expect(changes).toHaveCount(2, { timeout: 90_000 });
  const refuse = admin.getByRole('button', { name: 'Отказать остальным…' });
  await refuse.click();
  await expect(admin.getByRole('dialog')).toContainText('Не решено изменений: 2.');
  await admin.getByRole('dialog').getByRole('button', { name: 'Отмена' }).click();
  await expect(changes).toHaveCount(2);
  await refuse.click();
  await admin.getByRole('dialog').getByRole('button', { name: 'Отказать', exact: true }).click();
  await expect(changes).toHaveCount(0, { timeout: 90_000 });
  await expect(admin.getByText('Всё решено.').first()).toBeVisible();
  await at(admin, 'inventory');
  const find = admin.getByPlaceholder('Название, номер, модель…');
  await find.fill('Мастерская');
  await expect(admin.getByTestId('inventory-total')).toHaveText('1 предмет', { timeout: 90_000 });
  await find.fill('Завод в Туле');
  await expect(admin.getByTestId('inventory-total')).toHaveText('1 предмет');
});
