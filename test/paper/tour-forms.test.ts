/** Papers of a tour say what its rows say: in both languages, of nothing, of one line and of thousands. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkPaper, makePaper, type PaperFile } from '../../electron/host/paper-maker.ts';
import { must } from '../../shared/base/asserts.ts';
import type { FormKey, SheetAbout } from '../../shared/ipc/paper-contract.ts';
import { isThorough } from '../support/effort.ts';
import { nameOf, type PaperLaptop, paperLaptop } from '../support/paper-laptop.ts';
import { CASES, EMPTY_TOUR, TOUR, TOUR_NAME, TRUCKS } from '../support/paper-tour.ts';
import { picturesOf } from '../support/pdf-pictures.ts';
import { idOf } from '../support/rows.ts';
import { codesOn } from './pdf-page.ts';
import { textOf } from './pdf-text.ts';

const THINGS = 44;
/** Lines of the longest list: with every push enough for many pages. */
const MANY = isThorough ? 3000 : 600;
const SHOTS = 'test-results/screens';
const state: { laptop?: PaperLaptop } = {};
const laptop = (): PaperLaptop => must(state.laptop);
beforeAll(async () => {
  state.laptop = await paperLaptop({ things: THINGS, hasTour: true });
});
afterAll(async () => state.laptop?.[Symbol.asyncDispose]());

type Part = Partial<Omit<Extract<SheetAbout, { kind: 'tour' }>, 'kind'>>;
const aboutTour = (part: Part): SheetAbout => ({
  kind: 'tour',
  tourId: TOUR,
  caseId: null,
  transportId: null,
  date: null,
  ...part,
});

async function made(form: FormKey, language: 'ru' | 'en', part: Part = {}, isDraft = true): Promise<PaperFile> {
  return makePaper(laptop().host, { form, about: aboutTour(part), language, isDraft });
}

/** Its text on one line; what it looks like is kept, to be looked at. */
async function said(form: FormKey, language: 'ru' | 'en', part: Part = {}, name: string = form): Promise<string> {
  const { bytes } = await made(form, language, part);
  mkdirSync(SHOTS, { recursive: true });
  for (const [at, picture] of (await picturesOf(bytes, 60)).slice(0, 2).entries())
    writeFileSync(join(SHOTS, `paper-${name}-${language}-${String(at + 1)}.png`), picture.png());
  return (await textOf(bytes)).pages.join(' ').replaceAll(/\s+/gu, ' ');
}

const LANGUAGES = ['ru', 'en'] as const;
/** Pieces of the thing `n` that go. */
const goes = (n: number): number => (n % 3) + 1;
const all = Array.from({ length: THINGS }, (_, n) => n);
const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

test.each(LANGUAGES)('the book in %s: days, people, rooms, vehicles, venues and whom to call', async (language) => {
  const book = await said('tour-book', language);
  for (const words of [
    TOUR_NAME,
    'Чайка в Казани',
    'Чайка в Самаре',
    'Пётр Кузнецов',
    'машинист сцены',
    'Гостиница «Волга»',
    '304',
    'Фура 1',
    'А 123 ВС 77',
    'Рустам Галиев',
    '+7 900 111-22-33',
    'Двор, пандус 1,2 м',
    'Europe/Samara',
    'Самарский академический театр драмы имени М. Горького',
  ])
    expect(book).toContain(words);
  expect(book).toContain(language === 'ru' ? 'явка 17:30' : 'call 17:30');
});

