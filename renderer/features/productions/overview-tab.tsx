/** What a production is, when it is played, what changed lately, and what ails. */
import type { ReactNode } from 'react';
import {
  type OpenFault,
  type ProductionChange,
  type ProductionDate,
  type ProductionHead,
  productionHead,
  productionOverview,
} from '../../../shared/features/productions/queries.ts';
import { fieldName, statusName, tableName } from '../../../shared/i18n/names.ts';
import { isTableName } from '../../../shared/schema/catalog.ts';
import { FailureState } from '../../components/failure-state.tsx';
import { LinkTo } from '../../components/link-to.tsx';
import { Loading } from '../../components/loading.tsx';
import { Tag } from '../../components/status-badge.tsx';
import { useQuery } from '../../data/use-query.ts';
import { useWords } from '../../i18n/use-words.ts';
import { formatDay, formatMoment } from '../../lib/format.ts';
import type { ProductionTabProps } from './production-tabs.ts';
import { dateText, durationText } from './production-text.ts';
import { TabScroll } from './tab-scroll.tsx';
import { VariantList } from './variants.tsx';

const CREATORS = ['author', 'director', 'artist', 'composer', 'choreographer'] as const;
const MOST_COLUMNS = 3;

function About({ head }: Readonly<{ head: ProductionHead }>): ReactNode {
  const { t, language } = useWords();
  const { production } = head;
  const facts: readonly (readonly [string, string | null])[] = [
    ...CREATORS.map((key) => [fieldName(key, language), production[key]] as const),
    [fieldName('genre', language), production.genre],
    [
      t('productions.duration'),
      production.duration_minutes === null ? null : durationText(production.duration_minutes, t),
    ],
    [
      fieldName('intermissions', language),
      production.intermissions === null ? null : t('productions.intermissions', { count: production.intermissions }),
    ],
    [fieldName('age_rating', language), production.age_rating],
    [
      fieldName('premiere_date', language),
      production.premiere_date === null ? null : formatDay(production.premiere_date, language),
    ],
  ];
  return (
    <section aria-label={t('productions.about')}>
      <h3>{t('productions.about')}</h3>
      <dl className="production-facts">
        {facts.map(([word, value]) =>
          value === null || value === '' ? null : (
            <div key={word}>
              <dt>{word}</dt>
              <dd>{value}</dd>
            </div>
          ),
        )}
      </dl>
      {production.description !== null && <p className="production-text">{production.description}</p>}
    </section>
  );
}

function Dates({
  title,
  dates,
  today,
  note,
}: Readonly<{ title: string; dates: readonly ProductionDate[]; today: string; note?: string }>): ReactNode {
  const { t, language } = useWords();
  if (dates.length === 0) return null;
  return (
    <section aria-label={title}>
      <h3>
        {title}
        {note !== undefined && <span className="dim"> · {note}</span>}
      </h3>
      <ul className="production-lines">
        {dates.map((date) => (
          <li key={date.eventId}>
            <LinkTo table="schedule_events" id={date.eventId} className="production-row">
              <b data-soon={date.date === today ? 'today' : undefined}>{dateText(date, today, t, language)}</b>
              <span className="grow cut">{[date.place, date.variant].filter(Boolean).join(' · ')}</span>
            </LinkTo>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What is broken, the gravest first. */
export function Faults({ faults }: Readonly<{ faults: readonly OpenFault[] }>): ReactNode {
  const { t, language } = useWords();
  return (
    <section aria-label={t('productions.faults')}>
      <h3>{t('productions.faults')}</h3>
      {faults.length === 0 && <p className="dim">{t('productions.noFaults')}</p>}
      <ul className="production-lines">
        {faults.map((fault) => (
          <li key={fault.id} data-testid="fault">
            <LinkTo table="faults" id={fault.id} className="production-row">
              <Tag tone={fault.severity === 'minor' ? 'info' : fault.severity === 'major' ? 'warn' : 'bad'}>
                {statusName(fault.severity, language)}
              </Tag>
              <span className="grow">
                {fault.title}
                <span className="dim small production-under">
                  {[
                    fault.status === 'in_repair' ? statusName('in_repair', language) : '',
                    fault.item,
                    fault.by,
                    formatMoment(fault.at, language),
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
              </span>
            </LinkTo>
          </li>
        ))}
      </ul>
    </section>
  );
}

const ACTIONS: ReadonlySet<string> = new Set(['create', 'update', 'delete', 'restore']);

function ChangeLine({ change }: Readonly<{ change: ProductionChange }>): ReactNode {
  const { t, language } = useWords();
  const { table, rowId, label, action, by, at, columns } = change;
  const act = ACTIONS.has(action) ? (action as 'create') : 'update';
  const what =
    columns.length === 0 || columns.length > MOST_COLUMNS
      ? t(`productions.changed.${act}`)
      : columns.map((column) => fieldName(column, language).toLocaleLowerCase()).join(', ');
  return (
    <li data-testid="change">
      <LinkTo table={table} id={rowId} className="production-row">
        <span className="grow">
          {label}
          <span className="dim small production-under">
            {[isTableName(table) ? tableName(table, language) : table, what].join(' · ')}
          </span>
        </span>
        <span className="dim small production-when">
          {by}
          <br />
          {formatMoment(at, language)}
        </span>
      </LinkTo>
    </li>
  );
}

export function OverviewTab({ performanceId: id }: ProductionTabProps): ReactNode {
  const { t } = useWords();
  const head = useQuery(productionHead, { id }).data;
  const { data, failure } = useQuery(productionOverview, { id });
  if (failure !== undefined) return <FailureState failure={failure} />;
  if (data === undefined || head === undefined || head === null) return <Loading />;
  return (
    <TabScroll name="overview" label={t('productions.tab.overview')}>
      <div className="production-columns">
        <div>
          <About head={head} />
          <VariantList head={head} />
        </div>
        <div>
          <Dates title={t('productions.ahead')} dates={head.next} today={head.today} />
          <Dates
            title={t('productions.behind')}
            dates={data.last}
            today={head.today}
            note={t('productions.played', { count: data.played })}
          />
        </div>
        <div>
          <Faults faults={data.faults} />
          {data.unanswered > 0 && (
            <p className="production-unanswered dim">{t('productions.unanswered', { count: data.unanswered })}</p>
          )}
          <section aria-label={t('productions.lately')}>
            <h3>{t('productions.lately')}</h3>
            {data.changes.length === 0 && <p className="dim">{t('productions.nothingLately')}</p>}
            <ul className="production-lines">
              {data.changes.map((change) => (
                <ChangeLine key={change.id} change={change} />
              ))}
            </ul>
          </section>
        </div>
      </div>
    </TabScroll>
  );
}
