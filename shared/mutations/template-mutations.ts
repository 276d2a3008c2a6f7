/**
 * Which template of a kind is taken where nobody chose. On the hub these run one after another: of two laptops that
 * chose differently without a network the later one decides, and never are there two.
 */
import { z } from 'zod';
import type { Permission } from '../rules/permissions.ts';
import { rowId } from './arguments.ts';
import { defineMutation, type MutationDefinition } from './mutation.ts';
import { defaultsOf, type TemplateTable } from './template-rules.ts';

interface Chosen {
  readonly id: string;
  /** What was the default before, as the person saw it. */
  readonly before?: string | undefined;
}

interface Entity {
  readonly table: TemplateTable;
  readonly name: 'labelTemplate' | 'formTemplate';
  readonly right: Permission;
}

const makeDefault = ({ table, name, right }: Entity): MutationDefinition<Chosen> =>
  defineMutation({
    name: `${name}.makeDefault`,
    words: ['Основной шаблон', 'Default template'],
    args: z.strictObject({ id: rowId, before: rowId.optional() }),
    permission: () => right,
    run: async (tx, { id }) => {
      const chosen = await tx.require(table, id);
      for (const other of await defaultsOf(tx, table, chosen.kind))
        if (other !== id) await tx.update(table, other, { is_default: false });
      await tx.update(table, id, { is_default: true });
    },
    inverse: ({ id, before }) =>
      before === undefined
        ? { name: `${name}.clearDefault`, args: { id } }
        : { name: `${name}.makeDefault`, args: { id: before, before: id } },
  });

const clearDefault = ({ table, name, right }: Entity): MutationDefinition<{ readonly id: string }> =>
  defineMutation({
    name: `${name}.clearDefault`,
    words: ['Основной шаблон снят', 'Default template cleared'],
    args: z.strictObject({ id: rowId }),
    permission: () => right,
    run: async (tx, { id }) => {
      await tx.require(table, id);
      await tx.update(table, id, { is_default: false });
    },
    inverse: ({ id }) => ({ name: `${name}.makeDefault`, args: { id } }),
  });

const labels: Entity = { table: 'label_templates', name: 'labelTemplate', right: 'inventory.edit' };
const forms: Entity = { table: 'form_templates', name: 'formTemplate', right: 'settings.manage' };

/** `labelTemplate.makeDefault {id, before?}`: labels of its kind are like this unless somebody chooses otherwise. */
export const labelTemplateMakeDefault = makeDefault(labels);
/** `labelTemplate.clearDefault {id}`: the preset that comes with the program is the default again. */
export const labelTemplateClearDefault = clearDefault(labels);
/** `formTemplate.makeDefault {id, before?}`: this source stands for the form that comes with the program. */
export const formTemplateMakeDefault = makeDefault(forms);
/** `formTemplate.clearDefault {id}`: the form that comes with the program is printed again. */
export const formTemplateClearDefault = clearDefault(forms);
