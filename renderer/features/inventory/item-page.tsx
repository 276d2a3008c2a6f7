/** A thing as a page: how much there is and who wants it, before where it stands and how it moved. */
import { ActionIcon, Badge, Group, Menu, Skeleton, Text } from '@mantine/core';
import { IconDeviceLaptop, IconDots, IconPackage, IconTag, IconTrash } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { type ItemNeed, inventoryItem, itemNeeds } from '../../../shared/features/inventory/queries.ts';
import { categoryTree } from '../../../shared/features/locations/queries.ts';
import type { Failure } from '../../../shared/ipc/contract.ts';
import type { InventoryItemDetail, TreeRow } from '../../../shared/ipc/views.ts';
import { caseMake } from '../../../shared/mutations/case-mutations.ts';
import { useCan } from '../../app/contexts.ts';
import { FailureState } from '../../components/failure-state.tsx';
import { LinkTo } from '../../components/link-to.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { Way } from '../../components/way.tsx';
import { useMutate } from '../../data/use-mutate.ts';
import { useQuery } from '../../data/use-query.ts';
import { useWords } from '../../i18n/use-words.ts';
import { formatDay, formatNumber } from '../../lib/format.ts';
import { listSearch } from '../../list/list-link.ts';
import { useCommonTabs } from '../../object/common-tabs.tsx';
import { AsideSection, type Fact, ObjectFrame } from '../../object/object-frame.tsx';
import { DeletedNotice, MissingObject } from '../../object/object-gone.tsx';
import type { ObjectTab } from '../../object/object-tabs.tsx';
import { wayTo } from '../../object/object-way.ts';
import type { TabAddress } from '../../object/tab-search.ts';
import { useDeletions } from '../../store/deletion-store.ts';
import { useLabels } from '../../store/label-store.ts';
import { ItemAvailability } from '../availability/item-availability.tsx';
import { CaseTab } from '../kits/case-tab.tsx';
import { ItemPhotos } from '../photos/item-photos.tsx';
import { useMayDelete } from '../records/record-inspector.tsx';
import { ItemFields } from './item-fields.tsx';
import { MovementLines } from './item-movements.tsx';
import { ItemShort } from './item-short.tsx';
import { StockActs, StockPlaces } from './item-stock.tsx';
import { StatusMenu } from './status-menu.tsx';
import { type StockAction, StockDialog } from './stock-dialog.tsx';

const TABLE = 'inventory_items';
type Shown = Readonly<{ detail: InventoryItemDetail }>;
const NO_NEEDS: readonly ItemNeed[] = [];

/** The numbers that people come for. */
function useFacts({ item, stock }: InventoryItemDetail, needs: readonly ItemNeed[]): readonly Fact[] {
  const { t, language } = useWords();
  const next = needs.find((need) => need.next !== null)?.next;
  const number = (value: number): string => formatNumber(value, language);
  return [
    { key: 'quantity', value: `${number(item.quantity)} ${item.unit}`, word: t('inventory.facts.all') },
    ...(stock.length > 1
      ? [{ key: 'places', value: number(stock.length), word: t('inventory.facts.places', { count: stock.length }) }]
      : []),
    ...(needs.length > 0 ? [{ key: 'needs', value: number(needs.length), word: t('inventory.facts.needs') }] : []),
    ...(next === undefined || next === null
      ? []
      : [{ key: 'next', value: formatDay(next, language), word: t('inventory.facts.next') }]),
  ];
}

type NeedsProps = Readonly<{ needs: readonly ItemNeed[]; unit: string; failure: Failure | undefined }>;

function Needs({ needs, unit, failure }: NeedsProps): ReactNode {
  const { t, language } = useWords();
  if (failure !== undefined) return <FailureState failure={failure} />;
  return (
    <AsideSection title={t('inventory.neededBy')}>
      {needs.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('inventory.neededByNobody')}
        </Text>
      ) : (
        <ul className="object-needs" data-testid="needs">
          {needs.map((need) => (
            <li key={`${need.table} ${need.id}`}>
              <LinkTo table={need.table} id={need.id} className="object-link cut">
                {need.title}
              </LinkTo>
              <span className="num">
                {formatNumber(need.quantity, language)} {unit}
              </span>
              <span className="dim small num">
                {need.next === null
                  ? t('inventory.noShow')
                  : t('inventory.nextShow', { day: formatDay(need.next, language) })}
              </span>
            </li>
          ))}
        </ul>
      )}
    </AsideSection>
  );
}

function Signs({ detail: { item, isPending } }: Shown): ReactNode {
  const { t } = useWords();
  const mayMove = useCan('inventory.move') && item.deleted_at === null;
  return (
    <>
      {isPending && (
        <Badge variant="default" tt="none" leftSection={<IconDeviceLaptop size={12} />}>
          {t('common.onlyHere')}
        </Badge>
      )}
      {item.condition !== 'good' && <StatusBadge status={item.condition} />}
      {mayMove ? <StatusMenu item={item} /> : <StatusBadge status={item.status} />}
    </>
  );
}

