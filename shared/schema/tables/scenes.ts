import { audit, initially, int, managed, opt, ref, softDelete, table, tenant, text, varchar } from '../define.ts';

/** The scenes of a production, in the order in which they are played. */
export const scenes = table(
  'scenes',
  {
    ...tenant,
    performance_id: ref('performances', 'CASCADE', 'cascade'),
    act: initially(int('act >= 0'), 1),
    /** As the house counts: «2.3», «Пролог». */
    number: varchar(20),
    title: opt(varchar(255)),
    place: opt(varchar(255)),
    duration_minutes: opt(int('duration_minutes >= 0')),
    note: opt(text()),
    /** Orders among the scenes of a production, by code units (`shared/rules/rank.ts`); then by id. */
    rank: managed(initially(varchar(255), '')),
    ...softDelete,
    ...audit,
  },
  {
    words: {
      table: ['Сцены', 'Scenes'],
      fields: {
        act: ['Действие', 'Act'],
        place: ['Место действия', 'Place'],
        rank: ['Порядок', 'Order'],
      },
    },
    group: 'shows',
    page: 'records',
    part: true,
    title: 'number',
    hint: 'title',
    states: null,
    rules: ['ranked'],
    label: (row) => `${row}.number || COALESCE(' ' || ${row}.title, '')`,
    search: ['title', 'place'],
    searchWeight: 1,
    write: 'performances.edit',
    since: 2,
  },
);
