/** All queries by name. */
import type { z } from 'zod';
import type { Reading } from '../replica/reading.ts';
import { codeLike, countEntries, countHead, countLines, countList, countReview } from './count-queries.ts';
import { type Asker, answer, type Query } from './define-query.ts';
import { deletionPlan, restorePlan } from './deletion-queries.ts';
import { draftOf } from './draft-queries.ts';
import { health } from './health-queries.ts';
import { codeLookup, inventoryItem, itemNeeds } from './inventory-queries.ts';
import { bulkDeletion, bulkRows } from './lists/bulk-queries.ts';
import { listCounts, listIds, listRows, listSelected, listSummary } from './lists/list-queries.ts';
import { savedViews } from './lists/saved-view-queries.ts';
import { objectComments, objectPointing } from './object-queries.ts';
import { attention, titlesQuery, waitingList } from './outbox-queries.ts';
import { recordDetail, recordHistory, recordList, recordOptions } from './record-queries.ts';
import { globalSearch, searchKinds } from './search-queries.ts';
import { categoryTree, locationTree } from './tree-queries.ts';
import { undoOutlook, undoOutlooks } from './undo-queries.ts';
import { ownWords } from './words-queries.ts';

/** A query that can be run with arguments from outside. */
export interface AnyQuery {
  readonly name: string;
  /** The tables that it looks at to answer these arguments; none where it does not take them. */
  readonly tables: (args: unknown) => readonly string[];
  /** Parses the arguments; on success answers how to run it. */
  readonly prepare: (
    args: unknown,
  ) => ((replica: Reading, author?: Asker, clock?: Date) => Promise<unknown>) | z.ZodError;
}

function any<A, R>(query: Query<A, R>): AnyQuery {
  return {
    name: query.name,
    tables: (args) => {
      if (typeof query.tables !== 'function') return query.tables;
      const parsed = query.args.safeParse(args);
      return parsed.success ? query.tables(parsed.data) : [];
    },
    prepare: (args) => {
      const parsed = query.args.safeParse(args);
      return parsed.success
        ? (replica, author, clock) => answer(replica, query, parsed.data, author, clock)
        : parsed.error;
    },
  };
}

export const queries: ReadonlyMap<string, AnyQuery> = new Map(
  [
    any(inventoryItem),
    any(itemNeeds),
    any(listRows),
    any(listSummary),
    any(listCounts),
    any(listIds),
    any(savedViews),
    any(listSelected),
    any(bulkRows),
    any(bulkDeletion),
    any(codeLookup),
    any(locationTree),
    any(categoryTree),
    any(countList),
    any(countHead),
    any(countLines),
    any(countEntries),
    any(countReview),
    any(codeLike),
    any(attention),
    any(waitingList),
    any(titlesQuery),
    any(globalSearch),
    any(searchKinds),
    any(ownWords),
    any(draftOf),
    any(objectPointing),
    any(objectComments),
    any(deletionPlan),
    any(undoOutlook),
    any(undoOutlooks),
    any(restorePlan),
    any(recordList),
    any(recordDetail),
    any(recordOptions),
    any(recordHistory),
    any(health),
  ].map((query) => [query.name, query]),
);
