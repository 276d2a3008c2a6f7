import { audit, initially, int, opt, ref, softDelete, table, tenant, text, varchar } from '../define.ts';

/**
 * A way in which a production is played («редакция»): small stage, tour. What names no variant belongs to all; what
 * names one is there in it alone, in place of what it replaces.
 */
export const performanceVariants = table(
  'performance_variants',
  {
    ...tenant,
    performance_id: ref('performances', 'CASCADE', 'cascade'),
    name: varchar(100),
    /** Where it is mostly played. */
    venue_id: opt(ref('venues', 'SET NULL', 'clear')),
    note: opt(text()),
    sort_order: initially(int(), 0),
    ...softDelete,
    ...audit,
  },
  {
    words: { table: ['Редакции спектаклей', 'Variants of productions'] },
    group: 'shows',
    page: 'records',
    part: false,
    title: 'name',
    hint: null,
    states: null,
    rules: [],
    write: 'performances.edit',
    since: 2,
  },
);
