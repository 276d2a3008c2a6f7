/**
 * Counting stock: several people, offline, one room. Entries are facts that say whether they share the work or repeat
 * it; only posting touches quantities (`count-posting.ts`), and only what was decided (`count-decisions.ts`).
 */
import { z } from 'zod';
import { deriveId } from '../base/ids.ts';
import { Refusal } from '../base/refusal.ts';
import { countStatus, mayFollow } from '../rules/state-machines.ts';
import type { Row } from '../schema/catalog.ts';
import { defineMutation } from './mutation.ts';
import type { MutationTx } from './mutation-tx.ts';

/** The row of a count. */
export type Count = Row<'inventory_counts'>;

function refuseStatus(count: Count, wanted: string): never {
  throw new Refusal('count.wrongStatus', { count: count.name, status: count.status, wanted });
}

/** The count, in one of these states. */
export async function countIn(tx: MutationTx, countId: string, statuses: readonly Count['status'][]): Promise<Count> {
  const count = await tx.require('inventory_counts', countId);
  return statuses.includes(count.status) ? count : refuseStatus(count, statuses.join(', '));
}

/** The place and all below it. */
async function locationSubtree(tx: Pick<MutationTx, 'db' | 'theaterId'>, rootId: string): Promise<Set<string>> {
  const all = await tx.db
    .selectFrom('inventory_locations')
    .select(['id', 'parent_id'])
    .where('theater_id', '=', tx.theaterId)
    .where('deleted_at', 'is', null)
    .execute();
  return subtree(all, rootId);
}

function subtree(
  rows: readonly { readonly id: string; readonly parent_id: string | null }[],
  rootId: string,
): Set<string> {
  const children = Map.groupBy(rows, (row) => row.parent_id);
  const found = new Set<string>();
  const queue = [rootId];
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    if (found.has(id)) continue;
    found.add(id);
    for (const child of children.get(id) ?? []) queue.push(child.id);
  }
  return found;
}

/**
 * A count of one place and all below it, as a draft. Lines are made when it is started, so that it expects what stands
 * there then.
 */
export const countCreate = defineMutation({
  name: 'count.create',
  words: ['Новый подсчёт', 'New count'],
  args: z.strictObject({
    id: z.uuid(),
    name: z.string().min(1).max(255),
    locationId: z.uuid(),
    categoryId: z.uuid().nullable().optional(),
    isBlind: z.boolean(),
  }),
  permission: () => 'count.run',
  run: async (tx, args) => {
    await tx.insert('inventory_counts', {
      id: args.id,
      name: args.name,
      location_id: args.locationId,
      category_id: args.categoryId ?? null,
      is_blind: args.isBlind,
    });
  },
});

/** Freezes what is expected. Started twice, by two people offline, it is started once. */
export const countStart = defineMutation({
  name: 'count.start',
  words: ['Начало подсчёта', 'Count started'],
  args: z.strictObject({ countId: z.uuid() }),
  permission: () => 'count.run',
  run: async (tx, args) => {
    const count = await tx.require('inventory_counts', args.countId);
    if (count.status === 'counting') return;
    if (!mayFollow(countStatus, count.status, 'counting')) refuseStatus(count, 'counting');
    if (count.status === 'draft') await freezeExpected(tx, count);
    await tx.update('inventory_counts', count.id, { status: 'counting', started_at: count.started_at ?? tx.time });
  },
});

async function freezeExpected(tx: MutationTx, count: Count): Promise<void> {
  const places = await locationSubtree(tx, count.location_id);
  const categories =
    count.category_id === null
      ? undefined
      : subtree(
          await tx.db
            .selectFrom('inventory_categories')
            .select(['id', 'parent_id'])
            .where('theater_id', '=', tx.theaterId)
            .execute(),
          count.category_id,
        );
  for (const place of [...places].toSorted()) {
    const stock = await tx.db
      .selectFrom('inventory_stock')
      .innerJoin('inventory_items', 'inventory_items.id', 'inventory_stock.item_id')
      .select([
        'inventory_stock.item_id as item_id',
        'inventory_stock.quantity as quantity',
        'inventory_items.category_id as category_id',
      ])
      .where('inventory_stock.location_id', '=', place)
      .where('inventory_stock.quantity', '>', 0)
      .where('inventory_items.deleted_at', 'is', null)
      .orderBy('inventory_stock.item_id')
      .execute();
    for (const row of stock) {
      if (categories !== undefined && (row.category_id === null || !categories.has(row.category_id))) continue;
      await tx.insert('inventory_count_lines', {
        id: lineId(count.id, row.item_id, place),
        count_id: count.id,
        item_id: row.item_id,
        location_id: place,
        expected_quantity: row.quantity,
      });
    }
  }
}

