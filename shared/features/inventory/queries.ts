/** What screens ask about things. */
import { z } from 'zod';
import { declareQuery } from '../../ipc/query.ts';
import type { CodeMatch, InventoryItemDetail } from '../../ipc/views.ts';

/** One thing with its stock, movements and history; null where it is not known. */
export const inventoryItem = declareQuery<InventoryItemDetail | null>()(
  'inventory.item',
  z.strictObject({ id: z.uuid() }),
);

/** What a scanned or typed code means. */
export const codeLookup = declareQuery<CodeMatch>()('code.find', z.strictObject({ code: z.string().min(1).max(100) }));

/** What wants a thing: a production that plays it, or an event still to come that it goes to by itself. */
export interface ItemNeed {
  readonly table: 'performances' | 'schedule_events';
  readonly id: string;
  readonly title: string;
  readonly quantity: number;
  /** The first day, still to come, on which it is wanted; null where none is set. `YYYY-MM-DD`. */
  readonly next: string | null;
}

/** Whom a thing is wanted by, the soonest first. */
export const itemNeeds = declareQuery<readonly ItemNeed[]>()('inventory.needs', z.strictObject({ id: z.uuid() }));
