/** A count by two people: a second opinion, a doubtful code, a reload, and a posting that is taken back. */

import { mkdirSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { type House, openHouse, scan, signIn, test } from './support.ts';

const SHOTS = 'test-results/screens';
let house: House;
test.beforeAll(async () => {
  mkdirSync(SHOTS, { recursive: true });
  house = await openHouse(120);
});
test.afterAll(async () => {
  await house.tearDown();
});

async function openCount(page: Page): Promise<void> {
  await page.goto(`${new URL(page.url()).origin}/#/counts`);
  await page
    .getByRole('article', { name: 'Зал света, стеллаж 1' })
    .getByRole('button', { name: /Начать|Считать/ })
    .click();
  await expect(page.getByText('Сканер готов')).toBeVisible();
}

async function codesOf(page: Page): Promise<string[]> {
  await expect(page.getByTestId('count-line').first()).toBeVisible();
  const lines = await page.getByTestId('count-line').allInnerTexts();
  return lines.map((text) => /[A-Z]{2}-\d{5}/.exec(text)?.[0] ?? '').filter((code) => code !== '');
}

/** Keys as a scanner sends them, with a pause after some. */
async function scanWithPause(page: Page, code: string, after: number, pause: number): Promise<void> {
  await page.evaluate(
    async ([text, position, milliseconds]) => {
      const send = (physical: string): void => {
        (document.activeElement ?? document.body).dispatchEvent(
          new KeyboardEvent('keydown', {
            key: 'Ф',
            code: physical,
            shiftKey: physical.startsWith('Key'),
            bubbles: true,
            cancelable: true,
          }),
        );
      };
      for (const [index, letter] of [...text].entries()) {
        if (index === position)
          await new Promise((done) => {
            setTimeout(done, milliseconds);
          });
        send(/\d/.test(letter) ? `Digit${letter}` : letter === '-' ? 'Minus' : `Key${letter}`);
      }
      send('Enter');
    },
    [code, after, pause] as const,
  );
}

async function examine(page: Page, name: string): Promise<void> {
  for (const [look, language] of [
    ['dark', 'ru'],
    ['light', 'en'],
    ['show', 'ru'],
  ] as const) {
    await page.evaluate(
      ([wanted, tongue]) => {
        const stored = JSON.parse(localStorage.getItem('offstage-ui') ?? '{"state":{},"version":0}') as {
          state: Record<string, unknown>;
        };
        stored.state['appearance'] = wanted;
        localStorage.setItem('offstage-ui', JSON.stringify(stored));
        localStorage.setItem('offstage-language', tongue);
      },
      [look, language] as const,
    );
    await page.reload();
    for (const size of [
      { width: 1280, height: 800 },
      { width: 800, height: 600 },
    ]) {
      await page.setViewportSize(size);
      // What people came for is in sight, not below the fold or behind something else.
      const line = page.getByTestId('count-line').or(page.getByTestId('review-line')).first();
      await expect(line).toBeInViewport({ ratio: 0.9 });
      const [wanted, had] = await line.evaluate((row) => [row.scrollWidth, row.clientWidth]);
      expect.soft(wanted, `${name} ${look} ${size.width}: cut`).toBeLessThanOrEqual(had ?? 0);
      await page.screenshot({ path: `${SHOTS}/${name}-${language}-${look}-${size.width}.png` });
      const { violations } = await new AxeBuilder({ page })
        .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'])
        .analyze();
      const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
      const words = serious.map(
        ({ id, nodes }) =>
          `${name} ${look} ${size.width}: ${id} ${nodes
            .map((node) => node.target.join(' '))
            .slice(0, 3)
            .join(' | ')} ${nodes[0]?.any[0]?.message ?? ''}`,
      );
      expect.soft(words).toEqual([]);
    }
  }
  await page.evaluate(() => localStorage.setItem('offstage-language', 'ru'));
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.reload();
}

test('two people count, one gives a second opinion, the count is posted and taken back', async ({ browser }) => {
  test.setTimeout(300_000);
  const [appA, appB] = [await house.laptop('count-a'), await house.laptop('count-b')];
  const [a, b] = [await (await browser.newContext()).newPage(), await (await browser.newContext()).newPage()];
  await signIn(a, appA.entrance, 'zav@demo.theatre');
  await signIn(b, appB.entrance, 'olga@demo.theatre');
  await openCount(a);
  // Nothing was scanned: that is said, and is not «no variances».
  await a.goto(`${a.url()}/review`);
  await expect(a.getByTestId('nothing-counted')).toBeVisible();
  await a.getByRole('button', { name: 'Считать дальше' }).click();
  const [first = '', second = ''] = await codesOf(a);

  // A number that is typed replaces the one, and ten scans in a row are ten.
  await a.keyboard.press('NumpadMultiply');
  await a.keyboard.type('22', { delay: 90 });
  await a.keyboard.press('Enter');
  await scan(a, first);
  await expect(a.getByTestId('entry').first()).toContainText('+22');
  for (let index = 0; index < 10; index += 1) await scan(a, second);
  await expect(a.getByTestId('entry')).toHaveCount(11);

  // A code that came with a pause is asked about, and Enter does not answer.
  await scanWithPause(a, second, 4, 250);
  await expect(a.getByTestId('doubt')).toContainText(second);
  await a.keyboard.press('Enter');
  await expect(a.getByTestId('doubt')).toBeVisible();
  await a.screenshot({ path: `${SHOTS}/counting-doubt.png` });
  await a.keyboard.press('Digit2');
  await expect(a.getByTestId('doubt')).toHaveCount(0);
  await expect(a.getByTestId('entry')).toHaveCount(11);

  // Half a code typed and the place survive a reload; a scan leaves the field as it was.
  await a.getByTestId('code-input').click();
  await a.keyboard.type('ab', { delay: 120 });
  await a.reload();
  await expect(a.getByTestId('code-input')).toHaveValue('ab');
  await a.getByTestId('code-input').fill('');

  // The other laptop sees who counts here, and says that this is a second opinion.
  await openCount(b);
  await expect(b.getByTestId('work-mode')).toContainText('считает то же место');
  await b.getByRole('button', { name: 'Второе мнение' }).click();
  await b.getByTestId('code-input').fill(first);
  await b.getByTestId('code-input').press('Enter');
  await expect(b.getByTestId('entry').first()).toContainText('Ольга Морозова');
  await examine(b, 'honest-counting');

  await a.getByRole('button', { name: /К проверке/ }).click();
  const line = a.getByTestId('review-line').filter({ hasText: first });
  await expect(line).toHaveAttribute('data-sign', 'differ');
  await expect(a.getByRole('button', { name: 'Провести', exact: true })).toHaveCount(0);
  await line.getByRole('button', { name: '1 Ольга' }).click();
  await expect(line).toHaveAttribute('data-state', 'accepted');
  await examine(a, 'honest-review');
  // Giving a count up asks first, and «no» is at hand: Enter leaves everything as it was.
  await a.getByRole('button', { name: 'Отменить подсчёт…' }).click();
  await expect(a.getByRole('alertdialog')).toContainText('останутся в истории');
  await a.keyboard.press('Enter');
  await expect(a.getByRole('alertdialog')).toHaveCount(0);
  await expect(line).toHaveAttribute('data-state', 'accepted');
  const leave = a.getByRole('button', { name: 'Оставить остальные как есть' });
  await leave.click();
  await a.getByRole('button', { name: /Неотмеченные .* оставить/ }).click();
  await a.getByRole('button', { name: 'Провести', exact: true }).click();
  await expect(a.getByTestId('posted')).toBeVisible();
  await examine(a, 'honest-posted');
  await a.getByRole('button', { name: 'Вернуть всё как было…' }).click();
  await a.getByRole('button', { name: 'Вернуть', exact: true }).click();
  await expect(a.getByTestId('reversed')).toBeVisible();
});
