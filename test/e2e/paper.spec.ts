/**
 * Paper, offline: a count goes out on a sheet to fill in by pen, what was written comes back by numbers of lines, and
 * the code of a printed sheet tells on the screen whether it still holds.
 */
import { expect, type Page } from '@playwright/test';
import { readSheetCode } from '../../shared/rules/sheet-code.ts';
import { codesOn } from '../paper/pdf-page.ts';
import { textOf } from '../paper/pdf-text.ts';
import { everyLook, stillPage } from './looks.ts';
import { pageText, printDialog, savedSheet, typeSheetCode } from './paper-steps.ts';
import { type House, openHouse, RELEASE, scan, signIn, test } from './support.ts';

let house: House;
test.beforeAll(async () => {
  test.setTimeout(240_000);
  house = await openHouse(60);
});
test.afterAll(() => house.tearDown());

/** As long as `isHeld`, the host's answers to entries of a count do not come: the machine is slow. */
async function slowEntries(page: Page): Promise<{ isHeld: boolean; letGo: () => void }> {
  const held: (() => void)[] = [];
  const entries = new Set<number>();
  const state = {
    isHeld: false,
    letGo: (): void => {
      state.isHeld = false;
      for (const send of held.splice(0)) send();
    },
  };
  await page.routeWebSocket(/\/socket$/, (socket) => {
    const host = socket.connectToServer();
    socket.onMessage((message) => {
      const frame = JSON.parse(String(message)) as { id: number; method?: string };
      if (frame.method === 'count.enter') entries.add(frame.id);
      host.send(message);
    });
    host.onMessage((message) => {
      const frame = JSON.parse(String(message)) as { id?: number };
      if (state.isHeld && frame.id !== undefined && entries.has(frame.id)) held.push(() => socket.send(message));
      else socket.send(message);
    });
  });
  return state;
}

test('a list is looked at, printed by keys, saved, and its code answers whether it still holds', async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const app = await house.laptop('list');
  const page = await stillPage(browser);
  await signIn(page, app.entrance, 'zav@demo.theatre');
  await page.getByTestId('inventory-grid').focus();
  await page.keyboard.press('Control+p');
  await expect(printDialog(page)).toBeVisible();
  await expect.poll(() => pageText(page)).toContain('ЧЕРНОВИК');
  await everyLook(page, 'print-list');
  const { bytes, code } = await savedSheet(page);
  const { pages } = await textOf(bytes);
  expect(pages[0]).toContain('Инвентарь');
  expect(await codesOn(bytes, 1)).toEqual([code]);
  expect(readSheetCode(code)).toBe(code);
  await page.keyboard.press('Escape');
  await expect(printDialog(page)).toBeHidden();

  await scan(page, code);
  const answer = page.getByTestId('sheet-answer');
  await expect(answer.getByTestId('sheet-current')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(answer).toBeHidden();

  await typeSheetCode(page, code);
  await expect(answer.getByTestId('sheet-current')).toBeVisible();
  await everyLook(page, 'sheet-answer');
});

test('a count goes out on paper and comes back by numbers of lines', {
  tag: RELEASE,
}, async ({ browser }) => {
  test.setTimeout(180_000);
  const app = await house.laptop('count');
  const page = await stillPage(browser);
  const entries = await slowEntries(page);
  await signIn(page, app.entrance, 'sklad@demo.theatre');
  await page.goto(`${new URL(page.url()).origin}/#/counts`);
  await page
    .getByRole('article', { name: 'Зал света, стеллаж 1' })
    .getByRole('button', { name: /Начать|Считать/ })
    .click();
  await expect(page.getByTestId('count-progress')).toBeVisible();
  await page.keyboard.press('Control+p');
  await expect(printDialog(page).getByLabel('Лист подсчёта для ручки')).toBeChecked();
  await expect.poll(() => pageText(page)).toContain('Лист подсчёта');
  await everyLook(page, 'print-count');
  const { bytes, code } = await savedSheet(page);
  await page.keyboard.press('Escape');
  await expect(printDialog(page)).toBeHidden();
  expect((await textOf(bytes)).pages[0]).toContain('Впишите найденное количество');

  await scan(page, code);
  const entry = page.getByRole('dialog', { name: 'Ввод с листа подсчёта' });
  await expect(entry).toBeVisible();
  await page.keyboard.press('Enter');
  const lines = page.getByTestId('pen-lines');
  await expect(lines).toBeVisible();
  await page.keyboard.type('1');
  await page.keyboard.press('Enter');
  await page.keyboard.type('3');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('pen-done')).toContainText('Введено строк: 1');
  // Entered once more, it counts as what was said last. Whoever types does not wait for the machine.
  entries.isHeld = true;
  await page.keyboard.type('1');
  await page.keyboard.press('Enter');
  await page.keyboard.type('2');
  await page.keyboard.press('Enter');
  await page.keyboard.type('999');
  const [number, found] = [lines.getByLabel('Номер строки'), lines.getByLabel('Найдено')];
  await expect(number).toHaveValue('999');
  await expect(found).toHaveValue('');
  const entered = lines.getByRole('listitem');
  await expect(entered).toHaveCount(1);
  await expect(entered).toContainText('записывается');
  entries.letGo();
  await expect(entered).toHaveAttribute('data-standing', 'in');
  await expect(entered).toContainText(/ 2 /);
  await expect(number).toBeFocused();
  await expect(number).toHaveValue('999');
  await expect(found).toHaveValue('');
  await page.keyboard.press('Enter');
  await expect(lines.getByRole('alert')).toContainText('999');
  await everyLook(page, 'pen-entry');
  // No number is mended into that of another line when its field is left.
  await number.fill('0');
  await found.focus();
  await expect(number).toHaveValue('0');
});
