/**
 * The tailgate of one truck: what is next in one big line, scans without a click, the truck from above, the order, and
 * the last acts. The same screen unloads. Gloves, the dark, no mouse, no dialogs.
 */
import {
  IconAlertTriangle,
  IconArrowDown,
  IconArrowLeft,
  IconArrowsExchange,
  IconArrowUp,
  IconCircleCheck,
  IconCircleDashed,
} from '@tabler/icons-react';
import { type ReactNode, useRef, useState } from 'react';
import type { TransportBoard, TruckView } from '../../../shared/features/transports/queries.ts';
import { transportOrder } from '../../../shared/mutations/transport-mutations.ts';
import { piecesIn } from '../../../shared/rules/load-units.ts';
import { useMutate } from '../../data/use-mutate.ts';
import { useWords } from '../../i18n/use-words.ts';
import { go } from '../../lib/go.ts';
import { useScanTarget } from '../../lib/scan-target.ts';
import { Bed } from './bed.tsx';
import { type BoardUnit, isAway, isIn, planOf, type TruckPlan } from './board-model.ts';
import { roomText, stateText, weightText } from './board-text.ts';
import { CodeField, LastActs, LastSaid } from './gate-panel.tsx';
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

const DO = { load: 'transports.doLoad', unload: 'transports.doUnload', return: 'transports.doReturn' } as const;

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
  onDo: () => void;
  onSwap: (a: number, b: number) => void;
}>): ReactNode {
  const { t, language } = useWords();
  const [isHidden, setHidden] = useState(false);
  if (next === undefined)
    return (
      <div className="tp-next" data-testid="gate-next">
        <IconCircleCheck size={56} className="tp-ok" aria-hidden />
        <div className="what">
          <h2>{t(work === 'load' ? 'transports.allIn' : 'transports.allOut')}</h2>
          {work === 'load' && <p className="dim">{t('transports.allInHint')}</p>}
        </div>
      </div>
    );
  const unpacked = work === 'load' && plan.truck.venueId === null ? unpackedHere(next) : 0;
  return (
    <div className="tp-next" data-testid="gate-next">
      <span className="no">{plan.units.indexOf(next) + 1}</span>
      <div className="what">
        <span className="dim">{t(work === 'load' ? 'transports.next' : 'transports.nextOut')}</span>
        <h2>{next.line.name}</h2>
        <p className="num dim">
          {[
            next.line.number,
            weightText(next.kg, t, language),
            next.pieces > 1 ? t('transports.pieces', { count: next.pieces }) : '',
            unpacked > 0 ? t('transports.notPacked', { count: unpacked }) : '',
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
        {work === 'load' && (
          <NextWarning plan={plan} onSwap={onSwap} isShown={!isHidden} onHide={() => setHidden(true)} />
        )}
      </div>
      <button type="button" className="tp-tap" data-main onClick={onDo}>
        <kbd className="kbd">+</kbd> {t(DO[work])}
      </button>
    </div>
  );
}

/** The order, with each load a touch away from being done or moved. */
function OrderList({
  plan,
  work,
  onDo,
  onSwap,
}: Readonly<{
  plan: TruckPlan;
  work: Work;
  onDo: (unit: BoardUnit) => void;
  onSwap: (a: number, b: number) => void;
}>): ReactNode {
  const { t, language } = useWords();
  const { units, truck } = plan;
  return (
    <ol className="tp-order">
      {units.map((unit, index) => {
        const isDone = work === 'load' ? isIn(unit, truck) : piecesIn(unit, truck.id) === 0;
        return (
          <li key={unit.id} data-done={isDone} data-testid="gate-load">
            <b className="no">{index + 1}</b>
            <span className="grow">
              <span>{unit.line.name}</span>
              {unit.isCase && <span className="dim"> {t('transports.inside', { count: unit.pieces - 1 })}</span>}
            </span>
            <span className="dim num">{weightText(unit.kg, t, language)}</span>
            {work === 'load' && !isDone && (
              <>
                <button
                  type="button"
                  className="tp-tap tp-square tp-quiet"
                  disabled={index === 0}
                  aria-label={`${t('transports.up')}: ${unit.line.name}`}
                  onClick={() => onSwap(index, index - 1)}
                >
                  <IconArrowUp size={18} aria-hidden />
                </button>
                <button
                  type="button"
                  className="tp-tap tp-square tp-quiet"
                  disabled={index === units.length - 1}
                  aria-label={`${t('transports.down')}: ${unit.line.name}`}
                  onClick={() => onSwap(index, index + 1)}
                >
                  <IconArrowDown size={18} aria-hidden />
                </button>
              </>
            )}
            {isDone ? (
              <IconCircleCheck size={24} className="tp-ok" aria-label={t(`transports.said.${work}`)} />
            ) : (
              <button
                type="button"
                className="tp-tap tp-square"
                aria-label={`${t(DO[work])}: ${unit.line.name}`}
                onClick={() => onDo(unit)}
              >
                <IconCircleDashed size={22} aria-hidden />
              </button>
            )}
          </li>
        );
      })}
    </ol>
  );
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
  const out = workAt(truck) === 'return' || truck.venueId === null ? ('return' as const) : ('unload' as const);
  return (
    <header className="tp-gate-head">
      <button type="button" className="tp-tap tp-square tp-quiet" aria-label={t('transports.back')} onClick={onBack}>
        <IconArrowLeft size={22} aria-hidden />
      </button>
      <h2>
        {truck.name} <span className="dim">{stateText(truck, t)}</span>
      </h2>
      {isAway(truck) && (
        <div className="tp-seg" role="group" aria-label={t('transports.title')}>
          {(['load', out] as const).map((each) => (
            <button
              key={each}
              type="button"
              className="tp-tap"
              aria-pressed={(work === 'load') === (each === 'load')}
              onClick={() => onWork(each)}
            >
              {t(each === 'load' ? 'transports.load' : 'transports.unload')}
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
            : t('transports.progressOut', { left: t('transports.loads', { count: left }) })}
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
  // Before it has left there is nothing to unload: what was loaded by mistake is taken back.
  const work = isAway(truck) ? (chosen ?? workAt(truck)) : 'load';
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
  });
  return (
    <div className="tp tp-gate" data-testid="gate">
      <GateHead board={board} truck={truck} work={work} onWork={setChosen} onBack={back} />
      <div className="tp-now">
        <Next plan={plan} next={next} work={work} onDo={onDo} onSwap={onSwap} key={`${next?.id ?? ''}${work}`} />
        <LastSaid loading={loading} />
      </div>
      <Progress plan={plan} work={work} left={left.length} nextId={next?.id} />
      <div className="tp-cols">
        <section tabIndex={0} aria-label={t('transports.order')}>
          <h3>
            {t('transports.order')} <span className="dim">{t('transports.orderHint')}</span>
          </h3>
          <OrderList plan={plan} work={work} onDo={(unit) => void loading.moveUnit(unit)} onSwap={onSwap} />
        </section>
        <section tabIndex={0} aria-label={t('transports.last')}>
          <h3>{t('transports.last')}</h3>
          <LastActs loading={loading} />
        </section>
      </div>
      <CodeField field={code} onCode={loading.take} />
    </div>
  );
}
