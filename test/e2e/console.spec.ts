/** A walk through every screen: the window's console has nothing to complain of, least of all what the policy forbids. */
import { expect, type Page } from '@playwright/test';
import { pdf } from '../support/pictures.ts';
import { newFolder, paper } from './document-steps.ts';
import { hand } from './files.ts';
import { printDialog } from './paper-steps.ts';
import { cameraIsOn } from './photo-steps.ts';
import { at, type House, openHouse, signIn, test } from './support.ts';

let house: House;
test.beforeAll(async () => {
  house = await openHouse(40);
});
test.afterAll(() => house.tearDown());

const SCREENS = [
  'inventory',
  'locations',
  'counts',
  'records/performances',
  'documents',
  'people/people',
  'people/laptops',
  'people/roles',
  'words',
  'labels',
  'files',
  'attention',
  'trash',
  'health',
] as const;

/** Everything that the console shows as an error from now on, what the page threw, and what the policy stopped. */
async function complaintsOf(page: Page): Promise<readonly string[]> {
  const heard: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') heard.push(`${message.text()} ${message.location().url}`);
  });
  page.on('pageerror', (error) => heard.push(String(error)));
  await page.exposeFunction('heardOfPolicy', (told: string) => heard.push(told));
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, sourceFile, lineNumber }) => {
      const { heardOfPolicy } = window as unknown as { readonly heardOfPolicy: (told: string) => void };
      heardOfPolicy(`${violatedDirective} ${sourceFile}:${lineNumber}`);
    });
  });
  return heard;
}

test('the console stays empty on the way through every screen, a PDF, a sheet and the camera', async ({ browser }) => {
  const { entrance } = await house.laptop('console');
  const page = await browser.newPage();
  const heard = await complaintsOf(page);
  await signIn(page, entrance, 'admin@demo.theatre');
  for (const screen of SCREENS) {
    await at(page, screen);
    await expect(page.locator('main, [role=main]').first()).toBeVisible();
    await expect(page.locator('.mantine-Loader-root, .mantine-Skeleton-root')).toHaveCount(0);
    expect(heard, screen).toEqual([]);
  }
  await at(page, 'documents');
  await newFolder(page, 'Планы', 'PLANS');
  await hand(page.getByRole('button', { name: /Планы/ }).first(), 'drop', [paper('План.pdf', pdf())]);
  await page
    .getByTestId('list-row')
    .filter({ hasText: 'План' })
    .click({ modifiers: ['Control'] });
  await expect(page.getByTestId('pdf').locator('.pdf-text')).toContainText('Hello');
  await at(page, 'inventory');
  await page.getByTestId('list-row').first().waitFor();
  await page.getByTestId('inventory-grid').focus();
  await page.keyboard.press('Control+p');
  await expect(printDialog(page).getByTestId('pdf').locator('canvas').first()).toBeVisible();
  await page.keyboard.press('Escape');
  await at(page, 'inventory/photo-run');
  await cameraIsOn(page);
  await page.keyboard.press('Space');
  await expect(page.getByTestId('run-shot')).toHaveCount(1);
  await page.reload();
  await cameraIsOn(page);
  expect(heard).toEqual([]);
});
