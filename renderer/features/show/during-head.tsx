/** While the show runs: the clock, how long the act goes on and should take, what comes next, and the way out. */
import { Slider } from '@mantine/core';
import type { CSSProperties, ReactNode } from 'react';
import { planOf } from '../../../shared/rules/evening.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useShow } from '../../store/show-store.ts';
import { useUi } from '../../store/ui-store.ts';
import type { Shown } from './evening.ts';
import { clockIn, stopwatch } from './evening-text.ts';
import { takeStep, useStepWord } from './gate.tsx';
import { SyncWords } from './head.tsx';
import { HoldButton } from './hold-button.tsx';

type Props = Readonly<{ shown: Shown }>;

function Clock({ shown }: Props): ReactNode {
  const { language } = useWords();
  const { evening, watch } = shown;
  const [hours = '', minutes = '', seconds = ''] = clockIn(watch.now, evening.event.zone, language, true).split(':');
  return (
    <div className="sh-now-clock num" data-testid="show-clock">
      {hours}:{minutes}
      <small>:{seconds}</small>
    </div>
  );
}

/** Milliseconds since what goes on began. */
const ranFor = ({ stand, watch }: Shown): number | null =>
  stand.running === null || stand.running.startedAt === null ? null : watch.now - Date.parse(stand.running.startedAt);

function useRunningWord(): (shown: Shown) => string {
  const { t } = useWords();
  return ({ stand, evening }) => {
    const { running } = stand;
    if (running?.part === 'act') return t('show.actRuns', { number: running.number });
    if (running?.part === 'interval') return t('show.intervalRuns');
    const has = (part: string): boolean => evening.times.some((time) => time.part === part && time.startedAt !== null);
    if (has('curtain')) return t('show.over');
    return t(has('act') ? 'show.between' : 'show.notBegun');
  };
}

function Timer({ shown }: Props): ReactNode {
  const { t } = useWords();
  const word = useRunningWord();
  const ran = ranFor(shown);
  const row = rowsOf(shown).find(
    ({ part, number }) => part === shown.stand.running?.part && number === shown.stand.running.number,
  );
  const planned =
    row === undefined || row.plannedStart === null || row.plannedEnd === null
      ? null
      : Math.round((row.plannedEnd - row.plannedStart) / 60_000);
  return (
    <div className="sh-timer">
      <div className="sh-lab">{word(shown)}</div>
      <div className="sh-tm num" role="timer" data-testid="show-timer">
        {ran === null ? '—' : stopwatch(ran)}{' '}
        {planned !== null && <small>{t('show.ofMinutes', { minutes: planned })}</small>}
      </div>
    </div>
  );
}

const rowsOf = ({ evening, acts }: Shown): ReturnType<typeof planOf> =>
  planOf(evening.times, acts, {
    start: evening.event.start,
    intermissions: evening.production?.intermissions ?? null,
  });

/** The act as a line of its scenes, how far it is, and when what follows is to be expected. */
function Progress({ shown }: Props): ReactNode {
  const { t, language } = useWords();
  const { evening, acts, stand, watch } = shown;
  const { running } = stand;
  const title = evening.production === null ? evening.event.title : `«${evening.production.title}»`;
  if (running === null || running.startedAt === null)
    return (
      <div className="sh-progress">
        <div className="sh-lab cut">{title}</div>
      </div>
    );
  const act = running.part === 'act' ? acts.find(({ number }) => number === running.number) : undefined;
  const row = rowsOf(shown).find(({ part, number }) => part === running.part && number === running.number);
  const minutes =
    row?.plannedStart == null || row.plannedEnd === null ? null : (row.plannedEnd - row.plannedStart) / 60_000;
  const step = stand.steps[0];
  const what =
    step?.key === 'curtain'
      ? t('show.whatCurtain')
      : step?.key === 'startAct'
        ? t('show.whatAct', { number: step.number })
        : t('show.whatInterval');
  const end = minutes === null ? null : Date.parse(running.startedAt) + minutes * 60_000;
  const left = end === null ? null : Math.round((end - watch.now) / 60_000);
  const share =
    minutes === null ? 0 : Math.min(1, Math.max(0, (watch.now - Date.parse(running.startedAt)) / 60_000 / minutes));
  const said =
    left === null
      ? what
      : left >= 0
        ? t('show.endsIn', { what, minutes: left })
        : t('show.endsLate', { what, minutes: -left });
  return (
    <div className="sh-progress num">
      <div className="sh-lab sh-lab-line">
        <span className="cut">
          <span className="sh-wide">{title} · </span>
          {said}
        </span>
        {end !== null && (
          <span>
            {row?.plannedEnd == null
              ? t('show.at', { at: clockIn(end, evening.event.zone, language) })
              : t('show.atPlan', {
                  at: clockIn(end, evening.event.zone, language),
                  plan: clockIn(row.plannedEnd, evening.event.zone, language),
                })}
          </span>
        )}
      </div>
      {minutes !== null && (
        <div className="sh-bar" aria-hidden style={{ '--share': `${String(share * 100)}%` } as CSSProperties}>
          {(act?.scenes ?? []).map((scene) => (
            <i
              key={scene.id}
              style={{ flex: scene.duration_minutes ?? 1 }}
              data-now={scene.id === evening.currentSceneId}
            />
          ))}
          <b />
        </div>
      )}
      <SyncWords />
    </div>
  );
}

/** What is done next with the times: the usual thing large, what else may come beside it. */
function Steps({ shown }: Props): ReactNode {
  const { evening, doing, stand, watch } = shown;
  const word = useStepWord();
  if (!doing.may.run) return <span />;
  const go = (step: (typeof stand.steps)[number]): void => void takeStep(doing, evening.event.id, step, watch);
  const [main, ...others] = stand.steps;
  return (
    <div className="sh-steps">
      {main !== undefined && (
        <button type="button" className="sh-large" data-main onClick={() => go(main)}>
          {word(main)}
        </button>
      )}
      {others.map((step) => (
        <button key={step.key} type="button" className="sh-large" data-quiet onClick={() => go(step)}>
          {word(step)}
        </button>
      ))}
    </div>
  );
}

export function DuringHead({ shown, onLeave }: Readonly<{ shown: Shown; onLeave: () => void }>): ReactNode {
  const { t } = useWords();
  const brightness = useUi((state) => state.brightness);
  const setBrightness = useUi((state) => state.setBrightness);
  const isRunning = useShow((state) => state.isRunning);
  return (
    <header className="sh-run-top">
      <Clock shown={shown} />
      <Timer shown={shown} />
      <Steps shown={shown} />
      <Progress shown={shown} />
      <div className="sh-run-out">
        <HoldButton label={t('show.exit')} hint={t('show.exitHint')} onHeld={onLeave} />
        {isRunning && (
          <Slider
            className="sh-dimmer"
            min={25}
            max={100}
            value={brightness}
            onChange={setBrightness}
            label={null}
            thumbLabel={t('show.brightness')}
          />
        )}
      </div>
    </header>
  );
}
