/**
 * The tailgate of one truck: what is next in one big line, scans without a click, the truck from above, the order, and
 * the last acts. The same screen unloads. Gloves, the dark, no mouse, no dialogs.
 */
import { IconAlertTriangle, IconArrowLeft, IconArrowsExchange, IconCircleCheck } from '@tabler/icons-react';
import { type ReactNode, useRef, useState } from 'react';
import type { TransportBoard, TruckView } from '../../../shared/features/transports/queries.ts';
import { transportOrder } from '../../../shared/mutations/transport-mutations.ts';
import { piecesIn } from '../../../shared/rules/load-units.ts';
import { useCan } from '../../app/contexts.ts';
import { useMutate } from '../../data/use-mutate.ts';
import { useWords } from '../../i18n/use-words.ts';
import { go } from '../../lib/go.ts';
import { useScanTarget } from '../../lib/scan-target.ts';
import { Bed } from './bed.tsx';
import { type BoardUnit, isAway, isIn, piecesAboard, planOf, type TruckPlan } from './board-model.ts';
import { roomText, stateText, weightText } from './board-text.ts';
import { CodeField, LastActs, LastSaid } from './gate-panel.tsx';
import { DO, OrderList } from './order-list.tsx';
import { TruckSteps } from './truck-steps.tsx';
import { unpackedHere, useGateKeys, useLoading, type Work, workAt } from './use-loading.ts';

type Props = Readonly<{ board: TransportBoard; truck: TruckView }>;

/** The loads with their places as they stand, so that a change of one keeps the others. */
function useOrder(board: TransportBoard, units: readonly BoardUnit[]) {
  const mutate = useMutate();
  return (changed: readonly BoardUnit[]): void => {
    const lines = changed.flatMap((unit, index) =>
      unit.order === index + 1 ? [] : [{ lineId: unit.id, order: index + 1, seen: unit.order }],
    );
    if (lines.length > 0 && changed.length === units.length)
      void mutate(transportOrder, { tourId: board.tour.id, lines });
  };
}

const swapped = (units: readonly BoardUnit[], a: number, b: number): readonly BoardUnit[] =>
  units.map((unit, index) => (index === a ? (units[b] ?? unit) : index === b ? (units[a] ?? unit) : unit));

/** What is wrong where the next one would stand, and what cures it. */
function NextWarning({
  plan,
  onSwap,
  isShown,
  onHide,
}: Readonly<{
  plan: TruckPlan;
  onSwap: (a: number, b: number) => void;
  isShown: boolean;
  onHide: () => void;
}>): ReactNode {
  const { t, language } = useWords();
  const axle = plan.warnings.find((warning) => warning.kind === 'axle');
  const heavy = plan.warnings.find((warning) => warning.kind === 'payload');
  const large = plan.warnings.find((warning) => warning.kind === 'volume');
  const swap = axle?.swap;
  const [first, second] = [swap?.first, swap?.second].map((id) => plan.units.findIndex((unit) => unit.id === id));
  const over = [
    heavy === undefined ? undefined : t('transports.overPayload', { over: weightText(heavy.over, t, language) }),
    large === undefined ? undefined : t('transports.overVolume', { over: roomText(large.over, t, language) }),
    axle === undefined || !isShown ? undefined : t(`transports.axle.${axle.towards}`),
  ].filter((text) => text !== undefined);
  if (over.length === 0) return null;
  return (
    <>
      {over.map((text) => (
        <p key={text} className="tp-warn">
          <IconAlertTriangle size={18} aria-hidden /> {text}
        </p>
      ))}
      {axle !== undefined && isShown && <p className="tp-estimate">{t('transports.axleHint')}</p>}
      {isShown && swap !== undefined && first !== undefined && second !== undefined && (
        <div className="tp-row">
          <button type="button" className="tp-tap" data-warn onClick={() => onSwap(first, second)}>
            <IconArrowsExchange size={20} aria-hidden />
            {t('transports.swap', { first: first + 1, second: second + 1 })}
          </button>
          <button type="button" className="tp-tap" onClick={onHide}>
            {t('transports.anyway')}
          </button>
        </div>
      )}
    </>
  );
}

