/** What is said of a truck, compared with what it has done since: the same fact, or an older one, changes nothing. */
import { LEG_ACTIONS, legsIn } from '../rules/transport-legs.ts';
import type { Row } from '../schema/catalog.ts';
import type { MutationTx } from './mutation-tx.ts';

type Transport = Row<'transports'>;

/** How many times the truck has left. */
export async function legsOf(tx: MutationTx, transportId: string): Promise<number> {
  const lines = await tx.db
    .selectFrom('activity_log')
    .select(['action', 'changes'])
    .where('entity_type', '=', 'transports')
    .where('entity_id', '=', transportId)
    .where('action', 'in', [...LEG_ACTIONS])
    .execute();
  return legsIn(lines);
}

/**
 * By how many legs the truck is ahead of what the person saw. 0 where they saw what is, and where they did not say, as
 * laptops of before.
 */
export async function legsBehind(tx: MutationTx, transportId: string, leg: number | undefined): Promise<number> {
  return leg === undefined ? 0 : Math.max(0, (await legsOf(tx, transportId)) - leg);
}

/** Whether the truck is on its way to that place, or has come there and not been loaded for anywhere else. */
export function isThereAlready({ status, venue_id: venue }: Transport, to: string | null): boolean {
  if (venue !== to) return false;
  return to !== null || (status !== 'planned' && status !== 'loading');
}

/**
 * Whether pieces came out of the truck at that place, home for `null`: then it has been there, and was loaded, even
 * where who sent it off is heard of last.
 */
export async function hasBrought(tx: MutationTx, transportId: string, to: string | null): Promise<boolean> {
  const found = await tx.db
    .selectFrom('packing_entries')
    .select(({ fn }) => fn.sum<number | string | null>('quantity').as('pieces'))
    .where('transport_id', '=', transportId)
    .where('action', '=', to === null ? 'return' : 'unload')
    .$if(to !== null, (entries) => entries.where('venue_id', '=', to))
    .executeTakeFirst();
  // Postgres answers a sum of integers as text.
  return Number(found?.pieces ?? 0) > 0;
}
