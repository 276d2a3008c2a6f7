/** Productions as wholes: one as the start of another, and what a variant needs otherwise. */
import { z } from 'zod';
import { deriveId } from '../base/ids.ts';
import { Refusal } from '../base/refusal.ts';
import { planDeletion } from '../rules/deletion-plan.ts';
import type { Row, TableName } from '../schema/catalog.ts';
import { rowId } from './arguments.ts';
import { alive, copyPoints, liveRows } from './checklist-mutations.ts';
import { deleteRows } from './deletion.ts';
import { defineMutation } from './mutation.ts';
import type { MutationTx } from './mutation-tx.ts';
import { editRow, requireRight } from './row-door.ts';

/** What of a production goes along into a new one. */
export const copiedParts = ['variants', 'passport', 'runSheet', 'inventory', 'checklists', 'members'] as const;
/** One of them. */
export type CopiedPart = (typeof copiedParts)[number];

type Old = Readonly<{ id: string; deleted_at?: string | null }>;

/** Copies rows of one production and knows which new row stands for which old one. */
class Copying {
  readonly #tx: MutationTx;
  readonly #ids = new Map<string, string>();
  readonly fromId: string;
  readonly toId: string;

  constructor(tx: MutationTx, fromId: string, toId: string) {
    this.#tx = tx;
    this.fromId = fromId;
    this.toId = toId;
  }

