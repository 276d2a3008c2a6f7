/**
 * Reads pgoutput, protocol version 1 (PostgreSQL docs, «Logical Replication Message Formats»). Values stay the text
 * that Postgres sent: parsing them into JavaScript types, as ready-made plugins do, would lose what clients are
 * promised to get.
 */

export interface RelationColumn {
  readonly name: string;
  readonly typeOid: number;
  readonly typeMod: number;
  readonly isKey: boolean;
}
/** A table as the stream describes it: before its first change on a connection, and again after it was altered. */
export interface Relation {
  readonly oid: number;
  readonly schema: string;
  readonly table: string;
  readonly columns: readonly RelationColumn[];
}
/** Text, null, or undefined for a TOASTed value that did not change. */
export type Tuple = readonly (string | null | undefined)[];

/**
 * The messages that matter here. `finalLsn` is the commit’s own position, `endLsn` the one behind it, which may be
 * acknowledged.
 */
export type PgOutputMessage =
  | { readonly tag: 'begin'; readonly finalLsn: bigint; readonly xid: number }
  | { readonly tag: 'commit'; readonly endLsn: bigint }
  | { readonly tag: 'relation'; readonly relation: Relation }
  | { readonly tag: 'insert'; readonly oid: number; readonly next: Tuple }
  | { readonly tag: 'update'; readonly oid: number; readonly old: Tuple | undefined; readonly next: Tuple }
  | { readonly tag: 'delete'; readonly oid: number; readonly old: Tuple }
  | { readonly tag: 'truncate'; readonly oids: readonly number[] }
  | { readonly tag: 'other' };

class Reader {
  readonly #buffer: Buffer;
  #at = 1;
  constructor(buffer: Buffer) {
    this.#buffer = buffer;
  }
  byte(): number {
    return this.#buffer.readUInt8(this.#at++);
  }
  char(): string {
    return String.fromCharCode(this.byte());
  }
  int16(): number {
    this.#at += 2;
    return this.#buffer.readInt16BE(this.#at - 2);
  }
  int32(): number {
    this.#at += 4;
    return this.#buffer.readInt32BE(this.#at - 4);
  }
  uint32(): number {
    this.#at += 4;
    return this.#buffer.readUInt32BE(this.#at - 4);
  }
  uint64(): bigint {
    this.#at += 8;
    return this.#buffer.readBigUInt64BE(this.#at - 8);
  }
  text(): string {
    const end = this.#buffer.indexOf(0, this.#at);
    const value = this.#buffer.toString('utf8', this.#at, end);
    this.#at = end + 1;
    return value;
  }
  bytes(length: number): string {
    this.#at += length;
    return this.#buffer.toString('utf8', this.#at - length, this.#at);
  }
  tuple(): Tuple {
    return Array.from({ length: this.int16() }, () => {
      const kind = this.char();
      return kind === 'n' ? null : kind === 'u' ? undefined : this.bytes(this.int32());
    });
  }
}

/** Parses one message. */
export function parsePgOutput(buffer: Buffer): PgOutputMessage {
  const reader = new Reader(buffer);
  switch (String.fromCharCode(buffer.readUInt8(0))) {
    case 'B': {
      const finalLsn = reader.uint64();
      reader.uint64();
      return { tag: 'begin', finalLsn, xid: reader.uint32() };
    }
    case 'C': {
      reader.byte();
      reader.uint64();
      return { tag: 'commit', endLsn: reader.uint64() };
    }
    case 'R':
      return { tag: 'relation', relation: relation(reader) };
    case 'I': {
      const oid = reader.uint32();
      reader.byte();
      return { tag: 'insert', oid, next: reader.tuple() };
    }
    case 'U':
      return update(reader);
    case 'D': {
      const oid = reader.uint32();
      reader.byte();
      return { tag: 'delete', oid, old: reader.tuple() };
    }
    case 'T': {
      const count = reader.uint32();
      reader.byte();
      return { tag: 'truncate', oids: Array.from({ length: count }, () => reader.uint32()) };
    }
    default:
      return { tag: 'other' };
  }
}

function relation(reader: Reader): Relation {
  const oid = reader.uint32();
  const schema = reader.text();
  const table = reader.text();
  reader.byte();
  const columns = Array.from({ length: reader.int16() }, () => ({
    isKey: reader.byte() === 1,
    name: reader.text(),
    typeOid: reader.uint32(),
    typeMod: reader.int32(),
  }));
  return { oid, schema: schema === '' ? 'pg_catalog' : schema, table, columns };
}

function update(reader: Reader): PgOutputMessage {
  const oid = reader.uint32();
  let kind = reader.char();
  let old: Tuple | undefined;
  if (kind === 'K' || kind === 'O') {
    old = reader.tuple();
    kind = reader.char();
  }
  const next = reader.tuple();
  // An unchanged TOASTed value is not sent again; the full old row holds it.
  return { tag: 'update', oid, old, next: next.map((value, index) => (value === undefined ? old?.[index] : value)) };
}
