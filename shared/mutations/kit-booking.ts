/** A case is booked as one, for an event or a production, and given back as one. */
import { z } from 'zod';
import { rowId } from './arguments.ts';
import { rowDelete } from './deletion-mutations.ts';
import { defineMutation } from './mutation.ts';
import type { MutationTx } from './mutation-tx.ts';
import { editRow } from './row-door.ts';
import { checkWrittenRow } from './row-rules.ts';
import type { AnyRow } from './row-store.ts';

const MOST = 1000;
const pieces = z.int().min(1).max(1_000_000);

const booked = z.strictObject({
  /** Who takes the case: an event still to come, or a production. */
  holder: z.strictObject({ table: z.enum(['schedule_events', 'performances']), id: rowId }),
  /** The case and all that goes along with it, as the person saw it. */
  parts: z
    .array(z.strictObject({ itemId: rowId, quantity: pieces, caseItemId: rowId.nullable() }))
    .min(1)
    .max(MOST),
});
type Booked = z.infer<typeof booked>;

const BOOKING = {
  schedule_events: { table: 'event_inventory', column: 'event_id', right: 'schedule.edit' },
  performances: { table: 'performance_inventory', column: 'performance_id', right: 'performances.edit' },
} as const;

const heldBy = async (tx: MutationTx, { table, id }: Booked['holder'], itemId: string): Promise<AnyRow | undefined> => {
  const booking = BOOKING[table];
  return tx.rows.findByKey(booking.table, tx.theaterId, { [booking.column]: id, inventory_item_id: itemId });
};

/**
 * A case is booked as one: it and its parts, each as a booking of its own, so that what there is too little of is named
 * by the part. Nothing of it is booked where one of them is refused.
 */
export const kitBook = defineMutation({
  name: 'kit.book',
  words: ['Кофр забронирован целиком', 'Case booked as one'],
  args: booked,
  permission: ({ holder }) => rightFor(holder),
  run: async (tx, { holder, parts }) => {
    const { table, column } = BOOKING[holder.table];
    for (const { itemId, quantity, caseItemId } of parts) {
      const there = await heldBy(tx, holder, itemId);
      const seen = Number(there?.['quantity'] ?? 0);
      if (there !== undefined) {
        await editRow(tx, table, there.id, { quantity: { seen, wanted: seen + quantity } });
        continue;
      }
      const values = { [column]: holder.id, inventory_item_id: itemId, quantity };
      const inCase = holder.table === 'schedule_events' && caseItemId !== null ? { case_item_id: caseItemId } : {};
      const id = tx.derive('kit', itemId);
      await tx.insert(table, { ...values, ...inCase, id });
      await checkWrittenRow(tx, table, id);
    }
  },
  inverse: (args) => ({ name: 'kit.release', args }),
});

/** Takes a booking of a case back: as many fewer of each part as were taken. */
export const kitRelease = defineMutation({
  name: 'kit.release',
  words: ['Бронь кофра снята', 'Booking of a case withdrawn'],
  args: booked,
  permission: ({ holder }) => rightFor(holder),
  run: async (tx, { holder, parts }) => {
    const { table } = BOOKING[holder.table];
    for (const { itemId, quantity } of parts) {
      const there = await heldBy(tx, holder, itemId);
      if (there === undefined) continue;
      const seen = Number(there['quantity']);
      if (seen > quantity) await editRow(tx, table, there.id, { quantity: { seen, wanted: seen - quantity } });
      else await rowDelete.run(tx, { table, id: there.id, deletionId: tx.derive('release', itemId) });
    }
  },
  inverse: (args) => ({ name: 'kit.book', args }),
});

/** The right to book for whom; of what nobody names the stronger one. */
const rightFor = (holder: Partial<Booked['holder']> | undefined): string =>
  BOOKING[holder?.table ?? 'schedule_events'].right;
