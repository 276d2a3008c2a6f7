/** Labels of chosen things on a half-used sheet, tags that are claimed by scanning, and a template of one's own. */
import { expect, type Page } from '@playwright/test';
import { must } from '../../shared/base/asserts.ts';
import { placeOf } from '../../shared/labels/label-places.ts';
import { presetDesign } from '../../shared/labels/presets.ts';
import { isTag, makeTag } from '../../shared/rules/tag-code.ts';
import { codesIn, picturesOf } from '../support/pdf-pictures.ts';
import { everyLook, examine, stillPage } from './looks.ts';
import { claimFor, type House, openHouse, RELEASE, saved, scan, setOffline, signIn, test } from './support.ts';

let house: House;
test.beforeAll(async () => {
  house = await openHouse(60);
});
test.afterAll(() => house.tearDown());

const DPI = 300;
/** What a button of this name has the browser save. */
const savedBy = async (page: Page, button: string): Promise<Buffer> =>
  (await saved(page, () => page.getByRole('button', { name: button }).click())).bytes;

test('five chosen things get their labels from the seventh of a half-used sheet on', async ({ browser }) => {
  const app = await house.laptop('labels');
  const page = await stillPage(browser);
  await signIn(page, app.entrance, 'zav@demo.theatre');
  const grid = page.getByTestId('inventory-grid');
  await grid.focus();
  for (let row = 0; row < 4; row += 1) await page.keyboard.press('Shift+ArrowDown');
  await expect(page.getByTestId('chosen')).toHaveText('5 выбрано');
  await page.getByTestId('bulk-labels').click();
  const dialog = page.getByTestId('print-labels');
  await expect(dialog.getByTestId('drawn-label')).toHaveCount(5);
  await expect(page.getByTestId('label-total')).toHaveText('5 этикеток · 1 лист');
  await page.getByTestId('slot-7').click();
  await expect(page.getByTestId('start-at')).toHaveValue('7');
  await expect(page.getByTestId('slot-6')).toHaveAttribute('data-used', 'true');
  await expect(dialog.getByTestId('drawn-label')).toHaveCount(5);
  await everyLook(page, 'labels-print');

  const pictures = await picturesOf(await savedBy(page, 'Сохранить PDF'), DPI);
  expect(pictures).toHaveLength(1);
  const codes = await codesIn(must(pictures[0]));
  const design = presetDesign('sheet24', 'item');
  const at = Array.from({ length: 5 }, (_, index) => {
    const { x, y } = placeOf(design, index, 7);
    return codes.filter(
      (code) =>
        (code.x * 25.4) / DPI > x &&
        (code.x * 25.4) / DPI < x + design.width &&
        (code.y * 25.4) / DPI > y &&
        (code.y * 25.4) / DPI < y + design.height,
    );
  });
  expect(at.map((found) => found.length)).toEqual([1, 1, 1, 1, 1]);
  expect(codes).toHaveLength(5);
  await expect(page.getByTestId('labels-made')).toBeVisible();

  // What the browser is given to print: the same sheet, as large as it is, drawn as finely as labels are printed.
  await page.evaluate(() => {
    window.print = () => {
      const image = document.querySelector<HTMLImageElement>('.print-pages img');
      const rules = document.querySelector('.print-pages style')?.textContent ?? '';
      document.body.dataset['printed'] = `${image?.naturalWidth ?? 0}x${image?.naturalHeight ?? 0} ${rules}`;
    };
  });
  await dialog.getByRole('button', { name: 'Печать…' }).click();
  await expect(page.locator('body')).toHaveAttribute(
    'data-printed',
    /^2480x3508 @page { size: 595\.\d+pt 841\.\d+pt; margin: 0; }$/,
  );
  await expect(page.locator('.print-pages')).toHaveCount(0);

  const zpl = String(await savedBy(page, 'Сохранить ZPL'));
  expect(zpl.match(/\^XA/g)).toHaveLength(5);
  for (const { text } of codes) expect(zpl).toContain(text);
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
});

