/**
 * Packing a tour: what is planned, and what happens to pieces. Planning changes quantities by so many, and what
 * happens is written into a ledger, so that what five packers without a network did adds up in any order.
 */
import { z } from 'zod';
import { Refusal } from '../base/refusal.ts';
import {
  everPacked,
  NOTHING_PACKED,
  type PackingAction,
  type PackingSums,
  type PieceState,
  TAKEN_FROM,
} from '../rules/packing.ts';
import type { Row } from '../schema/catalog.ts';
import type { JsonValue } from '../schema/define.ts';
import { rowId } from './arguments.ts';
import { recheckBookings } from './booking-conflicts.ts';
import { defineMutation } from './mutation.ts';
import type { MutationTx } from './mutation-tx.ts';
import { tell } from './notices.ts';
import {
  checkNoCircle,
  contentsOf,
  EntryWriter,
  itemsByTour,
  lineFor,
  linesOfItem,
  type PackingLine,
  type PlanChanges,
  packingEntryId,
  sumsOf,
  sumsOfLine,
  takenBackId,
} from './packing-lines.ts';
import { changePlan } from './packing-plan.ts';
import { followPacking } from './transport-state.ts';

/** Changes of a plan in one mutation: the first list of a large tour is one. */
const MOST_CHANGES = 5000;
/** Entries of one mutation that are looked for at once. */
const STRETCH = 100;
const MOST_PIECES = 100_000;

const pieces = z.int().min(1).max(MOST_PIECES);
const where = { transportId: rowId.nullable().optional(), venueId: rowId.nullable().optional() };

const change = z.strictObject({
  itemId: rowId,
  caseId: rowId.nullable(),
  by: z
    .int()
    .min(-MOST_PIECES)
    .max(MOST_PIECES)
    .refine((value) => value !== 0),
  isExtra: z.boolean().optional(),
});

/**
 * `packing.plan {tourId, changes: [{itemId, caseId, by, isExtra?}]}`: so many more or fewer of a thing go in this case.
 * Never fewer than none. From one case to another: one change with a minus, one with a plus.
 */
export const packingPlan = defineMutation({
  name: 'packing.plan',
  words: ['Упаковочный список', 'Packing list'],
  args: z.strictObject({ tourId: rowId, changes: z.array(change).min(1).max(MOST_CHANGES).readonly() }),
  permission: () => 'packing.run',
  reads: ({ tourId }) => [['tours', tourId]],
  run: async (tx, { tourId, changes }) => {
    await tx.require('tours', tourId);
    await changePlan(tx, tourId, changes);
    await recheckBookings(
      tx,
      changes.map(({ itemId }) => itemId),
    );
  },
  inverse: ({ tourId, changes }) => ({
    name: 'packing.plan',
    args: {
      tourId,
      changes: changes.toReversed().map(({ itemId, caseId, by }) => ({ itemId, caseId, by: -by })),
    },
  }),
});

/**
 * `packing.note {lineId, note, seen}`: what packers have to know of a line. Refuses `conflict.changed` where somebody
 * has written another one than was seen.
 */
export const packingNote = defineMutation({
  name: 'packing.note',
  words: ['Заметка к упаковке', 'Packing note'],
  args: z.strictObject({
    lineId: rowId,
    note: z.string().trim().min(1).max(2000).nullable(),
    /** What the person saw there. */
    seen: z.string().max(2000).nullable(),
  }),
  permission: () => 'packing.run',
  reads: ({ lineId }) => [['packing_lines', lineId]],
  run: async (tx, { lineId, note, seen }) => {
    const line = await tx.require('packing_lines', lineId);
    if (line.note !== seen && line.note !== note)
      throw new Refusal('conflict.changed', {
        table: 'packing_lines',
        id: lineId,
        column: 'note',
        found: line.note,
        wanted: note,
      });
    await tx.update('packing_lines', lineId, { note });
  },
  inverse: ({ lineId, note, seen }) => ({ name: 'packing.note', args: { lineId, note: seen, seen: note } }),
});

