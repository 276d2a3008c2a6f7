/** A query: a typed read request. It names the tables it looks at, so that it runs again when one of them changes and not otherwise. */
import type { z } from 'zod';
import type { TableName } from '../../shared/schema/catalog.ts';
import type { Replica } from '../replica/replica.ts';

export interface Query<A = unknown, R = unknown> {
  readonly name: string;
  readonly args: z.ZodType<A>;
  readonly tables: readonly (TableName | 'outbox' | 'refused_mutations' | 'replica_meta')[];
  readonly run: (replica: Replica, args: A) => Promise<R>;
}

/** Declares a query; infers arguments and result. */
export function defineQuery<A, R>(query: Query<A, R>): Query<A, R> {
  return query;
}