test('a tag that was printed blank is claimed by scanning, for a thing that is there and for a new one', {
  tag: RELEASE,
}, async ({ browser }) => {
  test.setTimeout(300_000);
  const app = await house.laptop('tags');
  const page = await stillPage(browser);
  await signIn(page, app.entrance, 'sklad@demo.theatre');
  await page.goto(`${new URL(page.url()).origin}/#/labels`);
  await page.getByRole('button', { name: 'Пустые бирки' }).click();
  await everyLook(page, 'labels-blank');
  await page.getByRole('textbox', { name: 'Сколько бирок' }).fill('3');
  await expect(page.getByTestId('label-total')).toHaveText('3 этикетки · 1 лист');
  const [picture] = await picturesOf(await savedBy(page, 'Сохранить PDF'), DPI);
  const tags = (await codesIn(must(picture))).map(({ text }) => text);
  expect(tags.filter(isTag)).toHaveLength(3);

  // The paper jammed: the same tags once more.
  await page.getByRole('combobox', { name: 'Какие бирки' }).click();
  await page.getByRole('option', { name: 'Снова: 3 бирки' }).click();
  await expect(page.getByTestId('print-labels').getByText(must(tags[0]))).toBeVisible();
  await everyLook(page, 'labels-again');
  const [once] = await picturesOf(await savedBy(page, 'Сохранить PDF'), DPI);
  const printed = (await codesIn(must(once))).map(({ text }) => text);
  expect(printed.toSorted()).toEqual(tags.toSorted());

  // Thousands say how far they are, and can be stopped.
  await page.getByRole('combobox', { name: 'Какие бирки' }).click();
  await page.getByRole('option', { name: 'Новые' }).click();
  await page.getByRole('textbox', { name: 'Сколько бирок' }).fill('5000');
  await page.getByRole('button', { name: 'Сохранить PDF' }).click();
  const standing = page.getByTestId('labels-standing');
  await expect(standing).toContainText(/5\s000/);
  await standing.getByRole('button', { name: 'Остановить' }).click();
  await expect(standing).toHaveCount(0);
  await expect(page.getByRole('alert')).toContainText('Остановлено');
  await examine(page, 'labels-stopped');
  await page.keyboard.press('Escape');

  const [first, second] = [must(tags[0]), must(tags[1])];
  await scan(page, first);
  await expect(page.getByTestId('scan-notice')).toHaveAttribute('data-kind', 'tag');
  await everyLook(page, 'scan-tag');
  await page.getByRole('button', { name: 'Предмет, который уже есть' }).click();
  const claim = page.getByTestId('claim-tag');
  await claim.getByRole('combobox').fill('Прожектор');
  await page.getByRole('option').first().click();
  await expect(claim.getByRole('alert')).toContainText(`Он будет заменён на ${first}`);
  await everyLook(page, 'claim-tag');
  await claim.getByRole('button', { name: /Записать бирку|Заменить код/ }).click();
  await expect(claim).toHaveCount(0);
  await scan(page, first);
  await expect(page).toHaveURL(/#\/inventory\//);

  await scan(page, second);
  await page.getByRole('button', { name: 'Новый предмет с этой биркой' }).click();
  await expect(page.getByRole('dialog').getByRole('textbox', { name: 'Штрихкод' })).toHaveValue(second);
});

test('a tag that somebody else was faster with stands before whoever was second, who puts on another', {
  tag: RELEASE,
}, async ({ browser }) => {
  const [first, second] = [makeTag('D', Uint8Array.of(7, 9, 1)), makeTag('D', Uint8Array.of(7, 9, 2))];
  const [winner, loser] = [await stillPage(browser), await stillPage(browser)];
  await signIn(winner, (await house.laptop('winner')).entrance, 'zav@demo.theatre');
  await signIn(loser, (await house.laptop('loser')).entrance, 'sklad@demo.theatre');
  await setOffline(loser, true);
  await claimFor(loser, first, 'Видеопроектор');
  await claimFor(winner, first, 'Прожектор');
  await expect(winner.getByTestId('sync-indicator')).toHaveAttribute('data-state', 'live');
  await setOffline(loser, false);
  await loser.goto(`${new URL(loser.url()).origin}/#/attention`);
  const card = loser.getByTestId('refused');
  await expect(card).toContainText(`Бирка ${first} уже на другом предмете: «Прожектор`);
  await everyLook(loser, 'refused-tag');
  await card.getByRole('textbox').fill(second);
  await card.getByRole('button', { name: 'Записать другую бирку' }).click();
  await loser
    .getByTestId('claim-tag')
    .getByRole('button', { name: /Записать бирку|Заменить код/ })
    .click();
  await expect(card).toHaveCount(0);
  await scan(loser, second);
  await expect(loser).toHaveURL(/#\/inventory\//);
});

test('a place has a label of its own, from the tree of places', async ({ browser }) => {
  const app = await house.laptop('places');
  const page = await stillPage(browser);
  await signIn(page, app.entrance, 'zav@demo.theatre');
  await page.goto(`${new URL(page.url()).origin}/#/locations`);
  await page
    .getByRole('button', { name: /^Печать табличек мест: / })
    .first()
    .click();
  await expect(page.getByTestId('label-total')).toHaveText('1 этикетка · 1 лист');
  await page.getByRole('combobox', { name: 'Шаблон' }).click();
  await page.getByRole('option', { name: 'A4, одна на лист' }).click();
  await expect(page.getByTestId('slot-2')).toHaveCount(0);
  const [picture] = await picturesOf(await savedBy(page, 'Сохранить PDF'), 150);
  expect(await codesIn(must(picture))).toHaveLength(1);
  // The choice of this machine is remembered.
  await page.keyboard.press('Escape');
  await page
    .getByRole('button', { name: /^Печать табличек мест: / })
    .first()
    .click();
  await expect(page.getByRole('combobox', { name: 'Шаблон' })).toHaveValue('A4, одна на лист');
});

test('a theatre makes a template of its own, sees what comes out, and makes it the default', async ({ browser }) => {
  const app = await house.laptop('templates');
  const page = await stillPage(browser);
  await signIn(page, app.entrance, 'zav@demo.theatre');
  await page.goto(`${new URL(page.url()).origin}/#/labels`);
  await expect(page.getByText('Выберите шаблон')).toBeVisible();
  await page.getByRole('button', { name: 'Рулон 89 × 36 мм' }).click();
  await page.getByRole('button', { name: 'Сделать копию' }).click();
  const editor = page.getByTestId('template-editor');
  await editor.getByRole('textbox', { name: 'Название' }).fill('Наш рулон');
  await editor.getByRole('textbox', { name: 'Ширина, мм' }).first().fill('60');
  await expect(page.getByText('60 × 36 мм')).toBeVisible();
  await everyLook(page, 'labels-editor');
  // Not saved yet, and not lost.
  await expect(page.getByText('Не сохранено')).toBeVisible();
  await page.reload();
  await expect(editor.getByRole('textbox', { name: 'Название' })).toHaveValue('Наш рулон');
  await expect(page.getByText('60 × 36 мм')).toBeVisible();
  await editor.getByRole('button', { name: 'Сохранить' }).click();
  await expect(page.getByTestId('label-template').filter({ hasText: 'Наш рулон' })).toBeVisible();
  await editor.getByRole('button', { name: 'Сделать основным' }).click();
  await expect(page.getByTestId('label-template').filter({ hasText: 'основной' })).toHaveCount(1);
  await editor.getByRole('textbox', { name: 'Поле, мм' }).fill('40');
  await expect(editor.getByRole('alert')).toHaveText('Поле не оставляет места внутри этикетки.');
  await expect(editor.getByRole('button', { name: 'Сохранить' })).toBeDisabled();
});
