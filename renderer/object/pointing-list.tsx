/** The way to all rows that point at an object, where there are more than are named: their list, filtered. */
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Pointing } from '../../shared/features/object/queries.ts';
import { findList } from '../../shared/lists/list-description.ts';
import { isTableName } from '../../shared/schema/catalog.ts';
import { useWords } from '../i18n/use-words.ts';
import { listSearch } from '../list/list-link.ts';

/** «and 12 more», as a link where there is a list that can be asked for them. */
export function MorePointing({ group, id }: Readonly<{ group: Pointing; id: string }>): ReactNode {
  const { t } = useWords();
  const { table, column } = group;
  const words = t('deletion.andMore', { count: group.count - group.rows.length });
  const isListed =
    isTableName(table) && findList(table)?.columns.some(({ key, type }) => key === column && type === 'link');
  if (!isTableName(table) || isListed !== true) return <span className="dim small">{words}</span>;
  return (
    <Link
      to="/records/{-$table}/{-$id}"
      params={{ table, id: undefined }}
      search={listSearch(table, [{ column, operator: 'any', values: [id] }])}
      className="object-more"
    >
      {words}
    </Link>
  );
}
