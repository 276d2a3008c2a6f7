/** The way back: everything is scanned as it comes out; what is not back, not found or damaged; the end of a tour. */
import { IconCircleCheck } from '@tabler/icons-react';
import { type ReactNode, useRef } from 'react';
import {
  type BoardLine,
  type Remark,
  type TransportBoard,
  transportBoard,
} from '../../../shared/features/transports/queries.ts';
import type { Translate } from '../../../shared/i18n/dictionary.ts';
import { packingRecord } from '../../../shared/mutations/packing-mutations.ts';
import { rowUpdate } from '../../../shared/mutations/row-mutations.ts';
import { linesOfUnit, unitsOf } from '../../../shared/rules/load-units.ts';
import { everPacked } from '../../../shared/rules/packing.ts';
import { useCan } from '../../app/contexts.ts';
import { FailureState } from '../../components/failure-state.tsx';
import { LinkTo } from '../../components/link-to.tsx';
import { Loading } from '../../components/loading.tsx';
import { useMutate } from '../../data/use-mutate.ts';
import { useQuery } from '../../data/use-query.ts';
import { useWords } from '../../i18n/use-words.ts';
import { formatDateTime, formatDay } from '../../lib/format.ts';
import { useScanTarget } from '../../lib/scan-target.ts';
import type { TourTabProps } from '../tours/tour-tabs.ts';
import { type BoardUnit, isAway, piecesOut } from './board-model.ts';
import { placeName } from './board-text.ts';
import { CodeField, LastActs, LastSaid } from './gate-panel.tsx';
import { PieceRow } from './piece-row.tsx';
import { type Loading as Gate, useGateKeys, useLoading } from './use-loading.ts';
import './transports.css';

/** What stays open, or the end. */
function Finish({ board, out }: Readonly<{ board: TransportBoard; out: number }>): ReactNode {
  const { t } = useWords();
  const mutate = useMutate();
  const mayEdit = useCan('tours.edit');
  const { tour } = board;
  // A truck that stands at home with nothing in it has come back.
  const trucks = board.trucks.filter(
    (truck) => isAway(truck) && (truck.venueId !== null || truck.status === 'departed'),
  );
  if (tour.status === 'completed')
    return (
      <p className="tp-ok" data-testid="tour-finished">
        <IconCircleCheck size={18} aria-hidden /> {t('transports.back.done')}
      </p>
    );
  if (tour.status !== 'on_road') return null;
  if (out > 0 || trucks.length > 0)
    return (
      <p className="dim" data-testid="stays-open">
        {out > 0 && t('transports.back.open', { count: out })}{' '}
        {trucks.length > 0 && t('transports.back.trucksOut', { trucks: trucks.map(({ name }) => name).join(', ') })}
      </p>
    );
  if (!mayEdit) return null;
  return (
    <button
      type="button"
      className="tp-tap"
      data-main
      onClick={() =>
        void mutate(rowUpdate, {
          table: 'tours',
          id: tour.id,
          changes: { status: 'completed' },
          seen: { status: tour.status },
        })
      }
    >
      <IconCircleCheck size={20} aria-hidden /> {t('transports.back.finish')}
    </button>
  );
}

