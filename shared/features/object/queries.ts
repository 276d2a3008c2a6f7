/** What the page of any object asks besides its row. */
import { z } from 'zod';
import { declareQuery } from '../../ipc/query.ts';

const one = z.strictObject({ table: z.string().max(64), id: z.uuid() });

/** Rows of one table that name the object in one column. */
export interface Pointing {
  readonly table: string;
  readonly column: string;
  readonly count: number;
  /** The first of them, in the reader's order. */
  readonly rows: readonly { readonly id: string; readonly label: string }[];
}

/** Live rows that point at the object, by table and column; where there are none, the column is left out. */
export const objectPointing = declareQuery<readonly Pointing[]>()('object.pointing', one);

/** A comment as it is read: `author` is the name that they had when they wrote. */
export interface ObjectComment {
  readonly id: string;
  readonly author: string;
  readonly content: string;
  readonly at: string;
}

/** What people said about it, oldest first. */
export const objectComments = declareQuery<readonly ObjectComment[]>()('object.comments', one);
