/**
 * What a production needs, per department: how many, how heavy, where they stand, and whether they are free on the next
 * evening, and why not. A scan adds the thing.
 */
import { SegmentedControl } from '@mantine/core';
import { IconBox, IconCircleCheck } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, useState } from 'react';
import {
  type ProductionInventory,
  productionHead,
  productionInventory,
} from '../../../shared/features/productions/queries.ts';
import { useCan } from '../../app/contexts.ts';
import { DepartmentMark } from '../../components/department-mark.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailureState } from '../../components/failure-state.tsx';
import { LinkTo } from '../../components/link-to.tsx';
import { Loading } from '../../components/loading.tsx';
import { Tag } from '../../components/status-badge.tsx';
import { useQuery } from '../../data/use-query.ts';
import { useTheaterZone } from '../../data/use-theater-zone.ts';
import { useWords } from '../../i18n/use-words.ts';
import { formatNumber } from '../../lib/format.ts';
import { useScanTarget } from '../../lib/scan-target.ts';
import { useWhole } from '../../lib/use-whole.ts';
import { todayIn } from '../../lib/zoned-time.ts';
import { ExportButton } from '../../sheet/export-button.tsx';
import { AddThing } from './add-thing.tsx';
import { groupsOf, isDiffering, isShort, type Shown, weightOf } from './inventory-model.ts';
import { useInventorySheet } from './inventory-sheet.ts';
import type { ProductionTabProps } from './production-tabs.ts';
import { dateText } from './production-text.ts';
import { TabScroll } from './tab-scroll.tsx';
import { ThingLine } from './thing-line.tsx';
import { useNeeds } from './use-needs.ts';

/** Which evening free and short are told for, and what it comes to. */
function Summary({ inventory }: Readonly<{ inventory: ProductionInventory }>): ReactNode {
  const { t, language } = useWords();
  const today = todayIn(useTheaterZone());
  const { date, things } = inventory;
  const taken = things.filter(({ quantity }) => quantity > 0);
  const short = taken.filter(isShort).length;
  return (
    <p className="production-summary" data-testid="inventory-summary">
      {date === null ? (
        <b>{t('productions.thing.onToday')}</b>
      ) : (
        <LinkTo table="schedule_events" id={date.eventId}>
          <b>{t('productions.thing.on', { date: dateText(date, today, t, language) })}</b>{' '}
          <span className="dim">{[date.place, date.variant].filter(Boolean).join(' · ')}</span>
        </LinkTo>
      )}
      {short > 0 ? (
        <Tag tone="bad">{t('productions.thing.short', { count: short })}</Tag>
      ) : (
        <Tag tone="ok" icon={IconCircleCheck}>
          {t('productions.thing.nothingShort')}
        </Tag>
      )}
      <span className="dim num">
        {t('productions.thing.names', { count: taken.length })} ·{' '}
        {t('productions.thing.kg', { weight: formatNumber(Math.round(weightOf(taken)), language) })}
      </span>
    </p>
  );
}

/** Up and down go from quantity to quantity. */
function walk(event: KeyboardEvent<HTMLDivElement>): void {
  if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
  const fields = [...event.currentTarget.querySelectorAll<HTMLInputElement>('input[data-quantity]')];
  const at = fields.findIndex((field) => field === event.target);
  const next = fields[at + (event.key === 'ArrowDown' ? 1 : -1)];
  if (at < 0 || next === undefined) return;
  event.preventDefault();
  next.focus();
  next.select();
}

