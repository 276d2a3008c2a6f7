/** Tours: planned from nothing by keyboard, people and rooms, last year's copied, planned offline and seen. */
import { expect, type Page } from '@playwright/test';
import { everyLook, stillPage, twoLooks } from './looks.ts';
import { at, type House, openHouse, RELEASE, setOffline, signIn, test } from './support.ts';

let house: House;
test.beforeAll(async () => {
  test.setTimeout(240_000);
  house = await openHouse(240);
});
test.afterAll(() => house.tearDown());

const title = (page: Page) => page.getByRole('heading', { level: 1 });
const tab = (page: Page, name: string) => page.locator('.tour-tabs').getByRole('link', { name, exact: true });
const day = (page: Page, index: number) => page.getByTestId('tour-day').nth(index);
const events = (page: Page) => page.getByTestId('tour-event');
const undo = (page: Page): Promise<void> => page.keyboard.press('Control+z');

/** So many days from now, as people type it. */
function typedDay(days: number): string {
  const date = new Date(Date.now() + days * 86_400_000);
  return new Intl.DateTimeFormat('ru', { day: '2-digit', month: '2-digit', year: 'numeric', timeZone: 'Europe/Moscow' })
    .format(date)
    .replaceAll('/', '.');
}

/** From the command line of the app to the page of a tour that begins on that day. */
async function newTour(page: Page, name: string, from: number, days: number): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByLabel('Найти предмет, спектакль, событие или команду…').fill('Новые гастроли');
  await page.locator('[data-action]').filter({ hasText: 'Новые гастроли' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Новые гастроли' });
  await dialog.getByLabel('Название').fill(name);
  await dialog.getByRole('textbox', { name: 'Начало' }).fill(typedDay(from));
  await dialog.getByRole('textbox', { name: 'Окончание' }).fill(typedDay(from + days - 1));
  await page.keyboard.press('Control+Enter');
  await expect(title(page)).toHaveText(name);
}

test('a tour is planned from nothing by keyboard; its day comes first while it is on the road', async ({ browser }) => {
  const app = await house.laptop('plan');
  const page = await browser.newPage();
  await signIn(page, app.entrance, 'zav@demo.theatre');
  await page.keyboard.press('Control+Digit4');
  await expect(title(page)).toHaveText('Гастроли');
  await expect(page.getByTestId('tour-line')).toHaveCount(2);
  await newTour(page, 'Выезд в Пермь', 0, 3);
  await expect(page.getByTestId('tour-day')).toHaveCount(3);
  await expect(page.getByTestId('day-sheet')).toContainText('Сегодня');
  await day(page, 0).focus();
  await page.keyboard.press('ArrowDown');
  await expect(day(page, 1)).toBeFocused();
  await page.keyboard.press('Enter');
  const line = page.getByTestId('quick-line');
  await expect(line).toBeFocused();
  // At once: a machine that types letter by letter is taken for a scanner.
  await line.fill('Монтировка, Театр-Театр, 9:00–15:00, явка 8:45');
  await page.keyboard.press('Enter');
  await expect(events(page)).toHaveCount(1);
  await expect(line).toHaveValue('');
  await line.fill('«Чайка», Театр-Театр, 19:00');
  await page.keyboard.press('Enter');
  await expect(events(page)).toHaveCount(2);
  await expect(day(page, 1)).toContainText('Пермь');
  // Two hours ahead of home.
  await expect(day(page, 1)).toContainText('+2 ч');
  await page.keyboard.press('ArrowUp');
  await expect(events(page).nth(1).locator('.tour-event-words')).toBeFocused();
  await page.keyboard.press('Enter');
  const editor = page.getByTestId('tour-editor');
  await editor.getByLabel('Начало').fill('18:00');
  await page.keyboard.press('Enter');
  await expect(editor).toHaveCount(0);
  await expect(events(page).nth(1)).toContainText('18:00');
  await expect(events(page).nth(1).locator('.tour-event-words')).toBeFocused();
  await page.keyboard.press('Alt+ArrowDown');
  await expect(day(page, 2)).toHaveAttribute('aria-expanded', 'true');
  await expect(events(page)).toHaveCount(1);
  await expect(events(page).first().locator('.tour-event-words')).toBeFocused();
  // A tour ends where it ends.
  await page.keyboard.press('Alt+ArrowDown');
  await expect(day(page, 2)).toHaveAttribute('aria-expanded', 'true');
  await page.keyboard.press('Delete');
  await expect(events(page)).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(day(page, 2)).toBeFocused();
  await undo(page);
  await page.keyboard.press('Enter');
  await expect(events(page)).toHaveCount(1);
});

test('people come from the company of what is played; a room is given, and who has none is named', {
  tag: RELEASE,
}, async ({ browser }) => {
  const app = await house.laptop('people');
  const page = await browser.newPage();
  await signIn(page, app.entrance, 'zav@demo.theatre');
  await at(page, 'tours');
  await page.getByTestId('tour-line').filter({ hasText: 'Екатеринбург' }).click();
  await expect(page.getByTestId('tour-gaps')).toContainText('Без номера: Орлов Сергей');
  await expect(page.getByTestId('tour-gaps')).toContainText('«Фура 2» без водителя');
  await expect(page.getByTestId('tour-gaps')).toContainText('Вызваны, но не едут: Седов Павел');
  await tab(page, 'Люди').click();
  await expect(page.getByTestId('tour-member')).toHaveCount(12);
  const perm = page.getByTestId('tour-stay').filter({ hasText: 'Прикамье' });
  await expect(perm).toContainText('11 из 12');
  await perm.getByRole('button', { name: 'Дать номер: Орлов Сергей' }).click();
  await expect(perm).toContainText('12 из 12');
  const room = perm.getByRole('textbox', { name: 'Номер: Орлов Сергей' });
  await room.fill('520');
  await room.press('Enter');
  await expect(page.getByTestId('tour-gaps')).not.toContainText('Орлов');
  await page.getByRole('button', { name: /^Из состава «Чайка»/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('checkbox', { name: /Седов Павел/ }).press('Space');
  await expect(dialog.getByRole('checkbox', { name: /Седов Павел/ })).not.toBeChecked();
  await dialog.getByRole('button', { name: /^Добавить \d+/ }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByTestId('tour-gaps')).toContainText('Седов Павел');
  await expect.poll(() => page.getByTestId('tour-member').count()).toBeGreaterThan(12);
});

test('last year’s tour is the start of this year’s, in one step back as well', { tag: RELEASE }, async ({
  browser,
}) => {
  const app = await house.laptop('copy');
  const page = await browser.newPage();
  await signIn(page, app.entrance, 'zav@demo.theatre');
  await at(page, 'tours');
  await page.getByTestId('tour-line').filter({ hasText: 'завершено' }).click();
  await page.getByRole('button', { name: 'Действия с гастролями' }).click();
  await page.getByRole('menuitem', { name: 'Скопировать…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Название новых гастролей').fill('«Чайка», Казань снова');
  await dialog.getByRole('textbox', { name: 'Первый день' }).fill(typedDay(40));
  await page.keyboard.press('Enter');
  await expect(title(page)).toHaveText('«Чайка», Казань снова');
  await expect(page.locator('.tour-head')).toContainText('3 спектакля · 12 человек · 2 машины');
  await expect(page.locator('.tour-head')).toContainText('до отъезда 40 дней');
  await undo(page);
  await expect(title(page)).toHaveText('Таких гастролей нет');
});

test('what is planned without a network is seen on another laptop once both have one', async ({ browser }) => {
  const [first, second] = [await house.laptop('first'), await house.laptop('second')];
  const [a, b] = [await browser.newPage(), await browser.newPage()];
  await signIn(a, first.entrance, 'zav@demo.theatre');
  await signIn(b, second.entrance, 'pomrezh@demo.theatre');
  await setOffline(a, true);
  await newTour(a, 'Без сети', 60, 2);
  await day(a, 0).focus();
  await a.keyboard.press('Enter');
  await a.getByTestId('quick-line').fill('Переезд, 8:00–12:00');
  await a.keyboard.press('Enter');
  await expect(events(a)).toHaveCount(1);
  await at(b, 'tours');
  await expect(b.getByTestId('tour-line').first()).toBeVisible();
  await expect(b.getByTestId('tour-line').filter({ hasText: 'Без сети' })).toHaveCount(0);
  await setOffline(a, false);
  await b.getByTestId('tour-line').filter({ hasText: 'Без сети' }).click();
  await expect(day(b, 0)).toContainText('08:00–12:00');
});

test('tours in every look', { tag: RELEASE }, async ({ browser }) => {
  test.setTimeout(240_000);
  const app = await house.laptop('looks');
  const page = await stillPage(browser);
  await signIn(page, app.entrance, 'zav@demo.theatre');
  await at(page, 'tours');
  await expect(page.getByTestId('tour-line').first()).toBeVisible();
  await everyLook(page, 'tours');
  await page.getByTestId('tour-line').filter({ hasText: 'Екатеринбург' }).click();
  await expect(day(page, 2)).toBeVisible();
  await everyLook(page, 'tour-plan');
  await day(page, 1).click();
  await expect(events(page).first()).toBeVisible();
  await twoLooks(page, 'tour-day');
  await tab(page, 'Люди').click();
  await expect(page.getByTestId('tour-member').first()).toBeVisible();
  await twoLooks(page, 'tour-people');
  await page.locator('.tour-house').getByRole('link', { name: 'Театр им. Качалова' }).click();
  await page.getByRole('tab', { name: 'Лист площадки' }).click();
  await expect(page.getByTestId('venue-sheet')).toContainText('13 × 16 м');
  await twoLooks(page, 'venue-sheet');
});
