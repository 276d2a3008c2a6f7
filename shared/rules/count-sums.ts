/** What a count found, thing by thing and place by place: entries of the current pass add up, whoever made them. */

export interface CountLine {
  readonly item_id: string;
  readonly location_id: string;
  readonly expected_quantity: number;
  readonly resolution: string;
  readonly recount_pass: number;
}
export interface CountEntry {
  readonly item_id: string | null;
  readonly location_id: string;
  readonly quantity: number;
  readonly recount_pass: number;
}
/** One thing at one place: what was expected, what was found, and whether anybody has counted it. */
export interface CountSum {
  readonly itemId: string;
  readonly locationId: string;
  readonly expected: number;
  readonly counted: number;
  readonly isCounted: boolean;
  readonly resolution: string;
  readonly pass: number;
}

/** Sums of a count in the order of their keys, so that every machine sees the same order. */
export function countSums(lines: readonly CountLine[], entries: readonly CountEntry[]): CountSum[] {
  const sums = new Map<string, { -readonly [K in keyof CountSum]: CountSum[K] }>();
  const keyOf = (itemId: string, locationId: string): string => `${itemId}/${locationId}`;
  for (const line of lines) {
    sums.set(keyOf(line.item_id, line.location_id), {
      itemId: line.item_id, locationId: line.location_id, expected: line.expected_quantity, counted: 0, isCounted: false, resolution: line.resolution, pass: line.recount_pass,
    });
  }
  for (const entry of entries) {
    if (entry.item_id === null) continue;
    const key = keyOf(entry.item_id, entry.location_id);
    const sum = sums.get(key) ?? { itemId: entry.item_id, locationId: entry.location_id, expected: 0, counted: 0, isCounted: false, resolution: 'pending', pass: 0 };
    sums.set(key, sum);
    if (entry.recount_pass !== sum.pass) continue;
    sum.counted += entry.quantity;
    sum.isCounted = true;
  }
  return [...sums.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, sum]) => sum);
}
