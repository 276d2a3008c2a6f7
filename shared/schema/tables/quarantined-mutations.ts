import { bigint, bool, int, oneOf, opt, table, text, timestamp, uuid, varchar } from '../define.ts';

/**
 * Work that must not be lost and may not simply be done: what a revoked laptop handed over, and what arrived after its
 * author had left. An administrator accepts or refuses each. `args` and `refusal` are JSON texts, because a JSON column
 * cannot hold everything that was entered.
 */
export const quarantinedMutations = table(
  'quarantined_mutations',
  {
    theater_id: uuid(),
    device_id: uuid(),
    sequence: int(),
    mutation_id: uuid(),
    name: varchar(100),
    args: text(),
    author_id: uuid(),
    author_name: varchar(255),
    issued_at: timestamp(),
    clock_offset_ms: bigint(),
    received_at: timestamp(),
    reason: oneOf(['rescue', 'lost', 'authorLeft']),
    is_trusted: bool(true),
    status: oneOf(['waiting', 'accepted', 'refused'], 'waiting'),
    refusal: opt(text()),
    decided_at: opt(timestamp()),
    decided_by_id: opt(uuid()),
    decided_by_name: opt(varchar(255)),
    note: opt(text()),
  },
  {
    words: { table: ['Ждут решения', 'Waiting for a decision'] },
    group: null,
    page: 'records',
    part: false,
    title: null,
    hint: null,
    states: null,
    rules: [],
    scope: 'hub',
    silent: true,
    indexes: [{ columns: ['theater_id', 'status'] }, { columns: ['device_id'] }],
  },
);