/** The line of a thing at a place: two laptops offline make the same one. */
export function lineId(countId: string, itemId: string, locationId: string): string {
  return deriveId('count-line', countId, itemId, locationId);
}

/**
 * One entry: a fact, which is never changed. It is accepted while the count is counted or reviewed, whoever else has
 * counted the same; `quantity` may be negative, to correct.
 */
export const countRecordEntry = defineMutation({
  name: 'count.recordEntry',
  words: ['Отметка подсчёта', 'Count entry'],
  args: z.strictObject({
    id: z.uuid(),
    countId: z.uuid(),
    itemId: z.uuid().nullable(),
    scannedCode: z.string().min(1).max(100).nullable(),
    locationId: z.uuid(),
    quantity: z
      .int()
      .min(-1_000_000)
      .max(1_000_000)
      .refine((value) => value !== 0),
    /**
     * Whether the counter shares the work with others at this place or gives a second opinion; absent: they did not
     * say.
     */
    mode: z.enum(['share', 'second']).optional(),
  }),
  permission: () => 'count.run',
  reads: ({ id, countId, itemId, locationId }) => [
    ['inventory_counts', countId],
    ['inventory_count_entries', id],
    ['inventory_locations', locationId],
    ...(itemId === null
      ? []
      : ([
          ['inventory_items', itemId],
          ['inventory_count_lines', lineId(countId, itemId, locationId)],
        ] as const)),
  ],
  run: async (tx, args) => {
    if (args.itemId === null && args.scannedCode === null)
      throw new Refusal('mutation.invalid', { problem: 'itemOrCode' });
    const count = await countIn(tx, args.countId, ['counting', 'review']);
    const line =
      args.itemId === null
        ? undefined
        : await tx.find('inventory_count_lines', lineId(count.id, args.itemId, args.locationId));
    await insertEntry(tx, {
      id: args.id,
      countId: count.id,
      itemId: args.itemId,
      code: args.scannedCode,
      locationId: args.locationId,
      quantity: args.quantity,
      pass: line?.recount_pass ?? 0,
      undoes: null,
      mode: args.mode ?? null,
    });
  },
});

interface NewEntry {
  readonly id: string;
  readonly countId: string;
  readonly itemId: string | null;
  readonly code: string | null;
  readonly locationId: string;
  readonly quantity: number;
  readonly pass: number;
  readonly undoes: string | null;
  readonly mode: 'share' | 'second' | null;
  /** Who counted, where somebody else says what it was that they counted. */
  readonly counter?: Pick<Row<'inventory_count_entries'>, 'counted_by_id' | 'counted_by_name' | 'counted_at'>;
}

async function insertEntry(tx: MutationTx, entry: NewEntry): Promise<void> {
  await tx.insert('inventory_count_entries', {
    id: entry.id,
    count_id: entry.countId,
    item_id: entry.itemId,
    scanned_code: entry.code,
    location_id: entry.locationId,
    quantity: entry.quantity,
    recount_pass: entry.pass,
    undoes_id: entry.undoes,
    mode: entry.mode,
    device_id: tx.mutation.deviceId,
    counted_by_id: entry.counter === undefined ? tx.author.userId : entry.counter.counted_by_id,
    counted_by_name: entry.counter?.counted_by_name ?? tx.author.name,
    counted_at: entry.counter?.counted_at ?? tx.now,
  });
}

