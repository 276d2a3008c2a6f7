/** The one loud thing: how long it is to the curtain. Beside it what is on, what comes, what holds it, the way in. */
import { Button } from '@mantine/core';
import { IconDoorEnter } from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef } from 'react';
import type { TodayDay, TodaysEvening } from '../../../shared/features/today/queries.ts';
import type { Translate } from '../../../shared/i18n/dictionary.ts';
import { useWords } from '../../i18n/use-words.ts';
import { dayWord, quoted } from '../schedule/schedule-text.ts';
import { toneOf } from '../show/evening.ts';
import { clockIn, hoursAndMinutes } from '../show/evening-text.ts';
import { openEvening } from '../show/open-evening.tsx';
import { type Stretch, stretchesOf } from './evening-parts.ts';
import { type Coming, comingNext, durationWords, onNow } from './today-text.ts';

const MINUTE = 60_000;
type Running = { readonly kind: Stretch['kind'] } & NonNullable<Stretch['running']>;
type Props = Readonly<{ day: TodayDay; evening: TodaysEvening | undefined; now: number }>;

function Countdown({ ms }: Readonly<{ ms: number }>): ReactNode {
  const { t } = useWords();
  const { hours, minutes } = hoursAndMinutes(ms);
  return (
    <>
      {hours > 0 && (
        <>
          {hours}
          <small>{t('today.hours')}</small>
        </>
      )}
      {minutes}
      <small>{t('today.minutes')}</small>
    </>
  );
}

/** The act, or the interval, that goes on. */
function runningIn(evening: TodaysEvening, now: number): Running | undefined {
  const stretch = stretchesOf(evening, now).find(({ running }) => running !== null);
  return stretch === undefined || stretch.running === null ? undefined : { kind: stretch.kind, ...stretch.running };
}

function Loud({ evening, now }: Readonly<{ evening: TodaysEvening; now: number }>): ReactNode {
  const { t } = useWords();
  if (evening.phase === 'during') {
    const running = runningIn(evening, now);
    if (running === undefined) return t('today.running');
    return (
      <>
        <Countdown ms={now - running.since} />
        {running.planned !== null && (
          <small>{t('show.ofMinutes', { minutes: Math.round(running.planned / MINUTE) })}</small>
        )}
      </>
    );
  }
  if (evening.phase === 'after') return t('today.over');
  return evening.start === null ? t('today.unknownStart') : <Countdown ms={evening.start - now} />;
}

function Clock({ day, evening, now }: Props): ReactNode {
  const { t, language } = useWords();
  if (evening === undefined) {
    const { next } = day;
    const what =
      next === null
        ? undefined
        : [quoted(next.title, language), dayWord(next.date, language), next.start]
            .filter((part) => part !== null)
            .join(', ');
    return (
      <div>
        <div className="td-count td-words">{t('today.noEvening')}</div>
        <p className="td-cap">{what === undefined ? t('today.noNext') : t('today.nextEvening', { what })}</p>
      </div>
    );
  }
  const at = evening.start === null ? null : clockIn(evening.start, evening.zone, language);
  const isLate = evening.start !== null && evening.start <= now;
  const running = evening.phase === 'during' ? runningIn(evening, now) : undefined;
  const lead =
    running !== undefined
      ? runningWords(running, t)
      : evening.phase === 'before' && at !== null
        ? t(isLate ? 'today.afterStart' : 'today.toCurtain')
        : null;
  const isWords = running === undefined && (evening.phase !== 'before' || evening.start === null);
  return (
    <div data-testid="today-clock">
      {lead !== null && <p className="td-lead">{lead}</p>}
      <div className="td-count num" data-words={isWords}>
        <Loud evening={evening} now={now} />
      </div>
      <p className="td-cap">
        <b>{quoted(evening.title, language)}</b>
        {[evening.venue, at].filter((part) => part !== null).map((part) => `, ${part}`)}
      </p>
    </div>
  );
}

/** What goes on, by its name. */
const runningWords = ({ kind, number }: Pick<Running, 'kind' | 'number'>, t: Translate): string =>
  kind === 'acts' ? t('show.actRuns', { number }) : t('show.intervalRuns');

/** What comes next, by its name. */
const comingWords = ({ act, what, title }: Coming, t: Translate): string =>
  act !== undefined ? t('show.whatAct', { number: act }) : what === null ? title : t(what);

