/** The order of a truck's loads, each a touch away from being done, moved, or taken out again. */
import { IconArrowBackUp, IconArrowDown, IconArrowUp, IconCircleCheck, IconCircleDashed } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { TransportBoard } from '../../../shared/features/transports/queries.ts';
import { piecesIn } from '../../../shared/rules/load-units.ts';
import { useWords } from '../../i18n/use-words.ts';
import { type BoardUnit, isIn, type TruckPlan } from './board-model.ts';
import { weightText } from './board-text.ts';
import { Elsewhere } from './unit-line.tsx';
import type { Work } from './use-loading.ts';

/** What the button of a load says. */
export const DO = {
  load: 'transports.doLoad',
  unload: 'transports.doUnload',
  return: 'transports.doReturn',
  putBack: 'transports.doPutBack',
} as const;

type OrderProps = Readonly<{
  board: TransportBoard;
  plan: TruckPlan;
  work: Work;
  /** Undefined for whoever may not. */
  onDo: ((unit: BoardUnit, most?: number) => void) | undefined;
  onSwap: (a: number, b: number) => void;
}>;

/** Earlier or later in the order. */
function Moves({
  unit,
  index,
  count,
  onSwap,
}: Readonly<{ unit: BoardUnit; index: number; count: number; onSwap: OrderProps['onSwap'] }>): ReactNode {
  const { t } = useWords();
  return (
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
        disabled={index === count - 1}
        aria-label={`${t('transports.down')}: ${unit.line.name}`}
        onClick={() => onSwap(index, index + 1)}
      >
        <IconArrowDown size={18} aria-hidden />
      </button>
    </>
  );
}

/** The order, with each load a touch away from being done or moved. */
export function OrderList({ board, plan, work, onDo, onSwap }: OrderProps): ReactNode {
  const { t, language } = useWords();
  const { units, truck } = plan;
  return (
    <ol className="tp-order">
      {units.map((unit, index) => {
        const pieces = work === 'load' ? unit.pieces : piecesIn(unit, truck.id);
        // What is not in the truck cannot be taken out of it again.
        if (work === 'putBack' && pieces === 0) return null;
        const isDone = work === 'load' ? isIn(unit, truck) : pieces === 0;
        const isApart = !unit.isCase && pieces > 1 && work !== 'load';
        return (
          <li key={unit.id} data-done={isDone} data-testid="gate-load">
            <b className="no">{index + 1}</b>
            <span className="grow">
              <span>{unit.line.name}</span>
              {unit.isCase && <span className="dim"> {t('transports.inside', { count: unit.pieces - 1 })}</span>}
              {!unit.isCase && pieces > 1 && <span className="num"> × {pieces}</span>}
              <Elsewhere board={board} unit={unit} truckId={truck.id} />
            </span>
            <span className="dim num">{weightText(unit.kg, t, language)}</span>
            {work === 'load' && !isDone && onDo !== undefined && (
              <Moves unit={unit} index={index} count={units.length} onSwap={onSwap} />
            )}
            {isApart && onDo !== undefined && (
              <button type="button" className="tp-tap tp-quiet" onClick={() => onDo(unit, 1)}>
                {t('transports.onePiece')}
              </button>
            )}
            {isDone || onDo === undefined ? (
              <OrderState work={work} isDone={isDone} />
            ) : (
              <button
                type="button"
                className="tp-tap tp-square"
                aria-label={`${t(DO[work])}: ${unit.line.name}`}
                onClick={() => onDo(unit)}
              >
                {work === 'putBack' ? (
                  <IconArrowBackUp size={22} aria-hidden />
                ) : (
                  <IconCircleDashed size={22} aria-hidden />
                )}
              </button>
            )}
          </li>
        );
      })}
    </ol>
  );
}

function OrderState({ work, isDone }: Readonly<{ work: Work; isDone: boolean }>): ReactNode {
  const { t } = useWords();
  if (!isDone) return <IconCircleDashed size={24} className="dim" aria-hidden />;
  return <IconCircleCheck size={24} className="tp-ok" aria-label={t(`transports.said.${work}`)} />;
}
