/** A season's file goes in after it was looked at, comes out as a calendar, and is taken back at once. */
import { readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, type Page } from '@playwright/test';
import { readWholeCalendar } from '../../shared/ical/read-calendar.ts';
import { MOST_FILE_BYTES } from '../../shared/schedule-import/read-file.ts';
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

const ORCHESTRA = readFileSync(fileURLToPath(new URL('../shared/schedule-import/orchestra.csv', import.meta.url)));
const to = (page: Page, path: string) => page.goto(`${new URL(page.url()).origin}/#/${path}`);
const event = (page: Page, title: string) => page.getByTestId('plan-event').filter({ hasText: title });

const calendar = (...lines: readonly string[]): string =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR', ''].join('\r\n');

async function openImport(page: Page): Promise<ReturnType<Page['getByRole']>> {
  await page.getByRole('button', { name: 'Файл, печать и правила' }).click();
  await page.getByRole('menuitem', { name: 'Загрузить из файла…' }).click();
  return page.getByRole('dialog');
}

const give = (page: Page, name: string, content: string | Buffer): Promise<void> =>
  page
    .getByTestId('file-input')
    .setInputFiles({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(content) });

test('concerts of an orchestra are looked at, set right, brought in offline, and taken back at once', async ({
  browser,
}) => {
  test.setTimeout(300_000);
  const laptop = await house().laptop('planner');
  const page = await stillPage(browser);
  await signIn(page, laptop.entrance, 'zav@demo.theatre');
  await to(page, 'schedule?view=month&date=2004-09-20');
  await setOffline(page, true);
  const dialog = await openImport(page);
  await everyLook(page, 'import-drop');
  // What is no file of events is said, and nothing happens.
  await give(page, 'письмо.txt', 'Добрый день');
  await expect(dialog.getByRole('alert')).toContainText('не похож ни на календарь, ни на таблицу');
  await give(page, 'orchestra.csv', ORCHESTRA);
  const lines = dialog.getByTestId('import-lines');
  await expect(lines.getByRole('listitem').first()).toContainText('Avery Fisher Hall');
  await expect(dialog.getByText('Новые: 34')).toBeVisible();
  await dialog.getByRole('button', { name: /^Площадки/ }).click();
  await dialog.getByRole('button', { name: 'Создать все, которых нет' }).click();
  await everyLook(page, 'import-preview');
  const go = dialog.getByTestId('import-go');
  await expect(go).toHaveText('Загрузить 34 события');
  await go.click();
  await expect(dialog).toHaveCount(0);
  await expect(event(page, 'Anthem').first()).toBeVisible();
  await examine(page, 'import-done');

  // The same file once more: nothing is left to do.
  const again = await openImport(page);
  await give(page, 'orchestra.csv', ORCHESTRA);
  await expect(again.getByText('Без изменений: 34')).toBeVisible();
  await expect(again.getByTestId('import-go')).toBeDisabled();
  await page.keyboard.press('Escape');
  await expect(again).toHaveCount(0);

  // One key takes all of it back, the halls as well.
  await page.keyboard.press('Control+z');
  await expect(event(page, 'Anthem')).toHaveCount(0);
  await setOffline(page, false);
  await to(page, 'records/venues');
  await expect(page.getByText('Avery Fisher Hall')).toHaveCount(0);
});

test('a calendar with unknown zones, series and broken lines says what it is, and changes what it brought', {
  tag: RELEASE,
}, async ({ browser }) => {
  test.setTimeout(240_000);
  const laptop = await house().laptop('reader');
  const page = await stillPage(browser);
  await signIn(page, laptop.entrance, 'zav@demo.theatre');
  await to(page, 'schedule?view=week&date=2027-03-01');
  const file = (title: string): string =>
    calendar(
      'BEGIN:VEVENT',
      'UID:one',
      `SUMMARY:${title}`,
      'DTSTART;TZID=Наша сцена:20270302T190000',
      'LOCATION:Клуб',
      'DTEND;TZID=Наша сцена:20270302T210000',
      'END:VEVENT',
      'BEGIN:VEVENT',
      'UID:class',
      'SUMMARY:Класс',
      'DTSTART:20270301T100000',
      'DTEND:20270301T110000',
      'RRULE:FREQ=DAILY;UNTIL=20270306T100000',
      'END:VEVENT',
      'BEGIN:VEVENT',
      'UID:none',
      'SUMMARY:Когда-нибудь',
      'END:VEVENT',
    );
  const dialog = await openImport(page);
  await give(page, 'club.ics', file('Открытый прогон'));
  await expect(dialog.getByText('Не прочитаны: 1')).toBeVisible();
  await expect(dialog.getByText('Файл называет пояса, которых никто не знает')).toBeVisible();
  await dialog.getByText('Не прочитаны: 1').click();
  await expect(dialog.getByTestId('import-lines')).toContainText('Не сказано, когда событие начинается.');
  await examine(page, 'import-unread');
  await dialog.getByTestId('import-go').click();
  await expect(dialog).toHaveCount(0);
  await expect(event(page, 'Открытый прогон')).toBeVisible();
  await expect(event(page, 'Класс')).toHaveCount(6);

  const changed = await openImport(page);
  await give(page, 'club.ics', file('Закрытый прогон'));
  await expect(changed.getByText('Изменятся: 1')).toBeVisible();
  await expect(changed.getByTestId('import-lines')).toContainText('Открытый прогон → Закрытый прогон');
  await examine(page, 'import-changed');
  await changed.getByTestId('import-go').click();
  await expect(event(page, 'Закрытый прогон')).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(event(page, 'Открытый прогон')).toBeVisible();

  // Out again, as a telephone reads it.
  await page.getByRole('button', { name: 'Файл, печать и правила' }).click();
  await page.getByRole('menuitem', { name: 'Скачать календарь (.ics)…' }).click();
  const taking = page.getByRole('dialog');
  await taking.getByLabel('Расписание, как оно отобрано на экране').check();
  await taking.getByRole('textbox', { name: 'С какого дня' }).fill('01.03.2027');
  await taking.getByRole('textbox', { name: 'По какой день' }).fill('07.03.2027');
  await everyLook(page, 'export-calendar');
  const download = page.waitForEvent('download');
  await taking.getByRole('button', { name: 'Скачать' }).click();
  const text = readFileSync(await (await download).path(), 'utf8');
  const week = { from: '2027-03-01', to: '2027-03-07' };
  const read = readWholeCalendar(text, { window: week, zones: {} });
  expect(read.unread).toEqual([]);
  expect(read.events.map(({ title }) => title).toSorted()).toEqual([
    ...Array<string>(6).fill('Класс'),
    'Открытый прогон',
  ]);
});

