/**
 * Two planners take the same thing without a network: both bookings are kept, found when they meet, stand in Attention
 * for both, and are settled there; the time line says who holds what.
 */
import { expect, type Page } from '@playwright/test';
import { everyLook, stillPage, twoLooks } from './looks.ts';
import { at, type House, openHouse, setOffline, signIn, test } from './support.ts';

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
  await form.getByLabel('Сколько').fill(String(quantity));
  await form.getByRole('button', { name: 'Взять' }).click();
  await expect(form).toHaveCount(0);
}

test('the same thing is taken twice offline, meets on the hub, and is settled in Attention', async ({ browser }) => {
  test.setTimeout(420_000);
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
  await twoLooks(one, 'attention-booking', 1100);

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
