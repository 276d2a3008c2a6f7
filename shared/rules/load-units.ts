/**
 * What is lifted as one on a tour, from its packing lines: a case with all that lies in it, or the pieces of a thing in
 * no case; and where each of them is. Pure; nothing of the list is lost, whatever circles two laptops made.
 */

import { type Load, loadOrder } from './load-plan.ts';
import { everPacked, type PackingSums } from './packing.ts';

/** Pieces at a truck or a venue. */
interface Somewhere {
  readonly at: string | null;
  readonly pieces: number;
}

/** Of a line what loads are made of. */
export interface UnitLine {
  readonly id: string;
  readonly itemId: string;
  readonly caseId: string | null;
  readonly name: string;
  readonly number: string;
  /** Of one piece. */
  readonly kg: number | null;
  readonly m3: number | null;
  readonly planned: number;
  readonly transportId: string | null;
  readonly loadOrder: number | null;
  readonly sums: PackingSums;
  readonly loaded: readonly Somewhere[];
  readonly onSite: readonly Somewhere[];
  readonly stops: readonly number[];
}

/** A load with its lines and where it is. */
export interface Unit<L extends UnitLine = UnitLine> extends Load {
  readonly line: L;
  readonly isCase: boolean;
  /** What lies in it, however deep. */
  readonly inside: readonly L[];
  /**
   * The truck that what is not loaded of it goes in. A case is lifted as one, and goes where the case is, else where
   * most of it is, else where it is planned; a thing goes where it is planned, else where most of it is.
   */
  readonly toTruckId: string | null;
}

/** Pieces of a line that are still on the tour or to come: planned or packed, less what came back or is missing. */
export const livePieces = ({ planned, sums }: UnitLine): number =>
  Math.max(planned, everPacked(sums)) - sums.returned - sums.missing;

const at = (places: readonly Somewhere[], id: string | null): number =>
  places.find((place) => place.at === id)?.pieces ?? 0;

/** All lines of a load, its own first. */
export const linesOfUnit = <L extends UnitLine>({ line, inside }: Unit<L>): readonly L[] => [line, ...inside];

/** Pieces of it in a truck. */
export const piecesIn = (unit: Unit, truckId: string): number =>
  linesOfUnit(unit).reduce((sum, line) => sum + at(line.loaded, truckId), 0);

/** Pieces of it that can be put into a truck here: at home what is packed or planned, at a venue what stands there. */
export const piecesHere = (unit: Unit, venueId: string | null): number =>
  linesOfUnit(unit).reduce((sum, line) => sum + lineHere(line, venueId), 0);

/** The same of one line. */
export const lineHere = (line: UnitLine, venueId: string | null): number =>
  venueId === null
    ? Math.max(0, line.sums.packed) + Math.max(0, line.planned - everPacked(line.sums))
    : at(line.onSite, venueId);

/** Pieces of it that nobody has packed yet. */
export const piecesUnpacked = (unit: Unit): number =>
  linesOfUnit(unit)
    // Nobody packs a case itself.
    .filter((line) => !(unit.isCase && line.id === unit.line.id))
    .reduce((sum, line) => sum + Math.max(0, line.planned - everPacked(line.sums)), 0);

/** Where most of it is loaded, of equals the first by its id. */
function mostIn(lines: readonly UnitLine[]): string | null {
  const counts = new Map<string, number>();
  for (const { loaded } of lines)
    for (const { at: truck, pieces } of loaded)
      if (truck !== null) counts.set(truck, (counts.get(truck) ?? 0) + pieces);
  return [...counts].toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))[0]?.[0] ?? null;
}

/** Everything in a case, however deep; `seen` are lines that are told of already. */
function contentsOf<L extends UnitLine>(
  caseItemId: string,
  byCase: ReadonlyMap<string | null, readonly L[]>,
  seen: Set<string>,
): readonly L[] {
  return (byCase.get(caseItemId) ?? []).flatMap((line) => {
    if (seen.has(line.id)) return [];
    seen.add(line.id);
    return [line, ...contentsOf(line.itemId, byCase, seen)];
  });
}

/** The loads of a tour. `after`: the stop that is behind, from 1; what is needed there counts no more. */
export function unitsOf<L extends UnitLine>(lines: readonly L[], after = 0): readonly Unit<L>[] {
  const byCase = Map.groupBy(lines, ({ caseId }) => caseId);
  const ownLines = new Set(lines.map(({ itemId }) => itemId));
  const seen = new Set<string>();
  const unit = (line: L): Unit<L> => {
    seen.add(line.id);
    // The contents of a case that goes twice on the list are told of once.
    return made(line, byCase.has(line.itemId), contentsOf(line.itemId, byCase, seen), after);
  };
  // A case whose own line is in the trash holds its lines all the same: they are loads by themselves.
  const tops = lines.filter(({ caseId }) => caseId === null || !ownLines.has(caseId)).map(unit);
  // Cases that lie in each other, because two laptops put them there.
  const rest = lines.flatMap((line) => (seen.has(line.id) ? [] : [unit(line)]));
  return [...tops, ...rest];
}

