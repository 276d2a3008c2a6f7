/** How everything that lasts tells how far it is, and is stopped. */

export interface Progress {
  /** Rows, lines or bytes: whatever is counted to `total`. */
  readonly done: number;
  readonly total: number;
}

/**
 * What somebody who starts lasting work may give it. Work that is stopped ends as it was before its unfinished step,
 * and can be begun again.
 */
export interface Lasting {
  readonly onProgress: (progress: Progress) => void;
  /** Aborted: stop at the next step. An `AbortSignal` where the runtime has one. */
  readonly signal: { readonly aborted: boolean };
}
