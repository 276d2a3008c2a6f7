/** The rows in sight, a page at a time, kept live; however long the list, only these are held. */
import { type Dispatch, type SetStateAction, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { type LinkedRow, type ListRow, type ListRows, listRows } from '../../shared/features/lists/queries.ts';
import type { Failure } from '../../shared/ipc/contract.ts';
import type { Pick } from '../../shared/lists/list-view.ts';
import { connection } from '../data/connection.ts';
import { PAGE } from './list-layout.ts';

/** Pages that are out of sight are kept while somebody scrolls to and fro. */
const MOST_PAGES = 12;
/** Of these, those that were fetched last are near what is in sight. */
const NEAR = 4;

interface Held {
  /** What these pages are an answer to. */
  readonly question: string;
  readonly pages: ReadonlyMap<number, ListRows>;
  readonly failure: Failure | undefined;
}

/** Undefined for a row that is not here yet, or is out of sight. */
export interface RowsInSight {
  /** Ids of the rows that are held: the same value until others are. */
  readonly ids: readonly string[];
  readonly failure: Failure | undefined;
  row(position: number): ListRow | undefined;
  /** What a row points at. */
  link(id: string): LinkedRow | undefined;
}

export interface HeldRows extends RowsInSight {
  /** How many rows the first page has; 0 until it is there. */
  readonly first: number;
  readonly setHeld: Dispatch<SetStateAction<Held>>;
}

/** The oldest page goes where there are too many. */
function withPage(held: Held, question: string, page: number, rows: ListRows): Held {
  // The rows of before stay in sight until the first page of what is asked now is there.
  const before = held.question === question ? [...held.pages].filter(([number]) => number !== page) : [];
  return { question, pages: new Map([...before.slice(1 - MOST_PAGES), [page, rows]]), failure: undefined };
}

/** Holds the rows of a list; `usePages` says which. */
export function useListRows(): HeldRows {
  const [held, setHeld] = useState<Held>({ question: '', pages: new Map(), failure: undefined });
  const row = useCallback(
    (position: number) => held.pages.get(Math.floor(position / PAGE))?.rows[position % PAGE],
    [held],
  );
  const link = useCallback(
    (id: string) => {
      for (const { links } of held.pages.values()) if (links[id] !== undefined) return links[id];
      return undefined;
    },
    [held],
  );
  const ids = useMemo(
    () => [...held.pages.values()].slice(-NEAR).flatMap((page) => page.rows.map(({ id }) => id)),
    [held],
  );
  return { failure: held.failure, row, link, ids, first: held.pages.get(0)?.rows.length ?? 0, setHeld };
}

/** Subscribes to the pages while they are in sight. */
export function usePages(
  { setHeld }: HeldRows,
  table: string,
  pick: Pick,
  columns: readonly string[],
  pages: readonly number[],
): void {
  const running = useRef(new Map<string, () => void>());
  const question = JSON.stringify({ table, pick, columns });
  const wanted = pages.join();
  useEffect(() => {
    const subscriptions = running.current;
    const keys = new Map(wanted.split(',').map((page) => [`${page} ${question}`, Number(page)]));
    for (const [key, end] of subscriptions) {
      if (keys.has(key)) continue;
      end();
      subscriptions.delete(key);
    }
    for (const [key, page] of keys) {
      if (subscriptions.has(key) || wanted === '') continue;
      const asked = JSON.parse(question) as { table: string; pick: Pick; columns: readonly string[] };
      const end = connection.subscribe(
        listRows,
        { ...asked, offset: page * PAGE, limit: PAGE },
        {
          onAnswer: (rows) => setHeld((before) => withPage(before, question, page, rows)),
          onFailure: (failure) => setHeld((before) => ({ ...before, failure })),
        },
      );
      subscriptions.set(key, end);
    }
  }, [question, wanted, setHeld]);
  useEffect(() => {
    const subscriptions = running.current;
    return () => {
      for (const end of subscriptions.values()) end();
      subscriptions.clear();
    };
  }, []);
}