/** The entry that takes this one back has a known id: two people who undo it write the same one. */
const undoId = (entryId: string): string => deriveId('undo', entryId);

/** An entry is never changed: its opposite is added, once. */
async function undoEntry(tx: MutationTx, entryId: string): Promise<Row<'inventory_count_entries'>> {
  const entry = await tx.require('inventory_count_entries', entryId);
  await countIn(tx, entry.count_id, ['counting', 'review']);
  const id = undoId(entry.id);
  if (entry.undoes_id !== null || (await tx.find('inventory_count_entries', id)) !== undefined)
    throw new Refusal('count.alreadyUndone', { by: entry.counted_by_name });
  await insertEntry(tx, {
    id,
    countId: entry.count_id,
    itemId: entry.item_id,
    code: entry.scanned_code,
    locationId: entry.location_id,
    quantity: -entry.quantity,
    pass: entry.recount_pass,
    undoes: entry.id,
    mode: entry.mode,
  });
  return entry;
}

/** Takes an entry back by another entry; both stay. */
export const countUndoEntry = defineMutation({
  name: 'count.undoEntry',
  words: ['Отмена отметки', 'Entry undone'],
  args: z.strictObject({ entryId: z.uuid() }),
  permission: () => 'count.run',
  reads: ({ entryId }) => [
    ['inventory_count_entries', entryId],
    ['inventory_count_entries', undoId(entryId)],
  ],
  run: async (tx, args) => {
    await undoEntry(tx, args.entryId);
  },
});

/** Says what an unknown code was: its entries become entries of the thing, still of those who counted. */
export const countIdentifyCode = defineMutation({
  name: 'count.identifyCode',
  words: ['Опознание кода', 'Code identified'],
  args: z.strictObject({ countId: z.uuid(), code: z.string().min(1).max(100), itemId: z.uuid() }),
  permission: () => 'count.run',
  run: async (tx, args) => {
    await countIn(tx, args.countId, ['counting', 'review']);
    const entries = await tx.db
      .selectFrom('inventory_count_entries')
      .select(['id', 'undoes_id'])
      .where('count_id', '=', args.countId)
      .where('item_id', 'is', null)
      .where('scanned_code', '=', args.code)
      .orderBy('id')
      .execute();
    const undone = new Set(entries.map((entry) => entry.undoes_id));
    for (const { id } of entries.filter((entry) => entry.undoes_id === null && !undone.has(entry.id))) {
      const entry = await undoEntry(tx, id);
      const line = await tx.find('inventory_count_lines', lineId(args.countId, args.itemId, entry.location_id));
      await insertEntry(tx, {
        id: tx.derive('identified', id),
        countId: args.countId,
        itemId: args.itemId,
        code: args.code,
        locationId: entry.location_id,
        quantity: entry.quantity,
        pass: line?.recount_pass ?? 0,
        undoes: null,
        mode: entry.mode,
        counter: entry,
      });
    }
  },
});

/** Counting is over; the variances are looked at. */
export const countReview = defineMutation({
  name: 'count.review',
  words: ['Передача на проверку', 'To review'],
  args: z.strictObject({ countId: z.uuid() }),
  permission: () => 'count.run',
  run: async (tx, args) => {
    const count = await tx.require('inventory_counts', args.countId);
    if (count.status === 'review') return;
    if (!mayFollow(countStatus, count.status, 'review')) refuseStatus(count, 'review');
    await tx.update('inventory_counts', count.id, { status: 'review' });
  },
});

/** A count that is given up changes no quantity; its entries stay to be read. */
export const countCancel = defineMutation({
  name: 'count.cancel',
  words: ['Отмена подсчёта', 'Count cancelled'],
  args: z.strictObject({ countId: z.uuid() }),
  permission: () => 'count.run',
  run: async (tx, args) => {
    const count = await tx.require('inventory_counts', args.countId);
    if (count.status === 'cancelled') return;
    if (!mayFollow(countStatus, count.status, 'cancelled')) refuseStatus(count, 'cancelled');
    await tx.update('inventory_counts', count.id, { status: 'cancelled' });
  },
});
