/**
 * Every form, as an independent reader of PDF finds it: what stands there is what the rows say, in both languages, of
 * one line and of thousands, with names that wrap; pages are counted; the code reads back.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makePaper, type PaperFile } from '../../electron/host/paper-maker.ts';
import { must } from '../../shared/base/asserts.ts';
import { type FormKey, formKeys, formsOf, type SheetAbout } from '../../shared/ipc/paper-contract.ts';
import { wholeTable } from '../../shared/lists/list-place.ts';
import { readSheetCode } from '../../shared/rules/sheet-code.ts';
import { isThorough } from '../support/effort.ts';
import { nameOf, type PaperLaptop, paperLaptop, THEATER } from '../support/paper-laptop.ts';
import { SHEET_PERFORMANCE, SHEET_VARIANT } from '../support/paper-run-sheet.ts';
import { TOUR } from '../support/paper-tour.ts';
import { picturesOf } from '../support/pdf-pictures.ts';
import { codesOn, columnText, placedTexts } from './pdf-page.ts';
import { textOf } from './pdf-text.ts';

/** Where pictures of the sheets of one line go, to be looked at: `LOOK=dir`. */
const LOOK = process.env['LOOK'];
const THINGS = 40;
const state: { laptop?: PaperLaptop } = {};
beforeAll(async () => {
  // Every sixth has two more than it should, every fifth one less.
  const found = (n: number): number => (n % 6 === 0 ? (n % 9) + 2 : n % 5 === 0 ? Math.max(0, (n % 9) - 1) : n % 9);
  state.laptop = await paperLaptop({ things: THINGS, found, hasTour: true });
});
afterAll(async () => state.laptop?.[Symbol.asyncDispose]());
const laptop = (): PaperLaptop => must(state.laptop);

const LIST: SheetAbout = {
  kind: 'list',
  source: {
    kind: 'list',
    title: 'Инвентарь',
    name: null,
    place: 'inventory_items',
    view: wholeTable('inventory_items').list.initial,
    chosen: null,
  },
};

const RUN_SHEET = {
  kind: 'runSheet',
  performanceId: SHEET_PERFORMANCE,
  variantId: null,
  view: 'scene',
  departmentId: null,
} as const satisfies SheetAbout;

const WHOLE_TOUR: SheetAbout = { kind: 'tour', tourId: TOUR, caseId: null, transportId: null, date: null };

function aboutOf(
  form: FormKey,
  { countId, warehouse, moves, writeOffs, performanceId, eventId }: PaperLaptop,
): SheetAbout {
  if (form === 'list') return LIST;
  if (form === 'call-sheet') return { kind: 'event', eventId };
  if (form === 'day-schedule') return { kind: 'day', date: '2026-11-24' };
  if ((formsOf.tour as readonly FormKey[]).includes(form)) return WHOLE_TOUR;
  if (form === 'show-report') return { kind: 'evening', eventId };
  if (form === 'passport') return { kind: 'passport', performanceId, variantId: null, sectionId: null };
  if (form === 'run-sheet' || form === 'preset-list') return RUN_SHEET;
  if (form === '0504104') return { kind: 'moves', movementIds: writeOffs };
  if ((formsOf.moves as readonly FormKey[]).includes(form)) return { kind: 'moves', movementIds: moves };
  if (form === 'place-list') return { kind: 'place', locationId: warehouse };
  return { kind: 'count', countId, placeId: null };
}

const made = (form: FormKey, language: 'ru' | 'en', of = laptop(), isDraft = false): Promise<PaperFile> =>
  makePaper(of.host, { form, about: aboutOf(form, of), language, isDraft });

