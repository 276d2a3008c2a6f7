/** A show's evening: two laptops without a network, an act that is killed, an incident in two taps, a report that fills itself. */
import { type Browser, expect, type Locator, type Page } from '@playwright/test';
import { textOf } from '../paper/pdf-text.ts';
import { everyLook, examine, stillPage } from './looks.ts';
import { pageText, printDialog, savedSheet } from './paper-steps.ts';
import { at, type House, openHouse, RELEASE, type Running, setOffline, signIn, test } from './support.ts';

let house: House;
test.beforeAll(async () => {
  house = await openHouse(200);
});
test.afterAll(async () => {
  await house.tearDown();
});

const show = (page: Page): Locator => page.getByTestId('show');
const timer = (page: Page): Locator => page.getByTestId('show-timer');
const button = (page: Page, name: string): Locator => page.getByRole('button', { name, exact: true });
const rows = (page: Page): Locator => page.getByTestId('check-row');
/** Of lines that are called alike, the first: what is open stands before what is done. */
const row = (page: Page, title: string): Locator => rows(page).filter({ hasText: title }).first();
const mark = (of: Locator): Locator => of.locator('.sh-mark');

/** Ctrl K «Открыть вечер»; of several evenings «Чайка». */
async function openTonight(page: Page): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByRole('textbox', { name: /Найти/ }).fill('открыть вечер');
  await page.getByRole('button', { name: 'Открыть вечер' }).first().click();
  const choice = page.getByRole('dialog').getByRole('button', { name: /Чайка/ });
  await expect(show(page).or(choice)).toBeVisible();
  if (await choice.isVisible()) await choice.click();
  await expect(show(page)).toBeVisible();
}

interface Window {
  readonly app: Running & { readonly entrance: string };
  readonly page: Page;
}

async function laptop(browser: Browser, profile: string, email: string): Promise<Window> {
  const app = await house.laptop(profile);
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: 'ru-RU' });
  await signIn(page, app.entrance, email);
  return { app, page };
}

/** Targets of the evening that are too small for gloves. */
async function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('.sh button, .sh input:not([type="file"]), .sh select, .sh textarea')]
      .map((element) => ({ element, box: element.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 0 && (box.height < 56 || box.width < 44))
      .map(({ element, box }) => `${element.className} ${element.innerText} ${box.width}×${box.height}`),
  );
}

/** Seconds of a timer «21:26» or «1:02:03». */
async function seconds(page: Page): Promise<number> {
  const [said = ''] = /[\d:]+/.exec(await timer(page).innerText()) ?? [];
  return said.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
}

