/**
 * The packing screen: gloves on, in the dark, no mouse. The scanner works without a click, what it found is said in one
 * big line, everything can be taken back, and everything that a scan does can be typed or tapped.
 */
import { Switch } from '@mantine/core';
import { IconBarcode, IconVolume, IconVolumeOff } from '@tabler/icons-react';
import {
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { packingEntries, packingLines } from '../../../shared/features/packing/queries.ts';
import type { PackingEntryView, PackingHead } from '../../../shared/ipc/packing-contract.ts';
import { useQuery } from '../../data/use-query.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useScanTarget } from '../../lib/scan-target.ts';
import { keyWasUsed } from '../../lib/scanner.ts';
import { useUi } from '../../store/ui-store.ts';
import { useUndoTarget } from '../../undo/undo-target.ts';
import { CasesSide } from './cases-side.tsx';
import { LastFive } from './last-five.tsx';
import { PackingVerdictLine } from './packing-verdict.tsx';
import { RemainingLines } from './remaining-lines.tsx';
import { type Packing, usePacking } from './use-packing.ts';

const SHOWN = 150;
const NO_LINES = { total: 0, rows: [] };
const NO_ENTRIES: readonly PackingEntryView[] = [];

/** A name is typed, and no code: codes have neither spaces nor only letters. */
const isName = (text: string): boolean => /\s/.test(text) || !/\d/.test(text);

type FieldProps = Readonly<{
  packing: Packing;
  input: RefObject<HTMLInputElement | null>;
  text: string;
  onText: (text: string) => void;
  toLines: () => void;
}>;

function CodeField({ packing, input, text, onText, toLines }: FieldProps): ReactNode {
  const { t } = useWords();
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowDown') {
      event.preventDefault();
      toLines();
    }
    if (event.key === 'Escape' && text !== '') {
      event.stopPropagation();
      onText('');
    }
    if (event.key !== 'Enter') return;
    event.preventDefault();
    const typed = text.trim();
    if (typed === '') return;
    if (isName(typed)) return toLines();
    onText('');
    packing.take(typed, null);
  };
  return (
    <label className="packing-field">
      <IconBarcode size={20} aria-hidden />
      <input
        ref={input}
        value={text}
        onChange={(event) => onText(event.currentTarget.value)}
        placeholder={t('packing.codeOrName')}
        aria-label={t('packing.codeOrName')}
        autoComplete="off"
        spellCheck={false}
        maxLength={100}
        data-testid="packing-code"
        onKeyDown={onKeyDown}
      />
      <kbd>/</kbd>
    </label>
  );
}

function QuantityField({ packing }: Readonly<{ packing: Packing }>): ReactNode {
  const { t } = useWords();
  const { input, problem, check, onFocus, onBlur } = packing.quantity;
  return (
    <label className="packing-field quantity" data-wrong={problem !== undefined}>
      <span aria-hidden>×</span>
      <input
        ref={input}
        defaultValue="1"
        inputMode="numeric"
        autoComplete="off"
        maxLength={12}
        aria-label={t('packing.quantity')}
        aria-invalid={problem !== undefined}
        title={problem === undefined ? undefined : t('packing.notWhole')}
        data-testid="packing-quantity"
        onChange={check}
        onFocus={onFocus}
        onBlur={onBlur}
      />
      <kbd>*</kbd>
    </label>
  );
}

function SoundButton(): ReactNode {
  const { t } = useWords();
  const isSoundOn = useUi((state) => state.isSoundOn);
  const toggleSound = useUi((state) => state.toggleSound);
  return (
    <button
      type="button"
      className="tap icon"
      aria-pressed={isSoundOn}
      aria-label={t('packing.sound')}
      onClick={toggleSound}
    >
      {isSoundOn ? <IconVolume size={22} aria-hidden /> : <IconVolumeOff size={22} aria-hidden />}
    </button>
  );
}

const isField = (target: EventTarget | null): boolean =>
  target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;

/** Keys that work wherever the focus is: `/`, `*`, and the answers to a question. */
function usePackingKeys(packing: Packing, code: RefObject<HTMLInputElement | null>): void {
  const latest = useRef(packing);
  useLayoutEffect(() => {
    latest.current = packing;
  });
  useEffect(() => {
    const focus = (field: HTMLInputElement | null): void => {
      field?.focus();
      field?.select();
    };
    const onKey = (event: KeyboardEvent | globalThis.KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey) return;
      const { asks, answer, quantity } = latest.current;
      const typing = isField(event.target) && (event.target as HTMLInputElement).value !== '';
      const isPlus = event.code === 'NumpadAdd' || event.code === 'Equal';
      if (asks && (isPlus || event.key === 'Escape') && !(isPlus && typing && event.target === code.current)) {
        event.preventDefault();
        event.stopPropagation();
        keyWasUsed();
        answer(isPlus);
        return;
      }
      // Nobody leaves the screen in the middle of packing because a question was answered twice.
      if (event.key === 'Escape') event.preventDefault();
      const isStar = event.code === 'NumpadMultiply' || (event.code === 'Digit8' && event.shiftKey);
      if (event.code !== 'Slash' && !isStar) return;
      if (isField(event.target) && !(isStar && event.target === code.current && !typing)) return;
      event.preventDefault();
      focus(isStar ? quantity.input.current : code.current);
    };
    window.addEventListener('keydown', onKey, true);
    return () => window.removeEventListener('keydown', onKey, true);
  }, [code]);
}

