/**
 * Which rows the last commits have changed, so that what was worked out over many rows need not be worked out anew for
 * one of them. Whoever writes a row says which (`WriteTx.touchRow`); of a table that was only said to have changed any
 * row may be another.
 */

/** What one commit changed. */
export interface RowsOfCommit {
  readonly commit: number;
  /** Ids by table; null where any row may have changed, or too many to follow. */
  readonly rows: ReadonlyMap<string, ReadonlySet<string> | null>;
}

/** Rows of one table that are followed one by one, of one commit and of all that are asked for. */
const MAX_FOLLOWED = 200;
const MAX_COMMITS = 200;

/** What a transaction changes, as it is said. */
export class TouchedRows {
  #rows = new Map<string, Set<string> | null>();

  row(table: string, id: string): void {
    const known = this.#rows.get(table);
    if (known === null) return;
    if (known === undefined) this.#rows.set(table, new Set([id]));
    else if (known.size < MAX_FOLLOWED) known.add(id);
    else if (!known.has(id)) this.#rows.set(table, null);
  }

  table(table: string): void {
    this.#rows.set(table, null);
  }

  /** What was said since the last time. */
  take(): RowsOfCommit['rows'] {
    const rows = this.#rows;
    this.#rows = new Map();
    return rows;
  }
}

/** The last commits, in their order. */
export class RowChangeLog {
  readonly #commits: RowsOfCommit[] = [];
  /** Commits up to this one are forgotten. */
  #forgotten = 0;

  /** Takes what a commit changed; one that is known already says nothing new. */
  record(changes: RowsOfCommit): void {
    if (changes.rows.size === 0 || changes.commit <= Math.max(this.#forgotten, this.#commits.at(-1)?.commit ?? 0))
      return;
    this.#commits.push(changes);
    if (this.#commits.length > MAX_COMMITS) this.#forgotten = this.#commits.shift()?.commit ?? this.#forgotten;
  }

  /** What is still known of commits after this one. */
  since(commit: number): readonly RowsOfCommit[] {
    return this.#commits.filter((changes) => changes.commit > commit);
  }

  /** Rows of a table that changed after one commit up to another; undefined where that is not known, or too much. */
  between(table: string, after: number, upTo: number): ReadonlySet<string> | undefined {
    if (after < this.#forgotten || upTo < after) return undefined;
    const ids = new Set<string>();
    for (const { commit, rows } of this.#commits) {
      if (commit <= after || commit > upTo) continue;
      const changed = rows.get(table);
      if (changed === null) return undefined;
      for (const id of changed ?? []) ids.add(id);
    }
    return ids.size > MAX_FOLLOWED ? undefined : ids;
  }
}
