/**
 * A query as both ends know it: its name on the wire, what it takes, and, for the compiler alone, what it answers.
 * Screens ask with the value;
 * `electron/queries` says how it is answered.
 */
import type { z } from 'zod';

declare const ANSWER: unique symbol;

/** What is asked with arguments `A` and answered with an `R`. */
export interface QueryOf<A, R> {
  readonly name: string;
  readonly args: z.ZodType<A>;
  /** Never there; the answer's type travels in it. */
  readonly [ANSWER]?: R;
}

/** What a query takes. */
export type ArgsOf<Q> = Q extends QueryOf<infer A, unknown> ? A : never;
/** What it answers. */
export type AnswerOf<Q> = Q extends { readonly [ANSWER]?: infer R } ? R : never;

/**
 * Declares a query that answers an `R`: `declareQuery<R>()(name, args)`; the arguments' type comes from their schema.
 */
export const declareQuery =
  <R>() =>
  <A>(name: string, args: z.ZodType<A>): QueryOf<A, R> => ({ name, args });
