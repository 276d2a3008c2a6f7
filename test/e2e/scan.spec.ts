/** The scanner works wherever one is: in any layout, on a busy machine, and never into a field by accident. */
import { expect, type Page } from '@playwright/test';
import { type House, openHouse, RELEASE, scan, signIn, test } from './support.ts';

let house: House;
test.beforeAll(async () => {
  test.setTimeout(240_000);
  house = await openHouse(50);
});
test.afterAll(() => house.tearDown());

/**
 * Real keys into whatever has the focus, on a Russian layout and in one breath: what each writes is no Latin letter, and
 * nobody waits for the page between two of them.
 */
async function scanIntoFocus(page: Page, code: string): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  const press = (key: string, physical: string, text: string, modifiers = 0): Promise<unknown>[] =>
    (['keyDown', 'keyUp'] as const).map((type) =>
      devtools.send('Input.dispatchKeyEvent', {
        type,
        key,
        code: physical,
        modifiers,
        ...(type === 'keyDown' ? { text } : {}),
      }),
    );
  const keys = [...code].flatMap((letter) => {
    if (/\d/.test(letter)) return press(letter, `Digit${letter}`, letter);
    return letter === '-' ? press('-', 'Minus', '-') : press('Ф', `Key${letter}`, 'Ф', 8);
  });
  await Promise.all([...keys, ...press('Enter', 'Enter', '\r')]);
}

/** As slow as an old laptop in the wings. */
async function throttle(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: 4 });
}

async function signedIn(page: Page, profile: string): Promise<string> {
  const app = await house.laptop(profile);
  await signIn(page, app.entrance, 'admin@demo.theatre');
  const grid = page.getByTestId('inventory-grid');
  await expect(grid).toContainText(/[A-Z]{2}-\d{5}/);
  return /[A-Z]{2}-\d{5}/.exec(await grid.innerText())?.[0] ?? '';
}

test('a scan opens the thing from any page and any layout, also out of a field, which keeps what stood there', async ({
  page,
}) => {
  const code = await signedIn(page, 'anywhere');
  await throttle(page);
  await page.getByRole('link', { name: 'Люди и ноутбуки' }).click();
  await expect(page.getByTestId('person').first()).toBeVisible();
  await scan(page, code);
  await expect(page.getByTestId('inspector')).toContainText(code);
  await page.getByRole('link', { name: 'Люди и ноутбуки' }).click();
  const field = page.getByLabel('Имя или почта');
  await field.fill('Анна');
  await expect(page).toHaveURL(/find=/);
  await scanIntoFocus(page, code);
  await expect(page.getByTestId('inspector')).toContainText(code);
  await page.goBack();
  await expect(field).toHaveValue('Анна');
});

test('the code of a place shows what lies there', { tag: RELEASE }, async ({ page }) => {
  await signedIn(page, 'places');
  const all = await page.getByTestId('inventory-total').innerText();
  await page.getByRole('link', { name: 'Места' }).click();
  await expect(page.getByTestId('inventory-total')).toHaveCount(0);
  await scan(page, 'WL-1-1');
  await expect(page.getByTestId('inventory-total')).not.toHaveText(all);
  await expect(page.getByTestId('scan-notice')).toHaveCount(0);
});

test('in an open window a scan says what it was and changes nothing; the field for codes takes it', {
  tag: RELEASE,
}, async ({ page }) => {
  const code = await signedIn(page, 'window');
  await throttle(page);
  await page.getByRole('button', { name: 'Новый предмет' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Название' }).fill('Трон');
  await scanIntoFocus(page, code);
  const notice = page.getByTestId('scan-notice');
  await expect(notice).toContainText('Отсканировано');
  await expect(dialog.getByRole('textbox', { name: 'Название' })).toHaveValue('Трон');
  await dialog.getByRole('textbox', { name: 'Штрихкод' }).focus();
  await scanIntoFocus(page, '4600000000015');
  await expect(dialog.getByRole('textbox', { name: 'Штрихкод' })).toHaveValue('4600000000015');
  // Neither Enter has sent the form.
  await expect(dialog.getByRole('button', { name: 'Создать' })).toBeVisible();
  await notice.getByRole('button', { name: 'Открыть' }).click();
  await expect(page.getByTestId('inspector')).toContainText(code);
});

test('a code that belongs to nothing is said, and becomes a new thing or a search', async ({ page }) => {
  await signedIn(page, 'unknown');
  await scan(page, 'XX-98765');
  const notice = page.getByTestId('scan-notice');
  await expect(notice).toContainText('Код XX-98765 пока никому не принадлежит');
  await page.keyboard.press('Escape');
  await expect(notice).toHaveCount(0);
  await scan(page, 'XX-98765');
  await notice.getByRole('button', { name: 'Найти похожее' }).click();
  await expect(page.getByRole('textbox', { name: /^Найти/ })).toHaveValue('XX-98765');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('textbox', { name: /^Найти/ })).toHaveCount(0);
  await scan(page, 'XX-98765');
  await notice.getByRole('button', { name: 'Новый предмет с этим кодом' }).click();
  await expect(page.getByRole('dialog').getByRole('textbox', { name: 'Штрихкод' })).toHaveValue('XX-98765');
});
