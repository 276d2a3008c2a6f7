/** Evenings and what was reported of them, how each department was season by season, what is broken. */
import { Select } from '@mantine/core';
import { IconReport } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import {
  type ProductionHead,
  type ProductionReports,
  productionHead,
  productionReports,
  type ReportNote,
  type ReportView,
} from '../../../shared/features/productions/queries.ts';
import { statusName } from '../../../shared/i18n/names.ts';
import { rowCreate, rowUpdate } from '../../../shared/mutations/row-mutations.ts';
import { seasonName } from '../../../shared/rules/season.ts';
import { tableOf } from '../../../shared/schema/catalog.ts';
import { useCan } from '../../app/contexts.ts';
import { DepartmentMark } from '../../components/department-mark.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailureState } from '../../components/failure-state.tsx';
import { LinkTo } from '../../components/link-to.tsx';
import { Loading } from '../../components/loading.tsx';
import { StatusBadge, Tag, type Tone } from '../../components/status-badge.tsx';
import { newId } from '../../data/new-id.ts';
import { useMutate } from '../../data/use-mutate.ts';
import { useQuery } from '../../data/use-query.ts';
import { useTheaterZone } from '../../data/use-theater-zone.ts';
import { useWords } from '../../i18n/use-words.ts';
import { formatDay } from '../../lib/format.ts';
import { useWhole } from '../../lib/use-whole.ts';
import { toClock } from '../../lib/zoned-time.ts';
import { Faults } from './overview-tab.tsx';
import type { ProductionTabProps } from './production-tabs.ts';
import { TabScroll } from './tab-scroll.tsx';

const KIND = tableOf('show_notes').columns['kind'];
const TONES: Readonly<Record<ReportNote['severity'], Tone>> = { info: 'plain', minor: 'info', major: 'bad' };
const CONDITIONS = ['good', 'fair', 'poor'] as const;

/** «20:44», on the theatre's clock. */
function useClock(): (moment: string | null) => string {
  const zone = useTheaterZone();
  return (moment) => (moment === null ? '' : toClock(moment, zone).slice(11));
}

function Note({ note }: Readonly<{ note: ReportNote }>): ReactNode {
  const { t, language } = useWords();
  const clock = useClock();
  const where = [clock(note.at), note.scene].filter(Boolean).join(' · ');
  return (
    <li className="report-note" data-testid="report-note">
      <DepartmentMark code={note.departmentCode} />
      <div className="grow">
        {note.kind !== 'note' && <Tag tone={TONES[note.severity]}>{statusName(note.kind, language, KIND)}</Tag>}{' '}
        {note.text}
        <span className="dim small production-under">
          {where}
          {note.isAddendum && ` · ${t('productions.report.addendum')}`}
          {note.faultId !== null && (
            <>
              {' · '}
              <LinkTo table="faults" id={note.faultId}>
                {t('productions.report.toFault')}
              </LinkTo>
            </>
          )}
          {note.taskId !== null && (
            <>
              {' · '}
              <LinkTo table="tasks" id={note.taskId}>
                {t('productions.report.toTask')}
              </LinkTo>
            </>
          )}
        </span>
      </div>
    </li>
  );
}

/** «22:31» of the day itself, else with its day. */
function signedText(at: string, day: string, language: string): string {
  const [date = '', time = ''] = at.split('T');
  return date === day ? time : `${formatDay(date, language)}, ${time}`;
}