test('a whole evening on two laptops without a network, killed in the second act, reported and signed', async ({
  browser,
}) => {
  test.setTimeout(420_000);
  const one = await laptop(browser, 'one', 'zav@demo.theatre');
  const other = await laptop(browser, 'other', 'svet@demo.theatre');
  const { page } = one;
  for (const each of [page, other.page]) await setOffline(each, true);
  for (const each of [page, other.page]) await openTonight(each);

  // Before: by keys alone. What is ticked off leaves its place, and the next line has the focus.
  await expect(page.getByRole('heading', { name: 'Машинно-декорационный цех' })).toBeVisible();
  const [first, second] = await rows(page).locator('.sh-name').allInnerTexts();
  await expect(mark(rows(page).first())).toBeFocused();
  await page.keyboard.press('Space');
  await expect(mark(row(page, first ?? ''))).toHaveAttribute('aria-pressed', 'true');
  await expect(row(page, first ?? '')).toContainText('только здесь');
  await expect(mark(row(page, second ?? ''))).toBeFocused();
  await page.keyboard.press('n');
  await page.keyboard.type('Кофр света ещё стоит');
  await page.keyboard.press('Enter');
  await expect(row(page, second ?? '')).toContainText('«Кофр света ещё стоит» — Мария Волкова');
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('heading', { name: 'Осветительный цех' })).toBeVisible();
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Control+z');
  await expect(page.getByTestId('show-gate')).toContainText('Держат 4 пункта');
  expect(await smallTargets(page)).toEqual([]);
  // The other laptop marks the same list, and lines of its own.
  await expect(other.page.getByRole('heading', { name: 'Осветительный цех' })).toBeVisible();
  const [light] = await rows(other.page).locator('.sh-name').allInnerTexts();
  await mark(rows(other.page).first()).click();
  await expect(row(other.page, light ?? '')).toContainText('Игнатьева');

  // Ready says what is missing; with a reason it begins all the same.
  await page.getByRole('button', { name: /^Готов к началу/ }).click();
  await expect(show(page).getByRole('alert')).toContainText('Держат критические пункты (4)');
  await button(page, 'Объявить с причиной…').click();
  await page.keyboard.type('Проверено на прогоне');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('show-gate')).toContainText('с причиной: «Проверено на прогоне»');
  await button(page, 'Впуск в зал').click();
  await button(page, 'Начать действие 1').click();

  // During: dark, silent, large; the way out is held.
  await expect(timer(page)).toContainText('из 41');
  await expect(page.locator('html')).toHaveAttribute('data-look', 'show');
  expect(await smallTargets(page)).toEqual([]);
  const now = await page.getByTestId('show-now').locator('.sh-what').innerText();
  await page.keyboard.press('Space');
  await expect(page.getByTestId('show-now').locator('.sh-what')).not.toHaveText(now);
  await expect(page.getByTestId('show-last')).toContainText('сделано');
  // A line that is held begins a note or an incident about it; its thing is chosen, or another.
  const held = (await page.getByTestId('show-now').locator('.sh-what').innerText()).split(' × ')[0] ?? '';
  await page.getByTestId('show-now').locator('.sh-what').hover();
  await page.mouse.down();
  await expect(page.getByTestId('show-about')).toContainText(held);
  await page.mouse.up();
  await expect(button(page, 'Заклинило')).toBeFocused();
  await button(page, 'Реквизит').click();
  await button(page, 'к сведению').click();
  await expect(page.getByTestId('show-about')).toHaveCount(0);
  await expect(page.getByTestId('show-last')).toContainText(`Реквизит: ${held}`);
  await button(page, 'Вещь…').click();
  expect(await smallTargets(page)).toEqual([]);
  await page.keyboard.press('ArrowDown');
  const thing = await page.locator('.sh-things .sh-hold:focus b').innerText();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('show-last')).toContainText(`(${thing})`);
  await page.keyboard.press('ArrowRight');
  await expect(button(page, 'Сцена 1.1')).toBeVisible();
  await button(page, 'Заклинило').click();
  await button(page, 'серьёзно').click();
  await expect(page.getByTestId('show-last')).toContainText('записано, серьёзно');
  await page.getByRole('button', { name: 'Отменить последнее' }).click();
  await expect(page.getByTestId('show-last')).toContainText('Отменено: «Заклинило»');
  await expect(page.getByTestId('show-last')).not.toContainText('записано, серьёзно');
  await button(page, 'Звук').click();
  await button(page, 'мелочь').click();
  await button(page, 'Добавить слова').click();
  await page.keyboard.type('фонил левый портал');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('show-last')).toContainText('Звук: фонил левый портал');
  await expect(page.locator('.mantine-Notification-root').filter({ visible: true })).toHaveCount(0);
  const exit = page.getByRole('button', { name: 'Выход: держать' });
  await exit.click();
  await page.keyboard.press('Control+1');
  await expect(timer(page)).toBeVisible();

  // Somebody sets the clock an hour ahead: the act's timer goes on as it was.
  const before = await seconds(page);
  await page.evaluate(() => {
    const real = Date.now.bind(Date);
    Date.now = () => real() + 3_600_000;
  });
  await expect(show(page).getByRole('status')).toContainText('перевели на 60 мин');
  expect(await seconds(page)).toBeLessThan(before + 60);

  // The second act; the laptop dies in it, and stands where it stood.
  await button(page, 'Начать действие 2').click();
  await expect(page.getByTestId('show')).toContainText('Действие 2, идёт');
  await button(page, 'Мои строки').click();
  const scene = await page.getByTestId('show-scene').innerText();
  await one.app.kill();
  const again = await house.laptop('one');
  await page.goto(again.entrance);
  await expect(page.getByTestId('show')).toContainText('Действие 2, идёт');
  await expect(page.getByTestId('show-scene')).toHaveText(scene);
  await expect(button(page, 'Мои строки')).toHaveAttribute('aria-pressed', 'true');
  await expect(page).toHaveURL(/#\/show\//);

  // Curtain; the report has filled itself.
  await button(page, 'Занавес').click();
  await button(page, 'Завершить вечер').click();
  const report = page.getByTestId('show-report');
  await expect(report).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('data-look', 'dark');
  await expect(page.getByTestId('show-times').getByRole('row')).toHaveCount(8);
  await expect(report).toContainText('Звук: фонил левый портал');
  await expect(report).toContainText('Проверено на прогоне');
  await page.getByRole('textbox', { name: 'Зрителей' }).fill('412');
  await page.getByRole('textbox', { name: 'Итог вечера' }).fill('Спектакль прошёл ровно.');
  await page.getByRole('button', { name: 'Исправить время: Действие 1' }).click();
  await page.getByRole('textbox', { name: 'Начало' }).fill('19:04');
  await page.getByRole('textbox', { name: 'Конец' }).fill('19:50');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('show-late')).toHaveText('Начало на 4 мин позже');
  const note = page.getByTestId('show-note').filter({ hasText: 'фонил' });
  await note.getByRole('button', { name: /В задачу/ }).focus();
  await page.keyboard.press('t');
  await expect(note).toContainText('задача: создана');
  await note.getByRole('button', { name: /В дефект/ }).focus();
  await page.keyboard.press('d');
  await expect(note).toContainText('дефект: открыт');
  expect(await smallTargets(page)).toEqual([]);
  await page.getByRole('textbox', { name: 'Итог вечера' }).fill('Спектакль прошёл ровно. Зал принял.');
  await page.getByRole('textbox', { name: 'Итог вечера' }).blur();
  await button(page, 'Подписать рапорт').click();
  await button(page, 'Подписать').click();
  await expect(page.getByTestId('show-standing')).toContainText('Подписан');
  await expect(page.getByRole('textbox', { name: 'Зрителей' })).toHaveCount(0);
  // What cannot be taken back any more is said where somebody looks, also in the show.
  await button(page, 'Во время').click();
  await page.keyboard.press('Control+z');
  await expect(show(page).getByRole('alert')).toContainText('подписан');
  await exit.dispatchEvent('pointerdown');
  await expect(page.getByTestId('show-report')).toBeVisible();
  await button(page, 'Дополнение…').click();
  await page.getByRole('textbox', { name: 'Что записать' }).fill('Портал исправлен');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('show-note').filter({ hasText: 'Портал исправлен' })).toContainText('дополнение');

  // On paper, still without a network.
  await page.getByTestId('show-report').getByRole('button', { name: 'Печать' }).click();
  await expect.poll(() => pageText(page)).toContain('412');
  const { pages } = await textOf((await savedSheet(page)).bytes);
  for (const said of ['РАПОРТ', 'фонил левый портал', 'Проверено на прогоне', 'Портал исправлен', thing])
    expect(pages.join('\n')).toContain(said);
  await page.keyboard.press('Escape');
  await expect(printDialog(page)).toBeHidden();

  // The network is back, for the one since it began anew: both see one evening.
  await other.page.getByRole('button', { name: 'Назад' }).click();
  await setOffline(other.page, false);
  await openTonight(other.page);
  await expect(other.page.getByTestId('show-standing')).toContainText('Подписан', { timeout: 60_000 });
  await expect(other.page.getByTestId('show-report')).toContainText('412');
  await other.page.screenshot({ path: 'test-results/screens/show-signed.png' });
  await other.page.getByRole('button', { name: 'До', exact: true }).click();
  await expect(other.page.getByTestId('show-gate')).toContainText('Готов к началу');
  await button(page, 'До').click();
  await page.getByRole('button', { name: /^Осветительный цех/ }).click();
  await expect(row(page, light ?? '')).toContainText('Игнатьева');

  // The head of a department that had people in it hears of the signature, and comes to the report.
  await at(other.page, 'today');
  await other.page.getByTestId('bell').click();
  const notice = other.page.getByTestId('notice').filter({ hasText: 'рапорт подписан, Мария Волкова' });
  await notice.getByRole('button').first().click();
  await expect(other.page).toHaveURL(/#\/events\/[^?]+\?tab=report/);
  await expect(other.page.getByTestId('show-report')).toContainText('412');
  await expect(other.page.getByRole('tab', { name: 'Чек-листы' })).toBeVisible();
});

