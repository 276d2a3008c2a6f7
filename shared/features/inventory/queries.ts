/** What screens ask about things. */
import { z } from 'zod';
import { declareQuery } from '../../ipc/query.ts';
import type { CodeMatch, InventoryItemDetail, InventoryList } from '../../ipc/views.ts';

const filter = z.strictObject({
  text: z.string().max(200).optional(),
  categoryId: z.uuid().optional(),
  locationId: z.uuid().optional(),
  status: z.array(z.string()).readonly().optional(),
  condition: z.array(z.string()).readonly().optional(),
});

export const inventorySorts = [
  'name',
  'inventory_number',
  'quantity',
  'status',
  'category',
  'location',
  'updated_at',
] as const;
export type InventorySort = (typeof inventorySorts)[number];

const listArgs = z.strictObject({
  filter,
  sort: z.enum(inventorySorts),
  isDescending: z.boolean(),
  offset: z.int().min(0),
  limit: z.int().min(1).max(500),
});
export type InventoryListArgs = z.infer<typeof listArgs>;

/** A stretch of the inventory, filtered and sorted. */
export const inventoryList = declareQuery<InventoryList>()('inventory.list', listArgs);

/** One thing with its stock, movements and history; null where it is not known. */
export const inventoryItem = declareQuery<InventoryItemDetail | null>()(
  'inventory.item',
  z.strictObject({ id: z.uuid() }),
);

/** What a scanned or typed code means. */
export const codeLookup = declareQuery<CodeMatch>()('code.find', z.strictObject({ code: z.string().min(1).max(100) }));
