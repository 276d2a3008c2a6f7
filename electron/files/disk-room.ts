/** Room on the disk, looked at before it is gone: files never take what the replica needs to go on writing. */
import { statfs } from 'node:fs/promises';

const MIB = 1024 ** 2;
/** Kept free: a twentieth of the disk, within these bounds. A replica, its log and a copy of it fit in the least. */
const RESERVED_SHARE = 20;
const LEAST_RESERVED = 64 * MIB;
const MOST_RESERVED = 1024 * MIB;

/** Bytes that files may still take on the disk of a folder; null where the system does not say. */
export async function roomFor(dir: string): Promise<number | null> {
  try {
    const { bsize, bavail, blocks } = await statfs(dir);
    const reserved = Math.min(MOST_RESERVED, Math.max(LEAST_RESERVED, (blocks * bsize) / RESERVED_SHARE));
    return Math.max(0, Math.floor(bavail * bsize - reserved));
  } catch (error) {
    // Some mounted disks do not say; writing to them finds out.
    if (error instanceof Error && 'code' in error && (error.code === 'ENOSYS' || error.code === 'EINVAL')) return null;
    throw error;
  }
}
