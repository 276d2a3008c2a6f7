/**
 * Trucks of a tour and what goes in each: things are chosen and put into a truck by key, by touch, many at once, or as
 * proposed. With a truck as the open part: its tailgate.
 */
import { IconPlus, IconTruck, IconWand } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, useState } from 'react';
import { type TransportBoard, transportBoard } from '../../../shared/features/transports/queries.ts';
import { transportAssign } from '../../../shared/mutations/transport-mutations.ts';
import type { Distribution } from '../../../shared/rules/load-plan.ts';
import { unitsOf } from '../../../shared/rules/load-units.ts';
import { useCan } from '../../app/contexts.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailureState } from '../../components/failure-state.tsx';
import { Loading } from '../../components/loading.tsx';
import { useMutate } from '../../data/use-mutate.ts';
import { useQuery } from '../../data/use-query.ts';
import { useWords } from '../../i18n/use-words.ts';
import type { TourTabProps } from '../tours/tour-tabs.ts';
import { type BoardUnit, planOf, proposal, unassigned } from './board-model.ts';
import { LoadingScreen } from './loading.tsx';
import { NewTruck } from './new-truck.tsx';
import { TruckSection } from './truck-section.tsx';
import { UnitLine } from './unit-line.tsx';
import './transports.css';

/** Up and down go from load to load. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
  const ticks = [...event.currentTarget.querySelectorAll<HTMLInputElement>('input[data-unit]')];
  const at = ticks.findIndex((tick) => tick === event.target);
  const next = at < 0 ? ticks[0] : ticks[at + (event.key === 'ArrowDown' ? 1 : -1)];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}

/** What would go where, before anybody says so. */
function Proposal({
  board,
  found,
  onAccept,
  onClose,
}: Readonly<{ board: TransportBoard; found: Distribution; onAccept: () => void; onClose: () => void }>): ReactNode {
  const { t } = useWords();
  const names = new Map(board.lines.map(({ id, name }) => [id, name]));
  return (
    <section className="tp-proposal" aria-label={t('transports.propose')} data-testid="proposal">
      <b>{t('transports.proposed', { count: found.byLoad.size })}</b>
      {found.left.length > 0 && (
        <p className="tp-warn">
          {t('transports.proposedLeft', { count: found.left.length })}:{' '}
          {found.left
            .slice(0, 5)
            .map((id) => names.get(id))
            .join(', ')}
        </p>
      )}
      <ul>
        {board.trucks.flatMap((truck) => {
          const own = [...found.byLoad].filter(([, to]) => to === truck.id).map(([id]) => names.get(id) ?? '');
          if (own.length === 0) return [];
          return [
            <li key={truck.id}>
              <b>{truck.name}</b>{' '}
              <span className="dim">
                {own.slice(0, 8).join(', ')}
                {own.length > 8 ? '…' : ''}
              </span>
            </li>,
          ];
        })}
      </ul>
      <div className="tp-row">
        <button type="button" className="tp-tap" data-main disabled={found.byLoad.size === 0} onClick={onAccept}>
          {t('transports.accept')}
        </button>
        <button type="button" className="tp-tap tp-quiet" onClick={onClose}>
          {t('transports.decline')}
        </button>
      </div>
    </section>
  );
}

/** What is chosen, and putting it into a truck. */
function useChoice(board: TransportBoard) {
  const mutate = useMutate();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const put = async (pairs: Iterable<readonly [string, string | null]>): Promise<void> => {
    const planned = new Map(board.lines.map((line) => [line.id, line.transportId]));
    const lines = [...pairs].flatMap(([lineId, transportId]) =>
      planned.has(lineId) ? [{ lineId, transportId, seen: planned.get(lineId) ?? null }] : [],
    );
    if (lines.length > 0 && (await mutate(transportAssign, { tourId: board.tour.id, lines }))) setChosen(new Set());
  };
  const toggle = (id: string): void => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    setChosen(next);
  };
  return { chosen, has: (id: string) => chosen.has(id), toggle, put, clear: () => setChosen(new Set()) };
}

function ChoiceBar({
  board,
  count,
  onPut,
}: Readonly<{ board: TransportBoard; count: number; onPut: (truckId: string | null) => void }>): ReactNode {
  const { t } = useWords();
  return (
    <div className="tp-choice" role="toolbar" aria-label={t('transports.chosen', { count })}>
      <b>{t('transports.chosen', { count })}</b>
      {board.trucks.map((truck, index) =>
        truck.isDeleted ? null : (
          <button key={truck.id} type="button" className="tp-tap" onClick={() => onPut(truck.id)}>
            <kbd className="kbd">{index + 1}</kbd> {truck.name}
          </button>
        ),
      )}
      <button type="button" className="tp-tap tp-quiet" onClick={() => onPut(null)}>
        <kbd className="kbd">0</kbd> {t('transports.toNone')}
      </button>
    </div>
  );
}

