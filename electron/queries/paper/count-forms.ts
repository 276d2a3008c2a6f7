/** Papers of a count, and the same layouts of what stands at a place. */

import type { Form0504087Data } from '../../../paper/forms/0504087/data.ts';
import type { CountActData } from '../../../paper/forms/count-act/data.ts';
import type { CountSheetData } from '../../../paper/forms/count-sheet/data.ts';
import type { Inv3Data } from '../../../paper/forms/inv-3/data.ts';
import type { Inv19Data } from '../../../paper/forms/inv-19/data.ts';
import type { DocumentHead } from '../../../paper/forms/pieces.ts';
import type { GatheredSheet } from '../../../shared/features/paper/queries.ts';
import type { Language } from '../../../shared/i18n/language.ts';
import { statusName } from '../../../shared/i18n/names.ts';
import type { SheetLine } from '../../../shared/rules/sheet-lines.ts';
import { tableOf } from '../../../shared/schema/catalog.ts';
import { formDay, moneyText, okeiOf, said, sumsOf, worth } from './pieces.ts';
import type { StockLine, StockPaper } from './stock-lines.ts';

/** What a form is made of, in which language, on which day of the theatre. */
export interface Making {
  readonly paper: StockPaper;
  readonly language: Language;
  readonly today: string;
}

/** A sheet whose lines are remembered by their keys and by all cells but the number. */
function sheetOf(
  { paper, language }: Making,
  title: readonly [ru: string, en: string],
  data: GatheredSheet['data'],
  lines: readonly { readonly key: string }[],
  rows: readonly (readonly string[])[],
): GatheredSheet {
  return {
    title: `${said(language, ...title)}: ${paper.name}`.slice(0, 255),
    subject: paper.subject,
    data,
    lines: lines.map(({ key }, index): SheetLine => ({ key, text: lineText(rows[index] ?? []) })),
    pictures: [],
  };
}

/** All that a row says but its number. */
export const lineText = (cells: readonly string[]): string =>
  cells
    .slice(1)
    .filter((cell) => cell !== '')
    .join(' · ');

function headOf({ paper, language, today }: Making): DocumentHead {
  return {
    place: paper.place,
    ground: '',
    okpo: paper.office.okpo,
    begun: paper.begun,
    ended: paper.ended,
    number: '',
    date: formDay(today, language),
    kind: paper.category,
  };
}

const count = (quantity: number | null): string => (quantity === null ? '' : String(quantity));
/** Money of a line, in kopecks; nothing where no price is known. */
const kopecks = (line: StockLine, quantity: number | null): number => worth(line.item.kopecks, quantity) ?? 0;

/** Blank: not counted yet. */
const book = ({ isBlind, isCounted }: StockPaper, line: StockLine): number | null =>
  isBlind && !isCounted ? null : line.book;

/** ИНВ-3. */
export function inv3(making: Making): GatheredSheet {
  const { paper, language } = making;
  const money = (amount: number | null): string => moneyText(amount, language);
  const rows = paper.lines.map((line, index) => [
    String(index + 1),
    '',
    line.item.name,
    line.item.barcode,
    okeiOf(line.item.unit),
    line.item.unit,
    money(line.item.kopecks),
    line.item.inventoryNumber,
    '',
    count(line.fact),
    money(worth(line.item.kopecks, line.fact)),
    count(book(paper, line)),
    money(worth(line.item.kopecks, book(paper, line))),
  ]);
  const sums = paper.lines.map((line) => [
    line.fact ?? 0,
    kopecks(line, line.fact),
    book(paper, line) ?? 0,
    kopecks(line, book(paper, line)),
  ]);
  const data = {
    document: headOf(making),
    rows,
    sums,
    totals: sumsOf(sums, 4),
    isCounted: paper.isCounted,
    first: Math.min(1, rows.length),
    last: rows.length,
  } satisfies Inv3Data;
  return sheetOf(making, ['Инвентаризационная опись ИНВ-3', 'Inventory list INV-3'], data, paper.lines, rows);
}

/** What is missing and what is over; null where nobody has counted. */
function difference({ fact, book: expected }: StockLine): { readonly missing: number; readonly over: number } | null {
  return fact === null ? null : { missing: Math.max(0, expected - fact), over: Math.max(0, fact - expected) };
}

/** 0504087. Status and purpose are what the house says of the thing: they stay for the commission. */
export function form0504087(making: Making): GatheredSheet {
  const { paper, language } = making;
  const money = (amount: number | null): string => moneyText(amount, language);
  const some = (quantity: number | undefined): string =>
    quantity === undefined || quantity === 0 ? '' : String(quantity);
  const amount = (line: StockLine, quantity: number | undefined): string =>
    quantity === undefined || quantity === 0 ? '' : money(worth(line.item.kopecks, quantity));
  const rows = paper.lines.map((line, index) => {
    const differs = difference(line);
    return [
      String(index + 1),
      line.item.name,
      line.item.inventoryNumber,
      line.item.unit,
      money(line.item.kopecks),
      count(line.fact),
      money(worth(line.item.kopecks, line.fact)),
      '',
      '',
      '',
      count(book(paper, line)),
      money(worth(line.item.kopecks, book(paper, line))),
      some(differs?.missing),
      amount(line, differs?.missing),
      some(differs?.over),
      amount(line, differs?.over),
      '',
      '',
      '',
    ];
  });
  const sums = paper.lines.map((line) => {
    const { missing, over } = difference(line) ?? { missing: 0, over: 0 };
    return [
      line.fact ?? 0,
      kopecks(line, line.fact),
      book(paper, line) ?? 0,
      kopecks(line, book(paper, line)),
      missing,
      kopecks(line, missing),
      over,
      kopecks(line, over),
    ];
  });
  const data = {
    document: headOf(making),
    inn: paper.office.inn,
    kpp: paper.office.kpp,
    rows,
    sums,
    totals: sumsOf(sums, 8),
    isCounted: paper.isCounted,
  } satisfies Form0504087Data;
  return sheetOf(making, ['Инвентаризационная опись 0504087', 'Inventory list 0504087'], data, paper.lines, rows);
}

