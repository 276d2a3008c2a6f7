/** Naming a file's content in a mutation: what is said of it, and the row of `files` that all its users share. */
import { z } from 'zod';
import { deriveId } from '../base/ids.ts';
import { Refusal } from '../base/refusal.ts';
import type { TableName } from '../schema/catalog.ts';
import type { MutationTx } from './mutation-tx.ts';

/** Bytes. What a theatre's settings allow may be less, and is the business of whoever takes the file in. */
export const MOST_FILE_BYTES = 4 * 1024 ** 3;
/** Pixels along one side: beyond that nobody makes a thumbnail of it. */
const MOST_PIXELS = 100_000;

const SHA256 = /^[0-9a-f]{64}$/;
/** RFC 6838, section 4.2, without parameters. */
const MEDIA_TYPE = /^[a-z0-9][a-z0-9!#$&^_.+-]{0,48}\/[a-z0-9][a-z0-9!#$&^_.+-]{0,48}$/;

/** Neither a path nor something that a terminal or a right-to-left mark turns into another name. */
function isFileName(name: string): boolean {
  return name.trim() === name && name !== '.' && name !== '..' && !/[/\\\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(name);
}

/** What is said of content that somebody has. The hub believes none of it until the content has arrived. */
export const fileFacts = z.strictObject({
  sha256: z.string().regex(SHA256).meta({ format: 'sha256' }),
  /** Bytes; what is empty is no file. */
  size: z.int().min(1).max(MOST_FILE_BYTES),
  mime: z.string().regex(MEDIA_TYPE).meta({ format: 'mime' }),
  name: z.string().min(1).max(255).refine(isFileName, { error: 'fileName' }),
  width: z.int().min(1).max(MOST_PIXELS).optional(),
  height: z.int().min(1).max(MOST_PIXELS).optional(),
});
export type FileFacts = z.infer<typeof fileFacts>;

/** The same on every laptop of a theatre: whoever names the same content names the same row. */
export const fileId = (theaterId: string, sha256: string): string => deriveId('file', theaterId, sha256);

/**
 * The row of that content, made where nobody has named it before. Until content has arrived nobody knows who is right
 * about its size: what is said last holds, so that who was wrong first keeps nobody's content out. Refused where it is
 * another than that of what has arrived.
 */
export async function useFile(tx: MutationTx, facts: FileFacts): Promise<string> {
  const id = fileId(tx.theaterId, facts.sha256);
  const known = await tx.find('files', id);
  if (known === undefined)
    await tx.insert('files', {
      id,
      sha256: facts.sha256,
      size: String(facts.size),
      mime: facts.mime,
      name: facts.name,
      width: facts.width ?? null,
      height: facts.height ?? null,
    });
  else if (known.size !== String(facts.size)) {
    if (known.uploaded_at !== null)
      throw new Refusal('value.invalid', { table: 'files', column: 'size', problem: 'format' });
    await tx.update('files', id, { size: String(facts.size) });
  }
  return id;
}

/** Tables whose rows name a file, with the column that does. A file that none of them names is nobody's. */
export const usersOfFiles: readonly (readonly [table: TableName, column: string])[] = [
  ['inventory_photos', 'file_id'],
  ['attachments', 'file_id'],
  ['documents', 'file_id'],
  ['document_versions', 'file_id'],
  ['task_attachments', 'file_id'],
];
