/** What is not as it has to be today or tomorrow, the gravest first, each with the way to settle it. */
import { Button } from '@mantine/core';
import {
  IconAlertOctagon,
  IconCalendarX,
  IconListCheck,
  IconTool,
  IconUserExclamation,
  IconUserQuestion,
  IconUserX,
  type TablerIcon,
} from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { type Problem, todayProblems } from '../../../shared/features/today/queries.ts';
import { statusName } from '../../../shared/i18n/names.ts';
import { useQuery } from '../../data/use-query.ts';
import { useWords } from '../../i18n/use-words.ts';
import { formatMoment } from '../../lib/format.ts';
import { go } from '../../lib/go.ts';
import { openObject } from '../../lib/open-record.ts';
import { collisionText, dayWord, quoted } from '../schedule/schedule-text.ts';
import { openEvening } from '../show/open-evening.tsx';
import { TodayItem, TodayPart } from './today-item.tsx';

/** More are a number that opens. */
const SHOWN = 6;
const MOST_NAMES = 3;

interface Said {
  readonly icon: TablerIcon;
  readonly tone: 'warn' | 'bad';
  readonly title: string;
  readonly about: readonly (string | null)[];
  readonly word: string;
  readonly act: () => void;
}

/** How calls that nobody can count on are told. */
const CALLS = {
  declined: { icon: IconUserX, tone: 'bad', word: 'today.declined' },
  open: { icon: IconUserX, tone: 'warn', word: 'today.openCalls' },
  unanswered: { icon: IconUserQuestion, tone: 'warn', word: 'today.unanswered' },
} as const;

/** Mostly whoever reports a fault says of what; then the thing is not named twice. */
function faultTitle({ thing, title }: Extract<Problem, { kind: 'fault' }>): string {
  const [word = ''] = (thing ?? '').split(' ');
  return thing === null || title.toLowerCase().includes(word.toLowerCase()) ? title : `${thing}: ${title}`;
}

const toEvent = (id: string): void => go({ to: '/events/$id', params: { id } });

function useSaid(today: string): (problem: Problem) => Said {
  const { t, language } = useWords();
  const namesOf = (names: readonly string[]): string =>
    names.slice(0, MOST_NAMES).join(', ') +
    (names.length > MOST_NAMES ? ` ${t('today.more', { count: names.length - MOST_NAMES })}` : '');
  return (problem) => {
    const { event } = problem;
    const when = event.date === today ? event.start : `${dayWord(event.date, language)} ${event.start ?? ''}`.trim();
    const named = [quoted(event.title, language), when];
    const toCalls = { word: t('today.toEvent'), act: () => toEvent(event.id) };
    switch (problem.kind) {
      case 'fault':
        return {
          icon: problem.severity === 'unsafe' ? IconAlertOctagon : IconTool,
          tone: problem.severity === 'minor' ? 'warn' : 'bad',
          title: faultTitle(problem),
          about: [statusName(problem.severity, language), ...named, problem.by, formatMoment(problem.at, language)],
          word: t('common.open'),
          act: () => openObject('faults', problem.id),
        };
      case 'critical':
        return {
          icon: IconListCheck,
          tone: 'bad',
          title: t('today.criticalLines', { count: problem.lines.length }),
          about: [...named, namesOf(problem.lines.map(({ title }) => title))],
          word: t('today.toEvening'),
          act: () => openEvening(event.id),
        };
      case 'replaced':
        return {
          icon: IconUserExclamation,
          tone: 'warn',
          title: t('today.replaced', { from: problem.from, to: problem.to }),
          about: [problem.function, ...named],
          ...toCalls,
        };
      case 'declined':
      case 'open':
      case 'unanswered': {
        const { icon, tone, word } = CALLS[problem.kind];
        const { names } = problem;
        return { icon, tone, title: t(word, { count: names.length, names: namesOf(names) }), about: named, ...toCalls };
      }
      case 'collision': {
        const { venue, restHours, collision } = problem;
        const { head, sub } = collisionText(collision, { t, language, venue, restHours });
        return {
          icon: IconCalendarX,
          tone: collision.severity === 'block' ? 'bad' : 'warn',
          title: head,
          about: [...named, sub],
          word: t('today.options'),
          act: () => toEvent(event.id),
        };
      }
    }
  };
}

const keyOf = (problem: Problem): string =>
  `${problem.kind} ${problem.event.id} ${
    problem.kind === 'fault'
      ? problem.id
      : problem.kind === 'replaced'
        ? problem.from + problem.function
        : problem.kind === 'collision'
          ? problem.collision.keys.join()
          : ''
  }`;

export function Problems({ today }: Readonly<{ today: string }>): ReactNode {
  const { t } = useWords();
  const { data } = useQuery(todayProblems, {});
  const say = useSaid(today);
  const [isWhole, setWhole] = useState(false);
  if (data === undefined) return null;
  const rest = isWhole ? 0 : Math.max(0, data.length - SHOWN);
  return (
    <TodayPart title={t('today.wrong')} note={data.length === 0 ? '' : String(data.length)}>
      {data.length === 0 && <p className="td-quiet dim">{t('today.nothingWrong')}</p>}
      <ul className="td-items" data-testid="today-problems">
        {data.slice(0, data.length - rest).map((problem) => {
          const { icon, tone, title, about, word, act } = say(problem);
          const sub = about.filter((part) => part !== null && part !== '').join(' · ');
          return (
            <TodayItem key={keyOf(problem)} icon={icon} tone={tone} title={title} sub={sub}>
              <Button size="xs" variant="default" onClick={act} aria-label={`${word}: ${title}`}>
                {word}
              </Button>
            </TodayItem>
          );
        })}
      </ul>
      {rest > 0 && (
        <button type="button" className="td-link td-rest" onClick={() => setWhole(true)}>
          {t('today.more', { count: rest })}
        </button>
      )}
    </TodayPart>
  );
}
