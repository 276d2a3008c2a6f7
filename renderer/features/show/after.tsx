/** After the show: the report, and the checklists of what comes after. */
import { type ReactNode, useState } from 'react';
import { useWords } from '../../i18n/use-words.ts';
import { usePrintTarget } from '../paper/paper-store.ts';
import { ChecklistBoard } from './checklist-board.tsx';
import { groupsOf, type Shown } from './evening.ts';
import { Report } from './report.tsx';
import { reportTarget } from './report-target.ts';

export function After({ shown }: Readonly<{ shown: Shown }>): ReactNode {
  const { t } = useWords();
  const { evening, doing } = shown;
  const groups = groupsOf(evening, ['post_show', 'load_out'], t('show.noDepartment'));
  const [isLists, setLists] = useState(false);
  const all = groups.reduce((sum, { items }) => sum + items.length, 0);
  const done = groups.reduce((sum, group) => sum + group.done, 0);
  usePrintTarget(reportTarget(evening.event.id, evening.production?.title ?? evening.event.title));
  return (
    <div className="sh-after">
      {groups.length > 0 && (
        <div className="sh-tabs num" role="group" aria-label={t('show.phase.after')}>
          <button type="button" aria-pressed={!isLists} onClick={() => setLists(false)}>
            {t('show.report')}
          </button>
          <button type="button" aria-pressed={isLists} onClick={() => setLists(true)}>
            {t('show.lists', { done, total: all })}
          </button>
        </div>
      )}
      {isLists && groups.length > 0 ? (
        <div className="sh-after-lists">
          <ChecklistBoard
            eventId={evening.event.id}
            own={evening.me.departmentIds}
            zone={evening.event.zone}
            groups={groups}
            doing={doing}
          />
        </div>
      ) : (
        <div className="sh-scroll" tabIndex={-1}>
          <Report shown={shown} />
        </div>
      )}
    </div>
  );
}
