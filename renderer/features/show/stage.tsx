/** The scene that is on, the line that is done now, and what comes. */
import { IconArrowRight, IconCheck } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { statusName } from '../../../shared/i18n/names.ts';
import { showMarkLine } from '../../../shared/mutations/show-mutations.ts';
import { type EveningLine, type RunSheetNow, whoOf } from '../../../shared/rules/run-sheet-view.ts';
import { tableOf } from '../../../shared/schema/catalog.ts';
import { useWords } from '../../i18n/use-words.ts';
import type { ShowFilter } from '../../store/show-store.ts';
import type { Shown } from './evening.ts';
import { stopwatch } from './evening-text.ts';
import { useLongPress } from './use-long-press.ts';

const ACTIONS = tableOf('run_sheet_lines').columns['action'];

function useActionWord(): (line: EveningLine) => string {
  const { language } = useWords();
  return ({ line }) => statusName(line.action, language, ACTIONS);
}

const withQuantity = ({ line }: EveningLine): string =>
  line.quantity === null ? line.what : `${line.what} × ${String(line.quantity)}`;

function Scene({ shown }: Readonly<{ shown: Shown }>): ReactNode {
  const { t } = useWords();
  const { evening, sheet, acts, watch } = shown;
  const scene = sheet?.scenes.find(({ id }) => id === evening.currentSceneId);
  if (scene === undefined)
    return (
      <div className="sh-scene">
        <h1 className="cut">{t(sheet === null || sheet.scenes.length === 0 ? 'show.noSheet' : 'show.sceneNone')}</h1>
      </div>
    );
  const of = acts.find(({ scenes }) => scenes.some(({ id }) => id === scene.id))?.scenes ?? [];
  const since = evening.sceneSince === null ? null : watch.now - Date.parse(evening.sceneSince);
  const aside = [...(scene.place === null ? [] : [scene.place]), ...(since === null ? [] : [stopwatch(since)])];
  return (
    <div className="sh-scene num">
      <span className="sh-scene-no">
        {t('show.sceneOf', { number: of.findIndex(({ id }) => id === scene.id) + 1, total: of.length })}
      </span>
      <h1 className="cut" data-testid="show-scene">
        {scene.title ?? scene.number}
      </h1>
      <span className="sh-scene-aside cut">{aside.join(' · ')}</span>
    </div>
  );
}

function WayOf({ of }: Readonly<{ of: EveningLine }>): ReactNode {
  const { from_place: from, to_place: to } = of.line;
  if (from === null && to === null) return null;
  return (
    <div className="sh-way">
      {from}
      {to !== null && <IconArrowRight size={24} aria-hidden />}
      {to}
    </div>
  );
}

type LineProps = Readonly<{
  of: EveningLine;
  word: string;
  minutes: number | null;
  isOff: boolean;
  onMark: (isDone: boolean) => void;
  /** The line was held: something is to be said of it. */
  onHold: () => void;
}>;

/** What is done now, readable from two metres. */
function NowCard({ of, word, minutes, isOff, onMark, onHold }: LineProps): ReactNode {
  const { t } = useWords();
  const hold = useLongPress(onHold);
  const who = whoOf(of.line);
  return (
    <section className="sh-card" data-testid="show-now" aria-label={word} {...hold}>
      <div className="sh-card-k">
        <span>{word}</span>
        <span className="sh-card-who">
          {[...(who === null ? [] : [who]), ...(minutes === null ? [] : [t('show.inMinutes', { minutes })])].join(
            ' · ',
          )}
        </span>
      </div>
      <div className="sh-card-main">
        <div className="sh-card-text">
          <div className="sh-what">{withQuantity(of)}</div>
          <WayOf of={of} />
        </div>
        <button
          type="button"
          className="sh-large"
          data-main
          disabled={isOff}
          aria-keyshortcuts="Space"
          onClick={() => onMark(true)}
        >
          <IconCheck size={26} stroke={2.5} aria-hidden /> {t('show.done')}
        </button>
      </div>
      {(of.line.cue !== null || of.line.note !== null) && (
        <div className="sh-cue">
          {[
            ...(of.line.cue === null ? [] : [t('show.cue', { cue: of.line.cue })]),
            ...(of.line.note === null ? [] : [of.line.note]),
          ].join(' · ')}
        </div>
      )}
    </section>
  );
}

