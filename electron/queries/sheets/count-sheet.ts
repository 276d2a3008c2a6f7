/**
 * A count as a sheet, whole, however long: its lines as somebody sees them who counts, or its review with what was
 * found by whom and decided. In a blind count whoever counts is not told what is expected, on paper either.
 */
import { AppError } from '../../../shared/base/app-error.ts';
import { type Translate, translator } from '../../../shared/i18n/dictionary.ts';
import type { Language } from '../../../shared/i18n/language.ts';
import { fieldName } from '../../../shared/i18n/names.ts';
import type { CountLineView } from '../../../shared/ipc/count-contract.ts';
import type { CountOnScreen } from '../../../shared/ipc/export-contract.ts';
import type { DescribedSheet, SheetColumn, SheetKind, SheetValue } from '../../../shared/lists/list-sheet.ts';
import { type CountState, foundAsSeenBy } from '../../../shared/rules/count-sums.ts';
import { linesOf } from '../count-model.ts';
import { countLines } from '../count-queries.ts';
import type { QueryContext } from '../define-query.ts';

interface Column extends SheetColumn {
  value(line: CountLineView): SheetValue;
}

interface Speaker {
  readonly t: Translate;
  readonly language: Language;
  /** Who looks. */
  readonly person: string | undefined;
}

const made = (key: string, label: string, kind: SheetKind, width: number, value: Column['value']): Column => ({
  key,
  label,
  kind,
  scale: 0,
  width,
  value,
});

const whole = (number: number | null): string | null => (number === null ? null : String(number));
const partsOf = ({ parts }: CountLineView): string | null =>
  parts.length === 0 ? null : parts.map(({ name, quantity }) => `${name}: ${quantity}`).join(', ');

function thing({ language }: Speaker): readonly Column[] {
  const word = (key: string): string => fieldName(key, language);
  return [
    made('name', word('name'), 'text', 300, (line) => line.name),
    made('inventory_number', word('inventory_number'), 'text', 150, (line) => line.inventoryNumber),
    made('location_id', word('location_id'), 'text', 170, (line) => line.location),
  ];
}

const unit = ({ language }: Speaker): Column =>
  made('unit', fieldName('unit', language), 'text', 90, (line) => line.unit);
const expected = ({ t }: Speaker): Column =>
  made('expected', t('counting.expected'), 'number', 110, (line) => whole(line.expected));
const counters = ({ t }: Speaker): Column => made('counters', t('review.counters'), 'text', 240, partsOf);

const linesColumns = (speaker: Speaker, isBlind: boolean): readonly Column[] => [
  ...thing(speaker),
  ...(isBlind ? [] : [expected(speaker)]),
  made('counted', speaker.t('counting.counted'), 'number', 110, (line) =>
    line.isCounted || isBlind ? whole(foundAsSeenBy(line, speaker.person)) : null,
  ),
  unit(speaker),
  counters(speaker),
];

const reviewColumns = (speaker: Speaker): readonly Column[] => [
  ...thing(speaker),
  expected(speaker),
  made('counted', speaker.t('counting.counted'), 'number', 110, (line) => whole(line.counted)),
  made('variance', speaker.t('review.variance'), 'number', 110, (line) =>
    line.counted === null ? null : whole(line.counted - line.expected),
  ),
  unit(speaker),
  counters(speaker),
  made('decision', speaker.t('review.decision'), 'text', 150, (line) => speaker.t(`review.state.${line.state}`)),
  made('outcome', speaker.t('sheet.outcome'), 'number', 110, (line) => whole(line.outcome)),
];

/** As the review has them: what waits for a decision first, what nobody marked last. */
const STATES: readonly (readonly [isCounted: boolean | undefined, states: readonly CountState[]])[] = [
  [true, ['open']],
  [true, ['accepted', 'left']],
  [undefined, ['matched']],
  [false, ['open', 'accepted', 'left', 'uncounted']],
];

function reviewParts(
  lines: readonly CountLineView[],
  { t }: Speaker,
): readonly { label: string; rows: readonly CountLineView[] }[] {
  const labels = [t('review.waiting'), t('review.decided'), t('review.matched'), t('review.notMarked')];
  return STATES.map(([isCounted, states], index) => ({
    label: labels[index] ?? '',
    rows: lines.filter(
      (line) => states.includes(line.state) && (isCounted === undefined || line.isCounted === isCounted),
    ),
  })).filter(({ rows }) => rows.length > 0);
}

/** Throws AppError `usage` where there is no such count. */
export async function countSheet(
  context: QueryContext,
  { id, title, part, filter, placeId }: CountOnScreen,
  language: Language,
): Promise<DescribedSheet> {
  const { replica, author } = context;
  const count = await replica.db
    .selectFrom('inventory_counts')
    .select('is_blind')
    .where('id', '=', id)
    .executeTakeFirst();
  if (count === undefined) throw new AppError('usage', { problem: `there is no count ${id}` });
  const speaker: Speaker = { t: translator(language), language, person: author?.userId };
  const isBlind = count.is_blind;
  const limit = Number.MAX_SAFE_INTEGER;
  const parts =
    part === 'review'
      ? reviewParts(linesOf(replica, id), speaker)
      : [
          {
            label: '',
            rows: (await countLines.run(context, { id, filter: isBlind ? 'counted' : filter, placeId, limit })).rows,
          },
        ];
  const columns = part === 'review' ? reviewColumns(speaker) : linesColumns(speaker, isBlind);
  let start = 0;
  const groups = parts.map(({ label, rows }) => {
    const group = { label, start, count: rows.length, totals: {} };
    start += rows.length;
    return group;
  });
  return {
    title,
    subtitle: [],
    columns: columns.map(({ value: _value, ...column }) => column),
    rows: parts.flatMap(({ rows }) => rows.map((line) => columns.map(({ value }) => value(line)))),
    groupedBy: part === 'review' ? speaker.t('review.decision') : null,
    groups: part === 'review' ? groups : [],
    totals: {},
  };
}