/** Of each form: words of its head in both languages, and its code boxes. */
const HEADS: Readonly<Record<FormKey, readonly [ru: string, en: string, ...codes: string[]]>> = {
  'inv-3': ['ИНВЕНТАРИЗАЦИОННАЯ ОПИСЬ', 'INVENTORY LIST', '0317004'],
  '0504087': [
    'Инвентаризационная опись (сличительная ведомость)',
    'Inventory list (comparative statement)',
    '0504087',
    '383',
  ],
  'inv-19': ['СЛИЧИТЕЛЬНАЯ ВЕДОМОСТЬ', 'DISCREPANCY LIST', '0317017'],
  'count-sheet': ['Лист подсчёта', 'Count sheet'],
  'count-act': ['АКТ ПОДСЧЁТА', 'ACT OF A COUNT'],
  'place-list': ['Опись места', 'List of a place'],
  '0504102': [
    'на внутреннее перемещение объектов нефинансовых активов',
    'for internal transfer of non-financial',
    '0504102',
  ],
  'torg-13': ['на внутреннее перемещение, передачу товаров, тары', 'for internal transfer of goods', '0330213'],
  '0504104': ['о списании объектов нефинансовых активов', 'of writing off non-financial assets', '0504104'],
  'show-report': ['РАПОРТ О СПЕКТАКЛЕ', 'SHOW REPORT'],
  list: ['Инвентарь', 'Инвентарь'],
  passport: ['Паспорт спектакля', 'Production passport'],
  'run-sheet': ['Проводка: Чайка у озера', 'Run sheet: Чайка у озера'],
  'preset-list': ['Зарядка: Чайка у озера', 'Preset list: Чайка у озера'],
  'call-sheet': ['Лист вызовов', 'Call sheet'],
  'day-schedule': ['Расписание дня', 'Schedule of the day'],
  'tour-book': ['Гастрольная книга', 'Tour book'],
  'packing-list': ['Упаковочный лист', 'Packing list'],
  waybill: ['НАКЛАДНАЯ', 'WAYBILL'],
  'carnet-list': ['ТАМОЖЕННЫЙ СПИСОК', 'GENERAL LIST'],
  'return-protocol': ['ПРОТОКОЛ ВОЗВРАТА', 'RETURN PROTOCOL'],
  'day-sheet': ['Лист дня', 'Day sheet'],
};

describe.each(formKeys)('%s', (form) => {
  test.each(['ru', 'en'] as const)('in %s: head, foot of every page, code', async (language) => {
    const file = await made(form, language);
    const { pages, title, author } = await textOf(file.bytes);
    const whole = pages.join(' ');
    const [ru, en, ...codes] = HEADS[form];
    expect(whole).toContain(language === 'ru' ? ru : en);
    for (const code of codes) expect(whole).toContain(code);
    expect([title, author]).toEqual([file.title, 'Мария Волкова']);
    expect(pages).toHaveLength(file.pages);
    for (const [index, page] of pages.entries()) {
      expect(page).toContain(THEATER);
      expect(page).toContain(must(file.code));
      expect(page).toContain(
        language === 'ru'
          ? `Напечатано 25.11.2026, 00:30, Мария Волкова · по данным на 24.11.2026, 20:05`
          : `Printed 11/25/2026, 12:30 AM, Мария Волкова · as of 11/24/2026, 08:05 PM`,
      );
      expect(page).toMatch(
        language === 'ru'
          ? new RegExp(`стр\\. ${index + 1} из ${pages.length}`)
          : new RegExp(`page ${index + 1} of ${pages.length}`),
      );
    }
    // The label of a case stands on its packing list.
    const found = (await codesOn(file.bytes, 1)).filter((code) => form !== 'packing-list' || code !== 'К-1');
    expect(found).toEqual([file.code]);
    expect(readSheetCode(must(file.code))).toBe(file.code);
  });
});

const squeezed = (text: string): string => text.replaceAll(/\s+/gu, '');
/** Hyphens at the ends of lines are the setter's. */
const unhyphenated = (text: string): string => text.replaceAll('-', '');
const mm = (length: number): number => (length / 25.4) * 72;

