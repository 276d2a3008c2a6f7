/** The inventory table with its filters, and the inspector beside it. */
import { Button, Group, Text } from '@mantine/core';
import { IconBox, IconPlus } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../app/contexts.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailureState } from '../../components/failure-state.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { go } from '../../lib/go.ts';
import { useUi } from '../../store/ui-store.ts';
import { Inspector } from './inspector.tsx';
import { InventoryFilters } from './inventory-filters.tsx';
import { InventoryGrid } from './inventory-grid.tsx';
import { NewItem } from './new-item.tsx';
import { useInventoryPages } from './use-inventory-pages.ts';

export function Inventory({ itemId }: Readonly<{ itemId: string | undefined }>): ReactNode {
  const { t } = useTranslation();
  const [isNew, setNew] = useState(false);
  const view = useUi((state) => state.inventory);
  const setInventory = useUi((state) => state.setInventory);
  const pages = useInventoryPages(view);
  const mayEdit = useCan('inventory.edit');
  const isFiltered = Object.keys(view.filter).length > 0;
  const newButton = mayEdit && (
    <Button leftSection={<IconPlus size={16} />} onClick={() => setNew(true)}>
      {t('inventory.newItem')}
    </Button>
  );
  return (
    <Group flex={1} gap={0} wrap="nowrap" align="stretch" style={{ minHeight: 0 }}>
      <div
        style={{ flex: 1, minWidth: 0, minHeight: 0 }}
        className="inventory-main"
        data-with-inspector={itemId !== undefined}
      >
        <PageHeader
          title={t('inventory.title')}
          aside={
            pages.total !== undefined && (
              <Text c="dimmed" data-testid="inventory-total">
                {t('inventory.count', { count: pages.total })}
              </Text>
            )
          }
        >
          {newButton}
        </PageHeader>
        <InventoryFilters />
        {pages.failure !== undefined && <FailureState failure={pages.failure} />}
        {pages.total === 0 ? (
          <EmptyState
            icon={<IconBox size={40} stroke={1.2} />}
            title={t('inventory.emptyTitle')}
            hint={t(isFiltered ? 'inventory.emptyFiltered' : 'inventory.emptyAll')}
          >
            {isFiltered ? (
              <Button variant="default" onClick={() => setInventory({ filter: {} })}>
                {t('common.reset')}
              </Button>
            ) : (
              newButton
            )}
          </EmptyState>
        ) : (
          <InventoryGrid view={view} pages={pages} selectedId={itemId} />
        )}
      </div>
      {itemId !== undefined && <Inspector key={itemId} id={itemId} onClose={() => go({ to: '/inventory/{-$id}' })} />}
      {isNew && <NewItem onClose={() => setNew(false)} />}
    </Group>
  );
}