function Keys(): ReactNode {
  const { t } = useWords();
  return (
    <p className="packing-keys" aria-hidden>
      <kbd>/</kbd> {t('packing.key.code')} <kbd>*</kbd> {t('packing.key.quantity')} <kbd>↑ ↓</kbd>{' '}
      {t('packing.key.line')} <kbd>+</kbd> {t('packing.key.pack')} <kbd>Ctrl Z</kbd> {t('packing.key.undo')}
    </p>
  );
}

type Props = Readonly<{ head: PackingHead; caseId: string | null; mayPack: boolean; tools: ReactNode }>;

/** The list in the middle: what is left in the open case, all that is in it, or what was typed. */
function useLines(head: PackingHead, caseId: string | null, isWhole: boolean, text: string) {
  const isSearch = text.trim().length > 1;
  const { data } = useQuery(packingLines, {
    tourId: head.tour.id,
    scope: isSearch ? 'all' : 'case',
    caseId,
    filter: isWhole || isSearch ? 'all' : 'remaining',
    text: isSearch ? text.trim() : '',
    limit: SHOWN,
  });
  return { lines: data ?? NO_LINES, isSearch };
}

type ToolsProps = Readonly<{
  packing: Packing;
  mayPack: boolean;
  tools: ReactNode;
  code: RefObject<HTMLInputElement | null>;
  text: string;
  onText: (text: string) => void;
  toLines: () => void;
}>;

/** Over the work: what is not saved yet, what is typed and how many of it, the sound. */
function Tools({ packing, mayPack, tools, code, text, onText, toLines }: ToolsProps): ReactNode {
  const { t } = useWords();
  return (
    <div className="packing-tools">
      {tools}
      <span className="grow" />
      <span className="dim" data-testid="packing-on-disk">
        {packing.waiting > 0 ? t('packing.waiting', { count: packing.waiting }) : t('packing.onDisk')}
      </span>
      {mayPack && (
        <>
          <CodeField packing={packing} input={code} text={text} onText={onText} toLines={toLines} />
          <QuantityField packing={packing} />
        </>
      )}
      <SoundButton />
    </div>
  );
}

type LeftHeadProps = Readonly<{ total: number; isSearch: boolean; isWhole: boolean; onWhole: (is: boolean) => void }>;

/** Which lines are shown and how many there are; a touch shows all of the case, or again what is left. */
function LeftHead({ total, isSearch, isWhole, onWhole }: LeftHeadProps): ReactNode {
  const { t } = useWords();
  return (
    <header>
      <h2>
        {isSearch ? t('packing.found') : isWhole ? t('packing.contents') : t('packing.left')}{' '}
        <span className="dim num">{t('packing.lines', { count: total })}</span>
      </h2>
      <button type="button" className="tap" aria-pressed={isWhole} onClick={() => onWhole(!isWhole)}>
        {isWhole ? t('packing.onlyLeft') : t('packing.everything')}
      </button>
    </header>
  );
}

/** The screen of one case, or of what goes in none. */
export function PackMode({ head, caseId, mayPack, tools }: Props): ReactNode {
  const { t } = useWords();
  const { tour } = head;
  const packing = usePacking(tour.id, caseId);
  const [text, setText] = useState('');
  const [isWhole, setWhole] = useState(false);
  const code = useRef<HTMLInputElement>(null);
  const grid = useRef<HTMLDivElement>(null);
  const { lines, isSearch } = useLines(head, caseId, isWhole, text);
  const entries = useQuery(packingEntries, { tourId: tour.id }).data ?? NO_ENTRIES;
  const open = head.cases.find(({ id }) => id === caseId);
  const take = (read: string): void => {
    if (mayPack) packing.take(read, Date.now());
  };
  useScanTarget({ onScan: take, onDoubt: (read) => setText(read) });
  usePackingKeys(packing, code);
  useUndoTarget(() => {
    void packing.undoLast(entries);
  });
  const flashed = packing.said?.kind === 'verdict' ? packing.said.verdict.itemId : null;
  return (
    <>
      <Tools
        packing={packing}
        mayPack={mayPack}
        tools={tools}
        code={code}
        text={text}
        onText={setText}
        toLines={() => grid.current?.focus()}
      />
      <div className="packing-work">
        <CasesSide head={head} open={open}>
          {mayPack && caseId !== null && (
            <Switch
              className="into-case"
              label={t('packing.packCases')}
              checked={packing.packsCases}
              onChange={(event) => packing.setPacksCases(event.currentTarget.checked)}
            />
          )}
        </CasesSide>
        <div className="packing-top">
          <PackingVerdictLine packing={packing} tourId={tour.id} />
        </div>
        <section className="packing-left" aria-label={t('packing.left')}>
          <LeftHead total={lines.total} isSearch={isSearch} isWhole={isWhole} onWhole={setWhole} />
          <RemainingLines
            lines={lines}
            grid={grid}
            flashed={flashed}
            empty={isSearch ? t('packing.nothingFound') : t('packing.nothingLeft')}
            mayPack={mayPack}
            onPack={packing.add}
            onTakeBack={packing.undoLine}
          />
          <Keys />
        </section>
        <LastFive entries={entries} onUndo={mayPack ? packing.undo : undefined} />
      </div>
    </>
  );
}
