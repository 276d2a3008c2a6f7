/** A form template while it is edited. */
import { z } from 'zod';
import type { FormTemplate } from '../../../shared/features/paper/queries.ts';
import { useWholeDraft } from '../../form/use-whole-draft.ts';

/** What can be edited of it. */
export interface FormText {
  readonly name: string;
  readonly content: string;
}

const formText = z.object({ name: z.string(), content: z.string() });
const isSame = (one: FormText, other: FormText): boolean => one.name === other.name && one.content === other.content;

export interface FormDraft {
  readonly shown: FormText;
  /** What stood there when editing began. */
  readonly seen: FormText;
  readonly isChanged: boolean;
  /** Another version was saved since editing began. */
  readonly isMeanwhile: boolean;
  readonly put: (typed: FormText) => void;
  readonly drop: () => void;
  /** Whoever stays with their own has seen the other. */
  readonly stay: () => void;
}

export function useFormDraft({ id, name, content }: FormTemplate): FormDraft {
  const stored = { name, content };
  const draft = useWholeDraft(`form_templates/${id}/source`);
  const typed = formText.safeParse(draft.typed);
  const begun = formText.safeParse(draft.seen);
  const seen = begun.success ? begun.data : stored;
  const shown = typed.success ? typed.data : stored;
  const isChanged = typed.success && !isSame(shown, stored);
  return {
    shown,
    seen,
    isChanged,
    isMeanwhile: isChanged && !isSame(seen, stored),
    put: (changed) => draft.put({ ...changed }, seen),
    drop: draft.drop,
    stay: () => draft.put({ ...shown }, stored),
  };
}
