import { bool, managed, opt, ref, softDelete, table, text, textArray, varchar } from '../define.ts';

/** Named sets of permissions. A system role has no theatre and is the same everywhere. */
export const roles = table(
  'roles',
  {
    theater_id: managed(opt(ref('theaters', 'CASCADE', 'keep'))),
    name: varchar(100),
    code: varchar(50),
    description: opt(text()),
    permissions: textArray(),
    is_system: managed(bool(false)),
    ...softDelete,
  },
  {
    words: { table: ['Роли', 'Roles'] },
    group: 'people',
    page: 'records',
    part: false,
    hint: null,
    states: null,
    rules: ['people', 'roleCode'],
    scope: 'theater-or-system',
    unique: [['code']],
    write: 'roles.manage',
    title: 'name',
  },
);
