/** A day on the road of the reader's own, in one line that leads to its sheet; nothing while they are at home. */
import { IconTruck } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { ownTourDays } from '../../../shared/features/tours/queries.ts';
import { useQuery } from '../../data/use-query.ts';
import { useWords } from '../../i18n/use-words.ts';
import { TodayItem } from './today-item.tsx';

export function OwnTour(): ReactNode {
  const { t } = useWords();
  const { data } = useQuery(ownTourDays, {});
  if (data === undefined || data.length === 0) return null;
  return (
    <ul className="td-items" data-testid="today-tour">
      {data.map(({ tourId, name, date, isToday, city, first, title }) => (
        <TodayItem
          key={tourId}
          icon={IconTruck}
          title={t('tours.todayLine', { name })}
          sub={[t(isToday ? 'today.today' : 'today.tomorrow'), city, [first, title].filter(Boolean).join(' ')]
            .filter((part) => part !== null && part !== '')
            .join(' · ')}
        >
          <Link
            className="td-link"
            to="/tours/{-$id}/{-$tab}"
            params={{ id: tourId, tab: 'plan' }}
            search={isToday ? {} : { part: date }}
          >
            {t('tours.openSheet')}
          </Link>
        </TodayItem>
      ))}
    </ul>
  );
}
