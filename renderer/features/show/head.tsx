/** Above an evening that does not run: where one is, which part of it is looked at, and how long it is to the start. */
import { IconArrowLeft } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { ShowPhase } from '../../../shared/rules/evening-rows.ts';
import { useSyncStatus } from '../../app/contexts.ts';
import { useWords } from '../../i18n/use-words.ts';
import { go, goBack } from '../../lib/go.ts';
import { useShow } from '../../store/show-store.ts';
import type { Shown } from './evening.ts';
import { clockIn, dayText, hoursAndMinutes } from './evening-text.ts';

export const PHASES: readonly ShowPhase[] = ['before', 'during', 'after'];

/** Leaves the evening for good: the app does not begin with it any more. */
export function leaveShow(eventId: string): void {
  useShow.getState().leave();
  goBack(() => go({ to: '/events/$id', params: { id: eventId } }));
}

/** How sync stands, where it is not as it should be. */
export function SyncWords(): ReactNode {
  const { t } = useWords();
  const { state, waiting } = useSyncStatus();
  const isAway = state === 'off' || state === 'waiting' || state === 'needs-auth';
  if (!isAway && waiting === 0) return null;
  const words = [...(isAway ? [t('show.offline')] : []), ...(waiting > 0 ? [t('show.waits', { count: waiting })] : [])];
  return (
    <span className="sh-sync" data-testid="show-sync">
      <i className="dot" aria-hidden /> {words.join(' · ')}
    </span>
  );
}

function Countdown({ evening, watch }: Pick<Shown, 'evening' | 'watch'>): ReactNode {
  const { t, language } = useWords();
  const { start, zone } = evening.event;
  if (evening.phase !== 'before') return null;
  if (start === null) return <span className="sh-cap">{t('show.noStart')}</span>;
  const left = start - watch.now;
  // A start that lies more than a day away needs no countdown.
  if (Math.abs(left) > 24 * 3_600_000) return null;
  const { hours, minutes } = hoursAndMinutes(left);
  const said = hours > 0 ? t('show.left', { hours, minutes }) : t('show.leftMinutes', { minutes });
  return (
    <div className="sh-clock num" data-testid="show-countdown">
      <b className="sh-left">{said}</b>
      <span className="sh-cap">
        {t(left > 0 ? 'show.toStart' : 'show.late', { at: clockIn(start, zone, language) })}
      </span>
    </div>
  );
}

type Props = Readonly<{ shown: Shown; phase: ShowPhase; onPhase: (phase: ShowPhase) => void }>;

/** Before and after; while the show runs it has a head of its own. */
export function Head({ shown, phase, onPhase }: Props): ReactNode {
  const { t, language } = useWords();
  const { evening, watch } = shown;
  const { event, production, variant } = evening;
  const about = [
    dayText(event.date, language),
    ...(event.venue === null ? [] : [event.venue]),
    ...(production === null ? [] : [variant === null ? t('show.base') : variant.name]),
    ...(production?.isArchived === true ? [t('show.archived')] : []),
  ];
  return (
    <header className="sh-top">
      <button type="button" className="sh-back" aria-label={t('show.back')} onClick={() => leaveShow(event.id)}>
        <IconArrowLeft size={24} stroke={1.75} />
      </button>
      <div className="sh-title">
        <h1 className="cut">{production === null ? event.title : `«${production.title}»`}</h1>
        <div className="sh-cap cut">{about.join(' · ')}</div>
      </div>
      <nav className="sh-phases" aria-label={t('show.phases')}>
        {PHASES.map((each) => (
          <button key={each} type="button" aria-current={each === phase} onClick={() => onPhase(each)}>
            {t(`show.phase.${each}`)}
          </button>
        ))}
      </nav>
      <Countdown evening={evening} watch={watch} />
      <div className="sh-clock num">
        <b>{clockIn(watch.now, event.zone, language)}</b>
        <span className="sh-cap">
          <SyncWords />
        </span>
      </div>
    </header>
  );
}

/** The way out of the dark, where the show runs no longer and the person has not left it yet. */
export function DarkStrip(): ReactNode {
  const { t } = useWords();
  const isDark = useShow((show) => show.isDark);
  const brighten = useShow((show) => show.brighten);
  if (!isDark) return null;
  return (
    <div className="sh-strip" data-testid="show-dark">
      <span>{t('show.staysDark')}</span>
      <button type="button" className="sh-btn" onClick={brighten}>
        {t('app.leaveShow')}
      </button>
    </div>
  );
}

/** What was refused, and that a clock jumped: on the screen where the person looks. */
export function Strips({ shown }: Readonly<{ shown: Shown }>): ReactNode {
  const { t } = useWords();
  const { doing, watch } = shown;
  return (
    <>
      {doing.problem !== undefined && (
        <div className="sh-strip" data-tone="bad" role="alert">
          <span>{doing.problem}</span>
          <button type="button" className="sh-btn" onClick={doing.clear}>
            {t('show.close')}
          </button>
        </div>
      )}
      {watch.jumpMinutes !== 0 && (
        <div className="sh-strip" role="status">
          <span>{t('show.jumped', { minutes: watch.jumpMinutes })}</span>
          <button type="button" className="sh-btn" onClick={watch.adopt}>
            {t('show.adopt')}
          </button>
        </div>
      )}
    </>
  );
}
