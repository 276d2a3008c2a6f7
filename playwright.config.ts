import { defineConfig } from '@playwright/test';
import { findBrowser } from './electron/companion/find-browser.ts';
import { isThorough } from './test/support/effort.ts';

const executablePath = findBrowser();

export default defineConfig({
  testDir: 'test/e2e',
  testMatch: '*.spec.ts',
  globalSetup: './test/e2e/houses.ts',
  // `RELEASE` in test/e2e/support.ts.
  ...(isThorough ? {} : { grepInvert: /@release/ }),
  // Each file has a theatre, a hub and laptops of its own. The limit is for two of them on two busy cores.
  workers: 2,
  timeout: 420_000,
  expect: { timeout: 40_000 },
  reporter: [['list']],
  use: {
    viewport: { width: 1280, height: 800 },
    locale: 'ru-RU',
    colorScheme: 'dark',
    // On a push nothing moves: two cores paint as much as they can. Before a release windows are as most people have them.
    contextOptions: { reducedMotion: isThorough ? 'no-preference' : 'reduce' },
    actionTimeout: 30_000,
    launchOptions: {
      ...(executablePath === undefined ? {} : { executablePath }),
      args: [
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
        // A camera that everybody has and nobody is asked about.
        '--use-fake-device-for-media-stream',
        '--use-fake-ui-for-media-stream',
      ],
    },
    screenshot: 'only-on-failure',
  },
});
