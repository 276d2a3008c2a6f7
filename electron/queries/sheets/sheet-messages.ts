/** Between the thread that writes and one that makes a file of a list. */
import type { Language } from '../../../shared/i18n/language.ts';
import type { ExportFormat, ExportProgress, Separator, SheetSource } from '../../../shared/ipc/export-contract.ts';
import type { ListSheet } from '../../../shared/lists/list-sheet.ts';
import type { Committed } from '../../replica/reading.ts';
import type { Asker } from '../define-query.ts';
import type { ThreadFailure } from '../thread-failure.ts';

/** What is made: a file, or the sheet itself, for whoever prints it. */
export type SheetForm = ExportFormat | 'sheet';

/** What is asked for, in whose name. */
export interface SheetOrder {
  readonly source: SheetSource;
  readonly form: SheetForm;
  readonly separator: Separator;
  readonly language: Language;
  readonly author: Asker | undefined;
  /** When this laptop last heard everything, ISO-8601 UTC; null where it never has. */
  readonly syncedAt: string | null;
}

/** What the thread is started with. `key` undefined: the files are open. It reads what `committed` says, or newer. */
export interface SheetThreadData extends SheetOrder {
  readonly dir: string;
  readonly key: Uint8Array | undefined;
  /** The laptop's clock. */
  readonly at: number;
  readonly committed: Committed;
}

/** What was made: the bytes of a file with its name, or the sheet. */
export type MadeSheet =
  | { readonly kind: 'file'; readonly name: string; readonly mime: string; readonly bytes: Uint8Array }
  | { readonly kind: 'sheet'; readonly sheet: ListSheet };

/** From the thread; a `made` or a `failed` is the last it says. */
export type SheetReply =
  | ({ readonly kind: 'progress' } & ExportProgress)
  | { readonly kind: 'made'; readonly made: MadeSheet }
  | { readonly kind: 'failed'; readonly failure: ThreadFailure };
