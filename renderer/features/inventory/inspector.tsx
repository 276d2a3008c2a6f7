/** One thing: its fields, editable in place, where it stands, how it moved, who changed it. */

import { ActionIcon, Badge, Button, Group, Menu, Stack, Table, Text, Title } from '@mantine/core';
import { IconChevronDown, IconDeviceLaptop, IconTrash, IconX } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { inventoryItem } from '../../../shared/features/inventory/queries.ts';
import type { Language } from '../../../shared/i18n/language.ts';
import { statusName } from '../../../shared/i18n/names.ts';
import type { InventoryItemDetail } from '../../../shared/ipc/views.ts';
import { inventoryChangeStatus } from '../../../shared/mutations/inventory-mutations.ts';
import { itemStatus } from '../../../shared/rules/state-machines.ts';
import { useCan } from '../../app/contexts.ts';
import { FailureState } from '../../components/failure-state.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { useMutate } from '../../data/use-mutate.ts';
import { useQuery } from '../../data/use-query.ts';
import { useWords } from '../../i18n/use-words.ts';
import { formatDateTime } from '../../lib/format.ts';
import { useEscape } from '../../lib/use-escape.ts';
import { useCommonTabs } from '../../object/common-tabs.tsx';
import { type ObjectTab, ObjectTabs } from '../../object/object-tabs.tsx';
import type { TabAddress } from '../../object/tab-search.ts';
import { useDeletions } from '../../store/deletion-store.ts';
import { RecordHistory } from '../records/record-history.tsx';
import { useMayDelete } from '../records/record-inspector.tsx';
import { ItemFields } from './item-fields.tsx';
import { type StockAction, StockDialog } from './stock-dialog.tsx';

