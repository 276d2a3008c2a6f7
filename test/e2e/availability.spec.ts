/**
 * Two planners take the same thing without a network: both bookings are kept, found when they meet, stand in Attention
 * for both, and are settled there; the time line says who holds what.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import pg from 'pg';
import { isThorough } from '../support/effort.ts';
import { everyLook, examine, stillPage, twoLooks } from './looks.ts';
import { at, type House, openHouse, RELEASE, setOffline, signIn, test } from './support.ts';

const state: { house?: House } = {};
test.beforeAll(async () => {
  state.house = await openHouse(60);
});
test.afterAll(async () => state.house?.tearDown());
const house = (): House => {
  if (state.house === undefined) throw new Error('no house');
  return state.house;
};

/** A day far ahead, on which nothing stands yet. */
const DAY = '2027-02-17';
/** There is one. */
const THING = 'Кресло Сорина на колёсах';
const event = (page: Page, title: string) => page.getByTestId('plan-event').filter({ hasText: title });

async function plan(page: Page, title: string): Promise<void> {
  const dialog = page.getByRole('dialog');
  await expect(page.getByRole('button', { name: 'Событие', exact: true })).toBeVisible();
  await page.keyboard.press('n');
  await dialog.getByLabel('Название').fill(title);
  await dialog.getByLabel('День', { exact: true }).fill('17.02.2027');
  await dialog.getByLabel('Начало').fill('19:00');
  await dialog.getByLabel('Конец').fill('21:00');
  await dialog.getByRole('button', { name: 'Добавить черновик' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(event(page, title)).toBeVisible();
}

/** Takes a thing to an event, on the event's page; answers its name. */
async function take(page: Page, title: string, thing: string, quantity: number): Promise<void> {
  await at(page, `schedule?date=${DAY}`);
  await event(page, title).click();
  await page.getByRole('tab', { name: /Инвентарь/ }).click();
  await page.getByLabel('Добавить вещь').fill(thing);
  await page.getByRole('option').first().click();
  const form = page.getByTestId('book-thing');
  if (isThorough && title === 'Запись хора') await everyLook(page, 'book-thing');
  await form.getByLabel('Сколько').fill(String(quantity));
  await form.getByRole('button', { name: 'Взять' }).click();
  await expect(form).toHaveCount(0);
}

/** Where what is free is said besides: on the thing, and in the rules of the plan. */
async function otherScreens(page: Page): Promise<void> {
  await page.getByTestId('availability-sum').getByRole('button', { name: 'Открыть вещь' }).click();
  await expect(page.getByTestId('item-availability')).toBeVisible();
  await page.getByLabel('С', { exact: true }).fill('15.02.2027');
  await page.getByLabel('По', { exact: true }).fill('20.02.2027');
  await page.getByTestId('item-availability').scrollIntoViewIfNeeded();
  await everyLook(page, 'item-availability', 1400);
  await at(page, 'schedule/rules');
  await expect(page.getByTestId('booking-policy')).toBeVisible();
  await everyLook(page, 'booking-policy', 1100);
}

test('the same thing is taken twice offline, meets on the hub, and is settled in Attention', async ({ browser }) => {
  test.setTimeout(isThorough ? 1_800_000 : 420_000);
  const [first, second] = [await house().laptop('zav'), await house().laptop('pomrezh')];
  const [one, other] = [await stillPage(browser), await stillPage(browser)];
  await signIn(one, first.entrance, 'zav@demo.theatre');
  await signIn(other, second.entrance, 'pomrezh@demo.theatre');
  await at(one, `schedule?date=${DAY}`);
  await plan(one, 'Проба света');
  await plan(one, 'Запись хора');
  await at(other, `schedule?date=${DAY}`);
  await expect(event(other, 'Запись хора')).toBeVisible({ timeout: 90_000 });
  for (const page of [one, other]) await setOffline(page, true);

  await take(one, 'Проба света', THING, 1);
  await take(other, 'Запись хора', THING, 1);
  for (const page of [one, other]) await setOffline(page, false);

  for (const page of [one, other]) {
    await at(page, 'attention');
    const dispute = page.getByTestId('dispute');
    await expect(dispute).toHaveCount(1, { timeout: 90_000 });
    await expect(dispute).toContainText('Проба света');
    await expect(dispute).toContainText('Запись хора');
    await expect(dispute).toContainText('17 февраля');
    await expect(dispute).toContainText('ваша');
  }
  // Under the bell it says what is missing, when, and who both are, and leads there.
  await at(other, 'today');
  await other.getByTestId('bell').click();
  const told = other.getByRole('listitem').filter({ hasText: THING });
  await expect(told).toContainText('не хватает 1');
  await expect(told).toContainText('Проба света');
  await expect(told).toContainText('Запись хора');
  if (isThorough) await examine(other, 'booking-bell');
  await told.getByRole('button').first().click();
  await expect(other.getByTestId('dispute')).toBeVisible();
  await twoLooks(one, 'attention-booking', 1100);
  if (isThorough) await everyLook(one, 'attention-booking-window');

  await at(one, `availability?from=2027-02-15`);
  const short = one.getByRole('button', { name: /17 февраля.*−1/ });
  await expect(short).toBeVisible();
  await everyLook(one, 'availability');
  await short.focus();
  await one.keyboard.press('Enter');
  const sum = one.getByTestId('availability-sum');
  await expect(sum).toContainText('−1');
  await expect(sum).toContainText('Проба света');
  await expect(sum).toContainText('Запись хора');
  await twoLooks(one, 'availability-sum');
  if (isThorough) await otherScreens(one);
  await at(one, `availability?from=2027-02-15`);
  // Under the shows that hold it, the chair stands under both; what a show is short of is said beside its name.
  await one.getByText('По спектаклям', { exact: true }).click();
  const shows = one.locator('.avail-group[data-show]');
  await expect(shows.filter({ hasText: 'Проба света' })).toContainText('не хватает 1 вещи');
  await expect(shows.filter({ hasText: 'Запись хора' })).toContainText('не хватает 1 вещи');
  await everyLook(one, 'availability-shows');
  await short.first().focus();
  await one.keyboard.press('Enter');
  // What serves instead is offered in the sum; whoever only looks closes it again.
  await sum.getByRole('button', { name: /Вместо них: 1 / }).click();
  await expect(one.getByTestId('sum-substitute').getByRole('radio').first()).toBeChecked();
  await twoLooks(one, 'availability-substitute');
  await one.keyboard.press('Escape');
  await one.getByText('По вещам', { exact: true }).click();
  await short.click();
  await sum.getByRole('button', { name: 'Разобрать' }).click();

  const dispute = one.getByTestId('dispute');
  await dispute.getByRole('button', { name: /Уступает/ }).click();
  await expect(dispute).toHaveCount(0);
  await expect(one.getByTestId('settled-disputes')).toContainText('одна бронь уступила');
  await at(other, 'attention');
  await expect(other.getByTestId('dispute')).toHaveCount(0, { timeout: 90_000 });
  await other.getByTestId('settled-disputes').getByRole('button').first().click();
  await expect(other.getByText('разрешена').first()).toBeVisible();

  // Keys alone, from day to day and from thing to thing.
  await at(one, `availability?from=2027-02-15`);
  await one.locator('.avail-day').first().focus();
  await one.keyboard.press('ArrowRight');
  await expect(one.locator('.avail-day:focus')).toHaveAttribute('data-day', '1');
});

const BOOKINGS = `INSERT INTO event_inventory (id, theater_id, event_id, inventory_item_id, quantity, changed_at)
  SELECT gen_random_uuid(), i.theater_id, e.id, i.id, 1 + (i.n + e.n) % 3, now()
  FROM (SELECT *, row_number() OVER (ORDER BY id) AS n FROM inventory_items WHERE deleted_at IS NULL LIMIT 200) i
  JOIN (SELECT *, row_number() OVER (ORDER BY id) AS n FROM schedule_events WHERE deleted_at IS NULL
    AND event_date BETWEEN current_date AND current_date + 90) e ON (i.n * 7 + e.n) % 11 = 0
  ON CONFLICT DO NOTHING`;

/** A house of its own, with bookings written behind everybody's back. */
async function houseWith(sql: string): Promise<AsyncDisposable & { readonly house: House }> {
  const made = await openHouse(240);
  const running = JSON.parse(readFileSync(join(made.home, 'hub', 'running.json'), 'utf8')) as { databaseUrl: string };
  const client = new pg.Client({ connectionString: running.databaseUrl });
  await client.connect();
  await client.query(sql);
  await client.end();
  return { house: made, [Symbol.asyncDispose]: () => made.tearDown() };
}

/** Milliseconds from asking for so many weeks until they are painted. */
const paintedIn = (page: Page, weeks: number): Promise<number> =>
  page.evaluate(
    (count) =>
      new Promise<number>((done) => {
        const start = performance.now();
        window.location.hash = `#/availability?weeks=${count}`;
        const look = (): void => {
          if (document.querySelectorAll('.avail-day-heads > span').length === count * 7)
            requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - start)));
          else requestAnimationFrame(look);
        };
        look();
      }),
    weeks,
  );

