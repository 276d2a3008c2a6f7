/** What is typed while counting, on a slow machine, among lists and forms, and across a reload. */
import { expect, type Page } from '@playwright/test';
import { type House, openHouse, RELEASE, scan, signIn, test } from './support.ts';

let house: House;
test.beforeAll(async () => {
  house = await openHouse(60);
});
test.afterAll(async () => {
  await house.tearDown();
});

async function openCount(page: Page): Promise<string> {
  const { entrance } = await house.laptop('count-fields');
  await signIn(page, entrance, 'zav@demo.theatre');
  await page.goto(`${new URL(page.url()).origin}/#/counts`);
  await page
    .getByRole('article', { name: 'Зал света, стеллаж 1' })
    .getByRole('button', { name: /Начать|Считать/ })
    .click();
  await expect(page.getByTestId('count-line').first()).toBeVisible();
  const line = await page.getByTestId('count-line').first().innerText();
  return /[A-Z]{2}-\d{5}/.exec(line)?.[0] ?? '';
}

/**
 * Keys as a scanner sends them, and what a browser does with each that nobody keeps from it: the letter goes into the
 * field, Enter submits the form. In one go, because a busy machine must not make pauses in it.
 */
async function scanKeys(page: Page, code: string, hasEnd = true): Promise<void> {
  await page.evaluate(
    ([text, isEnded]) => {
      let at = performance.now();
      const press = (key: string, physical: string): boolean => {
        const event = new KeyboardEvent('keydown', {
          key,
          code: physical,
          shiftKey: physical.startsWith('Key'),
          bubbles: true,
          cancelable: true,
        });
        at += 5;
        Object.defineProperty(event, 'timeStamp', { value: at });
        return (document.activeElement ?? document.body).dispatchEvent(event);
      };
      for (const letter of text) {
        const physical = /\d/.test(letter) ? `Digit${letter}` : letter === '-' ? 'Minus' : `Key${letter}`;
        if (press(letter, physical)) document.execCommand('insertText', false, letter);
      }
      if (!isEnded || !press('Enter', 'Enter')) return;
      if (document.activeElement instanceof HTMLInputElement) document.activeElement.form?.requestSubmit();
    },
    [code, hasEnd] as const,
  );
}

test('what is typed while counting is what is recorded, and a scan leaves other fields alone', {
  tag: RELEASE,
}, async ({ page }) => {
  test.setTimeout(180_000);
  const code = await openCount(page);
  const entries = page.getByTestId('entry');

  // A machine twenty times slower loses no digit that was pressed before the scan.
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: 20 });
  for (const [index, number] of ['22', '137', '4'].entries()) {
    await page.keyboard.press('NumpadMultiply');
    await page.keyboard.type(number, { delay: 90 });
    await page.keyboard.press('Enter');
    await scan(page, code);
    await expect(entries).toHaveCount(index + 1, { timeout: 90_000 });
    await expect(entries.first()).toContainText(`+${number}`);
  }
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: 1 });

  // A focus that is told late does not select what was typed meanwhile.
  await page.keyboard.press('NumpadMultiply');
  await page.keyboard.press('2');
  await page
    .getByLabel('Сколько')
    .evaluate((field) => field.dispatchEvent(new FocusEvent('focusin', { bubbles: true })));
  await page.keyboard.press('2');
  await page.keyboard.press('Enter');
  await scan(page, code);
  await expect(entries).toHaveCount(4);
  await expect(entries.first()).toContainText('+22');

  // What is no whole number is said beside the field; the code waits, and nothing is recorded instead.
  for (const wrong of ['1,5', 'abc', '0']) {
    await page.getByTestId('quantity-input').fill(wrong);
    await page.getByTestId('quantity-input').press('Enter');
    await scan(page, code);
    await expect(page.getByTestId('quantity-problem')).toContainText(`«${wrong}»`);
    await expect(page.getByTestId('code-input')).toHaveValue(code);
  }
  await expect(entries).toHaveCount(4);
  await page.getByTestId('quantity-input').fill('6');
  await page.getByTestId('quantity-input').press('Enter');
  await page.getByTestId('code-input').press('Enter');
  await expect(entries.first()).toContainText('+6');
  await expect(page.getByTestId('quantity-problem')).toHaveCount(0);
  await expect(page.getByTestId('quantity-input')).toHaveValue('1');

  // A scan while the list of places is open chooses nothing and leaves no half of a code in it.
  const place = page
    .getByRole('combobox', { name: 'Место' })
    .or(page.getByLabel('Место', { exact: true }))
    .first();
  await place.click();
  await expect(page.getByRole('option').first()).toBeVisible();
  const stood = await place.inputValue();
  await scanKeys(page, code);
  await expect(entries).toHaveCount(6);
  await expect(place).toHaveValue(stood);
  await page.keyboard.press('Escape');

  // A scan inside another form submits nothing, and the field keeps its text.
  await page.evaluate(() => {
    const form = document.createElement('form');
    form.innerHTML = '<input aria-label="elsewhere" value="half a note">';
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      form.dataset['submitted'] = 'yes';
    });
    document.querySelector('.counting')?.append(form);
  });
  const elsewhere = page.getByLabel('elsewhere');
  await elsewhere.focus();
  await scanKeys(page, code);
  await expect(entries).toHaveCount(7);
  await expect(elsewhere).toHaveValue('half a note');
  expect(await page.locator('form[data-submitted]').count()).toBe(0);

  // The head of a code, and over a second later its tail: asked about whole, and nothing of it stays in the field.
  await page.getByTestId('code-input').click();
  await scanKeys(page, code.slice(0, 5), false);
  await expect(page.getByTestId('code-input')).toHaveValue(code.slice(0, 5));
  await page.waitForTimeout(1300);
  await scanKeys(page, code.slice(5));
  await expect(page.getByTestId('doubt')).toContainText(code);
  await expect(page.getByTestId('code-input')).toHaveValue('');
  await page.keyboard.press('Digit2');
  await expect(page.getByTestId('doubt')).toHaveCount(0);

  // The place where somebody counts survives a reload.
  await page.evaluate(() => document.querySelector('.counting form')?.remove());
  await place.click();
  await page.getByRole('option').nth(1).click();
  const chosen = await place.inputValue();
  expect(chosen).not.toBe(stood);
  await page.reload();
  await expect(place).toHaveValue(chosen);
});
