/** The templates that come with the program. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { paperFolder } from './paper-folder.ts';

/** Where the template of a form lies, below the folder of paper. */
export const ourTemplate = (form: string): string => `forms/${form}/form.typ`;

/** Its source. Rejects where there is no such form. */
export const ourSource = (form: string): Promise<string> => readFile(join(paperFolder(), ourTemplate(form)), 'utf8');
