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
  const dialog = page.getByRole('dialog');
  // Keys mean the calendar once it is there and nothing lies over it.
  await expect(page.getByRole('button', { name: 'Событие', exact: true })).toBeVisible();
  await expect(dialog).toHaveCount(0);
  await page.keyboard.press('n');
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
  // A hand that trembles does not take it back.
  await page.mouse.move(target.x + 26, target.y + 24);
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

/** Opens the event's page and calls somebody to it. */
async function callTo(page: Page, title: string, who: string): Promise<void> {
  await event(page, title).click();
  await expect(page.getByTestId('object-page').getByRole('heading', { name: title })).toBeVisible();
  const person = page.getByRole('combobox', { name: 'Человек' });
  await person.click();
  await person.fill(who);
  await page
    .getByRole('option', { name: new RegExp(who) })
    .first()
    .click();
  await page.getByLabel('Функция').fill('сцена');
  await page.getByRole('button', { name: 'Вызвать', exact: true }).click();
  await expect(page.getByTestId('call-row')).toHaveCount(1);
}

test('an evening that ends after midnight is repeated, shifted and copied', {
  tag: RELEASE,
}, async ({ browser }) => {
  test.setTimeout(300_000);
  const app = await house().laptop('months');
  const page = await stillPage(browser);
  await signIn(page, app.entrance, 'zav@demo.theatre');
  await setOffline(page, true);
  const [first, second] = ['2027-05-10', '2027-05-11'];
  await to(page, `schedule?date=${first}`);
  await plan(page, { title: 'Ночная монтировка', date: first, start: '22:30', end: '02:00', venue: 'Основная сцена' });
  // It stands on the day on which it begins, and says that it ends on the next.
  await expect(event(page, 'Ночная монтировка')).toContainText('22:30–02:00 +1');
  await expect(cell(page, first, 0).getByTestId('plan-event')).toHaveCount(1);

  // Repeated by a rule, one of whose days is taken out.
  await event(page, 'Ночная монтировка').focus();
  await page.keyboard.press('Space');
  const chosen = page.getByRole('toolbar', { name: /^Выбран/ });
  await chosen.getByRole('button', { name: 'Повторить' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('4 дня');
  await dialog.getByText('пн, 24 мая').click();
  await expect(dialog).toContainText('3 дня');
  await examine(page, 'schedule-repeat-days');
  await dialog.getByRole('button', { name: 'Повторить' }).click();
  await expect(dialog).toHaveCount(0);
  await to(page, `schedule?view=month&date=${first}`);
  // The last of them stands in June.
  await expect(event(page, 'Ночная монтировка')).toHaveCount(3);
  await examine(page, 'schedule-month-repeated');

  // Two of them by a day, in one step; one step back.
  const on = (day: string) => page.locator(`[data-date="${day}"]`).getByTestId('plan-event');
  for (const day of [first, '2027-05-17']) await on(day).click({ modifiers: ['Control'] });
  await chosen.getByRole('button', { name: 'Сдвинуть' }).click();
  await dialog.getByLabel('На сколько дней').fill('1');
  await expect(dialog).toContainText('Первое будет вт, 11 мая');
  await dialog.getByRole('button', { name: 'Сдвинуть' }).click();
  await expect(on(second)).toHaveCount(1);
  await expect(on('2027-05-18')).toHaveCount(1);
  await expect(on(first)).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await expect(on(first)).toHaveCount(1);
  await expect(on(second)).toHaveCount(0);
  // Copied with its calls: what it would collide with is said before.
  await on(first).click({ modifiers: ['Control'] });
  await chosen.getByRole('button', { name: 'Копировать' }).click();
  await dialog.getByRole('button', { name: '+7' }).click();
  await expect(dialog).toContainText('1 событие даст накладку');
  await dialog.getByRole('button', { name: '+1', exact: true }).click();
  await dialog.getByRole('button', { name: 'Копировать' }).click();
  await expect(on(second)).toHaveCount(1);
  await expect(on(first)).toHaveCount(1);
});

test('a room with another clock, and both nights of the clock change', {
  tag: RELEASE,
}, async ({ browser }) => {
  test.setTimeout(300_000);
  const app = await house().laptop('clocks');
  const page = await stillPage(browser);
  await signIn(page, app.entrance, 'zav@demo.theatre');
  await setOffline(page, true);
  await to(page, 'records/venues');
  await page.getByTestId('list-row').filter({ hasText: 'Репетиционный зал 2' }).click();
  const zone = page.getByTestId('inspector').getByRole('textbox', { name: 'Часовой пояс' });
  await zone.fill('Europe/Berlin');
  await zone.press('Enter');
  await to(page, 'schedule?date=2027-03-22');
  const room = 'Репетиционный зал 2';
  await expect(page.locator('.plan-row-head').filter({ hasText: 'зал 2' })).toContainText(/там \d\d:\d\d/);
  // The night that lacks an hour: from 22:00 to 10:00 are eleven.
  await plan(page, { title: 'Вечер марта', date: '2027-03-27', start: '19:00', end: '22:00', venue: room });
  await callTo(page, 'Вечер марта', 'Орлов');
  await page.goBack();
  await plan(page, { title: 'Утро марта', date: '2027-03-28', start: '10:00', end: '12:00', venue: room });
  await callTo(page, 'Утро марта', 'Орлов');
  const aside = page.getByTestId('object-page');
  await expect(aside).toContainText('отдых 11 ч вместо 12 ч');
  await expect(page.getByTestId('object-facts')).toContainText('Europe/Berlin');
  await examine(page, 'event-other-clock');
  // The night that has an hour more: from 23:00 to 10:00 are twelve.
  await to(page, 'schedule?date=2027-10-25');
  await plan(page, { title: 'Вечер октября', date: '2027-10-30', start: '19:00', end: '23:00', venue: room });
  await callTo(page, 'Вечер октября', 'Орлов');
  await page.goBack();
  await plan(page, { title: 'Утро октября', date: '2027-10-31', start: '10:00', end: '12:00', venue: room });
  await callTo(page, 'Утро октября', 'Орлов');
  await expect(aside).toContainText('Накладок нет');
  await expect(aside).toContainText('отдых соблюдён');
});

test('two plans that were made apart meet: both are kept, and both planners are told', async ({ browser }) => {
  test.setTimeout(300_000);
  const [one, other] = [await house().laptop('first'), await house().laptop('second')];
  const pages = [await stillPage(browser), await stillPage(browser)] as const;
  await signIn(pages[0], one.entrance, 'zav@demo.theatre');
  await signIn(pages[1], other.entrance, 'admin@demo.theatre');
  const date = '2027-06-16';
  const drafts = ['Прогон с оркестром', 'Запись света'] as const;
  for (const [place, page] of pages.entries()) {
    await to(page, `schedule?date=${date}`);
    await setOffline(page, true);
    const title = drafts[place] ?? '';
    await plan(page, { title, date, start: '12:00', end: '15:00', venue: 'Малая сцена' });
    // Nothing is wrong with it as far as this laptop knows.
    await expect(page.getByTestId('plan-event')).toHaveCount(1);
  }
  for (const page of pages) await setOffline(page, false);
  for (const page of pages) {
    for (const title of drafts) await expect(event(page, title)).toBeVisible({ timeout: 90_000 });
    await page.getByTestId('bell').click();
    const notice = page.getByTestId('notice').filter({ hasText: 'Накладка' });
    await expect(notice).toHaveCount(1, { timeout: 90_000 });
    for (const title of drafts) await expect(notice).toContainText(title);
    await page.keyboard.press('Escape');
  }
});

test('the theatre decides which collisions stop a publication; who may not decide reads it', async ({ browser }) => {
  test.setTimeout(240_000);
  const app = await house().laptop('rules');
  const page = await stillPage(browser);
  await signIn(page, app.entrance, 'admin@demo.theatre');
  await to(page, 'schedule?date=2027-07-05');
  await page.getByRole('button', { name: 'Файл, печать и правила' }).click();
  await page.getByRole('menuitem', { name: 'Правила расписания' }).click();
  const rule = (code: string) => page.locator(`[data-testid="schedule-rule"][data-rule="${code}"]`);
  await expect(rule('venue.taken')).toHaveAttribute('data-severity', 'warn');
  await examine(page, 'schedule-rules');
  // By keys: the choice is a radio of two.
  await rule('venue.taken').getByRole('radio', { name: 'Предупреждать' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(rule('venue.taken')).toHaveAttribute('data-severity', 'block');
  await rule('person.rest').getByLabel('Часов отдыха').fill('60');
  await expect(rule('person.rest')).toContainText('от 0 до 48');
  await rule('person.rest').getByLabel('Часов отдыха').fill('11');
  await page.keyboard.press('Enter');
  await to(page, 'schedule');
  await to(page, 'schedule/rules');
  await expect(rule('venue.taken')).toHaveAttribute('data-severity', 'block');
  await expect(rule('person.rest').getByLabel('Часов отдыха')).toHaveValue('11');
  // A publication is stopped, with what to do; the plan is not.
  await to(page, 'schedule?date=2027-07-05');
  const place = { date: '2027-07-06', start: '12:00', end: '14:00', venue: 'Малая сцена' };
  await plan(page, { ...place, title: 'Читка' });
  await plan(page, { ...place, title: 'Примерка' });
  await page.getByTestId('publish').click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('Малая сцена занята до 14:00');
  await expect(dialog).toContainText('театр не публикует');
  await expect(dialog.getByRole('button', { name: /^Опубликовать/ })).toBeDisabled();
  await examine(page, 'schedule-blocked');
  await page.keyboard.press('Escape');
  // The last change of the rules is taken back like any other.
  await to(page, 'schedule/rules');
  await rule('venue.taken').getByText('Предупреждать').click();
  await expect(rule('venue.taken')).toHaveAttribute('data-severity', 'warn');
  await page.keyboard.press('Control+z');
  await expect(rule('venue.taken')).toHaveAttribute('data-severity', 'block');
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
