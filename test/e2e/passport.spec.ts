/**
 * A passport from end to end: a section is written by keyboard, with a table from a spreadsheet and a picture, and what
 * is typed survives a kill; two laptops write the same section without a network; a variant shows exactly what differs;
 * it is read in the wings.
 */
import { expect, type Page } from '@playwright/test';
import { hand, photo } from './files.ts';
import { everyLook, examine, stillPage } from './looks.ts';
import { editor, line, newSection, openPassport, pasteText, section } from './passport-steps.ts';
import { type House, openHouse, RELEASE, setOffline, signIn, test, toInventory } from './support.ts';

let house: House;
test.beforeAll(async () => {
  house = await openHouse(30);
});
test.afterAll(async () => {
  await house.tearDown();
});

/** As it looks on the screen of the lighting booth. */
async function large(page: Page, name: string): Promise<void> {
  await page.setViewportSize({ width: 1920, height: 1080 });
  await examine(page, `${name}-1920`);
  await page.setViewportSize({ width: 1280, height: 800 });
}

const SHEET = 'Q\tКогда\tЧто\n1\tзал в ноль\tвечер\n9\t«Отец вечной материи»\tкрасные глаза';
test('written by keyboard, with a table from a spreadsheet and a picture; what is typed survives a kill', async ({
  browser,
}) => {
  const app = await house.laptop('a');
  const page = await browser.newPage();
  await signIn(page, app.entrance, 'zav@demo.theatre');
  await openPassport(page);
  await newSection(page, 'Пушка и туман');
  await page.keyboard.type('## Пушка\n\nЗапасная лампа в рубке.\n');
  await pasteText(page, SHEET);
  await expect(page.locator('.cm-row')).toHaveCount(4);
  // Behind the last cell begins a new row.
  await page.keyboard.press('Tab');
  await page.keyboard.type('14');
  await page.keyboard.press('Control+End');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await page.keyboard.type('- [ ] Вода в машине');
  await hand(editor(page), 'paste', [await photo('Схема.jpg', 40)]);
  await expect(page.locator('.cm-content')).toContainText('Схема');
  // The window goes without a word, and then the program.
  await page.reload();
  await expect(page.getByTestId('left-draft')).toBeVisible();
  await app.kill();
  const again = await house.laptop('a');
  await page.goto(again.entrance);
  await toInventory(page);
  await openPassport(page);
  await line(page, 'Пушка и туман').click();
  await page.getByRole('button', { name: 'Писать дальше' }).click();
  await expect(editor(page)).toContainText('Запасная лампа в рубке.');
  await page.keyboard.press('Control+Enter');
  const written = section(page);
  await expect(written.getByRole('heading', { name: 'Пушка', exact: true })).toBeVisible();
  await expect(written.getByRole('row')).toHaveCount(4);
  await expect(written.getByRole('cell', { name: 'красные глаза' })).toBeVisible();
  await expect(written.getByRole('img', { name: 'не сделано' })).toBeVisible();
  await written.getByRole('button', { name: 'Схема' }).click();
  await expect(page.getByRole('dialog').getByRole('img').first()).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Проверено, верно' }).click();
  await expect(page.getByText(/^Проверен /)).toBeVisible();
  // A letter in one cell: the history tells of that line, and brings it back.
  await page.keyboard.press('e');
  await page.locator('.cm-grid td').first().click();
  await page.keyboard.type('7');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('с тех пор изменён')).toBeVisible();
  await page.getByRole('button', { name: 'что изменилось' }).click();
  await expect(page.getByTestId('diff').locator('.diff-line[data-kind="fresh"]')).toHaveCount(1);
  await page.getByRole('button', { name: 'Вернуть, как было до этого' }).click();
  await expect(written.getByRole('cell', { name: '1', exact: true })).toBeVisible();
  // Bringing it back is an act like any other: it is taken back, and stands in the history.
  await page.keyboard.press('Control+z');
  await expect(written.getByRole('cell', { name: '17', exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'что изменилось' }).click();
  const history = page.getByTestId('history');
  await expect(history.getByRole('listitem')).toHaveCount(4);
  await history.getByRole('listitem').last().getByRole('button').click();
  await page.getByRole('button', { name: 'Вернуть эту версию' }).click();
  await expect(written.getByRole('cell', { name: '1', exact: true })).toBeVisible();
});

