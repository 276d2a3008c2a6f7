/** Where a thing stands, how much of it, and what can be done about that. */
import { Button, Group, Stack, Table, Text } from '@mantine/core';
import { IconArrowsMove, IconPackage, IconPackageImport, IconPackageOff } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { locationTree } from '../../../shared/features/locations/queries.ts';
import type { InventoryItemDetail } from '../../../shared/ipc/views.ts';
import { useCan } from '../../app/contexts.ts';
import { LinkTo } from '../../components/link-to.tsx';
import { flattenTree } from '../../components/tree-select.tsx';
import { useQuery } from '../../data/use-query.ts';
import { useWords } from '../../i18n/use-words.ts';
import { formatNumber } from '../../lib/format.ts';
import type { StockAction } from './stock-dialog.tsx';

type Props = Readonly<{ detail: InventoryItemDetail; onAct: (action: StockAction) => void }>;

const ICONS = {
  move: <IconArrowsMove size={16} aria-hidden />,
  receive: <IconPackageImport size={16} aria-hidden />,
  writeOff: <IconPackageOff size={16} aria-hidden />,
} as const;

/** What can be done with its quantity; what is mostly done first, where it is done from a page. */
export function StockActs({ detail, onAct, isMain = false }: Props & Readonly<{ isMain?: boolean }>): ReactNode {
  const { t } = useWords();
  const mayMove = useCan('inventory.move');
  if (!mayMove) return null;
  const hasStock = detail.stock.length > 0;
  const order: readonly StockAction[] = isMain ? ['move', 'receive', 'writeOff'] : ['receive', 'move', 'writeOff'];
  const main = !isMain ? undefined : hasStock ? 'move' : 'receive';
  return order.map((action) => (
    <Button
      key={action}
      variant={action === main ? 'filled' : 'default'}
      disabled={action !== 'receive' && !hasStock}
      {...(isMain ? { leftSection: ICONS[action] } : {})}
      onClick={() => onAct(action)}
    >
      {t(`inventory.acts.${action}`)}
    </Button>
  ));
}

/** Beside a list. */
export function Stock({ detail, onAct }: Props): ReactNode {
  const { t } = useWords();
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
      <Group gap="xs">
        <StockActs detail={detail} onAct={onAct} />
      </Group>
    </Stack>
  );
}

type PlaceProps = Readonly<{ row: InventoryItemDetail['stock'][number]; above: readonly string[] }>;

/** In a case: the case first, and where that stands; else the place at the end of its way. */
function Place({ row, above }: PlaceProps): ReactNode {
  const { t } = useWords();
  if (row.case_id !== null)
    return (
      <>
        <IconPackage size={16} aria-hidden />
        <span className="dim"> {t('kits.inCase')} </span>
        <LinkTo table="inventory_items" id={row.case_id} className="object-link">
          «{row.location}»
        </LinkTo>
        {above.toReversed().map((name) => (
          <span className="dim" key={name}>
            {' '}
            › {name}
          </span>
        ))}
      </>
    );
  return (
    <>
      {above.map((name) => (
        <span className="dim" key={name}>
          {name} /{' '}
        </span>
      ))}
      <LinkTo table="inventory_locations" id={row.location_id} className="object-link">
        {row.location}
      </LinkTo>
    </>
  );
}

/** On a page: each place with what it lies in. */
export function StockPlaces({ detail }: Readonly<{ detail: InventoryItemDetail }>): ReactNode {
  const { t, language } = useWords();
  const places = useQuery(locationTree, {}).data ?? [];
  const above = new Map(flattenTree(places).map((entry) => [entry.row.id, entry.above]));
  return (
    <section className="object-block" aria-label={t('inventory.stands')}>
      <h3>{t('inventory.stands')}</h3>
      {detail.stock.length === 0 ? (
        <Text c="dimmed">{t('inventory.noStock')}</Text>
      ) : (
        <ul className="object-rows" data-testid="stock-places">
          {detail.stock.map((row) => (
            <li key={row.location_id}>
              <span className="cut">
                <Place row={row} above={above.get(row.location_id) ?? []} />
              </span>
              <b className="num">
                {formatNumber(row.quantity, language)} {detail.item.unit}
              </b>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