function Stock({
  detail,
  onAct,
}: Readonly<{ detail: InventoryItemDetail; onAct: (action: StockAction) => void }>): ReactNode {
  const { t } = useWords();
  const mayMove = useCan('inventory.move');
  return (
    <Stack gap="sm">
      {detail.stock.length === 0 ? (
        <Text c="dimmed">{t('inventory.noStock')}</Text>
      ) : (
        <Table aria-label={t('inventory.tabs.stock')}>
          <Table.Tbody>
            {detail.stock.map((row) => (
              <Table.Tr key={row.location_id}>
                <Table.Td>{row.location}</Table.Td>
                <Table.Td ta="right" fw={600}>
                  {row.quantity} {detail.item.unit}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      {mayMove && (
        <Group gap="xs">
          <Button variant="default" onClick={() => onAct('receive')}>
            {t('inventory.acts.receive')}
          </Button>
          <Button variant="default" disabled={detail.stock.length === 0} onClick={() => onAct('move')}>
            {t('inventory.acts.move')}
          </Button>
          <Button variant="default" disabled={detail.stock.length === 0} onClick={() => onAct('writeOff')}>
            {t('inventory.acts.writeOff')}
          </Button>
        </Group>
      )}
    </Stack>
  );
}

/** A receipt that leaves a place, and a write-off that comes to one, take another one back. */
function movementName(
  { movement_type: type, from, to }: InventoryItemDetail['movements'][number],
  t: ReturnType<typeof useWords>['t'],
  language: Language,
): string {
  const movement = statusName(type, language);
  const isWayBack = (type === 'receipt' && from !== null) || (type === 'write_off' && to !== null);
  return isWayBack ? t('inventory.takenBack', { movement }) : movement;
}

function Movements({ detail }: Readonly<{ detail: InventoryItemDetail }>): ReactNode {
  const { t, language } = useWords();
  if (detail.movements.length === 0) return <Text c="dimmed">{t('inventory.noMovements')}</Text>;
  return (
    <Stack gap="sm">
      {detail.movements.map((movement) => (
        <div key={movement.id}>
          <Group justify="space-between" gap="xs">
            <Text fw={500}>{movementName(movement, t, language)}</Text>
            <Text fw={600}>
              {movement.from === null ? '+' : movement.to === null ? '−' : ''}
              {movement.quantity} {detail.item.unit}
            </Text>
          </Group>
          <Text size="sm">{[movement.from, movement.to].filter((place) => place !== null).join(' → ')}</Text>
          <Text size="xs" c="dimmed">
            {formatDateTime(movement.occurred_at, language)} · {movement.created_by_name}
            {movement.comment === null ? '' : ` · ${movement.comment}`}
          </Text>
        </div>
      ))}
    </Stack>
  );
}

function StatusMenu({ detail }: Readonly<{ detail: InventoryItemDetail }>): ReactNode {
  const { t, language } = useWords();
  const mutate = useMutate();
  const { item } = detail;
  const [seen, setSeen] = useState(item.status);
  return (
    <Menu position="bottom-start" withArrow onOpen={() => setSeen(item.status)}>
      <Menu.Target>
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          rightSection={<IconChevronDown size={14} />}
          aria-label={`${t('inventory.changeStatus')}: ${statusName(item.status, language)}`}
        >
          <StatusBadge status={item.status} />
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {(itemStatus[seen] ?? []).map((status) => (
          <Menu.Item
            key={status}
            onClick={() => {
              void mutate(inventoryChangeStatus, { itemId: item.id, status, seen });
            }}
          >
            {statusName(status, language)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

const NONE = {};

type Props = Readonly<{ id: string; address: TabAddress; onClose: () => void }>;

export function Inspector({ id, address, onClose }: Props): ReactNode {
  const { t } = useWords();
  const { data, failure } = useQuery(inventoryItem, { id });
  const [action, setAction] = useState<StockAction>();
  useEscape(onClose);
  const mayMove = useCan('inventory.move');
  const mayDelete = useMayDelete('inventory_items');
  const askToDelete = useDeletions((state) => state.askToDelete);
  const common = useCommonTabs('inventory_items', id);
  const own = (key: 'details' | 'stock' | 'movements' | 'activity', body: ReactNode): ObjectTab => ({
    key,
    word: t(`inventory.tabs.${key}`),
    body,
  });
  const tabs: readonly ObjectTab[] =
    data === undefined || data === null
      ? []
      : [
          own('details', <ItemFields item={data.item} />),
          own('stock', <Stock detail={data} onAct={setAction} />),
          own('movements', <Movements detail={data} />),
          ...common,
          own('activity', <RecordHistory table="inventory_items" id={id} parents={NONE} />),
        ];
  return (
    <aside className="inspector" aria-label={t('inventory.inspector')} data-testid="inspector">
      <Group justify="space-between" wrap="nowrap" align="flex-start" p="md" pb="xs">
        <div style={{ minWidth: 0 }}>
          <Title order={2} size="h4" style={{ overflowWrap: 'anywhere' }}>
            {data?.item.name ?? (data === null ? t('inventory.missing') : '…')}
          </Title>
          {data !== undefined && data !== null && (
            <Group gap={4}>
              {mayMove ? <StatusMenu detail={data} /> : <StatusBadge status={data.item.status} />}
              <Text fw={600}>
                {data.item.quantity} {data.item.unit}
              </Text>
              {data.isPending && (
                <Badge variant="default" tt="none" leftSection={<IconDeviceLaptop size={12} />}>
                  {t('common.onlyHere')}
                </Badge>
              )}
            </Group>
          )}
        </div>
        <Group gap={4} wrap="nowrap">
          {mayDelete && data !== undefined && data !== null && data.item.deleted_at === null && (
            <ActionIcon
              variant="subtle"
              color="gray"
              size={36}
              aria-label={t('deletion.menu')}
              onClick={() => askToDelete({ table: 'inventory_items', id })}
            >
              <IconTrash size={20} />
            </ActionIcon>
          )}
          <ActionIcon variant="subtle" color="gray" size={36} aria-label={t('common.close')} onClick={onClose}>
            <IconX size={20} />
          </ActionIcon>
        </Group>
      </Group>
      {failure !== undefined && <FailureState failure={failure} />}
      {data !== undefined && data !== null && (
        <>
          <ObjectTabs address={address} tabs={tabs} />
          {action !== undefined && <StockDialog action={action} detail={data} onClose={() => setAction(undefined)} />}
        </>
      )}
    </aside>
  );
}
