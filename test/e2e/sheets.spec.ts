/** Lists as files: what stands on the screen is in the file, by keys alone; all or what is chosen; in every look. */
import { expect, type Page } from '@playwright/test';
import { parse } from 'csv-parse/sync';
import readXlsxFile from 'read-excel-file/node';
import { everyLook, examine, SHOTS, stillPage } from './looks.ts';
import { type House, openHouse, RELEASE, saved, setOffline, signIn, test } from './support.ts';

let house: House;
test.beforeAll(async () => {
  test.setTimeout(240_000);
  house = await openHouse(80);
});
test.afterAll(() => house.tearDown());

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Выгрузить список' });

/** What a window asks for files of lists does not arrive while that is said: each takes as long as a test needs. */
async function holdExports(page: Page): Promise<{ isHeld: boolean }> {
  const wire = { isHeld: false };
  await page.routeWebSocket(/./u, (socket) => {
    const laptop = socket.connectToServer();
    socket.onMessage((message) => {
      if (!(wire.isHeld && String(message).includes('"list.export"'))) laptop.send(message);
    });
  });
  return wire;
}

/** Every line of the list, scrolled through by keys: its cells as they are written there. */
async function linesOnScreen(page: Page, testId: string): Promise<string[][]> {
  const grid = page.getByTestId(testId);
  await grid.focus();
  await page.keyboard.press('Home');
  const total = Number(await grid.getAttribute('aria-rowcount'));
  const lines = new Map<number, string[]>();
  await expect(async () => {
    const found = await grid.evaluate((element) =>
      [...element.querySelectorAll('[role=row][aria-rowindex]')].map((row): [number, string[]] => [
        Number(row.getAttribute('aria-rowindex')),
        [...row.querySelectorAll('.list-sort > .cut, [role=gridcell]')].map((cell) => cell.textContent?.trim() ?? ''),
      ]),
    );
    for (const [index, cells] of found) if (cells[0] !== '…') lines.set(index, cells);
    if (lines.size < total) await page.keyboard.press('PageDown');
    expect(lines.size).toBe(total);
  }).toPass({ timeout: 60_000 });
  return [...lines].toSorted(([a], [b]) => a - b).map(([, cells]) => cells);
}

/** As the screen writes it, without what only looks different: groups of digits, the name of the unit. */
const plain = (text: string): string =>
  text
    .replaceAll(/[\u00A0\s]/gu, '')
    .replace('−', '-')
    .replace(',', '.');
function said(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date)
    return plain(
      new Intl.DateTimeFormat('ru', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }).format(cell),
    );
  return plain(String(cell));
}

test('a list that is filtered, sorted, grouped and has a column less is in the file as it stands, by keys alone', async ({
  browser,
}) => {
  test.setTimeout(300_000);
  const { entrance } = await house.laptop('zav');
  const page = await stillPage(browser);
  await signIn(page, entrance, 'zav@demo.theatre');
  const view = ['f=quantity~least~2', 's=-quantity~%2Bname', 'g=status', 'c=inventory_number~quantity~warranty_until'];
  const { origin } = new URL(page.url());
  await page.goto(`${origin}/#/inventory?view=${encodeURIComponent(view.join('&'))}`);
  await expect(page.getByTestId('list-group').first()).toBeVisible();
  const shown = await linesOnScreen(page, 'inventory-grid');

  await page.getByTestId('inventory-grid').focus();
  await page.keyboard.press('Control+e');
  await expect(dialog(page)).toBeVisible();
  await expect(dialog(page).getByLabel('Таблица Excel (XLSX)')).toBeFocused();
  const { name, bytes } = await saved(page, () => page.keyboard.press('Enter'));
  await expect(dialog(page)).toBeHidden();
  await expect(page.getByText(`Готово: ${name}`)).toBeVisible();
  expect(name).toMatch(/^Инвентарь, \d{4}-\d\d-\d\d\.xlsx$/u);
  const [sheet, about] = await readXlsxFile(bytes);
  const [head, ...rows] = sheet?.data ?? [];
  expect(head).toEqual(['Название', 'Инвентарный номер', 'Количество', 'Единица', 'Гарантия до']);
  expect(shown[0]).toEqual(['Название', 'Инвентарный номер', 'Количество', 'Гарантия до']);
  // The unit has a column of its own; a group names how many it holds; the last line is the foot of the list.
  const written = rows.slice(0, -1).map(([first, number, quantity, unit, until]) => {
    const [, group, count] = /^(.*) \((\d+)\)$/u.exec(String(first)) ?? [];
    const isGroup = number === null && group !== undefined;
    return isGroup
      ? [plain(`${group}${count}`), '', said(quantity).replace('шт', ''), '']
      : [said(first), said(number), `${said(quantity)}${said(unit)}`, said(until)];
  });
  const onScreen = shown.slice(1).map((cells) => cells.map(plain));
  expect(written.map(([first]) => first)).toEqual(onScreen.map(([first]) => first));
  const rowsOf = (lines: readonly (readonly (string | undefined)[])[]) => lines.filter(([, number]) => number !== '');
  expect(rowsOf(written)).toEqual(rowsOf(onScreen));
  expect(rowsOf(written).length).toBeGreaterThan(20);
  expect(about?.data).toContainEqual([null, 'Порядок: Количество по убыванию, Название по возрастанию']);
});