function Lines({ day, evening, now }: Props): ReactNode {
  const { t, language } = useWords();
  const current = onNow(day.events, now);
  const next = comingNext(day, now);
  const zone = evening?.zone ?? day.zone;
  const running = evening?.phase === 'during' ? runningIn(evening, now) : undefined;
  return (
    <dl className="td-next num">
      <div>
        <dt>{t('today.now')}</dt>
        <dd className="td-now">{clockIn(now, zone, language)}</dd>
        <dd className="cut">
          {evening !== undefined && running !== undefined
            ? `${quoted(evening.title, language)}: ${runningWords(running, t)}`
            : current === undefined
              ? t('today.nothingNow')
              : `${current.title}, ${t('today.until', { at: clockIn(current.endsAt, zone, language) })}`}
        </dd>
      </div>
      <div>
        <dt>{t('today.next')}</dt>
        <dd>{next === undefined ? '' : clockIn(next.at, zone, language)}</dd>
        <dd className="cut">
          {next === undefined ? (
            t('today.nothingNext')
          ) : (
            <b>
              {comingWords(next, t)}, {t('today.inTime', { time: durationWords(next.at - now, t) })}
            </b>
          )}
        </dd>
      </div>
      {evening?.phase === 'before' && <Holds evening={evening} />}
      {evening?.phase === 'during' && <Curtain evening={evening} now={now} />}
    </dl>
  );
}

/** What holds the beginning back. */
function Holds({ evening: { holds } }: Readonly<{ evening: TodaysEvening }>): ReactNode {
  const { t } = useWords();
  const tone = holds.length > 0 ? 'bad' : undefined;
  return (
    <div>
      <dt>{t('today.holds')}</dt>
      <dd data-tone={tone}>{holds.length}</dd>
      <dd className="cut" data-tone={tone}>
        {holds[0] === undefined ? t('today.nothingHolds') : t('today.critical', { title: holds[0].title })}
      </dd>
    </div>
  );
}

/** When the last act is to be over. */
function Curtain({ evening, now }: Readonly<{ evening: TodaysEvening; now: number }>): ReactNode {
  const { t, language } = useWords();
  const end = stretchesOf(evening, now).at(-1)?.to;
  if (end === undefined || end <= now) return null;
  return (
    <div>
      <dt>{t('show.curtainPart')}</dt>
      <dd>{clockIn(end, evening.zone, language)}</dd>
      <dd className="cut">{t('today.inTime', { time: durationWords(end - now, t) })}</dd>
    </div>
  );
}

/** Enter opens the evening: the button has the focus where nothing else has it. */
function Way({ evening }: Readonly<{ evening: TodaysEvening }>): ReactNode {
  const { t } = useWords();
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    const { activeElement } = document;
    const isFree =
      activeElement === null ||
      activeElement === document.body ||
      activeElement.id === 'content' ||
      activeElement.closest('.rail') !== null;
    if (isFree) button.current?.focus({ preventScroll: true });
  }, []);
  return (
    <div className="td-go">
      {evening.departments.length > 0 && (
        <ul className="td-lamps num" aria-label={t('today.checklists')}>
          {evening.departments.map(({ departmentId, name, code, done, total, critical }) => (
            <li key={departmentId ?? ''} data-tone={toneOf(code, name ?? '')}>
              <i aria-hidden />
              <span className="cut" title={name ?? t('today.general')}>
                {name ?? t('today.general')}
              </span>
              <b data-tone={critical > 0 ? 'bad' : undefined}>
                {done}/{total}
              </b>
            </li>
          ))}
        </ul>
      )}
      <Button
        ref={button}
        size="md"
        leftSection={<IconDoorEnter size={20} stroke={1.75} />}
        rightSection={
          <kbd className="kbd td-kbd" aria-hidden>
            Enter
          </kbd>
        }
        onClick={() => openEvening(evening.eventId)}
      >
        {t('show.open')}
      </Button>
    </div>
  );
}

function Others({ day, evening }: Readonly<Pick<Props, 'day' | 'evening'>>): ReactNode {
  const { t, language } = useWords();
  const others = day.evenings.filter(({ eventId }) => eventId !== evening?.eventId);
  if (others.length === 0) return null;
  return (
    <p className="td-others dim">
      {t('today.alsoToday')}:{' '}
      {others.map(({ eventId, title, venue, start, zone }, place) => (
        <span key={eventId}>
          {place > 0 && ' · '}
          <button type="button" className="td-link" onClick={() => openEvening(eventId)}>
            {[quoted(title, language), venue, start === null ? null : clockIn(start, zone, language)]
              .filter((part) => part !== null)
              .join(', ')}
          </button>
        </span>
      ))}
    </p>
  );
}

export function TodayHead(props: Props): ReactNode {
  return (
    <section className="td-hero">
      <Clock {...props} />
      <Lines {...props} />
      {props.evening !== undefined && <Way key={props.evening.eventId} evening={props.evening} />}
      <Others {...props} />
    </section>
  );
}