const differing = (paper: StockPaper): StockLine[] =>
  paper.lines.filter(({ fact, book: expected }) => fact !== null && fact !== expected);

/** ИНВ-19. What is set off against what is decided by the commission, with a pen. */
export function inv19(making: Making): GatheredSheet {
  const { paper, language } = making;
  const lines = differing(paper);
  const parts = lines.map((line) => difference(line) ?? { missing: 0, over: 0 });
  const pair = (line: StockLine, quantity: number): readonly [string, string] =>
    quantity === 0 ? ['', ''] : [String(quantity), moneyText(worth(line.item.kopecks, quantity), language)];
  const rows = lines.map((line, index) => [
    String(index + 1),
    line.item.name,
    line.item.barcode,
    okeiOf(line.item.unit),
    line.item.unit,
    line.item.inventoryNumber,
    '',
    ...pair(line, parts[index]?.over ?? 0),
    ...pair(line, parts[index]?.missing ?? 0),
    ...Array.from({ length: 6 }, () => ''),
  ]);
  const sums = lines.map((line, index) => {
    const { missing, over } = parts[index] ?? { missing: 0, over: 0 };
    return [over, kopecks(line, over), missing, kopecks(line, missing)];
  });
  const more = lines.map((_, index) => [String(index + 1), ...Array.from({ length: 11 }, () => '')]);
  const data = { document: headOf(making), rows, more, sums, totals: sumsOf(sums, 4) } satisfies Inv19Data;
  return sheetOf(making, ['Сличительная ведомость ИНВ-19', 'Discrepancy list INV-19'], data, lines, rows);
}

/** A sheet to fill in by pen: numbers of its lines are entered with what was found. */
export function countSheet(making: Making): GatheredSheet {
  const { paper } = making;
  const rows = paper.lines.map((line, index) => [
    String(index + 1),
    line.location,
    line.item.name,
    line.item.inventoryNumber,
    line.item.unit,
    paper.isBlind ? '' : String(line.book),
  ]);
  const data = {
    name: paper.name,
    place: paper.place,
    begun: paper.begun,
    isBlind: paper.isBlind,
    rows,
  } satisfies CountSheetData;
  return sheetOf(making, ['Лист подсчёта', 'Count sheet'], data, paper.lines, rows);
}

const DECISIONS: Readonly<Record<string, readonly [string, string]>> = {
  accepted: ['принято', 'accepted'],
  left: ['оставлено как есть', 'left as it is'],
  open: ['не решено', 'undecided'],
  matched: ['', ''],
  uncounted: ['не считали', 'not counted'],
};

/** What a count came to, with everybody who took part. */
export function countAct(making: Making): GatheredSheet {
  const { paper, language } = making;
  const t = (ru: string, en: string): string => said(language, ru, en);
  const states = new Map(paper.counted.map((line) => [`${line.itemId}/${line.locationId}`, line]));
  const lines = differing(paper);
  const rows = lines.map((line, index) => {
    const delta = (line.fact ?? 0) - line.book;
    const amount = worth(line.item.kopecks, Math.abs(delta));
    const sign = delta < 0 ? '−' : '+';
    return [
      String(index + 1),
      line.location,
      line.item.name,
      line.item.inventoryNumber,
      line.item.unit,
      String(line.book),
      count(line.fact),
      `${sign}${Math.abs(delta)}`,
      amount === null ? '' : `${sign}${moneyText(amount, language)}`,
      said(language, ...(DECISIONS[states.get(line.key)?.state ?? ''] ?? ['', ''])),
    ];
  });
  const people = new Map<string, number>();
  for (const { parts } of paper.counted) for (const { name } of parts) people.set(name, (people.get(name) ?? 0) + 1);
  const ofAll = (which: (line: StockLine) => number): number => lines.reduce((all, line) => all + which(line), 0);
  const data = {
    name: paper.name,
    place: paper.place,
    begun: paper.begun,
    ended: paper.ended,
    status: statusName(paper.status, language, tableOf('inventory_counts').columns['status']),
    summary: [
      [t('Строк в подсчёте', 'Lines of the count'), String(paper.counted.length)],
      [t('Посчитано', 'Counted'), String(paper.counted.filter(({ isCounted }) => isCounted).length)],
      [
        t('Сошлось', 'Matched'),
        String(paper.counted.filter((line) => line.isCounted && line.state === 'matched').length),
      ],
      [t('Расхождений', 'Differences'), String(lines.length)],
      [t('Не посчитано', 'Not counted'), String(paper.counted.filter(({ state }) => state === 'uncounted').length)],
    ],
    people: [...people].map(([name, found]): [string, string] => [name, String(found)]),
    rows,
    over: moneyText(
      ofAll((line) => kopecks(line, difference(line)?.over ?? 0)),
      language,
    ),
    missing: moneyText(
      ofAll((line) => kopecks(line, difference(line)?.missing ?? 0)),
      language,
    ),
  } satisfies CountActData;
  return sheetOf(making, ['Акт подсчёта', 'Act of a count'], data, lines, rows);
}