const SIZES = [
  { width: 1280, height: 800 },
  { width: 800, height: 600 },
  { width: 1920, height: 1080 },
] as const;

/** Every size in both languages, in the look of the running show. */
async function everySize(page: Page, name: string): Promise<void> {
  for (const language of ['ru', 'en'])
    for (const size of SIZES) {
      await page.setViewportSize(size);
      await speak(page, language);
      await examine(page, `${name}-${language}-${String(size.width)}`);
      expect.soft(await smallTargets(page), `${name} ${language} ${String(size.width)}`).toEqual([]);
    }
  await page.setViewportSize(SIZES[0]);
  await speak(page, 'ru');
}

/** As another window of the same person would say it. */
async function speak(page: Page, language: string): Promise<void> {
  await page.evaluate((tongue) => {
    localStorage.setItem('offstage-language', tongue);
    window.dispatchEvent(new StorageEvent('storage', { key: 'offstage-language', newValue: tongue }));
  }, language);
  await expect(page.locator('html')).toHaveAttribute('lang', language);
}

async function wide(page: Page, name: string): Promise<void> {
  await page.setViewportSize(SIZES[2]);
  await examine(page, `${name}-1920`);
  await page.setViewportSize(SIZES[0]);
}

test.describe('in pictures', () => {
  // An evening that nobody has begun.
  let fresh: House;
  test.beforeAll(async () => {
    fresh = await openHouse(200);
  });
  test.afterAll(async () => {
    await fresh.tearDown();
  });

  test('the evening in every look', { tag: RELEASE }, async ({ browser }) => {
    test.setTimeout(900_000);
    const app = await fresh.laptop('looks');
    const page = await stillPage(browser);
    await page.setViewportSize(SIZES[0]);
    await signIn(page, app.entrance, 'pomrezh@demo.theatre');
    await openTonight(page);
    await everyLook(page, 'show-before');
    await wide(page, 'show-before');
    await button(page, 'Объявить с причиной…').click();
    await page.keyboard.type('Проверено на прогоне');
    await page.keyboard.press('Enter');
    await button(page, 'Впуск в зал').click();
    await examine(page, 'show-ready');
    await button(page, 'Начать действие 1').click();
    await expect(timer(page)).toContainText('из 41');
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowRight');
    await everySize(page, 'show-during');
    await button(page, 'Заклинило').click();
    await everySize(page, 'show-incident');
    await button(page, 'серьёзно').click();
    await button(page, 'Вещь…').click();
    await everySize(page, 'show-thing');
    await page.locator('.sh-things .sh-hold').first().click();
    await page.locator('.sh-next').first().click({ button: 'right' });
    await everySize(page, 'show-about');
    await button(page, 'Занавес').click();
    await button(page, 'Завершить вечер').click();
    await expect(page.getByTestId('show-report')).toBeVisible();
    await everyLook(page, 'show-after', 1600);
    await wide(page, 'show-after');
    await at(page, `events/${/show\/([^?]+)/.exec(page.url())?.[1] ?? ''}`);
    await page.getByRole('tab', { name: 'Рапорт' }).click();
    await examine(page, 'event-report');
    await page.getByRole('tab', { name: 'Чек-листы' }).click();
    await everyLook(page, 'event-checklists');
  });
});