/** The truck, where one is named. */
const named = (id: string | null | undefined): readonly string[] => (id === null || id === undefined ? [] : [id]);

const ACTIONS = ['pack', 'load', 'unload', 'return', 'miss', 'damage'] as const;

/**
 * `packing.record {tourId, itemId, caseId, action, quantity, transportId?, venueId?, note?, isExtra?}`: pieces of a
 * thing were packed into the case (`null`: into none), loaded, unloaded, came back, were not found or are damaged.
 * What was not planned here is taken from where it was planned; with `isExtra` the plan grows. What is loaded without
 * having been packed is packed by it. Refuses `packing.caseInItself`, `packing.moreThanOut` (came back what never
 * left), `packing.moreThanThere`.
 */
export const packingRecord = defineMutation({
  name: 'packing.record',
  words: ['Упаковка', 'Packing'],
  args: z.strictObject({
    tourId: rowId,
    itemId: rowId,
    caseId: rowId.nullable(),
    action: z.enum(ACTIONS),
    quantity: pieces,
    ...where,
    note: z.string().max(2000).nullable().optional(),
    isExtra: z.boolean().optional(),
  }),
  permission: () => 'packing.run',
  reads: ({ tourId, itemId, caseId }) => [
    ['tours', tourId],
    ['inventory_items', itemId],
    ...(caseId === null ? [] : [['inventory_items', caseId] as const]),
  ],
  run: async (tx, { tourId, itemId, caseId, action, quantity, isExtra, ...facts }) => {
    await tx.require('tours', tourId);
    const item = await tx.require('inventory_items', itemId);
    if (caseId !== null) {
      await tx.require('inventory_items', caseId);
      if (action === 'pack') await checkNoCircle(tx, tourId, itemId, caseId);
    }
    const line = await lineFor(tx, tourId, itemId, caseId);
    const entries = new EntryWriter(tx, facts);
    if (action === 'pack') {
      const planChanges = await planFor(tx, line, quantity, isExtra === true);
      await entries.write(line.id, 'pack', quantity, null, planChanges);
      if (isExtra === true) await recheckBookings(tx, [itemId]);
      return tellMeeting(tx, item, line, quantity);
    }
    const sums = await sumsOfLine(tx, line.id);
    await moveOn(entries, { line, item, sums, action, quantity, isAway: facts.venueId != null });
    await followPacking(tx, { tourId, itemIds: [itemId], action, transportIds: named(facts.transportId) });
  },
  inverse: (_args, { mutationId }) => ({ name: 'packing.undo', args: { of: mutationId } }),
});

/**
 * `packing.recordCase {tourId, caseId, action, transportId?, venueId?}`: the case is loaded, unloaded or came back, and
 * all that lies in it with it, as far as it is known where this runs. What another packer put into it meanwhile is
 * taken along by the next scan of the case.
 */
export const packingRecordCase = defineMutation({
  name: 'packing.recordCase',
  words: ['Кофр с содержимым', 'Case with its contents'],
  args: z.strictObject({ tourId: rowId, caseId: rowId, action: z.enum(['load', 'unload', 'return']), ...where }),
  permission: () => 'packing.run',
  reads: ({ tourId, caseId }) => [
    ['tours', tourId],
    ['inventory_items', caseId],
  ],
  run: async (tx, { tourId, caseId, action, ...facts }) => {
    await tx.require('tours', tourId);
    const item = await tx.require('inventory_items', caseId);
    const inside = await contentsOf(tx, tourId, caseId);
    const own = await linesOfItem(tx, tourId, caseId);
    const first = own[0] ?? (await lineFor(tx, tourId, caseId, null));
    const lines = new Map([first, ...inside].map((line) => [line.id, line]));
    const sums = await sumsOf(tx, [...lines.keys()]);
    const holding = casesWithPieces(inside, sums);
    const entries = new EntryWriter(tx, facts);
    const isAway = facts.venueId != null;
    for (const line of lines.values()) {
      const there = sums.get(line.id);
      if (there === undefined) continue;
      const sources = sourcesOf(action, isAway).filter((state) => state !== 'missing');
      const free = sources.reduce((sum, state) => sum + Math.max(0, there[state]), 0);
      // Nobody packs a case itself: it is there when it is loaded, and so is one in it that something lies in.
      const isCase = line.id === first.id || holding.has(line.inventory_item_id);
      const isBare = isCase && everPacked(there) === 0 && action === 'load';
      const quantity = isBare ? 1 : free;
      if (quantity > 0) await moveOn(entries, { line, item, sums: there, action, quantity, isAway });
    }
    if (entries.written === 0) throw new Refusal('packing.moreThanThere', { item: item.name, there: 0, wanted: 1 });
    const itemIds = [caseId, ...inside.map((line) => line.inventory_item_id)];
    await followPacking(tx, { tourId, itemIds, action, transportIds: named(facts.transportId) });
  },
  inverse: (_args, { mutationId }) => ({ name: 'packing.undo', args: { of: mutationId } }),
});

