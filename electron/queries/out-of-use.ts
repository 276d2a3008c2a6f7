/** Who says that a thing is of no use, and since when: a fault, a write-off, or that it went away. */
import type { OutNote, TimelineThing } from '../../shared/features/availability/queries.ts';
import type { Reading } from '../replica/reading.ts';

type Reason = NonNullable<TimelineThing['outReason']>;

const FAULT = `SELECT title AS what, coalesce(reported_by_name, '') AS who, substr(created_at, 1, 10) AS since
  FROM faults WHERE inventory_item_id = ? AND deleted_at IS NULL AND status IN ('open', 'in_repair')
  ORDER BY severity = 'unsafe' DESC, created_at DESC, id LIMIT 1`;

const moved = (type: string): string => `SELECT coalesce(comment, '') AS what, created_by_name AS who,
    substr(occurred_at, 1, 10) AS since
  FROM inventory_history WHERE item_id = ? AND movement_type = '${type}' ORDER BY occurred_at DESC, id LIMIT 1`;

const SAID: Readonly<Record<Reason, string>> = {
  in_repair: FAULT,
  unsafe: FAULT,
  decommissioned: moved('write_off'),
  on_tour: moved('tour_out'),
};

/** The last that was said of it; null where nobody said anything. */
export const outNote = (replica: Reading, itemId: string, reason: Reason): OutNote | null =>
  replica.prepared<[string], OutNote>(SAID[reason]).get(itemId) ?? null;
