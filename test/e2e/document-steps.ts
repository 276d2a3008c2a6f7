/** What a person does among documents, for the end-to-end tests. */
import { expect, type Page } from '@playwright/test';
import type { Brought } from './files.ts';

export const paper = (name: string, buffer: Buffer): Brought => ({ name, mimeType: 'application/pdf', buffer });

export async function newFolder(page: Page, name: string, code: string): Promise<void> {
  await page.getByRole('button', { name: 'Новая категория' }).click();
  const dialog = page.getByRole('dialog');
  await dialog
    .getByRole('textbox', { name: /Название|Имя/ })
    .first()
    .fill(name);
  await dialog.getByRole('textbox', { name: 'Код' }).fill(code);
  await dialog.getByRole('button', { name: 'Создать' }).click();
  await expect(dialog).toBeHidden();
}
