/** What the tests of the passport do with it in a window. */
import { expect, type Locator, type Page } from '@playwright/test';

export const editor = (page: Page): Locator => page.getByTestId('markdown-editor');
export const section = (page: Page): Locator => page.getByTestId('section');
export const line = (page: Page, title: string): Locator =>
  page.getByRole('navigation', { name: 'Разделы паспорта' }).getByRole('button', { name: title });

/** The passport of «Чайка», by the search. */
export async function openPassport(page: Page): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByPlaceholder(/Найти/).last().fill('Чайка');
  await page.getByText('Спектакли · А. П. Чехов').first().click();
  await page.waitForURL(/productions\/[0-9a-f-]{36}/);
  const id = /[0-9a-f-]{36}/.exec(page.url())?.[0] ?? '';
  await page.goto(`${new URL(page.url()).origin}/#/productions/${id}/passport`);
  await expect(page.getByTestId('passport')).toBeVisible();
}

export async function newSection(page: Page, title: string): Promise<void> {
  await page.getByRole('button', { name: 'Новый раздел' }).click();
  await page.getByLabel('Название').fill(title);
  await page.keyboard.press('Enter');
  await expect(editor(page)).toBeVisible();
}

/** What a spreadsheet puts into the clipboard. */
export const pasteText = (page: Page, text: string): Promise<void> =>
  editor(page).evaluate((element, pasted) => {
    const data = new DataTransfer();
    data.setData('text/plain', pasted);
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  }, text);
