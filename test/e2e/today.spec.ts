/** Today: how long it is to the curtain, the day by venue, what is wrong; Enter opens the evening. */
import { expect, type Page } from '@playwright/test';
import { everyLook, examine, stillPage, wear } from './looks.ts';
import { at, type House, openHouse, RELEASE, setOffline, signIn, test } from './support.ts';

let house: House;
test.beforeAll(async () => {
  house = await openHouse(200);
});
test.afterAll(async () => {
  await house.tearDown();
});

test('the app begins with today, and Enter opens the evening, without a network', async ({ browser }) => {
  const app = await house.laptop('one');
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: 'ru-RU' });
  await signIn(page, app.entrance, 'zav@demo.theatre');
  await setOffline(page, true);
  await page.goto(`${new URL(page.url()).origin}/#/`);
  await page.reload();
  await expect(page.getByTestId('today')).toBeVisible();
  await expect(page.getByTestId('today-clock')).toContainText('«Чайка»');
  await expect(page.locator('.td-block[data-kind="show"]').first()).toContainText('Д. 1');
  await expect(page.getByTestId('today-problems').getByRole('listitem').first()).toBeVisible();
  await expect(page.getByTestId('today-laptop')).toContainText('Все изменения отправлены');
  await expect(page.getByRole('button', { name: 'Открыть вечер' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('show')).toBeVisible();
});

/** Whatever hour it is in the theatre: in the show's look nothing is told yet. */
const beginInShow = (page: Page): Promise<unknown> =>
  page.addInitScript(() => {
    if (localStorage.getItem('offstage-ui') === null)
      localStorage.setItem('offstage-ui', JSON.stringify({ state: { appearance: 'show' }, version: 0 }));
  });

/** Twenty minutes before the call at 18:00 its reminder stands there, once, without a network. */
async function remindedOffline(page: Page): Promise<void> {
  await setOffline(page, true);
  const [hours = 0, minutes = 0] = (await page.locator('.td-now').innerText()).split(':').map(Number);
  await page.evaluate(
    (ahead) => {
      const real = Date.now.bind(Date);
      Date.now = () => real() + ahead * 60_000;
    },
    17 * 60 + 40 - (hours * 60 + minutes),
  );
  await wear(page, 'ru', 'dark');
  const reminder = page.locator('.mantine-Notification-root').filter({ hasText: /Явка через (?:19|20) мин/ });
  await expect(reminder).toHaveCount(1);
  await expect(reminder).toContainText('18:00');
  // The page forgets the other clock; what was told of stays told.
  await page.reload();
  await setOffline(page, false);
  await expect(reminder).toHaveCount(0);
}

test('a call is answered where the day is read, and who is replaced hears of it under the bell', async ({
  browser,
}) => {
  const [one, other] = [await house.laptop('planner'), await house.laptop('called')];
  const [planner, called] = [await browser.newPage({ locale: 'ru-RU' }), await browser.newPage({ locale: 'ru-RU' })];
  await beginInShow(called);
  await signIn(planner, one.entrance, 'zav@demo.theatre');
  await signIn(called, other.entrance, 'svet@demo.theatre');
  await at(called, 'today');
  await remindedOffline(called);
  const no = called.getByTestId('today-mine').getByRole('button', { name: /^Не приду/ });
  await expect(no.first()).toBeVisible();
  const before = await no.count();
  await no.first().click();
  await expect(no).toHaveCount(before - 1);

  await at(planner, 'today');
  await planner.locator('.td-block[data-kind="show"]').first().click();
  const call = planner.getByTestId('call-row').filter({ hasText: 'Игнатьева' }).first();
  await call.getByRole('button', { name: 'Заменить' }).click();
  await planner.getByRole('menuitem', { name: 'пока никто' }).click();
  const notice = called.getByTestId('notice').filter({ hasText: 'Чайка' }).first();
  await expect(called.getByTestId('bell').locator('.bell-count')).toHaveText('1', { timeout: 60_000 });
  await called.getByTestId('bell').click();
  await expect(notice).toContainText('Игнатьева');
  await expect(notice.getByRole('button').first()).toBeVisible();
  await called.screenshot({ path: 'test-results/screens/bell.png', animations: 'disabled' });
  await notice.getByRole('button').first().click();
  await expect(called).toHaveURL(/#\/events\//);
  await expect(called.getByTestId('bell').locator('.bell-count')).toHaveCount(0);
});

test('today is readable in every look', { tag: RELEASE }, async ({ browser }) => {
  test.setTimeout(300_000);
  const app = await house.laptop('looks');
  const page = await stillPage(browser);
  await signIn(page, app.entrance, 'zav@demo.theatre');
  await at(page, 'today');
  await expect(page.getByTestId('today-problems').getByRole('listitem').first()).toBeVisible();
  await everyLook(page, 'today');
  await page.setViewportSize({ width: 1920, height: 1080 });
  await examine(page, 'today-1920');
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.getByRole('button', { name: 'Открыть вечер' }).click();
  await page.getByRole('button', { name: 'Объявить с причиной…' }).click();
  await page.keyboard.type('Проверено на прогоне');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Начать действие 1' }).click();
  await expect(page.getByTestId('show-timer')).toBeVisible();
  await at(page, 'today');
  await expect(page.getByTestId('today-clock')).toContainText('Действие 1, идёт');
  await everyLook(page, 'today-running');
  await page.getByTestId('bell').click();
  await expect(page.getByText('Уведомлений нет').or(page.getByTestId('notice').first()).first()).toBeVisible();
  await everyLook(page, 'bell');
});
