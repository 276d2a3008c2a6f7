/** Papers of movements: from one place to another, or written off. */
import type { Form0504102Data } from '../../../paper/forms/0504102/data.ts';
import type { Form0504104Data } from '../../../paper/forms/0504104/data.ts';
import type { Torg13Data } from '../../../paper/forms/torg-13/data.ts';
import type { GatheredSheet } from '../../../shared/features/paper/queries.ts';
import type { Language } from '../../../shared/i18n/language.ts';
import type { Reading } from '../../replica/reading.ts';
import { lineText } from './count-forms.ts';
import {
  type FormItem,
  formDay,
  itemsOf,
  momentDay,
  moneyText,
  type Office,
  officeOf,
  okeiOf,
  said,
  sumsOf,
  worth,
} from './pieces.ts';

interface Movement {
  readonly id: string;
  readonly itemId: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly quantity: number;
  readonly comment: string | null;
  readonly at: string;
}
type Line = Movement & { readonly item: FormItem };

/** Movements of one paper, in the order in which they happened. */
export interface MovesPaper {
  readonly office: Office;
  readonly lines: readonly Line[];
  readonly language: Language;
}

/** Null where none of them is known. */
export function movesOf(replica: Reading, ids: readonly string[], language: Language): MovesPaper | null {
  const movements = replica
    .prepared<[string], Movement>(
      `SELECT h.id, h.item_id AS itemId, f.name AS "from", t.name AS "to", h.quantity, h.comment, h.occurred_at AS at
        FROM inventory_history h LEFT JOIN inventory_locations f ON f.id = h.from_location_id
        LEFT JOIN inventory_locations t ON t.id = h.to_location_id
        WHERE h.id IN (SELECT value FROM json_each(?)) ORDER BY h.occurred_at, h.id`,
    )
    .all(JSON.stringify(ids));
  const items = itemsOf(
    replica,
    movements.map(({ itemId }) => itemId),
  );
  const lines = movements.flatMap((movement) => {
    const item = items.get(movement.itemId);
    return item === undefined ? [] : [{ ...movement, item }];
  });
  return lines.length === 0 ? null : { office: officeOf(replica), lines, language };
}

const namesOf = (names: readonly (string | null)[]): string =>
  [...new Set(names.filter((name) => name !== null))].join(', ');

/** The day of the last of them: until then the paper was not complete. */
const dayOf = ({ lines, office, language }: MovesPaper): string =>
  momentDay(lines.at(-1)?.at ?? null, office.zone, language);

function sheetOf(
  { lines, language }: MovesPaper,
  title: readonly [ru: string, en: string],
  data: GatheredSheet['data'],
  rows: readonly (readonly string[])[],
): GatheredSheet {
  const [first] = lines;
  const name = first === undefined ? '' : lines.length === 1 ? first.item.name : `${first.item.name} …`;
  return {
    title: `${said(language, ...title)}: ${name}`.slice(0, 255),
    subject: lines.length === 1 && first !== undefined ? { table: 'inventory_items', id: first.itemId } : null,
    data,
    lines: lines.map(({ id }, index) => ({ key: id, text: lineText(rows[index] ?? []) })),
    pictures: [],
  };
}

const sumsOfLines = (lines: readonly Line[]): number[][] =>
  lines.map(({ quantity, item }) => [quantity, worth(item.kopecks, quantity) ?? 0]);

/** 0504102. */
export function form0504102(paper: MovesPaper): GatheredSheet {
  const { lines, office, language } = paper;
  const sums = sumsOfLines(lines);
  const rows = lines.map(({ item, quantity, comment }, index) => [
    String(index + 1),
    item.name,
    item.inventoryNumber,
    item.unit,
    moneyText(item.kopecks, language),
    String(quantity),
    moneyText(worth(item.kopecks, quantity), language),
    '',
    '',
    comment ?? '',
  ]);
  const data = {
    number: '',
    date: dayOf(paper),
    okpo: office.okpo,
    from: namesOf(lines.map(({ from }) => from)),
    to: namesOf(lines.map(({ to }) => to)),
    rows,
    sums,
    totals: sumsOf(sums, 2),
    ground: '',
  } satisfies Form0504102Data;
  return sheetOf(paper, ['Накладная на перемещение 0504102', 'Transfer note 0504102'], data, rows);
}

/** ТОРГ-13. */
export function torg13(paper: MovesPaper): GatheredSheet {
  const { lines, office, language } = paper;
  const sums = sumsOfLines(lines);
  const rows = lines.map(({ item, quantity }) => [
    item.name,
    item.inventoryNumber,
    item.unit,
    okeiOf(item.unit),
    '',
    '',
    '',
    String(quantity),
    moneyText(item.kopecks, language),
    moneyText(worth(item.kopecks, quantity), language),
  ]);
  const data = {
    number: '',
    date: dayOf(paper),
    okpo: office.okpo,
    from: namesOf(lines.map(({ from }) => from)),
    to: namesOf(lines.map(({ to }) => to)),
    rows,
    sums,
    totals: sumsOf(sums, 2),
  } satisfies Torg13Data;
  // Here the first cell is no number.
  return sheetOf(
    paper,
    ['Накладная ТОРГ-13', 'Transfer note TORG-13'],
    data,
    rows.map((row) => ['', ...row]),
  );
}

/** 0504104. */
export function form0504104(paper: MovesPaper): GatheredSheet {
  const { lines, office, language } = paper;
  const sums = sumsOfLines(lines);
  const rows = lines.map(({ item, quantity, comment }, index) => [
    String(index + 1),
    item.name,
    item.inventoryNumber,
    '',
    item.serial,
    '',
    formDay(item.bought, language),
    '',
    String(quantity),
    moneyText(worth(item.kopecks, quantity), language),
    '',
    comment ?? '',
    '',
  ]);
  const data = {
    number: '',
    date: dayOf(paper),
    okpo: office.okpo,
    inn: office.inn,
    kpp: office.kpp,
    department: namesOf(lines.map(({ from }) => from)),
    reason: namesOf(lines.map(({ comment }) => comment)),
    rows,
    sums,
    totals: sumsOf(sums, 2),
  } satisfies Form0504104Data;
  return sheetOf(paper, ['Акт о списании 0504104', 'Write-off act 0504104'], data, rows);
}
