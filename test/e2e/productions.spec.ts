/** Productions: the repertoire, a page with its tabs, what is needed and why it is short, checklists, copies. */
import { expect, type Page } from '@playwright/test';
import { everyLook, stillPage } from './looks.ts';
import { type House, openHouse, RELEASE, scan, setOffline, sharedLaptop, signIn, test } from './support.ts';

let house: House;
const assistant = sharedLaptop(() => house, 'assistant', 'pomrezh@demo.theatre');
test.beforeAll(async () => {
  test.setTimeout(240_000);
  house = await openHouse(240);
});
test.afterAll(() => house.tearDown());

const at = (page: Page, path: string): Promise<unknown> => page.goto(`${new URL(page.url()).origin}/#/${path}`);
const title = (page: Page) => page.getByRole('heading', { level: 1 });
const tab = (page: Page, name: string) => page.locator('.production-tabs').getByRole('link', { name, exact: true });
const undo = (page: Page): Promise<void> => page.keyboard.press('Control+z');

async function open(page: Page, name: string, opened?: string): Promise<void> {
  await at(page, 'productions');
  await page.getByPlaceholder('Название, автор, режиссёр…').fill(name);
  // What is found has come: a row that moves between two clicks is opened by neither.
  await expect(page.getByTestId('list-row')).toHaveCount(1);
  await page.getByTestId('list-row').filter({ hasText: name }).dblclick();
  await expect(title(page)).toHaveText(name);
  if (opened !== undefined) await tab(page, opened).click();
}

test('the repertoire says what is next; a production is found, opened by keys, left and found again', async ({
  browser,
}) => {
  const page = await assistant(browser);
  await page.keyboard.press('Control+Digit2');
  await expect(title(page)).toHaveText('Репертуар');
  const rows = page.getByTestId('list-row');
  await expect(rows.filter({ hasText: 'Чайка' })).toContainText('сегодня');
  await expect(page.getByTestId('list-group').first()).toBeVisible();
  await expect(page.getByTestId('productions-total')).toContainText('12 спектаклей');
  await page.getByPlaceholder('Название, автор, режиссёр…').fill('чайка');
  await expect(rows).toHaveCount(1);
  await page.getByTestId('productions-grid').focus();
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await expect(title(page)).toHaveText('Чайка');
  await expect(page.locator('.production-head')).toContainText('сегодня, 19:00');
  await tab(page, 'Состав').click();
  await expect(page.getByTestId('member').first()).toBeVisible();
  await page.goBack();
  await expect(tab(page, 'Обзор')).toHaveAttribute('aria-current', 'page');
  await page.keyboard.press('Escape');
  await expect(title(page)).toHaveText('Репертуар');
  await expect(page.getByPlaceholder('Название, автор, режиссёр…')).toHaveValue('чайка');
});

/** A question about these words is kept back until it is let go: the answer to others stands meanwhile. */
async function holdSearch(page: Page, words: string): Promise<{ letGo: () => void }> {
  const held: (() => void)[] = [];
  await page.routeWebSocket(/\/socket$/, (socket) => {
    const laptop = socket.connectToServer();
    socket.onMessage((message) => {
      const isMeant = String(message).includes('"search.everywhere"') && String(message).includes(words);
      if (isMeant) held.push(() => laptop.send(message));
      else laptop.send(message);
    });
  });
  return {
    letGo: () => {
      for (const send of held.splice(0)) send();
    },
  };
}

