/**
 * What people have typed into forms and not saved: kept as they type, in the encrypted file, so that a crash or an
 * empty battery loses nothing. A draft is its author's alone and never leaves the laptop; it goes when it is saved or
 * given up, when the laptop forgets its author, and with the file.
 */
import type SqliteDatabase from 'better-sqlite3-multiple-ciphers';
import type { DraftFields } from '../../shared/features/form/drafts.ts';
import type { Replica } from './replica.ts';

/** Nobody comes back to a form after so long, in days. */
const KEPT_DAYS = 90;
const DAY_MS = 86_400_000;

interface Draft {
  readonly userId: string;
  readonly form: string;
  readonly fields: DraftFields;
}

/** As it lies in the file. */
export interface StoredDraft {
  readonly user_id: string;
  readonly form: string;
  readonly fields: string;
  readonly typed_at: string;
}

const PUT = `INSERT INTO drafts (user_id, form, fields, typed_at) VALUES (?, ?, ?, ?)
  ON CONFLICT (user_id, form) DO UPDATE SET fields = excluded.fields, typed_at = excluded.typed_at`;

/** Puts what was salvaged from a damaged file into a fresh one. */
export function restoreDrafts(sqlite: SqliteDatabase.Database, drafts: readonly StoredDraft[]): void {
  for (const { user_id, form, fields, typed_at } of drafts) sqlite.prepare(PUT).run(user_id, form, fields, typed_at);
}

/** Keeps what stands in a form in place of what was kept before; answered, it survives a power cut. */
export async function keepDraft(replica: Replica, { userId, form, fields }: Draft, now: Date): Promise<void> {
  await replica.write('full', (tx) => {
    const oldest = new Date(now.getTime() - KEPT_DAYS * DAY_MS).toISOString();
    tx.prepare('DELETE FROM drafts WHERE typed_at < ?').run(oldest);
    if (Object.keys(fields).length === 0)
      tx.prepare('DELETE FROM drafts WHERE user_id = ? AND form = ?').run(userId, form);
    else tx.prepare(PUT).run(userId, form, JSON.stringify(fields), now.toISOString());
    tx.touch('drafts');
  });
}

/** The laptop forgets somebody. */
export async function forgetDrafts(replica: Replica, userId: string): Promise<void> {
  await replica.write('full', (tx) => {
    tx.prepare('DELETE FROM drafts WHERE user_id = ?').run(userId);
    tx.touch('drafts');
  });
}
