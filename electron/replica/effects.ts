/** Undoing what pending mutations wrote, by their before-images, newest first. */
import type { TableName } from '../../shared/schema/catalog.ts';
import type { Stored } from '../../shared/schema/codecs.ts';
import { forgetEffects } from '../outbox/tables.ts';
import type { WriteTx } from './replica.ts';
import { markForSearch } from './search-index.ts';
import type { Effect } from './sqlite-row-store.ts';

/** Puts the rows of some effects back, in reverse order. The guards need not look: each row stood like that before. */
export function undoEffects(tx: WriteTx, effects: readonly Effect[]): void {
  if (effects.length > 0) tx.unguarded(() => putBack(tx, effects));
}

function putBack(tx: WriteTx, effects: readonly Effect[]): void {
  for (const effect of effects.toReversed()) {
    const statements = tx.rows.of(effect.table);
    if (effect.before === null) statements.delete(effect.id);
    else statements.updateStored(effect.id, effect.before);
    tx.touchRow(effect.table, effect.id);
    markForSearch(tx, effect.table, effect.id, effect.before ?? undefined);
  }
}

/** Undoes all pending mutations and forgets their before-images; what remains is exactly what the hub confirmed. */
export function undoAllPending(tx: WriteTx): void {
  const rows = tx.prepare('SELECT table_name, row_id, before FROM outbox_effects ORDER BY sequence, position').all();
  undoEffects(
    tx,
    rows.map((row) => ({
      table: row['table_name'] as TableName,
      id: String(row['row_id']),
      before: row['before'] === null ? null : (JSON.parse(String(row['before'])) as Record<string, Stored>),
    })),
  );
  forgetEffects(tx.sqlite);
}
