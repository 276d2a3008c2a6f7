/** The things of the theatre: the list, and one of them beside it. */
import { Button, Group } from '@mantine/core';
import { IconBox, IconPlus } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { ListRow } from '../../../shared/features/lists/queries.ts';
import type { Cover } from '../../../shared/features/photos/queries.ts';
import type { ValueReader } from '../../../shared/lists/value-text.ts';
import { useCan } from '../../app/contexts.ts';
import { StatusBadge } from '../../components/status-badge.tsx';
import { useWords } from '../../i18n/use-words.ts';
import { formatDecimal } from '../../lib/numbers.ts';
import { openObject } from '../../lib/open-record.ts';
import { DataList } from '../../list/data-list.tsx';
import type { CardView, CellView, LeadView } from '../../list/list-lines.tsx';
import { useList } from '../../list/use-list.ts';
import type { ViewAddress } from '../../list/view-search.ts';
import type { TabAddress } from '../../object/tab-search.ts';
import { StartPhotos } from '../photos/start-photos.tsx';
import { CardCover, RowCover, useCovers } from '../photos/use-covers.tsx';
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

/** Needed by the stripe and by cards, whichever columns are in sight. */
const ALSO = ['category_id', 'inventory_number', 'quantity', 'unit', 'status'];

/** The colour of its category before a thing's name. */
const stripe = (row: ListRow, link: ValueReader['link']): ReactNode => (
  <i
    className="list-stripe"
    style={{ background: link(String(row.values['category_id']))?.color ?? undefined }}
    aria-hidden
  />
);

/** Before a thing's name: the colour of its category, and its photo. */
const leadWith =
  (coverOf: (id: string) => Cover | undefined): LeadView =>
  (row, link) => (
    <>
      {stripe(row, link)}
      <RowCover cover={coverOf(row.id)} />
    </>
  );

/** A thing as a card: its photo, its number and how many there are; what is not as usual is said. */
function useCard(coverOf: (id: string) => Cover | undefined): CardView {
  const { language } = useWords();
  return {
    picture: (row) => <CardCover cover={coverOf(row.id)} />,
    below: (row, link) => (
      <>
        {stripe(row, link)}
        <span className="num cut">{String(row.values['inventory_number'] ?? '')}</span>
        <span className="grow" />
        <span className="num">
          {formatDecimal(String(row.values['quantity'] ?? 0), language)} {String(row.values['unit'] ?? '')}
        </span>
      </>
    ),
  };
}

export function Inventory({ itemId, address, tabs, onOpen }: Props): ReactNode {
  const { t } = useWords();
  const [isNew, setNew] = useState(false);
  const model = useList('inventory_items', address);
  const cells = useCells();
  const covers = useCovers();
  const card = useCard(covers.of);
  const lead = leadWith(covers.of);
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
          lead={lead}
          card={card}
          onRows={covers.setIds}
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