/** What stands in place of a next load where there is none. */
const NONE_LEFT = {
  load: 'transports.allIn',
  unload: 'transports.allOut',
  return: 'transports.allOut',
  putBack: 'transports.allOut',
} as const;
/** What the load at the tailgate is. */
const NEXT = {
  load: 'transports.next',
  unload: 'transports.nextOut',
  return: 'transports.nextOut',
  putBack: 'transports.nextBack',
} as const;

/** The load that is at the tailgate, in one big line. */
function Next({
  plan,
  next,
  work,
  onDo,
  onSwap,
}: Readonly<{
  plan: TruckPlan;
  next: BoardUnit | undefined;
  work: Work;
  /** Undefined for whoever may not. */
  onDo: (() => void) | undefined;
  onSwap: (a: number, b: number) => void;
}>): ReactNode {
  const { t, language } = useWords();
  const [isHidden, setHidden] = useState(false);
  if (next === undefined)
    return (
      <div className="tp-next" data-testid="gate-next">
        <IconCircleCheck size={56} className="tp-ok" aria-hidden />
        <div className="what">
          <h2>{t(NONE_LEFT[work])}</h2>
          {work === 'load' && <p className="dim">{t('transports.allInHint')}</p>}
        </div>
      </div>
    );
  const pieces = work === 'load' ? next.pieces : piecesIn(next, plan.truck.id);
  const unpacked = work === 'load' && plan.truck.venueId === null ? unpackedHere(next) : 0;
  return (
    <div className="tp-next" data-testid="gate-next">
      <span className="no">{plan.units.indexOf(next) + 1}</span>
      <div className="what">
        <span className="dim">{t(NEXT[work])}</span>
        <h2>{next.line.name}</h2>
        <p className="num dim">
          {[
            next.line.number,
            weightText(next.kg, t, language),
            pieces > 1 ? t('transports.pieces', { count: pieces }) : '',
            unpacked > 0 ? t('transports.notPacked', { count: unpacked }) : '',
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
        {work === 'load' && (
          <NextWarning plan={plan} onSwap={onSwap} isShown={!isHidden} onHide={() => setHidden(true)} />
        )}
      </div>
      {onDo !== undefined && (
        <button type="button" className="tp-tap" data-main onClick={onDo}>
          <kbd className="kbd">+</kbd> {t(DO[work])}
        </button>
      )}
    </div>
  );
}

const WORK = {
  load: 'transports.load',
  unload: 'transports.unload',
  return: 'transports.unload',
  putBack: 'transports.putBack',
} as const;

/** What can be done at a truck now: at home, as long as it has not left, what is in it can be taken out again. */
function offeredWork(board: TransportBoard, truck: TruckView, work: Work): readonly Work[] {
  if (isAway(truck)) return ['load', workAt(truck) === 'return' || truck.venueId === null ? 'return' : 'unload'];
  if (truck.isDeleted) return ['putBack'];
  return work === 'putBack' || piecesAboard(board, truck) > 0 ? ['load', 'putBack'] : ['load'];
}

/** The way back, which truck it is and how it stands, whether one loads or unloads, and its next step. */
function GateHead({
  board,
  truck,
  work,
  onWork,
  onBack,
}: Props & Readonly<{ work: Work; onWork: (work: Work) => void; onBack: () => void }>): ReactNode {
  const { t } = useWords();
  const offered = offeredWork(board, truck, work);
  return (
    <header className="tp-gate-head">
      <button type="button" className="tp-tap tp-square tp-quiet" aria-label={t('transports.back')} onClick={onBack}>
        <IconArrowLeft size={22} aria-hidden />
      </button>
      <h2>
        {truck.name} <span className="dim">{stateText(truck, t)}</span>
      </h2>
      {offered.length > 1 && (
        <div className="tp-seg" role="group" aria-label={t('transports.title')}>
          {offered.map((each) => (
            <button
              key={each}
              type="button"
              className="tp-tap"
              aria-pressed={work === each}
              {...(each === 'putBack' ? { 'aria-keyshortcuts': 'Delete' } : {})}
              onClick={() => onWork(each)}
            >
              {t(WORK[each])} {each === 'putBack' && <kbd className="kbd">Del</kbd>}
            </button>
          ))}
        </div>
      )}
      <TruckSteps board={board} truck={truck} />
    </header>
  );
}

/** How far the work is, how heavy the truck, and what stands where in it. */
function Progress({
  plan,
  work,
  left,
  nextId,
}: Readonly<{ plan: TruckPlan; work: Work; left: number; nextId: string | undefined }>): ReactNode {
  const { t, language } = useWords();
  const { units, totals, truck } = plan;
  const done = units.length - left;
  return (
    <div className="tp-bed-wrap">
      <p className="num" data-testid="gate-progress">
        <b>
          {work === 'load'
            ? t('transports.progress', { done, all: t('transports.loads', { count: units.length }) })
            : t(work === 'putBack' ? 'transports.aboard' : 'transports.progressOut', {
                left: t('transports.loads', { count: left }),
              })}
        </b>{' '}
        <span className="dim">
          {weightText(totals.kg, t, language)}
          {truck.payloadKg !== null && ` / ${weightText(truck.payloadKg, t, language)}`}
        </span>
      </p>
      {units.length > 0 && <Bed plan={plan} nextId={nextId} />}
    </div>
  );
}

/** The screen of one truck, with what is scanned, typed and touched at it. */
export function LoadingScreen({ board, truck }: Props): ReactNode {
  const { t } = useWords();
  const [chosen, setChosen] = useState<Work>();
  const mayRun = useCan('packing.run');
  const [usual = 'load'] = isAway(truck) ? [workAt(truck)] : offeredWork(board, truck, 'load');
  // What was chosen before the truck left, or came, is not what is done now.
  const work = offeredWork(board, truck, chosen ?? usual).find((each) => each === chosen) ?? usual;
  const plan = planOf(board, truck);
  const loading = useLoading({ board, truck, work });
  const code = useRef<HTMLInputElement>(null);
  const put = useOrder(board, plan.units);
  const onSwap = (a: number, b: number): void => put(swapped(plan.units, a, b));
  const left = plan.units.filter((unit) => (work === 'load' ? !isIn(unit, truck) : piecesIn(unit, truck.id) > 0));
  // What stands at the tailgate comes out first.
  const next = work === 'load' ? left[0] : left.at(-1);
  const back = (): void =>
    go({ to: '/tours/{-$id}/{-$tab}', params: { id: board.tour.id, tab: 'transports' }, search: {} });
  const onDo = (): void => {
    if (next !== undefined) void loading.moveUnit(next);
  };
  useScanTarget({ onScan: (text) => void loading.take(text), onDoubt: (text) => void loading.take(text) });
  useGateKeys({
    isAsked: loading.asked !== undefined,
    onPlus: () => (loading.asked === undefined ? onDo() : loading.answer(true)),
    onEscape: () => (loading.asked === undefined ? back() : loading.answer(false)),
    onSlash: () => code.current?.focus(),
    onUndo: loading.undoLast,
    onTurn: () => {
      const other = offeredWork(board, truck, work).find((each) => each !== work);
      if (other !== undefined) setChosen(other);
    },
  });
  return (
    <div className="tp tp-gate" data-testid="gate">
      <GateHead board={board} truck={truck} work={work} onWork={setChosen} onBack={back} />
      <div className="tp-now">
        <Next
          plan={plan}
          next={next}
          work={work}
          onDo={mayRun ? onDo : undefined}
          onSwap={onSwap}
          key={`${next?.id ?? ''}${work}`}
        />
        <LastSaid loading={loading} />
      </div>
      <Progress plan={plan} work={work} left={left.length} nextId={next?.id} />
      <div className="tp-cols">
        <section tabIndex={0} aria-label={t('transports.order')}>
          <h3>
            {t('transports.order')} <span className="dim">{t('transports.orderHint')}</span>
          </h3>
          <OrderList
            board={board}
            plan={plan}
            work={work}
            onDo={mayRun ? (unit, most) => void loading.moveUnit(unit, most) : undefined}
            onSwap={onSwap}
          />
        </section>
        <section tabIndex={0} aria-label={t('transports.last')}>
          <h3>{t('transports.last')}</h3>
          <LastActs loading={loading} mayUndo={mayRun} />
        </section>
      </div>
      <CodeField field={code} onCode={loading.take} />
    </div>
  );
}
