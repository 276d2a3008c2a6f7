/** Who goes, as what, where they sleep; and whom one calls at the houses. */
import { type ReactNode, useRef } from 'react';
import { tourContacts, tourPeople } from '../../../shared/features/tours/queries.ts';
import { useCan } from '../../app/contexts.ts';
import { FailureState } from '../../components/failure-state.tsx';
import { Loading } from '../../components/loading.tsx';
import { useQuery } from '../../data/use-query.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useRestoredScroll } from '../../lib/restored-scroll.ts';
import { GapList } from './gap-list.tsx';
import { TourMembers } from './tour-members.tsx';
import { TourStays } from './tour-stays.tsx';
import type { TourTabProps } from './tour-tabs.ts';
import { SheetFacts } from './venue-facts.tsx';

export function PeopleTab({ tourId }: TourTabProps): ReactNode {
  const { t } = useWords();
  const { data, failure } = useQuery(tourPeople, { id: tourId });
  const houses = useQuery(tourContacts, { id: tourId }).data ?? [];
  const mayEdit = useCan('tours.edit');
  const scroller = useRef<HTMLDivElement>(null);
  useRestoredScroll(`tour people ${tourId}`, scroller);
  if (failure !== undefined) return <FailureState failure={failure} />;
  if (data === undefined || data === null) return <Loading />;
  return (
    <div className="tour-split">
      <div
        ref={scroller}
        className="tour-plan tour-people"
        role="region"
        tabIndex={0}
        aria-label={t('tours.tab.people')}
      >
        <TourMembers tourId={tourId} people={data} mayEdit={mayEdit} />
        <TourStays tourId={tourId} people={data} mayEdit={mayEdit} />
      </div>
      <aside className="tour-side" aria-label={t('tours.contacts')}>
        {data.members.length > 0 && <GapList gaps={data.gaps} tourId={tourId} />}
        {houses.map((sheet) => (
          <section key={sheet.id} className="tour-house">
            <SheetFacts sheet={sheet} />
          </section>
        ))}
        {houses.length === 0 && <p className="dim small">{t('tours.noContacts')}</p>}
      </aside>
    </div>
  );
}