function ShownChoice({
  inventory,
  variant,
  shown,
  onShow,
}: Readonly<{
  inventory: ProductionInventory;
  variant: string | null;
  shown: Shown;
  onShow: (shown: Shown) => void;
}>): ReactNode {
  const { t } = useWords();
  const short = inventory.things.filter(isShort).length;
  const differing = inventory.things.filter(isDiffering).length;
  const data = [
    { value: 'all', label: `${t('productions.thing.all')} ${inventory.things.length}` },
    { value: 'short', label: `${t('productions.thing.onlyShort')} ${short}` },
    ...(variant === null
      ? []
      : [{ value: 'differing', label: `${t('productions.thing.onlyDiffering')} ${differing}` }]),
  ];
  return (
    <SegmentedControl
      size="xs"
      data={data}
      value={data.some(({ value }) => value === shown) ? shown : 'all'}
      onChange={(value) => onShow(value as Shown)}
      aria-label={t('productions.tab.inventory')}
    />
  );
}

/** As many things as a large window shows. */
const IN_SIGHT = 25;

/** Groups with those of their things that are drawn: so many of all of them, from the top. */
function drawnOf(groups: ReturnType<typeof groupsOf>, most: number) {
  let room = most;
  return groups.flatMap((group) => {
    const drawn = group.things.slice(0, room);
    room -= drawn.length;
    return drawn.length === 0 ? [] : [{ group, drawn }];
  });
}

function Groups({
  inventory,
  shown,
  needs,
  mayEdit,
}: Readonly<{
  inventory: ProductionInventory;
  shown: Shown;
  needs: ReturnType<typeof useNeeds>;
  mayEdit: boolean;
}>): ReactNode {
  const { t, language } = useWords();
  const isWhole = useWhole();
  const groups = groupsOf(inventory.things, shown, language);
  return drawnOf(groups, isWhole ? inventory.things.length : IN_SIGHT).map(({ group, drawn }) => {
    const name = group.name ?? t('productions.thing.noCategory');
    const taken = group.things.filter(({ quantity }) => quantity > 0);
    return (
      <section key={group.departmentId ?? ''} className="thing-group" aria-label={name}>
        <h3>
          <DepartmentMark code={group.code} />
          <span className="grow">{name}</span>
          <span className="dim num">
            {t('productions.thing.names', { count: taken.length })} ·{' '}
            {t('productions.thing.kg', { weight: formatNumber(Math.round(weightOf(taken)), language) })}
          </span>
        </h3>
        <ul>
          {drawn.map((thing) => (
            <ThingLine key={thing.itemId} thing={thing} needs={needs} mayEdit={mayEdit} />
          ))}
        </ul>
      </section>
    );
  });
}

export function InventoryTab({ performanceId: id, variant }: ProductionTabProps): ReactNode {
  const { t } = useWords();
  const { data, failure } = useQuery(productionInventory, { id, variant });
  const head = useQuery(productionHead, { id }).data;
  const mayEdit = useCan('performances.edit');
  const [shown, setShown] = useState<Shown>('all');
  const needs = useNeeds(id, variant, data?.things ?? []);
  useScanTarget({
    onScan: (code) => {
      if (mayEdit) void needs.addByCode(code);
    },
    onDoubt: (code) => {
      if (mayEdit) void needs.addByCode(code);
    },
  });
  useInventorySheet(head ?? undefined, variant, data);
  if (failure !== undefined) return <FailureState failure={failure} />;
  if (data === undefined) return <Loading />;
  return (
    <>
      <div className="production-tools">
        {mayEdit && <AddThing onAdd={(thing) => void needs.add(thing)} onCode={(code) => void needs.addByCode(code)} />}
        <ShownChoice inventory={data} variant={variant} shown={shown} onShow={setShown} />
        <span className="grow" />
        <ExportButton isQuiet />
      </div>
      {data.things.length === 0 ? (
        <EmptyState
          icon={<IconBox size={40} stroke={1.2} />}
          title={t('productions.thing.none')}
          hint={t('productions.thing.noneHint')}
        />
      ) : (
        <TabScroll name="inventory" label={t('productions.tab.inventory')}>
          <Summary inventory={data} />
          <div onKeyDown={walk} data-testid="needed-things">
            <Groups inventory={data} shown={shown} needs={needs} mayEdit={mayEdit} />
          </div>
        </TabScroll>
      )}
    </>
  );
}
