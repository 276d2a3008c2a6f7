/**
 * What has to go on a tour: the union of what its productions need in the variants that are played, and by how much a
 * packing list differs from it. Consumables are used up at every event and add up; of all else as many go as the
 * fullest day needs. Events of one production share its things on a day; those of different ones do not.
 */
import { needsIn } from './availability.ts';

/** A thing that an event's production needs in its variant. */
export interface EventNeed {
  readonly itemId: string;
  readonly quantity: number;
  readonly isConsumable: boolean;
}

/** An event of the tour for which the things of its production are on the stage. */
export interface NeedingEvent {
  readonly day: string;
  readonly performanceId: string;
  readonly needs: readonly EventNeed[];
}

/** A row of what a production needs, or of what one of its variants needs otherwise. */
export type BaseNeed = EventNeed & Readonly<{ id: string }>;

/** What a production needs in a variant. What the variant adds is used up where the base says so of the thing. */
export function eventNeeds(
  base: readonly BaseNeed[],
  variant: readonly Readonly<{ itemId: string; quantity: number }>[],
): readonly EventNeed[] {
  const consumed = new Set(base.flatMap(({ itemId, isConsumable }) => (isConsumable ? [itemId] : [])));
  return needsIn(base, variant).flatMap(({ itemId, quantity }) =>
    quantity > 0 ? [{ itemId, quantity, isConsumable: consumed.has(itemId) }] : [],
  );
}

const add = (sums: Map<string, number>, key: string, quantity: number): void => {
  sums.set(key, (sums.get(key) ?? 0) + quantity);
};

const raise = (highest: Map<string, number>, key: string, quantity: number): void => {
  highest.set(key, Math.max(highest.get(key) ?? 0, quantity));
};

/** Pieces that one day needs of each thing that is not used up. */
function ofDay(events: readonly NeedingEvent[]): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const shared of Map.groupBy(events, ({ performanceId }) => performanceId).values()) {
    const highest = new Map<string, number>();
    for (const { needs } of shared)
      for (const need of needs) if (!need.isConsumable) raise(highest, need.itemId, need.quantity);
    for (const [itemId, quantity] of highest) add(sums, itemId, quantity);
  }
  return sums;
}

/** How many of each thing have to go; things of which none is needed are left out. */
export function whatHasToGo(events: readonly NeedingEvent[]): ReadonlyMap<string, number> {
  const consumed = new Map<string, number>();
  for (const { needs } of events)
    for (const need of needs) if (need.isConsumable) add(consumed, need.itemId, need.quantity);
  const highest = new Map<string, number>();
  for (const day of Map.groupBy(events, (event) => event.day).values())
    for (const [itemId, quantity] of ofDay(day)) raise(highest, itemId, quantity);
  for (const [itemId, quantity] of consumed) add(highest, itemId, quantity);
  return highest;
}

/** A line of the packing list as far as a difference asks. */
export interface PlannedLine {
  readonly itemId: string;
  readonly caseId: string | null;
  /** Planned. */
  readonly quantity: number;
  /** Ever packed into it: those pieces stay. */
  readonly packed: number;
  readonly isExtra: boolean;
}

/** So many more or fewer of a thing in a case: what `packing.plan` takes. */
export interface PlanChange {
  readonly itemId: string;
  readonly caseId: string | null;
  readonly by: number;
}

/** A thing of which the list has too few (`missing`) or too many (`surplus`); of these some are packed and stay. */
export interface NeedDifference {
  readonly itemId: string;
  readonly need: number;
  /** Planned for productions: without extras. */
  readonly planned: number;
  readonly changes: readonly PlanChange[];
}

/** First what has no case, then by case: the same on every laptop. */
const inOrder = (a: PlannedLine, b: PlannedLine): number =>
  Number(a.caseId !== null) - Number(b.caseId !== null) || ((a.caseId ?? '') < (b.caseId ?? '') ? -1 : 1);

function fewer(lines: readonly PlannedLine[], surplus: number): readonly PlanChange[] {
  let rest = surplus;
  const changes: PlanChange[] = [];
  for (const { itemId, caseId, quantity, packed } of lines) {
    const by = Math.min(rest, Math.max(0, quantity - packed));
    if (by === 0) continue;
    rest -= by;
    changes.push({ itemId, caseId, by: -by });
  }
  return changes;
}

/**
 * What the list would have to become, thing by thing in the order of their ids. What is missing goes where the thing is
 * planned already, else where it lives (`homes`: thing → case); what is too much is taken from what nobody has packed
 * yet. Extras are on top of what is needed and stay, and `cases` go because of what lies in them.
 */
export function planDifference(
  needs: ReadonlyMap<string, number>,
  lines: readonly PlannedLine[],
  homes: ReadonlyMap<string, string>,
  cases: ReadonlySet<string> = new Set(),
): readonly NeedDifference[] {
  const byItem = Map.groupBy(
    lines.filter(({ isExtra, quantity, packed }) => !isExtra && (quantity > 0 || packed > 0)),
    ({ itemId }) => itemId,
  );
  return [...new Set([...needs.keys(), ...byItem.keys()])].toSorted().flatMap((itemId): NeedDifference[] => {
    const own = (byItem.get(itemId) ?? []).toSorted(inOrder);
    const need = needs.get(itemId) ?? 0;
    const planned = own.reduce((sum, { quantity }) => sum + quantity, 0);
    // A case goes because something lies in it.
    if (planned === need || (need === 0 && cases.has(itemId))) return [];
    const [first] = own;
    const caseId = first === undefined ? (homes.get(itemId) ?? null) : first.caseId;
    const changes = planned < need ? [{ itemId, caseId, by: need - planned }] : fewer(own, planned - need);
    return changes.length === 0 ? [] : [{ itemId, need, planned, changes }];
  });
}
