/**
 * A run sheet, written like a spreadsheet: by keys alone, forty lines pasted from a real sheet, moved, all of it undone;
 * two laptops that move lines without a network; a variant that replaces; every look.
 */
import { expect, type Locator, type Page } from '@playwright/test';
import { everyLook, stillPage } from './looks.ts';
import { type House, openHouse, RELEASE, setOffline, signIn, test } from './support.ts';

let house: House;
test.beforeAll(async () => {
  house = await openHouse(300);
});
test.afterAll(async () => {
  await house.tearDown();
});

const grid = (page: Page): Locator => page.getByTestId('sheet-grid');
const rows = (page: Page): Locator => page.getByTestId('sheet-row');
/** What stands in a column, of the lines in sight from the top. */
const column = async (page: Page, name: string): Promise<string[]> => {
  const cells = await page.locator(`[data-column="${name}"]`).allInnerTexts();
  return cells.map((text) => text.trim().split('\n')[0] ?? '');
};
const press = async (page: Page, ...keys: readonly string[]): Promise<void> => {
  for (const key of keys) await page.keyboard.press(key);
};

/**
 * Types over the cell under the cursor. The first key is a Latin one, because Playwright presses no key for other
 * letters; what it opened is then written over.
 */
const writeOver = async (page: Page, text: string): Promise<void> => {
  await press(page, 'Q', 'Control+a');
  await page.keyboard.type(text);
};

/** Opens the run sheet of a production of the demo theatre by its title. */
async function openSheet(page: Page, title: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByLabel('Найти предмет, спектакль, событие или команду…').fill(title);
  await page.locator('[data-action]').filter({ hasText: title }).first().click();
  await expect(page).toHaveURL(/productions\/[0-9a-f-]{36}/);
  const id = /productions\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? '';
  await page.goto(`${new URL(page.url()).origin}/#/productions/${id}/run_sheet`);
  await expect(page.getByTestId('run-sheet')).toBeVisible();
}

test('every look of a run sheet', {
  tag: RELEASE,
}, async ({ browser }) => {
  const app = await house.laptop('looks');
  const page = await stillPage(browser);
  await signIn(page, app.entrance, 'pomrezh@demo.theatre');
  await openSheet(page, 'Чайка');
  await expect(rows(page).first()).toBeVisible();
  await everyLook(page, 'run-sheet');
});

/** Forty lines as a prop master keeps them: headings of her own, an action that we do not know, somebody unknown. */
const HEAD = ['№', 'Действие', 'Предмет', 'Откуда', 'Куда', 'Исполнитель', 'Когда', 'Примечания'];
const SHEET = [
  HEAD.join('\t'),
  ...Array.from({ length: 40 }, (_, index) =>
    [
      String(index + 1),
      index === 3 ? 'выкат' : 'вынос',
      `Табурет ${index + 1}`,
      'левый карман',
      'центр',
      index === 5 ? 'Незнакомцев' : 'Ильина',
      'затемнение',
      index === 7 ? '"со скатертью\nи свечой"' : '',
    ].join('\t'),
  ),
].join('\n');

const paste = (page: Page, text: string, html?: string): Promise<void> =>
  grid(page).evaluate(
    (element, given) => {
      const data = new DataTransfer();
      for (const [kind, said] of given) data.setData(kind, said);
      element.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
    },
    [['text/plain', text], ...(html === undefined ? [] : [['text/html', html]])] as [string, string][],
  );
type Box = Awaited<ReturnType<Locator['boundingBox']>>;
const overlap = (one: Box, other: Box): boolean =>
  one !== null &&
  other !== null &&
  one.x < other.x + other.width &&
  other.x < one.x + one.width &&
  one.y < other.y + other.height &&
  other.y < one.y + one.height;

const pasteDialog = (page: Page): Locator => page.getByRole('dialog', { name: 'Вставка таблицы' });

