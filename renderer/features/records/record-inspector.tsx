/**
 * One row of any table: its fields edited in place, what the program keeps about it, its history, and the way to delete
 * it.
 */

import { ActionIcon, Alert, Badge, Button, Group, Menu, Stack, Title } from '@mantine/core';
import { IconDeviceLaptop, IconDots, IconTrash, IconUserOff, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { recordDetail } from '../../../shared/features/records/queries.ts';
import { isPart } from '../../../shared/rules/deletion-plan.ts';
import { type TableName, tableOf } from '../../../shared/schema/catalog.ts';
import { useCan } from '../../app/contexts.ts';
import { FailureState } from '../../components/failure-state.tsx';
import { useQuery } from '../../data/use-query.ts';
import { useWords } from '../../i18n/use-words.ts';
import { hasPage } from '../../lib/open-record.ts';
import { useEscape } from '../../lib/use-escape.ts';
import { useCommonTabs } from '../../object/common-tabs.tsx';
import { type ObjectTab, ObjectTabs } from '../../object/object-tabs.tsx';
import { OpenAsPage } from '../../object/open-as-page.tsx';
import type { TabAddress } from '../../object/tab-search.ts';
import { useDeletions } from '../../store/deletion-store.ts';
import { deletionOf, RecordFields } from './record-fields.tsx';
import { RowSteps } from './row-steps.tsx';

export function DeleteMenu({ table, id }: Readonly<{ table: TableName; id: string }>): ReactNode {
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
  const mayDelete = useMayDelete(table);
  const askToRestore = useDeletions((state) => state.askToRestore);
  const deletionId = data === undefined || data === null ? undefined : deletionOf(data);
  const isDeleted = deletionId !== undefined;
  const common = useCommonTabs(table, id);
  const tabs: readonly ObjectTab[] = [
    {
      key: 'details',
      word: t('records.tabs.details'),
      body: data !== undefined && data !== null && (
        <Stack>
          {!isDeleted && <RowSteps table={table} id={id} status={data.values['status']} />}
          <RecordFields table={table} detail={data} withKept />
        </Stack>
      ),
    },
    ...common,
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
          {hasPage(table) && <OpenAsPage table={table} id={id} />}
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
