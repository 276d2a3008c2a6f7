/** What the page of an event shows of its evening: its checklists, and its report. */
import type { ReactNode } from 'react';
import { runSheetForEvent } from '../../../shared/features/run-sheet/queries.ts';
import { type Evening, showEvening } from '../../../shared/features/show/queries.ts';
import type { Translate } from '../../../shared/i18n/dictionary.ts';
import { Loading } from '../../components/loading.tsx';
import { useQuery } from '../../data/use-query.ts';
import { useWords } from '../../i18n/use-words.ts';
import type { ObjectTab } from '../../object/object-tabs.tsx';
import { usePrintTarget } from '../paper/paper-store.ts';
import { ChecklistBoard } from './checklist-board.tsx';
import { EmptyLists } from './empty-lists.tsx';
import { groupsOf, type Shown, useDoing, useStand } from './evening.ts';
import { Strips } from './head.tsx';
import { Report } from './report.tsx';
import { reportTarget } from './report-target.ts';
import { useWatch } from './use-watch.ts';
import './show.css';

const PHASES = ['load_in', 'pre_show', 'during', 'post_show', 'load_out'] as const;

function useShown(evening: Evening): Shown {
  const sheet = useQuery(runSheetForEvent, { eventId: evening.event.id }).data ?? null;
  const watch = useWatch(evening.asOf);
  const doing = useDoing();
  return { evening, sheet, watch, doing, ...useStand(evening, sheet) };
}

function Checklists({ evening }: Readonly<{ evening: Evening }>): ReactNode {
  const { t } = useWords();
  const shown = useShown(evening);
  const groups = groupsOf(evening, PHASES, t('show.noDepartment'));
  if (groups.length === 0) return <EmptyLists production={evening.production} />;
  return (
    <div className="sh-within" role="group" aria-label={t('show.checklistsOf')}>
      <Strips shown={shown} />
      <div className="sh-after-lists">
        <ChecklistBoard
          eventId={evening.event.id}
          own={evening.me.departmentIds}
          zone={evening.event.zone}
          groups={groups}
          doing={shown.doing}
        />
      </div>
    </div>
  );
}

function ReportPart({ evening }: Readonly<{ evening: Evening }>): ReactNode {
  const shown = useShown(evening);
  usePrintTarget(reportTarget(evening.event.id, evening.production?.title ?? evening.event.title));
  return (
    <div className="sh-within">
      <Strips shown={shown} />
      <Report shown={shown} />
    </div>
  );
}

/** All checklists of an event's evening, to be ticked off. */
function EventChecklists({ eventId }: Readonly<{ eventId: string }>): ReactNode {
  const { data } = useQuery(showEvening, { eventId });
  return data === undefined ? <Loading /> : data === null ? null : <Checklists evening={data} />;
}

/** The report of an event's evening; a sentence while there is nothing to report. */
function EventReport({ eventId }: Readonly<{ eventId: string }>): ReactNode {
  const { t } = useWords();
  const { data } = useQuery(showEvening, { eventId });
  if (data === undefined) return <Loading />;
  if (data === null) return null;
  const isEmpty = data.report === null && data.times.length === 0 && data.notes.length === 0;
  return isEmpty ? <p className="dim">{t('show.reportNone')}</p> : <ReportPart evening={data} />;
}

/** The parts of an event's page that its evening has. */
export const eveningTabs = (eventId: string, t: Translate): readonly ObjectTab[] => [
  { key: 'checklists', word: t('show.tabChecklists'), body: <EventChecklists eventId={eventId} /> },
  { key: 'report', word: t('show.report'), body: <EventReport eventId={eventId} /> },
];
