/**
 * What an import map may say: the target table, and per column where its value comes from and how it is changed on the
 * way.
 */
import { z } from 'zod';

const transforms = {
  trim: z.boolean().optional(),
  upper: z.boolean().optional(),
  lower: z.boolean().optional(),
  truncate: z.int().positive().optional(),
  /** Splits at the text and takes the n-th part. */
  split: z.string().optional(),
  take: z.int().min(0).optional(),
  /** Replaces whole values; `*` stands for all others. */
  values: z.record(z.string(), z.string()).optional(),
  multiply: z.number().optional(),
  round: z.int().min(0).optional(),
  /** `8:00PM` → `20:00:00`. */
  time12: z.boolean().optional(),
  /** Latin letters, digits and dashes. */
  slug: z.boolean().optional(),
  default: z.string().optional(),
};
/** A value: from a column of the file, or from several in a template, `{line}` being the line number. */
const source = z.union([
  z.strictObject({ from: z.string(), ...transforms }),
  z.strictObject({ template: z.string(), ...transforms }),
]);
const constant = z.strictObject({ value: z.json() });
/** A parent: found by a column's value, made when it is missing and `create` says how. */
const lookup = z.strictObject({
  lookup: z.strictObject({
    table: z.string(),
    by: z.string(),
    value: source,
    create: z.record(z.string(), z.union([constant, source])).optional(),
  }),
});

/** Strict: a word that is not known is a mistake in the map, and nothing is imported. */
export const importMap = z
  .strictObject({
    table: z.string(),
    delimiter: z.string().length(1).optional(),
    encoding: z.enum(['utf-8', 'windows-1251']).optional(),
    columns: z.record(z.string(), z.union([lookup, constant, source])),
    /** With a row of things: how many of them arrive where. */
    receive: z.strictObject({ location: lookup, quantity: source }).optional(),
  })
  .refine(({ table, receive }) => receive === undefined || table === 'inventory_items', {
    path: ['receive'],
    error: 'only things arrive somewhere',
  });
/** The same, parsed. */
export type ImportMap = z.infer<typeof importMap>;
/** A value from a column of the file. */
export type ValueSource = z.infer<typeof source>;
/** Where the value of a column comes from. */
export type ColumnSource = ImportMap['columns'][string];
/** A row that is found by a column of its own, and made where the map allows that. */
export type Lookup = z.infer<typeof lookup>['lookup'];
