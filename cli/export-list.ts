/** `offstage replica export`: a list as a file, for scripts; as whoever is signed in here may see it. */
import { writeFileSync } from 'node:fs';
import type { ReplicaHost } from '../electron/host/replica-host.ts';
import { sheetFor } from '../electron/host/sheet-for.ts';
import { AppError } from '../shared/base/app-error.ts';
import { errorText } from '../shared/base/asserts.ts';
import { newId } from '../shared/base/ids.ts';
import { translator } from '../shared/i18n/dictionary.ts';
import { tableName } from '../shared/i18n/names.ts';
import { type ExportFormat, exportFormats, type Separator, separators } from '../shared/ipc/export-contract.ts';
import { placeOf, trashPlace } from '../shared/lists/list-place.ts';
import { viewFromText } from '../shared/lists/view-text.ts';
import { language } from './output.ts';

/** What the command takes, as it was typed. */
export interface ExportOptions {
  readonly format: string;
  readonly out: string;
  readonly view?: string;
  readonly separator?: string;
}

function oneOf<T extends string>(name: string, known: readonly T[], given: string): T {
  const found = known.find((each) => each === given);
  if (found === undefined) throw new AppError('usage', { problem: `${name} is one of: ${known.join(', ')}` });
  return found;
}

/**
 * Writes the file and answers its name and how large it is, in bytes. The view is the text that stands in the address
 * of a list, behind `view=`. Throws AppError `usage`, and as `SheetMaker.make`.
 */
export async function exportList(
  host: ReplicaHost,
  list: string,
  options: ExportOptions,
): Promise<{ readonly file: string; readonly size: number }> {
  const place = placeOf(list);
  if (place === undefined) throw new AppError('usage', { problem: `there is no list ${list}` });
  const view = viewFromText(options.view ?? '', place.list.initial);
  if (view === undefined) throw new AppError('usage', { problem: `that is no view: ${options.view ?? ''}` });
  const form = oneOf<ExportFormat>('--format', exportFormats, options.format);
  const usual: Separator = language === 'ru' ? 'semicolon' : 'comma';
  const separator = oneOf<Separator>('--separator', separators, options.separator ?? usual);
  const title = place === trashPlace ? translator(language)('trash.title') : tableName(place.list.table, language);
  const source = { kind: 'list', title, name: null, place: place.key, view, chosen: null } as const;
  const made = await sheetFor(host, newId(), { source, form, separator, language });
  if (made.kind !== 'file') throw new Error('a file was asked for');
  try {
    writeFileSync(options.out, made.bytes);
  } catch (error) {
    throw new AppError('export.failed', { problem: errorText(error) }, { cause: error });
  }
  return { file: options.out, size: made.bytes.length };
}
