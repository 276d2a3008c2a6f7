/**
 * `stored_files` and its neighbours: what of the theatre's files lies here, is wanted, or is on its way. The store has
 * the last word; these rows are what queries can look at.
 */
import { type FilePolicy, filePolicy } from '../../shared/ipc/file-contract.ts';
import { fileId } from '../../shared/mutations/file-use.ts';
import { type Replica, setMetaIn, type WriteTx } from '../replica/replica.ts';

/** A file that is to go up, with what stands on both sides. */
export interface FileToSend {
  readonly sha256: string;
  readonly size: number;
  readonly mime: string;
  /** A thumbnail lies here that the hub does not know of. */
  readonly owesThumbnail: boolean;
}

/** An original that is to come down. */
export interface FileToFetch {
  readonly sha256: string;
  readonly size: number;
}

const POLICY = 'files.policy';
const PAUSED = 'files.paused';
const UPLOAD = 'files.upload.';

/** What a laptop holds to where nobody has chosen: what people pin and ask for, and thumbnails of all. */
const FIRST_POLICY: FilePolicy = 'pinned';

/** One per opened replica. */
export class HeldRows {
  readonly #replica: Replica;
  readonly #now: () => Date;
  /** What was noted while the store is looked through: by then the look is older. */
  #noted: Set<string> | undefined;

  constructor(replica: Replica, now: () => Date) {
    this.#replica = replica;
    this.#now = now;
  }

