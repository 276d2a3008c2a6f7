/** Where every truck is, what stands on site, and what was left behind. */
import { IconAlertTriangle, IconArrowBackUp, IconCircleCheck, IconRoad, IconTruck } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { type TransportBoard, transportBoard } from '../../../shared/features/transports/queries.ts';
import { packingRecord } from '../../../shared/mutations/packing-mutations.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailureState } from '../../components/failure-state.tsx';
import { Loading } from '../../components/loading.tsx';
import { useQuery } from '../../data/use-query.ts';
import { useWords } from '../../i18n/use-words.ts';
import { formatDateTime, formatTime } from '../../lib/format.ts';
import { useUndoStack } from '../../undo/undo-stack.ts';
import { useTakeBack } from '../../undo/use-undo.ts';
import type { TourTabProps } from '../tours/tour-tabs.ts';
import { isAway, onSite, planOf, type Standing } from './board-model.ts';
import { placeName, stateText, weightText } from './board-text.ts';
import { PieceRow } from './piece-row.tsx';
import { TruckSteps } from './truck-steps.tsx';
import { type Recording, useRecording } from './use-recording.ts';
import './transports.css';

/** What stands somewhere, by venue. */
function Standings({
  board,
  list,
  recording,
}: Readonly<{ board: TransportBoard; list: readonly Standing[]; recording: Recording }>): ReactNode {
  const { t, language } = useWords();
  const trucksAt = (venueId: string | null) =>
    board.trucks.filter((truck) => truck.venueId === venueId && venueId !== null && truck.status !== 'departed');
  return [...Map.groupBy(list, ({ venueId }) => venueId)].map(([venueId, own]) => (
    <div key={venueId ?? ''} className="tp-place">
      <h4>
        {placeName(board, venueId, t)}{' '}
        {trucksAt(venueId).length === 0 && <span className="dim">{t('transports.road.noTruck')}</span>}
      </h4>
      <ul>
        {own.map(({ line, pieces, since, by }) => (
          <PieceRow
            key={line.id}
            board={board}
            line={line}
            pieces={pieces}
            venueId={venueId}
            facts={
              since === null ? '' : t('transports.road.since', { time: formatDateTime(since, language), by: by ?? '' })
            }
            recording={recording}
          >
            {trucksAt(venueId).map((truck) => (
              <button
                key={truck.id}
                type="button"
                className="tp-tap"
                onClick={() =>
                  void recording.record(
                    packingRecord,
                    {
                      tourId: board.tour.id,
                      itemId: line.itemId,
                      caseId: line.caseId,
                      action: 'load',
                      quantity: pieces,
                      transportId: truck.id,
                      venueId,
                    },
                    { said: t('transports.said.load'), name: line.name },
                  )
                }
              >
                {t('transports.road.loadInto')}: {truck.name}
              </button>
            ))}
          </PieceRow>
        ))}
      </ul>
    </div>
  ));
}

/** What was done last here, with its way back: in place, where a notice would cover the lists. */
function LastDone({
  recording,
  refused,
  onRefused,
}: Readonly<{
  recording: Recording;
  refused: string | undefined;
  onRefused: (why: string | undefined) => void;
}>): ReactNode {
  const { t, language } = useWords();
  const [act] = recording.last;
  // Whatever took it back, it is no longer offered.
  const entry = useUndoStack(({ entries }) => entries.find(({ id }) => id === act?.id));
  const takeBack = useTakeBack({ refused: onRefused, done: () => onRefused(undefined) });
  if (refused !== undefined)
    return (
      <p className="tp-warn" role="alert">
        <IconAlertTriangle size={16} aria-hidden /> {refused}
      </p>
    );
  if (act === undefined || entry === undefined) return null;
  return (
    <div className="tp-row tp-done" role="status">
      <span>
        {act.said}: <b>{act.name}</b> <span className="dim">{formatTime(act.at, language)}</span>
      </span>
      <button
        type="button"
        className="tp-tap"
        aria-label={t('transports.undo', { name: act.name })}
        onClick={() => takeBack(() => entry)}
      >
        <IconArrowBackUp size={18} aria-hidden /> {t('undo.take')}
      </button>
    </div>
  );
}

/** Where each truck is, and its next step. */
function Trucks({ board }: Readonly<{ board: TransportBoard }>): ReactNode {
  const { t, language } = useWords();
  return (
    <section className="tp-truck" aria-label={t('transports.road.trucks')}>
      <header>
        <h3>{t('transports.road.trucks')}</h3>
      </header>
      <ul>
        {board.trucks.map((truck) => {
          const { totals } = planOf(board, truck);
          return (
            <li key={truck.id} className="tp-piece-line">
              <IconTruck size={20} aria-hidden />
              <span className="grow">
                <b>{truck.name}</b> {stateText(truck, t)}
                <span className="dim tp-facts num">
                  {[
                    truck.driver,
                    truck.phone,
                    t('transports.loads', { count: totals.loads }),
                    weightText(totals.kg, t, language),
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
              </span>
              <TruckSteps board={board} truck={truck} />
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function Road({ board }: Readonly<{ board: TransportBoard }>): ReactNode {
  const { t } = useWords();
  const [refused, setRefused] = useState<string>();
  const recording = useRecording(board.tour.id, { onRefused: setRefused });
  const { here, behind } = onSite(board);
  const hasLeft = board.trucks.some(isAway) || here.length + behind.length > 0;
  if (!hasLeft)
    return (
      <EmptyState
        icon={<IconRoad size={40} stroke={1.2} />}
        title={t('transports.road.notYet')}
        hint={t('transports.road.notYetHint')}
      />
    );
  return (
    <div className="tp tp-board" data-testid="road">
      <LastDone recording={recording} refused={refused} onRefused={setRefused} />
      <section className="tp-truck" aria-label={t('transports.road.behind')} data-testid="left-behind">
        <header>
          <h3>{t('transports.road.behind')}</h3>
          {behind.length > 0 && (
            <span className="tag" data-tone="bad">
              {t('transports.pieces', { count: behind.reduce((sum, { pieces }) => sum + pieces, 0) })}
            </span>
          )}
        </header>
        {behind.length === 0 ? (
          <p className="tp-ok">
            <IconCircleCheck size={18} aria-hidden /> {t('transports.road.behindNone')}
          </p>
        ) : (
          <Standings board={board} list={behind} recording={recording} />
        )}
      </section>
      <Trucks board={board} />
      <section className="tp-truck" aria-label={t('transports.road.onSite')} data-testid="on-site">
        <header>
          <h3>{t('transports.road.onSite')}</h3>
        </header>
        {here.length === 0 ? (
          <p className="dim">{t('transports.road.onSiteNone')}</p>
        ) : (
          <Standings board={board} list={here} recording={recording} />
        )}
      </section>
      {board.gaps.map((gap) => (
        <p key={gap.itemId} className="tp-warn" data-testid="stock-gap">
          <IconAlertTriangle size={16} aria-hidden />{' '}
          {t('transports.road.gap', { name: gap.name, moved: gap.moved, away: gap.away })}
        </p>
      ))}
    </div>
  );
}

export function RoadTab({ tourId }: TourTabProps): ReactNode {
  const { data, failure } = useQuery(transportBoard, { tourId });
  if (failure !== undefined) return <FailureState failure={failure} />;
  return data === undefined || data === null ? <Loading /> : <Road board={data} />;
}
