/** What points at an object: the way to everything that has to do with it. */
import { Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { objectPointing } from '../../shared/features/object/queries.ts';
import { fieldName, tableName } from '../../shared/i18n/names.ts';
import { FailureState } from '../components/failure-state.tsx';
import { LinkTo } from '../components/link-to.tsx';
import { useQuery } from '../data/use-query.ts';
import { useWords } from '../i18n/use-words.ts';

export function ObjectPointing({ table, id }: Readonly<{ table: string; id: string }>): ReactNode {
  const { t, language } = useWords();
  const { data, failure } = useQuery(objectPointing, { table, id });
  if (failure !== undefined) return <FailureState failure={failure} />;
  if (data?.length === 0) return <Text c="dimmed">{t('object.nothingPoints')}</Text>;
  return (
    <Stack gap="md" data-testid="pointing">
      {(data ?? []).map((group) => (
        <div key={`${group.table}.${group.column}`}>
          <Text size="sm" fw={600}>
            {tableName(group.table, language)} · {fieldName(group.column, language)}: {group.count}
          </Text>
          <ul className="object-list">
            {group.rows.map((row) => (
              <li key={row.id}>
                <LinkTo table={group.table} id={row.id}>
                  {row.label === '' ? t('records.untitled') : row.label}
                </LinkTo>
              </li>
            ))}
          </ul>
          {group.count > group.rows.length && (
            <Text size="sm" c="dimmed">
              {t('deletion.andMore', { count: group.count - group.rows.length })}
            </Text>
          )}
        </div>
      ))}
    </Stack>
  );
}
