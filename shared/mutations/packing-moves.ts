/** How pieces move: where the plan of what is packed comes from, and from which states pieces are taken. */
import { Refusal } from '../base/refusal.ts';
import {
  everPacked,
  NOTHING_PACKED,
  type PackingAction,
  type PackingSums,
  type PieceState,
  packingLineId,
  TAKEN_FROM,
} from '../rules/packing.ts';
import type { Row } from '../schema/catalog.ts';
import { recheckBookings } from './booking-conflicts.ts';
import type { MutationTx } from './mutation-tx.ts';
import {
  checkNoCircle,
  type EntryWriter,
  lineFor,
  linesOfItem,
  type PackingLine,
  type PlanChanges,
  sumsOf,
} from './packing-lines.ts';

/** The truck, where one is named. */
export const named = (id: string | null | undefined): readonly string[] =>
  id === null || id === undefined ? [] : [id];

/** What a plan became, and what then is planned and packed of the thing over all its lines. */
export interface Planned {
  readonly changes: PlanChanges;
  readonly lineIds: readonly string[];
  readonly planned: number;
  readonly packed: number;
}

/**
 * Before they are written: pieces that are packed here beyond what is planned here take over the plan of where fewer
 * were packed than planned, first of what has no case; an extra makes the plan grow. What is packed beyond all that
 * is left to see.
 */
export async function planFor(tx: MutationTx, line: PackingLine, packed: number, isExtra: boolean): Promise<Planned> {
  const lines = await linesOfItem(tx, line.tour_id, line.inventory_item_id);
  const sums = await sumsOf(
    tx,
    lines.map(({ id }) => id),
  );
  const there = ({ id }: PackingLine): number => everPacked(sums.get(id) ?? NOTHING_PACKED);
  const open = (each: PackingLine): number => each.quantity - there(each);
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
  const became = {
    lineIds: lines.map(({ id }) => id),
    planned: lines.reduce((sum, { quantity }) => sum + quantity, extra),
    packed: lines.reduce((sum, each) => sum + there(each), packed),
  };
  if (taken + extra === 0) return { ...became, changes };
  // A line is an extra where nothing else of it was planned: what productions need stays theirs.
  const isAllExtra = extra > 0 && line.quantity + taken === 0;
  await tx.update('packing_lines', line.id, {
    quantity: line.quantity + taken + extra,
    ...(isAllExtra ? { is_extra: true } : {}),
  });
  if (extra > 0) await recheckBookings(tx, [line.inventory_item_id]);
  return { ...became, changes: { ...changes, [line.id]: taken + extra } };
}

/** Things in which, of these lines, something lies that was packed. */
export function casesWithPieces(
  lines: readonly PackingLine[],
  sums: ReadonlyMap<string, PackingSums>,
): ReadonlySet<string> {
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

/** From which states pieces are taken; at home what is packed is loaded, away what stands on site. */
export function sourcesOf(
  action: Exclude<PackingAction, 'pack' | 'damage'>,
  isAway: boolean,
): readonly Exclude<PieceState, 'returned'>[] {
  if (action !== 'load') return TAKEN_FROM[action];
  return isAway ? ['on_site', 'packed', 'missing'] : ['packed', 'on_site', 'missing'];
}

/** A thing in a case on a tour. */
export interface Whose {
  readonly tourId: string;
  readonly itemId: string;
  readonly caseId: string | null;
}

/**
 * The line whose pieces are meant. What is said to be in no case may have been in one that was deleted. Where so many
 * were never there they are packed by it, and no case goes into itself.
 */
export async function lineHolding(
  tx: MutationTx,
  { tourId, itemId, caseId }: Whose,
  quantity: number,
): Promise<PackingLine> {
  const lines = (await linesOfItem(tx, tourId, itemId)).filter((line) => line.case_item_id === caseId);
  const own = packingLineId(tourId, itemId, caseId);
  const sums = await sumsOf(tx, [own, ...lines.map(({ id }) => id)]);
  const isEnough = (id: string): boolean => everPacked(sums.get(id) ?? NOTHING_PACKED) >= quantity;
  const other = isEnough(own) ? undefined : lines.find(({ id }) => isEnough(id));
  if (other !== undefined) return other;
  if (caseId !== null && !isEnough(own)) await checkNoCircle(tx, tourId, itemId, caseId);
  return lineFor(tx, tourId, itemId, caseId);
}

export interface Step {
  readonly line: PackingLine;
  readonly item: Row<'inventory_items'>;
  readonly sums: PackingSums;
  readonly action: Exclude<PackingAction, 'pack'>;
  readonly quantity: number;
  readonly isAway: boolean;
}

/** Moves pieces of a line on, from one state after the other. Answers how many were packed by it. */
export async function moveOn(
  entries: EntryWriter,
  { line, item, sums, action, quantity, isAway }: Step,
): Promise<number> {
  if (action === 'damage') {
    const there = everPacked(sums);
    if (quantity > there) throw new Refusal('packing.moreThanThere', { item: item.name, there, wanted: quantity });
    if (quantity > there - sums.damaged)
      throw new Refusal('packing.damagedAlready', { item: item.name, damaged: sums.damaged, there });
    await entries.write(line.id, 'damage', quantity, null);
    return 0;
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
  return Math.max(0, quantity - there);
}
