/**
 * Passports of productions: sections that several people write, each in their own department, also without a network.
 * What may be written is a question of the rule `departmental` (`show-rules.ts`).
 */
import { z } from 'zod';
import { deriveId } from '../base/ids.ts';
import { isRecord } from '../base/json.ts';
import { Refusal } from '../base/refusal.ts';
import type { Row } from '../schema/catalog.ts';
import { SECTION_TYPES } from '../schema/tables/passport-sections.ts';
import { rowId } from './arguments.ts';
import { defineMutation } from './mutation.ts';
import type { MutationTx } from './mutation-tx.ts';
import { editRow } from './row-door.ts';
import { deletionOf } from './row-mutations.ts';
import { checkRowRules, checkWrittenRow } from './row-rules.ts';

const RIGHT = 'passport.department';
const TABLE = 'passport_sections';

/** Between neighbours in the order, so that others can come between them without moving anybody. */
const GAP = 1024;

/**
 * `passport.edit {id, base, content}`: the text as the person left it, and as they saw it when they began. Merged by
 * line with what others wrote meanwhile; where both changed one line, what was written last stands, and both texts
 * stand in Attention.
 */
export const passportEdit = defineMutation({
  name: 'passport.edit',
  words: ['Правка раздела паспорта', 'Edit of a passport section'],
  args: z.strictObject({ id: rowId, base: z.string(), content: z.string() }),
  permission: () => RIGHT,
  reads: ({ id }) => [[TABLE, id]],
  run: async (tx, { id, base, content }) => {
    const { content: found } = await tx.require(TABLE, id);
    // A section that nobody has written yet holds nothing, and its author saw an empty page.
    const seen = base === '' && found === null ? null : base;
    await editRow(tx, TABLE, id, { content: { seen, wanted: content } });
  },
  inverse: ({ id, base, content }) => ({ name: 'passport.edit', args: { id, base: content, content: base } }),
});

/** `passport.check {id}`: whoever does it says that the section holds as it stands. */
export const passportCheck = defineMutation({
  name: 'passport.check',
  words: ['Раздел паспорта проверен', 'Passport section checked'],
  args: z.strictObject({ id: rowId }),
  permission: () => RIGHT,
  reads: ({ id }) => [[TABLE, id]],
  run: async (tx, { id }) => {
    await checkRowRules(tx, TABLE, id, 'update');
    await tx.update(TABLE, id, { checked_at: tx.time, checked_by_name: tx.author.name });
  },
  inverse: ({ id }, { mutationId }) => ({ name: 'passport.uncheck', args: { id, checkId: mutationId } }),
});

/** `passport.uncheck {id, checkId}`: takes that check back; the one before it counts again, as the journal has it. */
export const passportUncheck = defineMutation({
  name: 'passport.uncheck',
  words: ['Проверка раздела отменена', 'Check of a section taken back'],
  args: z.strictObject({ id: rowId, checkId: rowId }),
  permission: () => RIGHT,
  reads: ({ id }) => [[TABLE, id]],
  run: async (tx, { id, checkId }) => {
    await checkRowRules(tx, TABLE, id, 'update');
    const section = await tx.require(TABLE, id);
    const line = await tx.find('activity_log', lineOf(checkId));
    const changes = line?.entity_id === id && isRecord(line.changes) ? line.changes : {};
    const [[before, said], [by]] = [pairOf(changes['checked_at']), pairOf(changes['checked_by_name'])];
    // Somebody has checked it again since: theirs counts.
    if (said === null || section.checked_at !== said) return;
    await tx.update(TABLE, id, {
      checked_at: before,
      checked_by_name: changes['checked_by_name'] === undefined ? section.checked_by_name : by,
    });
  },
});

/**
 * `passport.addSection {id, performanceId, title, departmentId, variantId}`: behind the other sections of its
 * department. With a variant it stands there alone.
 */
export const passportAddSection = defineMutation({
  name: 'passport.addSection',
  words: ['Новый раздел паспорта', 'New passport section'],
  args: z.strictObject({
    id: rowId,
    performanceId: rowId,
    title: z.string().min(1).max(100),
    departmentId: rowId.nullable(),
    variantId: rowId.nullable(),
  }),
  permission: () => RIGHT,
  reads: ({ performanceId, departmentId }) => [
    ['performances', performanceId],
    ...(departmentId === null ? [] : [['departments', departmentId] as const]),
  ],
  run: async (tx, { id, performanceId, title, departmentId, variantId }) => {
    await tx.require('performances', performanceId);
    if (variantId !== null) await requireVariant(tx, variantId, performanceId);
    const department = departmentId === null ? undefined : await tx.require('departments', departmentId);
    const last = (await orderOf(tx, performanceId, departmentId)).at(-1);
    await tx.insert(TABLE, {
      id,
      performance_id: performanceId,
      title: title.trim(),
      section_type: kindOf(department?.code),
      department_id: departmentId,
      variant_id: variantId,
      responsible_id: null,
      content: null,
      sort_order: (last?.sort_order ?? 0) + GAP,
    });
    await checkWrittenRow(tx, TABLE, id);
  },
  inverse: ({ id }, { newId }) => deletionOf(TABLE, id, newId()),
});

