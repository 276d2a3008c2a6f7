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
    for (const needs of new Set(shared.map((event) => event.needs)))
      for (const need of needs) if (!need.isConsumable) raise(highest, need.itemId, need.quantity);
    for (const [itemId, quantity] of highest) add(sums, itemId, quantity);
  }
  return sums;
}

/** The events of each day, without days that need the very same as another: a tour plays the same for weeks. */
function differentDays(events: readonly NeedingEvent[]): Iterable<readonly NeedingEvent[]> {
  const numbers = new Map<NeedingEvent['needs'], number>();
  const keyOf = ({ performanceId, needs }: NeedingEvent): string => {
    const number = numbers.get(needs) ?? numbers.size;
    numbers.set(needs, number);
    return `${performanceId}/${number}`;
  };
  const days = new Map<string, readonly NeedingEvent[]>();
  for (const day of Map.groupBy(events, (event) => event.day).values())
    days.set([...new Set(day.map(keyOf))].toSorted().join(), day);
  return days.values();
}

/** How many of each thing have to go; things of which none is needed are left out. */
export function whatHasToGo(events: readonly NeedingEvent[]): ReadonlyMap<string, number> {
  const consumed = new Map<string, number>();
  for (const { needs } of events)
    for (const need of needs) if (need.isConsumable) add(consumed, need.itemId, need.quantity);
  const highest = new Map<string, number>();
  for (const day of differentDays(events))
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
  /** What was an extra is needed now. */
  readonly isExtra?: boolean | undefined;
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
 * Where what is missing goes: where the thing is planned already, else where it lives. An extra that lies there counts
 * as needed from then on: a line is the one or the other.
 */
function more(own: readonly PlannedLine[], extras: readonly PlannedLine[], at: NeedAt): readonly PlanChange[] {
  const [first] = own;
  const { itemId, missing } = at;
  if (first !== undefined) return [{ itemId, caseId: first.caseId, by: missing }];
  const extra = extras.find(({ caseId }) => caseId === at.home);
  if (extra === undefined) return [{ itemId, caseId: at.home, by: missing }];
  const by = missing - extra.quantity;
  return by > 0 ? [{ itemId, caseId: at.home, by, isExtra: false }] : [];
}

interface NeedAt {
  readonly itemId: string;
  readonly missing: number;
  readonly home: string | null;
}

/** A line as it is while a difference is being made. */
interface Becoming {
  readonly line: PlannedLine;
  quantity: number;
}

/** Lines by thing and case, each with what it becomes by the changes that were given it. */
class Becomings {
  readonly #lines = new Map<string, Becoming>();

  constructor(lines: readonly PlannedLine[]) {
    for (const line of lines) this.#lines.set(`${line.itemId}/${line.caseId ?? ''}`, { line, quantity: line.quantity });
  }

  apply(changes: readonly PlanChange[]): void {
    for (const { itemId, caseId, by } of changes) {
      const key = `${itemId}/${caseId ?? ''}`;
      const known = this.#lines.get(key);
      const line = { itemId, caseId, quantity: 0, packed: 0, isExtra: false };
      this.#lines.set(key, { line: known?.line ?? line, quantity: (known?.quantity ?? 0) + by });
    }
  }

  /** Things in which something lies, or will. */
  holders(): ReadonlySet<string> {
    const found = new Set<string>();
    for (const { line, quantity } of this.#lines.values())
      if (line.caseId !== null && (quantity > 0 || line.packed > 0)) found.add(line.caseId);
    return found;
  }
}

/**
 * What the list would have to become, in the order of the ids of things. What is missing goes where the thing is
 * planned already, else where it lives (`homes`: thing → case); what is too much is taken from what nobody has packed
 * yet. Extras are on top of what is needed and stay. A case goes because of what lies in it: one that is emptied by
 * these very changes is taken off with them, and so is the one around it.
 */
export function planDifference(
  needs: ReadonlyMap<string, number>,
  lines: readonly PlannedLine[],
  homes: ReadonlyMap<string, string>,
): readonly NeedDifference[] {
  const known = lines.filter(({ quantity, packed }) => quantity > 0 || packed > 0);
  const byItem = Map.groupBy(
    known.filter(({ isExtra }) => !isExtra),
    ({ itemId }) => itemId,
  );
  const extras = Map.groupBy(
    known.filter(({ isExtra }) => isExtra),
    ({ itemId }) => itemId,
  );
  const after = new Becomings(known);
  const differenceOf = (itemId: string): NeedDifference | undefined => {
    const own = (byItem.get(itemId) ?? []).toSorted(inOrder);
    const need = needs.get(itemId) ?? 0;
    const planned = own.reduce((sum, { quantity }) => sum + quantity, 0);
    if (planned === need) return undefined;
    const at = { itemId, missing: need - planned, home: homes.get(itemId) ?? null };
    const changes = planned < need ? more(own, extras.get(itemId) ?? [], at) : fewer(own, planned - need);
    after.apply(changes);
    return changes.length === 0 ? undefined : { itemId, need, planned, changes };
  };
  const items = [...new Set([...needs.keys(), ...byItem.keys()])];
  const found = items.filter((id) => needs.has(id)).map(differenceOf);
  // What nobody needs goes off the list, and then what held nothing else.
  for (let left = items.filter((id) => !needs.has(id)); ; ) {
    const held = after.holders();
    const off = left.filter((id) => !held.has(id));
    if (off.length === 0) break;
    found.push(...off.map(differenceOf));
    left = left.filter((id) => held.has(id));
  }
  return found.flatMap((each) => each ?? []).toSorted((a, b) => (a.itemId < b.itemId ? -1 : 1));
}
