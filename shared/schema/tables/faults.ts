import { faultStatus } from '../../rules/state-machines.ts';
import {
  audit,
  longText,
  numeric,
  oneOf,
  opt,
  policy,
  ref,
  softDelete,
  stamped,
  table,
  tenant,
  timestamp,
  varchar,
  withValueNames,
} from '../define.ts';

/** Something that does not hold, turn, light or close as it should («дефект»). */
export const faults = table(
  'faults',
  {
    ...tenant,
    inventory_item_id: opt(ref('inventory_items', 'RESTRICT', 'block')),
    performance_id: opt(ref('performances', 'SET NULL', 'keep')),
    event_id: opt(ref('schedule_events', 'SET NULL', 'keep')),
    title: varchar(255),
    description: opt(longText()),
    severity: oneOf(['minor', 'major', 'unsafe'], 'minor'),
    status: withValueNames(
      { open: ['открыт', 'open'] },
      policy(oneOf(['open', 'in_repair', 'fixed', 'written_off'], 'open'), 'refuse'),
    ),
    reported_by_name: stamped('name', 'create', opt(varchar(255))),
    cost: opt(numeric(12, 2, 'cost >= 0')),
    fixed_at: opt(timestamp()),
    ...softDelete,
    ...audit,
  },
  {
    words: {
      table: ['Дефекты', 'Faults'],
      fields: {
        reported_by_name: ['Кто сообщил', 'Reported by'],
        cost: ['Стоимость ремонта', 'Cost of repair'],
        fixed_at: ['Исправлено', 'Fixed'],
      },
      values: {
        minor: ['мелочь', 'minor'],
        major: ['серьёзно', 'major'],
        unsafe: ['опасно', 'unsafe'],
        fixed: ['исправлено', 'fixed'],
        written_off: ['списано', 'written off'],
      },
    },
    group: 'shows',
    page: 'records',
    part: false,
    title: 'title',
    hint: null,
    states: faultStatus,
    rules: [],
    search: ['title', 'description'],
    searchWeight: 1,
    write: 'faults.report',
    since: 2,
  },
);
