/**
 * What a Markdown text says, as the screen and the printer both draw it: a closed set of blocks and of inline parts.
 * Whatever is none of them, HTML before all, is the text that it was written as.
 */

/** Lines of the source, from 1, both included. */
export interface Lines {
  readonly from: number;
  readonly to: number;
}

/** Something of ours that a link or a picture names: `item:`, `document:`, `attachment:` and an id. */
export interface OwnReference {
  readonly kind: 'item' | 'document' | 'attachment';
  readonly id: string;
}

/** A part of a line. */
export type Inline =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'strong' | 'emphasis' | 'strike'; readonly parts: readonly Inline[] }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'break' }
  /** `own` is null where it leads out of the app: then it is said and leads nowhere. */
  | {
      readonly kind: 'link';
      readonly own: OwnReference | null;
      readonly url: string;
      readonly parts: readonly Inline[];
    }
  /** `own` is null where the picture lies elsewhere: nothing is fetched. */
  | { readonly kind: 'image'; readonly own: OwnReference | null; readonly url: string; readonly alt: string };

/** How a column of a table stands. */
export type ColumnAlign = 'left' | 'center' | 'right';

/** A row of a table, with the line that it stands on. */
export interface TableRow {
  readonly line: number;
  readonly cells: readonly (readonly Inline[])[];
}

/** A point of a list. */
export interface ListItem {
  readonly lines: Lines;
  /** Null where it has no box. */
  readonly isDone: boolean | null;
  readonly blocks: readonly Block[];
}

/** What stands in a text one below the other. */
export type Block = { readonly lines: Lines } & (
  | { readonly kind: 'heading'; readonly level: number; readonly parts: readonly Inline[] }
  | { readonly kind: 'paragraph'; readonly parts: readonly Inline[] }
  | {
      readonly kind: 'list';
      /** The number of the first point; null where they are not numbered. */
      readonly start: number | null;
      readonly items: readonly ListItem[];
    }
  | { readonly kind: 'table'; readonly aligns: readonly ColumnAlign[]; readonly rows: readonly TableRow[] }
  /** Text as it was written, every space kept. */
  | { readonly kind: 'plain'; readonly text: string }
  | { readonly kind: 'quote'; readonly blocks: readonly Block[] }
  | { readonly kind: 'rule' }
);
