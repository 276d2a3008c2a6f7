/** What this laptop takes along whole, and what may go from it when room is needed. */
import type { PinEstimate, Pinnable, Unpinned } from '../../shared/ipc/file-contract.ts';
import type { Replica } from '../replica/replica.ts';
import type { FileToFetch } from './held-rows.ts';
import type { LaptopFiles } from './laptop-files.ts';
import type { OnHub } from './on-hub.ts';
import { filesOf, type PinScope } from './pin-scopes.ts';

/**
 * Content that no row names is what remained of work that was refused, given up or never said. Its author may still try
 * again, and an administrator accept what is in quarantine: nobody does after so long without a look at it.
 */
const NAMELESS_DAYS = 90;
const DAY_MS = 86_400_000;

/** An original that nobody holds. */
interface Loose extends FileToFetch {
  /** 1 where a row names it. */
  readonly isNamed: 0 | 1;
}

export interface PinsDeps {
  readonly replica: Replica;
  readonly files: LaptopFiles;
  readonly now: () => Date;
  readonly onHub: Pick<OnHub, 'surely'>;
}

/** One per opened replica; stateless but for the replica. */
export class Pins {
  readonly #replica: Replica;
  readonly #files: LaptopFiles;
  readonly #now: () => Date;
  readonly #onHub: PinsDeps['onHub'];

  constructor({ replica, files, now, onHub }: PinsDeps) {
    this.#replica = replica;
    this.#files = files;
    this.#now = now;
    this.#onHub = onHub;
  }

  /** The earliest pinned first. */
  get all(): readonly PinScope[] {
    return this.#replica
      .prepared<[], { scope_table: Pinnable; scope_id: string }>(
        'SELECT scope_table, scope_id FROM file_pins ORDER BY since, scope_table, scope_id',
      )
      .all()
      .map(({ scope_table, scope_id }) => ({ table: scope_table, id: scope_id }));
  }

  /** What a pin would take, or takes. */
  async estimate(scope: PinScope): Promise<PinEstimate> {
    const files = filesOf(this.#replica, scope);
    const missing = files.filter(({ isHere }) => !isHere);
    const bytes = (of: readonly { readonly size: number }[]): number => of.reduce((sum, { size }) => sum + size, 0);
    const room = await this.#files.room();
    return {
      files: files.length,
      bytes: bytes(files),
      missing: missing.length,
      missingBytes: bytes(missing),
      elsewhere: missing.filter(({ isOnHub }) => !isOnHub).length,
      hasRoom: room === null || bytes(missing) <= room,
    };
  }

  /** Durable when it answers; what is missing comes down as it can. */
  async pin(scope: PinScope): Promise<void> {
    await this.#replica.write('full', (tx) => {
      tx.prepare(
        `INSERT INTO file_pins (scope_table, scope_id, since) VALUES (?, ?, ?)
         ON CONFLICT (scope_table, scope_id) DO NOTHING`,
      ).run(scope.table, scope.id, this.#now().toISOString());
      tx.touch('file_pins');
    });
  }

  /**
   * The pin goes, and with it the originals that it alone held and that the hub surely has. What stays although the
   * rows say that the hub has it is counted; it goes where room is needed and the hub has it.
   */
  async unpin(scope: PinScope): Promise<Unpinned> {
    const held = filesOf(this.#replica, scope);
    await this.#replica.write('full', (tx) => {
      tx.prepare('DELETE FROM file_pins WHERE scope_table = ? AND scope_id = ?').run(scope.table, scope.id);
      tx.touch('file_pins');
    });
    if (this.#files.rows.policy === 'all') return { kept: 0 };
    const mayGo = (): readonly FileToFetch[] => {
      const stillHeld = this.#held();
      return held.filter(({ sha256, isHere, isOnHub }) => isHere && isOnHub && !stillHeld.has(sha256));
    };
    const sure = await this.#onHub.surely(mayGo());
    // Meanwhile somebody may have pinned it again.
    const loose = mayGo();
    const gone = loose.filter(({ sha256 }) => sure.has(sha256));
    if (gone.length > 0) await this.#files.remove(gone.map(({ sha256 }) => sha256));
    return { kept: loose.length - gone.length };
  }

  /** Of everything that is pinned, the originals that are on the hub and not here; the earliest pin first. */
  missing(): readonly FileToFetch[] {
    const found = new Map<string, FileToFetch>();
    for (const scope of this.all)
      for (const { sha256, size, isHere, isOnHub } of filesOf(this.#replica, scope))
        if (!isHere && isOnHub) found.set(sha256, { sha256, size });
    return [...found.values()];
  }

  #held(): ReadonlySet<string> {
    const wanted = this.#replica.prepared<[], { sha256: string }>('SELECT sha256 FROM wanted_files').all();
    return new Set([
      ...wanted.map(({ sha256 }) => sha256),
      ...this.all.flatMap((scope) => filesOf(this.#replica, scope).map(({ sha256 }) => sha256)),
    ]);
  }

  /** Whether a pin holds it, or somebody waits for it. */
  holds(sha256: string): boolean {
    return this.#held().has(sha256);
  }

  /**
   * Throws away what no row has named for long, then what nobody holds and the hub surely has, the longest unused
   * first, until so many bytes have become free. Answers how many did. The policy `all` holds nothing against a full
   * disk: what is missing comes back.
   */
  async makeRoom(bytes: number): Promise<number> {
    const left = [...this.#loose()];
    let freed = 0;
    while (freed < bytes && left.length > 0) {
      const some = enough(left, bytes - freed);
      const named = some.filter(({ isNamed }) => isNamed === 1);
      const sure = named.length === 0 ? new Set<string>() : await this.#onHub.surely(named);
      // Meanwhile somebody may have asked for it.
      const held = this.#held();
      const gone = some.filter(({ sha256, isNamed }) => !held.has(sha256) && (isNamed === 0 || sure.has(sha256)));
      if (gone.length > 0) await this.#files.remove(gone.map(({ sha256 }) => sha256));
      freed += gone.reduce((sum, { size }) => sum + size, 0);
    }
    return freed;
  }

  /** Before the rows are here nobody knows what has none. */
  #loose(): readonly Loose[] {
    if (this.#replica.meta('loaded') === undefined) return [];
    const long = new Date(this.#now().getTime() - NAMELESS_DAYS * DAY_MS).toISOString();
    const held = this.#held();
    return this.#replica
      .prepared<[string], Loose>(
        `SELECT stored.sha256, stored.size, file.id IS NOT NULL AS isNamed
           FROM stored_files stored LEFT JOIN files file ON file.sha256 = stored.sha256
          WHERE stored.has_original = 1
            AND (file.uploaded_at IS NOT NULL OR (file.id IS NULL AND stored.used_at < ?))
          ORDER BY file.id IS NOT NULL, stored.used_at, stored.sha256`,
      )
      .all(long)
      .filter(({ sha256 }) => !held.has(sha256));
  }
}

/** Takes the first of them off that make so many bytes, or all. */
function enough(left: Loose[], bytes: number): readonly Loose[] {
  const some: Loose[] = [];
  for (let sum = 0; sum < bytes && left.length > 0; ) {
    const next = left.shift();
    if (next === undefined) break;
    some.push(next);
    sum += next.size;
  }
  return some;
}
