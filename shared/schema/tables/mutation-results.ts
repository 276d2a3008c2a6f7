import { int, json, table, tenant, timestamp, uuid, varchar } from '../define.ts';

/** A refusal: which mutation of which device, and why. */
export const mutationResults = table(
  'mutation_results',
  {
    ...tenant,
    device_id: uuid(),
    sequence: int(),
    mutation_id: uuid(),
    code: varchar(100),
    details: json(),
    recorded_at: timestamp(),
  },
  {
    words: { table: ['Отказы', 'Refusals'] },
    group: null,
    page: 'records',
    part: false,
    title: null,
    hint: null,
    states: null,
    rules: [],
    scope: 'device',
    silent: true,
    unique: [['device_id', 'sequence']],
  },
);