function Report({ report }: Readonly<{ report: ReportView }>): ReactNode {
  const { t, language } = useWords();
  const clock = useClock();
  const zone = useTheaterZone();
  const state =
    report.status === 'signed'
      ? t('productions.report.signed', {
          by: report.signedBy ?? '',
          at: report.signedAt === null ? '' : signedText(toClock(report.signedAt, zone), report.date, language),
        })
      : t(report.status === null ? 'productions.report.without' : 'productions.report.draft');
  return (
    <article className="report" aria-label={formatDay(report.date, language)} data-testid="report">
      <h4>
        <LinkTo table="schedule_events" id={report.eventId}>
          {formatDay(report.date, language)}
        </LinkTo>
        <span className="dim num">
          {[
            report.began === null ? '' : [clock(report.began), clock(report.ended)].filter(Boolean).join('–'),
            report.attendance === null ? '' : t('productions.report.attendance', { count: report.attendance }),
            state,
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </h4>
      {report.summary !== null && <p>{report.summary}</p>}
      <ul>
        {report.notes.map((note) => (
          <Note key={note.id} note={note} />
        ))}
      </ul>
    </article>
  );
}

/** More than a window shows at once. */
const FIRST = 20;

function Reports({ reports }: Readonly<{ reports: readonly ReportView[] }>): ReactNode {
  const isWhole = useWhole();
  return (isWhole ? reports : reports.slice(0, FIRST)).map((report) => <Report key={report.eventId} report={report} />);
}

/** This season can be said by whoever may edit the production; what was, stays. */
function ThisSeason({ head, at }: Readonly<{ head: ProductionHead; at: number }>): ReactNode {
  const { t, language } = useWords();
  const mutate = useMutate();
  const mayEdit = useCan('performances.edit');
  // A choice for every department is much to draw: what it is stands there at once.
  const isWhole = useWhole();
  const department = head.departments[at];
  if (department === undefined) return null;
  const { departmentId, conditionId, condition, name } = department;
  if (!mayEdit || !isWhole)
    return condition === null ? <span className="dim">—</span> : <StatusBadge status={condition} />;
  const say = (next: string | null): void => {
    if (next === null || next === condition) return;
    if (conditionId === null)
      void mutate(rowCreate, {
        table: 'performance_condition',
        id: newId(),
        values: {
          performance_id: head.production.id,
          season: head.season,
          department_id: departmentId,
          condition: next,
        },
      });
    else
      void mutate(rowUpdate, {
        table: 'performance_condition',
        id: conditionId,
        changes: { condition: next },
        seen: { condition },
      });
  };
  return (
    <Select
      size="xs"
      w={120}
      aria-label={t('productions.report.conditionOf', { department: name, season: seasonName(head.season) })}
      placeholder="—"
      allowDeselect={false}
      data={CONDITIONS.map((value) => ({ value, label: statusName(value, language) }))}
      value={condition}
      onChange={say}
    />
  );
}

function Seasons({ head, reports }: Readonly<{ head: ProductionHead; reports: ProductionReports }>): ReactNode {
  const { t } = useWords();
  const earlier = [...new Set(reports.conditions.map(({ season }) => season))].filter(
    (season) => season !== head.season,
  );
  const of = (season: number, departmentId: string): string | undefined =>
    reports.conditions.find((each) => each.season === season && each.departmentId === departmentId)?.condition;
  return (
    <section aria-label={t('productions.report.condition')}>
      <h3>{t('productions.report.condition')}</h3>
      <table className="seasons">
        <thead>
          <tr>
            <th scope="col">{t('productions.list.department')}</th>
            <th scope="col">{seasonName(head.season)}</th>
            {earlier.map((season) => (
              <th key={season} scope="col">
                {seasonName(season)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {head.departments.map((department, at) => (
            <tr key={department.departmentId}>
              <th scope="row">
                <span>
                  <DepartmentMark code={department.code} /> {department.name}
                </span>
                {department.notes !== null && <span className="dim small production-under">{department.notes}</span>}
              </th>
              <td>
                <ThisSeason head={head} at={at} />
              </td>
              {earlier.map((season) => {
                const condition = of(season, department.departmentId);
                return <td key={season}>{condition === undefined ? '—' : <StatusBadge status={condition} />}</td>;
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

export function ReportsTab({ performanceId: id }: ProductionTabProps): ReactNode {
  const { t } = useWords();
  const { data, failure } = useQuery(productionReports, { id });
  const head = useQuery(productionHead, { id }).data;
  if (failure !== undefined) return <FailureState failure={failure} />;
  if (data === undefined || head === undefined || head === null) return <Loading />;
  return (
    <TabScroll name="reports" label={t('productions.tab.reports')}>
      <div className="production-columns" data-two>
        <section aria-label={t('productions.report.title')}>
          <h3>{t('productions.report.title')}</h3>
          {data.reports.length === 0 && (
            <EmptyState
              icon={<IconReport size={40} stroke={1.2} />}
              title={t('productions.report.none')}
              hint={t('productions.report.noneHint')}
            />
          )}
          <Reports reports={data.reports} />
        </section>
        <div>
          <Faults faults={data.faults} />
          <Seasons head={head} reports={data} />
        </div>
      </div>
    </TabScroll>
  );
}
