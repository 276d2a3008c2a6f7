/**
 * Photos, documents and paper from end to end: two laptops, one hub, lines that break, and `kill -9` of each of the
 * three in the middle of what it sends or takes. In the end every file is on the hub as it is, and each laptop's rows
 * name only what is there. A push takes a few photos, any `RUNS=…` the forty of a whole shelf.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Locator, type Page } from '@playwright/test';
import readXlsxFile from 'read-excel-file/node';
import { must } from '../../shared/base/asserts.ts';
import { isTag } from '../../shared/rules/tag-code.ts';
import { Cable } from '../support/cable.ts';
import { runCommand } from '../support/commands.ts';
import { isThorough } from '../support/effort.ts';
import { codesIn, picturesOf } from '../support/pdf-pictures.ts';
import { pdf, picture } from '../support/pictures.ts';
import { newFolder, paper } from './document-steps.ts';
import { type Brought, choose, hand, photo } from './files.ts';
import { SHOTS, stillPage } from './looks.ts';
import { pageText, printDialog, savedSheet, typeSheetCode } from './paper-steps.ts';
import { cameraIsOn, press, progress, shots, thing, turned } from './photo-steps.ts';
import { at, claimFor, editField, type House, openHouse, type Running, saved, scan, signIn, test } from './support.ts';

const PHOTOS = isThorough ? 40 : 5;
const PLACE = 'Зал света';
const COUNT = 'Зал света, стеллаж 1';
/** What travels takes its time on two busy cores, and after a broken line waits before it tries again. */
const TRAVEL_MS = 120_000;

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

type Started = Awaited<ReturnType<House['laptop']>>;

/** A laptop whose line to the hub can break. */
class Laptop {
  readonly page: Page;
  readonly cable: Cable;
  readonly #start: () => Promise<Started>;
  #app: Running;

  private constructor(page: Page, cable: Cable, start: () => Promise<Started>, app: Running) {
    this.page = page;
    this.cable = cable;
    this.#start = start;
    this.#app = app;
  }

  static async open(house: House, page: Page, profile: string, email: string): Promise<Laptop> {
    const { cable, url } = await Cable.to(house.hubUrl);
    const start = () => house.laptop(profile, new URL(url).origin);
    const app = await start();
    await signIn(page, app.entrance, email);
    return new Laptop(page, cable, start, app);
  }

  /** `kill -9`. */
  kill(): Promise<void> {
    return this.#app.kill();
  }

  async restart(): Promise<void> {
    const app = await this.#start();
    this.#app = app;
    await this.page.goto(app.entrance);
    await expect(this.page.getByTestId('today').or(thing(this.page)).first()).toBeVisible();
  }
}

interface Theatre {
  readonly house: House;
  readonly a: Laptop;
  readonly b: Laptop;
}

let house: House;
test.beforeAll(async () => {
  house = await openHouse(isThorough ? 300 : 80);
});
test.afterAll(async () => {
  await house.tearDown();
});

const onlyHere = (page: Page): Locator => page.getByTestId('only-here');
const placeAct = (page: Page, act: string, place = PLACE): Promise<void> =>
  page.getByRole('button', { name: `${act}: ${place}`, exact: true }).click();
const shot = (page: Page, name: string): Promise<Buffer> => page.screenshot({ path: `${SHOTS}/whole-${name}.png` });
const drawnIn = (place: Locator): Promise<number> =>
  place.evaluateAll((images) => images.filter((each) => (each as HTMLImageElement).naturalWidth > 0).length);

