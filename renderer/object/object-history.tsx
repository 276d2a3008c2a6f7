/** What became of a row: who changed what, when, and the value before. */

import { Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { recordDetail, recordHistory } from '../../shared/features/records/queries.ts';
import { fieldName } from '../../shared/i18n/names.ts';
import type { HistoryEntry } from '../../shared/ipc/views.ts';
import { findTable } from '../../shared/schema/catalog.ts';
import type { Column } from '../../shared/schema/define.ts';
import { FailureState } from '../components/failure-state.tsx';
import { useQuery } from '../data/use-query.ts';
import { useValueText } from '../form/value-text.ts';
import { useWords } from '../i18n/use-words.ts';
import { formatDateTime } from '../lib/format.ts';
import { journalWords } from '../lib/mutation-words.ts';
import { ExportButton } from '../sheet/export-button.tsx';
import { historyTarget } from './history-sheet.ts';

const MAX_CHANGES = 12;

/** What a deletion or its restoring did to a row on the way. */
const OF_DELETION = {
  'deletion:delete': 'records.deletion_delete',
  'deletion:clear': 'records.deletion_clear',
  'deletion:restore': 'records.deletion_restore',
} as const;
const isOfDeletion = (action: string): action is keyof typeof OF_DELETION => action in OF_DELETION;

const NONE = {};

export function ObjectHistory({ table, id }: Readonly<{ table: string; id: string }>): ReactNode {
  const { t, language } = useWords();
  const text = useValueText();
  const { data, failure } = useQuery(recordHistory, { table, id });
  // What its references are called.
  const parents = useQuery(recordDetail, { table, id }).data?.parents ?? NONE;
  if (failure !== undefined) return <FailureState failure={failure} />;
  if (data?.length === 0) return <Text c="dimmed">{t('records.noHistory')}</Text>;
  const columns: Readonly<Record<string, Column>> = findTable(table)?.columns ?? {};
  const action = (entry: HistoryEntry): string =>
    entry.because === null || !isOfDeletion(entry.action)
      ? journalWords(entry.action, language)
      : t(OF_DELETION[entry.action], { title: entry.because });
  const target = historyTarget(data ?? [], {
    title: t('object.tabs.history'),
    language,
    action,
    value: (name, value) => text(columns[name], value, parents),
  });
  return (
    <div className="with-export">
      {data !== undefined && <ExportButton isQuiet target={target} />}
      <Stack gap="sm" component="ol" m={0} p={0} style={{ listStyle: 'none' }} data-testid="history">
        {(data ?? []).map((entry) => (
          <li key={entry.id}>
            <Text size="sm" fw={500}>
              {entry.by === '' ? '' : `${entry.by} · `}
              {action(entry)}
            </Text>
            {Object.entries(entry.changes)
              .filter(([name]) => name !== 'deletion_id')
              .slice(0, MAX_CHANGES)
              .map(([name, [before, after]]) => (
                <Text key={name} size="sm" style={{ overflowWrap: 'anywhere' }}>
                  {fieldName(name, language)}:{' '}
                  <Text span c="dimmed" td={before === null ? undefined : 'line-through'}>
                    {text(columns[name], before, parents)}
                  </Text>{' '}
                  → {text(columns[name], after, parents)}
                </Text>
              ))}
            <Text size="xs" c="dimmed">
              {formatDateTime(entry.at, language)}
            </Text>
          </li>
        ))}
      </Stack>
    </div>
  );
}
