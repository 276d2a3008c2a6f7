/** What a snapshot of Postgres holds: which transactions are part of it. */

/** What decides whether a transaction is already part of a snapshot. */
export interface SnapshotBounds {
  readonly xmin: bigint;
  readonly xmax: bigint;
  readonly inProgress: ReadonlySet<bigint>;
  readonly lsn: bigint;
}

/** Whether a transaction, known by its 32-bit id, was already visible in the snapshot. */
export function isVisibleIn(bounds: SnapshotBounds, xid32: number): boolean {
  const xid = widen(xid32, bounds.xmax);
  return xid < bounds.xmin || (xid < bounds.xmax && !bounds.inProgress.has(xid));
}

/** Whether a transaction is so new that none after it can be in the snapshot. */
export function isBeyond(bounds: SnapshotBounds, xid32: number): boolean {
  return widen(xid32, bounds.xmax) >= bounds.xmax;
}

/** The 64-bit id nearest to `near` whose low half is `xid32`. */
function widen(xid32: number, near: bigint): bigint {
  const epoch = near >> 32n;
  const candidates = [epoch - 1n, epoch, epoch + 1n]
    .filter((value) => value >= 0n)
    .map((value) => (value << 32n) | BigInt(xid32));
  return candidates.reduce((best, candidate) => (distance(candidate, near) < distance(best, near) ? candidate : best));
}

const distance = (a: bigint, b: bigint): bigint => (a > b ? a - b : b - a);

/** As it is stored. */
export function keepBounds(bounds: SnapshotBounds): string {
  return JSON.stringify({
    xmin: String(bounds.xmin),
    xmax: String(bounds.xmax),
    xip: [...bounds.inProgress].map(String),
    lsn: String(bounds.lsn),
  });
}

/** What `keepBounds` made text of. */
export function reviveBounds(text: string): SnapshotBounds {
  const { xmin, xmax, xip, lsn } = JSON.parse(text) as { xmin: string; xmax: string; xip: string[]; lsn: string };
  return { xmin: BigInt(xmin), xmax: BigInt(xmax), inProgress: new Set(xip.map(BigInt)), lsn: BigInt(lsn) };
}
