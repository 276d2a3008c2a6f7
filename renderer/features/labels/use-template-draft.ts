/**
 * A template while it is edited: kept on disk stroke by stroke, with what stood there when editing began, so that a
 * draft of last week meets what somebody else has saved since as any late edit does.
 */
import { z } from 'zod';
import type { LabelTemplate } from '../../../shared/features/labels/queries.ts';
import { type LabelDesign, type LabelKind, labelFields, labelKinds } from '../../../shared/labels/label-design.ts';
import type { JsonValue } from '../../../shared/schema/define.ts';
import { useDraft } from '../../form/use-draft.ts';

/** What can be edited of it. */
export interface Drafted {
  readonly name: string;
  readonly kind: LabelKind;
  readonly design: LabelDesign;
}

const FIELD = 'template';
/** Enough that its fields can be shown: whether it can be printed is said beside them. */
const drafted = z.object({
  name: z.string(),
  kind: z.enum(labelKinds),
  design: z.looseObject({
    media: z.looseObject({ kind: z.enum(['sheet', 'roll']) }),
    width: z.number(),
    height: z.number(),
    padding: z.number(),
    code: z.looseObject({ symbology: z.string(), side: z.string() }).nullable(),
    lines: z.array(z.looseObject({ field: z.enum(labelFields), points: z.number(), lines: z.number() })),
  }),
});
const seenSchema = z.object({ name: z.string(), kind: z.enum(labelKinds), content: z.json() });

export interface TemplateDraft {
  readonly shown: Drafted;
  /** What stood there when editing began. */
  readonly seen: Readonly<Record<'name' | 'kind' | 'content', JsonValue>>;
  readonly isChanged: boolean;
  readonly put: (typed: Drafted) => void;
  readonly drop: () => void;
}

/** `design` is what the template's content means. */
export function useTemplateDraft(template: LabelTemplate, design: LabelDesign): TemplateDraft {
  const { id, name, kind, content } = template;
  const draft = useDraft(`label_templates/${id}/design`);
  const kept = draft.fields[FIELD];
  const typed = drafted.safeParse(kept?.typed);
  const begun = seenSchema.safeParse(kept?.seen);
  const stored: Drafted = { name, kind, design };
  const now = { name, kind, content };
  const seen = begun.success ? begun.data : now;
  const shown = typed.success ? (kept?.typed as unknown as Drafted) : stored;
  return {
    shown,
    seen,
    isChanged: typed.success && JSON.stringify(shown) !== JSON.stringify(stored),
    put: (changed) => draft.put(FIELD, { typed: { ...changed, design: { ...changed.design } }, seen }),
    drop: () => draft.drop([FIELD]),
  };
}