/**
 * `packing.undo {of}`: takes back what the mutation `of` recorded, by entries with a minus, and what the plan became by
 * it; `of` may be a single entry as well. Refuses `packing.alreadyUndone`, and `packing.moreThanThere` where its
 * pieces have gone on since.
 */
export const packingUndo = defineMutation({
  name: 'packing.undo',
  words: ['Отметка упаковки отменена', 'Packing entry taken back'],
  args: z.strictObject({ of: rowId }),
  permission: () => 'packing.run',
  run: async (tx, { of }) => {
    const entries = await entriesNamed(tx, of);
    if (entries.length === 0) throw new Refusal('row.missing', { table: 'packing_entries', id: of });
    const lineIds = [...new Set(entries.map((entry) => entry.packing_line_id))];
    for (const entry of entries.toReversed()) await takeBack(tx, entry);
    for (const [lineId, sums] of await sumsOf(tx, lineIds)) await checkNotNegative(tx, lineId, sums);
    const transportIds = entries.flatMap(({ transport_id: id }) => named(id));
    for (const [tourId, itemIds] of await itemsByTour(tx, lineIds)) {
      await followPacking(tx, { tourId, itemIds, action: 'undo', transportIds });
      await recheckBookings(tx, itemIds);
    }
  },
});

/** The entries of a mutation; or the one with this id, where whoever takes it back knows it alone. */
async function entriesNamed(tx: MutationTx, of: string): Promise<readonly Row<'packing_entries'>[]> {
  const entries = await entriesOf(tx, of);
  if (entries.length > 0) return entries;
  const entry = await tx.find('packing_entries', of);
  return entry === undefined ? [] : [entry];
}

/** The entries that a mutation wrote, in their order. */
async function entriesOf(tx: MutationTx, mutationId: string): Promise<readonly Row<'packing_entries'>[]> {
  const found: Row<'packing_entries'>[] = [];
  for (let start = 0; ; start += STRETCH) {
    const ids = Array.from({ length: STRETCH }, (_, index) => packingEntryId(mutationId, start + index));
    const rows = (await tx.rows.findMany('packing_entries', ids)) as unknown as Row<'packing_entries'>[];
    const byId = new Map(rows.filter((row) => row.theater_id === tx.theaterId).map((row) => [row.id, row]));
    found.push(...ids.flatMap((id) => byId.get(id) ?? []));
    if (byId.size < STRETCH) return found;
  }
}

async function takeBack(tx: MutationTx, entry: Row<'packing_entries'>): Promise<void> {
  const id = takenBackId(entry.id);
  if (entry.undoes_id !== null || (await tx.find('packing_entries', id)) !== undefined)
    throw new Refusal('packing.alreadyUndone');
  const planChanges = await planTakenBack(tx, entry.plan_changes);
  await tx.insert('packing_entries', {
    id,
    packing_line_id: entry.packing_line_id,
    action: entry.action,
    quantity: -entry.quantity,
    from_state: entry.from_state,
    transport_id: entry.transport_id,
    venue_id: entry.venue_id,
    plan_changes: planChanges,
    undoes_id: entry.id,
    device_id: tx.mutation.deviceId,
  });
}