/** Photographs things along the way, by file, drop, paste and camera in turn; answers what was brought. */
async function photographs(
  page: Page,
): Promise<{ readonly names: readonly string[]; readonly all: readonly Brought[] }> {
  await at(page, 'locations');
  await placeAct(page, 'Снять то, что здесь без фото');
  await cameraIsOn(page);
  const [names, all]: [string[], Brought[]] = [[], []];
  for (let taken = 0; taken < PHOTOS; taken += 1) {
    const name = await thing(page).innerText();
    names.push(name);
    if (taken === PHOTOS - 1) await press(page, 'Space');
    else {
      const brought = {
        name: `Кадр ${taken + 1}.jpg`,
        mimeType: 'image/jpeg',
        buffer: await picture(2000 + taken, 1500),
      };
      all.push(brought);
      if (taken % 3 === 0) await choose(page, [brought]);
      else if (taken % 3 === 1) await hand(page.locator('.run'), 'drop', [brought]);
      else await hand(page.locator('body'), 'paste', [brought]);
    }
    await expect(shots(page)).toHaveCount(1);
    await press(page, 'Enter');
    if (taken < PHOTOS - 1) await turned(page, name);
  }
  await expect(progress(page)).toHaveText(new RegExp(`^${PHOTOS} из`));
  return { names, all };
}

/** Without a network: photographed, seen in the list and beside it, and still there after `kill -9`. */
async function takenOffline({ a }: Theatre): Promise<Awaited<ReturnType<typeof photographs>>> {
  const { page } = a;
  a.cable.fall();
  const taken = await photographs(page);
  await at(page, 'locations');
  await placeAct(page, 'Показать предметы');
  await page.getByRole('button', { name: 'Карточками с фото' }).click();
  await expect.poll(() => drawnIn(page.getByTestId('list-card').locator('img'))).toBeGreaterThanOrEqual(4);
  await page
    .getByTestId('list-card')
    .filter({ hasText: must(taken.names[0]) })
    .first()
    .click();
  await expect.poll(() => drawnIn(page.getByTestId('inspector').locator('img'))).toBeGreaterThanOrEqual(1);
  await shot(page, 'taken');
  await a.kill();
  await a.restart();
  await at(page, 'files');
  await expect(onlyHere(page)).toContainText(`${PHOTOS} файл`);
  await expect(page.getByTestId('way-up')).toHaveAttribute('data-state', /waiting|off/);
  await shot(page, 'waiting');
  await at(page, 'health');
  await expect(page.getByTestId('files-onlyHere')).toContainText(`${PHOTOS} файл`);
  await shot(page, 'health');
  await at(page, 'files');
  return taken;
}

const unfinishedOnHub = (): readonly string[] =>
  readdirSync(join(house.home, 'hub', 'files', 'contents', 'unfinished'));

/** Nothing passes any more once so many bytes have gone up and the hub has begun what it has not finished. */
async function heldInTheMiddle(cable: Cable, bytes: number): Promise<void> {
  await cable.heldAfter(bytes, 'up');
  await expect(async () => {
    if (unfinishedOnHub().length === 0) {
      const next = cable.heldAfter(64 * 1024, 'up');
      cable.letGo();
      await next;
    }
    expect(unfinishedOnHub().length).toBeGreaterThan(0);
  }).toPass();
}

/** The line breaks in the middle, then the laptop dies in the middle, then the hub does; all of it arrives. */
async function sent({ a }: Theatre, bytes: number): Promise<void> {
  const { cable, page } = a;
  const part = Math.floor(bytes / 5);
  const cut = heldInTheMiddle(cable, part);
  cable.mend();
  await cut;
  cable.fall();
  await expect(page.getByTestId('way-up')).toHaveAttribute('data-state', 'waiting');
  await expect(onlyHere(page)).toContainText(/\d+ файл/);

  const again = heldInTheMiddle(cable, part);
  cable.mend();
  await again;
  await a.kill();
  const third = heldInTheMiddle(cable, part);
  cable.letGo();
  await a.restart();
  await third;
  await house.hub.kill();
  await at(page, 'files');
  await expect(onlyHere(page)).toContainText(/\d+ файл/);
  house.hub = await house.startHub();
  cable.letGo();
  await expect(onlyHere(page)).toContainText('ничего', { timeout: TRAVEL_MS });
  await expect(page.getByTestId('way-up')).toHaveAttribute('data-state', 'idle', { timeout: TRAVEL_MS });
}

