/** The story that everything else widens: two laptops, one hub, no network, a kill, and everybody agrees in the end. */
import { expect, type Page } from '@playwright/test';
import { editField, type House, openHouse, scan, setOffline, signIn, test } from './support.ts';

let house: House;
test.beforeAll(async () => {
  house = await openHouse();
});
test.afterAll(async () => {
  await house.tearDown();
});

async function openCount(page: Page): Promise<void> {
  await page.goto(`${new URL(page.url()).origin}/#/counts`);
  const card = page.getByRole('article', { name: 'Зал света, стеллаж 1' });
  await card.getByRole('button', { name: /Начать|Считать/ }).click();
  await expect(page.getByText('Сканер готов')).toBeVisible();
}

/** The item in the first line of the list, with its code. */
async function lineCodes(page: Page): Promise<string[]> {
  const lines = await page.getByTestId('count-line').allInnerTexts();
  return lines.map((text) => /[A-Z]{2}-\d{5}/.exec(text)?.[0] ?? '').filter((code) => code !== '');
}

test('a count made offline on two laptops, a kill, a conflict and a refusal', async ({ browser }) => {
  const a = { app: await house.laptop('a'), page: await browser.newPage() };
  const b = { app: await house.laptop('b'), page: await browser.newPage() };
  await signIn(a.page, a.app.entrance, 'sklad@demo.theatre');
  await signIn(b.page, b.app.entrance, 'olga@demo.theatre');
  for (const { page } of [a, b]) await expect(page.getByTestId('sync-indicator')).toHaveAttribute('data-state', 'live');

  // A is cut off by its own switch, B because the hub is killed.
  await setOffline(a.page, true);
  await house.hub.kill();
  await expect(b.page.getByTestId('sync-indicator')).toHaveAttribute('data-state', 'waiting', { timeout: 90_000 });

  await openCount(a.page);
  await openCount(b.page);
  const [first = '', second = ''] = await lineCodes(a.page);
  await scan(a.page, first);
  await expect(a.page.getByTestId('verdict')).toHaveAttribute('data-kind', /found|more/);
  await scan(a.page, first);
  await scan(a.page, first);
  await a.page.keyboard.press('Control+z');
  await expect(a.page.getByText('отменено')).toBeVisible();
  await scan(a.page, 'ZZZ-99999');
  await expect(a.page.getByTestId('verdict')).toHaveAttribute('data-kind', 'unknown');
  await expect(a.page.getByTestId('unknown-code')).toHaveCount(1);
  // A typed code does what a scan does.
  await b.page.getByTestId('code-input').fill(first);
  await b.page.getByTestId('code-input').press('Enter');
  await expect(b.page.getByTestId('entry')).toHaveCount(1);

  // The same field on both, different fields, and more moved than there is.
  for (const [{ page }, name, field, value] of [
    [a, 'Имя от А', 'Производитель', 'Завод А'],
    [b, 'Имя от Б', 'Серийный номер', 'SN-Б'],
  ] as const) {
    await page.goto(`${new URL(page.url()).origin}/#/inventory`);
    await page.getByPlaceholder('Название, номер, модель…').fill(second);
    await page.getByTestId('inventory-grid').getByText(second).click();
    await editField(page, 'Название', name);
    await editField(page, field, value);
    await moveAll(page);
  }

  // A dies, and is opened again: everything is there, one by one.
  await a.app.kill();
  const reopened = await house.laptop('a');
  await a.page.goto(reopened.entrance);
  await expect(a.page.getByTestId('waiting-count')).toContainText('ждут');
  await a.page.getByTestId('sync-indicator').click();
  await expect(a.page.getByText('Отметка подсчёта')).toHaveCount(4);
  await expect(a.page.getByText('Отмена отметки')).toHaveCount(1);
  await a.page.keyboard.press('Escape');

  // The network returns; nobody clicks.
  house.hub = await house.startHub();
  for (const { page } of [a, b])
    await expect(page.getByTestId('sync-indicator')).toHaveAttribute('data-state', 'live', { timeout: 90_000 });
  for (const { page } of [a, b]) await expect(page.getByTestId('waiting-count')).toHaveCount(0, { timeout: 90_000 });

  await openCount(a.page);
  await a.page.getByRole('button', { name: /^Посчитано/ }).click();
  const line = a.page.getByTestId('count-line').filter({ hasText: first });
  await expect(line.getByTestId('counted')).toHaveText(/^2 из/);
  // Both counted it offline without a word about it: nothing is added up yet.
  await expect(line).toContainText('Ольга Морозова: 1');

  // One of the two moved first; the other's refusal stands in front of its author, and nothing behind it was held up.
  const attention = await Promise.all(
    [a, b].map(async ({ page }) => {
      await page.goto(`${new URL(page.url()).origin}/#/attention`);
      await expect(page.getByTestId('conflict')).toHaveCount(1);
      await page.screenshot({
        path: `test-results/screens/attention-filled-${await page.getByTestId('refused').count()}.png`,
      });
      return page.getByTestId('refused').count();
    }),
  );
  expect(attention.reduce((sum, count) => sum + count, 0)).toBe(1);
  const conflict = a.page.getByTestId('conflict');
  await expect(conflict).toContainText('Имя от А');
  await expect(conflict).toContainText('Имя от Б');
  await conflict.getByRole('button', { name: 'Взять это' }).click();
  await expect(b.page.getByTestId('conflict')).toHaveCount(0);

  // Posting: the review, the ledger, and what both laptops show.
  await openCount(a.page);
  await a.page.getByRole('button', { name: /К проверке/ }).click();
  await a.page
    .getByRole('button', { name: /Делили полку/ })
    .first()
    .click();
  await a.page.getByRole('button', { name: 'Принять', exact: true }).click();
  await a.page.getByRole('button', { name: /Неотмеченные .* оставить/ }).click();
  await a.page.getByRole('button', { name: 'Провести', exact: true }).click();
  await expect(a.page.getByTestId('posted')).toBeVisible();
  await b.page.goto(`${new URL(b.page.url()).origin}/#/inventory`);
  await b.page.getByPlaceholder('Название, номер, модель…').fill(first);
  await b.page.getByTestId('inventory-grid').getByText(first).click();
  await b.page.getByRole('tab', { name: 'Движения' }).click();
  await expect(b.page.getByTestId('inspector')).toContainText(/по подсчёту|поступление/);
});

async function moveAll(page: Page): Promise<void> {
  await page.getByRole('tab', { name: 'Остатки' }).click();
  const quantity =
    /(\d+) шт|(\d+) компл/.exec(await page.getByTestId('inspector').getByRole('table').innerText())?.[1] ?? '1';
  await page.getByRole('button', { name: 'Переместить' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: /^Куда/ }).fill('Фура');
  await page.getByRole('option', { name: /Фура/ }).click();
  await dialog.getByLabel('Количество').fill(quantity);
  await dialog.getByRole('button', { name: 'Переместить' }).click();
  await expect(dialog).toHaveCount(0);
}
