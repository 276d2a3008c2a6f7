/** Every screen in both languages, three appearances and two sizes: axe finds nothing serious. Pictures go to test-results/screens. */

import { mkdirSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { tableName } from '../../shared/i18n/names.ts';
import { tableNames, tableOf } from '../../shared/schema/catalog.ts';
import { type House, openHouse, scan, signIn } from './support.ts';

const SHOTS = 'test-results/screens';
let house: House;
test.beforeAll(async () => {
  mkdirSync(SHOTS, { recursive: true });
  house = await openHouse(200);
});
test.afterAll(async () => {
  await house.tearDown();
});

async function examine(page: Page, name: string): Promise<void> {
  await page.waitForTimeout(250);
  await page.screenshot({ path: `${SHOTS}/${name}.png` });
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'])
    .analyze();
  const serious = violations.filter((violation) => violation.impact === 'serious' || violation.impact === 'critical');
  expect
    .soft(
      serious.map(
        (violation) =>
          `${name}: ${violation.id} ${violation.nodes
            .map((node) => node.target.join(' '))
            .slice(0, 3)
            .join(' | ')} ${violation.nodes[0]?.any[0]?.message ?? ''}`,
      ),
    )
    .toEqual([]);
}

/** The general screens, the trash, the state of the data, and what is asked before something is deleted. */
async function examineRecords(page: Page, origin: string, suffix: string): Promise<void> {
  await page.goto(`${origin}/#/records/performances`);
  await expect(page.getByTestId('record').first()).toBeVisible();
  await examine(page, `records-${suffix}`);
  await page.getByTestId('record').filter({ hasText: 'Дядя Ваня' }).click();
  await expect(page.getByTestId('inspector').getByRole('tab').first()).toBeVisible();
  await examine(page, `record-${suffix}`);
  await page.getByTestId('inspector').getByRole('tab').nth(1).click();
  await examine(page, `history-${suffix}`);
  await page.getByRole('button', { name: /Действия с записью|What can be done/ }).click();
  await page.getByRole('menuitem', { name: /Удалить|Delete/ }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await examine(page, `deletion-${suffix}`);
  await page.keyboard.press('Escape');
  await page.goto(`${origin}/#/trash`);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await examine(page, `trash-${suffix}`);
  await page.goto(`${origin}/#/health`);
  await expect(page.getByTestId('health-ok')).toBeVisible();
  await examine(page, `health-${suffix}`);
}

async function visit(page: Page, suffix: string): Promise<void> {
  const { origin } = new URL(page.url());
  await page.goto(`${origin}/#/inventory`);
  await expect(page.getByTestId('inventory-total')).toBeVisible();
  await examine(page, `inventory-${suffix}`);
  await page.getByTestId('inventory-grid').locator('.grid-row').nth(2).click();
  await expect(page.getByTestId('inspector').getByRole('tab').first()).toBeVisible();
  await examine(page, `inspector-${suffix}`);
  for (const name of ['locations', 'counts', 'attention']) {
    await page.goto(`${origin}/#/${name}`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await examine(page, `${name}-${suffix}`);
  }
  await examineRecords(page, origin, suffix);
  await page.goto(`${origin}/#/counts`);
  await page.getByRole('article', { name: 'Зал света, стеллаж 1' }).getByRole('button').first().click();
  await expect(
    page
      .getByTestId('code-input')
      .or(page.getByText(/Проверка|Review/))
      .first(),
  ).toBeVisible();
  const [line = ''] = await page.getByTestId('count-line').allInnerTexts();
  const code = /[A-Z]{2}-\d{5}/.exec(line)?.[0];
  if (code !== undefined) await scan(page, code);
  await examine(page, `counting-${suffix}`);
  await page.goto(`${page.url().replace(/\/review$/, '')}/review`);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await examine(page, `review-${suffix}`);
  await page.getByTestId('sync-indicator').click();
  await examine(page, `sync-${suffix}`);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await page.getByRole('textbox', { name: /Найти|Find/ }).fill('прожекторы');
  await expect(page.getByRole('button', { name: /Прожектор/ }).first()).toBeVisible();
  await examine(page, `search-${suffix}`);
  await page.keyboard.press('Escape');
}

test('every screen is readable in every look', async ({ browser }) => {
  test.setTimeout(900_000);
  const app = await house.laptop('screens');
  const context = await browser.newContext({ locale: 'ru-RU' });
  const page = await context.newPage();
  await page.goto(app.entrance);
  await expect(page.getByRole('button', { name: 'Войти' })).toBeVisible();
  await examine(page, 'sign-in-ru-dark');
  await signIn(page, page.url(), 'zav@demo.theatre');
  const look = async (appearance: string, language: string, size: { width: number; height: number }): Promise<void> => {
    await page.evaluate(
      ([wanted, tongue]) => {
        const stored = JSON.parse(localStorage.getItem('offstage-ui') ?? '{"state":{},"version":0}') as {
          state: Record<string, unknown>;
        };
        stored.state['appearance'] = wanted;
        localStorage.setItem('offstage-ui', JSON.stringify(stored));
        localStorage.setItem('offstage-language', tongue ?? 'ru');
      },
      [appearance, language],
    );
    await page.setViewportSize(size);
    await page.reload();
    await visit(page, `${language}-${appearance}-${size.width}`);
  };
  const wide = { width: 1280, height: 800 };
  const narrow = { width: 800, height: 600 };
  for (const language of ['ru', 'en']) {
    for (const appearance of ['dark', 'light', 'show'])
      for (const size of [wide, narrow]) await look(appearance, language, size);
  }
});

test('the door, people, laptops and roles are readable in every look', async ({ browser }) => {
  test.setTimeout(900_000);
  const app = await house.laptop('people');
  const page = await (await browser.newContext({ locale: 'ru-RU' })).newPage();
  await signIn(page, app.entrance, 'admin@demo.theatre');
  const { origin } = new URL(page.url());
  for (const language of ['ru', 'en']) {
    for (const appearance of ['dark', 'light', 'show']) {
      for (const size of [
        { width: 1280, height: 800 },
        { width: 800, height: 600 },
      ]) {
        await page.evaluate(
          ([wanted, tongue]) => {
            const stored = JSON.parse(localStorage.getItem('offstage-ui') ?? '{"state":{},"version":0}') as {
              state: Record<string, unknown>;
            };
            stored.state['appearance'] = wanted;
            localStorage.setItem('offstage-ui', JSON.stringify(stored));
            localStorage.setItem('offstage-language', tongue ?? 'ru');
          },
          [appearance, language],
        );
        await page.setViewportSize(size);
        const suffix = `${language}-${appearance}-${size.width}`;
        for (const tab of ['people', 'laptops', 'roles'] as const) {
          await page.goto(`${origin}/#/people/${tab}`);
          await page.reload();
          await page.getByTestId({ people: 'person', laptops: 'laptop', roles: 'role' }[tab]).first().click();
          await expect(page.locator('.panel')).toBeVisible();
          await examine(page, `${tab}-${suffix}`);
        }
        await page.keyboard.press('Control+l');
        await expect(page.getByTestId('person-tile')).toHaveCount(1);
        await examine(page, `door-${suffix}`);
        await page.locator('input[type=password]').fill('offstage');
        await page.keyboard.press('Enter');
        await expect(page.getByTestId('sync-indicator')).toBeVisible();
      }
    }
  }
});

test('every table of the catalog has a screen that opens, creates and finds', async ({ browser }) => {
  test.setTimeout(180_000);
  const app = await house.laptop('tables');
  const page = await browser.newPage();
  await signIn(page, app.entrance, 'admin@demo.theatre');
  const { origin } = new URL(page.url());
  for (const name of tableNames.filter((table) => !['hub', 'device'].includes(tableOf(table).scope))) {
    await page.goto(`${origin}/#/records/${name}`);
    await expect(page.getByRole('heading', { level: 1, name: tableName(name, 'ru'), exact: true })).toBeVisible();
    await expect(page.getByTestId('records-total')).toBeVisible();
    if (tableOf(name).write === undefined || name === 'theaters') continue;
    await page.getByRole('button', { name: 'Новая запись' }).click();
    await expect(page.getByRole('dialog').getByRole('button', { name: 'Создать' })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  }
  // A new row by keyboard: what is missing is said, then it is there.
  await page.goto(`${origin}/#/records/venues`);
  await page.getByRole('button', { name: 'Новая запись' }).click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'Название' }).fill('Малая сцена');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('Заполните поле «Код»');
  await page.getByRole('dialog').getByRole('textbox', { name: 'Код' }).fill('main_stage');
  await page.getByRole('dialog').getByRole('combobox', { name: 'Вид' }).click();
  await page.getByRole('option', { name: 'сцена' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Создать' }).click();
  await page.getByRole('button', { name: 'Взять main_stage-2' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Создать' }).click();
  await expect(page.getByTestId('inspector')).toContainText('Малая сцена');
  await page.getByTestId('inspector').getByRole('textbox', { name: 'Вместимость' }).fill('120');
  await page.keyboard.press('Enter');
  await page.getByTestId('inspector').getByRole('tab', { name: 'История' }).click();
  await expect(page.getByTestId('history')).toContainText('Вместимость: — → 120');
});

test('the counting screen by keyboard alone', async ({ browser }) => {
  const app = await house.laptop('keys');
  const page = await browser.newPage();
  await signIn(page, app.entrance, 'ivan@demo.theatre');
  await page.keyboard.press('Control+Digit3');
  await expect(page.getByRole('heading', { name: 'Подсчёт', exact: true })).toBeVisible();
  const open = page.getByRole('article', { name: 'Зал света, стеллаж 1' }).getByRole('button').first();
  await open.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText('Сканер готов')).toBeVisible();
  const text = await page.getByTestId('count-line').first().innerText();
  const code = /[A-Z]{2}-\d{5}/.exec(text)?.[0] ?? '';
  await page.keyboard.press('Slash');
  await expect(page.getByTestId('code-input')).toBeFocused();
  await page.keyboard.type(code, { delay: 80 });
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('verdict')).toBeVisible();
  const newest = page.getByTestId('entry').first();
  const before = await newest.innerText();
  await page.getByRole('grid').focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Equal');
  await expect(newest).not.toHaveText(before, { useInnerText: true });
  await page.keyboard.press('Control+z');
  await expect(newest).toContainText('отменено');
});