/** Turns the changes of a plan round, as far as the plan still has them. Answers what changed. */
async function planTakenBack(tx: MutationTx, planned: JsonValue): Promise<PlanChanges> {
  const changes: Record<string, number> = {};
  const items = new Set<string>();
  const known = z.record(z.string(), z.int()).safeParse(planned);
  for (const [lineId, by] of Object.entries(known.data ?? {}).toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const line = await tx.find('packing_lines', lineId);
    if (line === undefined || line.deleted_at !== null) continue;
    const quantity = Math.max(0, line.quantity - by);
    await tx.update('packing_lines', lineId, { quantity });
    changes[lineId] = quantity - line.quantity;
    items.add(line.inventory_item_id);
  }
  await recheckBookings(tx, [...items]);
  return changes;
}

async function checkNotNegative(tx: MutationTx, lineId: string, sums: PackingSums): Promise<void> {
  if (Object.values(sums).every((count) => count >= 0)) return;
  const line = await tx.require('packing_lines', lineId);
  const item = await tx.require('inventory_items', line.inventory_item_id);
  throw new Refusal('packing.moreThanThere', { item: item.name, there: 0, wanted: 1 });
}

/**
 * Before they are written: pieces that are packed here beyond what is planned here take over the plan of where fewer
 * were packed than planned, first of what has no case; an extra makes the plan grow. What is packed beyond all that
 * is left to see.
 */
async function planFor(tx: MutationTx, line: PackingLine, packed: number, isExtra: boolean): Promise<PlanChanges> {
  const lines = await linesOfItem(tx, line.tour_id, line.inventory_item_id);
  const sums = await sumsOf(
    tx,
    lines.map(({ id }) => id),
  );
  const open = ({ id, quantity }: PackingLine): number => {
    const there = sums.get(id);
    return quantity - (there === undefined ? 0 : everPacked(there));
  };
  const changes: Record<string, number> = {};
  let missing = Math.min(packed, Math.max(0, packed - open(line)));
  let taken = 0;
  for (const other of lines) {
    if (other.id === line.id || missing === 0) continue;
    const moved = Math.min(missing, Math.max(0, open(other)));
    if (moved === 0) continue;
    await tx.update('packing_lines', other.id, { quantity: other.quantity - moved });
    changes[other.id] = -moved;
    missing -= moved;
    taken += moved;
  }
  const extra = isExtra ? missing : 0;
  if (taken + extra === 0) return changes;
  // A line is an extra where nothing else of it was planned: what productions need stays theirs.
  const isAllExtra = extra > 0 && line.quantity + taken === 0;
  await tx.update('packing_lines', line.id, {
    quantity: line.quantity + taken + extra,
    ...(isAllExtra ? { is_extra: true } : {}),
  });
  if (extra > 0) await recheckBookings(tx, [line.inventory_item_id]);
  return { ...changes, [line.id]: taken + extra };
}

/** Things in which, of these lines, something lies that was packed. */
function casesWithPieces(lines: readonly PackingLine[], sums: ReadonlyMap<string, PackingSums>): ReadonlySet<string> {
  const isThere = ({ id }: PackingLine): boolean => everPacked(sums.get(id) ?? NOTHING_PACKED) > 0;
  const holding = new Set(lines.flatMap((line) => (isThere(line) ? (line.case_item_id ?? []) : [])));
  // What holds a case that holds something holds it too.
  for (let found = true; found; ) {
    found = false;
    for (const { inventory_item_id: item, case_item_id: inside } of lines) {
      if (inside === null || !holding.has(item) || holding.has(inside)) continue;
      holding.add(inside);
      found = true;
    }
  }
  return holding;
}

/** Of all lines of a thing, how many are planned and how many were packed. */
async function totalsOf(tx: MutationTx, line: PackingLine): Promise<{ planned: number; packed: number }> {
  const lines = await linesOfItem(tx, line.tour_id, line.inventory_item_id);
  const sums = await sumsOf(
    tx,
    lines.map(({ id }) => id),
  );
  const packed = [...sums.values()].reduce((sum, each) => sum + everPacked(each), 0);
  return { planned: lines.reduce((sum, { quantity }) => sum + quantity, 0), packed };
}

