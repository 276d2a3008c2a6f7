/**
 * Which things of which counts a commit has changed, so that sums of a large count need not be worked out anew for one
 * scan. Triggers of the writing connection tell, so that no way of writing is missed: a mutation, the hub's commit, a
 * rebase, a cascade.
 */
import type SqliteDatabase from 'better-sqlite3-multiple-ciphers';

/** What one commit changed. */
export interface ChangesOfCommit {
  readonly commit: number;
  /** Items by count; null where too many to follow. */
  readonly items: ReadonlyMap<string, ReadonlySet<string>> | null;
}

/** Changes of one commit that are followed one by one. */
const MAX_NOTED = 200;
const MAX_COMMITS = 200;

const WATCHED = { inventory_count_entries: true, inventory_count_lines: false } as const;

/** The last commits, in their order. */
export class CountChangeLog {
  readonly #commits: ChangesOfCommit[] = [];
  /** Commits up to this one are forgotten. */
  #forgotten = 0;

  /** Takes what a commit changed; one that is known already says nothing new. */
  record(changes: ChangesOfCommit): void {
    if (changes.commit <= Math.max(this.#forgotten, this.#commits.at(-1)?.commit ?? 0)) return;
    this.#commits.push(changes);
    if (this.#commits.length > MAX_COMMITS) this.#forgotten = this.#commits.shift()?.commit ?? this.#forgotten;
  }

  /** What is still known of commits after this one. */
  since(commit: number): readonly ChangesOfCommit[] {
    return this.#commits.filter((changes) => changes.commit > commit);
  }

  /**
   * Items of a count that changed after one commit up to another; undefined where that is no longer known, or more than
   * is worth following.
   */
  between(countId: string, after: number, upTo: number): ReadonlySet<string> | undefined {
    if (after < this.#forgotten || upTo < after) return undefined;
    const items = new Set<string>();
    for (const changes of this.#commits) {
      if (changes.commit <= after || changes.commit > upTo) continue;
      if (changes.items === null) return undefined;
      for (const item of changes.items.get(countId) ?? []) items.add(item);
    }
    return items.size > MAX_NOTED ? undefined : items;
  }
}

/**
 * One per writer. What a transaction changed counts from `committed` on; a rollback is followed by `begin`, which
 * forgets it.
 */
export class CountChanges extends CountChangeLog {
  #noted = new Map<string, Set<string>>();
  #count = 0;

  /** `writer`: the connection that all writes go through. */
  constructor(writer: SqliteDatabase.Database) {
    super();
    writer.function('note_count_change', { varargs: false }, (countId: unknown, itemId: unknown) => {
      this.#note(String(countId), itemId);
      return null;
    });
    for (const [table, hasUndoing] of Object.entries(WATCHED)) {
      const note = (row: string): string =>
        [
          `SELECT note_count_change(${row}.count_id, ${row}.item_id);`,
          // What is taken back, or no longer, belongs to the thing of the entry that is meant.
          ...(hasUndoing
            ? [`SELECT note_count_change(count_id, item_id) FROM ${table} WHERE id = ${row}.undoes_id;`]
            : []),
        ].join(' ');
      writer.exec(`CREATE TEMP TRIGGER note_${table}_insert AFTER INSERT ON main.${table} BEGIN ${note('NEW')} END`);
      writer.exec(
        `CREATE TEMP TRIGGER note_${table}_update AFTER UPDATE ON main.${table}
          BEGIN ${note('OLD')} ${note('NEW')} END`,
      );
      writer.exec(`CREATE TEMP TRIGGER note_${table}_delete AFTER DELETE ON main.${table} BEGIN ${note('OLD')} END`);
    }
  }

  #note(countId: string, itemId: unknown): void {
    // An entry of an unknown code belongs to no line.
    if (typeof itemId !== 'string' || this.#count > MAX_NOTED) return;
    const items = this.#noted.get(countId) ?? new Set<string>();
    this.#noted.set(countId, items);
    if (items.has(itemId)) return;
    items.add(itemId);
    this.#count += 1;
  }

  /** A transaction begins: what one that was rolled back had noted is nothing. */
  begin(): void {
    this.#noted = new Map();
    this.#count = 0;
  }

  /** The transaction that became this commit is over. */
  committed(commit: number): void {
    if (this.#count === 0) return;
    this.record({ commit, items: this.#count > MAX_NOTED ? null : this.#noted });
  }
}