/** The other laptop shows thumbnails, takes the place along, dies in the middle, and goes on. */
async function takenAlong({ b }: Theatre, bytes: number): Promise<void> {
  const { cable, page } = b;
  await at(page, 'locations');
  await placeAct(page, 'Показать предметы');
  await page.getByRole('button', { name: 'Карточками с фото' }).click();
  const images = page.getByTestId('list-card').locator('img');
  await expect.poll(() => drawnIn(images), { timeout: TRAVEL_MS }).toBeGreaterThanOrEqual(4);
  await shot(page, 'thumbnails');
  await at(page, 'records/inventory_locations');
  const row = page.getByTestId('list-row').filter({ hasText: PLACE }).first();
  await row.click({ modifiers: ['Control'] });
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(PLACE);
  const address = new URL(page.url()).hash.slice(2);
  await page.getByTestId('pin').click();
  const estimate = page.getByTestId('pin-estimate');
  await expect(estimate).toContainText(new RegExp(`^${PHOTOS} файл.*МБ, ${PHOTOS} не здесь`));
  await shot(page, 'pin');
  const held = cable.heldAfter(Math.floor(bytes / 2), 'down');
  await page.getByRole('dialog').getByRole('button', { name: 'Взять с собой' }).click();
  await held;
  await b.kill();
  await b.restart();
  await at(page, 'files');
  await expect(page.getByTestId('pin-line')).toContainText(PLACE);
  await expect(estimate).toContainText(/не здесь/);
  await shot(page, 'pinned-in-the-middle');
  cable.letGo();
  await expect(estimate).toContainText('все здесь', { timeout: TRAVEL_MS });
  await at(page, address);
  await expect(page.getByTestId('pin')).toContainText('С собой');
}

/** Many documents at once, a new version, which one is current; the other laptop sees all of it. */
async function documents({ a, b }: Theatre): Promise<void> {
  const { page } = a;
  await at(page, 'documents');
  await newFolder(page, 'Планы', 'PLANS');
  const folder = page.getByRole('button', { name: /Планы/ }).first();
  const sketches = await Promise.all(
    Array.from({ length: isThorough ? 20 : 3 }, (_, index) => photo(`Эскиз ${index + 1}.jpg`, index * 17)),
  );
  await hand(folder, 'drop', [paper('План света.pdf', pdf()), ...sketches]);
  await expect(
    page
      .getByTestId('list-row')
      .filter({ hasText: /Эскиз|План/ })
      .first(),
  ).toBeVisible();
  await expect(folder).toContainText(String(sketches.length + 1));
  await page
    .getByTestId('list-row')
    .filter({ hasText: 'План света' })
    .click({ modifiers: ['Control'] });
  await expect(page.getByTestId('pdf').locator('.pdf-text')).toContainText('Hello');
  await choose(page, [paper('План света, 2.pdf', pdf(842, 900))]);
  await page.getByRole('textbox', { name: 'Что изменилось' }).fill('Повернули лист');
  await page.keyboard.press('Enter');
  const versions = page.getByTestId('version');
  await expect(versions).toHaveCount(2);
  await expect(versions.first()).toContainText('текущая');

  const { page: other } = b;
  await at(other, new URL(page.url()).hash.slice(2));
  await expect(other.getByTestId('version')).toHaveCount(2, { timeout: TRAVEL_MS });
  await expect(other.getByTestId('version').first()).toContainText('текущая');
  await versions.last().getByRole('button', { name: 'Действия: Версия 1' }).click();
  await page.getByRole('menuitem', { name: 'Сделать текущей' }).click();
  await expect(other.getByTestId('version').last()).toContainText('текущая', { timeout: TRAVEL_MS });
  await other.getByTestId('missing').getByRole('button', { name: 'Загрузить сейчас' }).click();
  await expect(other.getByTestId('pdf').locator('.pdf-text')).toContainText('Hello', { timeout: TRAVEL_MS });
  await shot(other, 'document');
}