test.each(LANGUAGES)('packing lists in %s: every thing once, case by case, with sums and labels', async (language) => {
  const { bytes, pages } = await made('packing-list', language);
  const { pages: texts } = await textOf(bytes);
  const whole = texts.join(' ').replaceAll(/\s+/gu, ' ');
  for (const n of all) expect(whole.split(`И-${String(100_000 + n)}`)).toHaveLength(2);
  for (const box of ['Кофр света 1', 'Кофр света 2', language === 'ru' ? 'Без кофра' : 'In no case'])
    expect(whole).toContain(box);
  expect(pages).toBeGreaterThanOrEqual(3);
  // The label of the case is one that can be scanned.
  expect(await codesOn(bytes, 1)).toContain('К-1');
  const one = await said('packing-list', language, { caseId: CASES[1] });
  expect(one).not.toContain('Кофр света 1');
  const inSecond = all.filter((n) => n >= THINGS / 2 && n % 9 !== 8);
  const head = language === 'ru' ? 'Вещей' : 'Pieces';
  expect(one).toContain(`${head} ${String(sum(inSecond.map(goes)))}`);
});

test.each(LANGUAGES)('a waybill in %s: what is on the truck, its sums, and that it is too heavy', async (language) => {
  const bill = await said('waybill', language, { transportId: TRUCKS[0] });
  expect(bill).toContain('Фура 1');
  expect(bill).not.toContain('Фура 2');
  expect(bill).toContain('К-1');
  expect(bill).toContain(language === 'ru' ? 'Мест 3' : 'Packages 3');
  const pieces = sum(all.filter((n) => n < THINGS / 2).map(goes));
  expect(bill).toContain(`${language === 'ru' ? 'Вещей' : 'Pieces'} ${String(pieces)}`);
  // Nobody weighed the things: what stands there is the case's own weight, and that is said.
  expect(bill).toMatch(/18[,.]5 \*/u);
  expect(bill).toContain(language === 'ru' ? 'Взвешено не всё' : 'Not everything was weighed');
});

test.each(LANGUAGES)('a customs list in %s: what lacks weight, value or origin says so', async (language) => {
  const list = await said('carnet-list', language);
  for (const n of all) expect(list.replaceAll(' ', '')).toContain(`И-${String(100_000 + n)}`);
  // Two cases go along, and they were weighed.
  const count = THINGS + 2;
  expect(list).toContain(language === 'ru' ? `Нет веса: строк ${THINGS}.` : `No weight: ${THINGS} lines.`);
  const worthless = all.filter((n) => n % 5 === 4).length + 2;
  expect(list).toContain(language === 'ru' ? `Нет стоимости: строк ${worthless}.` : `No value: ${worthless} lines.`);
  expect(list).toContain(
    language === 'ru' ? `Нет страны происхождения: строк ${count}.` : `No country of origin: ${count} lines.`,
  );
  const kopecks = sum(all.filter((n) => n % 5 !== 4).map((n) => goes(n) * 125_050));
  const total = new Intl.NumberFormat(language, { minimumFractionDigits: 2 }).format(kopecks / 100);
  expect(list).toContain(total.replaceAll(/\s/gu, ' '));
});

test('the country of origin comes from the field of the thing, whatever its letters are', async () => {
  const { host, itemIds } = laptop();
  await host.replica.writeUnchecked((tx) => {
    tx.prepare('UPDATE inventory_items SET custom_fields = ?, weight = ? WHERE id = ?').run(
      JSON.stringify({ Страна: 'Италия' }),
      '2.50',
      must(itemIds[0]),
    );
    tx.touch('inventory_items');
  });
  const list = await said('carnet-list', 'ru', {}, 'carnet-origin');
  expect(list).toContain('Италия');
  expect(list).toContain(`Нет веса: строк ${String(THINGS - 1)}.`);
});

test.each(LANGUAGES)('a return protocol in %s: what is missing stands first, then what is out', async (language) => {
  const protocol = await said('return-protocol', language);
  const isMissing = (n: number): boolean => n % 10 === 4 && n % 11 !== 5;
  const missing = sum(all.filter(isMissing).map(goes));
  const out = sum(all.filter((n) => n % 11 === 5).map(goes));
  const back = sum(all.map(goes)) - missing - out;
  const said3 = (ru: string, en: string, number: number): void =>
    expect(protocol).toContain(`${language === 'ru' ? ru : en} ${String(number)}`);
  said3('Вернулось', 'Came back', back);
  said3('Не найдено', 'Missing', missing);
  // It is the day after the last in the theatre: what is not back is late.
  said3('Не вернулось в срок', 'Late', out);
  expect(protocol).toContain('видели у рампы');
  expect(protocol).toContain('треснула линза');
  expect(protocol.indexOf('И-100004')).toBeLessThan(protocol.indexOf('И-100005'));
  expect(protocol.indexOf('И-100005')).toBeLessThan(protocol.indexOf('И-100000'));
});