test('ИНВ-3 lists every thing with what was found and what should be, by page and in all', async () => {
  const { host, countId, itemIds } = laptop();
  const file = await made('inv-3', 'ru');
  const texts = await placedTexts(file.bytes);
  const { pages } = await textOf(file.bytes);
  const whole = pages.join(' ');
  for (let n = 0; n < THINGS; n += 1) expect(whole).toContain(`И-${100_000 + n}`);
  const inNames = unhyphenated(columnText(texts, mm(33), mm(103)));
  for (let n = 0; n < THINGS; n += 1) expect(inNames).toContain(squeezed(unhyphenated(nameOf(n))));
  const sums = host.replica
    .prepared<[string], { found: number; book: number; worth: number; bookWorth: number }>(
      `SELECT sum(e.quantity) AS found, sum(l.expected_quantity) AS book,
        round(sum(e.quantity * coalesce(i.current_value, 0)) * 100) AS worth,
        round(sum(l.expected_quantity * coalesce(i.current_value, 0)) * 100) AS bookWorth
      FROM inventory_count_lines l JOIN inventory_count_entries e ON e.item_id = l.item_id
      JOIN inventory_items i ON i.id = l.item_id WHERE l.count_id = ?`,
    )
    .get(countId);
  const { numberInWords, roublesInWords, capital } = await import('../../shared/i18n/number-words.ts');
  const last = must(pages.at(-1));
  expect(last).toContain(capital(numberInWords(itemIds.length, 'ru')));
  expect(last).toContain(capital(numberInWords(must(sums).found, 'ru', 'feminine')));
  expect(last).toContain(roublesInWords(must(sums).worth, 'ru'));
  expect(last).toMatch(/с № 1 по № 40/);
  // What pages say adds up to what the list says: numbers of lines, in words.
  const ofPages = pages.flatMap((page) => [
    ...page.matchAll(/Итого по странице: а\) количество порядковых номеров (\p{L}+(?: \p{L}+)?)/gu),
  ]);
  expect(ofPages.length).toBe(pages.length - 2);
});

test('ИНВ-19 lists what differs and nothing else', async () => {
  const { pages } = await textOf((await made('inv-19', 'ru')).bytes);
  const whole = pages.join(' ');
  for (let n = 0; n < THINGS; n += 1) {
    const differs = n % 6 === 0 || (n % 5 === 0 && n % 9 > 0);
    expect(whole.includes(`И-${100_000 + n}`), `thing ${n}`).toBe(differs);
  }
});

test('a count sheet has the numbers of its lines, and on a blind count nothing of what is expected', async () => {
  const open = (await textOf((await made('count-sheet', 'ru')).bytes)).pages.join(' ');
  expect(open).toContain('Должно быть');
  await using blind = await paperLaptop({ things: 12, isBlind: true, found: () => undefined });
  const file = await made('count-sheet', 'ru', blind);
  const closed = (await textOf(file.bytes)).pages.join(' ');
  expect(closed).not.toContain('Должно быть');
  expect(closed).toContain('вслепую');
  const inv3 = (await textOf((await made('inv-3', 'ru', blind)).bytes)).pages.join(' ');
  expect(inv3).not.toContain('10 004,00');
});

test('movements say from where to where, how many and for how much in words', async () => {
  const { pages } = await textOf((await made('0504102', 'ru')).bytes);
  const whole = pages.join(' ');
  expect(whole).toContain('Склад декораций');
  expect(whole).toContain('Стеллаж 1');
  expect(whole).toContain('Двести десять');
  const writeOff = (await textOf((await made('0504104', 'en')).bytes)).pages.join(' ');
  expect(writeOff).toContain('Twelve thousand five hundred and five roubles 00 kopecks');
  expect(writeOff).toContain('Пришло в негодность');
});

test('a draft says that it is one, has no code and is not remembered', async () => {
  const { host } = laptop();
  const remembered = (): number =>
    host.replica.prepared<[], { n: number }>('SELECT count(*) AS n FROM printed_sheets').get()?.n ?? 0;
  const before = remembered();
  const file = await made('inv-3', 'ru', laptop(), true);
  expect(file.code).toBeNull();
  expect((await textOf(file.bytes)).pages[0]).toContain('ЧЕРНОВИК');
  expect(remembered()).toBe(before);
});

test('a paper of nothing, and a form of something else, are refused with a sentence', async () => {
  const { host, countId } = laptop();
  const gone = '00000000-0000-7000-8000-00000000dead';
  for (const about of [
    { kind: 'count', countId: gone, placeId: null },
    { kind: 'place', locationId: gone },
    { kind: 'moves', movementIds: [gone] },
  ] as const)
    await expect(makePaper(host, { form: 'inv-3', about, language: 'ru', isDraft: true })).rejects.toMatchObject({
      code: 'paper.nothing',
    });
  await expect(
    makePaper(host, {
      form: 'torg-13',
      about: { kind: 'count', countId, placeId: null },
      language: 'ru',
      isDraft: true,
    }),
  ).rejects.toMatchObject({ code: 'paper.nothing' });
});

