/** What waits for the reader: calls to answer, reports to sign, tasks by their deadline, counts that go on. */
import { Button, Group } from '@mantine/core';
import { IconChecklist, IconClipboardCheck, IconFileCheck, IconUsers } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { type MyCall, todayMine } from '../../../shared/features/today/queries.ts';
import { scheduleAnswer } from '../../../shared/mutations/call-mutations.ts';
import { LinkTo } from '../../components/link-to.tsx';
import { useMutate } from '../../data/use-mutate.ts';
import { useQuery } from '../../data/use-query.ts';
import { useWords } from '../../i18n/use-words.ts';
import { formatMoment } from '../../lib/format.ts';
import { dayWord, quoted } from '../schedule/schedule-text.ts';
import { openEvening } from '../show/open-evening.tsx';
import { TodayItem, TodayPart } from './today-item.tsx';

function Call({ call, today }: Readonly<{ call: MyCall; today: string }>): ReactNode {
  const { t, language } = useWords();
  const mutate = useMutate();
  const answer = (given: 'confirmed' | 'declined'): void => {
    void mutate(scheduleAnswer, { callId: call.callId, answer: given, seen: 'invited' });
  };
  const when = [call.date === today ? t('today.today') : dayWord(call.date, language), call.call]
    .filter((part) => part !== null)
    .join(', ');
  const about = `${quoted(call.title, language)}, ${when}`;
  return (
    <TodayItem
      icon={IconUsers}
      tone="warn"
      title={
        <LinkTo table="schedule_events" id={call.id}>
          {t('today.youAre', { function: call.function })}
        </LinkTo>
      }
      sub={about}
    >
      <Group gap={6} wrap="nowrap">
        <Button size="xs" onClick={() => answer('confirmed')} aria-label={`${t('today.come')}: ${about}`}>
          {t('today.come')}
        </Button>
        <Button
          size="xs"
          variant="default"
          onClick={() => answer('declined')}
          aria-label={`${t('today.notCome')}: ${about}`}
        >
          {t('today.notCome')}
        </Button>
      </Group>
    </TodayItem>
  );
}

export function Mine({ now }: Readonly<{ now: number }>): ReactNode {
  const { t, language } = useWords();
  const { data } = useQuery(todayMine, {});
  if (data === undefined) return null;
  const { calls, reports, tasks, counts, openTasks, today } = data;
  const isEmpty = calls.length + reports.length + tasks.length + counts.length === 0;
  return (
    <TodayPart
      title={t('today.mine')}
      note={openTasks > tasks.length ? t('today.of', { shown: tasks.length, all: openTasks }) : ''}
      aside={
        openTasks > 0 && (
          <Link className="td-link td-aside" to="/records/{-$table}/{-$id}" params={{ table: 'tasks', id: undefined }}>
            {t('today.allTasks')}
          </Link>
        )
      }
    >
      {isEmpty && <p className="td-quiet dim">{t('today.nothingMine')}</p>}
      <ul className="td-items" data-testid="today-mine">
        {calls.map((call) => (
          <Call key={call.callId} call={call} today={today} />
        ))}
        {reports.map((report) => (
          <TodayItem
            key={report.id}
            icon={IconFileCheck}
            title={
              <button type="button" className="td-link" onClick={() => openEvening(report.id)}>
                {t('today.signReport', { title: quoted(report.title, language) })}
              </button>
            }
            sub={dayWord(report.date, language)}
          />
        ))}
        {tasks.map(({ id, title, deadline }) => {
          const isLate = deadline !== null && Date.parse(deadline) < now;
          return (
            <TodayItem
              key={id}
              icon={IconChecklist}
              title={
                <LinkTo table="tasks" id={id}>
                  {title}
                </LinkTo>
              }
            >
              <span className="td-when num" data-tone={isLate ? 'bad' : undefined}>
                {deadline === null
                  ? t('today.noDeadline')
                  : isLate
                    ? t('today.overdue')
                    : t('today.by', { when: formatMoment(deadline, language) })}
              </span>
            </TodayItem>
          );
        })}
        {counts.map(({ id, name }) => (
          <TodayItem
            key={id}
            icon={IconClipboardCheck}
            title={
              <LinkTo table="inventory_counts" id={id}>
                {t('today.goesOn', { name })}
              </LinkTo>
            }
          />
        ))}
      </ul>
    </TodayPart>
  );
}
