/**
 * The shell itself, where Electron's binary is present. Everything behind the window is proved through the companion.
 */
import { fileURLToPath } from 'node:url';
import { _electron, expect, test } from '@playwright/test';
import { findElectron } from '../../electron/companion/find-electron.ts';
import { openHouse } from './support.ts';

const binary = findElectron();

test('the shell opens a sandboxed window on its own replica', async () => {
  test.skip(
    binary === undefined,
    'Electron’s binary is not present on this machine: the shell was built and its modules tested, but not started',
  );
  const house = await openHouse(50);
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const app = await _electron.launch({
    executablePath: binary ?? '',
    args: [root, `--hub=${house.hubUrl}`, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
  });
  const window = await app.firstWindow();
  await window.getByLabel('Почта').fill('sklad@demo.theatre');
  await window.getByLabel('Пароль').first().fill('offstage');
  await window.getByRole('button', { name: 'Войти' }).click();
  await expect(window.getByTestId('today')).toBeVisible({ timeout: 90_000 });
  expect(await window.evaluate(() => typeof (globalThis as { require?: unknown }).require)).toBe('undefined');
  await app.close();
  await house.tearDown();
});
