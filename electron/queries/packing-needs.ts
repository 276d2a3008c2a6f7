/** What has to go on a tour, from the inventories of its productions in the variants that are played. */
import { type BaseNeed, eventNeeds, type NeedingEvent, whatHasToGo } from '../../shared/rules/packing-needs.ts';
import type { Reading } from '../replica/reading.ts';
import { STAGED } from './staged-events.ts';

/** Tables that it looks at. */
export const NEED_TABLES = ['schedule_events', 'performance_inventory', 'variant_inventory'] as const;

type StoredEvent = Readonly<{ day: string; performanceId: string; variantId: string | null }>;
type StoredNeed = Readonly<{ owner: string; id: string; itemId: string; quantity: number; isConsumable: number }>;

const EVENTS = `SELECT event_date AS day, performance_id AS performanceId, variant_id AS variantId
  FROM schedule_events WHERE tour_id = ? AND +deleted_at IS NULL AND performance_id IS NOT NULL
    AND status <> 'cancelled' AND event_type IN ${STAGED} ORDER BY event_date, id`;
const BASE = `SELECT performance_id AS owner, id, inventory_item_id AS itemId, quantity, is_consumable AS isConsumable
  FROM performance_inventory
  WHERE performance_id IN (SELECT value FROM json_each(?)) AND +deleted_at IS NULL ORDER BY id`;
/** In the shape of `BASE`. A row with 0 says that the variant does without the thing. */
const OTHERWISE = `SELECT variant_id AS owner, id, inventory_item_id AS itemId, quantity, 0 AS isConsumable
  FROM variant_inventory WHERE variant_id IN (SELECT value FROM json_each(?)) AND +deleted_at IS NULL ORDER BY id`;

/**
 * The events of a tour with what each needs; a production's list is worked out once for each of its variants. By day.
 * Called-off events need nothing; those without a production are left out.
 */
function needingEvents(replica: Reading, tourId: string): readonly NeedingEvent[] {
  const events = replica.prepared<[string], StoredEvent>(EVENTS).all(tourId);
  const rows = (sql: string, owners: readonly string[]): ReadonlyMap<string, readonly StoredNeed[]> =>
    Map.groupBy(
      replica.prepared<[string], StoredNeed>(sql).all(JSON.stringify([...new Set(owners)])),
      ({ owner }) => owner,
    );
  const base = rows(
    BASE,
    events.map(({ performanceId }) => performanceId),
  );
  const otherwise = rows(
    OTHERWISE,
    events.flatMap(({ variantId }) => variantId ?? []),
  );
  const known = new Map<string, NeedingEvent['needs']>();
  const needsOf = ({ performanceId, variantId }: StoredEvent): NeedingEvent['needs'] => {
    const key = `${performanceId}/${variantId ?? ''}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const own = (base.get(performanceId) ?? []).map(
      (need): BaseNeed => ({ ...need, isConsumable: need.isConsumable === 1 }),
    );
    const needs = eventNeeds(own, variantId === null ? [] : (otherwise.get(variantId) ?? []));
    known.set(key, needs);
    return needs;
  };
  return events.map((event) => ({ day: event.day, performanceId: event.performanceId, needs: needsOf(event) }));
}

/** How many of each thing have to go; and of how many events. */
export function tourNeeds(
  replica: Reading,
  tourId: string,
): { readonly events: number; readonly needs: ReadonlyMap<string, number> } {
  const events = needingEvents(replica, tourId);
  return { events: events.length, needs: whatHasToGo(events) };
}