function Remarks({
  board,
  title,
  list,
  onFound,
}: Readonly<{
  board: TransportBoard;
  title: string;
  list: readonly Remark[];
  onFound?: (remark: Remark) => void;
}>): ReactNode {
  const { t, language } = useWords();
  if (list.length === 0) return null;
  const lines = new Map(board.lines.map((line) => [line.id, line]));
  return (
    <section className="tp-truck" aria-label={title}>
      <header>
        <h3>{title}</h3>
      </header>
      <ul>
        {list.map((remark) => {
          const line = lines.get(remark.lineId);
          if (line === undefined) return null;
          return (
            <li key={remark.entryId} className="tp-piece-line" data-testid="remark">
              <span className="grow">
                <LinkTo table="inventory_items" id={line.itemId}>
                  <b>{line.name}</b>
                </LinkTo>
                {remark.quantity > 1 && <span className="num"> × {remark.quantity}</span>}{' '}
                {remark.note !== null && <span>{remark.note}</span>}
                <span className="dim tp-facts">
                  {[remark.venue, formatDateTime(remark.at, language), remark.by].filter(Boolean).join(' · ')}
                </span>
              </span>
              {onFound !== undefined && (
                <button type="button" className="tp-tap" onClick={() => onFound(remark)}>
                  {t('transports.back.found')}
                </button>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** Where the pieces of a line are, in words. */
function factsOf(board: TransportBoard, line: BoardLine, t: Translate): string {
  const names = new Map(board.trucks.map(({ id, name }) => [id, name]));
  return [
    ...line.loaded.map(({ at }) => t('transports.back.inTruck', { truck: names.get(at ?? '') ?? '—' })),
    ...line.onSite.map(({ at }) => t('transports.back.atVenue', { place: placeName(board, at, t) })),
  ].join(' · ');
}

/** A load that is not back: a case comes back with what is in it, or each thing by itself. */
function OutUnit({
  board,
  unit,
  loading,
  onBack,
}: Readonly<{
  board: TransportBoard;
  unit: BoardUnit;
  loading: Gate;
  onBack: (lineId: string, quantity: number) => void;
}>): ReactNode {
  const { t } = useWords();
  const row = (line: BoardLine, back: () => void): ReactNode => (
    <PieceRow
      key={line.id}
      board={board}
      line={line}
      pieces={piecesOut(line)}
      venueId={line.onSite[0]?.at ?? null}
      facts={factsOf(board, line, t)}
      recording={loading}
    >
      <button type="button" className="tp-tap" onClick={back}>
        {t('transports.doReturn')}
      </button>
    </PieceRow>
  );
  const alone = (line: BoardLine): ReactNode => row(line, () => onBack(line.id, piecesOut(line)));
  const inside = unit.inside.filter((line) => piecesOut(line) > 0);
  if (piecesOut(unit.line) === 0) return inside.map(alone);
  return (
    <>
      {row(unit.line, () => (unit.isCase ? void loading.moveUnit(unit) : onBack(unit.id, piecesOut(unit.line))))}
      {inside.length > 0 && (
        <li>
          <details className="tp-inside">
            <summary>
              {unit.line.name}:{' '}
              {t('transports.inside', { count: inside.reduce((sum, line) => sum + piecesOut(line), 0) })}
            </summary>
            <ul>{inside.map(alone)}</ul>
          </details>
        </li>
      )}
    </>
  );
}

function Return({ board }: Readonly<{ board: TransportBoard }>): ReactNode {
  const { t, language } = useWords();
  const loading = useLoading({ board, truck: undefined, work: 'return' });
  const code = useRef<HTMLInputElement>(null);
  const mayRun = useCan('packing.run');
  useScanTarget({ onScan: (text) => void loading.take(text), onDoubt: (text) => void loading.take(text) });
  useGateKeys({
    isAsked: loading.asked !== undefined,
    onPlus: () => loading.answer(true),
    onEscape: () => loading.answer(false),
    onSlash: () => code.current?.focus(),
    onUndo: loading.undoLast,
  });
  const out = board.lines.filter((line) => piecesOut(line) > 0);
  const pieces = out.reduce((sum, line) => sum + piecesOut(line), 0);
  const back = board.lines.reduce((sum, { sums }) => sum + sums.returned, 0);
  const gone = board.lines.reduce((sum, line) => sum + (everPacked(line.sums) - line.sums.packed), 0);
  const missing = board.remarks.filter(
    ({ action, lineId }) =>
      action === 'miss' && board.lines.some((line) => line.id === lineId && line.sums.missing > 0),
  );
  const damaged = board.remarks.filter(({ action }) => action === 'damage');
  const units = unitsOf(board.lines).filter((unit) => linesOfUnit(unit).some((line) => piecesOut(line) > 0));
  const record = (lineId: string, quantity: number): void => {
    const line = board.lines.find(({ id }) => id === lineId);
    if (line === undefined) return;
    const { itemId, caseId, name } = line;
    const args = { tourId: board.tour.id, itemId, caseId, action: 'return' as const, quantity };
    void loading.record(packingRecord, args, { said: t('transports.said.return'), name });
  };
  return (
    <div className="tp tp-gate" data-testid="return">
      <div className="tp-now">
        <div className="tp-next">
          <div className="what">
            <h2>{pieces === 0 && gone > 0 ? t('transports.back.allBack') : t('transports.back.out')}</h2>
            <p className="num dim" data-testid="return-progress">
              {pieces === 0 && gone > 0
                ? t('transports.back.allBackHint')
                : t('transports.back.counts', { back, all: t('transports.pieces', { count: gone }) })}
            </p>
            {board.tour.isLate && pieces > 0 && (
              <p className="tp-warn">{t('transports.back.late', { date: formatDay(board.tour.endsOn, language) })}</p>
            )}
            <Finish board={board} out={pieces} />
          </div>
        </div>
        <LastSaid loading={loading} />
      </div>
      <div className="tp-cols">
        <section tabIndex={0} aria-label={t('transports.back.out')}>
          {pieces > 0 && <p className="dim">{t('transports.back.hint')}</p>}
          <ul>
            {units.map((unit) => (
              <OutUnit key={unit.id} board={board} unit={unit} loading={loading} onBack={record} />
            ))}
          </ul>
        </section>
        <section tabIndex={0} aria-label={t('transports.last')}>
          <Remarks
            board={board}
            title={t('transports.back.missing')}
            list={missing}
            onFound={({ lineId, quantity }) => record(lineId, quantity)}
          />
          <Remarks board={board} title={t('transports.back.damaged')} list={damaged} />
          <h3>{t('transports.last')}</h3>
          <LastActs loading={loading} mayUndo={mayRun} />
        </section>
      </div>
      <CodeField field={code} onCode={loading.take} />
    </div>
  );
}

export function ReturnTab({ tourId }: TourTabProps): ReactNode {
  const { data, failure } = useQuery(transportBoard, { tourId });
  if (failure !== undefined) return <FailureState failure={failure} />;
  return data === undefined || data === null ? <Loading /> : <Return board={data} />;
}
