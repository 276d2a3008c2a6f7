/** What the end-to-end tests do in a window; the houses that they stand in are of `test/support/house.ts`. */
import { expect, type Page, test as plain } from '@playwright/test';
import { PASSWORD } from '../support/commands.ts';

export { type House, openHouse, type Running, start } from '../support/house.ts';

/** What is tried before a release (any `RUNS=…`) and not with every push, whose minutes are counted. */
export const RELEASE = '@release';

/**
 * A test whose windows are closed when it ends. The browser outlives it, and windows that were left open would go on
 * asking for laptops that are gone, in the way of the tests after them.
 */
export const test = plain.extend<{ readonly windows: undefined }>({
  windows: [
    async ({ browser }, use) => {
      await use(undefined);
      for (const context of browser.contexts()) await context.close();
    },
    { auto: true },
  ],
});

/** A first load shares two cores with a hub, another laptop, and whatever else the machine does. */
const FIRST_LOAD_MS = 120_000;

export async function signIn(page: Page, entrance: string, email: string): Promise<void> {
  await page.goto(entrance);
  // Where people are known already, they stand as tiles; anybody else signs in by e-mail.
  const someone = page.getByRole('button', { name: 'Кто-то ещё, с паролем' });
  await expect(page.getByLabel('Почта').or(someone)).toBeVisible();
  if (await someone.isVisible()) await someone.click();
  await page.getByLabel('Почта').fill(email);
  await page.getByLabel('Пароль').first().fill(PASSWORD);
  await page.getByRole('button', { name: 'Войти' }).click();
  await expect(page.getByTestId('inventory-total')).toBeVisible({ timeout: FIRST_LOAD_MS });
}

/**
 * What a keyboard-wedge scanner does on a Russian layout: physical keys, fast, and Enter. Each key bears the time at
 * which the device sent it, however long the page takes over the one before.
 */
export async function scan(page: Page, code: string): Promise<void> {
  await page.evaluate((text) => {
    const target = document.activeElement ?? document.body;
    let at = performance.now();
    const send = (key: string, physical: string): void => {
      const event = new KeyboardEvent('keydown', {
        key,
        code: physical,
        shiftKey: physical.startsWith('Key'),
        bubbles: true,
        cancelable: true,
      });
      at += 5;
      Object.defineProperty(event, 'timeStamp', { value: at });
      target.dispatchEvent(event);
    };
    for (const letter of text) {
      const isDigit = /\d/.test(letter);
      send(
        isDigit ? letter : 'Ф',
        isDigit ? `Digit${letter}` : letter === '-' ? 'Minus' : `Key${letter.toUpperCase()}`,
      );
    }
    send('Enter', 'Enter');
  }, code);
}

export async function setOffline(page: Page, isOffline: boolean): Promise<void> {
  await page.getByTestId('sync-indicator').click();
  await page.getByRole('switch', { name: 'Работать без сети' }).click();
  await expect(page.getByTestId('sync-indicator')).toHaveAttribute('data-state', isOffline ? 'off' : 'live', {
    timeout: 90_000,
  });
  await page.keyboard.press('Escape');
}
