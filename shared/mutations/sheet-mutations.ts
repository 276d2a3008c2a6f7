/** What was printed is remembered. */
import { z } from 'zod';
import { SIGNED_IN } from '../rules/permissions.ts';
import { readSheetCode } from '../rules/sheet-code.ts';
import { json } from './arguments.ts';
import { defineMutation } from './mutation.ts';

/** `sheet.printed {id, code, form, …}`: from now on the code on the sheet can be asked about. */
export const sheetPrinted = defineMutation({
  name: 'sheet.printed',
  words: ['Напечатан лист', 'Sheet printed'],
  args: z.strictObject({
    id: z.uuid(),
    code: z
      .string()
      .refine((code) => readSheetCode(code) === code, 'no code of a sheet')
      .meta({ format: 'sheetCode' }),
    form: z.string().min(1).max(50),
    title: z.string().min(1).max(255),
    args: json,
    language: z.enum(['ru', 'en']),
    subject: z.strictObject({ table: z.string().min(1).max(50), id: z.uuid() }).nullable(),
    lines: z.int().min(0).max(1_000_000),
    digests: z.string().max(200_000),
    asOf: z.iso.datetime().nullable(),
  }),
  permission: () => SIGNED_IN,
  run: async (tx, { subject, asOf, ...sheet }) => {
    await tx.insert('printed_sheets', {
      ...sheet,
      subject_table: subject?.table ?? null,
      subject_id: subject?.id ?? null,
      as_of: asOf,
    });
  },
});