test.runIf(LOOK !== undefined)(
  'pictures of every form with one line, in both languages',
  async () => {
    await using one = await paperLaptop({ things: 1, hasTour: true });
    for (const form of formKeys)
      for (const language of ['ru', 'en'] as const) {
        const pages = await picturesOf((await made(form, language, one)).bytes, 110);
        for (const [index, picture] of pages.entries())
          writeFileSync(join(LOOK ?? '', `${form}-${language}-${index + 1}.png`), picture.png());
      }
  },
  900_000,
);

test('one line, and none', async () => {
  await using one = await paperLaptop({ things: 1, hasTour: true });
  const ofThings: readonly FormKey[] = [...formsOf.count, ...formsOf.place, ...formsOf.moves, ...formsOf.list];
  for (const form of formKeys) {
    const file = await made(form, 'ru', one);
    const whole = (await textOf(file.bytes)).pages.join(' ');
    // What is of no things says what it says, however few there are.
    if (!ofThings.includes(form)) expect(whole, form).toContain(HEADS[form][0]);
    else
      expect(whole, form).toMatch(form === 'inv-19' ? /ВЕДОМОСТЬ/ : /Стул венский 0|Здесь ничего нет|Расхождений нет/);
    if ((formsOf.runSheet as readonly FormKey[]).includes(form)) expect(whole, form).toContain('Эстрада с занавесом');
  }
});

test('thousands of lines: each stands there once, in order, and the head is on every page', async () => {
  const things = 3000;
  await using many = await paperLaptop({ things, found: (n) => n % 9 });
  for (const form of isThorough ? (['inv-3', '0504087', 'count-sheet'] as const) : (['0504087'] as const)) {
    const { pages } = await textOf((await made(form, 'ru', many)).bytes);
    const whole = pages.join(' ');
    const numbers = [...whole.matchAll(/И-(\d{6})/g)].map(([, number]) => Number(number));
    expect(new Set(numbers).size, form).toBe(things);
    expect(numbers, form).toHaveLength(things);
    const listing = pages.filter((page) => /И-\d{6}/.test(page));
    for (const page of listing) expect(page, form).toContain(form === 'count-sheet' ? 'Найдено' : 'количество');
    expect(pages[6], form).toContain(`из ${pages.length}`);
  }
}, 60_000);

test('the report of an evening says its times, what happened, and who signed it', async () => {
  const { pages } = await textOf((await made('show-report', 'ru')).bytes);
  const whole = pages.join(' ');
  for (const said of [
    '«Чайка»',
    'на 4 мин позже',
    '19:04',
    '19:50',
    '46 мин',
    'Заклинило дверь',
    '19:21',
    '412',
    'Мария Волкова',
  ])
    expect(whole).toContain(said);
});

test('a run sheet says what is done in its order, by scene or by person; in a variant what stands there', async () => {
  const { host } = laptop();
  const said = async (form: 'run-sheet' | 'preset-list', about: Partial<Extract<SheetAbout, { kind: 'runSheet' }>>) => {
    const of = { ...RUN_SHEET, ...about };
    const { pages } = await textOf((await makePaper(host, { form, about: of, language: 'ru', isDraft: true })).bytes);
    return pages.join(' ');
  };
  const stands = (whole: string, ...words: readonly string[]): void => {
    const places = words.map((word) => whole.indexOf(word));
    expect(places, whole).toEqual(places.toSorted((a, b) => a - b));
    expect(Math.min(...places), whole).toBeGreaterThanOrEqual(0);
  };
  const whole = await said('run-sheet', {});
  stands(
    whole,
    '1.1 Эстрада у озера',
    'зарядить',
    'Трость Сорина',
    '1.2 Пьеса о душе',
    'Луна над озером',
    'затемнение',
  );
  const tour = await said('run-sheet', { variantId: SHEET_VARIANT });
  stands(tour, 'Гастроли', 'Фонарь вместо луны', 'затемнение');
  expect(tour).not.toContain('Луна над озером');
  stands(await said('run-sheet', { view: 'person' }), 'по людям', 'Ершов', 'Игнатьев', 'Ильина', 'Трость Сорина');
  const presets = await said('preset-list', { view: 'place' });
  // Where things have to lie, each once.
  stands(presets, 'по местам', 'стол реквизита 1', 'Удочка', 'кофр 12', 'центр', 'Эстрада с занавесом', 'левый карман');
  expect(presets.match(/Удочка/g)).toHaveLength(1);
  expect(presets).not.toContain('Трость Сорина');
});
