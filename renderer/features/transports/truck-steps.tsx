/** The next steps of a truck: sent off, arrived, unloaded. Where it goes is asked in place. */
import { IconArrowBackUp, IconHome, IconMapPin, IconTruckDelivery } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { isRecord } from '../../../shared/base/json.ts';
import type { TransportBoard, TruckView } from '../../../shared/features/transports/queries.ts';
import { transportArrive, transportDepart, transportUnloaded } from '../../../shared/mutations/transport-mutations.ts';
import { useCan } from '../../app/contexts.ts';
import { useAttempt } from '../../data/use-mutate.ts';
import { useWords } from '../../i18n/use-words.ts';
import { type Entry, useUndoStack } from '../../undo/undo-stack.ts';
import { useTakeBack } from '../../undo/use-undo.ts';
import { isAway, piecesAboard } from './board-model.ts';
import { stopName } from './board-text.ts';

type Props = Readonly<{ board: TransportBoard; truck: TruckView }>;

/** Where it can go: the stops of the tour, and home where it is away. */
function Destinations({ board, truck, onDone }: Props & Readonly<{ onDone: () => void }>): ReactNode {
  const { t } = useWords();
  const attempt = useAttempt();
  const [refused, setRefused] = useState<{ code: string; sentence: string; venueId: string | null }>();
  const send = async (venueId: string | null, isEmpty: boolean): Promise<void> => {
    const args = { id: truck.id, venueId, leg: truck.leg, seen: piecesAboard(board, truck) };
    const outcome = await attempt(transportDepart, { ...args, ...(isEmpty ? { isEmpty } : {}) });
    if (outcome.ok) return onDone();
    setRefused({ code: outcome.code, sentence: outcome.sentence, venueId });
  };
  const stops = board.stops.filter(({ venueId }) => venueId !== truck.venueId);
  return (
    <div className="tp-where" role="group" aria-label={t('transports.departTo', { truck: truck.name })}>
      <b>{t('transports.departTo', { truck: truck.name })}</b>
      <div className="tp-row">
        {stops.map((stop) => (
          <button key={stop.venueId} type="button" className="tp-tap" onClick={() => void send(stop.venueId, false)}>
            <IconMapPin size={18} aria-hidden /> {stopName(stop)}
          </button>
        ))}
        {isAway(truck) && (
          <button type="button" className="tp-tap" onClick={() => void send(null, false)}>
            <IconHome size={18} aria-hidden /> {t('transports.home')}
          </button>
        )}
        <button type="button" className="tp-tap tp-quiet" onClick={onDone}>
          {t('transports.cancel')}
        </button>
      </div>
      {refused !== undefined && (
        <div className="tp-refused" role="alert">
          <span>{refused.sentence}</span>
          {refused.code === 'transport.nothingLoaded' && (
            <button type="button" className="tp-tap" onClick={() => void send(refused.venueId, true)}>
              {t('transports.departEmpty')}
            </button>
          )}
        </div>
      )}
    </div>
  );
}

const STEPS: ReadonlySet<string> = new Set([transportDepart.name, transportArrive.name, transportUnloaded.name]);

/** The last step of this truck that was taken here, as long as it can be taken back. */
function useLastStep(truckId: string): Entry | undefined {
  return useUndoStack(({ entries }) =>
    entries.findLast(({ done }) => STEPS.has(done.name) && isRecord(done.args) && done.args['id'] === truckId),
  );
}

/** The way back of a step stands beside the steps: a notice would cover what is worked with. */
function TakeBack({ truck, onRefused }: Readonly<{ truck: TruckView; onRefused: (why: string) => void }>): ReactNode {
  const { t } = useWords();
  const entry = useLastStep(truck.id);
  const takeBack = useTakeBack({ refused: onRefused, done: () => undefined });
  if (entry === undefined) return null;
  return (
    <button
      type="button"
      className="tp-tap tp-quiet"
      aria-label={`${t('transports.stepBack')}: ${truck.name}`}
      onClick={() => takeBack(() => entry)}
    >
      <IconArrowBackUp size={18} aria-hidden /> {t('transports.stepBack')}
    </button>
  );
}

export function TruckSteps({ board, truck }: Props): ReactNode {
  const { t } = useWords();
  const attempt = useAttempt();
  const mayRun = useCan('packing.run');
  const [isLeaving, setLeaving] = useState(false);
  const [refused, setRefused] = useState<string>();
  if (!mayRun || truck.isDeleted) return null;
  if (isLeaving) return <Destinations board={board} truck={truck} onDone={() => setLeaving(false)} />;
  const step = async (mutation: typeof transportArrive | typeof transportUnloaded): Promise<void> => {
    const outcome = await attempt(mutation, { id: truck.id, leg: truck.leg });
    setRefused(outcome.ok ? undefined : outcome.sentence);
  };
  return (
    <div className="tp-row">
      {truck.status === 'departed' && (
        <button type="button" className="tp-tap" data-main onClick={() => void step(transportArrive)}>
          <IconMapPin size={18} aria-hidden /> {t('transports.arrived')}
        </button>
      )}
      {truck.status === 'arrived' && (
        <button type="button" className="tp-tap" onClick={() => void step(transportUnloaded)}>
          {t('transports.unloaded')}
        </button>
      )}
      {truck.status !== 'departed' && (
        <button
          type="button"
          className="tp-tap"
          onClick={() => {
            setRefused(undefined);
            setLeaving(true);
          }}
        >
          <IconTruckDelivery size={18} aria-hidden /> {t('transports.depart')}
        </button>
      )}
      <TakeBack truck={truck} onRefused={setRefused} />
      {refused !== undefined && (
        <span className="tp-refused" role="alert">
          {refused}
        </span>
      )}
    </div>
  );
}
