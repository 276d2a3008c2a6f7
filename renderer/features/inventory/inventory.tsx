/** The things of the theatre: the list, and one of them beside it. */
import { Button, Group } from '@mantine/core';
import { IconBox, IconPlus } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useCan } from '../../app/contexts.ts';
import { StatusBadge } from '../../components/status-badge.tsx';
import { useWords } from '../../i18n/use-words.ts';
import { formatDecimal } from '../../lib/numbers.ts';
import { openObject } from '../../lib/open-record.ts';
import { DataList } from '../../list/data-list.tsx';
import type { CellView, LeadView } from '../../list/list-lines.tsx';
import { useList } from '../../list/use-list.ts';
import type { ViewAddress } from '../../list/view-search.ts';
import type { TabAddress } from '../../object/tab-search.ts';
import { StartPhotos } from '../photos/start-photos.tsx';
import { Inspector } from './inspector.tsx';
import { NewItem } from './new-item.tsx';

type Props = Readonly<{
  itemId: string | undefined;
  address: ViewAddress;
  tabs: TabAddress;
  /** Opens one beside the list, or closes it. */
  onOpen: (id: string | undefined) => void;
}>;

const openItem = (id: string): void => openObject('inventory_items', id);

function useCells(): Readonly<Record<string, CellView>> {
  const { language } = useWords();
  return {
    quantity: (row) => (
      <>
        <b>{formatDecimal(String(row.values['quantity'] ?? 0), language)}</b>{' '}
        <span className="dim">{String(row.values['unit'] ?? '')}</span>
      </>
    ),
    status: (row) => <StatusBadge status={String(row.values['status'])} />,
    condition: (row) => <StatusBadge status={String(row.values['condition'])} />,
  };
}

/** Needed by the stripe, whichever columns are in sight. */
const ALSO = ['category_id'];

/** The colour of its category before a thing's name. */
const stripe: LeadView = (row, link) => (
  <i
    className="list-stripe"
    style={{ background: link(String(row.values['category_id']))?.color ?? undefined }}
    aria-hidden
  />
);

export function Inventory({ itemId, address, tabs, onOpen }: Props): ReactNode {
  const { t } = useWords();
  const [isNew, setNew] = useState(false);
  const model = useList('inventory_items', address);
  const cells = useCells();
  const mayEdit = useCan('inventory.edit');
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
        <DataList
          model={model}
          title={t('inventory.title')}
          label={t('inventory.title')}
          testId="inventory-grid"
          totalId="inventory-total"
          counted={(count) => t('inventory.count', { count })}
          placeholder={t('inventory.filter')}
          empty={{
            icon: <IconBox size={40} stroke={1.2} />,
            title: t('inventory.emptyTitle'),
            hint: t('inventory.emptyAll'),
            filtered: t('inventory.emptyFiltered'),
          }}
          begin={
            <>
              {mayEdit && <StartPhotos model={model} />}
              {newButton}
            </>
          }
          openId={itemId}
          cells={cells}
          lead={stripe}
          also={ALSO}
          onOpen={onOpen}
          onPage={openItem}
        />
      </div>
      {itemId !== undefined && <Inspector key={itemId} id={itemId} address={tabs} onClose={() => onOpen(undefined)} />}
      {isNew && <NewItem onClose={() => setNew(false)} />}
    </Group>
  );
}
