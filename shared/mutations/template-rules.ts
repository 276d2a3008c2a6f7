/** What holds of templates of labels and forms whoever writes them: the content can be used, and one is the default. */
import { Refusal } from '../base/refusal.ts';
import { labelDesignSchema } from '../labels/label-design.ts';
import type { MutationTx } from './mutation-tx.ts';

/** Tables of templates. */
export type TemplateTable = 'label_templates' | 'form_templates';

/** Refuses a label that cannot be printed as it is described. */
export async function checkLabelTemplate(tx: MutationTx, id: string): Promise<void> {
  const { name, content } = await tx.require('label_templates', id);
  requireName('label_templates', name);
  const read = labelDesignSchema.safeParse(content);
  if (read.success) return yieldDefault(tx, 'label_templates', id);
  throw new Refusal('value.invalid', { table: 'label_templates', column: 'content', problem: 'format' });
}

/** Refuses a template without a form; whether its source can be compiled is seen where it is typed. */
export async function checkFormTemplate(tx: MutationTx, id: string): Promise<void> {
  const { name, kind } = await tx.require('form_templates', id);
  requireName('form_templates', name);
  if (kind.trim() === '')
    throw new Refusal('value.invalid', { table: 'form_templates', column: 'kind', problem: 'required' });
  await yieldDefault(tx, 'form_templates', id);
}

/** A template that comes to a kind of which another is the default is the default no longer. */
export async function yieldDefault(tx: MutationTx, table: TemplateTable, id: string): Promise<void> {
  const { is_default: isDefault, kind } = await tx.require(table, id);
  if (!isDefault) return;
  const others = await defaultsOf(tx, table, kind);
  if (others.some((other) => other !== id)) await tx.update(table, id, { is_default: false });
}

/** Ids of the live templates of a kind that say that they are the default: one, wherever the rules held. */
export async function defaultsOf(tx: MutationTx, table: TemplateTable, kind: string): Promise<string[]> {
  const rows = await tx.db
    // Both tables have these columns, which the type of a union does not say.
    .selectFrom(table as 'form_templates')
    .select('id')
    .where('theater_id', '=', tx.theaterId)
    .where('kind', '=', kind)
    .where('is_default', '=', true)
    .where('deleted_at', 'is', null)
    .orderBy('id')
    .execute();
  return rows.map((row) => row.id);
}

function requireName(table: TemplateTable, name: string): void {
  if (name.trim() === '') throw new Refusal('value.invalid', { table, column: 'name', problem: 'required' });
}
