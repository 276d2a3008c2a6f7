/** Where a tour says that it is short of things, with the way to the time line, which says who has them. */
import { IconAlertCircle, IconAlertTriangle } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { createContext, type ReactNode, use, useMemo } from 'react';
import { type TourShortage, tourShortages } from '../../../shared/features/availability/queries.ts';
import { useQuery } from '../../data/use-query.ts';
import { useWords } from '../../i18n/use-words.ts';
import { shortDay } from '../tours/tour-text.ts';

const Shortages = createContext<ReadonlyMap<string, TourShortage>>(new Map());

/** Asks once for all lines below it. */
export function WithTourShortages({ tourId, children }: Readonly<{ tourId: string; children: ReactNode }>): ReactNode {
  const { data } = useQuery(tourShortages, { tour: tourId });
  const found = useMemo(() => new Map((data ?? []).map((one) => [one.itemId, one])), [data]);
  return <Shortages value={found}>{children}</Shortages>;
}

/** Beside a thing of a packing list: how many are missing on the worst day. */
export function LineShortage({ itemId }: Readonly<{ itemId: string }>): ReactNode {
  const { t, language } = useWords();
  const found = use(Shortages).get(itemId);
  if (found === undefined) return null;
  return (
    <Link
      className="sign-bad"
      data-testid="line-shortage"
      to="/availability"
      search={{ item: itemId, from: found.from }}
      title={t('availability.onTimeLine')}
    >
      <IconAlertTriangle size={14} aria-hidden />{' '}
      {t('availability.lineShort', { count: found.short, day: shortDay(found.from, language) })}
    </Link>
  );
}

/** Of how many things the tour is short; undefined until that is known. */
export const useTourShortages = (tourId: string): readonly TourShortage[] | undefined =>
  useQuery(tourShortages, { tour: tourId }).data;

/** A line among what a tour lacks; nothing where it lacks no things. */
export function ShortageGap({
  tourId,
  found,
}: Readonly<{ tourId: string; found: readonly TourShortage[] | undefined }>): ReactNode {
  const { t, language } = useWords();
  const [first] = found ?? [];
  if (found === undefined || first === undefined) return null;
  return (
    <li data-tone="bad" data-testid="tour-shortage">
      <IconAlertCircle size={18} stroke={1.75} aria-hidden />
      <Link className="tour-mend" to="/availability" search={{ tour: tourId, short: true }}>
        {t('availability.tourShort', { count: found.length, name: first.name })}
        <small className="dim num">{shortDay(first.from, language)}</small>
      </Link>
    </li>
  );
}
