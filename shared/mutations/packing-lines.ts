/**
 * What packing mutations share: the line of a thing in a case, the states of its pieces, and the entries that a
 * mutation writes. Entries of one mutation are numbered from 0, so that whoever takes it back finds them.
 */
import { deriveId } from '../base/ids.ts';
import { Refusal } from '../base/refusal.ts';
import {
  everPacked,
  NOTHING_PACKED,
  type PackingAction,
  type PackingSums,
  type PieceState,
  packingLineId,
  packingSums,
} from '../rules/packing.ts';
import type { Row } from '../schema/catalog.ts';
import { recheckBookings } from './booking-conflicts.ts';
import type { MutationTx } from './mutation-tx.ts';

export type PackingLine = Row<'packing_lines'>;

/** A case in a case in a case …: nobody packs deeper, and a circle that two laptops made ends here. */
const DEEPEST = 12;

/** The id of entry number `index` of a mutation. */
export const packingEntryId = (mutationId: string, index: number): string =>
  deriveId(mutationId, 'packing entry', String(index));

/** The id of the entry that takes another one back: there is one at most. */
export const takenBackId = (entryId: string): string => deriveId('packing taken back', entryId);

/** The states of the pieces of these lines, by line. */
export async function sumsOf(tx: MutationTx, lineIds: readonly string[]): Promise<ReadonlyMap<string, PackingSums>> {
  if (lineIds.length === 0) return new Map();
  const rows = await tx.db
    .selectFrom('packing_entries')
    .select(['packing_line_id', 'action', 'from_state'])
    .select(({ fn }) => fn.sum<number | string>('quantity').as('quantity'))
    .where('packing_line_id', 'in', [...lineIds])
    .groupBy(['packing_line_id', 'action', 'from_state'])
    .execute();
  // Postgres answers a sum of integers as text.
  const counted = rows.map((row) => ({ ...row, quantity: Number(row.quantity) }));
  const byLine = Map.groupBy(counted, (row) => row.packing_line_id);
  return new Map(lineIds.map((id) => [id, packingSums(byLine.get(id) ?? [])]));
}

/** The states of the pieces of one line. */
export const sumsOfLine = async (tx: MutationTx, lineId: string): Promise<PackingSums> =>
  (await sumsOf(tx, [lineId])).get(lineId) ?? NOTHING_PACKED;

/** Live lines of a thing on a tour: first the one in no case, then by id. */
export async function linesOfItem(tx: MutationTx, tourId: string, itemId: string): Promise<readonly PackingLine[]> {
  const rows = await tx.db
    .selectFrom('packing_lines')
    .selectAll()
    .where('tour_id', '=', tourId)
    .where('inventory_item_id', '=', itemId)
    .where('deleted_at', 'is', null)
    .orderBy('id')
    .execute();
  return (rows as unknown as PackingLine[]).toSorted(
    (a, b) => Number(a.case_item_id !== null) - Number(b.case_item_id !== null),
  );
}

/** Live lines whose pieces lie in one of these cases, by id. */
export async function linesInCases(
  tx: MutationTx,
  tourId: string,
  caseIds: readonly string[],
): Promise<readonly PackingLine[]> {
  if (caseIds.length === 0) return [];
  const rows = await tx.db
    .selectFrom('packing_lines')
    .selectAll()
    .where('tour_id', '=', tourId)
    .where('case_item_id', 'in', [...caseIds])
    .where('deleted_at', 'is', null)
    .orderBy('id')
    .execute();
  return rows;
}

/** Of these lines those that say anything still: something is planned, or was packed. */
async function speaking(tx: MutationTx, lines: readonly PackingLine[]): Promise<readonly PackingLine[]> {
  const silent = lines.filter(({ quantity }) => quantity === 0).map(({ id }) => id);
  const sums = await sumsOf(tx, silent);
  return lines.filter(({ id, quantity }) => quantity > 0 || everPacked(sums.get(id) ?? NOTHING_PACKED) > 0);
}

/**
 * Everything that lies in a case, or is to, however deep, as lines, each once; the case's own line is not among them,
 * nor what was put there by mistake and taken out again.
 */
export async function contentsOf(tx: MutationTx, tourId: string, caseId: string): Promise<readonly PackingLine[]> {
  const found: PackingLine[] = [];
  const seen = new Set([caseId]);
  let cases = [caseId];
  for (let depth = 0; depth < DEEPEST && cases.length > 0; depth += 1) {
    const lines = await speaking(tx, await linesInCases(tx, tourId, cases));
    found.push(...lines);
    cases = [...new Set(lines.map((line) => line.inventory_item_id))].filter((id) => !seen.has(id));
    for (const id of cases) seen.add(id);
  }
  return found;
}

/**
 * Refuses what would put a thing into itself, or a case into what lies in it (`packing.caseInItself`); also where
 * another laptop made the other half of the circle meanwhile.
 */