/** The list of the place as a spreadsheet, read back by another library. */
async function spreadsheet({ a }: Theatre, names: readonly string[]): Promise<void> {
  const { page } = a;
  await at(page, 'locations');
  await placeAct(page, 'Показать предметы');
  await page.getByRole('button', { name: 'Строками' }).click();
  const total = Number(/\d+/.exec(await page.getByTestId('inventory-total').innerText())?.[0]);
  await page.getByTestId('inventory-grid').focus();
  await page.keyboard.press('Control+e');
  await expect(page.getByRole('dialog').getByLabel('Таблица Excel (XLSX)')).toBeFocused();
  const { bytes } = await saved(page, () => page.keyboard.press('Enter'));
  const [sheet] = await readXlsxFile(bytes);
  const [head, ...rows] = sheet?.data ?? [];
  const [name, quantity] = [head?.indexOf('Название') ?? -1, head?.indexOf('Количество') ?? -1];
  const things = rows.slice(0, -1);
  expect(things).toHaveLength(total);
  expect(things.map((cells) => cells[name])).toEqual(expect.arrayContaining([...names]));
  expect(things.map((cells) => typeof cells[quantity])).toEqual(things.map(() => 'number'));
}

/** A count sheet printed on one laptop answers by its code on the other: current, and then changed since. */
async function onPaper({ a, b }: Theatre): Promise<void> {
  const { page } = a;
  await at(page, 'counts');
  await page
    .getByRole('article', { name: COUNT })
    .getByRole('button', { name: /Начать|Считать/ })
    .click();
  await expect(page.getByTestId('count-progress')).toBeVisible();
  const line = await page.getByTestId('count-line').first().innerText();
  const number = must(/[A-Z]{2}-\d{5}/.exec(line)?.[0]);
  await page.keyboard.press('Control+p');
  await expect(printDialog(page).getByLabel('Лист подсчёта для ручки')).toBeChecked();
  await expect.poll(() => pageText(page)).toContain('Лист подсчёта');
  const { code } = await savedSheet(page);
  await page.keyboard.press('Escape');

  const answer = b.page.getByTestId('sheet-answer');
  await expect(async () => {
    await typeSheetCode(b.page, code);
    const current = answer.getByTestId('sheet-current');
    const isCurrent = await current.or(answer.getByText('здесь не известен')).getAttribute('data-testid');
    await b.page.screenshot({ path: `${SHOTS}/whole-sheet-current.png` });
    await b.page.keyboard.press('Escape');
    await expect(answer).toBeHidden();
    expect(isCurrent).toBe('sheet-current');
  }).toPass({ timeout: TRAVEL_MS });

  await at(page, 'inventory');
  await page.getByPlaceholder('Название, номер, модель…').fill(number);
  await page.getByTestId('inventory-grid').getByText(number).click();
  await editField(page, 'Название', 'Переименовано после печати');
  await expect(async () => {
    await typeSheetCode(b.page, code);
    const said = await answer.getByRole('alert').innerText();
    if (said.includes('Актуально')) await b.page.keyboard.press('Escape');
    expect(said).toContain('Изменилось с тех пор: 1 строка');
  }).toPass({ timeout: TRAVEL_MS });
  await expect(answer.getByTestId('sheet-changes')).toContainText('Переименовано после печати');
  await shot(b.page, 'sheet-changed');
  await b.page.keyboard.press('Escape');
}

