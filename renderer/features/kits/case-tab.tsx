/**
 * A thing as a case: where it stands, what is in it and what should be. Scans put things in, or tick what is there,
 * while that is what the person chose; otherwise they open what they stand for.
 */
import { Button, Menu, SegmentedControl } from '@mantine/core';
import {
  IconBox,
  IconDots,
  IconListCheck,
  IconMapPin,
  IconPackage,
  IconPackageExport,
  IconPackageImport,
  IconPrinter,
  IconX,
} from '@tabler/icons-react';
import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { type CaseView, caseContents } from '../../../shared/features/kits/queries.ts';
import { caseMake, caseUnmake } from '../../../shared/mutations/case-mutations.ts';
import { useCan } from '../../app/contexts.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailureState } from '../../components/failure-state.tsx';
import { LinkTo } from '../../components/link-to.tsx';
import { Loading } from '../../components/loading.tsx';
import { Tag } from '../../components/status-badge.tsx';
import { useMutate } from '../../data/use-mutate.ts';
import { useQuery } from '../../data/use-query.ts';
import { useWords } from '../../i18n/use-words.ts';
import { formatMoment } from '../../lib/format.ts';
import { useScanTarget } from '../../lib/scan-target.ts';
import { askToPrint, placeTarget } from '../paper/paper-store.ts';
import { AddThing } from '../productions/add-thing.tsx';
import { CaseCheckFoot } from './case-check-foot.tsx';
import { CaseLines } from './case-lines.tsx';
import { CaseSaid } from './case-said.tsx';
import { type CaseMode, type CaseWork, useCase } from './use-case.ts';
import { type CaseList, missingOf, useCaseList } from './use-case-list.ts';
import './kits.css';

type Shown = Readonly<{ view: CaseView }>;

/** Where the case stands, from the building down; cases on the way can be opened. */
function CaseWay({ view }: Shown): ReactNode {
  const { t } = useWords();
  if (view.way.length === 0) return <p className="case-way dim">{t('kits.nowhere')}</p>;
  return (
    <nav className="case-way" aria-label={t('kits.stands')} data-testid="case-way">
      <IconMapPin size={18} className="dim" aria-hidden />
      {view.way.map(({ locationId, name, itemId }, index) => (
        <span key={locationId}>
          {index > 0 && (
            <span className="dim" aria-hidden>
              {' › '}
            </span>
          )}
          {itemId === null ? (
            <LinkTo table="inventory_locations" id={locationId} className="object-link">
              {name}
            </LinkTo>
          ) : (
            <>
              <IconPackage size={16} aria-hidden />{' '}
              <LinkTo table="inventory_items" id={itemId} className="object-link">
                {name}
              </LinkTo>
            </>
          )}
        </span>
      ))}
    </nav>
  );
}

/** Of its list how much is there. */
function Sums({ view }: Shown): ReactNode {
  const { t, language } = useWords();
  const sum = (count: (line: CaseView['lines'][number]) => number): number =>
    view.lines.reduce((all, line) => all + count(line), 0);
  const wanted = sum((line) => line.wanted);
  const met = sum((line) => Math.min(line.wanted, line.there));
  const short = wanted - met;
  const extra = sum((line) => Math.max(0, line.there - line.wanted));
  return (
    <div className="case-sums">
      {wanted > 0 && (
        <div className="case-met" data-testid="case-met">
          <b className="num">{t('kits.nOfM', { n: met, m: wanted })}</b>
          <span className="dim">{t('kits.there')}</span>
          <span className="case-bar" aria-hidden>
            <i data-whole={short === 0} style={{ width: `${Math.round((100 * met) / wanted)}%` }} />
          </span>
        </div>
      )}
      {wanted === 0 && <span className="dim">{t('kits.noList')}</span>}
      {short > 0 && <Tag tone="bad">{t('kits.short', { count: short })}</Tag>}
      {extra > 0 && wanted > 0 && <Tag tone="warn">{t('kits.extra', { count: extra })}</Tag>}
      {wanted > 0 && short === 0 && extra === 0 && <Tag tone="ok">{t('kits.whole')}</Tag>}
      <span className="dim case-checked">
        {view.checkedAt === null
          ? t('kits.unchecked')
          : t('kits.checked', { when: formatMoment(view.checkedAt, language), by: view.checkedBy ?? '' })}
      </span>
    </div>
  );
}

type MenuProps = Shown & Readonly<{ list: CaseList; mayMove: boolean; mayEdit: boolean }>;

