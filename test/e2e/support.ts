/** What the end-to-end tests do in a window; the houses that they stand in are of `test/support/house.ts`. */
import { readFile } from 'node:fs/promises';
import { type Browser, type BrowserContextOptions, expect, type Page, test as plain } from '@playwright/test';
import { PASSWORD } from '../support/commands.ts';
import type { House } from '../support/house.ts';

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
  await toInventory(page);
}

/** A window of its own on a laptop that tests of one file share. */
export type SharedLaptop = (browser: Browser, options?: BrowserContextOptions) => Promise<Page>;

/**
 * One laptop for tests that do not mind what the ones before them did on it: the first starts it and signs in, each has
 * a window that remembers nothing. A start and a first load are two of the seconds that a short test takes.
 */
export function sharedLaptop(house: () => House, profile: string, email: string): SharedLaptop {
  const known: { origin?: string; cookies?: Awaited<ReturnType<ReturnType<Page['context']>['cookies']>> } = {};
  return async (browser, options) => {
    const page = await browser.newPage(options);
    if (known.origin === undefined || known.cookies === undefined) {
      await signIn(page, (await house().laptop(profile)).entrance, email);
      known.origin = new URL(page.url()).origin;
      known.cookies = await page.context().cookies();
      return page;
    }
    await page.context().addCookies(known.cookies);
    await page.goto(known.origin);
    await toInventory(page);
    return page;
  };
}

/** Where the app begins, and on to the inventory. */
export async function toInventory(page: Page): Promise<void> {
  const begun = page.getByTestId('today').or(page.getByTestId('inventory-total')).first();
  await expect(begun).toBeVisible({ timeout: FIRST_LOAD_MS });
  await page.keyboard.press('Control+Digit5');
  await expect(page.getByTestId('inventory-total')).toBeVisible({ timeout: FIRST_LOAD_MS });
}

/** Another address of the same app, as a link of a bookmark would open it: `inventory/photo-run`. */
export const at = (page: Page, path: string): Promise<unknown> => page.goto(`${new URL(page.url()).origin}/#/${path}`);

/** What the browser saves while something is done. */
export async function saved(
  page: Page,
  act: () => Promise<void>,
): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  const [download] = await Promise.all([page.waitForEvent('download'), act()]);
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
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

/** Also where the laptop is so already. */
export async function setOffline(page: Page, isOffline: boolean): Promise<void> {
  const indicator = page.getByTestId('sync-indicator');
  await expect(indicator).toBeVisible();
  if (isOffline && (await indicator.getAttribute('data-state')) === 'off') return;
  await page.getByTestId('sync-indicator').click();
  await page.getByRole('switch', { name: 'Работать без сети' }).click();
  await expect(page.getByTestId('sync-indicator')).toHaveAttribute('data-state', isOffline ? 'off' : 'live', {
    timeout: 90_000,
  });
  await page.keyboard.press('Escape');
}

/** A field of what stands in the inspector. */
export async function editField(page: Page, field: string, value: string): Promise<void> {
  await page.getByRole('button', { name: `Изменить «${field}»` }).click();
  await page.getByTestId('inspector').getByRole('textbox', { name: field }).fill(value);
  await page.keyboard.press('Enter');
  await expect(
    page.getByTestId('inspector').getByRole('button', { name: `Изменить «${field}»: ${value}` }),
  ).toBeVisible();
}

/** Says of a thing that this tag is on it now. */
export async function claimFor(page: Page, tag: string, item: string): Promise<void> {
  await scan(page, tag);
  await page.getByRole('button', { name: 'Предмет, который уже есть' }).click();
  const claim = page.getByTestId('claim-tag');
  await claim.getByRole('combobox').fill(item);
  await page.getByRole('option').first().click();
  await claim.getByRole('button', { name: /Записать бирку|Заменить код/ }).click();
  await expect(claim).toHaveCount(0);
}
