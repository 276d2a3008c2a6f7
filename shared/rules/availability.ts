/**
 * How many of a thing are free on a day for a production that needs some, and why not more. What is out of use is free
 * for nobody; what other events of the day have taken, or what their productions need, is theirs. Two events of one
 * production share its things.
 */

/** A thing as the inventory has it. */
export interface Thing {
  /** Pieces in all. */
  readonly quantity: number;
  readonly status: 'in_stock' | 'reserved' | 'on_stage' | 'on_tour' | 'in_repair' | 'decommissioned';
  /** Somebody reported it unsafe, and nobody has mended it. */
  readonly isUnsafe: boolean;
}

/** What another event of the day wants of the thing: it took some (`taken`), or its production needs them. */
export interface Claim {
  readonly eventId: string;
  readonly title: string;
  readonly performanceId: string | null;
  readonly quantity: number;
}

/** Why fewer are free than there are: all but the last two say how many are missing by it. */
export type Hindrance =
  | { readonly kind: 'in_repair' | 'decommissioned' | 'on_tour' | 'unsafe'; readonly quantity: number }
  | { readonly kind: 'claimed'; readonly quantity: number; readonly eventId: string; readonly title: string }
  /** The house has not as many at all. */
  | { readonly kind: 'too_few'; readonly quantity: number };

/** `short` is how many are missing; `hindrances` say why fewer are free than there are, also where enough are. */
export interface Availability {
  readonly have: number;
  readonly free: number;
  readonly short: number;
  readonly hindrances: readonly Hindrance[];
}

/** Whom the question is for. A thing that is on tour is where its production plays on tour. */
export interface Asking {
  readonly performanceId: string;
  readonly quantity: number;
  readonly isOnTour: boolean;
}

/** Statuses in which no piece can be used. */
const outOfUse = (
  thing: Thing,
  { isOnTour }: Asking,
): Exclude<Hindrance['kind'], 'claimed' | 'too_few'> | undefined => {
  if (thing.status === 'in_repair' || thing.status === 'decommissioned') return thing.status;
  if (thing.isUnsafe) return 'unsafe';
  return thing.status === 'on_tour' && !isOnTour ? 'on_tour' : undefined;
};

/**
 * What others of the day want, one claim per event: of what it took and what its production needs the larger. Events of
 * one production share, so that of those the largest counts alone.
 */
function othersClaims(claims: readonly Claim[], { performanceId }: Asking): readonly Claim[] {
  const largest = new Map<string, Claim>();
  for (const claim of claims) {
    if (claim.performanceId === performanceId || claim.quantity <= 0) continue;
    const whose = claim.performanceId ?? claim.eventId;
    const known = largest.get(whose);
    if (known === undefined || claim.quantity > known.quantity) largest.set(whose, claim);
  }
  return [...largest.values()].toSorted((a, b) => b.quantity - a.quantity || (a.eventId < b.eventId ? -1 : 1));
}

/** How many are free for the asking production on the day of these claims. */
export function availabilityOf(thing: Thing, asking: Asking, claims: readonly Claim[]): Availability {
  const have = thing.quantity;
  const shortOf = (free: number): number => Math.max(0, asking.quantity - free);
  const out = outOfUse(thing, asking);
  if (out !== undefined)
    return { have, free: 0, short: shortOf(0), hindrances: have > 0 ? [{ kind: out, quantity: have }] : [] };
  const claimed = othersClaims(claims, asking);
  const free = Math.max(0, have - claimed.reduce((sum, { quantity }) => sum + quantity, 0));
  const hindrances: Hindrance[] = claimed.map(({ quantity, eventId, title }) => ({
    kind: 'claimed',
    quantity,
    eventId,
    title,
  }));
  if (asking.quantity > have) hindrances.unshift({ kind: 'too_few', quantity: asking.quantity - have });
  return { have, free, short: shortOf(free), hindrances };
}

/** What stands in a production's list of things: needed by all variants, or by the one that is looked at. */
export interface Need {
  readonly itemId: string;
  /** The row of the base; null where the variant alone needs it. */
  readonly needId: string | null;
  readonly quantity: number;
  /** In the base; null where it does not need it. */
  readonly base: number | null;
  readonly kind: 'base' | 'changed' | 'left_out' | 'added';
}

/** What a variant needs: the base's things, otherwise or not at all where the variant says so, and its own. */
export function needsIn(
  base: readonly Readonly<{ id: string; itemId: string; quantity: number }>[],
  variant: readonly Readonly<{ itemId: string; quantity: number }>[],
): readonly Need[] {
  const otherwise = new Map(variant.map(({ itemId, quantity }) => [itemId, quantity]));
  const needs = base.map(({ id, itemId, quantity: ofBase }): Need => {
    const own = otherwise.get(itemId);
    otherwise.delete(itemId);
    const quantity = own ?? ofBase;
    const kind = own === undefined || own === ofBase ? 'base' : own === 0 ? 'left_out' : 'changed';
    return { itemId, needId: id, quantity, base: ofBase, kind };
  });
  const added = [...otherwise].filter(([, quantity]) => quantity > 0);
  return [
    ...needs,
    ...added.map(([itemId, quantity]): Need => ({ itemId, needId: null, quantity, base: null, kind: 'added' })),
  ];
}
