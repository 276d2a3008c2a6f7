/**
 * A template while it is edited: kept on disk stroke by stroke, with what stood there when editing began, so that a
 * draft of last week meets what somebody else has saved since as any late edit does.
 */
import { z } from 'zod';
import type { FormTemplate } from '../../../shared/features/paper/queries.ts';
import { useDraft } from '../../form/use-draft.ts';

/** What can be edited of it. */
export interface FormText {
  readonly name: string;
  readonly content: string;
}

const FIELD = 'template';
const formText = z.object({ name: z.string(), content: z.string() });

export interface FormDraft {
  readonly shown: FormText;
  /** What stood there when editing began. */
  readonly seen: FormText;
  readonly isChanged: boolean;
  readonly put: (typed: FormText) => void;
  readonly drop: () => void;
}

export function useFormDraft({ id, name, content }: FormTemplate): FormDraft {
  const draft = useDraft(`form_templates/${id}/source`);
  const kept = draft.fields[FIELD];
  const typed = formText.safeParse(kept?.typed);
  const begun = formText.safeParse(kept?.seen);
  const stored = { name, content };
  const seen = begun.success ? begun.data : stored;
  const shown = typed.success ? typed.data : stored;
  return {
    shown,
    seen,
    isChanged: typed.success && (shown.name !== name || shown.content !== content),
    put: (changed) => draft.put(FIELD, { typed: { ...changed }, seen: { ...seen } }),
    drop: () => draft.drop([FIELD]),
  };
}
