/** Above the calendar: which days, which view, whose, and what waits to be published. */
import { ActionIcon, Button, SegmentedControl } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconPlus, IconSend } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { ScheduleRange } from '../../../shared/features/schedule/queries.ts';
import { Way } from '../../components/way.tsx';
import { useWords } from '../../i18n/use-words.ts';
import { ScheduleMenu } from '../schedule-import/schedule-menu.tsx';
import { rangeOf, turned, type View, views } from './calendar.ts';
import { type Filters, ScheduleFilters } from './schedule-filters.tsx';
import { rangeTitle } from './schedule-text.ts';
import { useTurn } from './use-turn.ts';

type Props = Readonly<{
  view: View;
  day: string;
  filters: Filters;
  range: ScheduleRange;
  onNew: () => void;
  onPublish: () => void;
}>;

function Turning({ view, day, today }: Readonly<{ view: View; day: string; today: string }>): ReactNode {
  const { t, language } = useWords();
  const turn = useTurn();
  const { from, to } = rangeOf(view, day);
  const title = view === 'month' ? rangeTitle('month', day, day, language) : rangeTitle(view, from, to, language);
  return (
    <>
      <ActionIcon
        variant="default"
        size={36}
        aria-label={t('schedule.back')}
        title={t('schedule.back')}
        onClick={() => turn({ date: turned(view, day, -1) })}
      >
        <IconChevronLeft size={18} />
      </ActionIcon>
      <ActionIcon
        variant="default"
        size={36}
        aria-label={t('schedule.forth')}
        title={t('schedule.forth')}
        onClick={() => turn({ date: turned(view, day, 1) })}
      >
        <IconChevronRight size={18} />
      </ActionIcon>
      <h2 className="plan-title num" aria-live="polite">
        {title}
      </h2>
      {(today < from || today > to) && (
        <Button variant="default" size="xs" onClick={() => turn({ date: undefined })}>
          {t('schedule.today')}
        </Button>
      )}
    </>
  );
}

export function ScheduleHead({ view, day, filters, range, onNew, onPublish }: Props): ReactNode {
  const { t } = useWords();
  const turn = useTurn();
  const count = range.unpublished.length;
  return (
    <>
      <Way title={t('nav.schedule')} />
      <div className="page-head plan-head">
        <Turning view={view} day={day} today={range.today} />
        <div className="plan-how">
          <SegmentedControl
            aria-label={t('schedule.how')}
            value={view}
            onChange={(chosen) => {
              const next = views.find((each) => each === chosen);
              if (next !== undefined) turn({ view: next });
            }}
            data={views.map((each) => ({ value: each, label: t(`schedule.view.${each}`) }))}
          />
          <ScheduleFilters filters={filters} />
        </div>
        <span className="grow" />
        <ScheduleMenu day={day} isMine={view === 'mine'} filters={filters} today={range.today} />
        {range.isPlan && (
          <Button
            className="plan-new"
            variant="default"
            leftSection={<IconPlus size={18} />}
            title={`${t('schedule.newEvent')} (N)`}
            onClick={onNew}
            aria-label={t('schedule.new')}
            aria-keyshortcuts="N C"
          >
            {t('schedule.new')}
          </Button>
        )}
        {range.isPlan && count > 0 && view !== 'mine' && (
          <Button
            leftSection={<IconSend size={18} />}
            onClick={onPublish}
            data-testid="publish"
            title={t('schedule.publishCount', { count })}
          >
            {t('schedule.publishShort', { count })}
          </Button>
        )}
      </div>
    </>
  );
}