export async function checkNoCircle(tx: MutationTx, tourId: string, itemId: string, caseId: string): Promise<void> {
  const isIn = itemId === caseId || (await contentsOf(tx, tourId, itemId)).some((l) => l.inventory_item_id === caseId);
  if (!isIn) return;
  const inner = await knownItem(tx, caseId);
  const outer = await knownItem(tx, itemId);
  throw new Refusal('packing.caseInItself', { item: inner.name, inside: outer.name });
}

/**
 * The thing, in the trash or not: what was done with it was done, whoever deleted it meanwhile. Refuses where there is
 * none.
 */
export async function knownItem(tx: MutationTx, id: string): Promise<Row<'inventory_items'>> {
  const item = await tx.find('inventory_items', id);
  return item !== undefined && item.theater_id === tx.theaterId ? item : tx.require('inventory_items', id);
}

/**
 * The line of a thing in a case; made where there is none, taken out of the trash where it lies there. A case that
 * something is packed into goes along: it gets a line of its own. What is packed into one that was deleted stands as
 * if it had been there already when it was deleted: in no case, until the case comes back.
 */
export async function lineFor(
  tx: MutationTx,
  tourId: string,
  itemId: string,
  caseId: string | null,
): Promise<PackingLine> {
  const id = packingLineId(tourId, itemId, caseId);
  const found = await tx.find('packing_lines', id);
  if (found !== undefined && found.deleted_at === null && found.case_item_id === caseId) return found;
  const inside = caseId !== null && (await knownItem(tx, caseId)).deleted_at === null ? caseId : null;
  if (inside !== null) await ensureCase(tx, tourId, inside);
  if (found === undefined) {
    await tx.insert('packing_lines', { id, tour_id: tourId, inventory_item_id: itemId, case_item_id: inside });
    return tx.require('packing_lines', id);
  }
  if (found.deleted_at !== null) await tx.rows.updateRow('packing_lines', id, { deleted_at: null, deletion_id: null });
  // Its case was deleted, and came back.
  if (found.case_item_id !== inside) await tx.update('packing_lines', id, { case_item_id: inside });
  return tx.require('packing_lines', id);
}

/** A case that something goes into goes itself: where no line plans it, one does. */
export async function ensureCase(tx: MutationTx, tourId: string, caseId: string): Promise<void> {
  const own = await linesOfItem(tx, tourId, caseId);
  if (own.some(({ quantity }) => quantity > 0)) return;
  // A case that it was taken out of is not where it goes.
  const [line = await lineFor(tx, tourId, caseId, null)] = await speaking(tx, own);
  await tx.update('packing_lines', line.id, { quantity: 1 });
  await recheckBookings(tx, [caseId]);
}

/** The things of these lines, by their tour. */
export async function itemsByTour(
  tx: MutationTx,
  lineIds: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const lines = (await tx.rows.findMany('packing_lines', lineIds)) as unknown as readonly PackingLine[];
  const byTour = Map.groupBy(lines, (line) => line.tour_id);
  return new Map([...byTour].map(([tourId, own]) => [tourId, own.map((line) => line.inventory_item_id)]));
}

/** By how much an entry changed the plan of which lines. */
export type PlanChanges = Readonly<Record<string, number>>;

/** What an entry says beside its line and its pieces. */
export interface EntryFacts {
  readonly transportId?: string | null | undefined;
  readonly venueId?: string | null | undefined;
  readonly note?: string | null | undefined;
}

/** Writes the entries of one mutation, numbered in their order. */
export class EntryWriter {
  readonly #tx: MutationTx;
  readonly #facts: EntryFacts;
  #written = 0;

  constructor(tx: MutationTx, facts: EntryFacts) {
    this.#tx = tx;
    this.#facts = facts;
  }

  /** How many were written. */
  get written(): number {
    return this.#written;
  }

  /**
   * Moves pieces of a line out of `from`; null: they were nowhere yet, or stay where they are. `planChanges` is what
   * happened to the plan with it, so that it can be taken back too. `facts`: of this entry, where they are others.
   */
  async write(
    lineId: string,
    action: PackingAction,
    quantity: number,
    from: Exclude<PieceState, 'returned'> | null,
    planChanges: PlanChanges = {},
    facts: EntryFacts = this.#facts,
  ): Promise<void> {
    const id = packingEntryId(this.#tx.mutation.id, this.#written);
    this.#written += 1;
    await this.#tx.insert('packing_entries', {
      id,
      packing_line_id: lineId,
      action,
      quantity,
      from_state: from,
      transport_id: facts.transportId ?? null,
      venue_id: facts.venueId ?? null,
      note: facts.note ?? null,
      plan_changes: planChanges,
      device_id: this.#tx.mutation.deviceId,
    });
  }
}
