/** One thing: its fields, editable in place, where it stands, how it moved, who changed it. */

import { ActionIcon, Badge, Group, Text, Title } from '@mantine/core';
import { IconDeviceLaptop, IconTrash, IconX } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { inventoryItem } from '../../../shared/features/inventory/queries.ts';
import { useCan } from '../../app/contexts.ts';
import { FailureState } from '../../components/failure-state.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { useQuery } from '../../data/use-query.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useEscape } from '../../lib/use-escape.ts';
import { useCommonTabs } from '../../object/common-tabs.tsx';
import { type ObjectTab, ObjectTabs } from '../../object/object-tabs.tsx';
import { OpenAsPage } from '../../object/open-as-page.tsx';
import type { TabAddress } from '../../object/tab-search.ts';
import { useDeletions } from '../../store/deletion-store.ts';
import { CaseTab } from '../kits/case-tab.tsx';
import { ItemPhotoStrip } from '../photos/item-photos.tsx';
import { useMayDelete } from '../records/record-inspector.tsx';
import { ItemFields } from './item-fields.tsx';
import { Movements } from './item-movements.tsx';
import { Stock } from './item-stock.tsx';
import { StatusMenu } from './status-menu.tsx';
import { type StockAction, StockDialog } from './stock-dialog.tsx';

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
  const own = (key: 'details' | 'stock' | 'movements', body: ReactNode): ObjectTab => ({
    key,
    word: t(`inventory.tabs.${key}`),
    body,
  });
  const tabs: readonly ObjectTab[] =
    data === undefined || data === null
      ? []
      : [
          ...(data.item.place_id === null || data.item.deleted_at !== null
            ? []
            : [{ key: 'case', word: t('kits.tab'), body: <CaseTab itemId={id} /> }]),
          own('details', <ItemFields item={data.item} />),
          own('stock', <Stock detail={data} onAct={setAction} />),
          own('movements', <Movements detail={data} />),
          ...common,
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
              {mayMove ? <StatusMenu item={data.item} /> : <StatusBadge status={data.item.status} />}
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
          <OpenAsPage table="inventory_items" id={id} />
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
          <ItemPhotoStrip itemId={id} name={data.item.name} isDeleted={data.item.deleted_at !== null} />
          <ObjectTabs address={address} tabs={tabs} />
          {action !== undefined && <StockDialog action={action} detail={data} onClose={() => setAction(undefined)} />}
        </>
      )}
    </aside>
  );
}
