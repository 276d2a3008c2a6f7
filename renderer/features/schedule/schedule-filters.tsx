/** What of the schedule is in sight: one venue, production, person or kind. They stand in the address. */
import type { ReactNode } from 'react';
import { type ScheduleRange, scheduleOptions } from '../../../shared/features/schedule/queries.ts';
import { FilterMenu } from '../../components/filter-menu.tsx';
import { useQuery } from '../../data/use-query.ts';
import { useWords } from '../../i18n/use-words.ts';
import { type Look, lookOf } from './calendar.ts';
import { useTurn } from './use-turn.ts';

/** Undefined: all of them. */
export interface Filters {
  readonly venue?: string | undefined;
  readonly production?: string | undefined;
  readonly person?: string | undefined;
  readonly kind?: Look | undefined;
}

export const looks = ['show', 'plain', 'technical', 'away'] as const satisfies readonly Look[];

/** Who is called was asked of the query already. */
export function filtered(range: ScheduleRange, { venue, production, kind }: Filters): ScheduleRange {
  if (venue === undefined && production === undefined && kind === undefined) return range;
  return {
    ...range,
    venues: venue === undefined ? range.venues : range.venues.filter(({ id }) => id === venue),
    events: range.events.filter(
      (event) =>
        (venue === undefined || event.venueId === venue) &&
        (production === undefined || event.performanceId === production) &&
        (kind === undefined || lookOf(event) === kind),
    ),
  };
}

const named = (rows: readonly Readonly<{ id: string; name: string }>[] = []): { value: string; label: string }[] =>
  rows.map(({ id, name }) => ({ value: id, label: name }));

export function ScheduleFilters({ filters }: Readonly<{ filters: Filters }>): ReactNode {
  const { t } = useWords();
  const options = useQuery(scheduleOptions, {}).data;
  const set = useTurn();
  return (
    <FilterMenu
      label={t('schedule.filter')}
      all={t('schedule.all')}
      choices={[
        {
          label: t('schedule.field.venue'),
          options: named(options?.venues),
          value: filters.venue,
          onChange: (venue) => set({ venue }),
        },
        {
          label: t('schedule.field.production'),
          options: named(options?.performances.map(({ id, title }) => ({ id, name: title }))),
          value: filters.production,
          onChange: (production) => set({ production }),
        },
        {
          label: t('schedule.person'),
          options: named(options?.people),
          value: filters.person,
          onChange: (person) => set({ person }),
        },
        {
          label: t('schedule.field.type'),
          options: looks.map((look) => ({ value: look, label: t(`schedule.legend.${look}`) })),
          value: filters.kind,
          onChange: (kind) => set({ kind: looks.find((look) => look === kind) }),
          isShort: true,
        },
      ]}
    />
  );
}
