/** A small warehouse of awkward things, views of it, and what going through them by hand gives. */
import fc from 'fast-check';
import { addDays, isPeriod, periods, rangeOf } from '../../../shared/lists/days.ts';
import type { Condition, Pick } from '../../../shared/lists/list-view.ts';
import { dayIn } from '../../../shared/rules/upcoming.ts';
import { idOf } from '../../support/rows.ts';

export const ZONE = 'Asia/Yekaterinburg';
export const CLOCK = new Date('2026-11-29T21:30:00.000Z');
/** In the theatre it is the next day already. */
export const TODAY = '2026-11-30';

export interface Item {
  readonly id: string;
  readonly name: string;
  readonly manufacturer: string | null;
  readonly status: string;
  readonly category_id: string | null;
  readonly location_id: string | null;
  readonly quantity: number;
  readonly unit: string;
  readonly weight: string | null;
  readonly warranty_until: string | null;
  readonly is_active: boolean;
  readonly updated_at: string;
  readonly places: readonly string[];
  readonly productions: readonly string[];
}

export const CATEGORIES = [
  { id: idOf(0x101), name: 'Свет', parent: null },
  { id: idOf(0x102), name: 'Прожекторы', parent: idOf(0x101) },
  { id: idOf(0x103), name: 'звук', parent: null },
];
export const PLACES = [
  { id: idOf(0x201), name: 'Склад', parent: null },
  { id: idOf(0x202), name: 'Полка 2', parent: idOf(0x201) },
  { id: idOf(0x203), name: 'Полка 10', parent: idOf(0x201) },
];
export const SHOWS = [
  { id: idOf(0x301), title: 'Чайка' },
  { id: idOf(0x302), title: 'Вишнёвый сад' },
];
const NAMES = ['Прожектор 2', 'Прожектор 10', 'прожектор 2', 'Ёлка', 'елка', 'Cable XLR', 'кабель', 'Й', 'И', '100 %'];
const MAKERS = [null, '', 'Robe', 'robe', 'ЭТК'];
const STATES = ['in_stock', 'on_tour', 'in_repair'];
const DAYS = [null, '2026-11-29', TODAY, '2026-12-01', '2026-12-31', '2025-01-01'];
export const MOMENTS = [
  '2026-11-29T18:59:59.999Z',
  '2026-11-29T19:00:00.000Z',
  '2026-11-30T18:59:00.000Z',
  '2026-11-30T19:00:00.000Z',
];
const WEIGHTS = [null, '0.00', '0.10', '0.29', '12.50', '-1.05'];

const some = <T>(pool: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...pool);
export const idsOf = (rows: readonly { readonly id: string }[]): string[] => rows.map(({ id }) => id);
export const item = fc.record({
  name: some(NAMES),
  manufacturer: some(MAKERS),
  status: some(STATES),
  category_id: some([null, ...idsOf(CATEGORIES)]),
  location_id: some([null, ...idsOf(PLACES)]),
  quantity: fc.integer({ min: 0, max: 9 }),
  unit: some(['шт', 'м']),
  weight: some(WEIGHTS),
  warranty_until: some(DAYS),
  is_active: fc.boolean(),
  updated_at: some(MOMENTS),
  places: fc.subarray(idsOf(PLACES)),
  productions: fc.subarray(idsOf(SHOWS)),
});

const day = some([TODAY, '2026-11-29', '2026-12-31', addDays(TODAY, -30)]);
const dayCondition = (column: string): fc.Arbitrary<Condition> =>
  fc.oneof(
    some(periods).map((period) => ({ column, operator: 'during', values: [period] })),
    fc.tuple(some(['since', 'until']), day).map(([operator, at]) => ({ column, operator, values: [at] })),
    fc.tuple(day, day).map(([a, b]) => ({ column, operator: 'between', values: [a, b] })),
  );
const number = some(['0', '0.1', '0.29', '12.5', '-1.05', '3', '0.295']);
const condition: fc.Arbitrary<Condition> = fc.oneof(
  fc
    .tuple(
      some(['name', 'manufacturer']),
      some(['contains', 'lacks', 'is']),
      some(['прож', 'ЁЛ', 'robe', 'й', '%', 'Елка']),
    )
    .map(([column, operator, text]) => ({ column, operator, values: [text] })),
  fc
    .tuple(
      some(['manufacturer', 'weight', 'warranty_until', 'category_id', 'location_id', 'productions']),
      some(['empty', 'filled']),
    )
    .map(([column, operator]) => ({ column, operator, values: [] })),
  fc
    .tuple(some(['weight', 'quantity']), some(['least', 'most', 'is']), number)
    .map(([column, operator, value]) => ({ column, operator, values: [value] })),
  fc.tuple(number, number).map(([a, b]) => ({ column: 'weight', operator: 'between', values: [a, b] })),
  dayCondition('warranty_until'),
  dayCondition('updated_at'),
  fc.boolean().map((is) => ({ column: 'is_active', operator: 'is', values: [String(is)] })),
  ...(
    [
      ['status', STATES],
      ['category_id', idsOf(CATEGORIES)],
      ['location_id', idsOf(PLACES)],
      ['productions', idsOf(SHOWS)],
    ] as const
  ).map(([column, pool]) =>
    fc
      .tuple(some(['any', 'none']), fc.subarray([...pool], { minLength: 1 }))
      .map(([operator, values]) => ({ column, operator, values })),
  ),
);
const SORTS = [
  'name',
  'manufacturer',
  'weight',
  'quantity',
  'status',
  'category_id',
  'location_id',
  'warranty_until',
  'updated_at',
  'is_active',
];
export const pick: fc.Arbitrary<Pick> = fc.record({
  text: fc.constant(''),
  conditions: fc.array(condition, { maxLength: 3 }),
  sorts: fc.uniqueArray(fc.record({ column: some(SORTS), isDescending: fc.boolean() }), {
    maxLength: 3,
    selector: ({ column }) => column,
  }),
  group: some([null, null, 'status', 'category_id', 'manufacturer', 'warranty_until', 'is_active']),
});

