/**
 * One row of any table: its fields edited in place, what the program keeps about it, its history, and the way to delete
 * it.
 */

import { ActionIcon, Alert, Badge, Button, Group, Menu, Stack, Text, Title } from '@mantine/core';
import { IconDeviceLaptop, IconDots, IconTrash, IconUserOff, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { recordDetail } from '../../../shared/features/records/queries.ts';
import { fieldName } from '../../../shared/i18n/names.ts';
import type { RecordDetail } from '../../../shared/ipc/views.ts';
import { isPart } from '../../../shared/rules/deletion-plan.ts';
import { type TableName, tableOf } from '../../../shared/schema/catalog.ts';
import { useCan } from '../../app/contexts.ts';
import { FailureState } from '../../components/failure-state.tsx';
import { useQuery } from '../../data/use-query.ts';
import { FieldControl } from '../../form/field-control.tsx';
import { useRowFields } from '../../form/use-row-fields.ts';
import { useValueText } from '../../form/value-text.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useEscape } from '../../lib/use-escape.ts';
import { useCommonTabs } from '../../object/common-tabs.tsx';
import { type ObjectTab, ObjectTabs } from '../../object/object-tabs.tsx';
import type { TabAddress } from '../../object/tab-search.ts';
import { useDeletions } from '../../store/deletion-store.ts';
import { RecordHistory } from './record-history.tsx';
import { editableColumns, shownColumns } from './record-tables.ts';
import { RowSteps } from './row-steps.tsx';

function Fields({
  table,
  detail,
  mayEdit,
}: Readonly<{ table: TableName; detail: RecordDetail; mayEdit: boolean }>): ReactNode {
  const { language } = useWords();
  const text = useValueText();
  const field = useRowFields(table, detail.id, detail.values);
  const row = (name: string, control: ReactNode): ReactNode => (
    <div className="field" key={name}>
      <span style={{ color: 'var(--mantine-color-dimmed)' }}>{fieldName(name, language)}</span>
      {control}
    </div>
  );
  return (
    <Stack gap={4}>
      {editableColumns(table).map(([name]) => {
        const own = field(name);
        return own === undefined ? null : row(name, <FieldControl field={own} isDisabled={!mayEdit} />);
      })}
      {shownColumns(table)
        .filter(([name]) => detail.values[name] !== null)
        .map(([name, column]) =>
          row(
            name,
            <Text size="sm" px={8} style={{ overflowWrap: 'anywhere' }}>
              {text(column, detail.values[name], detail.parents)}
            </Text>,
          ),
        )}
    </Stack>
  );
}

function DeleteMenu({ table, id }: Readonly<{ table: TableName; id: string }>): ReactNode {
  const { t } = useWords();
  const askToDelete = useDeletions((state) => state.askToDelete);
  return (
    <Menu position="bottom-end" withArrow>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size={36} aria-label={t('records.actions')}>
          <IconDots size={20} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {table === 'employees' && (
          <Menu.Item
            leftSection={<IconUserOff size={16} />}
            onClick={() => askToDelete({ table, id, deactivate: true })}
          >
            {t('deletion.deactivateMenu')}
          </Menu.Item>
        )}
        <Menu.Item leftSection={<IconTrash size={16} />} onClick={() => askToDelete({ table, id })}>
          {t('deletion.menu')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

const NONE = {};

/** Whether the person may delete rows of the table; the rules ask again. */
export function useMayDelete(table: TableName): boolean {
  const mayWrite = useCan(tableOf(table).write);
  const mayDelete = useCan('rows.delete');
  return tableOf(table).softDelete && table !== 'theaters' && mayWrite && (mayDelete || isPart(table));
}

export function RecordInspector({
  table,
  id,
  address,
  onClose,
}: Readonly<{ table: TableName; id: string; address: TabAddress; onClose: () => void }>): ReactNode {
  const { t } = useWords();
  const { data, failure } = useQuery(recordDetail, { table, id });
  useEscape(onClose);
  const mayEdit = useCan(tableOf(table).write);
  const mayDelete = useMayDelete(table);
  const askToRestore = useDeletions((state) => state.askToRestore);
  const deletionId = data?.values['deletion_id'];
  const isDeleted = typeof deletionId === 'string';
  const common = useCommonTabs(table, id);
  const tabs: readonly ObjectTab[] = [
    {
      key: 'details',
      word: t('records.tabs.details'),
      body: data !== undefined && data !== null && (
        <Stack>
          {!isDeleted && <RowSteps table={table} id={id} status={data.values['status']} />}
          <Fields table={table} detail={data} mayEdit={mayEdit && !isDeleted} />
        </Stack>
      ),
    },
    ...common,
    {
      key: 'history',
      word: t('records.tabs.history'),
      body: <RecordHistory table={table} id={id} parents={data?.parents ?? NONE} />,
    },
  ];
  return (
    <aside className="inspector" aria-label={t('records.inspector')} data-testid="inspector">
      <Group justify="space-between" wrap="nowrap" align="flex-start" p="md" pb="xs">
        <div style={{ minWidth: 0 }}>
          <Title order={2} size="h4" style={{ overflowWrap: 'anywhere' }}>
            {data?.label ?? (data === null ? t('records.missing') : '…')}
          </Title>
          {data?.isPending === true && (
            <Badge variant="default" tt="none" leftSection={<IconDeviceLaptop size={12} />}>
              {t('common.onlyHere')}
            </Badge>
          )}
        </div>
        <Group gap={4} wrap="nowrap">
          {mayDelete && data !== undefined && data !== null && !isDeleted && <DeleteMenu table={table} id={id} />}
          <ActionIcon variant="subtle" color="gray" size={36} aria-label={t('common.close')} onClick={onClose}>
            <IconX size={20} />
          </ActionIcon>
        </Group>
      </Group>
      {failure !== undefined && <FailureState failure={failure} />}
      {isDeleted && (
        <Alert mx="md" color="orange" icon={<IconTrash size={18} />}>
          {t('records.deleted')}{' '}
          <Button size="compact-sm" variant="default" ml="xs" onClick={() => askToRestore(deletionId)}>
            {t('trash.restore')}
          </Button>
        </Alert>
      )}
      {data !== undefined && data !== null && <ObjectTabs address={address} tabs={tabs} />}
    </aside>
  );
}
