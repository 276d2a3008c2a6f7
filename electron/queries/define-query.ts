/**
 * How a declared query is answered. It reads through its context alone, and names the tables it looks at, so that it
 * runs again when one of them changes and not otherwise.
 */
import type { QueryOf } from '../../shared/ipc/query.ts';
import { dayIn } from '../../shared/rules/upcoming.ts';
import type { TableName } from '../../shared/schema/catalog.ts';
import type { Reading } from '../replica/reading.ts';
import type { LocalTable } from '../replica/replica.ts';

/** Whoever asks, as the laptop knows them. */
export interface Asker {
  readonly userId: string;
  readonly permissions: readonly string[];
}

/** What a query may know besides its arguments. */
export interface QueryContext {
  /** As the person may see it; one moment for all statements of a query. */
  readonly replica: Reading;
  /** Undefined where nobody in particular asks. */
  readonly author: Asker | undefined;
  /** The hub's time as well as it is known. */
  readonly now: Date;
  /** The calendar day in the theatre. */
  readonly today: string;
}

/** Tables of the theatre, and those that only this laptop has. */
export type WatchedTable = TableName | LocalTable;

/** `run` reads through its context alone and awaits nothing else: its snapshot stays open meanwhile. */
export interface Query<A = unknown, R = unknown> extends QueryOf<A, R> {
  /** What it looks at; where that depends on what is asked, by the arguments. */
  readonly tables: readonly WatchedTable[] | ((args: A) => readonly WatchedTable[]);
  readonly run: (context: QueryContext, args: A) => Promise<R>;
}

/** Says how a declared query is answered. */
export function implement<A, R>(declared: QueryOf<A, R>, how: Pick<Query<A, R>, 'tables' | 'run'>): Query<A, R> {
  return { ...declared, ...how };
}

/** The calendar day in the theatre. */
export function dayInTheatre(replica: Reading, now: Date): string {
  const timezone = replica.prepared<[], { timezone: string }>('SELECT timezone FROM theaters LIMIT 1').get()?.timezone;
  return dayIn(timezone ?? 'UTC', now.toISOString());
}

/** The context of a query that runs at `clock`, the laptop's time. Call it within the query's read transaction. */
export function contextOf(replica: Reading, author?: Asker, clock = new Date()): QueryContext {
  const now = new Date(clock.getTime() + Number(replica.meta('clock_offset_ms') ?? 0));
  return { replica, author, now, today: dayInTheatre(replica, now) };
}

/** Runs a query on one snapshot. */
export const answer = <A, R>(replica: Reading, query: Query<A, R>, args: A, author?: Asker, clock?: Date): Promise<R> =>
  replica.read(() => query.run(contextOf(replica, author, clock), args));
