/** Above a calendar without anything on it: why, and what to do about it. */
import { Button } from '@mantine/core';
import { IconCalendarOff, IconMapPinOff } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { ScheduleRange } from '../../../shared/features/schedule/queries.ts';
import { useWords } from '../../i18n/use-words.ts';
import { go } from '../../lib/go.ts';
import type { Filters } from './schedule-filters.tsx';

type Props = Readonly<{ range: ScheduleRange; filters: Filters; shown: number }>;

/** Nothing where there is something to see. `shown`: how many events pass the filters. */
export function EmptyHint({ range, filters, shown }: Props): ReactNode {
  const { t } = useWords();
  const isFiltered = Object.values(filters).some((value) => value !== undefined);
  if (range.venues.length === 0)
    return (
      <div className="plan-hint" role="status">
        <IconMapPinOff size={20} stroke={1.75} aria-hidden />
        <span>
          <b>{t('schedule.noVenues')}</b> <span className="dim">{t('schedule.noVenuesHint')}</span>
        </span>
        {range.isPlan && (
          <Button
            size="xs"
            variant="default"
            onClick={() => go({ to: '/records/{-$table}/{-$id}', params: { table: 'venues', id: undefined } })}
          >
            {t('schedule.addVenues')}
          </Button>
        )}
      </div>
    );
  if (shown > 0) return null;
  const hint = isFiltered ? 'schedule.emptyFiltered' : range.isPlan ? 'schedule.emptyPlan' : 'schedule.emptyTold';
  return (
    <div className="plan-hint" role="status">
      <IconCalendarOff size={20} stroke={1.75} aria-hidden />
      <span>
        <b>{t('schedule.empty')}.</b> <span className="dim">{t(hint)}</span>
      </span>
    </div>
  );
}