test('what tonight needs: what another event took is short and says why; scans add, quantities are typed', async ({
  browser,
}) => {
  const page = await assistant(browser);
  const { letGo } = await holdSearch(page, 'самовар тульский');
  await page.reload();
  await setOffline(page, true);
  await open(page, 'Чайка', 'Опись');
  const thing = (name: string) => page.getByTestId('needed-thing').filter({ hasText: name });
  await expect(page.getByTestId('inventory-summary')).toContainText('На сегодня, 19:00');
  await expect(thing('Стул гнутый')).toContainText('не хватает 1');
  await expect(thing('Стул гнутый').getByRole('link', { name: /Репетиция: «Вишнёвый сад»/ })).toBeVisible();
  await expect(thing('Чучело чайки, дублёр')).toContainText('в ремонте 1');
  const quantity = thing('Стул гнутый').getByRole('textbox');
  await quantity.fill('7');
  await quantity.press('Enter');
  await expect(thing('Стул гнутый')).toContainText('свободно 7');
  await undo(page);
  await expect(thing('Стул гнутый')).toContainText('не хватает 1');
  // What hangs in the shop is added by its code, and once more makes two of it.
  const listed = await page.getByTestId('needed-thing').count();
  await page.getByTestId('inventory-summary').click();
  await scan(page, '460000000001');
  const first = page.getByRole('alert').filter({ hasText: 'добавлено' });
  await expect(first).toBeVisible();
  await undo(page);
  await expect(page.getByTestId('needed-thing')).toHaveCount(listed);
  // Enter before the answer takes what is then found, never what was found for the letters before.
  const field = page.getByPlaceholder('Добавить вещь: название, номер или скан');
  await field.fill('самовар');
  await expect(page.getByRole('option').first()).toBeVisible();
  await field.fill('самовар тульский');
  await field.press('Enter');
  await expect(page.getByRole('option')).toHaveCount(0);
  await expect(page.getByTestId('needed-thing')).toHaveCount(listed);
  letGo();
  await expect(thing('Самовар тульский')).toBeVisible();
  await expect(page.getByTestId('needed-thing')).toHaveCount(listed + 1);
  await thing('Самовар тульский')
    .getByRole('button', { name: /^Убрать из описи/ })
    .click();
  await expect(thing('Самовар тульский')).toHaveCount(0);
  await undo(page);
  await expect(thing('Самовар тульский')).toBeVisible();
});

test('a variant says what it needs otherwise, and can be as the base again; it is named and renamed', async ({
  browser,
}) => {
  const app = await house.laptop('variant');
  const page = await browser.newPage();
  await signIn(page, app.entrance, 'zav@demo.theatre');
  await setOffline(page, true);
  await open(page, 'Чайка', 'Опись');
  const thing = (name: string) => page.getByTestId('needed-thing').filter({ hasText: name });
  await expect(thing('Башня портальная')).toHaveCount(0);
  await page.getByRole('button', { name: /^Гастрольная/ }).click();
  await expect(thing('Башня портальная')).toContainText('только здесь');
  await expect(thing('Видеопроектор Barco')).toContainText('не берём');
  await expect(thing('PAR 64')).toContainText('в основной 12');
  await expect(thing('PAR 64').getByRole('textbox')).toHaveValue('8');
  await thing('PAR 64').getByRole('button', { name: 'Как в основной: 12' }).click();
  await expect(thing('PAR 64').getByRole('textbox')).toHaveValue('12');
  await undo(page);
  await expect(thing('PAR 64').getByRole('textbox')).toHaveValue('8');
  // A new variant begins without differences, is called otherwise, and goes after its plan.
  await tab(page, 'Обзор').click();
  await page.getByRole('button', { name: 'Новая редакция…' }).click();
  await page.getByRole('textbox', { name: 'Название редакции' }).fill('Малая сцена');
  await page.keyboard.press('Enter');
  const small = page.getByTestId('variant').filter({ hasText: 'Малая сцена' });
  await expect(small).toContainText('пока без отличий');
  await small.getByRole('button', { name: /^Действия с редакцией/ }).click();
  await page.getByRole('menuitem', { name: 'Переименовать…' }).click();
  await page.getByRole('textbox', { name: 'Название редакции' }).fill('Камерная');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('variant').filter({ hasText: 'Камерная' })).toBeVisible();
  await undo(page);
  await expect(small).toBeVisible();
});

