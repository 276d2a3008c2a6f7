/** Nothing typed is lost: a reload, a killed program, somebody else’s change in the same field. */
import { expect, type Locator, type Page } from '@playwright/test';
import { type House, openHouse, RELEASE, signIn, test } from './support.ts';

let house: House;
test.beforeAll(async () => {
  house = await openHouse(60);
});
test.afterAll(async () => {
  await house.tearDown();
});

const at = (page: Page, path: string): Promise<unknown> => page.goto(`${new URL(page.url()).origin}/#/${path}`);

async function openTask(page: Page, title: string): Promise<Locator> {
  await at(page, 'records/tasks');
  await page.getByTestId('list-row').filter({ hasText: title }).first().click();
  const field = page.getByTestId('inspector').getByRole('textbox', { name: 'Название' });
  await expect(field).toBeVisible();
  return field;
}

/** What the window has asked to be kept, as it was asked, and is answered for: from then on it is on the disk. */
function keptBy(page: Page): readonly string[] {
  const asked = new Map<number, string>();
  const kept: string[] = [];
  page.on('websocket', (socket) => {
    socket.on('framesent', ({ payload }) => {
      const frame = JSON.parse(String(payload)) as { readonly id: number; readonly method: string };
      if (frame.method === 'draft.keep') asked.set(frame.id, String(payload));
    });
    socket.on('framereceived', ({ payload }) => {
      const frame = JSON.parse(String(payload)) as { readonly id?: number; readonly ok?: boolean };
      const sent = frame.id === undefined ? undefined : asked.get(frame.id);
      if (sent !== undefined && frame.ok === true) kept.push(sent);
    });
  });
  return kept;
}

test('a half-filled form and a half-typed field survive a reload and a program that is killed', async ({ browser }) => {
  const app = await house.laptop('a');
  const page = await browser.newPage();
  const kept = keptBy(page);
  await signIn(page, app.entrance, 'zav@demo.theatre');
  const field = await openTask(page, 'Составить лист упаковки');
  await field.fill('Недописанное');
  // The window goes without a word.
  await page.reload();
  await expect(field).toHaveValue('Недописанное');
  await expect(page.getByTestId('restored')).toContainText('Набрано раньше и не сохранено');
  await page.getByRole('button', { name: 'Новая запись' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Название' }).fill('Новая задача');
  await dialog.getByRole('textbox', { name: 'Описание' }).fill('и её начало');
  await page.keyboard.press('Tab');
  await expect(dialog.getByRole('combobox', { name: 'Проект' })).toBeFocused();
  // Leaving the field sends it; a busy machine answers later than the next field has the focus.
  await expect.poll(() => kept.some((form) => form.includes('и её начало'))).toBe(true);
  await app.kill();
  const again = await house.laptop('a');
  await page.goto(again.entrance);
  // The entrance leads on by itself, and the app to its start.
  await expect(page.getByTestId('today')).toBeVisible();
  await openTask(page, 'Составить лист упаковки');
  await expect(field).toHaveValue('Недописанное');
  await page.screenshot({ path: 'test-results/screens/draft-restored.png' });
  await field.press('Enter');
  await expect(page.getByTestId('inspector').getByRole('heading', { name: 'Недописанное' })).toBeVisible();
  await expect(page.getByTestId('restored')).toHaveCount(0);
  await page.getByRole('button', { name: 'Новая запись' }).first().click();
  await expect(dialog.getByRole('textbox', { name: 'Название' })).toHaveValue('Новая задача');
  await expect(dialog.getByRole('textbox', { name: 'Описание' })).toHaveValue('и её начало');
  await expect(dialog.getByTestId('continued')).toBeVisible();
  await dialog.getByRole('button', { name: 'Создать' }).click();
  await expect(page.getByTestId('inspector').getByRole('heading', { name: 'Новая задача' })).toBeVisible();
  await page.getByRole('button', { name: 'Новая запись' }).first().click();
  await expect(dialog.getByRole('textbox', { name: 'Название' })).toHaveValue('');
  await dialog.getByRole('button', { name: 'Создать' }).click();
  await expect(dialog.getByRole('alert')).toHaveText('Заполните поле «Название».');
});

test('somebody else’s change stands beside the field: theirs is taken, or one’s own kept without a conflict', {
  tag: RELEASE,
}, async ({ browser }) => {
  const [one, two] = [await house.laptop('b'), await house.laptop('c')];
  const [a, b] = [await browser.newPage(), await browser.newPage()];
  await signIn(a, one.entrance, 'zav@demo.theatre');
  await signIn(b, two.entrance, 'admin@demo.theatre');
  const mine = await openTask(a, 'Заказать фуру');
  const theirs = await openTask(b, 'Заказать фуру');
  const write = async (text: string): Promise<void> => {
    await theirs.fill(text);
    await theirs.press('Enter');
  };
  await mine.fill('Моё');
  await write('Их первое');
  await expect(a.getByTestId('meanwhile')).toContainText('здесь стало: Их первое');
  await expect(mine).toBeFocused();
  await a.screenshot({ path: 'test-results/screens/draft-meanwhile.png' });
  await a.getByRole('button', { name: 'Взять новое' }).click();
  await expect(mine).toHaveValue('Их первое');
  await mine.fill('Моё снова');
  await write('Их второе');
  await expect(a.getByTestId('meanwhile')).toContainText('Их второе');
  await a.getByRole('button', { name: 'Оставить моё' }).click();
  await expect(a.getByTestId('meanwhile')).toHaveCount(0);
  await mine.press('Enter');
  await expect(a.getByTestId('inspector').getByRole('heading', { name: 'Моё снова' })).toBeVisible();
  await at(a, 'attention');
  await expect(a.getByTestId('conflict').filter({ hasText: 'Их второе' })).toHaveCount(0);
});
