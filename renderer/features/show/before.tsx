/** Before the show: what is ticked off, what holds, and ready. */
import { type ReactNode, useState } from 'react';
import { BEFORE_PHASES } from '../../../shared/rules/evening-rows.ts';
import { useWords } from '../../i18n/use-words.ts';
import { lookAt } from '../../store/show-store.ts';
import { ChecklistBoard } from './checklist-board.tsx';
import { EmptyLists } from './empty-lists.tsx';
import { groupsOf, type Shown } from './evening.ts';
import { Gate } from './gate.tsx';

export function Before({ shown }: Readonly<{ shown: Shown }>): ReactNode {
  const { t } = useWords();
  const { evening, doing } = shown;
  const groups = groupsOf(evening, BEFORE_PHASES, t('show.noDepartment'));
  const [asked, setAsked] = useState<{ readonly id: string; readonly time: number }>();
  return (
    <div className="sh-before" data-empty={groups.length === 0}>
      {groups.length === 0 ? (
        <EmptyLists production={evening.production} />
      ) : (
        <ChecklistBoard
          eventId={evening.event.id}
          own={evening.me.departmentIds}
          zone={evening.event.zone}
          groups={groups}
          doing={doing}
          {...(asked === undefined ? {} : { asked })}
        />
      )}
      <Gate
        shown={shown}
        groups={groups}
        onAsk={(id, departmentId) => {
          lookAt({ departmentId, isOpenOnly: false });
          setAsked((before) => ({ id, time: (before?.time ?? 0) + 1 }));
        }}
      />
    </div>
  );
}
