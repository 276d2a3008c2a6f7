/** What a person does with paper, for the end-to-end tests. */
import type { Page } from '@playwright/test';
import { must } from '../../shared/base/asserts.ts';
import { saved } from './support.ts';

export const printDialog = (page: Page) => page.getByTestId('print-dialog');

/** What is saved as PDF, with the code that the window tells. */
export async function savedSheet(page: Page): Promise<{ readonly bytes: Buffer; readonly code: string }> {
  const { bytes } = await saved(page, () => printDialog(page).getByRole('button', { name: 'Сохранить PDF' }).click());
  const told = (await page.getByTestId('paper-outcome').textContent()) ?? '';
  return { bytes, code: must(/S-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(told)?.[0]) };
}

/** Only one code is told by people: the one on the paper. */
export async function pageText(page: Page): Promise<string> {
  return (await printDialog(page).locator('.paper-sheet').textContent()) ?? '';
}

/** The code of a sheet, typed into the search as somebody reads it off the paper. */
export async function typeSheetCode(page: Page, code: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page
    .getByPlaceholder('Найти предмет, спектакль, событие или команду…')
    .fill(code.toLowerCase().replaceAll('-', ' '));
  await page.getByText(`Лист ${code}`).click();
}