/**
 * `passport.replaceInVariant {id, sectionId, variantId}`: in the variant a section of its own stands in the place of
 * one of the base, and begins with its text. Two that were made without knowing of each other are both kept
 * (`shared/rules/variants.ts`).
 */
export const passportReplaceInVariant = defineMutation({
  name: 'passport.replaceInVariant',
  words: ['Свой раздел в редакции', 'Section of a variant'],
  args: z.strictObject({ id: rowId, sectionId: rowId, variantId: rowId }),
  permission: () => RIGHT,
  reads: ({ sectionId, variantId }) => [
    [TABLE, sectionId],
    ['performance_variants', variantId],
  ],
  run: async (tx, { id, sectionId, variantId }) => {
    const base = await tx.require(TABLE, sectionId);
    await requireVariant(tx, variantId, base.performance_id);
    if (base.variant_id !== null) throw new Refusal('mutation.invalid', { path: 'sectionId' });
    await tx.insert(TABLE, {
      id,
      performance_id: base.performance_id,
      title: base.title,
      section_type: base.section_type,
      content: base.content,
      department_id: base.department_id,
      responsible_id: base.responsible_id,
      variant_id: variantId,
      replaces_id: sectionId,
      sort_order: base.sort_order,
    });
    await checkWrittenRow(tx, TABLE, id);
  },
  inverse: ({ id }, { newId }) => deletionOf(TABLE, id, newId()),
});

/**
 * `passport.move {id, afterId, seenAfterId}`: behind another section of its department (null: before all);
 * `seenAfterId`: behind which it stood.
 */
export const passportMove = defineMutation({
  name: 'passport.move',
  words: ['Порядок разделов паспорта', 'Order of passport sections'],
  args: z.strictObject({ id: rowId, afterId: rowId.nullable(), seenAfterId: rowId.nullable() }),
  permission: () => RIGHT,
  reads: ({ id }) => [[TABLE, id]],
  run: async (tx, { id, afterId }) => {
    await checkRowRules(tx, TABLE, id, 'update');
    const moved = await tx.require(TABLE, id);
    const others = (await orderOf(tx, moved.performance_id, moved.department_id)).filter((one) => one.id !== id);
    // What it was to stand behind is gone: it stays last.
    const found = afterId === null ? -1 : others.findIndex((one) => one.id === afterId);
    const at = afterId !== null && found < 0 ? others.length : found + 1;
    const [before, after] = [others[at - 1]?.sort_order ?? 0, others[at]?.sort_order];
    const between = after === undefined ? before + GAP : Math.floor((before + after) / 2);
    if (between > before && (after === undefined || between < after)) {
      await tx.update(TABLE, id, { sort_order: between });
      return;
    }
    const order = others.toSpliced(at, 0, moved);
    await tx.updateMany(
      TABLE,
      order.map((one, index) => ({ id: one.id, values: { sort_order: (index + 1) * GAP } })),
    );
  },
  inverse: ({ id, afterId, seenAfterId }) => ({
    name: 'passport.move',
    args: { id, afterId: seenAfterId, seenAfterId: afterId },
  }),
});

/** What laptops of before call a section of the department with that code. */
const kindOf = (code: string | undefined): Row<'passport_sections'>['section_type'] =>
  SECTION_TYPES.find((type) => type === code) ?? 'general';

async function requireVariant(tx: MutationTx, variantId: string, performanceId: string): Promise<void> {
  const variant = await tx.require('performance_variants', variantId);
  if (variant.performance_id !== performanceId) throw new Refusal('mutation.invalid', { path: 'variantId' });
}

type Placed = Pick<Row<'passport_sections'>, 'id' | 'sort_order'>;

/** Live sections of a department (null: of none) that have a place of their own, in their order. */
async function orderOf(tx: MutationTx, performance: string, department: string | null): Promise<readonly Placed[]> {
  const rows = await tx.db
    .selectFrom(TABLE)
    .select(['id', 'sort_order'])
    .where('performance_id', '=', performance)
    .where('department_id', department === null ? 'is' : '=', department)
    .where('replaces_id', 'is', null)
    .where('deleted_at', 'is', null)
    .execute();
  return rows.toSorted((a, b) => a.sort_order - b.sort_order || (a.id < b.id ? -1 : 1));
}

/** The line that a check left in the journal: its first (`MutationTx.log`). */
const lineOf = (checkId: string): string => deriveId(checkId, 'log', '1');

/** What a column held and what was written there, as the journal has it. */
const pairOf = (change: unknown): readonly [before: string | null, after: string | null] => {
  const [before, after]: unknown[] = Array.isArray(change) ? change : [];
  return [typeof before === 'string' ? before : null, typeof after === 'string' ? after : null];
};
