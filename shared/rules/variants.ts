/**
 * What stands in a variant of a production: the rows of the base, save those in whose place the variant has its own,
 * and what it adds. The same for sections of a passport, lines of a run sheet, whatever names `variant_id` and
 * `replaces_id`.
 */

/** A row of the base (`variant_id` null) or of one variant. */
export interface VariantRow {
  readonly id: string;
  readonly variant_id: string | null;
  /** The row in whose place it stands in its variant. What is deleted stands in nobody's way: then it is added. */
  readonly replaces_id: string | null;
  /** In its variant there is nothing in place of what it replaces. */
  readonly is_left_out?: boolean;
  /** Orders two replacements of one row, before their ids do. */
  readonly created_at?: string;
}

/** How a row stands in a variant. */
export interface Standing<R extends VariantRow> {
  readonly kind: 'base' | 'replaced' | 'left_out' | 'added';
  /** What stands there; of a row that is left out the row that says so. */
  readonly row: R;
  /** The row of the base in whose place it stands; of a row of the base itself, that row; null for what is added. */
  readonly base: R | null;
  /**
   * Further rows in the same place, oldest first: two people replaced one row without knowing of each other. The latest
   * stands; these are kept, and to be settled by somebody.
   */
  readonly doubles: readonly R[];
}

/**
 * What stands in `variantId` (null: the base alone), in the order of `rows`: a replacement where what it replaces
 * stands, what is added where it stands itself. `rows` are all live rows of the order, of all variants.
 */
export function standingIn<R extends VariantRow>(rows: readonly R[], variantId: string | null): readonly Standing<R>[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  const places = placesOf(rows, byId, variantId);
  return rows.flatMap((row): readonly Standing<R>[] => {
    if (row.variant_id === null) return [inPlaceOf(row, places.get(row.id) ?? [])];
    const isAdded = row.variant_id === variantId && rootOf(row, byId) === null;
    return isAdded && row.is_left_out !== true ? [{ kind: 'added', row, base: null, doubles: [] }] : [];
  });
}

/** What differs from the base, in order. */
export const differing = <R extends VariantRow>(standings: readonly Standing<R>[]): readonly Standing<R>[] =>
  standings.filter(({ kind }) => kind !== 'base');

/** Rows that show in a variant: all but those that are left out. */
export const shownIn = <R extends VariantRow>(rows: readonly R[], variantId: string | null): readonly R[] =>
  standingIn(rows, variantId).flatMap(({ kind, row }) => (kind === 'left_out' ? [] : [row]));

function inPlaceOf<R extends VariantRow>(base: R, candidates: readonly R[]): Standing<R> {
  const row = candidates.at(-1);
  if (row === undefined) return { kind: 'base', row: base, base, doubles: [] };
  const kind = row.is_left_out === true ? 'left_out' : 'replaced';
  return { kind, row, base, doubles: candidates.slice(0, -1) };
}

/** Per row of the base the rows that the variant has in its place, oldest first, without those replaced themselves. */
function placesOf<R extends VariantRow>(
  rows: readonly R[],
  byId: ReadonlyMap<string, R>,
  variantId: string | null,
): ReadonlyMap<string, R[]> {
  if (variantId === null) return new Map();
  const own = rows.filter((row) => row.variant_id === variantId && rootOf(row, byId) !== null);
  const replaced = new Set(own.map((row) => row.replaces_id));
  const standing = own.filter(({ id }) => !replaced.has(id)).toSorted(byAge);
  return Map.groupBy(standing, (row) => rootOf(row, byId) ?? '');
}

/** The row of the base at the end of what a row replaces; null where there is none, or only a circle. */
function rootOf<R extends VariantRow>(row: R, byId: ReadonlyMap<string, R>): string | null {
  const seen = new Set<string>();
  let at: R | undefined = row;
  while (at !== undefined && !seen.has(at.id)) {
    if (at.variant_id === null) return at.id;
    seen.add(at.id);
    at = at.replaces_id === null ? undefined : byId.get(at.replaces_id);
  }
  return null;
}

function byAge(a: VariantRow, b: VariantRow): number {
  const [first, second] = [`${a.created_at ?? ''} ${a.id}`, `${b.created_at ?? ''} ${b.id}`];
  return first < second ? -1 : first > second ? 1 : 0;
}
