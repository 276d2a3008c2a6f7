/** What holds the beginning back, and the way to declare it ready. */
import { IconCircleCheck } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { showFinish, showReady, showTakeBackReady } from '../../../shared/mutations/show-mutations.ts';
import { showCurtain, showOpenHouse, showStartAct, showStartInterval } from '../../../shared/mutations/show-times.ts';
import type { EveningStep } from '../../../shared/rules/evening.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useShow } from '../../store/show-store.ts';
import type { Doing, Group, Shown } from './evening.ts';
import { isDone, toneOf } from './evening.ts';
import { clockIn } from './evening-text.ts';
import { NoteField } from './note-field.tsx';
import type { WatchReading } from './watch-clocks.ts';

/** What a step does, with the moment by the window's watch where the laptop's clock is not to be believed. */
export function takeStep(doing: Doing, eventId: string, step: EveningStep, watch: WatchReading): Promise<boolean> {
  const at = watch.at === undefined ? {} : { at: watch.at };
  switch (step.key) {
    case 'openHouse':
      return doing.act(showOpenHouse, { eventId, ...at });
    case 'startAct':
      return doing.act(showStartAct, { eventId, number: step.number, ...at });
    case 'startInterval':
      return doing.act(showStartInterval, { eventId, number: step.number, ...at });
    case 'curtain':
      return doing.act(showCurtain, { eventId, ...at });
    case 'finish':
      // Whoever ends it knows that it is over; on the laptops of the others it stays dark.
      return doing.act(showFinish, { eventId }).then((isSaved) => {
        if (isSaved) useShow.getState().brighten();
        return isSaved;
      });
  }
}

/** What the button of a step says. */
export function useStepWord(): (step: EveningStep) => string {
  const { t } = useWords();
  return (step) =>
    step.key === 'startAct' ? t('show.step.startAct', { number: step.number }) : t(`show.step.${step.key}`);
}

interface Holding {
  readonly group: Group;
  readonly id: string;
  readonly title: string;
  readonly about: string;
}

function Holds({
  holding,
  rest,
  onAsk,
}: Readonly<{ holding: readonly Holding[]; rest: number; onAsk: (of: Holding) => void }>) {
  const { t } = useWords();
  return (
    <ul className="sh-holds">
      {holding.map((of) => (
        <li key={of.id}>
          <button
            type="button"
            className="sh-hold"
            data-tone={toneOf(of.group.code, of.group.name)}
            onClick={() => onAsk(of)}
          >
            <i className="sh-dept-mark" aria-hidden />
            <span>
              <b>{of.title}</b>
              {of.about !== '' && <span className="sh-cap">{of.about}</span>}
            </span>
          </button>
        </li>
      ))}
      {rest > 0 && <li className="sh-cap sh-rest">{t('show.restOpen', { count: rest })}</li>}
    </ul>
  );
}

type Props = Readonly<{
  shown: Shown;
  groups: readonly Group[];
  onAsk: (itemId: string, departmentId: string) => void;
}>;

export function Gate({ shown, groups, onAsk }: Props): ReactNode {
  const { t, language } = useWords();
  const { evening, doing } = shown;
  const { zone } = evening.event;
  const holding = groups.flatMap((group) =>
    group.items
      .filter((item) => item.isCritical && !isDone(item))
      .map((item): Holding => {
        const about = [item.responsible, item.mark?.note ?? item.note].filter((each) => each !== null);
        return { group, id: item.id, title: item.title, about: about.join(' · ') };
      }),
  );
  const open = groups.reduce((sum, { items, done }) => sum + items.length - done, 0);
  const { ready } = evening;
  const isHeld = holding.length > 0 && ready === null;
  return (
    <aside className="sh-gate num" aria-label={t('show.ready')}>
      <div className="sh-gate-head" data-tone={isHeld ? 'bad' : 'ok'} aria-live="polite" data-testid="show-gate">
        {ready === null ? (
          <>
            <b>{holding.length > 0 ? t('show.holds', { count: holding.length }) : t('show.nothingHolds')}</b>
            <span>{t(holding.length > 0 ? 'show.holdsHint' : 'show.nothingHoldsHint')}</span>
          </>
        ) : (
          <>
            <b>
              <IconCircleCheck size={22} aria-hidden /> {t('show.isReady')}
            </b>
            <span>{t('show.readyBy', { by: ready.by ?? '', at: clockIn(ready.at, zone, language) })}</span>
            {ready.reason !== null && <span>{t('show.readyReason', { reason: ready.reason })}</span>}
          </>
        )}
      </div>
      <Holds holding={holding} rest={open - holding.length} onAsk={({ id, group }) => onAsk(id, group.id)} />
      <span className="grow" />
      {doing.may.run ? (
        <Acts shown={shown} holding={holding.length} />
      ) : (
        <p className="sh-cap">{t('show.mayNotRun')}</p>
      )}
    </aside>
  );
}

function Acts({ shown, holding }: Readonly<{ shown: Shown; holding: number }>): ReactNode {
  const { t } = useWords();
  const { evening, doing, stand, watch } = shown;
  const eventId = evening.event.id;
  const [isAsking, setAsking] = useState(false);
  const word = useStepWord();
  if (isAsking)
    return (
      <NoteField
        label={t('show.overrideTitle')}
        hint={t('show.overrideHint')}
        word={t('show.overrideDo')}
        onClose={() => setAsking(false)}
        onSave={(reason) => {
          if (reason.trim() === '') return;
          setAsking(false);
          void doing.act(showReady, { eventId, overrideReason: reason.trim() });
        }}
      />
    );
  if (evening.ready === null)
    return (
      <div className="sh-acts">
        <button
          type="button"
          className="sh-large"
          data-main={holding === 0}
          data-held={holding > 0}
          // It stays a button: pressed, it says which lines hold it.
          onClick={() => void doing.act(showReady, { eventId })}
        >
          {t('show.ready')}
          {holding > 0 && <small>{t('show.readyLeft', { count: holding })}</small>}
        </button>
        {holding > 0 && (
          <button type="button" className="sh-large" onClick={() => setAsking(true)}>
            {t('show.override')}
          </button>
        )}
      </div>
    );
  const steps = evening.phase === 'before' ? stand.steps : [];
  return (
    <div className="sh-acts">
      {steps.map((step, index) => (
        <button
          key={step.key}
          type="button"
          className="sh-large"
          data-main={index === 0}
          onClick={() => void takeStep(doing, eventId, step, watch)}
        >
          {word(step)}
        </button>
      ))}
      <button
        type="button"
        className="sh-large"
        data-quiet
        onClick={() => void doing.act(showTakeBackReady, { eventId })}
      >
        {t('show.notReadyAfterAll')}
      </button>
    </div>
  );
}
