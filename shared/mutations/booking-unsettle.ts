/** Taking back how a double booking was settled. Names and arguments are what waits in outboxes: they only grow. */
import { z } from 'zod';
import { deriveId } from '../base/ids.ts';
import { Refusal } from '../base/refusal.ts';
import type { BookingTable } from '../rules/bookings.ts';
import type { Row } from '../schema/catalog.ts';
import { rowId } from './arguments.ts';
import { recheckBookings } from './booking-conflicts.ts';
import { requireRights } from './booking-mutations.ts';
import { close } from './booking-rows.ts';
import { deleteRows, restoreRows } from './deletion.ts';
import { changeOf, linesOf } from './evening-journal.ts';
import { defineMutation } from './mutation.ts';
import type { MutationTx } from './mutation-tx.ts';

/** More bookings of one thing between two holders nobody has settled by one gesture. */
const MOST_LINES = 500;

/**
 * `booking.unsettle {of}`: takes back what the author's settlement `of` changed; the double booking stands open again.
 * A tour gets back what it lost, wherever its pieces are planned by now; an event does where it is as it was left.
 * Refuses `undo.changed` where nothing of it can be given back, or it was taken back before.
 */
export const bookingUnsettle = defineMutation({
  name: 'booking.unsettle',
  words: ['Решение о двойной брони отменено', 'Settlement of a double booking taken back'],
  args: z.strictObject({ of: rowId }),
  permission: () => undefined,
  run: async (tx, { of }) => {
    const lines = (await linesOf(tx, of, MOST_LINES)).filter(({ action }) => action.startsWith('booking.settle:'));
    const bookings = lines.filter(({ entity_type: table }) => table === 'event_inventory' || table === 'packing_lines');
    if (bookings.length === 0) throw new Refusal('row.missing', { table: 'booking_conflicts', id: of });
    requireRights(
      tx,
      bookings.map((line) => tableOfLine(line)),
    );
    const conflict = await settledBy(tx, lines);
    const items = new Set<string>();
    const made: string[] = [];
    let isBack = false;
    for (const line of bookings) {
      const table = tableOfLine(line);
      const row = await tx.find(table, line.entity_id);
      if (row === undefined) continue;
      items.add(row.inventory_item_id);
      if (row.deleted_at !== null) continue;
      const [before, after] = (changeOf(line, 'quantity') ?? [0, 0]).map(Number) as [number, number];
      if (table === 'packing_lines') {
        // By so many, as every plan of packing: others have moved pieces between cases since.
        const quantity = Math.max(0, row.quantity + before - after);
        isBack = (await tx.update(table, row.id, { quantity })) || isBack;
      } else if (row.quantity === after) {
        if (line.action.endsWith(':create')) made.push(row.id);
        else await tx.update(table, row.id, { quantity: before });
        isBack = true;
      }
    }
    const deletion = await tx.find('deletions', deriveId(of, 'deletion'));
    if (deletion !== undefined && deletion.restored_at === null) {
      await restoreRows(tx, deletion);
      isBack = true;
    }
    if (!isBack) throw await changedSince(tx, conflict);
    const [first, ...rest] = made.map((id) => ({ table: 'event_inventory', id }) as const);
    if (first !== undefined)
      await deleteRows(tx, {
        roots: [first, ...rest],
        deletionId: tx.derive('deletion'),
        reason: undefined,
        shown: undefined,
      });
    await recheckBookings(tx, [...items]);
    // There may be enough for both by now: it is settled no more, and cannot be taken back once more.
    const left = await tx.require('booking_conflicts', conflict.id);
    if (left.status === 'resolved') await close(tx, [conflict.id]);
  },
});

type Line = Awaited<ReturnType<typeof linesOf>>[number];

const tableOfLine = ({ entity_type: table }: Line): BookingTable =>
  table === 'packing_lines' ? 'packing_lines' : 'event_inventory';

async function changedSince(tx: MutationTx, conflict: Row<'booking_conflicts'>): Promise<Refusal> {
  const item = await tx.find('inventory_items', conflict.item_id);
  return new Refusal('undo.changed', {
    table: 'booking_conflicts',
    column: 'status',
    title: item?.name ?? '',
    by: conflict.resolved_by_name ?? '',
  });
}

/** The conflict that these lines of the log settled; refuses where it is no longer settled by them. */
async function settledBy(tx: MutationTx, lines: readonly Line[]): Promise<Row<'booking_conflicts'>> {
  for (const line of lines) {
    const resolution = changeOf(line, 'resolution')?.[1] ?? null;
    if (line.entity_type !== 'booking_conflicts' || resolution === null || resolution === 'enough') continue;
    const conflict = await tx.require('booking_conflicts', line.entity_id);
    const at = Date.parse(String(changeOf(line, 'resolved_at')?.[1] ?? ''));
    if (conflict.resolution !== resolution || Date.parse(conflict.resolved_at ?? '') !== at)
      throw await changedSince(tx, conflict);
    return conflict;
  }
  throw new Refusal('row.missing', { table: 'booking_conflicts', id: lines[0]?.entity_id ?? '' });
}