/** Pieces of a line that a load counts. */
type Count<L> = (line: L) => number;

/** A case goes once: it is one piece even where nobody planned it. */
const wholeCount =
  <L extends UnitLine>(own: L, isCase: boolean): Count<L> =>
  (each) =>
    Math.max(
      0,
      isCase && each.id === own.id
        ? Math.max(1 - each.sums.returned - each.sums.missing, livePieces(each))
        : livePieces(each),
    );

/** What so many of its pieces come to. */
function amountOf<L extends UnitLine>(line: L, inside: readonly L[], count: Count<L>) {
  const all = [line, ...inside];
  const sum = (of: Count<L>): number => all.reduce((total, each) => total + of(each), 0);
  return {
    kg: sum((each) => (each.kg ?? 0) * count(each)),
    m3: line.m3 === null ? null : line.m3 * count(line),
    unweighed: sum((each) => (each.kg === null ? count(each) : 0)),
    pieces: sum(count),
  };
}

function made<L extends UnitLine>(line: L, isCase: boolean, inside: readonly L[], after: number): Unit<L> {
  const all = [line, ...inside];
  const stops = all
    .filter((each) => livePieces(each) > 0)
    .flatMap(({ stops: own }) => own.filter((stop) => stop > after));
  const isIn = (isCase ? mostIn([line]) : null) ?? mostIn(all);
  return {
    id: line.id,
    line,
    isCase,
    inside,
    ...amountOf(line, inside, wholeCount(line, isCase)),
    stop: stops.length === 0 ? null : Math.min(...stops),
    order: line.loadOrder,
    toTruckId: isCase ? (isIn ?? line.transportId) : (line.transportId ?? isIn),
  };
}

const sumOf = (places: readonly Somewhere[]): number => places.reduce((sum, { pieces }) => sum + pieces, 0);

/**
 * What of a load concerns one truck that stands at `venueId` (`null`: at home): its pieces in this truck, and those
 * that stand here and go in it. A thing of which two trucks hold some is a load of both, each with its own pieces.
 * Of a case that is elsewhere, what lies in this truck without it is a load by itself.
 */
export function partsIn<L extends UnitLine>(
  unit: Unit<L>,
  truckId: string,
  venueId: string | null,
): readonly Unit<L>[] {
  const isHome = unit.toTruckId === truckId;
  const isHere = !unit.isCase || isHome || at(unit.line.loaded, truckId) > 0;
  if (!isHere)
    return unit.inside.flatMap((line) => {
      const pieces = at(line.loaded, truckId);
      if (pieces === 0) return [];
      const own = { ...unit, id: line.id, line, isCase: false, inside: [], order: line.loadOrder };
      return [{ ...own, ...amountOf(line, [], () => pieces) }];
    });
  const whole = wholeCount(unit.line, unit.isCase);
  const waiting = (line: L): number => {
    if (!isHome) return 0;
    if (venueId !== null) return at(line.onSite, venueId);
    return Math.max(0, whole(line) - sumOf(line.loaded) - sumOf(line.onSite));
  };
  const amount = amountOf(unit.line, unit.inside, (line) => at(line.loaded, truckId) + waiting(line));
  return amount.pieces === 0 ? [] : [{ ...unit, ...amount }];
}

/**
 * What concerns one truck, in the order of loading, the first at the cab: the tailgate shows it and the waybill prints
 * it. `stops` are the venues of the tour in their order.
 */
export function unitsOfTruck<L extends UnitLine>(
  lines: readonly L[],
  truck: { readonly id: string; readonly venueId: string | null },
  stops: readonly { readonly venueId: string }[],
): readonly Unit<L>[] {
  const behind = stops.findIndex((stop) => stop.venueId === truck.venueId) + 1;
  return loadOrder(unitsOf(lines, behind).flatMap((unit) => partsIn(unit, truck.id, truck.venueId)));
}

/** Pieces of a line that other trucks hold. */
export const piecesElsewhere = (line: UnitLine, truckId: string): readonly { at: string; pieces: number }[] =>
  line.loaded.flatMap(({ at: other, pieces }) =>
    other === null || other === truckId || pieces === 0 ? [] : [{ at: other, pieces }],
  );
