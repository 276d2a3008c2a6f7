/** A month is planned: dragged with its collisions in sight, published, and known to those whom it concerns. */
import { expect, type Page } from '@playwright/test';
import { everyLook, examine, stillPage } from './looks.ts';
import { type House, openHouse, RELEASE, setOffline, signIn, test } from './support.ts';

const state: { house?: House } = {};
test.beforeAll(async () => {
  state.house = await openHouse(60);
});
test.afterAll(async () => state.house?.tearDown());
const house = (): House => {
  if (state.house === undefined) throw new Error('no house');
  return state.house;
};

const to = (page: Page, path: string) => page.goto(`${new URL(page.url()).origin}/#/${path}`);
/** A week far ahead, in which nothing stands yet. */
const WEEK = '2027-02-15';
const days = (more: number): string =>
  new Date(Date.parse(`${WEEK}T00:00:00Z`) + more * 86_400_000).toISOString().slice(0, 10);
const event = (page: Page, title: string) => page.getByTestId('plan-event').filter({ hasText: title });
const cell = (page: Page, date: string, row: number) =>
  page.locator(`.plan-row:nth-of-type(n) [data-date="${date}"]`).nth(row);

/** Adds a draft by the keyboard alone. */
async function plan(page: Page, draft: { title: string; date: string; start: string; end: string; venue: string }) {
  await page.keyboard.press('n');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Название').fill(draft.title);
  const [year, month, day] = draft.date.split('-');
  await dialog.getByLabel('День', { exact: true }).fill(`${day}.${month}.${year}`);
  await dialog.getByLabel('Начало').fill(draft.start);
  await dialog.getByLabel('Конец').fill(draft.end);
  const venue = dialog.getByRole('combobox', { name: 'Площадка' });
  await venue.click();
  await page.getByRole('option', { name: draft.venue }).click();
  await dialog.getByRole('button', { name: 'Добавить черновик' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(event(page, draft.title)).toBeVisible();
}

test('a rehearsal is dragged with its collisions in sight, published, and whoever is called learns of it', async ({
  browser,
}) => {
  test.setTimeout(300_000);
  const [planner, player] = [await house().laptop('planner'), await house().laptop('player')];
  const page = await stillPage(browser);
  await signIn(page, planner.entrance, 'zav@demo.theatre');
  const other = await stillPage(browser);
  await signIn(other, player.entrance, 'mont@demo.theatre');
  await to(other, `schedule?date=${WEEK}`);
  await to(page, `schedule?date=${WEEK}`);
  await setOffline(page, true);

  await plan(page, { title: 'Монтировка Вани', date: days(3), start: '14:00', end: '18:00', venue: 'Малая сцена' });
  await plan(page, { title: 'Сцена четыре', date: days(1), start: '11:00', end: '14:00', venue: 'Малая сцена' });
  // Drafts are dashed and counted; nobody else sees them.
  await expect(event(page, 'Сцена четыре')).toHaveAttribute('data-state', 'draft');
  await expect(page.getByTestId('publish')).toHaveText('Опубликовать 2');

  // Dragged onto the load-in: what it meets is said before it drops, and Escape returns it.
  const box = await event(page, 'Сцена четыре').boundingBox();
  const target = await event(page, 'Монтировка Вани').boundingBox();
  if (box === null || target === null) throw new Error('nothing to drag');
  const hang = async (): Promise<void> => {
    await page.mouse.move(box.x + 20, box.y + 6);
    await page.mouse.down();
    await page.mouse.move(target.x + 10, target.y + 20, { steps: 4 });
    await page.mouse.move(target.x + 20, target.y + 20);
  };
  await hang();
  const card = page.getByTestId('collision-card');
  await expect(card).toContainText('Малая сцена занята до 18:00');
  await expect(card).toContainText('Без накладок');
  await examine(page, 'schedule-collision');
  await page.keyboard.press('Escape');
  await expect(card).toHaveCount(0);
  await page.mouse.up();
  await expect(cell(page, days(1), 1).getByText('Сцена четыре').first()).toBeVisible();
  // Tab takes the nearest free place.
  await hang();
  await expect(card).toContainText('Без накладок');
  await page.keyboard.press('Tab');
  await expect(card).toContainText('Накладок нет');
  await page.mouse.up();
  await expect(card).toHaveCount(0);
  // It stands at once where it was dropped; nothing is left where it was.
  await expect(cell(page, days(1), 1).getByText('Сцена четыре')).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await expect(cell(page, days(1), 1).getByText('Сцена четыре').first()).toBeVisible();
  // The same by keys: a day later, an hour later, longer; Enter.
  await event(page, 'Сцена четыре').focus();
  await page.keyboard.press('ArrowRight');
  for (let step = 0; step < 4; step += 1) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await expect(card).toContainText('12:00–15:15');
  await page.keyboard.press('Enter');
  await expect(cell(page, days(2), 1).getByText('Сцена четыре').first()).toBeVisible();

  // Somebody is called, and it is published: only they hear of it.
  await event(page, 'Сцена четыре').click();
  const person = page.getByRole('combobox', { name: 'Человек' });
  await person.click();
  await person.fill('Орлов');
  await page.getByRole('option', { name: /Орлов/ }).first().click();
  await page.getByLabel('Функция').fill('сцена');
  await page.getByRole('button', { name: 'Вызвать', exact: true }).click();
  await expect(page.getByTestId('call-row')).toHaveCount(1);
  await examine(page, 'event-called');
  await page.goBack();
  await page.getByTestId('publish').click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByTestId('publish-people')).toContainText('вы вызваны');
  await expect(dialog).toContainText('Узнает 1 человек');
  await examine(page, 'schedule-publish');
  await dialog.getByRole('button', { name: /^Опубликовать и сообщить/ }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByTestId('publish')).toHaveCount(0);
  await expect(event(other, 'Сцена четыре')).toHaveCount(0);
  await setOffline(page, false);
  await expect(event(other, 'Сцена четыре')).toBeVisible({ timeout: 60_000 });
  await expect(event(other, 'Монтировка Вани')).toHaveAttribute('data-state', 'published');
  // Among their own calls it is answered, and whoever planned it sees that.
  await to(other, `schedule?view=mine&date=${WEEK}`);
  const call = other.getByTestId('agenda-line').filter({ hasText: 'Сцена четыре' });
  await call.getByRole('button', { name: 'Приду' }).click();
  await expect(call).toContainText('придёте');
  await examine(other, 'schedule-own-calls');
  await to(other, `schedule?date=${WEEK}`);
  await event(page, 'Сцена четыре').click();
  await expect(page.getByTestId('call-row')).toContainText(/подтвер|придёт/, { timeout: 60_000 });
  await page.goBack();

  // Changed and not published: the other laptop goes on showing what was told.
  await event(page, 'Сцена четыре').focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect(event(page, 'Сцена четыре')).toHaveAttribute('data-state', 'changed');
  await page.getByTestId('publish').click();
  await expect(dialog).toContainText('День: было');
  await dialog.getByRole('button', { name: /^Опубликовать и сообщить/ }).click();
  await expect(
    other
      .locator(`[data-date="${days(3)}"]`)
      .getByText('Сцена четыре')
      .first(),
  ).toBeVisible({
    timeout: 60_000,
  });
});

test('the calendar in every look', { tag: RELEASE }, async ({ browser }) => {
  test.setTimeout(600_000);
  const app = await house().laptop('looks');
  const page = await stillPage(browser);
  await signIn(page, app.entrance, 'zav@demo.theatre');
  await to(page, 'schedule');
  await expect(page.getByTestId('plan-event').first()).toBeVisible();
  await everyLook(page, 'schedule-week');
  for (const view of ['month', 'day', 'list', 'mine']) {
    await to(page, `schedule?view=${view}`);
    await expect(page.locator(`.plan[data-view="${view}"]`)).toBeVisible();
    await everyLook(page, `schedule-${view}`);
  }
  await to(page, 'schedule');
  await page.getByTestId('plan-event').first().click();
  await expect(page.getByTestId('object-facts')).toBeVisible();
  await everyLook(page, 'event');
  await to(page, 'attention');
  await expect(page.getByTestId('upcoming-collision').first()).toBeVisible();
  await everyLook(page, 'attention-schedule');
  await to(page, 'schedule');
  await page
    .getByTestId('plan-event')
    .first()
    .click({ modifiers: ['Control'] });
  await page.getByRole('button', { name: 'Повторить' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await everyLook(page, 'schedule-repeat');
});