test('a checklist is written like a list: Enter goes on, lines are pasted, keys move them', async ({ browser }) => {
  const page = await assistant(browser);
  await setOffline(page, true);
  await open(page, 'Ревизор', 'Чек-листы');
  await page.getByRole('button', { name: 'Из шаблона дома…' }).click();
  await page.getByRole('button', { name: 'Взять: Сцена: обычный вечер' }).click();
  const list = page
    .getByTestId('checklist')
    .filter({ hasText: 'Противопожарный' })
    .or(page.getByRole('article', { name: 'Сцена: обычный вечер' }));
  const points = list.getByTestId('point');
  await expect(points).toHaveCount(5);
  const texts = async (): Promise<string[]> =>
    points.locator('.typed-line').evaluateAll((all) => all.map((field) => (field as HTMLInputElement).value));
  // Below the first one, another two, one after the other.
  await points.first().locator('.typed-line').press('Enter');
  await page.keyboard.type('Люстра проверена');
  await page.keyboard.press('Enter');
  await expect(points).toHaveCount(6);
  await page.keyboard.type('Пандус закреплён!');
  await page.keyboard.press('Enter');
  await expect(points).toHaveCount(7);
  expect((await texts()).slice(0, 3)).toEqual([
    'Противопожарный занавес опробован',
    'Люстра проверена',
    'Пандус закреплён',
  ]);
  await expect(points.nth(2)).toContainText('критично');
  await page.keyboard.press('Escape');
  // Up by the keyboard, and back.
  await points.nth(2).locator('.typed-line').press('Alt+ArrowUp');
  await expect.poll(texts).toEqual(expect.arrayContaining(['Пандус закреплён']));
  await expect.poll(async () => (await texts())[1]).toBe('Пандус закреплён');
  await undo(page);
  await expect.poll(async () => (await texts())[1]).toBe('Люстра проверена');
  // Three pasted lines are three points and one step back.
  await points
    .nth(1)
    .locator('.typed-line')
    .evaluate((field) => {
      const data = new DataTransfer();
      data.setData('text/plain', '- Первый\n- Второй\n3. Третий');
      field.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
    });
  await expect(points).toHaveCount(10);
  expect((await texts()).slice(1, 5)).toEqual(['Люстра проверена', 'Первый', 'Второй', 'Третий']);
  await undo(page);
  await expect(points).toHaveCount(7);
  // The menu of a point by keys alone, for the first time and again: it is opened, left, and the focus is where it was.
  const menu = points.first().getByRole('button', { name: /^Действия с пунктом/ });
  await menu.focus();
  for (const _ of ['made for it', 'there already']) {
    await page.keyboard.press('Enter');
    await expect(page.getByRole('menuitem')).toHaveCount(5);
    // Keys are the menu's as soon as it has taken the focus, which is after it is drawn.
    await expect(page.getByRole('menu').locator(':focus')).toHaveCount(1);
    await page.keyboard.press('ArrowDown');
    await expect(page.getByRole('menuitem').first()).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('menuitem')).toHaveCount(0);
    await expect(menu).toBeFocused();
  }
});

test('a production begins as another one, and one step takes all of it back', async ({ browser }) => {
  const app = await house.laptop('copy');
  const page = await browser.newPage();
  await signIn(page, app.entrance, 'zav@demo.theatre');
  await setOffline(page, true);
  await open(page, 'Чайка');
  await page.getByRole('button', { name: 'Действия со спектаклем' }).click();
  await page.getByRole('menuitem', { name: 'Создать копию…' }).click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'Название' }).fill('Чайка, новая сцена');
  await page.getByRole('dialog').getByRole('button', { name: 'Создать копию' }).click();
  await expect(title(page)).toHaveText('Чайка, новая сцена');
  await expect(page.getByTestId('variant')).toContainText('2 раздела, 3 строки, 3 вещи');
  await tab(page, 'Опись').click();
  await expect(page.getByTestId('needed-thing').first()).toBeVisible();
  await tab(page, 'Чек-листы').click();
  await expect(page.getByTestId('checklist').first()).toBeVisible();
  await undo(page);
  await expect(title(page)).toHaveText('Такого спектакля здесь нет');
});

