/** What waits on this laptop and what needs somebody. */
import { z } from 'zod';
import { pendingMutations } from '../outbox/outbox.ts';
import { attentionList } from './attention.ts';
import { defineQuery } from './define-query.ts';
import type { AttentionView, PendingMutation } from '../../shared/ipc/views.ts';

const SHOWN = 200;

export const waitingList = defineQuery({
  name: 'outbox.list',
  args: z.strictObject({}),
  tables: ['outbox'],
  run: async (replica): Promise<readonly PendingMutation[]> => pendingMutations(replica, 0, SHOWN),
});

export const attention = defineQuery({
  name: 'attention.list',
  args: z.strictObject({}),
  tables: ['conflicts', 'refused_mutations', 'inventory_items'],
  run: async (replica): Promise<AttentionView> => {
    const list = await attentionList(replica);
    const ids = [...list.conflicts.map((conflict) => conflict.entity_id), ...list.refused.flatMap(({ args }) => (typeof args === 'object' && args !== null ? Object.values(args).filter((value): value is string => typeof value === 'string') : []))];
    const rows = replica.prepared<[string, string], { id: string; name: string }>(
      'SELECT id, name FROM inventory_items WHERE id IN (SELECT value FROM json_each(?)) UNION ALL SELECT id, name FROM inventory_locations WHERE id IN (SELECT value FROM json_each(?))').all(JSON.stringify(ids), JSON.stringify(ids));
    return { ...list, titles: Object.fromEntries(rows.map((row) => [row.id, row.name])) };
  },
});
