/** The list as who prepares it sees it: what productions need, what goes in which case, and what comes on top. */
import { IconCircleCheck, IconPlus, IconRefresh } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { packingLines, packingNeeds } from '../../../shared/features/packing/queries.ts';
import type { PackingHead, PackingNeeds } from '../../../shared/ipc/packing-contract.ts';
import { useQuery } from '../../data/use-query.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useScanTarget } from '../../lib/scan-target.ts';
import { WithTourShortages } from '../availability/tour-shortages.tsx';
import { AddThing } from '../productions/add-thing.tsx';
import { CasesSide } from './cases-side.tsx';
import { PlanLine } from './plan-line.tsx';
import { openCase } from './use-packing.ts';
import { type Plan, usePlan } from './use-plan.ts';

const SHOWN = 200;
const NO_LINES = { total: 0, rows: [] };
/** Things of a difference that are named; the rest is a number. */
const NAMED = 8;

const sumOf = (needs: PackingNeeds, sign: 1 | -1): number =>
  needs.differences
    .flatMap(({ changes }) => changes)
    .reduce((sum, { by }) => sum + (Math.sign(by) === sign ? Math.abs(by) : 0), 0);

/** By how much the list differs from what productions need, and the one step that makes it right. */
function NeedsBanner({ needs, plan }: Readonly<{ needs: PackingNeeds; plan: Plan }>): ReactNode {
  const { t } = useWords();
  const [isOpen, setOpen] = useState(false);
  const { differences, events } = needs;
  if (events === 0) return <p className="needs dim">{t('packing.noEvents')}</p>;
  if (differences.length === 0)
    return (
      <p className="needs" data-tone="ok" data-testid="needs">
        <IconCircleCheck size={20} aria-hidden /> {t('packing.needsMet', { count: events })}
      </p>
    );
  const more = sumOf(needs, 1);
  const fewer = sumOf(needs, -1);
  return (
    <div className="needs" data-tone="warn" data-testid="needs">
      <b>
        {t('packing.needsDiffer')} {more > 0 && <span className="num">+{more}</span>}{' '}
        {fewer > 0 && <span className="num">−{fewer}</span>}
      </b>
      <button type="button" className="tap plain" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {t('packing.names', { count: differences.length })}
      </button>
      <button
        type="button"
        className="tap main"
        onClick={() => {
          void plan.apply(differences.flatMap(({ changes }) => changes));
        }}
      >
        <IconRefresh size={18} aria-hidden /> {t('packing.update')}
      </button>
      {isOpen && (
        <ul>
          {differences.slice(0, NAMED).map(({ itemId, name, number, need, planned }) => (
            <li key={itemId}>
              {name} <span className="dim num">{number}</span>{' '}
              <b className="num">{t('packing.needOf', { planned, need })}</b>
            </li>
          ))}
          {differences.length > NAMED && <li>{t('packing.andMore', { count: differences.length - NAMED })}</li>}
        </ul>
      )}
    </div>
  );
}

type Props = Readonly<{ head: PackingHead; caseId: string | null; tools: ReactNode }>;

export function PlanMode({ head, caseId, tools }: Props): ReactNode {
  const { t } = useWords();
  const { tour, cases } = head;
  const plan = usePlan(tour.id, caseId);
  const needs = useQuery(packingNeeds, { tourId: tour.id }).data;
  const [isAll, setAll] = useState(false);
  const { data: lines = NO_LINES } = useQuery(packingLines, {
    tourId: tour.id,
    scope: isAll ? 'all' : 'case',
    caseId,
    filter: 'all',
    text: '',
    limit: SHOWN,
  });
  useScanTarget({
    onScan: (code) => {
      void plan.addByCode(code);
    },
    onDoubt: () => undefined,
  });
  const open = cases.find(({ id }) => id === caseId);
  return (
    <>
      <div className="packing-tools">
        {tools}
        <AddThing
          onAdd={(thing) => {
            void plan.add(thing);
          }}
          onCode={(code) => {
            void plan.addByCode(code);
          }}
        />
        <span className="grow" />
      </div>
      <div className="packing-work" data-mode="plan">
        <CasesSide head={head} open={open} />
        <div className="packing-top">{needs !== undefined && <NeedsBanner needs={needs} plan={plan} />}</div>
        <section className="packing-left" aria-label={t('packing.list')}>
          <header>
            <h2>
              {isAll ? t('packing.wholeList') : (open?.name ?? t('packing.loose'))}{' '}
              <span className="dim num">{t('packing.lines', { count: lines.total })}</span>
            </h2>
            <button type="button" className="tap" aria-pressed={isAll} onClick={() => setAll(!isAll)}>
              {isAll ? t('packing.onlyCase') : t('packing.wholeList')}
            </button>
          </header>
          {lines.rows.length === 0 && <p className="packing-none dim">{t('packing.listEmpty')}</p>}
          <ul className="plan-lines" tabIndex={lines.rows.length === 0 ? undefined : 0} aria-label={t('packing.list')}>
            <WithTourShortages tourId={tour.id}>
              {lines.rows.map((line) => (
                <PlanLine key={line.id} line={line} cases={cases} plan={plan} />
              ))}
            </WithTourShortages>
          </ul>
          {lines.total > lines.rows.length && (
            <p className="packing-none dim">{t('packing.andMore', { count: lines.total - lines.rows.length })}</p>
          )}
        </section>
        <aside className="packing-last" aria-label={t('packing.newCase')}>
          <h2>{t('packing.newCase')}</h2>
          <p className="dim">
            <IconPlus size={14} aria-hidden /> {t('packing.newCaseHint')}
          </p>
          <AddThing
            onAdd={({ id }) => openCase(tour.id, id)}
            onCode={(code) => {
              void plan.openByCode(code);
            }}
          />
        </aside>
      </div>
    </>
  );
}
