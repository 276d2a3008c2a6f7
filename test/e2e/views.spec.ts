/** Saved views of a list: kept under a name, shared, seen on another laptop, taken over from a window of before. */
import { expect, type Locator, type Page } from '@playwright/test';
import { everyLook, SHOTS, stillPage } from './looks.ts';
import { type House, openHouse, RELEASE, setOffline, signIn, test } from './support.ts';

let house: House;
test.beforeAll(async () => {
  test.setTimeout(240_000);
  house = await openHouse(60);
});
test.afterAll(() => house.tearDown());

const tab = (page: Page, name: string): Locator => page.getByTestId('view').filter({ hasText: name });
const field = (page: Page): Locator => page.getByRole('textbox', { name: 'Название, номер, модель…' });
const find = (page: Page, words: string): Promise<void> => field(page).fill(words);
const isCurrent = (page: Page, name: string): Promise<void> =>
  expect(tab(page, name)).toHaveAttribute('data-current', 'true');

async function save(page: Page, name: string, isShared = false): Promise<void> {
  await page.getByRole('button', { name: 'Сохранить как вид…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Сохранить как вид…' });
  if (isShared) await dialog.getByLabel('Общий: его увидит весь театр').check();
  await dialog.getByLabel('Название вида').fill(`  ${name} `);
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await isCurrent(page, name);
}

async function act(page: Page, name: string, item: string): Promise<void> {
  await page.getByRole('button', { name: `Действия с видом «${name}»` }).click();
  await page.getByRole('menuitem', { name: item }).click();
}

const isSynced = async (page: Page): Promise<void> => {
  await expect(page.getByTestId('sync-indicator')).toHaveAttribute('data-state', 'live', { timeout: 90_000 });
  await expect(page.getByTestId('waiting-count')).toHaveCount(0, { timeout: 90_000 });
};

test('views are saved, shared, changed, deleted and taken back, and each sees what is theirs', {
  tag: RELEASE,
}, async ({ browser }) => {
  test.setTimeout(600_000);
  const open = async (profile: string, email: string, before?: object): Promise<Page> => {
    const { entrance } = await house.laptop(profile);
    const page = await stillPage(browser);
    if (before !== undefined)
      await page.addInitScript(
        (kept) => localStorage.getItem('offstage-lists') ?? localStorage.setItem('offstage-lists', kept),
        JSON.stringify({ state: before, version: 0 }),
      );
    await signIn(page, entrance, email);
    return page;
  };
  // What the window kept before views were rows is taken over once.
  const kept = { id: '01890000-0000-7000-8000-000000000001', name: 'Прежний', view: { text: 'а', halo: 1 } };
  const page = await open('zav', 'zav@demo.theatre', { views: {}, saved: { inventory_items: [kept] } });
  await expect(tab(page, 'Прежний')).toBeVisible();
  expect(await page.evaluate(() => localStorage.getItem('offstage-lists'))).not.toContain('Прежний');
  await tab(page, 'Прежний').getByRole('button').first().click();
  await expect(page.getByRole('note')).toContainText('чего эта версия программы не знает');
  await page.reload();
  await expect(tab(page, 'Прежний')).toHaveCount(1);

  await tab(page, 'Всё').getByRole('button').first().click();
  await find(page, 'кабель');
  await save(page, 'Кабели');
  expect(page.url()).toContain('v%3D');
  await find(page, 'стул');
  await expect(tab(page, 'Кабели').getByLabel('изменён с тех пор, как сохранён')).toBeVisible();
  await act(page, 'Кабели', 'Вернуть, как сохранено');
  await expect(field(page)).toHaveValue('кабель');
  await find(page, 'стол');
  await save(page, 'Столы', true);
  await find(page, 'с');
  await everyLook(page, 'views');
  await page.getByRole('button', { name: 'Действия с видом «Столы»' }).click();
  await page.screenshot({ path: `${SHOTS}/views-menu.png` });
  await page.keyboard.press('Escape');

  // Another person sees what is shared, may not change it, and sees nothing of what is somebody's own.
  const other = await open('mont', 'mont@demo.theatre');
  await expect(tab(other, 'Столы')).toBeVisible({ timeout: 90_000 });
  await expect(tab(other, 'Кабели')).toHaveCount(0);
  await tab(other, 'Столы').getByRole('button').first().click();
  await expect(field(other)).toHaveValue('стол');
  await other.getByRole('button', { name: 'Действия с видом «Столы»' }).click();
  await expect(other.getByText('Изменить может тот, у кого есть право')).toBeVisible();
  await expect(other.getByRole('menuitem', { name: 'Удалить вид' })).toHaveCount(0);
  await other.keyboard.press('Escape');
  await other.getByRole('button', { name: 'Все виды' }).click();
  await expect(other.getByText('Своих видов пока нет')).toBeVisible();
  await other.screenshot({ path: `${SHOTS}/views-all.png` });
  await other.keyboard.press('Escape');
  // A link leads whoever lacks the view to the same list.
  await tab(page, 'Кабели').getByRole('button').first().click();
  await other.goto(`${new URL(other.url()).origin}/${new URL(page.url()).hash}`);
  await expect(field(other)).toHaveValue('кабель');

  // Offline, by keys alone; the other laptop of the same person has it later.
  await setOffline(page, true);
  await find(page, 'лампа');
  await save(page, 'Лампы');
  await page.getByRole('button', { name: 'Действия с видом «Лампы»' }).press('Enter');
  await expect(page.getByRole('menuitem', { name: 'Переименовать вид…' })).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').getByLabel('Название вида').fill('Светильники');
  await page.keyboard.press('Enter');
  await isCurrent(page, 'Светильники');
  const second = await open('second', 'zav@demo.theatre');
  await expect(tab(second, 'Кабели')).toBeVisible();
  await expect(tab(second, 'Светильники')).toHaveCount(0);
  await setOffline(page, false);
  await isSynced(page);
  await expect(tab(second, 'Светильники')).toBeVisible({ timeout: 90_000 });
  await tab(second, 'Светильники').getByRole('button').first().click();
  await expect(field(second)).toHaveValue('лампа');

  await act(second, 'Светильники', 'Удалить вид');
  await expect(tab(second, 'Светильники')).toHaveCount(0);
  await expect(tab(page, 'Светильники')).toHaveCount(0, { timeout: 90_000 });
  await second.getByRole('button', { name: 'Вернуть', exact: true }).first().click();
  await expect(tab(second, 'Светильники')).toBeVisible();
  await expect(tab(page, 'Светильники')).toBeVisible({ timeout: 90_000 });

  await act(second, 'Светильники', 'Сделать общим');
  await expect(tab(other, 'Светильники')).toBeVisible({ timeout: 90_000 });
  await tab(page, 'Столы').getByRole('button').first().click();
  await act(page, 'Столы', 'Сделать только моим');
  await expect(tab(other, 'Столы')).toHaveCount(0, { timeout: 90_000 });
});
