/**
 * The edit of a field that is kept when somebody leaves it. There is one from the first keystroke until what was typed
 * stands in the report; from then on the person sees what stands there, with whatever a colleague adds. Pure.
 */
import type { FieldDraft } from '../../../shared/features/form/drafts.ts';

export interface KeptEdit {
  readonly typed: string;
  /** What stood there at the first keystroke. */
  readonly seen: string;
}

/** Whether what was typed stands there: then it is forgotten, or a later change would bring it back. */
export const isThere = (draft: FieldDraft | undefined, stored: string): boolean =>
  draft !== undefined && draft.typed === stored;

/** The edit that goes on where `stored` stands in the report; undefined once that is what was typed. */
export function editAmid(draft: FieldDraft | undefined, stored: string): KeptEdit | undefined {
  if (draft === undefined || isThere(draft, stored)) return undefined;
  return { typed: String(draft.typed), seen: String(draft.seen) };
}

/** The same edit after a keystroke; what is seen is what stood there at its first. */
export const afterStroke = (edit: KeptEdit | undefined, stored: string, typed: string): KeptEdit => ({
  typed,
  seen: edit?.seen ?? stored,
});

/** What is left of an edit of which `sent` was kept: what was typed since, on top of it. */
export const afterKept = (edit: KeptEdit | undefined, sent: KeptEdit): KeptEdit | undefined =>
  edit === undefined || edit.typed === sent.typed ? undefined : { typed: edit.typed, seen: sent.typed };
