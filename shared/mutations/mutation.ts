/**
 * A mutation: a named write and its recorded intent. The same function runs optimistically on a replica and
 * authoritatively on the hub.
 */
import type { z } from 'zod';
import type { Row, TableName } from '../schema/catalog.ts';
import type { Name } from '../schema/define.ts';
import type { MutationTx } from './mutation-tx.ts';

/** The recorded intent, as it lies in the outbox and travels to the hub. */
export interface Mutation {
  readonly id: string;
  readonly deviceId: string;
  /** Position in the outbox of its device, from 1 without gaps. */
  readonly sequence: number;
  readonly name: string;
  readonly args: unknown;
  readonly authorId: string;
  /** The device's clock when the person acted; never decides an outcome. */
  readonly issuedAt: string;
  /** Hub clock minus device clock, as last measured: corrects the times that people see. */
  readonly clockOffsetMs: number;
}

/** Who acts, in which theatre, with which rights. */
export interface Author {
  readonly userId: string;
  readonly employeeId: string | null;
  readonly name: string;
  readonly theaterId: string;
  readonly permissions: readonly string[];
}

/** A mutation as whoever asks for it knows it: its name on the wire and what it takes. */
export interface MutationOf<A> {
  readonly name: string;
  readonly args: z.ZodType<A>;
}

/** A mutation that nobody has asked for yet. */
export interface Intent {
  readonly name: string;
  readonly args: unknown;
}

/** What an inverse may need besides the arguments: the id under which it was done, and ids for what it makes. */
export interface Done {
  readonly mutationId: string;
  readonly newId: () => string;
}

/** What a mutation takes. */
export type MutationArgs<M> = M extends MutationOf<infer A> ? A : never;

/** Whether a mutation takes a comment, and whether it must have one. */
type Commented<A> = A extends { readonly comment?: infer C }
  ? unknown extends C
    ? 'none'
    : undefined extends C
      ? 'optional'
      : 'required'
  : 'none';

/** Statuses of a table, where it has any. */
type StatusOf<N extends TableName> = Row<N> extends { readonly status: infer S } ? S : never;
type From = { readonly [N in TableName]: { readonly table: N; readonly from: readonly StatusOf<N>[] } }[TableName];

/** A mutation that leads a row of one table on: its page offers it while the row's status is among `from`. */
export type Step<A = unknown> = From & {
  /** What the button says. */
  readonly label: Name;
  readonly comment: Commented<A>;
  /** What is mostly done from here. */
  readonly isMain: boolean;
};

/** One mutation: what it takes, who may, what it does. */
export interface MutationDefinition<A = unknown> extends MutationOf<A> {
  /** What people call it once it is done. */
  readonly words: Name;
  /** Permission it needs, by its arguments where that matters. Undefined: any signed-in person. */
  readonly permission: (args: A) => string | undefined;
  readonly run: (tx: MutationTx, args: A) => Promise<void>;
  /**
   * What takes it back: a mutation like any other, under the rights of whoever asks for it. Undefined where nothing
   * does; absent: nothing ever does.
   */
  readonly inverse?: (args: A, done: Done) => Intent | undefined;
  /**
   * Rows that `run` will ask for, as far as the arguments say: the hub reads those of a whole push at once. A row that
   * is left out costs a question of its own, and nothing else.
   */
  readonly reads?: (args: A) => readonly (readonly [table: TableName, id: string])[];
  /** Only where `{id}` and a comment are all that it takes. */
  readonly step?: Step<A>;
}

/** Declares a mutation; infers its arguments from the schema. */
export function defineMutation<A>(definition: MutationDefinition<A>): MutationDefinition<A> {
  return definition;
}

/** Before this nobody can have acted: a clock that says so has lost its battery. */
const EARLIEST = Date.parse('2000-01-01T00:00:00.000Z');

/**
 * When the person acted, by the hub's clock as well as it is known. Total: a clock that shows rubbish, or a time after
 * `until`, when the mutation arrived, gives that moment. For people to read; it decides nothing.
 */
export function correctedTime(mutation: Pick<Mutation, 'issuedAt' | 'clockOffsetMs'>, until: string): string {
  const acted = Date.parse(mutation.issuedAt) + mutation.clockOffsetMs;
  const latest = Date.parse(until);
  return new Date(acted >= EARLIEST && acted <= latest ? acted : latest).toISOString();
}