test('a run sheet is written by keys alone, a table is pasted into it, and all of it is taken back', async ({
  browser,
}) => {
  const app = await house.laptop('writer');
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await signIn(page, app.entrance, 'pomrezh@demo.theatre');
  await openSheet(page, 'Чайка');
  await grid(page).focus();
  const whats = (): Promise<string[]> => column(page, 'what');
  const before = (await whats()).slice(0, 8);

  // Typing replaces, Enter goes down, F2 goes on with what stands there, Escape leaves it.
  await writeOver(page, 'Ящик с песком');
  await press(page, 'Enter');
  await expect.poll(whats).toContain('Ящик с песком');
  await press(page, 'F2', 'End');
  await page.keyboard.type(' Ъ');
  await press(page, 'Escape');
  expect((await whats())[1]).toBe(before[1]);

  // Tab goes to the next cell; a number that is none is refused and nothing changes.
  await press(page, 'Tab');
  await writeOver(page, 'сто');
  await press(page, 'Enter');
  await expect(page.getByText('Здесь не может стоять «сто»')).toBeVisible();

  // Alt and an arrow move the line, over the edge of a scene as well.
  await press(page, 'Control+Home', 'ArrowDown', 'Alt+ArrowDown');
  await expect.poll(async () => (await whats()).slice(0, 2)).toEqual([before[1], 'Ящик с песком']);
  await press(page, 'Control+z');
  await expect.poll(async () => (await whats()).slice(0, 2)).toEqual(['Ящик с песком', before[1]]);

  // At the end of a scene Enter begins a new line; what is suggested is real, Escape keeps the text.
  for (let times = 0; times < 8; times += 1) await press(page, 'ArrowDown');
  await press(page, 'Enter');
  await page.keyboard.type('Чуч');
  await expect(page.getByRole('option').first()).toContainText('Чучело чайки');
  await page.screenshot({ path: 'test-results/run-sheet-suggested.png' });
  await press(page, 'Enter');
  await expect.poll(whats).toContain('Чучело чайки');
  await press(page, 'Escape');
  const total = page.getByTestId('sheet-total');
  await expect(total).toContainText('49 строк');

  // A table of somebody else's: what is not understood is shown, and set right before it goes in.
  await paste(page, SHEET);
  const dialog = pasteDialog(page);
  await expect(dialog.getByTestId('paste-verdict')).toContainText('40 строк');
  await expect(dialog.locator('[data-doubt]')).toHaveCount(2);
  await expect(dialog.locator('[data-doubt="who"]')).toHaveValue('Незнакомцев');
  await page.screenshot({ path: 'test-results/run-sheet-paste.png' });
  await dialog.locator('[data-doubt="action"]').selectOption('shift');
  await expect(dialog.locator('[data-doubt]')).toHaveCount(1);
  await dialog.getByRole('button', { name: 'Вставить 40 строк' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(total).toContainText('89 строк');
  await press(page, 'Control+z');
  await expect(total).toContainText('49 строк');

  // Whole lines: chosen, deleted, and back.
  await press(page, 'Control+Home', 'ArrowDown', 'Shift+Space', 'Shift+ArrowDown', 'Control+Delete');
  await expect(total).toContainText('47 строк');

  // The notice of it covers no answer of a dialog that is opened meanwhile, in a small window either.
  await page.setViewportSize({ width: 800, height: 600 });
  await paste(page, SHEET);
  const answer = dialog.getByRole('button', { name: /^Вставить/ });
  await expect(answer).toBeVisible();
  const notices = page.locator('.mantine-Notification-root');
  await expect(notices.first()).toBeVisible();
  await page.screenshot({ path: 'test-results/run-sheet-paste-notice.png' });
  for (const button of await dialog.getByRole('button').all()) {
    const asked = await button.boundingBox();
    for (const notice of await notices.all()) expect(overlap(await notice.boundingBox(), asked)).toBe(false);
  }
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await page.setViewportSize({ width: 1280, height: 800 });
  await grid(page).focus();
  await press(page, 'Control+z');
  await expect(total).toContainText('49 строк');
  await expect.poll(async () => (await whats()).slice(0, 2)).toEqual(['Ящик с песком', before[1]]);

  // All of it: who presses twice without waiting takes back two things.
  await press(page, 'Control+z', 'Control+z');
  await expect(total).toContainText('48 строк');
  await expect.poll(async () => (await whats()).slice(0, 8)).toEqual(before);
});

/** A table of a letter as Word copies it: paragraphs within a cell, one person merged over two rows, a hidden row. */
const LETTER = `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta name=Generator content="Microsoft Word 15">
<style>td { mso-style-name: "Table Grid"; }</style></head><body lang=RU><!--StartFragment-->
<table class=MsoTableGrid border=1 cellspacing=0 cellpadding=0><tbody>
<tr><td width=120><p class=MsoNormal><b>Предмет</b><o:p></o:p></p></td><td><p class=MsoNormal>Куда</p></td><td><p>Кто</p></td></tr>
<tr><td><p class=MsoNormal>Самовар<o:p></o:p></p><p class=MsoNormal>с подносом</p></td><td>стол</td><td rowspan=2><p>Ильина</p></td></tr>
<tr style='display:none'><td>Тайное</td><td>никуда</td></tr>
<tr><td>Чашки,<br>6 пар</td><td>стол</td></tr>
</tbody></table><!--EndFragment--></body></html>`;

test('a table of a letter comes cell by cell; rows with too few or too many cells are set right before they go in', async ({
  browser,
}) => {
  const app = await house.laptop('letters');
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await signIn(page, app.entrance, 'pomrezh@demo.theatre');
  await openSheet(page, 'Чайка');
  await setOffline(page, true);
  await grid(page).focus();
  await press(page, 'Control+Home', 'ArrowDown');
  const total = page.getByTestId('sheet-total');
  await expect(total).toContainText('48 строк');
  const dialog = pasteDialog(page);
  const row = (at: number): Promise<string[]> =>
    dialog
      .locator('tbody tr')
      .nth(at)
      .locator('td > :is(input:not([type]), select)')
      .evaluateAll((cells) => cells.map((cell) => (cell as HTMLInputElement).value));

  // Its text alone would be six rows.
  await paste(page, 'Предмет\tКуда\tКто\r\nСамовар\r\nс подносом\tстол\tИльина\r\nЧашки,\r\n6 пар\tстол\t', LETTER);
  await expect(dialog.getByTestId('paste-verdict')).toContainText('2 строки');
  expect([await row(0), await row(1)]).toEqual([
    ['Самовар с подносом', 'стол', 'Ильина'],
    ['Чашки, 6 пар', 'стол', 'Ильина'],
  ]);
  await dialog.getByRole('button', { name: 'Вставить 2 строки' }).click();
  await expect(total).toContainText('50 строк');
  await expect.poll(async () => column(page, 'what')).toContain('Чашки, 6 пар');
  await press(page, 'Control+z');
  await expect(total).toContainText('48 строк');

  // A file by hand: «Куда» is missing in one row, a comma has parted a name in another.
  const ragged = [
    'Что;Откуда;Куда;Когда',
    'Стол;карман;центр;темно',
    'Стул;карман;темно',
    'Ваза; с цветами;карман;центр;темно',
  ];
  await paste(page, ragged.join('\n'));
  await expect(dialog.getByTestId('paste-ragged')).toContainText('В 2 строках');
  await expect(dialog.locator('[data-doubt="few"]')).toHaveCount(1);
  await expect(dialog.locator('[data-doubt="many"]')).toHaveValue('темно');
  await page.screenshot({ path: 'test-results/run-sheet-ragged.png' });
  await dialog.locator('tbody tr').nth(1).locator('input:not([type])').nth(2).focus();
  await press(page, 'Alt+ArrowRight');
  await expect(dialog.getByTestId('paste-ragged')).toContainText('В 1 строке');
  await dialog.locator('tbody tr').nth(2).locator('input:not([type])').nth(1).focus();
  await dialog.getByRole('button', { name: /^влево/ }).click();
  await expect(dialog.getByTestId('paste-ragged')).toHaveCount(0);
  await expect(dialog.locator('[data-doubt]')).toHaveCount(0);
  expect([(await row(1)).slice(0, 4), (await row(2)).slice(0, 4)]).toEqual([
    ['Стул', 'карман', '', 'темно'],
    ['Ваза с цветами', 'карман', 'центр', 'темно'],
  ]);
  await dialog.getByRole('button', { name: 'Вставить 3 строки' }).click();
  await expect(total).toContainText('51 строка');
  await expect.poll(async () => (await column(page, 'cue')).filter((said) => said === 'темно')).toHaveLength(3);
  await press(page, 'Control+z');
  await expect(total).toContainText('48 строк');
});

test('two laptops that move and write lines without a network come to one order', { tag: RELEASE }, async ({
  browser,
}) => {
  const pages: Page[] = [];
  for (const [profile, email] of [
    ['first', 'pomrezh@demo.theatre'],
    ['second', 'admin@demo.theatre'],
  ] as const) {
    const app = await house.laptop(profile);
    const page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
    await signIn(page, app.entrance, email);
    await openSheet(page, 'Чайка');
    await setOffline(page, true);
    await grid(page).focus();
    pages.push(page);
  }
  const [one, other] = pages as [Page, Page];
  const [a = '', b = '', c = ''] = await column(one, 'what');
  // One takes the first line behind the second, the other the third to the top.
  await press(one, 'Control+Home', 'ArrowDown', 'Alt+ArrowDown');
  await press(other, 'Control+Home', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'Alt+ArrowUp', 'Alt+ArrowUp');
  await expect.poll(async () => (await column(one, 'what')).slice(0, 3)).toEqual([b, a, c]);
  await expect.poll(async () => (await column(other, 'what')).slice(0, 3)).toEqual([c, a, b]);
  for (const page of pages) await setOffline(page, false);
  await expect.poll(async () => (await column(other, 'what')).slice(0, 3), { timeout: 60_000 }).toEqual([c, b, a]);
  await expect.poll(async () => (await column(one, 'what')).slice(0, 3), { timeout: 60_000 }).toEqual([c, b, a]);
});

test('in a variant an edit replaces and the base stays; by person, place and thing the same lines', {
  tag: RELEASE,
}, async ({ browser }) => {
  const app = await house.laptop('variants');
  const page = await stillPage(browser);
  await signIn(page, app.entrance, 'pomrezh@demo.theatre');
  await openSheet(page, 'Чайка');
  await page.getByRole('combobox', { name: 'Редакция' }).click();
  await page.getByRole('option').nth(1).click();
  await expect(page).toHaveURL(/variant=/);
  await grid(page).focus();
  await press(page, 'Control+Home', 'ArrowDown', 'ArrowDown', 'ArrowRight', 'ArrowRight');
  await writeOver(page, 'Только на гастролях');
  await press(page, 'Enter');
  await expect.poll(async () => column(page, 'what')).toContain('Только на гастролях');
  await page.getByRole('switch', { name: /отличи/ }).click({ force: true });
  await expect(rows(page).first()).toBeVisible();
  await everyLook(page, 'run-sheet-variant');
  await page.getByRole('switch', { name: /отличи/ }).click({ force: true });
  await page.getByRole('combobox', { name: 'Редакция' }).click();
  await page.getByRole('option').first().click();
  await expect(page).not.toHaveURL(/variant=/);
  await expect.poll(async () => column(page, 'what')).not.toContain('Только на гастролях');
  for (const [word, view] of [
    ['По людям', 'person'],
    ['По местам', 'place'],
    ['По вещам', 'thing'],
  ] as const) {
    await page.getByRole('button', { name: word }).click();
    await expect(page).toHaveURL(new RegExp(`part=${view}`));
    await expect(rows(page).first()).toBeVisible();
    await everyLook(page, `run-sheet-${view}`);
  }
});
