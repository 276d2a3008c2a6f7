/** What is missing of a tour, each with where it is mended. */
import { IconAlertCircle, IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { TourGap } from '../../../shared/rules/tour-gaps.ts';
import { LinkTo } from '../../components/link-to.tsx';
import { useWords } from '../../i18n/use-words.ts';
import { ShortageGap, useTourShortages } from '../availability/tour-shortages.tsx';
import { gapDays, gapText } from './gap-text.ts';

type Props = Readonly<{ gaps: readonly TourGap[]; tourId: string }>;

/** The tab on which something is mended that belongs to no event and no venue. */
const TAB_OF: Readonly<Partial<Record<TourGap['kind'], string>>> = {
  noStay: 'people',
  noRoom: 'people',
  notMember: 'people',
  noDriver: 'transports',
};

function Where({ gap, tourId, children }: Readonly<{ gap: TourGap; tourId: string; children: ReactNode }>): ReactNode {
  const tab = TAB_OF[gap.kind];
  if (tab === undefined && gap.eventId !== null)
    return (
      <LinkTo table="schedule_events" id={gap.eventId} className="tour-mend">
        {children}
      </LinkTo>
    );
  if (tab === undefined && gap.venueId !== null)
    return (
      <LinkTo table="venues" id={gap.venueId} className="tour-mend">
        {children}
      </LinkTo>
    );
  return (
    <Link
      className="tour-mend"
      to="/tours/{-$id}/{-$tab}"
      params={{ id: tourId, tab: tab ?? 'plan' }}
      search={tab === undefined ? { part: gap.date } : {}}
    >
      {children}
    </Link>
  );
}

export function GapList({ gaps, tourId }: Props): ReactNode {
  const { t, language } = useWords();
  const short = useTourShortages(tourId);
  const count = gaps.length + (short === undefined || short.length === 0 ? 0 : 1);
  return (
    <section data-testid="tour-gaps">
      <h3>
        {t('tours.gaps')}
        <span className="dim num">{count}</span>
      </h3>
      {count === 0 && (
        <p className="tour-fact" data-tone="ok">
          <IconCheck size={18} stroke={1.75} aria-hidden />
          <span>{t('tours.noGaps')}</span>
        </p>
      )}
      <ul className="tour-gaps">
        <ShortageGap tourId={tourId} found={short} />
        {gaps.map((gap) => (
          <li key={`${gap.kind} ${gap.date} ${gap.eventId ?? ''} ${gap.title ?? ''}`} data-tone={gap.severity}>
            {gap.severity === 'bad' ? (
              <IconAlertCircle size={18} stroke={1.75} aria-hidden />
            ) : (
              <IconAlertTriangle size={18} stroke={1.75} aria-hidden />
            )}
            <Where gap={gap} tourId={tourId}>
              {gapText(gap, t)}
              <small className="dim num">{gapDays(gap, language)}</small>
            </Where>
          </li>
        ))}
      </ul>
    </section>
  );
}
