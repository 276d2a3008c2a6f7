/** Posting a count into the ledger, and taking a posted count back. */
import { z } from 'zod';
import { Refusal } from '../base/refusal.ts';
import { type CountSum, undecided } from '../rules/count-sums.ts';
import { sumsOf } from './count-decisions.ts';
import { type Count, countIn } from './count-mutations.ts';
import { defineMutation } from './mutation.ts';
import type { MutationTx } from './mutation-tx.ts';
import { type ItemMovement, writeMovements } from './stock.ts';

const NAMED = 3;

/**
 * Writes the variances into the ledger. A variance is what was accepted minus what was frozen, and it is applied to
 * what stands there now, so movements made since the start are kept. Refuses while a line is undecided: nothing is
 * posted that nobody looked at.
 *
 * `uncounted` is how older laptops say what becomes of lines that nobody marked: that is a decision about them in so
 * many words and is still taken. It never was one about variances, about several counters who did not say whether they
 * shared, or about a recount that was asked for: such a post is refused, nothing is lost, and the count waits in its
 * review.
 */
export const countPost = defineMutation({
  name: 'count.post',
  words: ['Проведение', 'Posting'],
  args: z.strictObject({ countId: z.uuid(), uncounted: z.enum(['keep', 'zero']).optional() }),
  permission: () => 'count.post',
  run: async (tx, args) => {
    const count = await countIn(tx, args.countId, ['counting', 'review']);
    const sums = await sumsOf(tx, count);
    const isSaid = (sum: CountSum): boolean =>
      args.uncounted !== undefined && sum.state === 'uncounted' && sum.resolution !== 'recount';
    const open = undecided(sums).filter((sum) => !isSaid(sum));
    if (open.length > 0) await refuseUndecided(tx, count, open);
    const outcomeOf = (sum: CountSum): number =>
      isSaid(sum) ? (args.uncounted === 'zero' ? 0 : sum.expected) : (sum.outcome ?? sum.expected);
    await writeMovements(
      tx,
      sums.flatMap((sum) => adjustment(count, sum, outcomeOf(sum) - sum.expected)),
    );
    await tx.update('inventory_counts', count.id, {
      status: 'posted',
      posted_at: tx.time,
      posted_by_id: tx.author.userId,
    });
  },
});

async function refuseUndecided(tx: MutationTx, count: Count, open: readonly CountSum[]): Promise<never> {
  const names: string[] = [];
  for (const sum of open.slice(0, NAMED)) names.push((await tx.find('inventory_items', sum.itemId))?.name ?? '');
  throw new Refusal('count.undecided', {
    count: count.name,
    countId: count.id,
    open: open.filter((sum) => sum.isCounted).length,
    uncounted: open.filter((sum) => !sum.isCounted).length,
    names,
  });
}

/** The movement that brings the stock in step; none where nothing differs. */
function adjustment(count: Count, { itemId, locationId }: CountSum, variance: number): ItemMovement[] {
  if (variance === 0) return [];
  return [
    {
      key: `${itemId}/${locationId}`,
      type: 'count_adjustment',
      itemId,
      quantity: Math.abs(variance),
      comment: count.name,
      countId: count.id,
      from: variance < 0 ? locationId : null,
      to: variance > 0 ? locationId : null,
    },
  ];
}

/**
 * Takes a posted count back: every movement that it made is met by its opposite, in one operation. Both stay in the
 * ledger. Refuses, and changes nothing, where what the count added has been used since.
 */
export const countReverse = defineMutation({
  name: 'count.reverse',
  words: ['Возврат подсчёта', 'Count taken back'],
  args: z.strictObject({ countId: z.uuid() }),
  permission: () => 'count.post',
  run: async (tx, args) => {
    const count = await countIn(tx, args.countId, ['posted']);
    if (count.reversed_at !== null)
      throw new Refusal('count.alreadyReversed', { count: count.name, by: count.reversed_by_name ?? '' });
    const movements = await tx.db
      .selectFrom('inventory_history')
      .selectAll()
      .where('count_id', '=', count.id)
      .where('movement_type', '=', 'count_adjustment')
      .orderBy('id')
      .execute();
    await writeMovements(
      tx,
      movements.map((movement) => ({
        key: `reversal/${movement.id}`,
        type: 'count_adjustment',
        itemId: movement.item_id,
        quantity: movement.quantity,
        comment: count.name,
        countId: count.id,
        from: movement.to_location_id,
        to: movement.from_location_id,
      })),
    );
    await tx.update('inventory_counts', count.id, {
      reversed_at: tx.time,
      reversed_by_id: tx.author.userId,
      reversed_by_name: tx.author.name,
    });
  },
});
