/** What the screens of trucks are drawn from: loads by truck, what is wrong with each, and what was left behind. */
import type { BoardLine, TransportBoard, TruckView } from '../../../shared/features/transports/queries.ts';
import {
  type Bed,
  type Distribution,
  distribute,
  type LoadWarning,
  type Totals,
  totalsOf,
  warningsOf,
} from '../../../shared/rules/load-plan.ts';
import { lineHere, piecesHere, piecesIn, type Unit, unitsOf, unitsOfTruck } from '../../../shared/rules/load-units.ts';
import { hasLeft } from '../../../shared/rules/packing-places.ts';
import { roomOf } from './board-text.ts';

export type BoardUnit = Unit<BoardLine>;

/** A truck with what goes in it, in the order of loading. */
export interface TruckPlan {
  readonly truck: TruckView;
  readonly units: readonly BoardUnit[];
  readonly totals: Totals;
  readonly warnings: readonly LoadWarning[];
}

export const isAway = ({ status, venueId }: TruckView): boolean => hasLeft({ status, venue_id: venueId });

/** Whether this load of the truck's plan is in it: of a case it is the case itself that says so. */
export const isIn = (unit: BoardUnit, truck: TruckView): boolean =>
  unit.isCase
    ? unit.line.loaded.some(({ at }) => at === truck.id)
    : piecesIn(unit, truck.id) > 0 && piecesIn(unit, truck.id) >= unit.pieces;

/** Pieces that a truck holds. */
export const piecesAboard = ({ lines }: TransportBoard, { id }: TruckView): number =>
  lines.reduce((sum, { loaded }) => sum + (loaded.find(({ at }) => at === id)?.pieces ?? 0), 0);

/** The plan of a truck. */
export function planOf(board: TransportBoard, truck: TruckView): TruckPlan {
  const units = unitsOfTruck(board.lines, truck, board.stops);
  return {
    truck,
    units,
    totals: totalsOf(units),
    warnings: warningsOf(units, roomOf(truck), (load) =>
      units.some((unit) => unit.id === load.id && isIn(unit, truck)),
    ),
  };
}

/** Loads that wait at home for a truck. */
export const unassigned = (board: TransportBoard): readonly BoardUnit[] =>
  unitsOf(board.lines).filter((unit) => unit.toTruckId === null && unit.pieces > 0 && piecesHere(unit, null) > 0);

/** What could go where, of what has no truck: into trucks that have not left. */
export function proposal(board: TransportBoard, plans: readonly TruckPlan[]): Distribution {
  const beds = plans
    .filter(({ truck }) => !isAway(truck) && !truck.isDeleted)
    .map(({ truck, totals }): Bed => ({ id: truck.id, ...roomOf(truck), kg: totals.kg, usedM3: totals.m3 }));
  return distribute(unassigned(board), beds);
}

/** A line with pieces at a venue. */
export interface Standing {
  readonly line: BoardLine;
  readonly venueId: string | null;
  readonly pieces: number;
  readonly since: string | null;
  readonly by: string | null;
}

/** Everything that stands at venues. */
const standing = (board: TransportBoard): readonly Standing[] =>
  board.lines.flatMap((line) =>
    line.onSite.map(({ at, pieces, since, by }): Standing => ({ line, venueId: at, pieces, since, by })),
  );

/**
 * What stands at venues, and what of it was left behind: where all events of the tour are over, or no truck stands any
 * more while one is elsewhere. What stands nobody knows where is left behind as well.
 */
export function onSite(board: TransportBoard): {
  readonly here: readonly Standing[];
  readonly behind: readonly Standing[];
} {
  const isBehind = ({ venueId }: Standing): boolean => {
    if (venueId === null) return true;
    if (board.stops.find((each) => each.venueId === venueId)?.isOver !== false) return true;
    const [away, there] = [board.trucks.filter(isAway), (truck: TruckView) => truck.venueId === venueId];
    return away.length > 0 && !away.some((truck) => there(truck) && truck.status !== 'departed');
  };
  const all = standing(board);
  return { here: all.filter((each) => !isBehind(each)), behind: all.filter(isBehind) };
}

/** Pieces of a line that are on the road and neither back nor said to be missing. */
export const piecesOut = (line: BoardLine): number =>
  [...line.loaded, ...line.onSite].reduce((sum, { pieces }) => sum + pieces, 0);

/** A load and the line of it that a thing is. */
export interface Found {
  readonly unit: BoardUnit;
  readonly line: BoardLine;
  /** The case itself, and all that lies in it with it. */
  readonly isWhole: boolean;
}

/**
 * What a scanned thing is among the loads: a case first; else a line that has pieces to move, in the truck's own loads
 * first. Undefined where it is not on the list.
 */
export function findThing(
  board: TransportBoard,
  itemId: string,
  truck: TruckView | undefined,
  movable: (line: BoardLine) => number,
): Found | undefined {
  const units = unitsOf(board.lines);
  const all = units.flatMap((unit) =>
    [unit.line, ...unit.inside].map(
      (line): Found => ({ unit, line, isWhole: unit.isCase && line.id === unit.line.id }),
    ),
  );
  const own = all.filter(({ line }) => line.itemId === itemId);
  const rank = ({ unit, line, isWhole }: Found): number =>
    Number(isWhole) * 4 + Number(movable(line) > 0) * 2 + Number(unit.toTruckId === truck?.id);
  return own.toSorted((a, b) => rank(b) - rank(a))[0];
}

/** Pieces of a line that a scan at this truck can load. */
export const loadable =
  ({ venueId }: TruckView) =>
  (line: BoardLine): number =>
    lineHere(line, venueId);

/** Pieces of a line in this truck. */
export const unloadable =
  ({ id }: TruckView) =>
  (line: BoardLine): number =>
    line.loaded.find(({ at }) => at === id)?.pieces ?? 0;
