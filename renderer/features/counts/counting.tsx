/**
 * The counting screen: gloves on, in the dark, no mouse. The scanner works without a click, what it found is said in one big line,
 * every entry can be taken back, and everything that a scan does can be typed.
 */
import { NumberInput, Select } from '@mantine/core';
import { IconBarcode, IconChevronRight, IconMapPin, IconVolume, IconVolumeOff } from '@tabler/icons-react';
import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CountEntries, CountHead, CountLines as Lines } from '../../../shared/ipc/count-contract.ts';
import { Way } from '../../components/way.tsx';
import { useMutate } from '../../data/use-mutate.ts';
import { useRows } from '../../data/use-rows.ts';
import { listenForScans } from '../../lib/scanner.ts';
import { go } from '../../lib/use-route.ts';
import { useUi } from '../../store/ui-store.ts';
import { CountLines, type LineFilter } from './count-lines.tsx';
import { DoubtBanner } from './doubt-banner.tsx';
import { LastEntries, WorkMode } from './last-entries.tsx';
import { lineKey, useCounting, type Counting as Work } from './use-counting.ts';
import { VerdictBanner } from './verdict-banner.tsx';

const SHOWN = 150;
const NO_LINES: Lines = { total: 0, rows: [], totals: { remaining: 0, counted: 0, different: 0 } };

/** Where the person counts, how far it is there and on the shelves beside it. */
function PlaceBar({ head, counting }: Readonly<{ head: CountHead; counting: Work }>): ReactNode {
  const { t } = useTranslation();
  const { count, places, progress } = head;
  const here = places.find((place) => place.id === counting.placeId);
  const shelves = places.filter((place) => place.expected > 0).slice(0, 5);
  const done = here ?? { expected: progress.expected, complete: progress.complete };
  return (
    <div className="place-bar">
      <IconMapPin size={20} aria-hidden />
      <Select
        className="place"
        variant="unstyled"
        aria-label={t('counting.place')}
        searchable
        allowDeselect={false}
        value={counting.placeId ?? ''}
        onChange={(id) => counting.setPlaceId(id === '' ? null : id)}
        data={[
          { value: '', label: t('counting.anyPlace') },
          ...places.map((place) => ({ value: place.id, label: place.name })),
        ]}
      />
      {!count.is_blind && (
        <div className="shelves">
          {shelves.map((place) => (
            <button
              key={place.id}
              type="button"
              aria-pressed={place.id === counting.placeId}
              onClick={() => counting.setPlaceId(place.id === counting.placeId ? null : place.id)}
            >
              <span>{place.name}</span>
              <span>
                {place.complete}/{place.expected}
              </span>
              <i style={{ width: `${place.expected === 0 ? 0 : (place.complete / place.expected) * 100}%` }} />
            </button>
          ))}
        </div>
      )}
      <p className="left" data-testid="count-progress">
        {count.is_blind ? (
          t('counting.progressBlind', { counted: progress.counted })
        ) : (
          <>
            <b>{done.expected - done.complete}</b> {t(here === undefined ? 'counting.leftInAll' : 'counting.leftHere')}
          </>
        )}
      </p>
    </div>
  );
}

type FootProps = Readonly<{
  head: CountHead;
  counting: Work;
  codeInput: React.RefObject<HTMLInputElement | null>;
  quantityInput: React.RefObject<HTMLInputElement | null>;
}>;

function Foot({ head, counting, codeInput, quantityInput }: FootProps): ReactNode {
  const { t } = useTranslation();
  const mutate = useMutate();
  const isSoundOn = useUi((state) => state.isSoundOn);
  const toggleSound = useUi((state) => state.toggleSound);
  const left = head.progress.expected - head.progress.complete;
  const finish = async (): Promise<void> => {
    if (head.count.status === 'review' || (await mutate('count.review', { countId: head.count.id })))
      go('counts', head.count.id, 'review');
  };
  const submit = (): void => {
    if (counting.code.trim() === '') return;
    counting.take(counting.code.trim());
    counting.setCode('');
  };
  return (
    <div className="counting-foot">
      <label className="code-field">
        <IconBarcode size={20} aria-hidden />
        <input
          ref={codeInput}
          value={counting.code}
          onChange={(event) => counting.setCode(event.currentTarget.value)}
          placeholder={t('counting.input')}
          aria-label={t('counting.input')}
          autoComplete="off"
          spellCheck={false}
          maxLength={100}
          data-testid="code-input"
          onKeyDown={(event) => {
            if (event.key === 'Enter') {
              event.preventDefault();
              submit();
            }
          }}
        />
        <kbd>/</kbd>
      </label>
      <NumberInput
        ref={quantityInput}
        className="quantity"
        aria-label={t('counting.quantity')}
        leftSection="×"
        hideControls
        value={counting.quantity}
        onChange={counting.setQuantity}
        min={1}
        max={1_000_000}
        allowDecimal={false}
        allowNegative={false}
        rightSection={<kbd>*</kbd>}
        onFocus={(event) => event.currentTarget.select()}
        onKeyDown={(event) => {
          if (event.key === 'Enter') {
            event.preventDefault();
            codeInput.current?.focus();
          }
        }}
      />
      <button
        type="button"
        className="big-button sound"
        aria-pressed={isSoundOn}
        aria-label={t('counting.sound')}
        onClick={toggleSound}
      >
        {isSoundOn ? <IconVolume size={20} /> : <IconVolumeOff size={20} />}
      </button>
      <button
        type="button"
        className="big-button"
        onClick={() => {
          void finish();
        }}
      >
        {!head.count.is_blind && left > 0 ? t('counting.finishLeft', { count: left }) : t('counting.finish')}
        <IconChevronRight size={18} aria-hidden />
      </button>
    </div>
  );
}