const collator = new Intl.Collator(['ru', 'en'], { numeric: true, sensitivity: 'base' });
const fold = (text: string): string => text.toLocaleLowerCase('ru').replaceAll('ё', 'е');
const isBelow = (tree: readonly { id: string; parent: string | null }[], id: string, above: string): boolean => {
  const parent = tree.find((row) => row.id === id)?.parent ?? null;
  return id === above || (parent !== null && isBelow(tree, parent, above));
};
const hundredths = (decimal: string): bigint => BigInt(Math.round(Number(decimal) * 10_000));

function passesDay(held: string | null, { operator, values: [a = '', b = ''] }: Condition): boolean {
  if (held === null) return operator === 'empty';
  if (operator === 'filled' || operator === 'empty') return operator === 'filled';
  const range =
    operator === 'during' && isPeriod(a)
      ? rangeOf(a, TODAY)
      : {
          from: operator === 'until' ? undefined : a < b || b === '' ? a : b,
          to: operator === 'since' ? undefined : operator === 'until' ? a : a < b ? b : a,
        };
  return (range.from === undefined || held >= range.from) && (range.to === undefined || held <= range.to);
}

function passes(row: Item, condition: Condition): boolean {
  const { column, operator, values } = condition;
  const [first = '', second = ''] = values;
  switch (column) {
    case 'name':
    case 'manufacturer': {
      const held = fold(row[column] ?? '');
      if (operator === 'empty' || operator === 'filled') return (held === '') === (operator === 'empty');
      if (operator === 'is') return held === fold(first);
      return held.includes(fold(first)) === (operator === 'contains');
    }
    case 'weight':
    case 'quantity': {
      const held = row[column] === null ? null : hundredths(String(row[column]));
      if (operator === 'empty' || operator === 'filled') return (held === null) === (operator === 'empty');
      if (held === null) return false;
      const [a, b] = [hundredths(first), hundredths(second === '' ? first : second)];
      if (operator === 'least') return held >= a;
      if (operator === 'most') return held <= a;
      return operator === 'is' ? held === a : held >= (a < b ? a : b) && held <= (a < b ? b : a);
    }
    case 'warranty_until':
      return passesDay(row.warranty_until, condition);
    case 'updated_at':
      return passesDay(dayIn(ZONE, row.updated_at), condition);
    case 'is_active':
      return row.is_active === (first === 'true');
    default: {
      const held =
        column === 'status'
          ? [row.status]
          : column === 'category_id'
            ? [row.category_id].flatMap((id) => id ?? [])
            : column === 'productions'
              ? row.productions
              : row.places;
      if (operator === 'empty' || operator === 'filled') {
        const own = column === 'location_id' ? [row.location_id].flatMap((id) => id ?? []) : held;
        return (own.length === 0) === (operator === 'empty');
      }
      const tree = column === 'category_id' ? CATEGORIES : column === 'location_id' ? PLACES : [];
      const isAny = held.some((id) => values.some((wanted) => isBelow(tree, id, wanted)));
      return isAny === (operator === 'any');
    }
  }
}

const labelOf = (id: string | null): string | null =>
  [...CATEGORIES, ...PLACES].find((row) => row.id === id)?.name ?? null;
function compareBy(a: Item, b: Item, column: string): number | 'empty' {
  const of = (row: Item): string | number | null => {
    if (column === 'category_id' || column === 'location_id') return labelOf(row[column]);
    if (column === 'status')
      return ['in_stock', 'reserved', 'on_stage', 'on_tour', 'in_repair', 'decommissioned'].indexOf(row.status);
    if (column === 'is_active') return row.is_active ? 1 : 0;
    if (column === 'weight') return row.weight === null ? null : Number(row.weight);
    return (
      row[column as 'name' | 'manufacturer' | 'quantity' | 'warranty_until' | 'updated_at'] ||
      (column === 'quantity' ? 0 : null)
    );
  };
  const [x, y] = [of(a), of(b)];
  if (x === null || y === null) return x === y ? 0 : 'empty';
  if (typeof x === 'number') return x - Number(y);
  return column === 'warranty_until' || column === 'updated_at'
    ? x < String(y)
      ? -1
      : x > String(y)
        ? 1
        : 0
    : collator.compare(x, String(y));
}
const isEmptyAt = (row: Item, column: string): boolean =>
  column === 'manufacturer'
    ? (row.manufacturer ?? '') === ''
    : row[column as 'weight' | 'category_id' | 'location_id' | 'warranty_until'] === null;

/** The rows that a view shows, in its order. */
export function naive(items: readonly Item[], pick: Pick): Item[] {
  const rows = items.filter((row) => pick.conditions.every((condition) => passes(row, condition)));
  return rows.toSorted((a, b) => {
    for (const { column, isDescending } of pick.sorts) {
      const order = compareBy(a, b, column);
      if (order === 'empty') return isEmptyAt(a, column) ? 1 : -1;
      if (order !== 0) return isDescending ? -order : order;
    }
    return a.id < b.id ? -1 : 1;
  });
}