/** The least, the middle and the most, in milliseconds. */
function spread(times: readonly number[]): string {
  const sorted = times.toSorted((a, b) => a - b);
  return [sorted[0], sorted[Math.floor(sorted.length / 2)], sorted.at(-1)]
    .map((time) => Math.round(time ?? 0))
    .join('/');
}

test('200 things over three months are painted', { tag: RELEASE }, async ({ browser }) => {
  test.setTimeout(900_000);
  await using crowded = await houseWith(BOOKINGS);
  const page = await stillPage(browser);
  await signIn(page, (await crowded.house.laptop('wide')).entrance, 'zav@demo.theatre');
  await at(page, 'availability');
  await expect(page.locator('.avail-day').first()).toBeVisible();
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  // What the window's own thread was busy; other work on the machine stretches the clock alone.
  const busy = async (): Promise<number> => {
    const { metrics } = await session.send('Performance.getMetrics');
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1000;
  };
  const [clocks, tasks]: [number[], number[]] = [[], []];
  for (let run = 0; run < 20; run += 1) {
    const before = await busy();
    clocks.push(await paintedIn(page, 13));
    tasks.push((await busy()) - before);
    await paintedIn(page, 3);
  }
  process.stdout.write(
    `the time line over three months, asked until painted: clock ${spread(clocks)}, busy ${spread(tasks)}\n`,
  );
  await everyLook(page, 'availability-crowded');
  // A tour leads to its own things and days, and out of them again.
  await at(page, 'tours');
  await page.getByTestId('tour-line').filter({ hasText: 'Екатеринбург' }).click();
  await expect(page.getByTestId('tour-shortage')).toBeVisible();
  await page.locator('.tour-head').getByRole('button', { name: 'Занятость' }).click();
  const only = page.getByRole('button', { name: /^Едет:/ });
  await expect(only).toContainText('Екатеринбург');
  await expect(page.locator('.avail-said[data-kind="tour"]').first()).toBeVisible();
  await twoLooks(page, 'availability-tour');
  await only.click();
  await expect(only).toHaveCount(0);
  // What a search does not find says so, and what to do.
  await page.getByLabel('Вещь или номер').fill('такой вещи нет');
  await expect(page.getByText('Ничего не найдено.')).toBeVisible();
  await everyLook(page, 'availability-empty');
});
