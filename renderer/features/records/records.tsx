/**
 * Any table of the theatre: the rail of tables, the list of one, and an inspector. Built from the catalog, so that no
 * table is without a screen.
 */
import { Button, NavLink, ScrollArea, Select, Text } from '@mantine/core';
import { IconPlus, IconTable } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { tableName } from '../../../shared/i18n/names.ts';
import { isTableName, type TableName, tableOf } from '../../../shared/schema/catalog.ts';
import type { Group } from '../../../shared/schema/define.ts';
import { useCan } from '../../app/contexts.ts';
import { StatusBadge } from '../../components/status-badge.tsx';
import { useWords } from '../../i18n/use-words.ts';
import { go } from '../../lib/go.ts';
import { hasPage, openObject } from '../../lib/open-record.ts';
import { DataList } from '../../list/data-list.tsx';
import type { CellView } from '../../list/list-lines.tsx';
import { useList } from '../../list/use-list.ts';
import type { ViewAddress } from '../../list/view-search.ts';
import type { TabAddress } from '../../object/tab-search.ts';
import { NewRecord } from './new-record.tsx';
import { RecordInspector } from './record-inspector.tsx';
import { groups, readOnlyTables } from './record-tables.ts';

const all: readonly { readonly key: Group | 'traces'; readonly tables: readonly TableName[] }[] = [
  ...groups,
  { key: 'traces', tables: readOnlyTables },
];

/** The table that the address names; the first of all where it names none that has a list. */
export const tableShown = (name: string | undefined): TableName =>
  name !== undefined && isTableName(name) && all.some(({ tables }) => tables.includes(name)) ? name : 'employees';

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

/** Where the rail has no room. */
function TableChoice({ current }: Readonly<{ current: TableName }>): ReactNode {
  const { t, language } = useWords();
  return (
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
      value={current}
      onChange={(name) => {
        if (name !== null) go({ to: '/records/{-$table}/{-$id}', params: { table: name } });
      }}
    />
  );
}

/** A status stands as its sign, as everywhere. */
function cellsOf(table: TableName): Readonly<Record<string, CellView>> {
  const column = tableOf(table).columns['status'];
  if (column?.values === undefined) return {};
  return {
    status: (row, text) =>
      typeof row.values['status'] === 'string' ? <StatusBadge status={row.values['status']} column={column} /> : text,
  };
}

type Props = Readonly<{
  table: TableName;
  /** The row that stands open beside the list. */
  id: string | undefined;
  address: ViewAddress;
  tabs: TabAddress;
  /** Opens one beside the list, or closes it. */
  onOpen: (id: string | undefined) => void;
}>;

function TableScreen({ table, id, address, tabs, onOpen }: Props): ReactNode {
  const { t, language } = useWords();
  const [isCreating, setCreating] = useState(false);
  const model = useList(table, address);
  const mayEdit = useCan(tableOf(table).write) && table !== 'theaters';
  const title = tableName(table, language);
  const newButton = mayEdit && (
    <Button leftSection={<IconPlus size={16} />} onClick={() => setCreating(true)}>
      {t('records.new')}
    </Button>
  );
  return (
    <div style={{ display: 'flex', flex: 1, minWidth: 0, minHeight: 0 }}>
      <div
        className="inventory-main"
        data-with-inspector={id !== undefined}
        style={{ flex: 1, minWidth: 0, minHeight: 0 }}
      >
        <DataList
          model={model}
          title={title}
          label={title}
          testId="records"
          totalId="records-total"
          counted={(count) => t('records.count', { count })}
          placeholder={t('records.search')}
          empty={{
            icon: <IconTable size={40} stroke={1.2} />,
            title: t('records.empty'),
            hint: t(mayEdit ? 'records.emptyHint' : 'records.emptyReadOnly'),
            filteredTitle: t('records.nothing'),
            filtered: t('inventory.emptyFiltered'),
          }}
          places={<TableChoice current={table} />}
          begin={newButton}
          openId={id}
          cells={cellsOf(table)}
          onOpen={onOpen}
          {...(hasPage(table) ? { onPage: (opened: string) => openObject(table, opened) } : {})}
        />
      </div>
      {id !== undefined && (
        <RecordInspector key={id} table={table} id={id} address={tabs} onClose={() => onOpen(undefined)} />
      )}
      {isCreating && (
        <NewRecord
          table={table}
          onClose={() => setCreating(false)}
          onCreated={(created) => {
            setCreating(false);
            onOpen(created);
          }}
        />
      )}
    </div>
  );
}

export function Records(props: Props): ReactNode {
  return (
    <div style={{ display: 'flex', flex: 1, minHeight: 0 }}>
      <TableRail current={props.table} />
      <TableScreen key={props.table} {...props} />
    </div>
  );
}
