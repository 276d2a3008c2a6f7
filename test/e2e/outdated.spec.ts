/** A laptop whose release the hub does not take any more: it says so, goes on working, and sends everything after its update. */
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from '@playwright/test';
import { SCHEMA_VERSION, VERSION_HEADER } from '../../shared/schema/versions.ts';
import { everyLook, stillPage } from './looks.ts';
import { openHouse, RELEASE, signIn, test } from './support.ts';

/** The way to a hub, on which a laptop of today says that it is one of before. */
async function wayBack(hubUrl: string): Promise<{
  readonly url: string;
  isOld: boolean;
  [Symbol.asyncDispose](): Promise<void>;
}> {
  const way = { isOld: false };
  const server = createServer((incoming, outgoing) => {
    const headers = { ...incoming.headers, ...(way.isOld ? { [VERSION_HEADER]: String(SCHEMA_VERSION - 1) } : {}) };
    const onward = request(new URL(incoming.url ?? '/', hubUrl), { method: incoming.method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    onward.on('error', () => outgoing.destroy());
    outgoing.on('close', () => onward.destroy());
    incoming.pipe(onward);
  });
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', done);
  });
  return Object.assign(way, {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((done) => {
        server.close(done);
      });
    },
  });
}

test('a laptop that is too old for its hub says so, keeps what is entered, and sends it after its update', {
  tag: RELEASE,
}, async ({ browser }) => {
  const house = await openHouse(40);
  await using way = await wayBack(house.hubUrl);
  try {
    const app = await house.laptop('old', way.url);
    const page = await stillPage(browser);
    await signIn(page, app.entrance, 'admin@demo.theatre');
    const indicator = page.getByTestId('sync-indicator');
    await expect(indicator).toHaveAttribute('data-state', 'live');
    await house.hub.stop();
    way.isOld = true;
    house.hub = await house.startHub('--minimum-version', String(SCHEMA_VERSION));
    await expect(indicator).toHaveAttribute('data-state', 'outdated', { timeout: 120_000 });
    await page.getByRole('button', { name: 'Новый предмет' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Название' }).fill('Фонарь потайной');
    await dialog.getByRole('textbox', { name: 'Инвентарный номер' }).fill('OLD-00001');
    await dialog.getByRole('button', { name: 'Создать' }).click();
    await expect(dialog).toHaveCount(0);
    await indicator.click();
    await expect(page.getByText('Этот ноутбук нужно обновить')).toBeVisible();
    await expect(page.getByTestId('waiting-count')).toContainText('1');
    await everyLook(page, 'outdated');
    // The update.
    way.isOld = false;
    await page.getByRole('button', { name: 'Повторить' }).click();
    await expect(indicator).toHaveAttribute('data-state', 'live', { timeout: 120_000 });
    await expect(page.getByTestId('waiting-count')).toHaveCount(0, { timeout: 120_000 });
  } finally {
    await house.tearDown();
  }
});
