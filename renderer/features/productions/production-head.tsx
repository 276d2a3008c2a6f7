/** What stands above a production's tabs: poster, status, creators, next dates, and how each department's part is. */
import { ActionIcon, Menu } from '@mantine/core';
import { IconAlertTriangle, IconArrowLeft, IconCheck, IconDeviceLaptop, IconTool } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { DepartmentCondition, ProductionHead as Head } from '../../../shared/features/productions/queries.ts';
import { statusName } from '../../../shared/i18n/names.ts';
import { rowUpdate } from '../../../shared/mutations/row-mutations.ts';
import { seasonName } from '../../../shared/rules/season.ts';
import { performanceStatus } from '../../../shared/rules/state-machines.ts';
import { tableOf } from '../../../shared/schema/catalog.ts';
import { useCan } from '../../app/contexts.ts';
import { DepartmentMark } from '../../components/department-mark.tsx';
import { LinkTo } from '../../components/link-to.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { useMutate } from '../../data/use-mutate.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useLeave } from '../../object/use-leave.ts';
import { Poster } from './poster.tsx';
import { ProductionMenu } from './production-menu.tsx';
import { aboutText, dateText } from './production-text.ts';

type Props = Readonly<{ head: Head; isWhole: boolean }>;

const STATUS = tableOf('performances').columns['status'];
/** Next dates that stand in the head; the overview tells them all. */
const DATES = 3;

/** The status, and for whoever may lead it on, where to. */
function Status({ head }: Readonly<{ head: Head }>): ReactNode {
  const { t, language } = useWords();
  const mutate = useMutate();
  const mayEdit = useCan('performances.edit');
  const { id, status } = head.production;
  const badge = <StatusBadge status={status} column={STATUS} />;
  const steps: readonly string[] = performanceStatus[status];
  if (!mayEdit || steps.length === 0) return badge;
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <button type="button" className="production-status" title={t('productions.changeStatus')}>
          {badge}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('productions.changeStatus')}</Menu.Label>
        {steps.map((next) => (
          <Menu.Item
            key={next}
            onClick={() =>
              void mutate(rowUpdate, {
                table: 'performances',
                id,
                changes: { status: next },
                seen: { status },
              })
            }
          >
            {statusName(next, language, STATUS)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

/** A sign, a word and a hue: how a department's part is. */
function Condition({ department }: Readonly<{ department: DepartmentCondition }>): ReactNode {
  const { t, language } = useWords();
  const { condition, notes, inRepair } = department;
  if (inRepair > 0 && condition !== 'poor')
    return (
      <span className="production-state" data-tone="warn" title={notes ?? undefined}>
        <IconTool size={15} aria-hidden /> {t('productions.repair', { count: inRepair })}
      </span>
    );
  if (condition === null) return <span className="production-state dim">{t('productions.unsaid')}</span>;
  const tone = condition === 'good' ? 'ok' : condition === 'fair' ? 'warn' : 'bad';
  const Icon = condition === 'good' ? IconCheck : IconAlertTriangle;
  return (
    <span className="production-state" data-tone={tone} title={notes ?? undefined}>
      <Icon size={15} aria-hidden /> {statusName(condition, language)}
    </span>
  );
}

/** «Осветительный цех» is said shorter where six of them stand beside each other. */
const shortName = (name: string): string => name.replace(/\s*цех$/u, '');

function Conditions({ head }: Readonly<{ head: Head }>): ReactNode {
  const { t } = useWords();
  if (head.departments.length === 0) return null;
  return (
    <section
      className="production-conditions"
      aria-label={t('productions.season', { season: seasonName(head.season) })}
    >
      <h3>{t('productions.season', { season: seasonName(head.season) })}</h3>
      <ul>
        {head.departments.map((department) => (
          <li key={department.departmentId}>
            <DepartmentMark code={department.code} />
            <span className="cut" title={department.name}>
              {shortName(department.name)}
            </span>
            <Condition department={department} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function NextDates({ head }: Readonly<{ head: Head }>): ReactNode {
  const { t, language } = useWords();
  if (head.next.length === 0) return <p className="production-dates dim">{t('productions.nothingAhead')}</p>;
  return (
    <p className="production-dates">
      {head.next.slice(0, DATES).map((date) => (
        <LinkTo key={date.eventId} table="schedule_events" id={date.eventId} className="production-date">
          <b data-soon={date.date === head.today ? 'today' : undefined}>{dateText(date, head.today, t, language)}</b>
          {` ${date.place ?? ''}`}
        </LinkTo>
      ))}
    </p>
  );
}

function Back(): ReactNode {
  const { t } = useWords();
  const leave = useLeave('performances');
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size={32}
      ml={-6}
      title={`${t('productions.back')} (Esc)`}
      aria-label={t('productions.back')}
      onClick={leave}
    >
      <IconArrowLeft size={20} />
    </ActionIcon>
  );
}

export function ProductionHead({ head, isWhole }: Props): ReactNode {
  const { t } = useWords();
  const { production, poster } = head;
  const about = aboutText(production, t);
  return (
    <header className="production-head" data-whole={isWhole}>
      {isWhole && <Poster title={production.title} poster={poster} size="head" />}
      <div className="production-words">
        <div className="production-title">
          <Back />
          <h2>{production.title}</h2>
          <Status head={head} />
          {head.isPending && <IconDeviceLaptop size={16} role="img" aria-label={t('common.onlyHere')} />}
          {!isWhole && <NextDates head={head} />}
          <span className="grow" />
          <ProductionMenu head={head} />
        </div>
        {isWhole && about !== '' && <p className="dim">{about}</p>}
        {isWhole && <NextDates head={head} />}
      </div>
      {isWhole && <Conditions head={head} />}
    </header>
  );
}