/** Blank tags printed on one laptop; one of them claimed by scanning on the other, and known on the first. */
async function tags({ a, b }: Theatre): Promise<void> {
  const { page } = a;
  await at(page, 'labels');
  await page.getByRole('button', { name: 'Пустые бирки' }).click();
  await page.getByRole('textbox', { name: 'Сколько бирок' }).fill('3');
  await expect(page.getByTestId('label-total')).toHaveText('3 этикетки · 1 лист');
  const { bytes } = await saved(page, () => page.getByRole('button', { name: 'Сохранить PDF' }).click());
  const [sheet] = await picturesOf(bytes, 300);
  const printed = (await codesIn(must(sheet))).map(({ text }) => text);
  expect(printed.filter(isTag)).toHaveLength(3);
  await page.keyboard.press('Escape');
  const tag = must(printed[0]);
  await claimFor(b.page, tag, 'Прожектор');
  await expect(async () => {
    await scan(page, tag);
    await expect(page).toHaveURL(/#\/inventory\//, { timeout: 3000 });
  }).toPass({ timeout: TRAVEL_MS });
}

interface FileRow {
  readonly sha256: string;
  /** Bytes, as text: it may be more than a number holds. */
  readonly size: string;
  readonly uploaded_at: string | null;
}

/** What a laptop's rows say of files, asked beside its open window. */
async function filesOf(profile: string): Promise<readonly FileRow[]> {
  const sql = 'SELECT sha256, size, uploaded_at FROM files ORDER BY sha256';
  const dir = join(house.home, 'profiles', profile);
  const { code, stdout, stderr } = await runCommand(['replica', 'query', sql, '--dir', dir, '--json'], house.home);
  expect(code, stderr).toBe(0);
  return JSON.parse(stdout) as FileRow[];
}

/** Everything that lies in the hub's store under its name, with what it hashes to and how long it is. */
function contentsOnHub(): ReadonlyMap<string, { readonly hash: string; readonly size: number }> {
  const store = join(house.home, 'hub', 'files', 'contents');
  const found = readdirSync(store, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /^[0-9a-f]{64}$/.test(entry.name))
    .map(({ parentPath, name }) => [name, readFileSync(join(parentPath, name))] as const);
  return new Map(found.map(([name, bytes]) => [name, { hash: hashOf(bytes), size: bytes.length }]));
}

/** Every file on the hub is what its name says, and every row of both laptops has its file there. */
async function everythingIsThere({ a, b }: Theatre, brought: readonly Brought[]): Promise<void> {
  for (const { page } of [a, b]) {
    await at(page, 'files');
    await expect(onlyHere(page)).toContainText('ничего', { timeout: TRAVEL_MS });
    await expect(page.getByTestId('waiting-count')).toHaveCount(0, { timeout: TRAVEL_MS });
  }
  await expect.poll(() => filesOf('b'), { timeout: TRAVEL_MS }).toEqual(await filesOf('a'));
  await at(a.page, 'health');
  await expect(a.page.getByTestId('files-here')).toBeVisible();
  await expect(a.page.getByTestId('files-onlyHere')).toHaveCount(0);
  const contents = contentsOnHub();
  for (const [name, { hash }] of contents) expect(hash).toBe(name);
  const rows = await filesOf('a');
  for (const row of rows) {
    expect(row.uploaded_at).not.toBeNull();
    expect(contents.get(row.sha256)?.size).toBe(Number(row.size));
  }
  const named = new Set(rows.map(({ sha256 }) => sha256));
  for (const { buffer } of brought) expect(named).toContain(hashOf(buffer));
  expect(contents.size).toBe(named.size);
  expect(unfinishedOnHub()).toEqual([]);
  const health = await runCommand(['hub', 'health'], house.home);
  expect(health.code, health.stdout + health.stderr).toBe(0);
}

test('photos, documents and paper of two laptops, through cuts and kills of each in the middle', async ({
  browser,
}) => {
  test.setTimeout(900_000);
  const theatre = {
    house,
    a: await Laptop.open(house, await stillPage(browser), 'a', 'zav@demo.theatre'),
    b: await Laptop.open(house, await stillPage(browser), 'b', 'admin@demo.theatre'),
  };
  const taken = await test.step('photos are taken without a network', () => takenOffline(theatre));
  const bytes = taken.all.reduce((sum, { buffer }) => sum + buffer.length, 0);
  await test.step('they travel, whatever breaks', () => sent(theatre, bytes));
  await test.step('the other laptop takes the place along', () => takenAlong(theatre, bytes));
  await test.step('documents and their versions', () => documents(theatre));
  await test.step('a list as a spreadsheet', () => spreadsheet(theatre, taken.names));
  await test.step('a count sheet and its code', () => onPaper(theatre));
  await test.step('blank tags are claimed', () => tags(theatre));
  await test.step('every file is there', () => everythingIsThere(theatre, taken.all));
  for (const { cable } of [theatre.a, theatre.b]) cable.cut();
});