test.each(LANGUAGES)('a day sheet in %s: of the day that is named, with the night and the truck', async (language) => {
  const day = await said('day-sheet', language, { date: '2026-11-23' });
  for (const words of ['Чайка в Казани', 'Театр Качалова', 'Рустам Галиев', 'Гостиница «Волга»', 'Фура 1'])
    expect(day).toContain(words);
  expect(day).toContain('Чайка в Самаре');
  expect(day).not.toContain('Переезд');
});

test.each(LANGUAGES)('of a tour without anything every paper says in %s that there is nothing', async (language) => {
  const words: Readonly<Partial<Record<FormKey, readonly [ru: string, en: string]>>> = {
    'tour-book': ['Пока никто не записан', 'Nobody stands here yet'],
    'packing-list': ['Упаковочный список пуст', 'The packing list is empty'],
    waybill: ['Машин у этих гастролей нет', 'This tour has no vehicles'],
    'carnet-list': ['В списке ничего нет', 'There is nothing on the list'],
    'return-protocol': ['Ничего не было упаковано', 'Nothing was packed'],
    'day-sheet': ['В этот день ничего нет', 'There is nothing on this day'],
  };
  for (const [form, [ru, en]] of Object.entries(words) as [FormKey, readonly [string, string]][])
    expect(await said(form, language, { tourId: EMPTY_TOUR }, `empty-${form}`)).toContain(language === 'ru' ? ru : en);
});

test('a printed code answers that the list is current, and what has changed since', async () => {
  const { host } = laptop();
  const { code } = await made('packing-list', 'ru', {}, false);
  expect((await checkPaper(host, must(code)))?.changes).toEqual({ changed: [], added: [], gone: [] });
  await host.replica.writeUnchecked((tx) => {
    tx.prepare('UPDATE packing_lines SET quantity = quantity + 7 WHERE case_item_id = ? AND quantity = 1').run(
      CASES[0],
    );
    tx.touch('packing_lines');
  });
  const after = await checkPaper(host, must(code));
  expect(after?.changes?.changed.length).toBeGreaterThan(0);
  expect(after?.changes?.gone).toEqual([]);
});

test('a case that is none of the tour, and a tour that is not there, are none', async () => {
  await expect(made('packing-list', 'ru', { caseId: idOf(1) })).rejects.toMatchObject({ code: 'paper.nothing' });
  await expect(made('tour-book', 'ru', { tourId: idOf(1) })).rejects.toMatchObject({ code: 'paper.nothing' });
});

test(`${MANY} lines stand on paper, each once`, { timeout: 180_000 }, async () => {
  const things = MANY;
  await using large = await paperLaptop({ things, hasTour: true });
  for (const form of ['packing-list', 'carnet-list', 'return-protocol'] as const) {
    const { bytes } = await makePaper(large.host, { form, about: aboutTour({}), language: 'ru', isDraft: true });
    const { pages } = await textOf(bytes);
    const text = pages.join(' ').replaceAll(/\s+/gu, '');
    // A page that was left behind says of which case it is.
    if (form === 'packing-list')
      expect(pages[1]?.replaceAll(/\s+/gu, ' ')).toMatch(/^\S* ?Кофр света 1, К-1 · продолжение/u);
    const missing = Array.from({ length: things }, (_, n) => n).filter(
      (n) => !text.includes(`И-${String(100_000 + n)}`),
    );
    expect([form, missing]).toEqual([form, []]);
  }
  expect(nameOf(3).length).toBeGreaterThan(100);
});
