/**
 * How a truck is loaded: totals, what is too much, the order, where the weight lies along the floor, and a proposal of
 * what goes in which truck. Pure. A *load* is what is lifted as one: a case with all that lies in it, or so many of a
 * thing in no case.
 *
 * Order: what is needed at the first stop is loaded last, so that it stands at the tailgate; what nobody is known to
 * need goes in first. Within a stop the heavy go first. A place that somebody set by hand wins.
 *
 * Weight along the floor: loads stand one behind another from the cab to the tailgate in their order, and share the
 * whole floor by their volume; one whose volume is not known takes as much as those that are known do on average. The
 * centre of their weight should lie in the middle third of the floor. That is an estimate by the weights on record, and
 * no calculation of axle loads: the wheelbase, the tare and the height at which a load stands are not known.
 */

/** What is lifted as one. */
export interface Load {
  /** Of its line. */
  readonly id: string;
  /** Kilograms of all of it that has a weight. */
  readonly kg: number;
  /** Cubic metres; null where its size is not known. A case is as large as it is, whatever lies in it. */
  readonly m3: number | null;
  /** Pieces in it that have no weight. */
  readonly unweighed: number;
  /** Pieces in all, the case itself among them. */
  readonly pieces: number;
  /** The stop, from 1, at which it is needed first; null: nobody is known to need it. */
  readonly stop: number | null;
  /** The place that somebody gave it, 1 first; null: by the route. */
  readonly order: number | null;
}

/** What a truck takes; null where nobody said. */
export interface Room {
  readonly payloadKg: number | null;
  readonly m3: number | null;
}

/** What loads come to. */
export interface Totals {
  readonly loads: number;
  readonly pieces: number;
  readonly kg: number;
  readonly m3: number;
  /** Pieces without a weight, and loads without a size: the sums are at least what they say. */
  readonly unweighed: number;
  readonly unmeasured: number;
}

/** Cubic metres of a body in centimetres; null where one of them is not known. */
export function volumeOf(length: number | null, width: number | null, height: number | null): number | null {
  if (length === null || width === null || height === null) return null;
  return (length * width * height) / 1_000_000;
}

/** Sums in whole grams and cubic centimetres: decimals would drift by their order. */
const grams = (kg: number): number => Math.round(kg * 1000);
const cubicCentimetres = (m3: number): number => Math.round(m3 * 1_000_000);

/** Totals of these loads, the same in any order. */
export function totalsOf(loads: readonly Load[]): Totals {
  const sum = (of: (load: Load) => number): number => loads.reduce((total, load) => total + of(load), 0);
  return {
    loads: loads.length,
    pieces: sum((load) => load.pieces),
    kg: sum((load) => grams(load.kg)) / 1000,
    m3: sum((load) => cubicCentimetres(load.m3 ?? 0)) / 1_000_000,
    unweighed: sum((load) => load.unweighed),
    unmeasured: sum((load) => Number(load.m3 === null)),
  };
}

/** Later stops first; what nobody is known to need before all. */
const depthOf = ({ stop }: Load): number => stop ?? Number.MAX_SAFE_INTEGER;
const naturally = (a: Load, b: Load): number => depthOf(b) - depthOf(a) || b.kg - a.kg || (a.id < b.id ? -1 : 1);

/**
 * In the order of loading, the first at the cab. Who was given a place by hand stands there, or behind those who were
 * given the same; the others fill the places that are left, by the route. Nothing is lost, whatever the places say.
 */
export function loadOrder<L extends Load>(loads: readonly L[]): readonly L[] {
  const natural = loads.filter(({ order }) => order === null).toSorted(naturally);
  const placed = loads
    .filter(({ order }) => order !== null)
    .toSorted((a, b) => (a.order ?? 0) - (b.order ?? 0) || (a.id < b.id ? -1 : 1));
  const ordered: L[] = [];
  for (let [next, rest] = [0, 0]; ordered.length < loads.length; ) {
    const fixed = placed[next];
    const free = natural[rest];
    if (fixed !== undefined && (free === undefined || (fixed.order ?? 0) <= ordered.length + 1)) {
      ordered.push(fixed);
      next += 1;
    } else if (free !== undefined) {
      ordered.push(free);
      rest += 1;
    }
  }
  return ordered;
}

/** Where a load stands on the floor, as shares of its length from the cab. */
export interface Berth {
  readonly from: number;
  readonly to: number;
}

/** The floor, shared by these loads in their order. */
export function berths(ordered: readonly Load[]): readonly Berth[] {
  const known = ordered.flatMap(({ m3 }) => (m3 === null || m3 === 0 ? [] : [m3]));
  const average = known.length === 0 ? 1 : known.reduce((sum, m3) => sum + m3, 0) / known.length;
  const widths = ordered.map(({ m3 }) => (m3 === null || m3 === 0 ? average : m3));
  const total = widths.reduce((sum, width) => sum + width, 0);
  let at = 0;
  return widths.map((width) => {
    const from = at;
    at += width / total;
    return { from, to: at };
  });
}

/**
 * The centre of the weight, as a share of the floor from the cab; null where fewer than half of the loads have a
 * weight: where a few were weighed, they alone would say where the weight lies.
 */
export function centreOf(ordered: readonly Load[]): number | null {
  const kg = ordered.reduce((sum, load) => sum + load.kg, 0);
  if (kg === 0 || ordered.filter((load) => load.kg > 0).length * 2 < ordered.length) return null;
  const places = berths(ordered);
  return (
    ordered.reduce((sum, load, index) => {
      const { from = 0, to = 0 } = places[index] ?? {};
      return sum + (load.kg * (from + to)) / 2;
    }, 0) / kg
  );
}

