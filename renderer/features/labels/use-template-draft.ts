/** A label template while it is edited. */
import { z } from 'zod';
import { sameJson } from '../../../shared/base/json.ts';
import type { LabelTemplate } from '../../../shared/features/labels/queries.ts';
import { type LabelDesign, type LabelKind, labelFields, labelKinds } from '../../../shared/labels/label-design.ts';
import type { JsonValue } from '../../../shared/schema/define.ts';
import { useWholeDraft } from '../../form/use-whole-draft.ts';

/** What can be edited of it. */
export interface Drafted {
  readonly name: string;
  readonly kind: LabelKind;
  readonly design: LabelDesign;
}

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
  /** Another version was saved since editing began. */
  readonly isMeanwhile: boolean;
  readonly put: (typed: Drafted) => void;
  readonly drop: () => void;
  /** Whoever stays with their own has seen the other. */
  readonly stay: () => void;
}

/** `design` is what the template's content means. */
export function useTemplateDraft(template: LabelTemplate, design: LabelDesign): TemplateDraft {
  const { id, name, kind, content } = template;
  const now = { name, kind, content };
  const draft = useWholeDraft(`label_templates/${id}/design`);
  const typed = drafted.safeParse(draft.typed);
  const begun = seenSchema.safeParse(draft.seen);
  const stored: Drafted = { name, kind, design };
  const seen = begun.success ? begun.data : now;
  const shown = typed.success ? (draft.typed as unknown as Drafted) : stored;
  const isChanged = typed.success && JSON.stringify(shown) !== JSON.stringify(stored);
  const kept = (changed: Drafted) => ({ ...changed, design: { ...changed.design } });
  return {
    shown,
    seen,
    isChanged,
    isMeanwhile: isChanged && !sameJson(seen, now),
    put: (changed) => draft.put(kept(changed), seen),
    drop: draft.drop,
    stay: () => draft.put(kept(shown), now),
  };
}