/** Keys that work wherever the focus is not in a field. */
function useCountingKeys(undoLast: () => void, focus: (field: 'code' | 'quantity') => void): void {
  const latest = useRef({ undoLast, focus });
  useLayoutEffect(() => {
    latest.current = { undoLast, focus };
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if ((event.ctrlKey || event.metaKey) && event.code === 'KeyZ') {
        event.preventDefault();
        latest.current.undoLast();
      }
      if (event.target instanceof HTMLInputElement || event.ctrlKey || event.metaKey) return;
      const isStar = event.code === 'NumpadMultiply' || (event.code === 'Digit8' && event.shiftKey);
      if (event.code !== 'Slash' && !isStar) return;
      event.preventDefault();
      latest.current.focus(isStar ? 'quantity' : 'code');
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}

export function Counting({ head }: Readonly<{ head: CountHead }>): ReactNode {
  const { t } = useTranslation();
  const counting = useCounting(head);
  const { count } = head;
  const [chosen, setFilter] = useState<LineFilter>('remaining');
  const [doubt, setDoubt] = useState<string>();
  const codeInput = useRef<HTMLInputElement>(null);
  const quantityInput = useRef<HTMLInputElement>(null);
  const filter = count.is_blind ? 'counted' : chosen;
  const lines =
    useRows<Lines>('counts.lines', { id: count.id, filter, placeId: counting.placeId, limit: SHOWN }).data ?? NO_LINES;
  const entries = useRows<CountEntries>('counts.entries', { id: count.id }).data ?? { entries: [], unknown: [] };
  const { take, undoLast, verdict } = counting;
  useEffect(
    () =>
      listenForScans({
        onScan: (code) => {
          setDoubt(undefined);
          take(code);
        },
        onDoubt: setDoubt,
      }),
    [take],
  );
  useCountingKeys(
    () => {
      void undoLast(entries.entries);
    },
    (name) => {
      const field = (name === 'quantity' ? quantityInput : codeInput).current;
      field?.focus();
      field?.select();
    },
  );
  // The digit that answered may stand in the field.
  const answered = (code: string): void => {
    setDoubt(undefined);
    counting.setCode(code);
  };
  const flashed = verdict === undefined ? undefined : lineKey(verdict.itemId, verdict.locationId);
  return (
    <div className="counting">
      <Way steps={[{ label: t('counts.title'), href: '#/counts' }]} title={count.name} />
      <PlaceBar head={head} counting={counting} />
      <div className="counting-body">
        <div className="counting-main">
          <VerdictBanner verdict={verdict} heard={counting.heard} isBlind={count.is_blind} />
          {doubt !== undefined && (
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
          )}
          {!count.is_blind && (
            <div className="line-tabs" role="group" aria-label={t('counting.filters')}>
              {(['remaining', 'counted', 'different'] as const).map((each) => (
                <button key={each} type="button" aria-pressed={filter === each} onClick={() => setFilter(each)}>
                  {t(`counting.${each === 'counted' ? 'done' : each}`)} {lines.totals[each]}
                </button>
              ))}
              <span className="hint" aria-hidden>
                <kbd>↑</kbd>
                <kbd>↓</kbd> {t('counting.keyLine')} <kbd>+</kbd>
                <kbd>−</kbd> {t('counting.keyMark')} <kbd>*</kbd> {t('counting.keyNumber')}
              </span>
            </div>
          )}
          <CountLines
            key={filter}
            lines={lines}
            filter={filter}
            isBlind={count.is_blind}
            flashed={flashed}
            onCount={counting.add}
          />
        </div>
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
      </div>
      <Foot head={head} counting={counting} codeInput={codeInput} quantityInput={quantityInput} />
    </div>
  );
}