/** The middle third. */
export const LEAST_CENTRE = 1 / 3;
export const MOST_CENTRE = 2 / 3;

/** How far the centre is out of the middle third: negative towards the cab, positive towards the tailgate. */
export function offCentre(centre: number | null): number {
  if (centre === null) return 0;
  if (centre < LEAST_CENTRE) return centre - LEAST_CENTRE;
  return centre > MOST_CENTRE ? centre - MOST_CENTRE : 0;
}

/** Two loads that change places. */
export interface Swap {
  readonly first: string;
  readonly second: string;
  /** Where the centre would be. */
  readonly centre: number;
}

/** Loads that are tried in a swap: the heaviest move the centre most. */
const MOST_TRIED = 40;

const swapped = (ordered: readonly Load[], i: number, j: number): readonly Load[] =>
  ordered.map((load, index) => (index === i ? (ordered[j] ?? load) : index === j ? (ordered[i] ?? load) : load));

/**
 * The swap of two loads that are not fixed (`isFixed`: it stands in the truck already) that brings the centre back into
 * the middle third: one within a stop first, then the one that moves loads the least. Undefined where none does, or
 * none is needed.
 */
export function curingSwap(ordered: readonly Load[], isFixed: (load: Load) => boolean = () => false): Swap | undefined {
  const centre = centreOf(ordered);
  if (centre === null || offCentre(centre) === 0) return undefined;
  const open = ordered.map((load, index) => ({ load, index })).filter(({ load }) => !isFixed(load));
  const heavy = open.toSorted((a, b) => b.load.kg - a.load.kg || a.index - b.index).slice(0, MOST_TRIED);
  const pairs = heavy.flatMap((a) => open.map((b) => (a.index < b.index ? [a, b] : [b, a])));
  const found = pairs.flatMap(([a, b]) => {
    if (a === undefined || b === undefined || a.index === b.index) return [];
    const cured = centreOf(swapped(ordered, a.index, b.index));
    if (cured !== null && offCentre(cured) === 0)
      return [
        {
          swap: { first: a.load.id, second: b.load.id, centre: cured },
          far: b.index - a.index,
          isWithinStop: a.load.stop === b.load.stop,
        },
      ];
    return [];
  });
  const [best] = found.toSorted(
    (a, b) =>
      Number(b.isWithinStop) - Number(a.isWithinStop) ||
      a.far - b.far ||
      (a.swap.first + a.swap.second < b.swap.first + b.swap.second ? -1 : 1),
  );
  return best?.swap;
}

/** What is wrong with a loaded truck. */
export type LoadWarning =
  | { readonly kind: 'payload'; readonly over: number; readonly of: number }
  | { readonly kind: 'volume'; readonly over: number; readonly of: number }
  | { readonly kind: 'axle'; readonly towards: 'cab' | 'tailgate'; readonly swap: Swap | undefined };

/**
 * Warnings of a truck with these loads in their order; none about what nobody said. One load alone is nobody's
 * choice.
 */
export function warningsOf(
  ordered: readonly Load[],
  room: Room,
  isFixed: (load: Load) => boolean = () => false,
): readonly LoadWarning[] {
  const { kg, m3 } = totalsOf(ordered);
  const warnings: LoadWarning[] = [];
  if (room.payloadKg !== null && kg > room.payloadKg)
    warnings.push({ kind: 'payload', over: (grams(kg) - grams(room.payloadKg)) / 1000, of: room.payloadKg });
  if (room.m3 !== null && m3 > room.m3)
    warnings.push({
      kind: 'volume',
      over: (cubicCentimetres(m3) - cubicCentimetres(room.m3)) / 1_000_000,
      of: room.m3,
    });
  const off = offCentre(centreOf(ordered));
  if (ordered.length > 1 && off !== 0)
    warnings.push({ kind: 'axle', towards: off < 0 ? 'cab' : 'tailgate', swap: curingSwap(ordered, isFixed) });
  return warnings;
}

/** A truck as the proposal sees it. */
export interface Bed extends Room {
  readonly id: string;
  /** What is in it, or was put into it by hand. */
  readonly kg: number;
  readonly usedM3: number;
}

/** Loads with a truck each, and those that fit into none. */
export interface Distribution {
  readonly byLoad: ReadonlyMap<string, string>;
  readonly left: readonly string[];
}

/**
 * Which truck each of these loads could go in: the heaviest first, each into the first truck that still takes it by
 * weight and by volume. A load without a size takes no room. What was put into a truck by hand is not among `loads`: it
 * is in its bed.
 */
export function distribute(loads: readonly Load[], beds: readonly Bed[]): Distribution {
  const used = beds.map(({ kg, usedM3 }) => ({ grams: grams(kg), volume: cubicCentimetres(usedM3) }));
  const byLoad = new Map<string, string>();
  const left: string[] = [];
  const heavyFirst = loads.toSorted((a, b) => b.kg - a.kg || (b.m3 ?? 0) - (a.m3 ?? 0) || (a.id < b.id ? -1 : 1));
  for (const { id, kg, m3 } of heavyFirst) {
    const index = beds.findIndex(({ payloadKg, m3: most }, at) => {
      const bed = used[at];
      if (bed === undefined) return false;
      const isLight = payloadKg === null || bed.grams + grams(kg) <= grams(payloadKg);
      return isLight && (most === null || bed.volume + cubicCentimetres(m3 ?? 0) <= cubicCentimetres(most));
    });
    const [bed, place] = [beds[index], used[index]];
    if (bed === undefined || place === undefined) {
      left.push(id);
      continue;
    }
    place.grams += grams(kg);
    place.volume += cubicCentimetres(m3 ?? 0);
    byLoad.set(id, bed.id);
  }
  return { byLoad, left };
}
