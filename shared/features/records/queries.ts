/** What screens ask about the rows of any table. */
import { z } from 'zod';
import { declareQuery } from '../../ipc/query.ts';
import type { HistoryEntry, RecordDetail, RecordList, RecordOption } from '../../ipc/views.ts';

const one = z.strictObject({ table: z.string(), id: z.uuid() });

/** Live rows of a table whose label or short texts hold the words, in the reader's order. */
export const recordList = declareQuery<RecordList>()(
  'records.list',
  z.strictObject({
    table: z.string(),
    text: z.string().max(200),
    offset: z.int().min(0),
    limit: z.int().min(1).max(500),
  }),
);

/** One row, deleted or not, with the labels of what it points at. */
export const recordDetail = declareQuery<RecordDetail | null>()('records.get', one);

/** Live rows to choose from, for a field that points at the table. */
export const recordOptions = declareQuery<readonly RecordOption[]>()(
  'records.options',
  z.strictObject({ table: z.string() }),
);

/** Who changed what of a row, when, and the value before. */
export const recordHistory = declareQuery<readonly HistoryEntry[]>()('records.history', one);