test('for the tour three lines are done otherwise and a thing comes along: what differs is shown, and nothing else changes', {
  tag: RELEASE,
}, async ({ browser }) => {
  const app = await house.laptop('tour');
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await signIn(page, app.entrance, 'zav@demo.theatre');
  await setOffline(page, true);
  await open(page, 'Вишнёвый сад', 'Обзор');
  await page.getByRole('button', { name: 'Новая редакция…' }).click();
  await page.getByRole('textbox', { name: 'Название редакции' }).fill('Выездная');
  await page.keyboard.press('Enter');
  const variant = page.getByTestId('variant').filter({ hasText: 'Выездная' });
  await expect(variant).toContainText('пока без отличий');
  // The run sheet: three cells are written over.
  await tab(page, 'Проводка').click();
  const choose = async (name: string): Promise<void> => {
    await page.getByRole('combobox', { name: 'Редакция' }).click();
    await page.getByRole('option', { name: new RegExp(`^${name}`) }).click();
  };
  const lines = page.getByTestId('sheet-row');
  const whats = (): Promise<string[]> => page.locator('[data-column="what"]').allInnerTexts();
  await expect(lines.first()).toBeVisible();
  const before = await whats();
  await choose('Выездная');
  await expect(page).toHaveURL(/variant=/);
  await page.getByTestId('sheet-grid').focus();
  for (const [at, said] of ['Только на выезде, раз', 'Только на выезде, два', 'Только на выезде, три'].entries()) {
    for (const key of ['Control+Home', ...Array.from({ length: at + 1 }, () => 'ArrowDown')])
      await page.keyboard.press(key);
    for (const key of ['ArrowRight', 'ArrowRight', 'F2', 'Control+a']) await page.keyboard.press(key);
    await page.keyboard.type(said);
    await page.keyboard.press('Enter');
    await expect.poll(async () => (await whats()).join()).toContain(said);
  }
  await page.getByRole('switch', { name: /3 отличия/ }).click({ force: true });
  await expect(lines).toHaveCount(3);
  // The inventory: one thing that only this variant takes along.
  await tab(page, 'Опись').click();
  await page.getByRole('button', { name: /^Выездная/ }).click();
  await page.getByPlaceholder('Добавить вещь: название, номер или скан').fill('башня портальная');
  await page
    .getByRole('option', { name: /Башня портальная/ })
    .first()
    .click();
  await expect(page.getByTestId('needed-thing').filter({ hasText: 'Башня портальная' })).toContainText('только здесь');
  await tab(page, 'Обзор').click();
  await expect(variant).toContainText('3 строки, 1 вещь');
  // The base is as it was, and all of it can be taken back.
  await tab(page, 'Проводка').click();
  await choose('Основная');
  await expect.poll(whats).toEqual(before);
  await tab(page, 'Обзор').click();
  for (const left of [/3 строки$/, /2 строки$/, /1 строка$/, /пока без отличий$/]) {
    await undo(page);
    await expect(variant).toHaveText(left);
  }
});

test('the repertoire and every tab of a production are readable in every look', { tag: RELEASE }, async ({
  browser,
}) => {
  test.setTimeout(900_000);
  const app = await house.laptop('looks');
  const page = await stillPage(browser);
  await signIn(page, app.entrance, 'zav@demo.theatre');
  await at(page, 'productions');
  await expect(page.getByTestId('productions-grid').getByTestId('list-row').first()).toBeVisible();
  await everyLook(page, 'productions');
  await open(page, 'Чайка', 'Опись');
  const swing = page.getByTestId('needed-thing').filter({ hasText: 'Качели' }).getByRole('textbox');
  await swing.fill('2');
  await swing.press('Enter');
  await tab(page, 'Обзор').click();
  await expect(page.getByTestId('change').first()).toBeVisible();
  await everyLook(page, 'production-overview');
  for (const [name, key, shown] of [
    ['Опись', 'inventory', 'needed-thing'],
    ['Чек-листы', 'checklists', 'checklist'],
    ['Файлы', 'files', 'attachments'],
    ['Состав', 'team', 'member'],
    ['Рапорты', 'reports', 'report'],
  ] as const) {
    await tab(page, name).click();
    await expect(page.getByTestId(shown).first()).toBeVisible();
    await everyLook(page, `production-${key}`);
  }
  await tab(page, 'Опись').click();
  await page.getByRole('button', { name: /^Гастрольная/ }).click();
  await expect(page.getByTestId('needed-thing').filter({ hasText: 'не берём' })).toBeVisible();
  await everyLook(page, 'production-variant');
});
