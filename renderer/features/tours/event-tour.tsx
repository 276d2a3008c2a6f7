/** To which tour an event belongs: chosen among those that are under way on its day, saved at once. */
import { Select } from '@mantine/core';
import type { ReactNode } from 'react';
import { type EventDetail, scheduleOptions } from '../../../shared/features/schedule/queries.ts';
import { rowUpdate } from '../../../shared/mutations/row-mutations.ts';
import { useMutate } from '../../data/use-mutate.ts';
import { useQuery } from '../../data/use-query.ts';
import { useWords } from '../../i18n/use-words.ts';

export function EventTour({ detail }: Readonly<{ detail: EventDetail }>): ReactNode {
  const { t } = useWords();
  const mutate = useMutate();
  const options = useQuery(scheduleOptions, {}).data;
  const { event, tour } = detail;
  const fitting = (options?.tours ?? []).filter(
    ({ id, startsOn, endsOn }) => id === tour?.id || (startsOn <= event.date && event.date <= endsOn),
  );
  // Its own may be over, and is named all the same.
  const own = tour === null || fitting.some(({ id }) => id === tour.id) ? [] : [tour];
  const data = [...own, ...fitting].map(({ id, name }) => ({ value: id, label: name }));
  if (data.length === 0) return null;
  return (
    <Select
      mt="md"
      maw={560}
      label={t('tours.onTour')}
      placeholder={t('tours.notOnTour')}
      data={data}
      value={tour?.id ?? null}
      clearable
      allowDeselect={false}
      onChange={(wanted) =>
        void mutate(rowUpdate, {
          table: 'schedule_events',
          id: event.id,
          changes: { tour_id: wanted },
          seen: { tour_id: tour?.id ?? null },
        })
      }
    />
  );
}
