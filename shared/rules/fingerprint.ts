/**
 * A short mark of a set of texts that does not depend on their order. It notices change, it does not withstand malice.
 */

/**
 * Adds up one 53-bit hash per text; both halves of each are mixed with multiplications as in MurmurHash3's finalizer.
 */
export class Fingerprint {
  #sum = 0n;
  #count = 0;

  add(text: string): void {
    let low = 0xdeadbeef;
    let high = 0x41c6ce57;
    for (let index = 0; index < text.length; index += 1) {
      const code = text.charCodeAt(index);
      low = Math.imul(low ^ code, 2654435761);
      high = Math.imul(high ^ code, 1597334677);
    }
    low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
    high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
    this.#sum = BigInt.asUintN(64, this.#sum + BigInt((high >>> 0) * 4294967296 + (low >>> 0)));
    this.#count += 1;
  }

  toString(): string {
    return `${this.#count}-${this.#sum.toString(36)}`;
  }
}
