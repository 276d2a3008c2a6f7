/**
 * A tour that somebody deleted before they could hear what had happened on it. What happened is written down: pieces
 * that are in a truck or at a venue are there, whatever was decided meanwhile. The tour comes back out of the trash
 * with what went along with it, and both hear of it. Who can know that it was deleted is refused on their own laptop
 * (`electron/outbox/met-check.ts`), before anything hangs on it.
 */
import { deriveId } from '../base/ids.ts';
import type { Row } from '../schema/catalog.ts';
import { restorePart } from './deletion.ts';
import { freeValue } from './free-value.ts';
import type { MutationTx } from './mutation-tx.ts';
import { tell } from './notices.ts';

const TABLE = 'tours';

/** The notice by which the author of a mutation hears that it brought the tour back. */
export const returnNoticeId = (mutationId: string, tourId: string, userId: string): string =>
  deriveId(mutationId, 'notice', 'tour.returned', tourId, '', userId);

/**
 * The tour on which something has happened, out of the trash where it lay there. Refuses `row.missing`, and
 * `row.deleted` where it cannot come back.
 */
export async function tourOfFact(tx: MutationTx, tourId: string): Promise<Row<'tours'>> {
  const tour = await tx.find(TABLE, tourId);
  const deletionId = tour?.theater_id === tx.theaterId ? tour.deletion_id : null;
  if (tour === undefined || deletionId === null) return tx.require(TABLE, tourId);
  const deletion = await tx.find('deletions', deletionId);
  if (deletion === undefined) return tx.require(TABLE, tourId);
  await freeCode(tx, tour);
  if (!(await restorePart(tx, deletion, { table: TABLE, id: tourId }))) return tx.require(TABLE, tourId);
  await tell(tx, {
    userIds: [tx.author.userId, ...(deletion.deleted_by_id === null ? [] : [deletion.deleted_by_id])],
    alsoAuthor: true,
    type: 'tour.returned',
    title: tour.name,
    entity: { table: TABLE, id: tourId },
    data: { tour: tour.name, byName: tx.author.name, deletedBy: deletion.deleted_by_name },
  });
  return tx.require(TABLE, tourId);
}

/** The truck that something happened to, and its tour; where both were deleted as one, both come back. */
export async function truckOfFact(
  tx: MutationTx,
  id: string,
): Promise<{ readonly truck: Row<'transports'>; readonly tour: Row<'tours'> }> {
  const found = await tx.find('transports', id);
  const { tour_id: tourId } = found?.theater_id === tx.theaterId ? found : await tx.require('transports', id);
  const tour = await tourOfFact(tx, tourId);
  return { truck: await tx.require('transports', id), tour };
}

/** Another tour may have its code by now: it comes back under the next one. */
async function freeCode(tx: MutationTx, tour: Row<'tours'>): Promise<void> {
  if (tour.code === null) return;
  const holder = await tx.rows.findByKey(TABLE, tx.theaterId, { code: tour.code });
  if (holder === undefined || holder.id === tour.id) return;
  const code = await freeValue(tx.rows, TABLE, tx.theaterId, ['code'], { id: tour.id, code: tour.code });
  await tx.updateDeleted(TABLE, tour, { code });
}