/** What nobody has put into a truck yet. */
function Unassigned({
  board,
  free,
  choice,
}: Readonly<{
  board: TransportBoard;
  free: readonly BoardUnit[];
  choice: Pick<ReturnType<typeof useChoice>, 'has' | 'toggle'>;
}>): ReactNode {
  const { t } = useWords();
  const mayRun = useCan('packing.run');
  return (
    <section className="tp-truck" aria-label={t('transports.unassigned')} data-testid="unassigned">
      <header>
        <h3>{t('transports.unassigned')}</h3>
        <span className="dim">{free.length > 0 && t('transports.loads', { count: free.length })}</span>
      </header>
      {free.length === 0 ? (
        <p className="dim">
          {t(unitsOf(board.lines).length === 0 ? 'transports.nothingPlanned' : 'transports.allAssigned')}
        </p>
      ) : (
        <ol>
          {free.map((unit) => (
            <UnitLine
              key={unit.id}
              board={board}
              truckId={undefined}
              unit={unit}
              place={undefined}
              isChosen={choice.has(unit.id)}
              isDone={false}
              mayMove={mayRun}
              onChoose={() => choice.toggle(unit.id)}
            />
          ))}
        </ol>
      )}
    </section>
  );
}

/** The trucks one after another, then what has none. */
function Board({ board }: Readonly<{ board: TransportBoard }>): ReactNode {
  const { t } = useWords();
  const mayEdit = useCan('tours.edit');
  const mayRun = useCan('packing.run');
  const [isAdding, setAdding] = useState(false);
  const [found, setFound] = useState<Distribution>();
  const choice = useChoice(board);
  const plans = board.trucks.map((truck) => planOf(board, truck));
  const free = unassigned(board);
  const putChosen = (truckId: string | null): void =>
    void choice.put([...choice.chosen].map((id) => [id, truckId] as const));
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    walk(event);
    if (!/^\d$/.test(event.key) || choice.chosen.size === 0 || event.ctrlKey || event.altKey) return;
    const truck = event.key === '0' ? null : board.trucks[Number(event.key) - 1];
    if (truck === undefined) return;
    event.preventDefault();
    putChosen(truck?.id ?? null);
  };
  return (
    <div className="tp tp-board" onKeyDown={onKeyDown} data-testid="transports">
      <div className="tp-tools">
        {mayEdit && (
          <button type="button" className="tp-tap" onClick={() => setAdding(true)}>
            <IconPlus size={18} aria-hidden /> {t('transports.new')}
          </button>
        )}
        {mayRun && free.length > 0 && board.trucks.length > 0 && (
          <button type="button" className="tp-tap" onClick={() => setFound(proposal(board, plans))}>
            <IconWand size={18} aria-hidden /> {t('transports.propose')}
          </button>
        )}
        <span className="grow" />
        {mayRun && <span className="dim tp-keys">{t('transports.keys')}</span>}
      </div>
      {choice.chosen.size > 0 && <ChoiceBar board={board} count={choice.chosen.size} onPut={putChosen} />}
      {found !== undefined && (
        <Proposal
          board={board}
          found={found}
          onAccept={() => {
            void choice.put(found.byLoad);
            setFound(undefined);
          }}
          onClose={() => setFound(undefined)}
        />
      )}
      {board.trucks.length === 0 && (
        <EmptyState
          icon={<IconTruck size={40} stroke={1.2} />}
          title={t('transports.none')}
          hint={t('transports.noneHint')}
        />
      )}
      {plans.map((plan, index) => (
        <TruckSection key={plan.truck.id} board={board} plan={plan} number={index + 1} choice={choice} />
      ))}
      <Unassigned board={board} free={free} choice={choice} />
      {isAdding && <NewTruck tourId={board.tour.id} onClose={() => setAdding(false)} />}
    </div>
  );
}

export function TransportsTab({ tourId, part }: TourTabProps): ReactNode {
  const { data, failure } = useQuery(transportBoard, { tourId });
  if (failure !== undefined) return <FailureState failure={failure} />;
  if (data === undefined || data === null) return <Loading />;
  const truck = data.trucks.find(({ id }) => id === part);
  return truck === undefined ? <Board board={data} /> : <LoadingScreen key={truck.id} board={data} truck={truck} />;
}
