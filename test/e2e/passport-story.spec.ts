/**
 * Building a passport, as the theatre does it: the head of lighting and the sound engineer write their own sections on
 * two laptops without a network, and both the section of all; a drawing is seen where it was not drawn; what collided is
 * settled; who wrote what stands in the history; on tour two sections are others.
 */
import { expect, type Locator, type Page } from '@playwright/test';
import { hand, photo } from './files.ts';
import { examine, stillPage } from './looks.ts';
import { editor, line, newSection, openPassport, pasteText, section } from './passport-steps.ts';
import { type House, openHouse, RELEASE, setOffline, signIn, test } from './support.ts';

let house: House;
test.beforeAll(async () => {
  house = await openHouse(30);
});
test.afterAll(async () => {
  await house.tearDown();
});

const GENERAL = 'Общие сведения';
const RIG = 'Развеска и адреса';
const SOUND = 'Фонограммы';

/** Opens a section and puts the cursor behind a line of its text. */
async function writeBehind(page: Page, title: string, text: string): Promise<void> {
  await line(page, title).first().click();
  await expect(section(page).getByRole('heading', { name: title }).first()).toBeVisible();
  await page.keyboard.press('e');
  await editor(page).getByText(text).first().click();
  await page.keyboard.press('End');
}
async function save(page: Page): Promise<void> {
  await page.keyboard.press('Control+Enter');
  await expect(section(page)).toBeVisible();
}

/** A picture that was loaded, and how wide it is. */
const widthOf = (picture: Locator): Promise<number> =>
  picture.evaluate((image) => (image instanceof HTMLImageElement ? image.naturalWidth : 0));

test('two departments write offline, each their own and both the general section; a drawing, a collision, the tour', {
  tag: RELEASE,
}, async ({ browser }) => {
  const [one, two] = [await house.laptop('svet'), await house.laptop('zvuk')];
  const [light, sound] = [await stillPage(browser), await stillPage(browser)];
  await signIn(light, one.entrance, 'svet@demo.theatre');
  await signIn(sound, two.entrance, 'zvuk@demo.theatre');
  for (const page of [light, sound]) {
    await openPassport(page);
    await setOffline(page, true);
  }

  await writeBehind(light, RIG, 'До начала пьесы Треплева');
  await light.keyboard.press('Enter');
  await light.keyboard.press('Enter');
  await light.keyboard.type('**Пушка** — с галереи, запасная лампа в рубке.');
  await hand(editor(light), 'paste', [await photo('План развески.jpg', 40)]);
  await expect(light.locator('.cm-content')).toContainText('План развески');
  await save(light);
  await expect(section(light).getByRole('img', { name: 'План развески' })).toBeVisible();
  await writeBehind(light, GENERAL, 'Художник по свету');
  await light.keyboard.type(', пульт — Оксана Рябова');
  await editor(light).getByText('Чучело чайки').click();
  await light.keyboard.press('End');
  await light.keyboard.type(' Свет держим до подбора.');
  await save(light);

  await writeBehind(sound, SOUND, 'Chaika_2026.qlab5');
  await sound.keyboard.press('Enter');
  await sound.keyboard.press('Enter');
  await sound.keyboard.type('Копия — на втором диске.');
  await save(sound);
  await writeBehind(sound, GENERAL, 'Комедия в четырёх действиях');
  await sound.keyboard.type(' Звонки даёт рубка.');
  await editor(sound).getByText('Чучело чайки').click();
  await sound.keyboard.press('End');
  await sound.keyboard.type(' Крик чайки — Q 31.');
  await save(sound);
  // What is another department's is read, and not written.
  await line(sound, RIG).first().click();
  await expect(section(sound).getByRole('button', { name: 'Править' })).toHaveCount(0);

  for (const page of [light, sound]) await setOffline(page, false);
  for (const page of [light, sound]) {
    await line(page, GENERAL).click();
    await expect(section(page)).toContainText('Елена Игнатьева, пульт — Оксана Рябова', { timeout: 90_000 });
    await expect(section(page)).toContainText('один антракт. Звонки даёт рубка.', { timeout: 90_000 });
  }
  const drawing = sound.getByTestId('section').getByRole('img', { name: 'План развески' });
  await line(sound, RIG).first().click();
  await expect(drawing).toBeVisible({ timeout: 90_000 });
  // Whoever looks at it has all of it, and keeps it without a network.
  await expect.poll(() => widthOf(drawing), { timeout: 90_000 }).toBe(1200);
  await setOffline(sound, true);
  await sound.reload();
  await expect.poll(() => widthOf(drawing)).toBe(1200);
  await examine(sound, 'passport-drawing-offline');
  await setOffline(sound, false);

  // The same line was written by both: one text stands, both wait.
  const conflictOn = (page: Page): Locator => page.getByTestId('conflict').filter({ hasText: GENERAL });
  await light.goto(`${new URL(light.url()).origin}/#/attention`);
  await expect(conflictOn(light)).toContainText('Свет держим до подбора.');
  await expect(conflictOn(light)).toContainText('Крик чайки — Q 31.');
  await expect(conflictOn(light)).not.toContainText('Оксана Рябова');
  await examine(light, 'passport-collision');
  await light.getByRole('button', { name: 'Писать вместе' }).click();
  await editor(light).getByText('Крик чайки — Q 31.').click();
  await light.keyboard.press('End');
  await light.keyboard.type(' Свет держим до подбора.');
  await editor(light)
    .locator('.cm-line')
    .filter({ hasText: /Свет держим до подбора\.$/ })
    .filter({ hasNotText: 'Q 31' })
    .click();
  await light.keyboard.press('End');
  await light.keyboard.press('Shift+Home');
  await light.keyboard.press('Backspace');
  await light.keyboard.press('Backspace');
  await light.keyboard.press('Control+Enter');
  await expect(conflictOn(light)).toHaveCount(0);
  await line(sound, GENERAL).click();
  await expect(section(sound)).toContainText('Крик чайки — Q 31. Свет держим до подбора.', { timeout: 90_000 });
  await sound.getByRole('button', { name: 'что изменилось' }).click();
  const history = sound.getByTestId('history');
  await expect(history.getByRole('listitem')).toHaveCount(3);
  await expect(history.getByTestId('diff').locator('.diff-line[data-kind="fresh"]')).toContainText(
    'Крик чайки — Q 31.',
  );
  await history
    .getByRole('button', { name: /Елена Игнатьева/ })
    .last()
    .click();
  await expect(history.getByTestId('diff')).toContainText('пульт — Оксана Рябова');
  await examine(sound, 'passport-history');
  await sound.keyboard.press('Escape');

  await sound.getByRole('button', { name: /Гастрольная \d+ отлич/ }).click();
  const list = sound.getByRole('navigation', { name: 'Разделы паспорта' });
  await expect(list.locator('.passport-differs')).toHaveCount(2);
  for (const title of [RIG, 'Монтировка и планы'])
    await expect(line(sound, title).first().locator('.passport-differs')).toHaveText(/^\d+$/);
  await expect(sound.getByText('Как в основной')).toBeVisible();
  await line(sound, RIG).first().click();
  await expect(section(sound).locator('tr[data-mark="gone"]')).toContainText('Софит 4');
  await expect(section(sound).locator('tr[data-mark="fresh"]')).toContainText('Башни П, Л');
  await sound.keyboard.press('l');
  const reading = sound.getByTestId('reading');
  await expect(reading.getByRole('heading', { name: RIG })).toBeVisible();
  await expect(reading).toContainText('контровой с портальных башен');
  await sound.keyboard.press('ArrowRight');
  await expect(reading.getByRole('heading', { name: 'Световая партитура' })).toBeVisible();
  await sound.keyboard.press('ArrowLeft');
  await sound.keyboard.press('ArrowLeft');
  await expect(reading.getByRole('heading', { name: GENERAL })).toBeVisible();
});

