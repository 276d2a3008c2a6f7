/** From an order to a file or a sheet: reads on one snapshot, as whoever asks may, and writes afterwards. */
import { AppError } from '../../../shared/base/app-error.ts';
import { type OwnWords, speakOwnWords } from '../../../shared/i18n/own-words.ts';
import { readOwnWords } from '../../../shared/i18n/vocabulary.ts';
import type { ExportFormat } from '../../../shared/ipc/export-contract.ts';
import { placeOf } from '../../../shared/lists/list-place.ts';
import type { DescribedSheet, ListSheet, SheetOrigin } from '../../../shared/lists/list-sheet.ts';
import { dayIn } from '../../../shared/rules/upcoming.ts';
import type { Reading } from '../../replica/reading.ts';
import { contextOf, type QueryContext } from '../define-query.ts';
import { listSheet } from '../lists/list-sheet.ts';
import { ownWords } from '../words-queries.ts';
import { countSheet } from './count-sheet.ts';
import { toCsv } from './csv.ts';
import { fileName } from './file-name.ts';
import type { MadeSheet, SheetOrder } from './sheet-messages.ts';
import { toXlsx } from './xlsx.ts';

const MIMES: Readonly<Record<ExportFormat, string>> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
};

type OnRows = (done: number, total: number) => void;

async function describe(
  context: QueryContext,
  { source, language }: SheetOrder,
  onRows: OnRows,
): Promise<DescribedSheet> {
  if (source.kind === 'described') return source.sheet;
  if (source.kind === 'count') return countSheet(context, source, language);
  const place = placeOf(source.place);
  if (place === undefined) throw new AppError('usage', { problem: `there is no list ${source.place}` });
  const { view, chosen, title } = source;
  return listSheet(context, { place, view, chosen, title, language }, onRows);
}

function originOf({ replica, now, author }: QueryContext, { language, syncedAt }: SheetOrder): SheetOrigin {
  const theater = replica
    .prepared<[], { name: string; timezone: string }>('SELECT name, timezone FROM theaters LIMIT 1')
    .get();
  const person = replica
    .prepared<[string], { name: string }>(
      "SELECT trim(concat_ws(' ', first_name, last_name)) AS name FROM users WHERE id = ?",
    )
    .get(author?.userId ?? '');
  return {
    theater: theater?.name ?? '',
    by: person?.name ?? '',
    at: now.toISOString(),
    syncedAt,
    zone: theater?.timezone ?? 'UTC',
    language,
  };
}

/** The sheet alone. The theatre's own words are said from now on: it is the one that this thread speaks for. */
export function readSheet(reading: Reading, order: SheetOrder, clock: Date, onRows: OnRows): Promise<ListSheet> {
  return reading.read(async () => {
    const context = contextOf(reading, order.author, clock);
    const words: OwnWords = readOwnWords(await ownWords.run(context, {}));
    speakOwnWords(words);
    return { ...(await describe(context, order, onRows)), origin: originOf(context, order) };
  });
}

/** Throws AppError `export.empty`, `export.tooLarge`, `usage`. */
export async function makeSheet(reading: Reading, order: SheetOrder, clock: Date, onRows: OnRows): Promise<MadeSheet> {
  const sheet = await readSheet(reading, order, clock, onRows);
  if (sheet.rows.length === 0) throw new AppError('export.empty');
  const { form, source, separator } = order;
  if (form === 'sheet') return { kind: 'sheet', sheet };
  const bytes = form === 'xlsx' ? await toXlsx(sheet) : toCsv(sheet, separator);
  const day = dayIn(sheet.origin.zone, sheet.origin.at);
  const name = fileName([sheet.title, source.kind === 'list' ? (source.name ?? source.view.text) : null], day, form);
  return { kind: 'file', name, mime: MIMES[form], bytes };
}
