/** What is asked about templates of labels and what labels say. */
import { z } from 'zod';
import { MOST_LABELS } from '../../ipc/label-contract.ts';
import { declareQuery } from '../../ipc/query.ts';
import type { LabelKind } from '../../labels/label-design.ts';
import type { LabelContent } from '../../labels/label-drawing.ts';
import type { JsonValue } from '../../schema/define.ts';

/** A template as it is listed. */
export interface LabelTemplate {
  readonly id: string;
  readonly name: string;
  readonly kind: LabelKind;
  /** As the version wrote it that saved it: `readDesign` says whether it is understood. */
  readonly content: JsonValue;
  readonly isDefault: boolean;
}

/** The theatre's own templates by name, the default of each kind first. */
export const labelTemplates = declareQuery<readonly LabelTemplate[]>()('labels.templates', z.strictObject({}));

/** Whose labels they are, and the day there, `YYYY-MM-DD`. */
export interface LabelTheater {
  readonly name: string;
  readonly code: string;
  readonly today: string;
}

/** Whose labels they are. */
export const labelTheater = declareQuery<LabelTheater>()('labels.theater', z.strictObject({}));

/** What labels of these rows say, in the order of the ids; rows that are gone are left out. */
export const labelSubjects = declareQuery<readonly LabelContent[]>()(
  'labels.subjects',
  z.strictObject({ kind: z.enum(['item', 'location']), ids: z.array(z.uuid()).max(MOST_LABELS).readonly() }),
);
