/**
 * One screen in every look: two languages, three appearances, two sizes, changed in place; pictured, and read by axe.
 * A push takes the six in which each two of these meet, any `RUNS=…` all twelve, and six more on a large screen.
 */
import { mkdirSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, expect, type Page } from '@playwright/test';
import { isThorough } from '../support/effort.ts';

export const SHOTS = 'test-results/screens';
const HOME = { language: 'ru', appearance: 'dark', size: { width: 1280, height: 800 } } as const;
const SIZES = [HOME.size, { width: 800, height: 600 }, ...(isThorough ? [{ width: 1920, height: 1080 }] : [])];

/** A page in which nothing moves, so that nothing has to be waited for. */
export async function stillPage(browser: Browser): Promise<Page> {
  mkdirSync(SHOTS, { recursive: true });
  const context = await browser.newContext({ locale: 'ru-RU', reducedMotion: 'reduce' });
  return context.newPage();
}

/** As another window of the same person would change it: the page takes it over where it stands. */
export async function wear(page: Page, language: string, appearance: string): Promise<void> {
  await page.evaluate(
    ([tongue, wanted]) => {
      const kept = JSON.parse(localStorage.getItem('offstage-ui') ?? '{"state":{},"version":0}') as {
        state: Record<string, unknown>;
      };
      kept.state['appearance'] = wanted;
      const changed = { 'offstage-ui': JSON.stringify(kept), 'offstage-language': tongue ?? 'ru' };
      for (const [key, newValue] of Object.entries(changed)) {
        localStorage.setItem(key, newValue);
        window.dispatchEvent(new StorageEvent('storage', { key, newValue }));
      }
    },
    [language, appearance],
  );
  await expect(page.locator('html')).toHaveAttribute('data-look', appearance);
  await expect(page.locator('html')).toHaveAttribute('lang', language);
}

/** Everything that moves has come to rest, and what was laid out is painted. */
const settled = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const ending = document
      .getAnimations()
      .filter((animation) => animation.effect?.getComputedTiming().iterations !== Number.POSITIVE_INFINITY);
    await Promise.allSettled(ending.map((animation) => animation.finished));
    await new Promise((done) => {
      requestAnimationFrame(() => requestAnimationFrame(done));
    });
  });

/** Takes the picture and asks axe about the page as it stands. */
export async function examine(page: Page, name: string): Promise<void> {
  await settled(page);
  await page.screenshot({ path: `${SHOTS}/${name}.png` });
  // Our pages have no frames: one run in the page itself says all, without a second page to join the parts.
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode(true)
    .options({ resultTypes: ['violations'] })
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

/**
 * The screen as it stands, in every look; afterwards it looks as before: Russian, dark, 1280 × 800. `height`: of a page
 * that is longer than any window, so that all of it is in the picture.
 */
export async function everyLook(page: Page, name: string, height?: number): Promise<void> {
  for (const [row, size] of SIZES.entries()) {
    await page.setViewportSize({ ...size, height: height ?? size.height });
    for (const [column, language] of ['ru', 'en'].entries()) {
      for (const [layer, appearance] of ['dark', 'light', 'show'].entries()) {
        if (!isThorough && (row + column + layer) % 2 === 1) continue;
        await wear(page, language, appearance);
        await examine(page, `${name}-${language}-${appearance}-${size.width}`);
      }
    }
  }
  await page.setViewportSize(HOME.size);
  await wear(page, HOME.language, HOME.appearance);
}

/** Two looks that differ in everything, for a state of a screen that `everyLook` sees; any `RUNS=…` sees it in all. */
export async function twoLooks(page: Page, name: string, height?: number): Promise<void> {
  if (isThorough) {
    await everyLook(page, name, height);
    return;
  }
  const [wide, narrow] = [HOME.size, SIZES[1] ?? HOME.size];
  await page.setViewportSize({ ...wide, height: height ?? wide.height });
  await examine(page, `${name}-ru-dark-${wide.width}`);
  await page.setViewportSize({ ...narrow, height: height ?? narrow.height });
  await wear(page, 'en', 'light');
  await examine(page, `${name}-en-light-${narrow.width}`);
  await page.setViewportSize(HOME.size);
  await wear(page, HOME.language, HOME.appearance);
}
