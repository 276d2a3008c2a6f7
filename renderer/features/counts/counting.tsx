/**
 * The counting screen: gloves on, in the dark, no mouse. The scanner works without a click, what it found is said in
 * one big line, every entry can be taken back, and everything that a scan does can be typed.
 */

import { IconBarcode } from '@tabler/icons-react';
import { useSearch } from '@tanstack/react-router';
import { lazy, type ReactNode, type RefObject, Suspense, useRef, useState } from 'react';
import { countEntries, countLines } from '../../../shared/features/counts/queries.ts';
import type { CountEntries, CountHead, CountLines as Lines } from '../../../shared/ipc/count-contract.ts';
import { readSheetCode } from '../../../shared/rules/sheet-code.ts';
import { doorOf } from '../../app/feature.ts';
import { Way } from '../../components/way.tsx';
import { useQuery } from '../../data/use-query.ts';
import { useWords } from '../../i18n/use-words.ts';
import { go } from '../../lib/go.ts';
import { useScanTarget } from '../../lib/scan-target.ts';
import { CountLines, type LineFilter } from './count-lines.tsx';
import { CountingFoot } from './counting-foot.tsx';
import { useLinesTarget } from './counts-sheet.ts';
import { DoubtBanner } from './doubt-banner.tsx';
import { LastEntries, WorkMode } from './last-entries.tsx';
import { PlaceBar } from './place-bar.tsx';
import { lineKey, useCounting, type Counting as Work } from './use-counting.ts';
import { useCountingKeys } from './use-counting-keys.ts';
import { VerdictBanner } from './verdict-banner.tsx';

const PenEntry = lazy(async () => ({ default: (await import('../paper/pen-entry.tsx')).PenEntry }));
const SHOWN = 150;
const NO_LINES: Lines = { total: 0, rows: [], totals: { remaining: 0, counted: 0, different: 0 } };
const FILTERS = ['remaining', 'counted', 'different'] as const;

type TabsProps = Readonly<{ filter: LineFilter; totals: Lines['totals']; onChoose: (filter: LineFilter) => void }>;

function LineTabs({ filter, totals, onChoose }: TabsProps): ReactNode {
  const { t } = useWords();
  return (
    <div className="line-tabs" role="group" aria-label={t('counting.filters')}>
      {FILTERS.map((each) => (
        <button key={each} type="button" aria-pressed={filter === each} onClick={() => onChoose(each)}>
          {t(`counting.filter.${each}`)} {totals[each]}
        </button>
      ))}
      <span className="hint" aria-hidden>
        <kbd>↑</kbd>
        <kbd>↓</kbd> {t('counting.keyLine')} <kbd>+</kbd>
        <kbd>−</kbd> {t('counting.keyMark')} <kbd>*</kbd> {t('counting.keyNumber')}
      </span>
    </div>
  );
}

type AsideProps = Readonly<{ head: CountHead; counting: Work; entries: CountEntries }>;

/** What was recorded last, and whether all of it is on disk. */
function LastAside({ head, counting, entries }: AsideProps): ReactNode {
  const { t } = useWords();
  return (
    <aside className="counting-last" aria-label={t('counting.last')} tabIndex={0}>
      <header>
        <h2>{t('counting.last')}</h2>
        <span data-testid="on-disk">
          {counting.waiting > 0
            ? t('counting.notYet', { count: counting.waiting })
            : t('counting.onDisk', { count: head.entries })}
        </span>
      </header>
      <p className="ready">
        <IconBarcode size={16} aria-hidden />
        {t('counting.ready')}
      </p>
      <WorkMode head={head} placeId={counting.placeId} mode={counting.mode} onMode={counting.setMode} />
      <LastEntries list={entries} onUndo={counting.undo} />
    </aside>
  );
}

/** The code that was read with a doubt, until somebody answers or the next scan comes. */
function useScans(
  counting: Work,
  codeInput: RefObject<HTMLInputElement | null>,
  onSheet: (code: string) => void,
): ReactNode {
  const [doubt, setDoubt] = useState<string>();
  const { take, setCode } = counting;
  useScanTarget({
    onScan: (code) => {
      setDoubt(undefined);
      if (readSheetCode(code) === undefined) take(code);
      else onSheet(code);
    },
    onDoubt: setDoubt,
  });
  if (doubt === undefined) return null;
  // The digit that answered may stand in the field.
  const answered = (code: string): void => {
    setDoubt(undefined);
    setCode(code);
  };
  return (
    <DoubtBanner
      code={doubt}
      onTake={(code) => {
        answered('');
        take(code);
      }}
      onDrop={() => answered('')}
      onKeep={(code) => {
        answered(code);
        codeInput.current?.focus();
      }}
    />
  );
}

export function Counting({ head }: Readonly<{ head: CountHead }>): ReactNode {
  const { t } = useWords();
  const counting = useCounting(head);
  const { count } = head;
  const { lines: chosen = 'remaining' } = useSearch({ from: '/counts/{-$id}/{-$part}' });
  const setFilter = (next: LineFilter): void =>
    go({
      to: '/counts/{-$id}/{-$part}',
      params: { id: count.id },
      search: { lines: next === 'remaining' ? undefined : next },
      replace: true,
    });
  const codeInput = useRef<HTMLInputElement>(null);
  const [pen, setPen] = useState<string>();
  const doubt = useScans(counting, codeInput, setPen);
  const filter = count.is_blind ? 'counted' : chosen;
  const lines =
    useQuery(countLines, { id: count.id, filter, placeId: counting.placeId, limit: SHOWN }).data ?? NO_LINES;
  useLinesTarget(head, lines, filter, counting.placeId);
  const entries = useQuery(countEntries, { id: count.id }).data ?? { entries: [], unknown: [] };
  const { undoLast, verdict } = counting;
  useCountingKeys(
    () => {
      void undoLast(entries.entries);
    },
    (name) => {
      const field = (name === 'quantity' ? counting.quantity.input : codeInput).current;
      field?.focus();
      field?.select();
    },
  );
  return (
    <div className="counting">
      <Way steps={[{ label: t('counts.title'), link: doorOf('counts') }]} title={count.name} />
      <PlaceBar head={head} counting={counting} onPen={() => setPen('')} />
      <div className="counting-body">
        <div className="counting-main">
          <VerdictBanner verdict={verdict} heard={counting.heard} isBlind={count.is_blind} />
          {doubt}
          {!count.is_blind && <LineTabs filter={filter} totals={lines.totals} onChoose={setFilter} />}
          <CountLines
            key={filter}
            lines={lines}
            filter={filter}
            isBlind={count.is_blind}
            flashed={verdict === undefined ? undefined : lineKey(verdict.itemId, verdict.locationId)}
            onCount={counting.add}
          />
        </div>
        <LastAside head={head} counting={counting} entries={entries} />
      </div>
      <CountingFoot head={head} counting={counting} codeInput={codeInput} />
      {pen !== undefined && (
        <Suspense fallback={null}>
          <PenEntry countId={count.id} mode={counting.mode} code={pen} onClose={() => setPen(undefined)} />
        </Suspense>
      )}
    </div>
  );
}