  /** The new row that stands for the old one; null where it was not copied. */
  of(id: string | null): string | null {
    return id === null ? null : (this.#ids.get(id) ?? null);
  }

  /** Whether the row may stand in the copy: it belongs to all variants, or to one that was copied as well. */
  isIn({ variant_id: variant }: Readonly<{ variant_id: string | null }>): boolean {
    return variant === null || this.#ids.has(variant);
  }

  /** Live rows of the table by what they belong to, the oldest first. */
  async rows<N extends TableName>(table: N, column: string, owners: readonly string[]): Promise<readonly Row<N>[]> {
    if (owners.length === 0) return [];
    const ids = await this.#tx.db
      .selectFrom(table as 'scenes')
      .select('id')
      .where(column as 'performance_id', 'in', owners)
      .where('deleted_at', 'is', null)
      .execute();
    return liveRows(
      this.#tx,
      table,
      ids.map(({ id }) => id),
    );
  }

  /** New rows for old ones, in their order. */
  async put<N extends TableName, O extends Old>(
    table: N,
    old: readonly O[],
    make: (row: O) => Partial<Row<N>> | Promise<Partial<Row<N>>>,
  ): Promise<void> {
    for (const { id } of old) this.#ids.set(id, this.#tx.derive(table, id));
    const rows: (Partial<Row<N>> & { readonly id: string })[] = [];
    for (const row of old) rows.push({ ...(await make(row)), id: this.#tx.derive(table, row.id) });
    await this.#tx.insertMany(table, rows);
  }
}

/** Rows in waves: each refers only to rows of the waves before it. Rows of a circle are left out. */
function waves<R extends Readonly<{ id: string; replaces_id: string | null }>>(
  rows: readonly R[],
): readonly (readonly R[])[] {
  const left = new Set(rows);
  const waiting = new Set(rows.map(({ id }) => id));
  const found: (readonly R[])[] = [];
  for (;;) {
    const wave = [...left].filter(({ replaces_id: base }) => base === null || !waiting.has(base));
    if (wave.length === 0) return found;
    for (const row of wave) left.delete(row);
    for (const { id } of wave) waiting.delete(id);
    found.push(wave);
  }
}

async function copyVariants(tx: MutationTx, copying: Copying): Promise<void> {
  const variants = await copying.rows('performance_variants', 'performance_id', [copying.fromId]);
  await copying.put('performance_variants', variants, async ({ name, note, sort_order, venue_id }) => ({
    performance_id: copying.toId,
    name,
    note,
    sort_order,
    venue_id: await alive(tx, 'venues', venue_id),
  }));
}

async function copyPassport(tx: MutationTx, copying: Copying): Promise<void> {
  const sections = await copying.rows('passport_sections', 'performance_id', [copying.fromId]);
  for (const wave of waves(sections.filter((section) => copying.isIn(section))))
    await copying.put('passport_sections', wave, async (section) => ({
      performance_id: copying.toId,
      section_type: section.section_type,
      title: section.title,
      content: section.content,
      data: section.data,
      sort_order: section.sort_order,
      responsible_id: await alive(tx, 'users', section.responsible_id),
      department_id: await alive(tx, 'departments', section.department_id),
      variant_id: copying.of(section.variant_id),
      replaces_id: copying.of(section.replaces_id),
    }));
}

async function copyInventory(tx: MutationTx, copying: Copying): Promise<void> {
  const needs = await copying.rows('performance_inventory', 'performance_id', [copying.fromId]);
  await copying.put('performance_inventory', await withThings(tx, needs), (need) => ({
    performance_id: copying.toId,
    inventory_item_id: need.inventory_item_id,
    quantity: need.quantity,
    notes: need.notes,
    is_consumable: need.is_consumable,
  }));
  const variants = await copying.rows('performance_variants', 'performance_id', [copying.fromId]);
  const otherwise = await copying.rows(
    'variant_inventory',
    'variant_id',
    variants.map(({ id }) => id).filter((id) => copying.of(id) !== null),
  );
  await copying.put('variant_inventory', await withThings(tx, otherwise), (need) => ({
    variant_id: copying.of(need.variant_id) ?? '',
    inventory_item_id: need.inventory_item_id,
    quantity: need.quantity,
    notes: need.notes,
  }));
}

/** Those of things that are still there. */
async function withThings<R extends Readonly<{ inventory_item_id: string }>>(
  tx: MutationTx,
  rows: readonly R[],
): Promise<readonly R[]> {
  const kept: R[] = [];
  for (const row of rows) if ((await alive(tx, 'inventory_items', row.inventory_item_id)) !== null) kept.push(row);
  return kept;
}

async function copyRunSheet(tx: MutationTx, copying: Copying): Promise<void> {
  const scenes = await copying.rows('scenes', 'performance_id', [copying.fromId]);
  await copying.put('scenes', scenes, (scene) => ({
    performance_id: copying.toId,
    act: scene.act,
    number: scene.number,
    title: scene.title,
    place: scene.place,
    duration_minutes: scene.duration_minutes,
    note: scene.note,
    rank: scene.rank,
  }));
  const lines = await copying.rows(
    'run_sheet_lines',
    'scene_id',
    scenes.map(({ id }) => id),
  );
  const copied = lines.filter((line) => copying.isIn(line));
  for (const wave of waves(copied)) await copying.put('run_sheet_lines', wave, lineMaker(tx, copying));
}

const lineMaker =
  (tx: MutationTx, copying: Copying) =>
  async (line: Row<'run_sheet_lines'>): Promise<Partial<Row<'run_sheet_lines'>>> => ({
    scene_id: copying.of(line.scene_id) ?? '',
    variant_id: copying.of(line.variant_id),
    replaces_id: copying.of(line.replaces_id),
    is_left_out: line.is_left_out,
    department_id: await alive(tx, 'departments', line.department_id),
    action: line.action,
    performance_inventory_id: copying.of(line.performance_inventory_id),
    what: line.what,
    quantity: line.quantity,
    from_place: line.from_place,
    to_place: line.to_place,
    who_id: await alive(tx, 'employees', line.who_id),
    who: line.who,
    cue: line.cue,
    note: line.note,
    rank: line.rank,
  });

async function copyChecklists(tx: MutationTx, copying: Copying): Promise<void> {
  const lists = (await copying.rows('performance_checklists', 'performance_id', [copying.fromId])).filter((list) =>
    copying.isIn(list),
  );
  await copying.put('performance_checklists', lists, async (list) => ({
    performance_id: copying.toId,
    department_id: await alive(tx, 'departments', list.department_id),
    variant_id: copying.of(list.variant_id),
    name: list.name,
    phase: list.phase,
    sort_order: list.sort_order,
  }));
  for (const list of lists) await copyPoints(tx, list.id, copying.of(list.id) ?? '');
}

async function copyMembers(tx: MutationTx, copying: Copying): Promise<void> {
  const members = await copying.rows('performance_members', 'performance_id', [copying.fromId]);
  const working: (typeof members)[number][] = [];
  for (const member of members) if ((await alive(tx, 'employees', member.employee_id)) !== null) working.push(member);
  await copying.put('performance_members', working, async (member) => ({
    performance_id: copying.toId,
    employee_id: member.employee_id,
    function: member.function,
    is_substitute: member.is_substitute,
    department_id: await alive(tx, 'departments', member.department_id),
  }));
}

/**
 * `performance.copy {id, fromId, title, parts}`: a production in development that begins as another one stands: its
 * creators and numbers, and those parts of it. Events, reports, condition and faults stay with the old one; what refers
 * to a part that does not come along refers to nothing.
 */
export const performanceCopy = defineMutation({
  name: 'performance.copy',
  words: ['Копия спектакля', 'Production copied'],
  args: z.strictObject({
    id: z.uuid(),
    fromId: rowId,
    title: z.string().trim().min(1).max(255),
    parts: z.array(z.enum(copiedParts)).max(copiedParts.length),
  }),
  permission: () => 'performances.edit',
  reads: ({ fromId }) => [['performances', fromId]],
  run: async (tx, { id, fromId, title, parts }) => {
    const from = await tx.require('performances', fromId);
    await tx.insert('performances', {
      id,
      title,
      subtitle: from.subtitle,
      description: from.description,
      author: from.author,
      director: from.director,
      composer: from.composer,
      choreographer: from.choreographer,
      artist: from.artist,
      genre: from.genre,
      age_rating: from.age_rating,
      duration_minutes: from.duration_minutes,
      intermissions: from.intermissions,
      status: 'in_development',
    });
    const copying = new Copying(tx, fromId, id);
    const wanted = new Set(parts);
    if (wanted.has('variants')) await copyVariants(tx, copying);
    if (wanted.has('passport')) await copyPassport(tx, copying);
    if (wanted.has('inventory')) await copyInventory(tx, copying);
    if (wanted.has('runSheet')) await copyRunSheet(tx, copying);
    if (wanted.has('checklists')) await copyChecklists(tx, copying);
    if (wanted.has('members')) await copyMembers(tx, copying);
  },
  inverse: ({ id, fromId }, { mutationId, newId }) => ({
    name: 'copy.discard',
    args: { table: 'performances', id, fromId, copyId: mutationId, deletionId: newId() },
  }),
});

/**
 * `copy.discard {table, id, fromId, copyId, deletionId}`: takes back a copy (`performance.copy`, `checklist.copy`) that
 * the mutation `copyId` made of `fromId`, with all that it copied. Refuses where more would go along: what somebody has
 * added since, or what the original no longer has, goes after its plan alone.
 */
export const copyDiscard = defineMutation({
  name: 'copy.discard',
  words: ['Копия убрана', 'Copy discarded'],
  args: z.strictObject({
    table: z.enum(['performances', 'performance_checklists']),
    id: rowId,
    fromId: rowId,
    copyId: rowId,
    deletionId: z.uuid(),
  }),
  permission: () => 'performances.edit',
  reads: ({ table, id }) => [[table, id]],
  run: async (tx, { table, id, fromId, copyId, deletionId }) => {
    const copy = await tx.require(table, id);
    // Whoever made it needs no further right to take it back.
    if (copy.created_by_id !== tx.author.userId) requireRight(tx, 'rows.delete');
    const options = { today: await tx.today(), withHistory: false };
    const [original, plan] = [
      await planDeletion(tx.rows, [{ table, id: fromId }], options),
      await planDeletion(tx.rows, [{ table, id }], options),
    ];
    const copied = new Set(
      original.deletes.flatMap((part) => part.ids.map((oldId) => deriveId(copyId, part.table, oldId))),
    );
    const isMore = plan.deletes.some((part) => part.ids.some((each) => each !== id && !copied.has(each)));
    if (isMore || plan.clears.length > 0)
      throw new Refusal('undo.hasMore', { table, id, title: 'title' in copy ? copy.title : copy.name });
    await deleteRows(tx, { roots: [{ table, id }], deletionId, reason: undefined, shown: undefined });
  },
  inverse: ({ deletionId }) => ({ name: 'deletion.restore', args: { deletionId } }),
});

/**
 * `variant.setNeed {variantId, itemId, quantity, seen}`: of this thing the variant needs so many, 0 for none, null for
 * as many as its production. `seen` is what the person saw, in the same words. Where somebody else has written another
 * quantity meanwhile, both are kept as a conflict.
 */
export const variantSetNeed = defineMutation({
  name: 'variant.setNeed',
  words: ['Инвентарь редакции', 'Inventory of a variant'],
  args: z.strictObject({
    variantId: rowId,
    itemId: rowId,
    quantity: z.int().min(0).max(1_000_000).nullable(),
    seen: z.int().min(0).max(1_000_000).nullable(),
  }),
  permission: () => 'performances.edit',
  reads: ({ variantId, itemId }) => [
    ['performance_variants', variantId],
    ['inventory_items', itemId],
  ],
  run: async (tx, { variantId, itemId, quantity, seen }) => {
    await tx.require('performance_variants', variantId);
    const held = await tx.rows.findByKey('variant_inventory', tx.theaterId, {
      variant_id: variantId,
      inventory_item_id: itemId,
    });
    if (quantity === null) {
      if (held === undefined) return;
      const root = { table: 'variant_inventory', id: held.id } as const;
      await deleteRows(tx, { roots: [root], deletionId: tx.derive('deletion'), reason: undefined, shown: undefined });
      return;
    }
    if (held !== undefined) {
      await editRow(tx, 'variant_inventory', held.id, { quantity: { seen, wanted: quantity } });
      return;
    }
    await tx.require('inventory_items', itemId);
    await tx.insert('variant_inventory', {
      id: tx.derive('need'),
      variant_id: variantId,
      inventory_item_id: itemId,
      quantity,
    });
  },
  inverse: ({ variantId, itemId, quantity, seen }) => ({
    name: 'variant.setNeed',
    args: { variantId, itemId, quantity: seen, seen: quantity },
  }),
});