  #write(work: (tx: WriteTx) => void): Promise<void> {
    // Everything of it can be found out again by looking at the store.
    return this.#replica.write('normal', work);
  }

  /** The theatre has a file of that content, wherever it lies. */
  isKnown(sha256: string): boolean {
    const id = fileId(this.#replica.meta('theater_id') ?? '', sha256);
    return this.#replica.prepared('SELECT 1 FROM files WHERE id = ?').get(id) !== undefined;
  }

  /**
   * These contents lie here, all of each; nobody waits for them any more. `confirmedIn`: the hub has given them, in
   * that history of its.
   */
  noteOriginals(of: readonly FileToFetch[], confirmedIn: string | null = null): Promise<void> {
    for (const { sha256 } of of) this.#noted?.add(sha256);
    return this.#write((tx) => {
      const note = tx.prepare(
        `INSERT INTO stored_files (sha256, size, has_original, has_thumbnail, used_at, confirmed_in)
         VALUES (?, ?, 1, 0, ?, ?)
         ON CONFLICT (sha256) DO UPDATE SET has_original = 1, size = excluded.size, used_at = excluded.used_at,
           confirmed_in = coalesce(excluded.confirmed_in, confirmed_in)`,
      );
      const unwant = tx.prepare('DELETE FROM wanted_files WHERE sha256 = ?');
      for (const { sha256, size } of of) {
        note.run(sha256, size, this.#now().toISOString(), confirmedIn);
        if (unwant.run(sha256).changes > 0) tx.touch('wanted_files');
      }
      tx.touch('stored_files');
    });
  }

  /** The hub has shown that it has these, in that history of its. */
  noteConfirmed(sha256s: readonly string[], history: string): Promise<void> {
    return this.#write((tx) => {
      const note = tx.prepare('UPDATE stored_files SET confirmed_in = ? WHERE sha256 = ?');
      for (const sha256 of sha256s) note.run(history, sha256);
    });
  }

  /** Of these, those that the hub has shown to have in that history of its. */
  confirmedIn(sha256s: readonly string[], history: string): readonly string[] {
    const look = this.#replica.prepared('SELECT 1 FROM stored_files WHERE sha256 = ? AND confirmed_in = ?');
    return sha256s.filter((sha256) => look.get(sha256, history) !== undefined);
  }

  /** Originals of these are gone: thrown away, or found to be damaged. */
  noteGone(sha256s: readonly string[]): Promise<void> {
    for (const sha256 of sha256s) this.#noted?.add(sha256);
    return this.#write((tx) => {
      const forget = tx.prepare('UPDATE stored_files SET has_original = 0 WHERE sha256 = ?');
      for (const sha256 of sha256s) forget.run(sha256);
      tx.prepare('DELETE FROM stored_files WHERE has_original = 0 AND has_thumbnail = 0').run();
      tx.touch('stored_files');
    });
  }

  /** Thumbnails of these lie here. `size`: of the original, in bytes. */
  noteThumbnails(of: readonly { readonly sha256: string; readonly size: number }[]): Promise<void> {
    for (const { sha256 } of of) this.#noted?.add(sha256);
    return this.#write((tx) => {
      const note = tx.prepare(
        `INSERT INTO stored_files (sha256, size, has_original, has_thumbnail, used_at) VALUES (?, ?, 0, 1, ?)
         ON CONFLICT (sha256) DO UPDATE SET has_thumbnail = 1`,
      );
      for (const { sha256, size } of of) note.run(sha256, size, this.#now().toISOString());
      tx.touch('stored_files');
    });
  }

  /** A thumbnail that should lie here does not, or is spoilt: it is fetched again. */
  async noteNoThumbnail(sha256: string): Promise<void> {
    const row = this.#replica.prepared('SELECT 1 FROM stored_files WHERE sha256 = ? AND has_thumbnail = 1').get(sha256);
    if (row === undefined) return;
    this.#noted?.add(sha256);
    await this.#write((tx) => {
      tx.prepare('UPDATE stored_files SET has_thumbnail = 0 WHERE sha256 = ?').run(sha256);
      tx.prepare('DELETE FROM stored_files WHERE has_original = 0 AND has_thumbnail = 0').run();
      tx.touch('stored_files');
    });
  }

  /** Somebody has looked at it. */
  async noteUse(sha256: string): Promise<void> {
    await this.#write((tx) => {
      tx.prepare('UPDATE stored_files SET used_at = ? WHERE sha256 = ?').run(this.#now().toISOString(), sha256);
    });
  }

  /**
   * Puts right what the rows say, by what lies in the store; `look` looks it through while others go on with it.
   * Answers how many were wrong.
   */
  async reconcile(
    look: () => Promise<{ readonly originals: ReadonlyMap<string, number>; readonly thumbnails: ReadonlySet<string> }>,
  ): Promise<number> {
    const noted = new Set<string>();
    this.#noted = noted;
    try {
      const { originals, thumbnails } = await look();
      return await this.#putRight(originals, thumbnails, noted);
    } finally {
      this.#noted = undefined;
    }
  }

  async #putRight(
    originals: ReadonlyMap<string, number>,
    thumbnails: ReadonlySet<string>,
    noted: ReadonlySet<string>,
  ): Promise<number> {
    const known = new Map(
      this.#replica
        .prepared<[], { sha256: string; size: number; has_original: number; has_thumbnail: number }>(
          'SELECT sha256, size, has_original, has_thumbnail FROM stored_files',
        )
        .all()
        .map((row) => [row.sha256, row]),
    );
    const wrong = [...new Set([...known.keys(), ...originals.keys(), ...thumbnails])].filter((sha256) => {
      const row = known.get(sha256);
      const size = originals.get(sha256);
      const isOriginalRight =
        (row?.has_original === 1) === (size !== undefined) && (row?.size ?? size) === (size ?? row?.size);
      return !isOriginalRight || (row?.has_thumbnail === 1) !== thumbnails.has(sha256);
    });
    if (wrong.length === 0) return 0;
    const at = this.#now().toISOString();
    const said = new Map(
      this.#replica
        .prepared<[], { sha256: string; size: number }>('SELECT sha256, CAST(size AS INTEGER) AS size FROM files')
        .all()
        .map(({ sha256, size }) => [sha256, size]),
    );
    await this.#write((tx) => {
      const put = tx.prepare(
        `INSERT INTO stored_files (sha256, size, has_original, has_thumbnail, used_at) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (sha256) DO UPDATE SET size = excluded.size, has_original = excluded.has_original,
           has_thumbnail = excluded.has_thumbnail`,
      );
      for (const sha256 of wrong) {
        if (noted.has(sha256)) continue;
        const size = originals.get(sha256);
        const bytes = size ?? known.get(sha256)?.size ?? said.get(sha256) ?? 1;
        put.run(sha256, bytes, size === undefined ? 0 : 1, thumbnails.has(sha256) ? 1 : 0, at);
      }
      tx.prepare('DELETE FROM stored_files WHERE has_original = 0 AND has_thumbnail = 0').run();
      tx.touch('stored_files');
    });
    return wrong.length;
  }

  /** Their order is that in which people asked; one that is here already is not wanted. */
  want(sha256s: readonly string[]): Promise<void> {
    return this.#write((tx) => {
      const want = tx.prepare(
        `INSERT INTO wanted_files (sha256, asked_at) SELECT ?, ? WHERE NOT EXISTS
           (SELECT 1 FROM stored_files WHERE sha256 = ? AND has_original = 1) ON CONFLICT (sha256) DO NOTHING`,
      );
      for (const sha256 of sha256s) want.run(sha256, this.#now().toISOString(), sha256);
      tx.touch('wanted_files');
    });
  }

  get policy(): FilePolicy {
    const chosen = filePolicy.safeParse(this.#replica.meta(POLICY));
    return chosen.success ? chosen.data : FIRST_POLICY;
  }

  async setPolicy(policy: FilePolicy): Promise<void> {
    await this.#replica.setMeta({ [POLICY]: policy });
  }

  get isPaused(): boolean {
    return this.#replica.meta(PAUSED) === '1';
  }

  async setPaused(isPaused: boolean): Promise<void> {
    await this.#replica.setMeta({ [PAUSED]: isPaused ? '1' : '0' });
  }

  /** The theatre wants pictures to say where they were made. */
  get keepsLocation(): boolean {
    const row = this.#replica
      .prepared<[], { value: string }>("SELECT value FROM settings WHERE key = 'files.keepLocation'")
      .get();
    return row?.value === 'true';
  }

  /** Where the hub takes the rest of an upload that has begun. */
  uploadOf(sha256: string): string | undefined {
    return this.#replica.meta(UPLOAD + sha256);
  }

  noteUpload(sha256: string, url: string): Promise<void> {
    return this.#write((tx) => setMetaIn(tx, UPLOAD + sha256, url));
  }

  forgetUpload(sha256: string): Promise<void> {
    return this.#write((tx) => {
      tx.prepare('DELETE FROM replica_meta WHERE key = ?').run(UPLOAD + sha256);
    });
  }

  /** Originals that lie here and not on the hub, the small ones first: forty photos do not wait for a film. */
  toSend(): readonly FileToSend[] {
    return this.#replica
      .prepared<[], { sha256: string; size: number; mime: string; owes: number }>(
        `SELECT file.sha256, stored.size, file.mime, stored.has_thumbnail = 1 AND file.has_thumbnail = 0 AS owes
           FROM files file JOIN stored_files stored ON stored.sha256 = file.sha256
          WHERE stored.has_original = 1 AND file.uploaded_at IS NULL
          ORDER BY stored.size, file.sha256`,
      )
      .all()
      .map(({ owes, ...file }) => ({ ...file, owesThumbnail: owes === 1 }));
  }

  /** Files of which the hub has a thumbnail and this laptop none. */
  thumbnailsToFetch(most: number): readonly FileToFetch[] {
    return this.#replica
      .prepared<[number], FileToFetch>(
        `SELECT file.sha256, CAST(file.size AS INTEGER) AS size
           FROM files file LEFT JOIN stored_files stored ON stored.sha256 = file.sha256
          WHERE file.has_thumbnail = 1 AND coalesce(stored.has_thumbnail, 0) = 0 LIMIT ?`,
      )
      .all(most);
  }

  /** Originals that are on the hub and not here, the small ones first. */
  allToFetch(): readonly FileToFetch[] {
    return this.#replica
      .prepared<[], FileToFetch>(
        `SELECT file.sha256, CAST(file.size AS INTEGER) AS size
           FROM files file LEFT JOIN stored_files stored ON stored.sha256 = file.sha256
          WHERE file.uploaded_at IS NOT NULL AND coalesce(stored.has_original, 0) = 0 ORDER BY 2, 1`,
      )
      .all();
  }

  /** Originals that people wait for, that are not here and are on the hub; the earliest asked first. */
  wantedToFetch(): readonly FileToFetch[] {
    return this.#replica
      .prepared<[], FileToFetch>(
        `SELECT wanted.sha256, CAST(file.size AS INTEGER) AS size
           FROM wanted_files wanted JOIN files file ON file.sha256 = wanted.sha256
          WHERE file.uploaded_at IS NOT NULL ORDER BY wanted.asked_at, wanted.sha256`,
      )
      .all();
  }
}
