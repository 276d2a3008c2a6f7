/** What a person does in the photo run, for the end-to-end tests. */
import { expect, type Locator, type Page } from '@playwright/test';

export const thing = (page: Page): Locator => page.getByTestId('run-thing');
export const progress = (page: Page): Locator => page.getByTestId('run-progress');
export const shots = (page: Page): Locator => page.getByTestId('run-shot');

/** The camera shows something: what is taken now is a photo. */
export async function cameraIsOn(page: Page): Promise<void> {
  await expect
    .poll(() => page.locator('.run-stage video').evaluate((video) => (video as HTMLVideoElement).videoWidth))
    .toBeGreaterThan(0);
}

/** Waits for another thing to stand open. */
export async function turned(page: Page, from: string): Promise<string> {
  await expect(thing(page)).not.toHaveText(from);
  return thing(page).innerText();
}

/** So that each key is a person's. */
export const press = async (page: Page, key: string): Promise<void> => {
  await page.keyboard.press(key);
  await page.waitForTimeout(0);
};
