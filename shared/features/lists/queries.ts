/** What screens ask about a list of any table. */
import { z } from 'zod';
import { declareQuery } from '../../ipc/query.ts';
import type { TotalKind } from '../../lists/list-column.ts';
import { pickSchema } from '../../lists/list-view.ts';
import { MAX_NAMED, selectedSchema } from '../../lists/selection.ts';
import type { JsonValue } from '../../schema/define.ts';

const table = z.string().max(64);
const columns = z.array(z.string().max(64)).max(60).readonly();
const totals = z.record(z.string().max(64), z.string().max(20));

/** What a row points at, as people know it. */
export interface LinkedRow {
  readonly label: string;
  readonly color: string | null;
}

/** A row as the list shows it: columns that the person may not read are missing from `values`. */
export interface ListRow {
  readonly id: string;
  readonly label: string;
  /** By column. */
  readonly values: Readonly<Record<string, JsonValue>>;
  /** Something of it has not been sent yet. */
  readonly isPending: boolean;
}

/** A window of a list, and what its rows refer to. */
export interface ListRows {
  readonly rows: readonly ListRow[];
  /** By id. */
  readonly links: Readonly<Record<string, LinkedRow>>;
}

/** A sum or a count. Decimals are texts; where sums are kept apart by unit, there is one for each. */
export interface Total {
  readonly kind: TotalKind;
  readonly value: string | null;
  readonly units: readonly { readonly unit: string; readonly value: string }[];
}
/** By column; a column without a total is missing. */
export type Totals = Readonly<Record<string, Total>>;

/** A stretch of the list. `start` is the position of its first row in the whole list. */
export interface ListGroup {
  readonly id: string;
  /** What its rows have in common; null: nothing is there. */
  readonly key: string | null;
  readonly label: string;
  readonly start: number;
  readonly count: number;
  readonly totals: Totals;
}

/** What is known of a list without its rows. */
export interface ListSummary {
  readonly count: number;
  readonly totals: Totals;
  readonly groups: readonly ListGroup[];
  /** Columns of the view that could not be asked: unknown here, or not to be read by this person. */
  readonly dropped: readonly string[];
}

/** A stretch of a list, by positions. */
export const listRows = declareQuery<ListRows>()(
  'list.rows',
  z.strictObject({
    table,
    pick: pickSchema,
    columns,
    offset: z.int().min(0),
    limit: z.int().min(1).max(500),
  }),
);

/** How much there is, in groups, and what it adds up to. */
export const listSummary = declareQuery<ListSummary>()(
  'list.summary',
  z.strictObject({ table, pick: pickSchema, totals }),
);

/** How many rows each view of a list holds. */
export const listCounts = declareQuery<readonly number[]>()(
  'list.counts',
  z.strictObject({ table, picks: z.array(pickSchema).max(50).readonly() }),
);

/** A view of a list that was saved. */
export interface SavedView {
  readonly id: string;
  readonly name: string;
  /** Everybody's; else the asker's own. */
  readonly isShared: boolean;
  /** As it was saved, by whatever version (`shared/lists/saved-view.ts`). */
  readonly definition: JsonValue;
}

/** The asker's own views of a list, and those that everybody shares, in the order in which they were made. */
export const savedViews = declareQuery<readonly SavedView[]>()(
  'list.views',
  z.strictObject({ screen: z.string().max(50) }),
);

/** The ids of a stretch, for choosing from one row to another. */
export const listIds = declareQuery<readonly string[]>()(
  'list.ids',
  z.strictObject({ table, pick: pickSchema, offset: z.int().min(0), limit: z.int().min(1).max(MAX_NAMED) }),
);

/** What the chosen rows come to; rows that the view does not show any more count on. */
export interface SelectedSummary {
  readonly count: number;
  readonly totals: Totals;
  /** How many are chosen in each group of the view that has any, by the group's id. */
  readonly groups: Readonly<Record<string, number>>;
}

/** What is chosen, and what it adds up to. */
export const listSelected = declareQuery<SelectedSummary>()('list.selected', selectedSchema.extend({ totals }));