function NextLine({ of, word, minutes, isOff, onMark, onHold }: LineProps): ReactNode {
  const { t } = useWords();
  const hold = useLongPress(onHold);
  const { line, isDone } = of;
  const who = whoOf(line);
  const way = [line.from_place, line.to_place].filter((place) => place !== null).join(' → ');
  const about = [way, who, line.cue].filter((each) => each !== null && each !== '');
  return (
    <li className="sh-next" data-done={isDone} {...hold}>
      <span className="sh-next-a">{word}</span>
      <span className="sh-next-text">
        <b>{withQuantity(of)}</b>
        {about.length > 0 && <span className="sh-next-s">{about.join(', ')}</span>}
      </span>
      <span className="sh-next-w num">
        {isDone ? '' : minutes === null ? '' : minutes <= 0 ? t('show.nowShort') : t('show.inMinutes', { minutes })}
      </span>
      <button
        type="button"
        className="sh-tick"
        aria-pressed={isDone}
        aria-label={`${t('show.done')}: ${line.what}`}
        aria-keyshortcuts="Shift+F10"
        disabled={isOff}
        onClick={() => onMark(!isDone)}
      >
        {isDone && <IconCheck size={24} stroke={2.5} aria-hidden />}
      </button>
    </li>
  );
}

const minutesOf = (line: EveningLine | { readonly minutesUntil: number | null }): number | null =>
  'minutesUntil' in line && line.minutesUntil !== null ? Math.max(1, Math.round(line.minutesUntil)) : null;

/** Rows that fit the smallest screen several times over: nobody reads further ahead than that. */
const SHOWN = 12;

type Props = Readonly<{
  shown: Shown;
  now: RunSheetNow | null;
  filter: ShowFilter;
  onHold: (of: EveningLine) => void;
}>;

export function Stage({ shown, now, filter, onHold }: Props): ReactNode {
  const { t } = useWords();
  const { evening, doing } = shown;
  const word = useActionWord();
  const [isMissedOpen, setMissedOpen] = useState(false);
  const mark = (of: EveningLine, isDone: boolean): void =>
    void doing.act(showMarkLine, { eventId: evening.event.id, lineId: of.line.id, isDone });
  const first = now?.first ?? null;
  // Before the first scene nobody knows when it begins.
  const until = (of: EveningLine): number | null => (evening.currentSceneId === null ? null : minutesOf(of));
  const isNow = first !== null && first.scene.id === evening.currentSceneId;
  const rest = [
    ...(now?.current ?? []).filter(({ isDone }) => !isDone),
    ...(now?.next ?? []).filter(({ isDone }) => !isDone),
  ];
  const coming = rest.filter(({ line }) => line.id !== first?.line.id).slice(0, SHOWN);
  const missed = now?.missed ?? [];
  const row = (of: EveningLine, minutes: number | null): ReactNode => (
    <NextLine
      key={of.line.id}
      of={of}
      word={word(of)}
      minutes={minutes}
      isOff={!doing.may.mark}
      onMark={(isDone) => mark(of, isDone)}
      onHold={() => onHold(of)}
    />
  );
  return (
    <main className="sh-stage" data-filter={filter.kind}>
      <Scene shown={shown} />
      {first !== null && (
        <NowCard
          of={first}
          word={t(isNow ? 'show.now' : 'show.nextUp', { action: word(first) })}
          minutes={isNow ? null : until(now?.next.find(({ line }) => line.id === first.line.id) ?? first)}
          isOff={!doing.may.mark}
          onMark={(isDone) => mark(first, isDone)}
          onHold={() => onHold(first)}
        />
      )}
      {first === null && <Nothing now={now} shown={shown} />}
      {missed.length > 0 && (
        <button
          type="button"
          className="sh-missed"
          aria-expanded={isMissedOpen}
          onClick={() => setMissedOpen(!isMissedOpen)}
        >
          {t('show.missed', { count: missed.length })}
        </button>
      )}
      {isMissedOpen && missed.length > 0 && <ul className="sh-nexts">{missed.map((of) => row(of, null))}</ul>}
      {coming.length > 0 && (
        <>
          <div className="sh-h num">
            {t('show.next')}
            {doing.may.mark && <span className="sh-hold-hint">{t('show.holdHint')}</span>}
            {now !== null && <span>{t('show.doneOf', { done: now.done, total: now.total })}</span>}
          </div>
          <ul className="sh-nexts" tabIndex={-1}>
            {coming.map((of) => row(of, of.scene.id === evening.currentSceneId ? 0 : until(of)))}
          </ul>
        </>
      )}
    </main>
  );
}

function Nothing({ now, shown }: Readonly<{ now: RunSheetNow | null; shown: Shown }>): ReactNode {
  const { t } = useWords();
  const hasSheet = (shown.sheet?.lines.length ?? 0) > 0;
  const [title, hint] = hasSheet
    ? now !== null && now.total > 0
      ? (['show.allDone', 'show.allDoneHint'] as const)
      : (['show.noLines', 'show.noLinesHint'] as const)
    : (['show.noSheet', 'show.noSheetHint'] as const);
  return (
    <div className="sh-nothing">
      <b>{t(title)}</b>
      <span className="dim">{t(hint)}</span>
    </div>
  );
}