function WholeMenu({ view, list, mayMove, mayEdit }: MenuProps): ReactNode {
  const { t } = useWords();
  const mutate = useMutate();
  const { lines, placeId } = view;
  const isEmpty = lines.every(({ there }) => there === 0);
  const hasExtra = lines.some(({ there, wanted }) => there > wanted);
  return (
    <Menu position="bottom-end" withArrow>
      <Menu.Target>
        <button type="button" className="case-tap icon" aria-label={t('kits.menu')} title={t('kits.menu')}>
          <IconDots size={20} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {mayMove && (
          <Menu.Item
            leftSection={<IconPackageImport size={16} />}
            disabled={missingOf(lines).length === 0}
            onClick={() => void list.putMissing()}
          >
            {t('kits.putMissing')}
          </Menu.Item>
        )}
        {mayMove && (
          <Menu.Item
            leftSection={<IconPackageExport size={16} />}
            disabled={isEmpty || view.way.length === 0}
            onClick={() => void list.takeAll()}
          >
            {t('kits.takeAll')}
          </Menu.Item>
        )}
        {mayEdit && (
          <Menu.Item
            leftSection={<IconListCheck size={16} />}
            disabled={!hasExtra}
            onClick={() => void list.fromThere()}
          >
            {t('kits.listFromThere')}
          </Menu.Item>
        )}
        <Menu.Item
          leftSection={<IconPrinter size={16} />}
          onClick={() => askToPrint(placeTarget(placeId ?? '', view.name))}
        >
          {t('kits.print')}
        </Menu.Item>
        {mayEdit && (
          <Menu.Item
            leftSection={<IconX size={16} />}
            disabled={!isEmpty}
            onClick={() => void mutate(caseUnmake, { itemId: view.itemId })}
          >
            {t('kits.noMore')}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

/** Plus and Escape answer what a scan asked, wherever the focus is but in a field. */
function useAnswerKeys({ said, answer }: CaseWork): void {
  const isAsked = said?.kind === 'ask' || said?.kind === 'askFull';
  const latest = useRef(answer);
  useLayoutEffect(() => {
    latest.current = answer;
  });
  useEffect(() => {
    if (!isAsked) return;
    const onKey = (event: KeyboardEvent): void => {
      const isYes = event.key === '+' || event.code === 'NumpadAdd' || event.code === 'Equal';
      if (event.ctrlKey || event.metaKey || event.target instanceof HTMLInputElement) return;
      if (!isYes && event.key !== 'Escape') return;
      event.preventDefault();
      event.stopPropagation();
      latest.current(isYes);
    };
    window.addEventListener('keydown', onKey, true);
    return () => window.removeEventListener('keydown', onKey, true);
  }, [isAsked]);
}

/** While it is there scans are its own. */
function TakesScans({ work }: Readonly<{ work: CaseWork }>): ReactNode {
  useScanTarget({ onScan: work.take, onDoubt: work.take });
  useAnswerKeys(work);
  return null;
}

const MODES: readonly CaseMode[] = ['look', 'pack', 'check'];

function Opened({ view }: Shown): ReactNode {
  const { t } = useWords();
  const [mode, setMode] = useState<CaseMode>('look');
  const work = useCase(view, mode);
  const list = useCaseList(view);
  const mayMove = useCan('inventory.move');
  const mayEdit = useCan('inventory.edit');
  return (
    <div className="case" data-testid="case">
      <CaseWay view={view} />
      <div className="case-head">
        <Sums view={view} />
        {mayMove && (
          <SegmentedControl
            aria-label={t('kits.mode')}
            className="case-modes"
            value={mode}
            onChange={(next) => setMode(MODES.find((each) => each === next) ?? 'look')}
            data={MODES.map((value) => ({ value, label: t(`kits.mode.${value}`) }))}
          />
        )}
        <WholeMenu view={view} list={list} mayMove={mayMove} mayEdit={mayEdit} />
      </div>
      {mode !== 'look' && <TakesScans work={work} />}
      {mode !== 'look' && <CaseSaid work={work} mode={mode} />}
      {view.lines.length === 0 && mode === 'look' && (
        <EmptyState icon={<IconBox size={32} />} title={t('kits.empty')} hint={t('kits.emptyHint')} />
      )}
      {view.lines.length > 0 && (
        <CaseLines lines={view.lines} mode={mode} work={work} list={list} mayMove={mayMove} mayEdit={mayEdit} />
      )}
      {mode === 'look' && mayEdit && (
        <AddThing onAdd={(thing) => void list.add(thing)} onCode={(code) => void list.addByCode(code)} />
      )}
      {mode === 'check' && <CaseCheckFoot lines={view.lines} work={work} />}
    </div>
  );
}

/** What was a case once and is none any more. */
function Closed({ view }: Shown): ReactNode {
  const { t } = useWords();
  const mutate = useMutate();
  const mayEdit = useCan('inventory.edit');
  return (
    <EmptyState icon={<IconPackage size={32} />} title={t('kits.noCase')} hint={t('kits.noCaseHint')}>
      {mayEdit && <Button onClick={() => void mutate(caseMake, { itemId: view.itemId })}>{t('kits.make')}</Button>}
    </EmptyState>
  );
}

/** The part of a thing's page. */
export function CaseTab({ itemId }: Readonly<{ itemId: string }>): ReactNode {
  const { data, failure } = useQuery(caseContents, { itemId });
  if (failure !== undefined) return <FailureState failure={failure} />;
  if (data === undefined || data === null) return <Loading />;
  return data.placeId === null ? <Closed view={data} /> : <Opened view={data} />;
}
