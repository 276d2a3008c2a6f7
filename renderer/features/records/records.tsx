/** Any table of the theatre: the list of tables, the rows of one, and an inspector. Built from the catalog, so that none is without a screen. */

import { Button, NavLink, ScrollArea, Select, Stack, Table, Text, TextInput } from '@mantine/core';
import { IconPlus, IconSearch, IconTable } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { recordList } from '../../../shared/features/records/queries.ts';
import { fieldName, tableName } from '../../../shared/i18n/names.ts';
import type { RecordList } from '../../../shared/ipc/views.ts';
import { isTableName, type TableName, tableOf } from '../../../shared/schema/catalog.ts';
import type { Group } from '../../../shared/schema/define.ts';
import { useCan } from '../../app/contexts.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailureState } from '../../components/failure-state.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { useQuery } from '../../data/use-query.ts';
import { useValueText } from '../../form/value-text.ts';
import { useWords } from '../../i18n/use-words.ts';
import { go } from '../../lib/go.ts';
import type { TabAddress } from '../../object/tab-search.ts';
import { NewRecord } from './new-record.tsx';
import { RecordInspector } from './record-inspector.tsx';
import { groups, listColumns, readOnlyTables } from './record-tables.ts';

const PAGE = 100;
const all: readonly { readonly key: Group | 'traces'; readonly tables: readonly TableName[] }[] = [
  ...groups,
  { key: 'traces', tables: readOnlyTables },
];

function TableRail({ current }: Readonly<{ current: TableName }>): ReactNode {
  const { t, language } = useWords();
  return (
    <nav className="record-tables" aria-label={t('records.tables')}>
      <ScrollArea h="100%" viewportProps={{ tabIndex: -1 }}>
        {all.map(({ key, tables }) => (
          <div key={key}>
            <Text size="xs" c="dimmed" fw={600} px="sm" pt="sm">
              {t(`records.groups.${key}`)}
            </Text>
            {tables.map((name) => (
              <NavLink
                key={name}
                component={Link}
                to={`/records/${name}`}
                active={name === current}
                label={tableName(name, language)}
                py={4}
                aria-current={name === current ? 'page' : undefined}
              />
            ))}
          </div>
        ))}
      </ScrollArea>
    </nav>
  );
}

function Rows({
  table,
  data,
  selected,
}: Readonly<{ table: TableName; data: RecordList; selected: string | undefined }>): ReactNode {
  const { t, language } = useWords();
  const text = useValueText();
  const columns = listColumns(
    table,
    data.rows.map((row) => row.values),
    selected === undefined ? 4 : 1,
  );
  const title = tableOf(table).title ?? 'title';
  return (
    <Table highlightOnHover stickyHeader aria-label={tableName(table, language)} data-testid="records">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{fieldName(title, language)}</Table.Th>
          {columns.map(([name]) => (
            <Table.Th key={name} visibleFrom="sm">
              {fieldName(name, language)}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {data.rows.map((row) => (
          <Table.Tr
            key={row.id}
            aria-selected={row.id === selected}
            style={{
              cursor: 'pointer',
              ...(row.id === selected ? { background: 'var(--mantine-primary-color-light)' } : {}),
            }}
            onClick={() => go({ to: '/records/{-$table}/{-$id}', params: { table, id: row.id } })}
            data-testid="record"
          >
            <Table.Td style={{ overflowWrap: 'break-word', minWidth: 160 }}>
              <Link to="/records/{-$table}/{-$id}" params={{ table, id: row.id }} className="plain-link">
                {row.label === '' ? t('records.untitled') : row.label}
              </Link>
            </Table.Td>
            {columns.map(([name, column]) => (
              <Table.Td key={name} visibleFrom="sm" style={{ overflowWrap: 'break-word' }}>
                {text(column, row.values[name], data.parents)}
              </Table.Td>
            ))}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

type Shown<Table> = Readonly<{ table: Table; id: string | undefined; address: TabAddress }>;

function TableScreen({ table, id, address }: Shown<TableName>): ReactNode {
  const { t, language } = useWords();
  const [text, setText] = useState('');
  const [limit, setLimit] = useState(PAGE);
  const [isCreating, setCreating] = useState(false);
  const { data, failure } = useQuery(recordList, { table, text, offset: 0, limit });
  const mayEdit = useCan(tableOf(table).write) && table !== 'theaters';
  return (
    <div style={{ display: 'flex', flex: 1, minHeight: 0 }}>
      <div
        className="inventory-main"
        data-with-inspector={id !== undefined}
        style={{ flex: 1, minWidth: 0, minHeight: 0 }}
      >
        <PageHeader
          title={tableName(table, language)}
          aside={
            data !== undefined && (
              <Text c="dimmed" data-testid="records-total">
                {data.total}
              </Text>
            )
          }
        >
          <Select
            hiddenFrom="lg"
            w={200}
            aria-label={t('records.tables')}
            searchable
            allowDeselect={false}
            data={all.map(({ key, tables }) => ({
              group: t(`records.groups.${key}`),
              items: tables.map((name) => ({ value: name, label: tableName(name, language) })),
            }))}
            value={table}
            onChange={(name) => {
              if (name !== null) go({ to: '/records/{-$table}/{-$id}', params: { table: name } });
            }}
          />
          <TextInput
            w={200}
            aria-label={t('records.search')}
            placeholder={t('records.search')}
            leftSection={<IconSearch size={16} />}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          {mayEdit && (
            <Button leftSection={<IconPlus size={18} />} onClick={() => setCreating(true)}>
              {t('records.new')}
            </Button>
          )}
        </PageHeader>
        {failure !== undefined && <FailureState failure={failure} />}
        {data?.total === 0 && (
          <EmptyState
            icon={<IconTable size={40} stroke={1.2} />}
            title={t(text === '' ? 'records.empty' : 'records.nothing')}
            hint={t(text === '' ? (mayEdit ? 'records.emptyHint' : 'records.emptyReadOnly') : 'trash.nothingHint')}
          />
        )}
        {data !== undefined && data.total > 0 && (
          <ScrollArea flex={1} px="md" viewportProps={{ tabIndex: 0, 'aria-label': tableName(table, language) }}>
            <Rows table={table} data={data} selected={id} />
            {data.total > data.rows.length && (
              <Button my="sm" variant="subtle" onClick={() => setLimit(limit + PAGE)}>
                {t('trash.more', { count: data.total - data.rows.length })}
              </Button>
            )}
          </ScrollArea>
        )}
      </div>
      {id !== undefined && (
        <RecordInspector
          key={id}
          table={table}
          id={id}
          address={address}
          onClose={() => go({ to: '/records/{-$table}/{-$id}', params: { table } })}
        />
      )}
      {isCreating && (
        <NewRecord
          table={table}
          onClose={() => setCreating(false)}
          onCreated={(created) => {
            setCreating(false);
            go({ to: '/records/{-$table}/{-$id}', params: { table, id: created } });
          }}
        />
      )}
    </div>
  );
}

export function Records({ table, id, address }: Shown<string | undefined>): ReactNode {
  const name: TableName =
    table !== undefined && isTableName(table) && all.some((group) => group.tables.includes(table))
      ? table
      : 'employees';
  return (
    <Stack gap={0} style={{ flex: 1, minHeight: 0, flexDirection: 'row', display: 'flex' }}>
      <TableRail current={name} />
      <TableScreen key={name} table={name} id={id} address={address} />
    </Stack>
  );
}
