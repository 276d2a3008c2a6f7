/**
 * The reader's alphabet as numbers. SQLite knows no Russian collation, and comparing two texts by it costs as much as
 * reading a row: each text is ranked once, and sorting compares ranks. Texts that the alphabet does not tell apart have
 * one rank.
 */
import type { Reading } from '../../replica/reading.ts';

/** Case 2 before case 10, without case, in the reader's alphabet. */
export const collator = new Intl.Collator(['ru', 'en'], { numeric: true, sensitivity: 'base' });

/** Nearly the collator's order, at the price of comparing plain strings. */
const roughly = (text: string): string => text.toLowerCase().replace(/\d+/g, (digits) => digits.padStart(12, '0'));

/**
 * Ranks anew, in a new generation, where texts are added in numbers or most of what it holds is asked for no more.
 * Ranks of different generations must not be compared.
 */
export class TextOrder {
  #ranks = new Map<string, number>();
  /** The ranked texts, in their order. */
  #sorted: string[] = [];
  #generation = 0;

  /** Ranks of one generation stay what they are. */
  get generation(): number {
    return this.#generation;
  }

  /** The rank of one text more; undefined where there is no room for it between its neighbours. */
  rank(text: string): number | undefined {
    if (!this.#ranks.has(text) && !this.#insert(text)) return undefined;
    return this.#ranks.get(text);
  }

  /** Ranks of these texts. Those of texts that came since are put between their neighbours'. */
  ranks(texts: ReadonlySet<string>): ReadonlyMap<string, number> {
    const added: string[] = [];
    for (const text of texts) if (!this.#ranks.has(text)) added.push(text);
    const isWorn = this.#sorted.length > 2 * texts.size + 1000;
    if (isWorn || added.length > 50 || !added.every((text) => this.#insert(text))) this.#rebuild(texts);
    return this.#ranks;
  }

  #rebuild(texts: ReadonlySet<string>): void {
    // The sort that follows is a merge sort: what stands nearly in order costs it one comparison a text.
    const rough = [...texts]
      .map((text) => [roughly(text), text] as const)
      .toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    this.#sorted = rough.map(([, text]) => text).toSorted(collator.compare);
    this.#ranks = new Map();
    this.#generation += 1;
    let rank = 0;
    let before: string | undefined;
    for (const text of this.#sorted) {
      if (before !== undefined && collator.compare(before, text) !== 0) rank += 1;
      this.#ranks.set(text, rank);
      before = text;
    }
  }

  /** Answers whether there was room between its neighbours. */
  #insert(text: string): boolean {
    let [low, high] = [0, this.#sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (collator.compare(this.#sorted[middle] ?? '', text) < 0) low = middle + 1;
      else high = middle;
    }
    const next = this.#sorted[low];
    const after = next === undefined ? undefined : this.#ranks.get(next);
    const before = low === 0 ? undefined : this.#ranks.get(this.#sorted[low - 1] ?? '');
    const isSame = next !== undefined && collator.compare(next, text) === 0;
    const rank = isSame ? after : between(before, after);
    if (rank === undefined || (!isSame && (rank === before || rank === after))) return false;
    this.#sorted.splice(low, 0, text);
    this.#ranks.set(text, rank);
    return true;
  }
}

function between(before: number | undefined, after: number | undefined): number {
  if (before === undefined) return (after ?? 0) - 1;
  return after === undefined ? before + 1 : (before + after) / 2;
}

const orders = new WeakMap<Reading, Map<string, TextOrder>>();

/** The order of a column's texts, kept as long as the replica is open. */
export function textOrderOf(replica: Reading, column: string): TextOrder {
  const kept = orders.get(replica) ?? new Map<string, TextOrder>();
  orders.set(replica, kept);
  const order = kept.get(column) ?? new TextOrder();
  kept.set(column, order);
  return order;
}
