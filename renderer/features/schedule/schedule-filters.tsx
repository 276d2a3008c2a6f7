/** What of the schedule is in sight: one venue, production, person or kind. They stand in the address. */
import { ActionIcon, Popover, Select, Stack } from '@mantine/core';
import { IconFilter } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { type ScheduleRange, scheduleOptions } from '../../../shared/features/schedule/queries.ts';
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

export function FilterMenu({ filters }: Readonly<{ filters: Filters }>): ReactNode {
  const { t } = useWords();
  const options = useQuery(scheduleOptions, {}).data;
  const set = useTurn();
  const count = Object.values(filters).filter((value) => value !== undefined).length;
  const inside = { withinPortal: false } as const;
  return (
    <Popover position="bottom-end" shadow="md" width={280} trapFocus>
      <Popover.Target>
        <ActionIcon
          variant={count === 0 ? 'default' : 'light'}
          size={36}
          aria-label={t('schedule.filter')}
          title={t('schedule.filter')}
        >
          <IconFilter size={18} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="xs">
          <Select
            label={t('schedule.field.venue')}
            placeholder={t('schedule.all')}
            data={(options?.venues ?? []).map(({ id, name }) => ({ value: id, label: name }))}
            value={filters.venue ?? null}
            clearable
            allowDeselect={false}
            searchable
            comboboxProps={inside}
            onChange={(venue) => set({ venue: venue ?? undefined })}
          />
          <Select
            label={t('schedule.field.production')}
            placeholder={t('schedule.all')}
            data={(options?.performances ?? []).map(({ id, title }) => ({ value: id, label: title }))}
            value={filters.production ?? null}
            clearable
            allowDeselect={false}
            searchable
            comboboxProps={inside}
            onChange={(production) => set({ production: production ?? undefined })}
          />
          <Select
            label={t('schedule.person')}
            placeholder={t('schedule.all')}
            data={(options?.people ?? []).map(({ id, name }) => ({ value: id, label: name }))}
            value={filters.person ?? null}
            clearable
            allowDeselect={false}
            searchable
            comboboxProps={inside}
            onChange={(person) => set({ person: person ?? undefined })}
          />
          <Select
            label={t('schedule.field.type')}
            placeholder={t('schedule.all')}
            data={looks.map((look) => ({ value: look, label: t(`schedule.legend.${look}`) }))}
            value={filters.kind ?? null}
            clearable
            allowDeselect={false}
            comboboxProps={inside}
            onChange={(kind) => set({ kind: looks.find((look) => look === kind) })}
          />
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
