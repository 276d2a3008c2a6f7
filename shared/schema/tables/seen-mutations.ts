import { bool, int, table, timestamp, uuid } from '../define.ts';

/**
 * Which mutation the hub has seen under which number. Its `id` is the mutation's. Kept for a while on the hub alone,
 * and restored with the data, so that what a backup does not know is not taken for done.
 */
export const seenMutations = table(
  'seen_mutations',
  {
    theater_id: uuid(),
    device_id: uuid(),
    epoch: int(),
    sequence: int(),
    is_refused: bool(false),
    recorded_at: timestamp(),
  },
  {
    words: { table: ['Принятые действия', 'Actions taken in'] },
    group: null,
    page: 'records',
    part: false,
    title: null,
    hint: null,
    states: null,
    rules: [],
    scope: 'hub',
    silent: true,
    indexes: [{ columns: ['device_id', 'sequence'] }, { columns: ['recorded_at'] }],
  },
);