test('two laptops without a network: other lines are merged, the same line waits in Attention with both texts', async ({
  browser,
}) => {
  const [one, two] = [await house.laptop('b'), await house.laptop('c')];
  const [a, b] = [await stillPage(browser), await stillPage(browser)];
  await signIn(a, one.entrance, 'zav@demo.theatre');
  await signIn(b, two.entrance, 'admin@demo.theatre');
  await openPassport(a);
  await newSection(a, 'Вечер');
  await a.keyboard.type('Свет: готов\nЗвук: готов\nТуман: вода');
  await a.keyboard.press('Control+Enter');
  await openPassport(b);
  await line(b, 'Вечер').click({ timeout: 90_000 });
  await expect(section(b)).toContainText('Туман: вода');
  for (const page of [a, b]) await setOffline(page, true);
  const write = async (page: Page, first: string, third: string): Promise<void> => {
    await page.getByRole('button', { name: 'Править', exact: true }).click();
    await expect(editor(page)).toBeFocused();
    await page.keyboard.press('Control+a');
    await page.keyboard.type(`Свет: ${first}\nЗвук: готов\nТуман: ${third}`);
    await page.keyboard.press('Control+Enter');
    await expect(section(page)).toBeVisible();
  };
  await write(a, 'пушка', 'вода');
  await write(b, 'софит', 'без тумана');
  for (const page of [a, b]) await setOffline(page, false);
  for (const page of [a, b]) {
    await expect(section(page)).toContainText('Туман: без тумана');
    await page.goto(`${new URL(page.url()).origin}/#/attention`);
    const conflict = page.getByTestId('conflict').filter({ hasText: 'Вечер' });
    await expect(conflict.locator('.diff-line[data-kind="fresh"]')).toContainText('Свет: софит');
    await expect(conflict.locator('.diff-line[data-kind="gone"]')).toContainText('Свет: пушка');
  }
  await examine(a, 'passport-attention');
  await a.getByRole('button', { name: 'Писать вместе' }).first().click();
  await expect(editor(a)).toContainText('Свет: пушка');
  await examine(a, 'passport-together');
  await a.keyboard.press('Control+a');
  await a.keyboard.type('Свет: софит и пушка\nЗвук: готов\nТуман: без тумана');
  await a.keyboard.press('Control+Enter');
  await expect(a.getByTestId('conflict').filter({ hasText: 'Вечер' })).toHaveCount(0);
  await expect(b.getByTestId('conflict').filter({ hasText: 'Вечер' })).toHaveCount(0, { timeout: 90_000 });
});

test('a variant shows what differs line by line; read large in the wings, by keys alone', {
  tag: RELEASE,
}, async ({ browser }) => {
  const app = await house.laptop('d');
  const page = await stillPage(browser);
  await page.setViewportSize({ width: 1280, height: 800 });
  await signIn(page, app.entrance, 'zav@demo.theatre');
  await openPassport(page);
  await line(page, 'Развеска и адреса').click();
  await everyLook(page, 'passport');
  await page.getByRole('button', { name: /Гастрольная \d+ отлич/ }).click();
  const written = section(page);
  await expect(written.locator('tr[data-mark="gone"]')).toContainText('Софит 4');
  await expect(written.locator('tr[data-mark="fresh"]')).toContainText('Башни П, Л');
  await everyLook(page, 'passport-tour');
  await large(page, 'passport-tour');
  await page.getByRole('switch', { name: 'Показать отличия' }).press('Space');
  await expect(written.locator('[data-mark]')).toHaveCount(0);
  await expect(written).not.toContainText('Софит 4');
  // A section that the variant does not have of its own begins with the text of all.
  await line(page, 'Фонограммы').click();
  await page.getByRole('button', { name: 'Свой текст для «Гастрольная»' }).click();
  await expect(editor(page)).toContainText('Chaika_2026.qlab5');
  await everyLook(page, 'passport-editor');
  await page.locator('.cm-grid td').first().click();
  await examine(page, 'passport-editor-table');
  await page.keyboard.press('Escape');
  await page.keyboard.press('l');
  const reading = page.getByTestId('reading');
  await expect(reading.getByRole('heading', { name: 'Фонограммы' })).toBeVisible();
  await expect(reading.getByRole('textbox')).toHaveCount(0);
  await page.keyboard.press('ArrowRight');
  await expect(reading.getByRole('heading', { name: 'Микрофоны и связь' })).toBeVisible();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('+');
  await everyLook(page, 'passport-reading');
  await large(page, 'passport-reading');
  await page.keyboard.press('Escape');
  await expect(reading).toBeHidden();
  await page.getByRole('button', { name: 'Основная' }).click();
  await line(page, 'Развеска и адреса').click();
  await page.keyboard.press('e');
  await page.keyboard.press('Control+a');
  await pasteText(page, 'длинный раздел '.repeat(140_000));
  await expect(page.getByRole('alert').filter({ hasText: 'помещается' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Сохранить' })).toBeDisabled();
});
