/**
 * Whoever wrote an event last hears that somebody else deleted it: they may have moved it on a laptop of which the
 * other knew nothing, and would look for it in vain.
 */
import { Refusal } from '../base/refusal.ts';
import { planDeletion } from '../rules/deletion-plan.ts';
import { isUpcoming } from '../rules/upcoming.ts';
import type { Row } from '../schema/catalog.ts';
import type { MutationTx } from './mutation-tx.ts';
import { tell } from './notices.ts';

/** Tells of coming events that were deleted, as they stood before; each writer once, of all of theirs. */
export async function tellRemoved(tx: MutationTx, events: readonly Row<'schedule_events'>[]): Promise<void> {
  const today = await tx.today();
  const coming = events
    .filter((event) => isUpcoming({ ...event }, today))
    .toSorted((a, b) => (`${a.event_date} ${a.id}` < `${b.event_date} ${b.id}` ? -1 : 1));
  for (const [writer, theirs] of Map.groupBy(coming, (event) => event.updated_by_id ?? event.created_by_id)) {
    const [next, ...rest] = theirs;
    if (writer === null || next === undefined) continue;
    await tell(tx, {
      userIds: [writer],
      type: 'schedule.removed',
      title: next.title,
      entity: { table: 'schedule_events', id: next.id },
      data: {
        eventId: next.id,
        title: next.title,
        date: next.event_date,
        start: next.start_time,
        byName: tx.author.name,
        more: rest.length,
      },
    });
  }
}

/** What writes the rows that come with a copy. */
const COPYING = ['schedule.copy:create', 'schedule.repeat:create'];

/**
 * Refuses to take back copies that somebody else has changed since, and those on which something hangs that did not
 * come with them: a call, a comment, a note.
 */
export async function requireAsCopied(tx: MutationTx, events: readonly Row<'schedule_events'>[]): Promise<void> {
  const said = ({ id, title }: Row<'schedule_events'>) => ({ table: 'schedule_events', id, title });
  const [first] = events;
  if (first === undefined) return;
  const changed = events.find(({ updated_by_id: by }) => by !== null && by !== tx.author.userId);
  if (changed !== undefined) throw new Refusal('undo.stays', said(changed));
  const roots = events.map(({ id }) => ({ table: 'schedule_events', id }) as const);
  const plan = await planDeletion(tx.rows, roots, { today: await tx.today(), withHistory: false });
  if (plan.blocked.length > 0) throw new Refusal('undo.hasMore', said(first));
  for (const { table, ids } of plan.deletes) {
    if (table === 'schedule_events' || ids.length === 0) continue;
    const lines = await tx.db
      .selectFrom('activity_log')
      .select(['entity_id', 'action', 'user_id'])
      .where('entity_type', '=', table)
      .where('entity_id', 'in', [...ids])
      .execute();
    const came = new Set(lines.flatMap(({ entity_id: id, action }) => (COPYING.includes(action) ? [id] : [])));
    const isTouched = lines.some(({ user_id: by }) => by !== tx.author.userId);
    if (isTouched || !ids.every((id) => came.has(id))) throw new Refusal('undo.hasMore', said(first));
  }
}
