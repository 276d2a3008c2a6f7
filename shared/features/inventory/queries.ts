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