/** Packers who are told: those who packed last. */
const TOLD = 5;

/**
 * Two who could not hear of each other packed the last of one thing: where both are known, all who packed it hear of
 * it. On the laptop of one of them nothing has met yet: they were asked before they packed more.
 */
async function tellMeeting(
  tx: MutationTx,
  item: Row<'inventory_items'>,
  line: PackingLine,
  quantity: number,
): Promise<void> {
  const { planned, packed } = await totalsOf(tx, line);
  // Once: by the entry with which there were too many.
  if (packed <= planned || packed - quantity > planned) return;
  const lines = await linesOfItem(tx, line.tour_id, line.inventory_item_id);
  const others = await tx.db
    .selectFrom('packing_entries')
    .select(['by_id', 'by_name'])
    .where(
      'packing_line_id',
      'in',
      lines.map(({ id }) => id),
    )
    .where('action', '=', 'pack')
    .where('quantity', '>', 0)
    .where('device_id', '<>', tx.mutation.deviceId)
    .orderBy('at', 'desc')
    .orderBy('id')
    .limit(TOLD)
    .execute();
  const [last] = others;
  if (last === undefined) return;
  const tour = await tx.require('tours', line.tour_id);
  const data = { tourId: tour.id, tour: tour.name, item: item.name, packed, planned };
  const about = line.inventory_item_id;
  const entity = { table: 'tours', id: tour.id } as const;
  const common = { type: 'packing.met', title: item.name, entity, about } as const;
  await tell(tx, {
    ...common,
    userIds: others.flatMap((other) => other.by_id ?? []),
    data: { ...data, byName: tx.author.name },
  });
  await tell(tx, {
    ...common,
    userIds: [tx.author.userId],
    alsoAuthor: true,
    data: { ...data, byName: last.by_name },
  });
}

/** From which states pieces are taken; at home what is packed is loaded, away what stands on site. */
function sourcesOf(
  action: Exclude<PackingAction, 'pack' | 'damage'>,
  isAway: boolean,
): readonly Exclude<PieceState, 'returned'>[] {
  if (action !== 'load') return TAKEN_FROM[action];
  return isAway ? ['on_site', 'packed', 'missing'] : ['packed', 'on_site', 'missing'];
}

interface Step {
  readonly line: PackingLine;
  readonly item: Row<'inventory_items'>;
  readonly sums: PackingSums;
  readonly action: Exclude<PackingAction, 'pack'>;
  readonly quantity: number;
  readonly isAway: boolean;
}

/** Moves pieces of a line on, from one state after the other. */
async function moveOn(entries: EntryWriter, { line, item, sums, action, quantity, isAway }: Step): Promise<void> {
  if (action === 'damage') {
    const there = everPacked(sums);
    if (quantity > there) throw new Refusal('packing.moreThanThere', { item: item.name, there, wanted: quantity });
    return entries.write(line.id, 'damage', quantity, null);
  }
  const sources = sourcesOf(action, isAway);
  const there = sources.reduce((sum, state) => sum + Math.max(0, sums[state]), 0);
  let rest = quantity;
  if (there < quantity) {
    if (action === 'return')
      throw new Refusal('packing.moreThanOut', { item: item.name, out: there, wanted: quantity });
    if (action === 'miss') throw new Refusal('packing.moreThanThere', { item: item.name, there, wanted: quantity });
    // Whoever loads or unloads it has it in their hands: it was packed, whether or not somebody said so.
    await entries.write(line.id, 'pack', quantity - there, null);
    await entries.write(line.id, action, quantity - there, 'packed');
    rest = there;
  }
  for (const state of sources) {
    const moved = Math.min(rest, Math.max(0, sums[state]));
    if (moved === 0) continue;
    await entries.write(line.id, action, moved, state);
    rest -= moved;
  }
}
