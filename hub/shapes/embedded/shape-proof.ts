/**
 * Compares a shape with its table: what its snapshot and its log say together against the rows of one moment, as sums
 * of hashes, so that neither side is in memory as a whole. Shapes that an earlier release wrote are looked at once in
 * this way; from then on checksums speak for them.
 */
import { hash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type pg from 'pg';
import { inSnapshot } from '../../database.ts';
import type { LogEntry } from './change-messages.ts';
import type { Shape } from './shape.ts';
import { beginSnapshot, snapshotRows } from './snapshot.ts';
import { isVisibleIn, type SnapshotBounds } from './snapshot-bounds.ts';
import type { ColumnInfo } from './table-info.ts';

type Value = Readonly<Record<string, string | null>>;
interface Message {
  readonly key?: string;
  readonly value?: Value;
  readonly headers: { readonly operation?: 'insert' | 'update' | 'delete'; readonly txids?: readonly number[] };
}

/** Rows, and the sum of their hashes: equal for equal rows in whatever order. */
class RowSum {
  rows = 0;
  #sum = 0;
  readonly #columns: readonly Pick<ColumnInfo, 'name' | 'type' | 'dims'>[];

  constructor({ info, selected }: Pick<Shape['view'], 'info' | 'selected'>) {
    this.#columns = info.columns.filter(({ name }) => selected.includes(name));
  }

  add(key: string, value: Value): void {
    const text = JSON.stringify([key, ...this.#columns.map((column) => textIn(value, column))]);
    this.rows += 1;
    // Six bytes each, modulo as much: numbers hold it exactly.
    this.#sum = (this.#sum + Number.parseInt(hash('sha256', text).slice(0, 12), 16)) % 2 ** 48;
  }

  equals(other: RowSum): boolean {
    return this.rows === other.rows && this.#sum === other.#sum;
  }
}

/** Truth is `true` where a snapshot says it, and `t` where a log does. */
function textIn(value: Value, { name, type, dims }: Pick<ColumnInfo, 'name' | 'type' | 'dims'>): string | null {
  const text = value[name] ?? null;
  return type === 'bool' && dims === 0 ? (text?.slice(0, 1) ?? null) : text;
}

export interface ProofSource {
  readonly pool: pg.Pool;
  /** A file of the snapshot; undefined where it is damaged, and the shape has ended for it. */
  readonly chunk: (shape: Shape, index: number) => Promise<string | undefined>;
  /** The log after a position, at most so many letters of it. */
  readonly read: (shape: Shape, tx: number, op: number, size: number) => readonly LogEntry[];
  /** Resolves when the stream is past this position; with false where it is not in time. */
  readonly passed: (lsn: bigint) => Promise<boolean>;
}

const PAGE_LETTERS = 1024 * 1024;

/** Undefined where it cannot be told now: the shape has ended, or the stream does not come that far in time. */
export async function isTrue(source: ProofSource, shape: Shape): Promise<boolean | undefined> {
  const { info, selected, where } = shape.view;
  const there = new RowSum(shape.view);
  const bounds = await inSnapshot(source.pool, async (client) => {
    const begun = await beginSnapshot(client);
    for await (const messages of snapshotRows(client, { info, selected, where: where?.sql }))
      for (const message of messages) sumUp(there, JSON.parse(message) as Message);
    return begun;
  });
  if (!(await source.passed(bounds.lsn)) || shape.isRotated) return undefined;
  const here = await sumOfShape(source, shape, bounds);
  return here === 'gone' || shape.isRotated ? undefined : here?.equals(there) === true;
}

function sumUp(sum: RowSum, { key, value }: Message): void {
  if (key !== undefined && value !== undefined) sum.add(key, value);
}

/** Undefined where the log changes a row that the shape does not have. */
async function sumOfShape(
  { chunk, read }: ProofSource,
  shape: Shape,
  bounds: SnapshotBounds,
): Promise<RowSum | 'gone' | undefined> {
  const log = [...changesIn(read, shape, bounds)];
  /** Rows that the log speaks of; all others are as the snapshot has them. */
  const changed = new Map<string, Value | undefined>(log.map(({ key }) => [key ?? '', undefined]));
  const sum = new RowSum(shape.view);
  for (let index = 0; index < shape.chunks; index += 1) {
    const file = await chunk(shape, index);
    if (file === undefined) return 'gone';
    for (const message of JSON.parse(await readFile(file, 'utf8')) as Message[])
      if (changed.has(message.key ?? '')) changed.set(message.key ?? '', message.value);
      else sumUp(sum, message);
  }
  for (const { key = '', value, headers } of log) {
    const before = changed.get(key);
    if (headers.operation === 'update' && before === undefined) return undefined;
    changed.set(key, headers.operation === 'delete' ? undefined : { ...before, ...value });
  }
  for (const [key, value] of changed) if (value !== undefined) sum.add(key, value);
  return sum;
}

/** The changes of a log that a snapshot of the table holds too. */
function* changesIn(read: ProofSource['read'], shape: Shape, bounds: SnapshotBounds): Generator<Message> {
  for (let at = { tx: 0, op: Infinity }; ; ) {
    const page = read(shape, at.tx, at.op, PAGE_LETTERS);
    for (const { body } of page) {
      const message = JSON.parse(body) as Message;
      if (isVisibleIn(bounds, message.headers.txids?.[0] ?? 0)) yield message;
    }
    const last = page.at(-1);
    if (last === undefined) return;
    at = last;
  }
}
