/** The sheet of a day on the road: what is when, on the clock of the place; how long until the next; the house. */
import type { ReactNode } from 'react';
import type { TourEvent, TourPlan } from '../../../shared/features/tours/queries.ts';
import { daysBetween } from '../../../shared/rules/event-time.ts';
import { LinkTo } from '../../components/link-to.tsx';
import { useWords } from '../../i18n/use-words.ts';
import { hoursText, longDay, timeText } from '../schedule/schedule-text.ts';
import { useMoment } from '../today/use-moment.ts';
import { SheetFacts } from './venue-facts.tsx';

type Props = Readonly<{ plan: TourPlan; date: string }>;

interface Moment {
  readonly key: string;
  readonly clock: string;
  readonly title: ReactNode;
  readonly sub: string;
  readonly isShow: boolean;
  readonly isOver: boolean;
}

const SHOWS: ReadonlySet<string> = new Set(['performance', 'premiere']);
const isShow = ({ type, activity }: TourEvent): boolean => activity === null && SHOWS.has(type);

/** Calls and what they are for, in their order. */
function useMoments(events: readonly TourEvent[], now: number): readonly Moment[] {
  const { t } = useWords();
  return events
    .flatMap((event): readonly (Moment & { readonly sort: string })[] => {
      const called = event.called > 0 ? t('tours.called', { count: event.called }) : '';
      const own = {
        key: event.id,
        sort: event.start ?? '',
        clock: timeText(event, event.daysLater),
        title: (
          <LinkTo table="schedule_events" id={event.id}>
            {event.title}
          </LinkTo>
        ),
        sub: event.call === null ? called : '',
        isShow: isShow(event),
        isOver: event.endsAt < now,
      };
      const before = (clock: string | null, word: string, sub: string) =>
        clock === null
          ? []
          : [
              {
                ...own,
                key: `${event.id} ${word}`,
                sort: clock,
                clock,
                title: word,
                sub,
                isShow: false,
                isOver: event.startsAt < now,
              },
            ];
      return [
        ...before(event.call, t('tours.call'), called),
        ...before(isShow(event) ? event.ready : null, t('tours.ready'), ''),
        own,
      ];
    })
    .toSorted((a, b) => (a.sort < b.sort ? -1 : a.sort > b.sort ? 1 : 0));
}

export function DaySheet({ plan, date }: Props): ReactNode {
  const { t, language } = useWords();
  const now = useMoment(plan.now);
  const day = plan.days.find((each) => each.date === date);
  const moments = useMoments(day?.events ?? [], now);
  if (day === undefined) return null;
  const next = day.events.find(({ startsAt }) => startsAt > now);
  const sheet = plan.venues.find(({ id }) => id === day.venueId);
  const first = plan.days[0]?.date ?? date;
  const spoken = longDay(date, language);
  return (
    <section className="tour-sheet" aria-label={spoken} data-testid="day-sheet" data-date={date}>
      <div className="tour-sheet-day">
        <header>
          <div className="grow">
            <p className="dim small">
              {t(date === plan.today ? 'tours.today' : 'tours.tomorrow', { day: spoken })}
              {' · '}
              {t('tours.dayOf', { day: daysBetween(first, date) + 1, all: plan.days.length })}
            </p>
            <h3>
              {day.events.some(isShow)
                ? t('tours.showOf', { city: day.city ?? '' })
                : day.fromCity === null
                  ? (day.city ?? '—')
                  : `${day.fromCity} → ${day.city ?? ''}`}
            </h3>
          </div>
          {next !== undefined && (
            <p className="tour-until num">
              <b>{hoursText(Math.max(1, Math.round((next.startsAt - now) / 60_000)), t)}</b>
              <span className="dim small cut">{t('tours.until', { title: next.title })}</span>
            </p>
          )}
        </header>
        {moments.length === 0 && <p className="dim">{t('tours.nothingToday')}</p>}
        <ol className="tour-moments">
          {moments.map((moment) => (
            <li key={moment.key} data-show={moment.isShow} data-over={moment.isOver}>
              <span className="num">{moment.clock}</span>
              <b className="cut">{moment.title}</b>
              <span className="dim small">{moment.sub}</span>
            </li>
          ))}
        </ol>
      </div>
      {sheet !== undefined && (
        <div className="tour-sheet-house">
          <SheetFacts sheet={sheet} />
        </div>
      )}
    </section>
  );
}
