/** Which label is taken: a template of the theatre or one that comes with the program, as one text. */
import type { LabelTemplate } from '../../../shared/features/labels/queries.ts';
import type { LabelSource } from '../../../shared/ipc/label-contract.ts';
import { type LabelDesign, type LabelKind, readDesign } from '../../../shared/labels/label-design.ts';
import { type PresetKey, presetDesign, presetKeys } from '../../../shared/labels/presets.ts';

export const ownChoice = (id: string): string => `own:${id}`;
export const presetChoice = (key: PresetKey): string => `preset:${key}`;

const presetOf = (choice: string): PresetKey | undefined => presetKeys.find((key) => presetChoice(key) === choice);

/** What was chosen last where that is still there, else the theatre's default, else the first preset. */
export function standingChoice(last: string | undefined, kind: LabelKind, templates: readonly LabelTemplate[]): string {
  const own = templates.filter((template) => template.kind === kind);
  const isThere = last !== undefined && (presetOf(last) !== undefined || own.some(({ id }) => ownChoice(id) === last));
  if (isThere) return last;
  const main = own.find(({ isDefault }) => isDefault);
  return main === undefined ? presetChoice(presetKeys[0]) : ownChoice(main.id);
}

/** As requests name it. */
export function sourceOf(choice: string): LabelSource {
  const preset = presetOf(choice);
  return preset === undefined ? { templateId: choice.slice('own:'.length) } : { preset };
}

/** What it looks like; undefined where a newer version made it. */
export function designOfChoice(
  choice: string,
  kind: LabelKind,
  templates: readonly LabelTemplate[],
): LabelDesign | undefined {
  const preset = presetOf(choice);
  if (preset !== undefined) return presetDesign(preset, kind);
  return readDesign(templates.find(({ id }) => ownChoice(id) === choice)?.content);
}
