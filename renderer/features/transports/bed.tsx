/** A truck from above: its loads in their order from the cab to the tailgate, and where their weight lies. */
import { IconSteeringWheel } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { berths, centreOf, LEAST_CENTRE, MOST_CENTRE, offCentre } from '../../../shared/rules/load-plan.ts';
import { useWords } from '../../i18n/use-words.ts';
import { isIn, type TruckPlan } from './board-model.ts';
import { weightText } from './board-text.ts';

/** A load that would be narrower than this share of the floor shows its number alone. */
const NARROW = 0.05;

type Props = Readonly<{ plan: TruckPlan; nextId: string | undefined }>;

export function Bed({ plan, nextId }: Props): ReactNode {
  const { t, language } = useWords();
  const { truck, units } = plan;
  const places = berths(units);
  const most = Math.max(1, ...units.map(({ kg }) => kg));
  const centre = centreOf(units);
  const isOff = offCentre(centre) !== 0 && units.length > 1;
  const percent = (share: number): string => `${(share * 100).toFixed(2)}%`;
  return (
    <div className="tp-bed-grid" aria-hidden>
      <div className="tp-cab">
        <IconSteeringWheel size={20} />
        {t('transports.cab')}
      </div>
      <div className="tp-bed">
        {units.map((unit, index) => {
          const { from = 0, to = 0 } = places[index] ?? {};
          const state = unit.id === nextId ? 'next' : isIn(unit, truck) ? 'in' : 'to';
          const isNarrow = to - from < NARROW;
          return (
            <div
              key={unit.id}
              className="tp-box"
              data-state={state}
              style={{ left: percent(from), width: `calc(${percent(to - from)} - 3px)` }}
            >
              <b>{index + 1}</b>
              {!isNarrow && <span>{unit.line.name}</span>}
              {!isNarrow && <span className="kg">{weightText(unit.kg, t, language)}</span>}
              <i style={{ width: percent(unit.kg / most) }} />
            </div>
          );
        })}
      </div>
      <div className="tp-doors">{t('transports.doors')}</div>
      <span />
      <div className="tp-scale">
        <i className="zone" style={{ left: percent(LEAST_CENTRE), width: percent(MOST_CENTRE - LEAST_CENTRE) }} />
        {centre !== null && (
          <span className="pin" data-off={isOff} style={{ left: percent(centre) }}>
            <b>▲</b>
            {t('transports.centre')}
          </span>
        )}
      </div>
      <span />
    </div>
  );
}
