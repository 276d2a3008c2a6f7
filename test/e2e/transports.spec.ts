/**
 * A tour goes and comes back by its trucks: distributed, loaded by scans, sent off, unloaded in Kazan by the other
 * laptop; one thing is left behind and found; on the way back one is missing and one is damaged.
 */
import { expect, type Page } from '@playwright/test';
import { choose, photo } from './files.ts';
import { everyLook, stillPage, twoLooks } from './looks.ts';
import { at, type House, openHouse, scan, signIn, test } from './support.ts';

let house: House;
test.beforeAll(async () => {
  test.setTimeout(300_000);
  house = await openHouse(120);
});
test.afterAll(() => house.tearDown());

const WAY = { timeout: 60_000 };
const truck = (page: Page, name: string) =>
  page.getByTestId('truck').filter({ has: page.getByRole('heading', { name }) });
const next = (page: Page) => page.getByTestId('gate-next');
const said = (page: Page) => page.getByTestId('gate-said');

/** The tour that leaves in a week; answers its address. */
async function openTour(page: Page): Promise<string> {
  await at(page, 'tours');
  await page.getByTestId('tour-line').filter({ hasText: 'Екатеринбург' }).first().click();
  await expect(page.getByTestId('tour')).toBeVisible();
  return /#\/(tours\/[0-9a-f-]+)/.exec(page.url())?.[1] ?? '';
}

/** The number of what is at the tailgate. */
const numberOf = async (page: Page): Promise<string> =>
  /[A-ZА-Я]{2,}-\d+/.exec(await next(page).innerText())?.[0] ?? '';

/** By key, until nothing is left but so many. */
async function doAll(page: Page, but = 0): Promise<void> {
  for (;;) {
    const left = await page.getByTestId('gate-load').and(page.locator('[data-done="false"]')).count();
    if (left <= but) return;
    await page.keyboard.press('+');
    await expect(page.getByTestId('gate-load').and(page.locator('[data-done="false"]'))).not.toHaveCount(left);
  }
}

