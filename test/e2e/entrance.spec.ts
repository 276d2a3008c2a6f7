/**
 * The companion's way in: once per link, said in words when it is spent, and opened again by starting the app again.
 */

import { statSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { runCommand } from '../support/commands.ts';
import { type House, openHouse, test } from './support.ts';

let house: House;
test.beforeAll(async () => {
  house = await openHouse(20);
});
test.afterAll(async () => {
  await house.tearDown();
});

test('a spent link says what to do in both languages, and a second start opens the app that runs', async ({
  browser,
}) => {
  const app = await house.laptop('a');
  const first = await browser.newContext();
  const page = await first.newPage();
  await page.goto(app.entrance);
  await expect(page.getByRole('button', { name: 'Войти' })).toBeVisible();
  // A window of its own, without the cookie of the first.
  const other = await (await browser.newContext()).newPage();
  const answer = await other.goto(app.entrance);
  expect(answer?.status()).toBe(401);
  await expect(other.getByRole('heading', { name: 'Эта ссылка уже использована' })).toBeVisible();
  await expect(other.getByRole('heading', { name: 'This link has been used already' })).toBeVisible();
  await other.screenshot({ path: 'test-results/screens/spent-link.png' });
  const again = await runCommand(
    ['app', '--profile', 'a', '--companion', '--no-window', '--hub', house.hubUrl],
    house.home,
  );
  expect(again.code).toBe(0);
  const entrance = /app ready at (\S+)/.exec(again.stdout)?.[1] ?? '';
  expect(new URL(entrance).origin).toBe(new URL(app.entrance).origin);
  await other.goto(entrance);
  await expect(other.getByRole('button', { name: 'Войти' })).toBeVisible();
  expect(statSync(join(house.home, 'profiles', 'a', 'companion.json')).mode & 0o077).toBe(0);
  // Without the key nobody is given an entrance.
  const origin = new URL(app.entrance).origin;
  const refused = await fetch(`${origin}/entrance`, { method: 'POST', headers: { authorization: 'Bearer nothing' } });
  expect(refused.status).toBe(401);
});

test('the first look follows the system', async ({ browser }) => {
  const app = await house.laptop('b');
  const page = await (await browser.newContext({ colorScheme: 'light', locale: 'en-GB' })).newPage();
  await page.goto(app.entrance);
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('data-look', 'light');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
});
