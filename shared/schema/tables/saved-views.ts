import { SIGNED_IN } from '../../rules/permissions.ts';
import { audit, json, opt, ref, softDelete, table, tenant, varchar } from '../define.ts';

/** Ways of looking at a list that were kept under a name: somebody's own, or the whole theatre's. */
export const savedViews = table(
  'saved_views',
  {
    ...tenant,
    /** Whose; nobody's is everybody's. */
    owner_id: opt(ref('users', 'CASCADE', 'cascade')),
    /** The place of the list (`shared/lists/list-place.ts`). */
    screen: varchar(50),
    name: varchar(100),
    /** A `ListView`, as the version wrote it that saved it (`shared/lists/saved-view.ts`). */
    definition: json(),
    ...softDelete,
    ...audit,
  },
  {
    words: {
      table: ['Виды списков', 'Saved views'],
      fields: { owner_id: ['Чей', 'Whose'], screen: ['Список', 'List'], definition: ['Вид', 'View'] },
    },
    group: null,
    page: 'records',
    part: true,
    title: 'name',
    hint: null,
    states: null,
    rules: ['owner', 'savedView'],
    write: SIGNED_IN,
    owner: { column: 'owner_id', shared: 'views.share' },
    indexes: [{ columns: ['screen'] }],
    since: 2,
  },
);
