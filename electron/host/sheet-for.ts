/** Lists as whoever is at work may see them: as files, or as sheets for whoever prints them. */
import type { MadeSheet, SheetOrder } from '../queries/sheets/sheet-messages.ts';
import type { ReplicaHost } from './replica-host.ts';

/** `id`: by what it is looked at and stopped (`host.sheets`). Throws as `SheetMaker.make`. */
export async function sheetFor(
  host: ReplicaHost,
  id: string,
  order: Omit<SheetOrder, 'author' | 'syncedAt'>,
): Promise<MadeSheet> {
  const author = await host.viewAsCurrent();
  const syncedAt = host.engine?.lastSyncedAt ?? host.replica.meta('last_synced_at') ?? null;
  return host.sheets.make(id, host.replica, { ...order, author, syncedAt });
}
