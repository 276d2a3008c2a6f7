/** What the engine is given and what it answers, as both of its threads know it. */
import type { Language } from '../shared/i18n/language.ts';

/** What is made of it. */
export interface SheetJob {
  /** One of ours by its place under `paper/` (`forms/inv3/form.typ`), or the text of one that a theatre keeps. */
  readonly template: { readonly file: string } | { readonly text: string };
  /** JSON; the template reads it with `json("/data.json")`. */
  readonly data: unknown;
  /**
   * Pictures by the name under which the template finds them: `/assets/<name>`. The name ends as its format does (png,
   * jpg, gif, webp, svg).
   */
  readonly assets?: Readonly<Record<string, Uint8Array>> | undefined;
  readonly language: Language;
  /** Stand in the properties of the PDF. */
  readonly title: string;
  readonly author: string;
  /** Is its date there; the same job at the same time gives the same bytes. */
  readonly at: Date;
}

/** What is wrong with a template, or with what it was fed. */
export interface SheetProblem {
  readonly severity: 'error' | 'warning';
  readonly message: string;
  /** Which source: `template.typ` is the theatre's own. */
  readonly file: string;
  /** Counted from one; null where it belongs to no line. */
  readonly line: number | null;
  readonly column: number | null;
}

/** The sheet. */
export interface MadeSheet {
  readonly ok: true;
  readonly pdf: Uint8Array;
  readonly pages: number;
  readonly warnings: readonly SheetProblem[];
}
/**
 * None. `template`: it says what cannot be done, see `problems`; `late`: it took longer than it may; `died`: the thread
 * has ended under it; `busy`: sheets that were given up still keep the machine at work.
 */
export interface NoSheet {
  readonly ok: false;
  readonly reason: 'template' | 'late' | 'died' | 'busy';
  readonly problems: readonly SheetProblem[];
}
/** What came of a job. */
export type SheetAnswer = MadeSheet | NoSheet;

/**
 * From the thread. `residentBytes` is what the whole process holds, natively too; `isSpent`: the sheet was so large
 * that the thread holds on to hundreds of megabytes until it ends.
 */
export interface WorkerReply {
  readonly id: number;
  readonly answer: SheetAnswer;
  readonly residentBytes: number;
  readonly isSpent: boolean;
}
/** To the thread. */
export interface WorkerOrder {
  readonly id: number;
  readonly job: SheetJob;
}