function Acts({ detail, onAct }: Shown & Readonly<{ onAct: (action: StockAction) => void }>): ReactNode {
  const { t } = useWords();
  const mutate = useMutate();
  const mayEdit = useCan('inventory.edit');
  const mayDelete = useMayDelete(TABLE);
  const askToDelete = useDeletions((state) => state.askToDelete);
  const printLabels = useLabels((state) => state.ask);
  return (
    <Group gap={6}>
      <StockActs detail={detail} onAct={onAct} isMain />
      <Menu position="bottom-start" withArrow>
        <Menu.Target>
          <ActionIcon variant="default" size={32} aria-label={t('records.actions')}>
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconTag size={16} />}
            onClick={() => printLabels({ kind: 'item', ids: [detail.item.id], isCutOff: false })}
          >
            {t('labels.print')}
          </Menu.Item>
          {mayEdit && detail.item.place_id === null && detail.item.quantity <= 1 && (
            <Menu.Item
              leftSection={<IconPackage size={16} />}
              onClick={() => void mutate(caseMake, { itemId: detail.item.id })}
            >
              {t('kits.make')}
            </Menu.Item>
          )}
          {mayDelete && (
            <Menu.Item
              leftSection={<IconTrash size={16} />}
              onClick={() => askToDelete({ table: TABLE, id: detail.item.id })}
            >
              {t('deletion.menu')}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
    </Group>
  );
}

/** The list, the list of its category, the thing. */
function useWay(category: TreeRow | undefined) {
  const { language } = useWords();
  const steps = wayTo(TABLE, undefined, language);
  if (category === undefined) return steps;
  const search = listSearch(TABLE, [{ column: 'category_id', operator: 'any', values: [category.id] }]);
  return [...steps, { label: category.name, link: { to: '/inventory', search } }];
}

function Loaded({ detail, address }: Shown & Readonly<{ address: TabAddress }>): ReactNode {
  const { t } = useWords();
  const { item } = detail;
  const [action, setAction] = useState<StockAction>();
  const wanted = useQuery(itemNeeds, { id: item.id });
  const needs = wanted.data ?? NO_NEEDS;
  const category = useQuery(categoryTree, {}).data?.find(({ id }) => id === item.category_id);
  const steps = useWay(category);
  const facts = useFacts(detail, needs);
  const isDeleted = item.deletion_id !== null;
  const tabs: readonly ObjectTab[] = [
    ...(item.place_id === null || isDeleted
      ? []
      : [{ key: 'case', word: t('kits.tab'), body: <CaseTab itemId={item.id} /> }]),
    { key: 'movements', word: t('inventory.tabs.movements'), body: <MovementLines detail={detail} /> },
    { key: 'details', word: t('inventory.tabs.details'), body: <ItemFields item={item} /> },
    ...useCommonTabs(TABLE, item.id),
  ];
  return (
    <>
      <ObjectFrame
        table={TABLE}
        steps={steps}
        title={item.name}
        note={item.inventory_number}
        mark={<i className="object-mark" style={{ background: category?.color ?? undefined }} aria-hidden />}
        badges={<Signs detail={detail} />}
        picture={<ItemPhotos itemId={item.id} name={item.name} isDeleted={isDeleted} />}
        acts={isDeleted ? undefined : <Acts detail={detail} onAct={setAction} />}
        facts={facts}
        isCounted
        notice={item.deletion_id !== null && <DeletedNotice table={TABLE} id={item.id} deletionId={item.deletion_id} />}
        above={<StockPlaces detail={detail} />}
        tabs={tabs}
        address={address}
        aside={
          <>
            {(wanted.data ?? wanted.failure) !== undefined && (
              <Needs needs={needs} unit={item.unit} failure={wanted.failure} />
            )}
            {!isDeleted && <ItemAvailability itemId={item.id} />}
            <ItemShort item={item} category={category} />
          </>
        }
      />
      {action !== undefined && !isDeleted && (
        <StockDialog action={action} detail={detail} onClose={() => setAction(undefined)} />
      )}
    </>
  );
}

export function ItemPage({ id, address }: Readonly<{ id: string; address: TabAddress }>): ReactNode {
  const { language } = useWords();
  const { data, failure } = useQuery(inventoryItem, { id });
  if (failure !== undefined) return <FailureState failure={failure} />;
  if (data === null) return <MissingObject table={TABLE} id={id} />;
  if (data !== undefined) return <Loaded detail={data} address={address} />;
  return (
    <>
      <Way title="…" steps={wayTo(TABLE, undefined, language)} />
      <Skeleton h={160} m="md" w="auto" />
    </>
  );
}