test('trucks are filled, leave, are unloaded, come back; what is left behind, missing or damaged is said', async ({
  browser,
}) => {
  test.setTimeout(600_000);
  const [appA, appB] = [await house.laptop('trucks-a'), await house.laptop('trucks-b')];
  const a = await stillPage(browser);
  const b = await stillPage(browser);
  await signIn(a, appA.entrance, 'zav@demo.theatre');
  await signIn(b, appB.entrance, 'olga@demo.theatre');
  const tour = await openTour(a);
  await at(a, `${tour}/transports`);
  await expect(truck(a, 'Фура 1')).toContainText('из 20 т');

  // Taken out by key, proposed again, taken back as one and proposed once more.
  const chosen = truck(a, 'Фура 1').getByTestId('unit').first().getByRole('checkbox');
  await chosen.focus();
  await a.keyboard.press('Space');
  await a.keyboard.press('ArrowDown');
  await a.keyboard.press('Space');
  await expect(a.getByRole('toolbar', { name: 'Выбрано 2 места' })).toBeVisible();
  await a.keyboard.press('0');
  await expect(a.getByTestId('unassigned').getByTestId('unit')).toHaveCount(2);
  await a.getByRole('button', { name: 'Предложить распределение' }).click();
  await expect(a.getByTestId('proposal')).toContainText('Распределятся 2 места');
  await a.getByRole('button', { name: 'Распределить так' }).click();
  await expect(a.getByTestId('unassigned').getByTestId('unit')).toHaveCount(0);
  await a.keyboard.press('Control+z');
  await expect(a.getByTestId('unassigned').getByTestId('unit')).toHaveCount(2);
  await a.keyboard.press('Control+Shift+z');
  await a.getByRole('button', { name: 'Предложить распределение' }).click();
  await a.getByRole('button', { name: 'Распределить так' }).click();
  await expect(a.getByTestId('unassigned').getByTestId('unit')).toHaveCount(0);
  await everyLook(a, 'transports');

  // What a truck is changes beside it, field by field.
  await truck(a, 'Фура 2').getByRole('button', { name: 'Изменить: Фура 2' }).click();
  const editor = a.getByTestId('truck-editor');
  await expect(editor).toContainText('Казань');
  await editor.getByRole('textbox', { name: 'Номер машины' }).fill('А 777 АА 16');
  await a.keyboard.press('Enter');
  await twoLooks(a, 'truck');
  await editor.getByRole('button', { name: 'Готово' }).click();
  await expect(truck(a, 'Фура 2')).toContainText('А 777 АА 16');

  // A departure before loading says what is wrong, and offers to go empty.
  await truck(a, 'Фура 1').getByRole('button', { name: 'Отправить…' }).click();
  await a.getByRole('button', { name: 'Казань' }).click();
  await expect(a.getByTestId('transports').getByRole('alert')).toContainText('ничего не погружено');
  await a.getByRole('button', { name: 'Отмена' }).click();

  const other = /[A-ZА-Я]{2,}-\d+/.exec(await truck(a, 'Фура 2').getByTestId('unit').first().innerText())?.[0] ?? '';
  await truck(a, 'Фура 1').getByRole('button', { name: 'Погрузка' }).click();
  await expect(next(a)).toContainText('Следующий к борту');
  const first = await numberOf(a);
  await scan(a, first);
  await expect(said(a)).toContainText('Погружено');
  // The same scan at once counts once.
  await scan(a, 'НЕТ-000');
  await expect(said(a)).toContainText('Такого кода в театре нет');
  await scan(a, other);
  await expect(a.getByTestId('gate-asked')).toContainText('Фура 2');
  await a.keyboard.press('Escape');
  await expect(a.getByTestId('gate-asked')).toHaveCount(0);
  await a
    .getByRole('button', { name: /^Отменить:/ })
    .first()
    .click();
  await expect(a.getByTestId('gate-act').first()).toContainText('отменено');
  await everyLook(a, 'tailgate');
  // Loaded by mistake: taken out again by a scan; what was done last is there after a reload.
  await a.keyboard.press('+');
  await expect(a.getByTestId('gate-load').and(a.locator('[data-done="true"]'))).toHaveCount(1);
  await a.keyboard.press('Delete');
  await expect(next(a)).toContainText('Ближе всех к воротам');
  await twoLooks(a, 'put-back');
  await scan(a, first);
  await expect(said(a)).toContainText('Выгружено обратно');
  await expect(next(a)).toContainText('Кузов пуст');
  await a.reload();
  await expect(a.getByTestId('gate-act').first()).toContainText('Выгружено обратно');
  await expect(a.getByTestId('gate-act')).toHaveCount(3);
  await doAll(a);
  await expect(next(a)).toContainText('Всё погружено');
  await a.getByRole('button', { name: 'Отправить…' }).click();
  await a.getByRole('button', { name: 'Казань' }).click();
  await expect(a.getByTestId('gate').getByRole('heading', { name: /Фура 1/ })).toContainText('едет: Казань');
  // No notice stands over the screen: the way back is beside the steps.
  await expect(a.getByRole('button', { name: 'Отменить шаг: Фура 1' })).toBeVisible();
  await expect(a.locator('.mantine-Notification-root')).toHaveCount(0);

  // The other laptop sees it come, and unloads it.
  await at(b, `${tour}/road`);
  await expect(b.getByTestId('road')).toContainText('едет: Казань', WAY);
  await b.getByRole('button', { name: 'Прибыла' }).click();
  await at(b, `${tour}/transports`);
  await truck(b, 'Фура 1').getByRole('button', { name: 'Выгрузка' }).click();
  await scan(b, await numberOf(b));
  await expect(said(b)).toContainText('Выгружено');
  await doAll(b);
  await expect(next(b)).toContainText('Кузов пуст');
  await b.getByRole('button', { name: 'Разгружена' }).click();
  // Loaded again, all but one; the truck goes on.
  await b.getByRole('button', { name: 'Погрузка', exact: true }).click();
  await doAll(b, 1);
  const forgotten = await next(b).getByRole('heading').innerText();
  await b.getByRole('button', { name: 'Отправить…' }).click();
  await b.getByRole('button', { name: 'Пермь' }).click();
  await expect(b.getByTestId('gate').getByRole('heading', { name: /Фура 1/ })).toContainText('едет: Пермь');

  // Found in the list of what was left behind, and fetched by the second truck.
  await at(a, `${tour}/road`);
  await expect(a.getByTestId('left-behind')).toContainText(forgotten, WAY);
  await expect(a.getByTestId('left-behind')).toContainText('Казань');
  await expect(a.getByTestId('left-behind')).toContainText('выгрузил');
  // Nothing was moved twice.
  await expect(a.getByTestId('stock-gap')).toHaveCount(0);
  await twoLooks(a, 'road');
  await at(a, `${tour}/transports`);
  await truck(a, 'Фура 2').getByRole('button', { name: 'Отправить…' }).click();
  await a.getByRole('button', { name: 'Казань' }).click();
  await a.getByRole('button', { name: 'Отправить пустой' }).click();
  await expect(truck(a, 'Фура 2')).toContainText('едет: Казань');
  await truck(a, 'Фура 2').getByRole('button', { name: 'Прибыла' }).click();
  await at(a, `${tour}/road`);
  await a.getByRole('button', { name: 'Погрузить: Фура 2' }).first().click();
  await expect(a.getByTestId('road')).not.toContainText('выгрузил');

  // Home, both of them.
  await at(a, `${tour}/transports`);
  for (const name of ['Фура 1', 'Фура 2']) {
    const one = truck(a, name);
    await expect(one).toContainText(name === 'Фура 1' ? 'Пермь' : 'Казань', WAY);
    if (name === 'Фура 1') await one.getByRole('button', { name: 'Прибыла' }).click();
    await one.getByRole('button', { name: 'Отправить…' }).click();
    await one.getByRole('button', { name: 'Домой' }).click();
    await one.getByRole('button', { name: 'Прибыла' }).click();
    await expect(one).toContainText('вернулась домой');
  }
  await at(a, `${tour}/return`);
  await expect(a.getByTestId('stays-open')).toBeVisible();
  const piece = a.getByTestId('piece').filter({ visible: true });
  const count = await piece.count();
  await piece.first().getByRole('button', { name: 'Повреждено…' }).click();
  await a.getByRole('textbox', { name: 'Что повреждено' }).fill('Треснула линза');
  await choose(piece.first(), [await photo('линза.jpg', 20)]);
  await piece.first().getByRole('button', { name: 'Записать' }).click();
  await expect(a.getByTestId('remark')).toContainText('Треснула линза');
  await piece.last().getByRole('button', { name: 'Не найдено' }).click();
  await a.getByRole('textbox', { name: 'Где видели в последний раз' }).fill('За сценой в Перми');
  await a.keyboard.press('Enter');
  await expect(piece).toHaveCount(count - 1);
  await twoLooks(a, 'return');
  const code = /[A-ZА-Я]{2,}-\d+/.exec(await piece.first().innerText())?.[0] ?? '';
  await scan(a, code);
  await expect(said(a)).toContainText('Вернулось');
  for (;;) {
    const left = await piece.count();
    if (left === 0) break;
    await piece.first().getByRole('button', { name: 'Вернулось' }).click();
    await expect(piece).not.toHaveCount(left);
  }
  await expect(a.getByTestId('return')).toContainText('Всё вернулось');
  await a.getByRole('button', { name: 'Завершить гастроли' }).click();
  await expect(a.getByTestId('tour-finished')).toBeVisible();
  // The other laptop hears of it.
  await at(b, `${tour}/return`);
  await expect(b.getByTestId('tour-finished')).toBeVisible(WAY);
  await expect(b.getByTestId('remark').filter({ hasText: 'За сценой в Перми' })).toBeVisible();
});
