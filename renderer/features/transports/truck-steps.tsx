/** The next steps of a truck: sent off, arrived, unloaded. Where it goes is asked in place. */
import { IconHome, IconMapPin, IconTruckDelivery } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { TransportBoard, TruckView } from '../../../shared/features/transports/queries.ts';
import { transportArrive, transportDepart, transportUnloaded } from '../../../shared/mutations/transport-mutations.ts';
import { useCan } from '../../app/contexts.ts';
import { useAttempt, useMutate } from '../../data/use-mutate.ts';
import { useWords } from '../../i18n/use-words.ts';
import { isAway } from './board-model.ts';
import { stopName } from './board-text.ts';

type Props = Readonly<{ board: TransportBoard; truck: TruckView }>;

/** Where it can go: the stops of the tour, and home where it is away. */
function Destinations({ board, truck, onDone }: Props & Readonly<{ onDone: () => void }>): ReactNode {
  const { t } = useWords();
  const attempt = useAttempt();
  const [refused, setRefused] = useState<{ readonly sentence: string; readonly venueId: string | null }>();
  const send = async (venueId: string | null, isEmpty: boolean): Promise<void> => {
    const args = { id: truck.id, venueId, leg: truck.leg, ...(isEmpty ? { isEmpty } : {}) };
    const outcome = await attempt(transportDepart, args);
    if (outcome.ok) return onDone();
    setRefused({ sentence: outcome.sentence, venueId });
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
          <button type="button" className="tp-tap" onClick={() => void send(refused.venueId, true)}>
            {t('transports.departEmpty')}
          </button>
        </div>
      )}
    </div>
  );
}

export function TruckSteps({ board, truck }: Props): ReactNode {
  const { t } = useWords();
  const mutate = useMutate();
  const mayRun = useCan('packing.run');
  const [isLeaving, setLeaving] = useState(false);
  if (!mayRun || truck.isDeleted) return null;
  if (isLeaving) return <Destinations board={board} truck={truck} onDone={() => setLeaving(false)} />;
  return (
    <div className="tp-row">
      {truck.status === 'departed' && (
        <button
          type="button"
          className="tp-tap"
          data-main
          onClick={() => void mutate(transportArrive, { id: truck.id, leg: truck.leg })}
        >
          <IconMapPin size={18} aria-hidden /> {t('transports.arrived')}
        </button>
      )}
      {truck.status === 'arrived' && (
        <button
          type="button"
          className="tp-tap"
          onClick={() => void mutate(transportUnloaded, { id: truck.id, leg: truck.leg })}
        >
          {t('transports.unloaded')}
        </button>
      )}
      {truck.status !== 'departed' && (
        <button type="button" className="tp-tap" onClick={() => setLeaving(true)}>
          <IconTruckDelivery size={18} aria-hidden /> {t('transports.depart')}
        </button>
      )}
    </div>
  );
}
