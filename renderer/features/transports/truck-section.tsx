/** A truck with its state, who drives it, how full it is, what is wrong, and what goes in it. */
import { IconAlertTriangle, IconPackageExport, IconPencil, IconPhone } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { TransportBoard, TruckView } from '../../../shared/features/transports/queries.ts';
import { useCan } from '../../app/contexts.ts';
import { useWords } from '../../i18n/use-words.ts';
import { formatDateTime } from '../../lib/format.ts';
import { go } from '../../lib/go.ts';
import { isAway, isIn, type TruckPlan } from './board-model.ts';
import { roomOf, roomText, stateText, weightText } from './board-text.ts';
import { TruckEditor } from './truck-editor.tsx';
import { TruckSteps } from './truck-steps.tsx';
import { UnitLine } from './unit-line.tsx';

type Choice = Readonly<{ has: (id: string) => boolean; toggle: (id: string) => void }>;

type Props = Readonly<{
  board: TransportBoard;
  plan: TruckPlan;
  /** The key that puts what is chosen into it. */
  number: number;
  choice: Choice;
}>;

/** How full it is; without a limit the sums alone. */
function Fullness({ plan }: Readonly<{ plan: TruckPlan }>): ReactNode {
  const { t, language } = useWords();
  const { truck, totals } = plan;
  const room = roomOf(truck);
  const weight = weightText(totals.kg, t, language);
  const volume = roomText(totals.m3, t, language);
  const share = room.payloadKg === null || room.payloadKg === 0 ? null : totals.kg / room.payloadKg;
  return (
    <div className="tp-full">
      {share !== null && (
        <span className="tp-bar" data-over={share > 1} aria-hidden>
          <i style={{ width: `${Math.min(100, share * 100)}%` }} />
        </span>
      )}
      <p className="num">
        <b>
          {room.payloadKg === null
            ? weight
            : t('transports.ofLimit', { used: weight, limit: weightText(room.payloadKg, t, language) })}
        </b>{' '}
        <span className="dim">
          {[
            room.payloadKg === null ? t('transports.noLimit') : '',
            // Where no size is known, a sum of nothing would say that all fits.
            totals.loads > 0 && totals.unmeasured === totals.loads
              ? ''
              : room.m3 === null
                ? volume
                : t('transports.ofLimit', { used: volume, limit: roomText(room.m3, t, language) }),
            t('transports.loads', { count: totals.loads }),
            totals.unweighed > 0 ? t('transports.unweighed', { count: totals.unweighed }) : '',
            totals.unmeasured > 0 ? t('transports.unmeasured', { count: totals.unmeasured }) : '',
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </p>
    </div>
  );
}

function Warnings({ plan }: Readonly<{ plan: TruckPlan }>): ReactNode {
  const { t, language } = useWords();
  return plan.warnings.map((warning) => (
    <p key={warning.kind} className="tp-warn" data-testid="truck-warning">
      <IconAlertTriangle size={16} aria-hidden />
      {warning.kind === 'axle' ? (
        <>
          {t(`transports.axle.${warning.towards}`)} <span className="tp-estimate">{t('transports.axleHint')}</span>
        </>
      ) : warning.kind === 'payload' ? (
        t('transports.overPayload', { over: weightText(warning.over, t, language) })
      ) : (
        t('transports.overVolume', { over: roomText(warning.over, t, language) })
      )}
    </p>
  ));
}

/** What is mostly done at it next. */
function gateWord(truck: TruckView): 'transports.unload' | 'transports.load' | 'transports.putBack' {
  if (truck.isDeleted) return 'transports.putBack';
  return truck.status === 'departed' || truck.status === 'arrived' ? 'transports.unload' : 'transports.load';
}

/** Its key and name, how it stands, and what can be done with it. */
function TruckHead({ board, plan, number }: Omit<Props, 'choice'>): ReactNode {
  const { t } = useWords();
  const mayEdit = useCan('tours.edit');
  const { truck } = plan;
  const [isEdited, setEdited] = useState(false);
  const toGate = (): void =>
    go({ to: '/tours/{-$id}/{-$tab}', params: { id: board.tour.id, tab: 'transports' }, search: { part: truck.id } });
  return (
    <header>
      <h3>
        <kbd className="kbd">{number}</kbd> {truck.name}
      </h3>
      <span className="tag" data-tone={truck.status === 'departed' ? 'info' : 'plain'}>
        {stateText(truck, t)}
      </span>
      <span className="grow" />
      {(!truck.isDeleted || !isAway(truck)) && (
        <button type="button" className="tp-tap" data-main onClick={toGate}>
          <IconPackageExport size={18} aria-hidden />
          {t(gateWord(truck))}
        </button>
      )}
      <TruckSteps board={board} truck={truck} />
      {mayEdit && !truck.isDeleted && (
        <button
          type="button"
          className="tp-tap tp-square tp-quiet"
          aria-label={`${t('transports.edit')}: ${truck.name}`}
          onClick={() => setEdited(true)}
        >
          <IconPencil size={18} aria-hidden />
        </button>
      )}
      {isEdited && <TruckEditor board={board} truck={truck} onClose={() => setEdited(false)} />}
    </header>
  );
}

/** What it is, who drives it and how one calls them, when it leaves and comes. */
function TruckFacts({ truck }: Readonly<{ truck: TruckView }>): ReactNode {
  const { t, language } = useWords();
  return (
    <p className="dim num">
      {[truck.vehicle, truck.plate, truck.driver].filter(Boolean).join(' · ')}
      {truck.phone !== null && (
        <a className="tp-phone" href={`tel:${truck.phone}`}>
          <IconPhone size={14} aria-hidden /> {truck.phone}
        </a>
      )}
      {truck.departsAt !== null && (
        <span> {t('transports.leaves', { time: formatDateTime(truck.departsAt, language) })}</span>
      )}
      {truck.arrivesAt !== null && (
        <span> {t('transports.comes', { time: formatDateTime(truck.arrivesAt, language) })}</span>
      )}
    </p>
  );
}

/** A truck of the board: all of it in one section. */
export function TruckSection({ board, plan, number, choice }: Props): ReactNode {
  const { t } = useWords();
  const mayRun = useCan('packing.run');
  const { truck, units } = plan;
  return (
    <section className="tp-truck" aria-label={truck.name} data-testid="truck">
      <TruckHead board={board} plan={plan} number={number} />
      {truck.isDeleted && <p className="tp-warn">{t('transports.isDeleted')}</p>}
      <TruckFacts truck={truck} />
      <Fullness plan={plan} />
      <Warnings plan={plan} />
      {units.length === 0 ? (
        <p className="dim">{t('transports.nothingIn')}</p>
      ) : (
        <ol>
          {units.map((unit, index) => (
            <UnitLine
              key={unit.id}
              board={board}
              truckId={truck.id}
              unit={unit}
              place={index + 1}
              isChosen={choice.has(unit.id)}
              isDone={isIn(unit, truck)}
              mayMove={mayRun}
              onChoose={() => choice.toggle(unit.id)}
            />
          ))}
        </ol>
      )}
    </section>
  );
}
