/** `#/today`: tonight, the day, what is wrong, what waits for whoever looks, what happened while they were away. */
import { type ReactNode, useEffect, useState } from 'react';
import { type TodayDay, todayDay } from '../../../shared/features/today/queries.ts';
import { dayIn } from '../../../shared/rules/upcoming.ts';
import { FailureState } from '../../components/failure-state.tsx';
import { Loading } from '../../components/loading.tsx';
import { Way } from '../../components/way.tsx';
import { useQuery } from '../../data/use-query.ts';
import { useWords } from '../../i18n/use-words.ts';
import { longDay } from '../schedule/schedule-text.ts';
import { Away } from './away.tsx';
import { DayLine } from './day-line.tsx';
import { Laptop } from './laptop.tsx';
import { Mine } from './mine.tsx';
import { OwnTour } from './own-tour.tsx';
import { Problems } from './problems.tsx';
import { TodayHead } from './today-head.tsx';
import { mainEvening } from './today-text.ts';
import { useMoment } from './use-moment.ts';
import './today.css';

function Day({ day, onNewDay }: Readonly<{ day: TodayDay; onNewDay: () => void }>): ReactNode {
  const now = useMoment(day.now);
  const isOver = dayIn(day.zone, new Date(now).toISOString()) > day.today;
  useEffect(() => {
    if (isOver) onNewDay();
  }, [isOver, onNewDay]);
  return (
    <div className="td" data-testid="today">
      <TodayHead day={day} evening={mainEvening(day.evenings, now)} now={now} />
      <OwnTour />
      <DayLine day={day} now={now} />
      <div className="td-two">
        <div>
          <Problems today={day.today} />
          <Mine now={now} />
        </div>
        <div>
          <Away now={now} />
          <Laptop />
        </div>
      </div>
    </div>
  );
}

function Asked({ onNewDay }: Readonly<{ onNewDay: () => void }>): ReactNode {
  const { t, language } = useWords();
  const { data, failure } = useQuery(todayDay, {});
  return (
    <>
      <Way title={data === undefined ? t('nav.today') : `${t('nav.today')} · ${longDay(data.today, language)}`} />
      {data !== undefined ? (
        <Day day={data} onNewDay={onNewDay} />
      ) : failure !== undefined ? (
        <FailureState failure={failure} />
      ) : (
        <Loading />
      )}
    </>
  );
}

/** At midnight everything is asked anew: no row changes, and yet all of it is another day's. */
export function TodayPage(): ReactNode {
  const [days, setDays] = useState(0);
  return <Asked key={days} onNewDay={() => setDays(days + 1)} />;
}
