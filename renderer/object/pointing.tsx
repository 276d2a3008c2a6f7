/** What points at an object: the way to everything that has to do with it. What belongs to it stands apart. */
import { Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { objectPointing, type Pointing } from '../../shared/features/object/queries.ts';
import { recordDetail } from '../../shared/features/records/queries.ts';
import type { PlainKey } from '../../shared/i18n/dictionary.ts';
import { fieldName, tableName } from '../../shared/i18n/names.ts';
import { referencesTo } from '../../shared/rules/references.ts';
import { isTableName, type TableName, tableOf } from '../../shared/schema/catalog.ts';
import { FailureState } from '../components/failure-state.tsx';
import { LinkTo } from '../components/link-to.tsx';
import { useQuery } from '../data/use-query.ts';
import { useWords } from '../i18n/use-words.ts';
import { withoutWhole } from './object-way.ts';
import { MorePointing } from './pointing-list.tsx';

/** What is attached is no contents that somebody reads through; the list of a case has a part of its own. */
const ATTACHED: ReadonlySet<string> = new Set(['inventory_photos', 'task_attachments', 'attachments', 'kit_lines']);
/** What stands on the page already, as pictures and files. */
const SHOWN: ReadonlySet<string> = new Set(['inventory_photos', 'attachments']);

/** Whether rows of the child are parts of what the column points at, and go with it. */
const isPartOf = (child: string, column: string): boolean =>
  isTableName(child) &&
  !ATTACHED.has(child) &&
  tableOf(child).part &&
  tableOf(child).columns[column]?.references?.soft === 'cascade';

/** Whether there are parts of rows of the table that people read one by one. */
export const hasParts = (table: TableName): boolean =>
  referencesTo(table).some(
    ({ child, column }) => child !== 'comments' && tableOf(child).owner === undefined && isPartOf(child, column),
  );

type Props = Readonly<{ table: TableName; id: string }>;

function Groups({ table, id, isWanted, empty }: Props & GroupsProps): ReactNode {
  const { t, language } = useWords();
  const { data, failure } = useQuery(objectPointing, { table, id });
  // Parts are known by what they join; what they belong to is said already.
  const whole = useQuery(recordDetail, { table, id }).data?.label ?? '';
  if (failure !== undefined) return <FailureState failure={failure} />;
  const groups = data?.filter(isWanted) ?? [];
  if (data !== undefined && groups.length === 0) return <Text c="dimmed">{t(empty)}</Text>;
  return (
    <Stack gap="md" data-testid="pointing">
      {groups.map((group) => (
        <div key={`${group.table}.${group.column}`}>
          <Text size="sm" fw={600}>
            {tableName(group.table, language)}
            {isPartOf(group.table, group.column) ? '' : ` · ${fieldName(group.column, language)}`}: {group.count}
          </Text>
          <ul className="object-list">
            {group.rows.map((row) => (
              <li key={row.id}>
                <LinkTo table={group.table} id={row.id} className="object-link">
                  {row.label === '' ? t('records.untitled') : withoutWhole(row.label, whole)}
                </LinkTo>
              </li>
            ))}
          </ul>
          {group.count > group.rows.length && <MorePointing group={group} id={id} />}
        </div>
      ))}
    </Stack>
  );
}

type GroupsProps = Readonly<{ isWanted: (group: Pointing) => boolean; empty: PlainKey }>;

/** What is a part of the object: who takes part in an event, what a production needs. */
export function ObjectContents(props: Props): ReactNode {
  return (
    <Groups {...props} isWanted={({ table, column }) => isPartOf(table, column)} empty="object.nothingContained" />
  );
}

/** Everything else that names it. */
export function ObjectPointing(props: Props): ReactNode {
  return (
    <Groups
      {...props}
      isWanted={({ table, column }) => !isPartOf(table, column) && !SHOWN.has(table)}
      empty="object.nothingPoints"
    />
  );
}
