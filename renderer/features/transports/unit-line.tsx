/** A load in the list of its truck, to be chosen and moved; and what of it other trucks hold. */
import type { ReactNode } from 'react';
import type { TransportBoard } from '../../../shared/features/transports/queries.ts';
import { piecesElsewhere, piecesUnpacked } from '../../../shared/rules/load-units.ts';
import { LinkTo } from '../../components/link-to.tsx';
import { useWords } from '../../i18n/use-words.ts';
import type { BoardUnit } from './board-model.ts';
import { weightText } from './board-text.ts';

/** What of a thing is in other trucks than this one. */
export function Elsewhere({
  board,
  unit,
  truckId,
}: Readonly<{ board: TransportBoard; unit: BoardUnit; truckId: string }>): ReactNode {
  const { t } = useWords();
  if (unit.isCase) return null;
  const names = new Map(board.trucks.map(({ id, name }) => [id, name]));
  return piecesElsewhere(unit.line, truckId).map(({ at, pieces }) => (
    <span key={at} className="dim">
      {' '}
      {t('transports.elsewhere', { count: pieces, truck: names.get(at) ?? '—' })}
    </span>
  ));
}

type Props = Readonly<{
  board: TransportBoard;
  /** Its truck; undefined: it has none. */
  truckId: string | undefined;
  unit: BoardUnit;
  /** Its place in the order; undefined: it has none. */
  place: number | undefined;
  isChosen: boolean;
  isDone: boolean;
  mayMove: boolean;
  onChoose: () => void;
}>;

export function UnitLine({ board, truckId, unit, place, isChosen, isDone, mayMove, onChoose }: Props): ReactNode {
  const { t, language } = useWords();
  const unpacked = piecesUnpacked(unit);
  return (
    <li className="tp-unit" data-chosen={isChosen} data-testid="unit">
      {mayMove && (
        <label className="tp-tick">
          <input
            type="checkbox"
            data-unit={unit.id}
            checked={isChosen}
            disabled={isDone}
            aria-label={t('transports.choose', { name: unit.line.name })}
            onChange={onChoose}
          />
        </label>
      )}
      <span className="no num">{place ?? ''}</span>
      <span className="grow">
        <LinkTo table="inventory_items" id={unit.line.itemId}>
          {unit.line.name}
        </LinkTo>{' '}
        <span className="dim">
          {[
            unit.line.number,
            unit.isCase
              ? t('transports.inside', { count: unit.pieces - 1 })
              : unit.pieces > 1
                ? `× ${unit.pieces}`
                : '',
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
        {truckId !== undefined && <Elsewhere board={board} unit={unit} truckId={truckId} />}
        {unpacked > 0 && <span className="tp-note"> {t('transports.notPacked', { count: unpacked })}</span>}
      </span>
      {isDone && <span className="tp-ok">{t('transports.said.load')}</span>}
      <span className="num dim kg">{weightText(unit.kg, t, language)}</span>
    </li>
  );
}
