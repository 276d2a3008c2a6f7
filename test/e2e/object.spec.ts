/** The parts of an object: which one is open stands in the address; what points at it leads on; a comment is kept. */
import { expect, type Page } from '@playwright/test';
import { type House, openHouse, RELEASE, signIn, test } from './support.ts';

let house: House;
test.beforeAll(async () => {
  house = await openHouse(60);
});
test.afterAll(async () => {
  await house.tearDown();
});

const at = (page: Page, path: string): Promise<unknown> => page.goto(`${new URL(page.url()).origin}/#/${path}`);

test('Back and Forward find the open tab; what points at a project leads there; a half-written comment stays', {
  tag: RELEASE,
}, async ({ browser }) => {
  const app = await house.laptop('a');
  const page = await browser.newPage();
  await signIn(page, app.entrance, 'zav@demo.theatre');
  await at(page, 'records/projects');
  await page.getByTestId('list-row').filter({ hasText: 'Гастроли в Казани' }).click();
  const tab = (name: string) => page.getByTestId('inspector').getByRole('tab', { name });
  await tab('Где упоминается').click();
  const pointing = page.getByTestId('pointing');
  await expect(pointing).toContainText('Задачи · Проект: 5');
  await page.screenshot({ path: 'test-results/screens/object-pointing.png' });
  await tab('Комментарии').click();
  const comment = page.getByRole('textbox', { name: 'Комментарий' });
  await comment.fill('Проверить кофры');
  await page.goBack();
  await expect(pointing).toBeVisible();
  await page.goForward();
  await expect(comment).toHaveValue('Проверить кофры');
  await page.reload();
  await expect(tab('Комментарии')).toHaveAttribute('aria-selected', 'true');
  await expect(comment).toHaveValue('Проверить кофры');
  await page.getByRole('button', { name: 'Написать' }).click();
  await expect(page.getByTestId('comments').getByRole('article').last()).toContainText('Проверить кофры');
  await expect(comment).toHaveValue('');
  await tab('Где упоминается').click();
  await pointing.getByRole('link', { name: 'Заказать фуру' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Заказать фуру' })).toBeVisible();
  await expect(page).toHaveURL(/#\/object\/tasks\//);
  await page.goBack();
  await expect(pointing).toBeVisible();
});