/** What somebody may paste who means no good, or knows no better. */
const STRANGE = `[нажми](javascript:alert(1)) и [сюда](JaVaScRiPt:alert(2)) и <javascript:alert(3)>

[ссылка][1] наружу: https://example.org/x и [сайт](https://example.org/y "z"), [файл](file:///etc/passwd)

![далеко](https://example.org/p.png) ![данные](data:image/svg+xml,<svg/onload=alert(4)>) ![](//example.org/q.png)

<img src="https://example.org/r.png" onerror="alert(5)"> <b onclick="alert(6)">жирно</b>

<iframe src="https://example.org"></iframe>
<script>alert(7)</script>
<style>body { background: url(https://example.org/s.png) }</style>

| [таблица](javascript:alert(8)) | ![т](https://example.org/t.png) |
| --- | --- |
| <i onmouseover="alert(9)">i</i> | [вещь](item:не-вещь) |

[1]: javascript:alert(10)
`;

test('links that run, pictures from elsewhere and HTML are the text that they were written as', async ({ browser }) => {
  const app = await house.laptop('zav');
  const page = await stillPage(browser);
  const [elsewhere, dialogs]: [string[], string[]] = [[], []];
  page.on('request', (request) => {
    if (!/^(?:http:\/\/127\.0\.0\.1[:/]|blob:http:\/\/127\.0\.0\.1)/.test(request.url())) elsewhere.push(request.url());
  });
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  await signIn(page, app.entrance, 'zav@demo.theatre');
  await openPassport(page);
  await newSection(page, 'Вставили с сайта');
  await pasteText(page, STRANGE);
  await expect(page.locator('.cm-content')).toContainText('onmouseover');
  /** Nothing that leads out, runs, or comes from elsewhere. */
  const isSafe = async (place: Locator): Promise<void> => {
    await expect(place).toContainText('таблица');
    await expect(place).toContainText('жирно');
    await expect(
      place.locator('a, iframe, script, style, img:not(.cm-widgetBuffer), b[onclick], i[onmouseover], [onerror]'),
    ).toHaveCount(0);
  };
  await isSafe(editor(page));
  await page.keyboard.press('Control+Home');
  await isSafe(editor(page));
  await page.keyboard.press('Control+Enter');
  await isSafe(section(page));
  for (const said of ['(javascript:alert(1))', '<script>alert(7)</script>', 'https://example.org/p.png'])
    await expect(section(page)).toContainText(said);
  await section(page).getByText('нажми').click();
  await examine(page, 'passport-strange');
  await page.getByRole('button', { name: 'что изменилось' }).click();
  await isSafe(page.getByTestId('history'));
  await page.keyboard.press('Escape');
  await page.keyboard.press('l');
  await isSafe(page.getByTestId('reading'));
  await page.keyboard.press('Escape');
  expect(elsewhere).toEqual([]);
  expect(dialogs).toEqual([]);
  await expect(page).toHaveURL(/passport/);
});