/** Daily events, each with so many bytes that nobody reads. */
function season(count: number, padding: number): string {
  const filler = padding === 0 ? [] : [`X-FILLER:${`${'x'.repeat(70)}\r\n `.repeat(Math.ceil(padding / 73))}x`];
  const two = (number: number): string => String(number).padStart(2, '0');
  return calendar(
    ...Array.from({ length: count }, (_, index) => {
      const day = `2031${two(1 + (Math.floor(index / 28) % 12))}${two(1 + (index % 28))}`;
      return [
        'BEGIN:VEVENT',
        `UID:season-${index}`,
        `SUMMARY:Вечер ${index}`,
        `DTSTART:${day}T190000`,
        `DTEND:${day}T210000`,
        ...filler,
        'END:VEVENT',
      ].join('\r\n');
    }),
  );
}

test('what goes in is stopped by its button: what is in by then is said, and is taken back at once', async ({
  browser,
}) => {
  test.setTimeout(240_000);
  const laptop = await house().laptop('stopper');
  const page = await stillPage(browser);
  await signIn(page, laptop.entrance, 'zav@demo.theatre');
  await to(page, 'schedule?view=month&date=2031-01-01');
  const dialog = await openImport(page);
  await give(page, 'season.ics', season(4000, 0));
  const go = dialog.getByTestId('import-go');
  await expect(go).toHaveText('Загрузить 4 000 событий');
  await go.click();
  await expect(dialog.getByTestId('import-progress')).toContainText('из 4 000');
  await dialog.getByRole('button', { name: 'Остановить' }).click();
  const said = dialog.getByRole('alert');
  await expect(said).toContainText('из 4 000');
  const [, written = ''] = /([\d\s]+?) из 4.000/u.exec(await said.innerText()) ?? [];
  const count = Number(written.replaceAll(/\s/gu, ''));
  expect(count % 100).toBe(0);
  expect(count).toBeGreaterThan(0);
  expect(count).toBeLessThan(4000);
  await examine(page, 'import-stopped');
  await dialog.getByRole('button', { name: 'Закрыть' }).last().click();
  await expect(dialog).toHaveCount(0);
  // The earliest days come first.
  await expect(event(page, 'Вечер')).not.toHaveCount(0);
  await page.keyboard.press('Control+z');
  await expect(event(page, 'Вечер')).toHaveCount(0);
});

test('a file that is too large is not opened, and it is said how large one may be', async ({ browser }) => {
  const laptop = await house().laptop('large');
  const page = await stillPage(browser);
  await signIn(page, laptop.entrance, 'zav@demo.theatre');
  await to(page, 'schedule');
  const dialog = await openImport(page);
  const file = test.info().outputPath('large.ics');
  writeFileSync(file, calendar());
  truncateSync(file, MOST_FILE_BYTES + 1);
  await page.getByTestId('file-input').setInputFiles(file);
  await expect(dialog.getByRole('alert')).toContainText(`${String(MOST_FILE_BYTES / 1024 / 1024)} МБ`);
  await expect(dialog.getByRole('button', { name: 'Выбрать файл' })).toBeVisible();
});

test('a file as large as may be is read in sight, is stopped, and comes to its end', { tag: RELEASE }, async ({
  browser,
}) => {
  test.setTimeout(300_000);
  const laptop = await house().laptop('largest');
  const page = await stillPage(browser);
  await signIn(page, laptop.entrance, 'zav@demo.theatre');
  await to(page, 'schedule?view=month&date=2031-01-01');
  const dialog = await openImport(page);
  const [small, largest] = [test.info().outputPath('20.ics'), test.info().outputPath('most.ics')];
  writeFileSync(small, season(2000, 10_000));
  writeFileSync(largest, season(300, 218_000));
  for (const [file, least] of [
    [small, 20e6],
    [largest, 0.95 * MOST_FILE_BYTES],
  ] as const) {
    expect(statSync(file).size).toBeGreaterThan(least);
    expect(statSync(file).size).toBeLessThanOrEqual(MOST_FILE_BYTES);
  }
  const reading = dialog.getByTestId('import-progress');
  await page.getByTestId('file-input').setInputFiles(largest);
  await expect(reading).toContainText('most.ics');
  await dialog.getByRole('button', { name: 'Остановить' }).click();
  await expect(dialog.getByRole('button', { name: 'Выбрать файл' })).toBeVisible();
  await page.getByTestId('file-input').setInputFiles(largest);
  await expect(dialog.getByText('Новые: 300')).toBeVisible({ timeout: 120_000 });
  await dialog.getByRole('button', { name: 'Другой файл' }).click();
  await page.getByTestId('file-input').setInputFiles(small);
  await expect(dialog.getByText(/^Новые: 2.?000$/u)).toBeVisible({ timeout: 120_000 });
});
