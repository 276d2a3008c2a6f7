/**
 * The snapshots on this hub's disk: for each a file of pieces, and beside it what is known of it. The second is written
 * last, so that one without it is half made, and is erased with whatever else a hub that died has left.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { isMissing } from '../../shared/base/disk-failures.ts';
import { snapshotReply } from '../../shared/protocol/snapshot.ts';
import { replicatedTables } from '../../shared/schema/catalog.ts';
import { renameDurably, writeDurably } from '../durable-file.ts';
import { faults } from '../fault-points.ts';

const stand = z.object({
  table: z.enum(replicatedTables),
  query: z.string(),
  handle: z.string(),
  offset: z.string(),
  rows: z.int(),
});
const keptForm = z.object({
  key: z.string().regex(/^[0-9a-f]{64}$/),
  theaterId: z.uuid(),
  stands: z.array(stand),
  reply: snapshotReply,
});
/** A snapshot, and whose it is. */
export type Kept = z.infer<typeof keptForm>;

const DATA = '.zst';
const ABOUT = '.json';

/**
 * Everything in `dir` is its own. What it knows it reads once, at the start; after that memory and disk change
 * together.
 */
export class SnapshotStore {
  readonly #dir: string;
  readonly #kept = new Map<string, Kept>();

  /** Takes in what is there; what is half made or cannot be read goes. */
  constructor(dir: string) {
    this.#dir = dir;
    mkdirSync(dir, { recursive: true, mode: 0o700 });
    for (const name of readdirSync(dir)) if (name.endsWith(ABOUT)) this.#read(name);
    const names = new Set([...this.#kept.values()].flatMap((kept) => [nameOf(kept) + DATA, nameOf(kept) + ABOUT]));
    for (const name of readdirSync(dir)) if (!names.has(name)) rmSync(join(dir, name), { force: true });
  }

  #read(name: string): void {
    try {
      const kept = keptForm.parse(JSON.parse(readFileSync(join(this.#dir, name), 'utf8')));
      const { size } = statSync(this.fileOf(kept));
      if (nameOf(kept) + ABOUT === name && size === sizeOf(kept)) this.#kept.set(kept.reply.id, kept);
    } catch (error) {
      // Another release wrote it, or a disk has spoilt it: it is made anew.
      if (!(error instanceof z.ZodError || error instanceof SyntaxError || isMissing(error))) throw error;
    }
  }

  /** All of a column set, the newest first. */
  of(key: string): Kept[] {
    return this.all()
      .filter((kept) => kept.key === key)
      .toSorted((a, b) => (a.reply.madeAt < b.reply.madeAt ? 1 : -1));
  }

  all(): Kept[] {
    return [...this.#kept.values()];
  }

  fileOf(kept: Kept): string {
    return join(this.#dir, nameOf(kept) + DATA);
  }

  /** Names for what is under way; they go with `clear`, and at the next start. */
  get underWay(): { readonly database: string; readonly pieces: string } {
    return { database: join(this.#dir, 'making.sqlite'), pieces: join(this.#dir, 'making.pieces') };
  }

  clear(): void {
    for (const file of Object.values(this.underWay))
      for (const end of ['', '-journal']) rmSync(file + end, { force: true });
  }

  /** Keeps what lies at `underWay.pieces`. Where that fails, of a full disk say, nothing of it stays there. */
  add(kept: Kept): void {
    renameDurably(this.underWay.pieces, this.fileOf(kept));
    faults.at('snapshot.kept');
    try {
      writeDurably(join(this.#dir, nameOf(kept) + ABOUT), JSON.stringify(kept));
    } catch (error) {
      // Unless the same was there before: then it is the same still.
      if (!this.#kept.has(kept.reply.id)) rmSync(this.fileOf(kept), { force: true });
      throw error;
    }
    this.#kept.set(kept.reply.id, kept);
  }

  /** Somebody takes it. */
  touch(kept: Kept, now: Date): void {
    utimesSync(this.fileOf(kept), now, now);
  }

  /** When somebody last took it, or when it was made; milliseconds. */
  takenAt(kept: Kept): number {
    return statSync(this.fileOf(kept)).mtimeMs;
  }

  remove(kept: Kept): void {
    this.#kept.delete(kept.reply.id);
    for (const end of [ABOUT, DATA]) rmSync(join(this.#dir, nameOf(kept) + end), { force: true });
  }
}

const nameOf = ({ key, reply }: Kept): string => `${key.slice(0, 16)}-${reply.id}`;

/** Bytes of the file of pieces. */
export const sizeOf = ({ reply }: Pick<Kept, 'reply'>): number =>
  reply.pieces.reduce((sum, { bytes }) => sum + bytes, 0);
