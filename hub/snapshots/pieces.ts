/** Cuts a finished database into pieces, compresses them into one file, and says what a laptop needs to check them. */
import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readSync, statSync, writeSync } from 'node:fs';
import { constants, zstdCompressSync } from 'node:zlib';
import { SNAPSHOT_PIECE_BYTES, type SnapshotReply } from '../../shared/protocol/snapshot.ts';

/** Beyond it the maker spends much more time for little less to send. */
const LEVEL = 6;

/** The part of the reply to a laptop that follows from the file alone. */
export type Pieces = Pick<SnapshotReply, 'id' | 'bytes' | 'pieces'>;

/** Writes the pieces of `file` to `target`, one in memory at a time. */
export function writePieces(file: string, target: string): Pieces {
  const { size } = statSync(file);
  const from = openSync(file, 'r');
  const to = openSync(target, 'wx', 0o600);
  const content = createHash('sha256');
  const pieces: SnapshotReply['pieces'] = [];
  try {
    for (let at = 0; at < size; at += SNAPSHOT_PIECE_BYTES) {
      const piece = Buffer.alloc(Math.min(SNAPSHOT_PIECE_BYTES, size - at));
      if (readSync(from, piece, 0, piece.length, at) !== piece.length) throw new Error(`${file} has become shorter`);
      const sha256 = createHash('sha256').update(piece).digest('hex');
      const packed = zstdCompressSync(piece, { params: { [constants.ZSTD_c_compressionLevel]: LEVEL } });
      writeSync(to, packed);
      content.update(sha256);
      pieces.push({ bytes: packed.length, sha256 });
    }
    fsyncSync(to);
  } finally {
    closeSync(from);
    closeSync(to);
  }
  return { id: content.digest('hex'), bytes: size, pieces };
}