test('only what is chosen is taken as text, when that is asked for; an empty list is said', {
  tag: RELEASE,
}, async ({ browser }) => {
  test.setTimeout(300_000);
  const { entrance } = await house.laptop('second');
  const page = await stillPage(browser);
  const wire = await holdExports(page);
  await signIn(page, entrance, 'zav@demo.theatre');
  const grid = page.getByTestId('inventory-grid');
  await grid.focus();
  const name = (index: number): Promise<string | null> =>
    page.getByTestId('list-row').nth(index).locator('.list-name .cut').textContent();
  const names = [await name(1), await name(2)];
  for (const key of ['Home', 'ArrowDown', 'Space', 'ArrowDown', 'Space']) await page.keyboard.press(key);
  await expect(page.getByTestId('chosen')).toHaveText(/2/u);

  // By its name, from anywhere.
  await page.keyboard.press('Control+k');
  await page.getByLabel('Найти предмет, спектакль, событие или команду…').fill('выгруз');
  await expect(page.locator('[data-action]').first()).toContainText('Выгрузить…');
  await page.keyboard.press('Enter');
  await expect(dialog(page).getByLabel('Только выбранное: 2')).toBeChecked();
  await everyLook(page, 'export');
  await dialog(page).getByLabel('Таблица Excel (XLSX)').focus();
  await page.keyboard.press('ArrowDown');
  await expect(dialog(page).getByLabel('Текст с разделителями (CSV)')).toBeChecked();
  await page.screenshot({ path: `${SHOTS}/export-csv.png` });
  const { name: file, bytes } = await saved(page, () => page.keyboard.press('Enter'));
  expect(file).toMatch(/\.csv$/u);
  const [, ...rows] = parse(bytes, { bom: true, delimiter: ';' });
  expect(rows.map(([first]) => first)).toEqual(names);

  // The same on paper: what was chosen last time is chosen again.
  await page.keyboard.press('Control+e');
  await expect(dialog(page).getByLabel('Текст с разделителями (CSV)')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  const paper = await saved(page, () => page.keyboard.press('Enter'));
  expect(paper.name).toMatch(/\.pdf$/u);
  expect(paper.bytes.subarray(0, 5).toString()).toBe('%PDF-');

  // One that takes long is waited for in sight, and stopped by the key that is at hand.
  wire.isHeld = true;
  await page.keyboard.press('Control+e');
  await dialog(page).getByLabel('Таблица Excel (XLSX)').check();
  await page.keyboard.press('Enter');
  await expect(dialog(page).getByRole('button', { name: 'Остановить' })).toBeFocused();
  await examine(page, 'export-making');
  await page.keyboard.press('Enter');
  await expect(dialog(page).getByLabel('Таблица Excel (XLSX)')).toBeFocused();
  wire.isHeld = false;
  await page.keyboard.press('Escape');

  await page.keyboard.press('Escape');
  await page.getByRole('textbox', { name: 'Название, номер, модель…' }).fill('такогонетнигде');
  await expect(
    page
      .getByText('Ничего не найдено')
      .or(page.getByRole('button', { name: 'Сбросить' }))
      .first(),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Выгрузить…' }).click();
  await expect(dialog(page)).toContainText('Выгружать нечего');
  await expect(dialog(page).getByRole('button', { name: 'Сохранить' })).toBeDisabled();
});

/** Lists that are drawn in ways of their own: where they stand, what they are called as files, how their lines are known. */
const DRAWN = [
  ['/people/people', 'Люди', 'person'],
  ['/people/laptops', 'Ноутбуки', 'laptop'],
  ['/people/roles', 'Роли', 'role'],
  ['/counts', 'Подсчёт', undefined],
  ['/locations', 'Места хранения', undefined],
  ['/words', 'Слова театра', undefined],
  ['/records/employees', 'Сотрудники', 'list-row'],
  ['/trash', 'Корзина', 'list-row'],
] as const;

test('every other list is taken the same way: people, laptops, roles, counts, places, words, records, the trash', {
  tag: RELEASE,
}, async ({ browser }) => {
  test.setTimeout(300_000);
  const { entrance } = await house.laptop('third');
  const page = await stillPage(browser);
  await signIn(page, entrance, 'admin@demo.theatre');
  const { origin } = new URL(page.url());
  for (const [address, title, lines] of DRAWN) {
    await page.goto(`${origin}/#${address}`);
    // What stood there before is taken until the new page stands.
    const there = address.startsWith('/people')
      ? page.getByTestId(lines ?? '')
      : page.getByRole('heading', { level: 1, name: title });
    await there.first().waitFor();
    await expect(page.getByRole('button', { name: 'Выгрузить…' }).first()).toBeEnabled();
    if (address === '/trash') await page.getByText('Корзина пуста.').waitFor();
    await examine(page, `export-from${address.replaceAll('/', '-')}`);
    await page.keyboard.press('Control+e');
    await expect(dialog(page)).toBeVisible();
    const isEmpty = await dialog(page).getByText('Выгружать нечего').isVisible();
    if (isEmpty) {
      expect(address).toMatch(/trash|counts/u);
      await page.keyboard.press('Escape');
      await expect(dialog(page)).toBeHidden();
      continue;
    }
    const { name, bytes } = await saved(page, () => page.keyboard.press('Enter'));
    expect(name).toContain(title);
    const [sheet] = await readXlsxFile(bytes);
    expect.soft(sheet?.data.length, address).toBeGreaterThan(2);
    if (lines !== undefined && lines !== 'list-row') {
      const shown = await page.getByTestId(lines).count();
      const heads = sheet?.data.filter(([first, second]) => / \(\d+\)$/u.test(String(first)) && second === null) ?? [];
      expect.soft((sheet?.data.length ?? 0) - 2 - heads.length, address).toBe(shown);
    }
    await expect(dialog(page)).toBeHidden();
  }

  // What a thing went through stands on its own page, beside other parts: its own sign takes it.
  await page.goto(`${origin}/#/inventory`);
  await page.getByTestId('list-row').first().waitFor();
  await page.getByTestId('inventory-grid').focus();
  for (const key of ['Home', 'Control+Enter']) await page.keyboard.press(key);
  const sign = page.getByRole('tabpanel').getByRole('button', { name: 'Выгрузить…' });
  await sign.waitFor();
  await examine(page, 'export-from-movements');
  await sign.click();
  await expect(dialog(page)).toBeVisible();
  const moves = await saved(page, () => page.keyboard.press('Enter'));
  expect(moves.name).toMatch(/^Движения .*\.xlsx$/u);
  const [sheet] = await readXlsxFile(moves.bytes);
  expect(sheet?.data[0]?.slice(0, 4)).toEqual(['Когда', 'Вид движения', 'Количество', 'Единица']);
  expect(sheet?.data.length).toBeGreaterThan(2);
});

test('what waits to be sent and what the page of health tells are taken the same way', {
  tag: RELEASE,
}, async ({ browser }) => {
  test.setTimeout(180_000);
  const { entrance } = await house.laptop('queue');
  const page = await stillPage(browser);
  await signIn(page, entrance, 'admin@demo.theatre');
  await setOffline(page, true);
  await page.goto(`${new URL(page.url()).origin}/#/labels`);
  await page.getByRole('button', { name: 'Новый шаблон' }).click();
  await expect(page.getByTestId('template-editor')).toBeVisible();
  await page.getByTestId('sync-indicator').click();
  const take = page.getByRole('dialog', { name: /./u }).getByRole('button', { name: 'Выгрузить…' });
  await expect(take).toBeVisible();
  await examine(page, 'export-from-queue');
  await take.click();
  await expect(dialog(page)).toBeVisible();
  const queue = await saved(page, () => page.keyboard.press('Enter'));
  expect(queue.name).toContain('Ждёт отправки');
  const [waiting] = await readXlsxFile(queue.bytes);
  expect(waiting?.data[0]?.slice(0, 2)).toEqual(['Действие', 'Изменения']);
  expect(JSON.stringify(waiting?.data)).toContain('Новый шаблон');
  await expect(dialog(page)).toBeHidden();

  // Something in the trash: the page of health counts it.
  await page.getByRole('button', { name: 'Удалить шаблон' }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /Удалить/u })
    .click();
  await expect(page.getByTestId('template-editor')).toHaveCount(0);
  await page.goto(`${new URL(page.url()).origin}/#/health`);
  await expect(page.getByRole('button', { name: 'Выгрузить…' })).toBeEnabled();
  await examine(page, 'export-from-health');
  await page.keyboard.press('Control+e');
  await expect(dialog(page)).toBeVisible();
  const health = await saved(page, () => page.keyboard.press('Enter'));
  expect(health.name).toContain('Состояние данных');
  const [found] = await readXlsxFile(health.bytes);
  expect(JSON.stringify(found?.data)).toContain('Шаблоны этикеток');
});
