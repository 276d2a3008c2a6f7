/**
 * The stories of deleting: a plan before anything happens, undo and trash, somebody who leaves, two people offline, and
 * the state of the data.
 */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Locator, type Page } from '@playwright/test';
import pg from 'pg';
import { runCommand } from '../support/commands.ts';
import { type House, openHouse, RELEASE, setOffline, signIn, test } from './support.ts';

let house: House;
test.beforeAll(async () => {
  house = await openHouse(120);
});
test.afterAll(async () => {
  await house.tearDown();
});

const at = (page: Page, path: string): Promise<unknown> => page.goto(`${new URL(page.url()).origin}/#/${path}`);

async function openRecord(page: Page, table: string, title: string): Promise<Locator> {
  await at(page, `records/${table}`);
  await page.getByPlaceholder('Найти в списке').fill(title);
  await page.getByTestId('list-row').filter({ hasText: title }).first().click();
  await expect(page.getByTestId('inspector').getByRole('heading', { name: title })).toBeVisible();
  return page.getByTestId('inspector');
}

async function askToDelete(page: Page, table: string, title: string, item = 'Удалить…'): Promise<Locator> {
  await openRecord(page, table, title);
  await page.getByRole('button', { name: 'Действия с записью' }).click();
  await page.getByRole('menuitem', { name: item }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toBeVisible();
  return dialog;
}

const isSynced = async (page: Page): Promise<void> => {
  await expect(page.getByTestId('sync-indicator')).toHaveAttribute('data-state', 'live', { timeout: 90_000 });
  await expect(page.getByTestId('waiting-count')).toHaveCount(0, { timeout: 90_000 });
};

/** What somebody does to the database behind the program's back. */
async function inPostgres<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const { databaseUrl } = JSON.parse(readFileSync(join(house.home, 'hub', 'running.json'), 'utf8')) as {
    databaseUrl: string;
  };
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

test('a production is deleted after its plan, taken back at once, and found in the trash later', async ({
  browser,
}) => {
  const app = await house.laptop('a');
  const page = await browser.newPage();
  await signIn(page, app.entrance, 'zav@demo.theatre');
  await setOffline(page, true);
  // Blocked: events to come, each of which can be opened.
  const blocked = await askToDelete(page, 'performances', 'Гамлет');
  await expect(blocked.getByTestId('plan-blocked')).toContainText('События');
  await expect(blocked.getByRole('button', { name: /^Удалить «/ })).toHaveCount(0);
  await blocked.getByTestId('plan-blocked').getByRole('button').first().click();
  await expect(page).toHaveURL(/#\/events\//);
  await expect(page.getByTestId('object-page').getByRole('heading', { level: 2 }).first()).toContainText('Гамлет');
  // Free: what goes with it, what history keeps, and its name on the button.
  const dialog = await askToDelete(page, 'performances', 'Дядя Ваня');
  await expect(dialog.getByTestId('plan-deletes')).toContainText('Чек-листы: 3');
  await expect(dialog.getByTestId('plan-deletes')).toContainText('Пункты чек-листа: 9');
  await expect(dialog.getByTestId('plan-kept')).toContainText('События');
  await dialog.getByLabel('Причина (необязательно)').fill('снят с репертуара');
  await dialog.getByRole('button', { name: 'Удалить «Дядя Ваня»' }).click();
  await page.getByRole('button', { name: 'Вернуть' }).click();
  await expect(page.getByText('Восстановлено: «Дядя Ваня»')).toBeVisible();
  // Again, with the keyboard, and weeks later the trash.
  const again = await askToDelete(page, 'performances', 'Дядя Ваня');
  await again.getByLabel('Причина (необязательно)').fill('снят с репертуара');
  await again.getByRole('button', { name: 'Удалить «Дядя Ваня»' }).press('Enter');
  await expect(page.getByText('Удалено: «Дядя Ваня»')).toBeVisible();
  await setOffline(page, false);
  await isSynced(page);
  await at(page, 'trash');
  await page.getByPlaceholder('Название, причина, кто удалил').fill('репертуар');
  await expect(page.getByTestId('list-row')).toHaveCount(1);
  await page.screenshot({ path: 'test-results/screens/trash-filled.png' });
  await page.getByRole('button', { name: 'Восстановить: Дядя Ваня' }).click();
  await expect(page.getByTestId('restore-rows')).toContainText('Спектакли: 1');
  await page.getByRole('dialog').getByRole('button', { name: 'Восстановить', exact: true }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await isSynced(page);
  const inspector = await openRecord(page, 'performances', 'Дядя Ваня');
  await inspector.getByRole('tab', { name: 'История' }).click();
  await expect(inspector.getByTestId('history')).toContainText('Мария Волкова · Восстановление');
  await expect(inspector.getByTestId('history')).toContainText('Мария Волкова · Удаление');
});

test('a plan that cannot be made says so, and nothing can be deleted without one', async ({ browser }) => {
  const app = await house.laptop('p');
  const page = await browser.newPage();
  // The host's answer to the question about the plan is replaced on its way: everything else passes.
  await page.routeWebSocket(/\/socket$/, (socket) => {
    const host = socket.connectToServer();
    let asked: unknown;
    socket.onMessage((message) => {
      const frame = JSON.parse(String(message)) as { params?: { name?: string; subscription?: number } };
      if (frame.params?.name === 'deletion.plan') asked = frame.params.subscription;
      host.send(message);
    });
    host.onMessage((message) => {
      const frame = JSON.parse(String(message)) as { event?: string; subscription?: number };
      const isPlan = asked !== undefined && frame.event === 'rows' && frame.subscription === asked;
      const error = { code: 'internal.failed', details: {} };
      socket.send(isPlan ? JSON.stringify({ event: 'rowsFailed', subscription: asked, error }) : message);
    });
  });
  await signIn(page, app.entrance, 'zav@demo.theatre');
  const dialog = await askToDelete(page, 'performances', 'Чайка');
  await expect(dialog.getByRole('alert')).toBeVisible();
  await expect(dialog.getByRole('button', { name: /^Удалить «/ })).toHaveCount(0);
  expect(await dialog.innerText()).not.toMatch(/internal\.|undefined/);
  await dialog.getByRole('button', { name: 'Отмена' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('a number that somebody has taken meanwhile: the trash says who has it and offers another', {
  tag: RELEASE,
}, async ({ browser }) => {
  const app = await house.laptop('n');
  const page = await browser.newPage();
  await signIn(page, app.entrance, 'zav@demo.theatre');
  const create = async (title: string): Promise<void> => {
    await at(page, 'inventory');
    await page.getByRole('button', { name: 'Новый предмет' }).click();
    await page.getByRole('dialog').getByRole('textbox', { name: 'Название' }).fill(title);
    await page.getByRole('dialog').getByRole('textbox', { name: 'Инвентарный номер' }).fill('TR-0099');
    await page.getByRole('dialog').getByRole('button', { name: 'Создать' }).click();
    await expect(page.getByTestId('inspector').getByRole('heading', { name: title })).toBeVisible();
  };
  await create('Трость старая');
  await page.getByTestId('inspector').getByRole('button', { name: 'Удалить…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Удалить «Трость старая»' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await create('Трость новая');
  await at(page, 'trash');
  await page.getByRole('button', { name: 'Восстановить: Трость старая' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Восстановить', exact: true }).click();
  await expect(dialog.getByRole('alert')).toContainText('«TR-0099» тем временем занято: Трость новая');
  await expect(dialog.getByRole('textbox', { name: /Инвентарный номер/ })).toHaveValue('TR-0100');
  await dialog.getByRole('button', { name: 'Восстановить', exact: true }).click();
  await expect(dialog).toHaveCount(0);
  await isSynced(page);
  const { rows } = await inPostgres((client) =>
    client.query<{ name: string; inventory_number: string }>(
      "SELECT name, inventory_number FROM inventory_items WHERE name LIKE 'Трость%' AND deleted_at IS NULL ORDER BY name",
    ),
  );
  expect(rows).toEqual([
    { name: 'Трость новая', inventory_number: 'TR-0099' },
    { name: 'Трость старая', inventory_number: 'TR-0100' },
  ]);
});

test('an employee leaves: hours and names stay, tasks become free', { tag: RELEASE }, async ({ browser }) => {
  const app = await house.laptop('b');
  const page = await browser.newPage();
  await signIn(page, app.entrance, 'admin@demo.theatre');
  const dialog = await askToDelete(page, 'employees', 'Орлов', 'Уволить…');
  await expect(dialog.getByTestId('plan-clears')).toContainText('Задачи · Исполнитель: 2');
  await expect(dialog.getByTestId('plan-kept')).toContainText('Часы · Сотрудник: 4');
  await expect(dialog.getByTestId('plan-deletes')).toContainText('Пользователи: 1');
  await page.screenshot({ path: 'test-results/screens/deactivate.png' });
  await dialog.getByRole('button', { name: /^Уволить: / }).click();
  await expect(page.getByText(/^Удалено: «.*Орлов/)).toBeVisible();
  await isSynced(page);
  const task = await openRecord(page, 'tasks', 'Составить лист упаковки');
  await expect(task.getByRole('combobox', { name: 'Исполнитель' })).toHaveValue('');
  await task.getByRole('tab', { name: 'История' }).click();
  await expect(task.getByTestId('history')).toContainText('ссылка очищена');
  await at(page, 'records/time_entries');
  await expect(page.getByTestId('list-row')).toHaveCount(4);
  await expect(page.getByTestId('records')).toContainText('Орлов');
  const { rows } = await inPostgres((client) =>
    client.query<{ open: string; hours: string }>(
      "SELECT (SELECT count(*) FROM tasks WHERE assignee_id IN (SELECT id FROM users WHERE email = 'mont@demo.theatre')) AS open, (SELECT sum(hours) FROM time_entries WHERE deleted_at IS NULL) AS hours",
    ),
  );
  expect(rows[0]).toEqual({ open: '0', hours: '19.75' });
});

test('two people offline: what no longer fits is refused with a reason, and nothing is lost', async ({ browser }) => {
  const [one, two] = [await house.laptop('c'), await house.laptop('d')];
  const [a, b] = [await browser.newPage(), await browser.newPage()];
  await signIn(a, one.entrance, 'admin@demo.theatre');
  await signIn(b, two.entrance, 'zav@demo.theatre');
  for (const page of [a, b]) {
    await isSynced(page);
    await setOffline(page, true);
  }
  // A deletes a production and a category; B adds a point to the production's checklist and a thing to the category.
  for (const [table, title] of [
    ['performances', 'Дядя Ваня'],
    ['inventory_categories', 'Грим'],
  ] as const) {
    const dialog = await askToDelete(a, table, title);
    await dialog.getByRole('button', { name: /^Удалить «/ }).click();
    await expect(dialog).toHaveCount(0);
  }
  await at(b, 'records/checklist_items');
  await b.getByRole('button', { name: 'Новая запись' }).first().click();
  await b.getByRole('dialog').getByRole('combobox', { name: 'Чек-лист' }).fill('Монтировка');
  await b.getByRole('option', { name: 'Монтировка' }).first().click();
  await b.getByRole('dialog').getByRole('textbox', { name: 'Название' }).fill('Новый пункт');
  await b.getByRole('dialog').getByRole('button', { name: 'Создать' }).click();
  await expect(b.getByRole('dialog')).toHaveCount(0);
  await at(b, 'inventory');
  await b.getByRole('button', { name: 'Новый предмет' }).click();
  await b.getByRole('dialog').getByRole('textbox', { name: 'Название' }).fill('Гримировальный стол');
  await b.getByRole('dialog').getByRole('textbox', { name: 'Инвентарный номер' }).fill('GR-77777');
  await b.getByRole('dialog').getByRole('combobox', { name: 'Категория' }).fill('Грим');
  await b.getByRole('option', { name: 'Грим' }).first().click();
  await b.getByRole('dialog').getByRole('button', { name: 'Создать' }).click();
  // A comes first with the category, so B's thing is refused; what B entered stays in front of B.
  await setOffline(a, false);
  await isSynced(a);
  await setOffline(b, false);
  await isSynced(b);
  await at(b, 'attention');
  const refused = b.getByTestId('refused').filter({ hasText: 'GR-77777' });
  await expect(refused).toContainText('указывает на удалённую запись');
  await b.screenshot({ path: 'test-results/screens/attention-deleted.png' });
  await refused.getByRole('button', { name: 'Записать без поля «Категория»' }).click();
  await expect(refused).toHaveCount(0);
  await isSynced(b);
  const {
    rows: [added],
  } = await inPostgres((client) =>
    client.query<{ name: string; category_id: string | null }>(
      "SELECT name, category_id FROM inventory_items WHERE inventory_number = 'GR-77777'",
    ),
  );
  expect(added).toEqual({ name: 'Гримировальный стол', category_id: null });
  // A brings the production back offline, while the hub has purged it.
  await setOffline(a, true);
  await at(a, 'trash');
  await a.getByRole('button', { name: 'Восстановить: Дядя Ваня' }).click();
  await a.getByRole('dialog').getByRole('button', { name: 'Восстановить', exact: true }).click();
  await expect(a.getByText('Восстановлено: «Дядя Ваня»')).toBeVisible();
  const purged = await runCommand(['hub', 'purge', '--theater', 'demo', '--older-than', '0'], house.home);
  expect(purged.stdout).toContain('performances 1');
  await setOffline(a, false);
  await isSynced(a);
  await at(a, 'attention');
  await expect(a.getByTestId('refused').filter({ hasText: 'Восстановление' })).toContainText(/стёрто|больше нет/);
  expect((await runCommand(['hub', 'health', '--json'], house.home)).code).toBe(0);
});

test('a plan that changed on the hub asks again', { tag: RELEASE }, async ({ browser }) => {
  const [one, two] = [await house.laptop('e'), await house.laptop('f')];
  const [a, b] = [await browser.newPage(), await browser.newPage()];
  await signIn(a, one.entrance, 'zav@demo.theatre');
  await signIn(b, two.entrance, 'admin@demo.theatre');
  await isSynced(a);
  await setOffline(a, true);
  const dialog = await askToDelete(a, 'projects', 'Гастроли в Казани');
  await expect(dialog.getByTestId('plan-deletes')).toContainText('Задачи: 5');
  await dialog.getByRole('button', { name: /^Удалить «/ }).click();
  await at(b, 'records/tasks');
  await b.getByRole('button', { name: 'Новая запись' }).first().click();
  await b.getByRole('dialog').getByRole('textbox', { name: 'Название' }).fill('Забронировать гостиницу');
  await b.getByRole('dialog').getByRole('combobox', { name: 'Проект' }).fill('Гастроли');
  await b.getByRole('option', { name: 'Гастроли в Казани' }).click();
  await b.getByRole('dialog').getByRole('button', { name: 'Создать' }).click();
  await expect(b.getByTestId('inspector')).toContainText('Забронировать гостиницу');
  await isSynced(b);
  await setOffline(a, false);
  await isSynced(a);
  await at(a, 'attention');
  const refused = a.getByTestId('refused');
  await expect(refused).toContainText('Задачи: было 5, стало 6');
  await refused.getByRole('button', { name: 'Посмотреть план ещё раз' }).click();
  await expect(a.getByTestId('plan-deletes')).toContainText('Задачи: 6');
  await a
    .getByRole('dialog')
    .getByRole('button', { name: /^Удалить «/ })
    .click();
  await expect(a.getByRole('dialog')).toHaveCount(0);
  await isSynced(a);
  await expect(a.getByTestId('refused')).toHaveCount(0);
  const { rows } = await inPostgres((client) =>
    client.query<{ tasks: string; hours: string }>(
      'SELECT (SELECT count(*) FROM tasks WHERE deleted_at IS NULL) AS tasks, (SELECT count(*) FROM time_entries WHERE deleted_at IS NULL AND task_id IS NULL) AS hours',
    ),
  );
  expect(rows[0]).toEqual({ tasks: '0', hours: '4' });
});

test('the state of the data: in order, then a quantity that somebody wrote by hand is found and repaired', async ({
  browser,
}) => {
  const app = await house.laptop('g');
  const page = await browser.newPage();
  await signIn(page, app.entrance, 'zav@demo.theatre');
  await isSynced(page);
  await at(page, 'health');
  await expect(page.getByTestId('health-ok')).toBeVisible();
  await page.getByRole('button', { name: 'Сравнить' }).click();
  await expect(page.getByTestId('compare-ok')).toBeVisible({ timeout: 90_000 });
  await page.getByRole('button', { name: 'Сделать копию' }).click();
  await expect(page.getByTestId('backup').first()).toBeVisible();
  // The database refuses an orphan and a rewritten ledger by itself; a wrong sum it cannot know.
  await inPostgres(async (client) => {
    await expect(client.query('UPDATE inventory_history SET quantity = 99')).rejects.toThrow(/row\.protected/);
    await expect(client.query('DELETE FROM inventory_items')).rejects.toThrow(/row\.protected/);
    await client.query(
      'UPDATE inventory_items SET quantity = quantity + 5 WHERE id = (SELECT id FROM inventory_items WHERE deleted_at IS NULL ORDER BY id LIMIT 1)',
    );
  });
  const found = await runCommand(['hub', 'health'], house.home);
  expect(found.code).toBe(1);
  expect(found.stdout).toContain('inventory_items.quantity: 1 rows');
  await isSynced(page);
  await page.getByRole('button', { name: 'Проверить снова' }).click();
  await expect(page.getByTestId('finding')).toContainText('Количество не сходится с остатками');
  await page.screenshot({ path: 'test-results/screens/health-finding.png' });
  await page.getByRole('button', { name: 'Что можно сделать…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Исправить' }).click();
  await expect(page.getByTestId('health-ok')).toBeVisible({ timeout: 90_000 });
  await isSynced(page);
  expect((await runCommand(['hub', 'health'], house.home)).code).toBe(0);
  const token = readFileSync(join(house.home, 'hub', 'metrics-token'), 'utf8').trim();
  const metrics = await (
    await fetch(`${house.hubUrl}/metrics`, { headers: { authorization: `Bearer ${token}` } })
  ).text();
  expect(metrics).toMatch(/offstage_integrity_rows\{kind="orphan"\} 0/);
  expect(metrics).toMatch(/offstage_deletions \d+/);
});
