import { int, json, oneOf, opt, ref, stamped, table, tenant, text, timestamp, uuid, varchar } from '../define.ts';

/**
 * The ledger of a tour's packing: `quantity` pieces went from `from_state` to the state that the action makes. States
 * of a line are its sums (`shared/rules/packing.ts`); what is taken back has an entry of its own with a minus.
 */
export const packingEntries = table(
  'packing_entries',
  {
    ...tenant,
    packing_line_id: ref('packing_lines', 'RESTRICT', 'keep'),
    action: oneOf(['pack', 'load', 'unload', 'return', 'miss', 'damage']),
    quantity: int(),
    /** NULL: they were not packed before, or did not change their state (`damage`). */
    from_state: opt(oneOf(['packed', 'loaded', 'on_site', 'missing'])),
    transport_id: opt(ref('transports', 'SET NULL', 'keep')),
    /** Where they were unloaded, missed or found damaged; NULL: at home or not known. */
    venue_id: opt(ref('venues', 'SET NULL', 'keep')),
    /** What is damaged, or where somebody saw it last. */
    note: opt(text()),
    /** By how much it changed the plan of which lines (`{lineId: by}`): taken back with it. */
    plan_changes: json(),
    undoes_id: opt(ref('packing_entries', 'SET NULL', 'keep')),
    by_id: stamped('user', 'create', opt(ref('users', 'SET NULL', 'keep'))),
    by_name: stamped('name', 'create', varchar(255)),
    device_id: uuid(),
    at: stamped('time', 'create', timestamp()),
  },
  {
    words: {
      table: ['Отметки упаковки', 'Packing entries'],
      fields: {
        packing_line_id: ['Строка списка', 'Line of the list'],
        from_state: ['Откуда', 'From'],
        by_id: ['Кто', 'Who'],
        by_name: ['Кто', 'Who'],
        at: ['Когда', 'When'],
        plan_changes: ['Изменения плана', 'Changes of the plan'],
      },
      values: {
        pack: ['упаковано', 'packed'],
        load: ['погружено', 'loaded'],
        unload: ['выгружено', 'unloaded'],
        miss: ['не найдено', 'missed'],
        damage: ['повреждено', 'damaged'],
      },
    },
    group: null,
    page: 'records',
    part: false,
    title: null,
    hint: null,
    states: null,
    rules: [],
    ledger: true,
    silent: true,
    indexes: [{ columns: ['packing_line_id', 'at'] }],
    since: 2,
  },
);
