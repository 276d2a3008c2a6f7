/** A day on one scale: a lane per venue, what stands there, the moments of its evenings, and the line of now. */
import { SegmentedControl } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { ScheduleEvent } from '../../../shared/features/schedule/queries.ts';
import type { TodayDay, TodaysEvening } from '../../../shared/features/today/queries.ts';
import { useWords } from '../../i18n/use-words.ts';
import { go } from '../../lib/go.ts';
import { quoted, spokenEvent } from '../schedule/schedule-text.ts';
import { clockIn } from '../show/evening-text.ts';
import { type Stretch, stretchesOf } from './evening-parts.ts';
import { rowsOf, stretchOf } from './today-text.ts';

interface Scale {
  readonly from: number;
  readonly to: number;
  readonly zone: string;
}
const HOUR = 3_600_000;
/** Where a moment lies, in per cent. */
const at = ({ from, to }: Scale, moment: number): number =>
  Math.max(0, Math.min(100, (100 * (moment - from)) / (to - from)));

const SHOWS: ReadonlySet<string> = new Set(['performance', 'premiere']);
const look = ({ type, activity }: ScheduleEvent): string =>
  activity === null && SHOWS.has(type) ? 'show' : type === 'rehearsal' && activity === null ? 'rehearsal' : 'work';

/** The acts and intervals of an evening on the scale; what goes on is marked. */
function Parts({
  stretches,
  from,
  to,
  now,
}: Readonly<{ stretches: readonly Stretch[]; from: number; to: number; now: number }>): ReactNode {
  const { t } = useWords();
  return stretches.map(({ kind, first, last, running, ...stretch }) => {
    const [start, end] = [Math.max(from, stretch.from), Math.min(to, stretch.to)];
    if (end <= start) return null;
    const minutes = Math.round((stretch.to - stretch.from) / 60_000);
    const word = first === last ? t('today.act', { number: first }) : t('today.acts', { first, last });
    return (
      <span
        key={`${kind} ${String(first)}`}
        className="td-stretch num"
        data-kind={kind}
        data-running={running !== null}
        data-over={stretch.to <= now}
        style={{ left: `${(100 * (start - from)) / (to - from)}%`, width: `${(100 * (end - start)) / (to - from)}%` }}
      >
        <b className="cut">{kind === 'acts' ? word : <span className="unseen">{t('today.interval')}</span>}</b>
        <span className="dim">
          {kind === 'interval'
            ? minutes
            : t('today.long', { hours: Math.floor(minutes / 60), minutes: String(minutes % 60).padStart(2, '0') })}
        </span>
        {running !== null && <span className="unseen">{t('today.running')}</span>}
      </span>
    );
  });
}

/** An event as it is drawn: an evening from where it really began to where it will be over. */
type Drawn = ScheduleEvent & { readonly stretches: readonly Stretch[] };

function drawnOf(event: ScheduleEvent, day: TodayDay, now: number): Drawn {
  const evening = day.evenings.find(({ eventId }) => eventId === event.id);
  const stretches = evening === undefined ? [] : stretchesOf(evening, now);
  const [first, last] = [stretches[0], stretches.at(-1)];
  if (first === undefined || last === undefined) return { ...event, stretches };
  return { ...event, stretches, startsAt: first.from, endsAt: last.to };
}

function Block({
  event,
  scale,
  day,
  now,
}: Readonly<{ event: Drawn; scale: Scale; day: TodayDay; now: number }>): ReactNode {
  const { t, language } = useWords();
  const { stretches } = event;
  const [from, to] = [Math.max(scale.from, event.startsAt), Math.min(scale.to, event.endsAt)];
  const [left, right] = [at(scale, from), at(scale, to)];
  if (right <= left) return null;
  return (
    <button
      type="button"
      className="td-block"
      data-kind={look(event)}
      data-draft={event.state === 'draft'}
      data-parts={stretches.length > 0}
      style={{ left: `${left}%`, width: `${right - left}%` }}
      title={event.title}
      onClick={() => go({ to: '/events/$id', params: { id: event.id } })}
    >
      {stretches.length > 0 ? (
        <Parts stretches={stretches} from={from} to={to} now={now} />
      ) : (
        <>
          <span className="cut">{event.title}</span>
          <span className="dim td-until">{t('today.until', { at: clockIn(event.endsAt, scale.zone, language) })}</span>
        </>
      )}
      <span className="unseen">{spokenEvent(event, { t, language, venues: day.venues })}</span>
    </button>
  );
}

/** Less room than this, in per cent, holds no words. */
const NARROW = 7;
/** So far, in per cent, the name of a venue and of what is played there may reach. */
const NAMED = 40;

interface Moment {
  readonly left: number;
  readonly room: number;
  readonly moment: number;
  readonly word: 'today.call' | 'today.ready' | 'today.start' | 'today.end';
  readonly isBefore: boolean;
  readonly isAbove: boolean;
}

/** Where the moments of an evening stand. */
function momentsOf(evening: TodaysEvening, scale: Scale): readonly Moment[] {
  const all = (
    [
      [evening.call, 'today.call'],
      [evening.ready, 'today.ready'],
      [evening.start, 'today.start'],
      [evening.end, 'today.end'],
    ] as const
  ).flatMap(([moment, word]) =>
    moment === null || moment < scale.from || moment > scale.to ? [] : [{ left: at(scale, moment), moment, word }],
  );
  return all.map((each, place) => {
    const room = (all[place + 1]?.left ?? 100) - each.left;
    // Where the next one is near, or the day ends, the words stand before their line.
    const isBefore = room < NARROW && each.left - (all[place - 1]?.left ?? 0) > NARROW;
    // Between two that are near there is room above the words of the next alone.
    return { ...each, room, isBefore, isAbove: room < NARROW && !isBefore };
  });
}

/** The moments of an evening above its lane. */
function Moments({ moments, scale }: Readonly<{ moments: readonly Moment[]; scale: Scale }>): ReactNode {
  const { t, language } = useWords();
  return moments.map(({ left, room, moment, word, isBefore, isAbove }) => (
    <div
      key={word}
      className="td-moment num"
      data-key={word === 'today.start'}
      data-before={isBefore}
      data-above={isAbove}
      style={
        isBefore ? { right: `${100 - left}%` } : { left: `${left}%`, ...(isAbove ? {} : { maxWidth: `${room}%` }) }
      }
    >
      <b>{clockIn(moment, scale.zone, language)}</b>
      <span className="cut">{t(word)}</span>
    </div>
  ));
}

type LaneProps = Readonly<{ name: string; events: readonly Drawn[]; scale: Scale; day: TodayDay; now: number }>;

function Lane({ name, events, scale, day, now }: LaneProps): ReactNode {
  const { language } = useWords();
  const evenings = day.evenings.filter(({ eventId }) => events.some(({ id }) => id === eventId));
  const moments = evenings.map((evening) => [evening.eventId, momentsOf(evening, scale)] as const);
  const isCrowded = moments.some(([, own]) => own.some(({ isAbove, left }) => isAbove && left < NAMED));
  return (
    <div className="td-lane" role="group" aria-label={name}>
      <div className="td-venue" data-evening={evenings.length > 0} data-crowded={isCrowded}>
        <b>{name}</b>
        {evenings.length > 0 && (
          <span className="dim td-played">{evenings.map(({ title }) => quoted(title, language)).join(', ')}</span>
        )}
        {moments.map(([eventId, own]) => (
          <Moments key={eventId} moments={own} scale={scale} />
        ))}
      </div>
      {rowsOf(events).map((row) => (
        <div key={row[0]?.id} className="td-row">
          {row.map((event) => (
            <Block key={event.id} event={event} scale={scale} day={day} now={now} />
          ))}
        </div>
      ))}
    </div>
  );
}

function Hours({ scale, now }: Readonly<{ scale: Scale; now: number | null }>): ReactNode {
  const { language } = useWords();
  const hours = Array.from({ length: (scale.to - scale.from) / HOUR }, (_, place) => scale.from + place * HOUR);
  const nowAt = now === null ? null : at(scale, now);
  return (
    <div className="td-hours num" aria-hidden>
      {nowAt !== null && <div className="td-past" style={{ width: `${nowAt}%` }} />}
      {hours.map((hour) => {
        const left = at(scale, hour);
        // The sign of now stands before its line.
        const isCovered = nowAt !== null && left > nowAt - 7 && left < nowAt + 1;
        return (
          <div key={hour} className="td-hour" style={{ left: `${left}%` }}>
            {!isCovered && <span>{Number(clockIn(hour, scale.zone, language).slice(0, 2))}</span>}
          </div>
        );
      })}
      {now !== null && nowAt !== null && nowAt >= 0 && (
        <div className="td-nowline" data-early={nowAt < 6} style={{ left: `${nowAt}%` }}>
          <b>{clockIn(now, scale.zone, language)}</b>
        </div>
      )}
    </div>
  );
}

/** Lanes in the order of venues; what stands elsewhere comes last. */
function lanesOf(day: TodayDay, events: readonly Drawn[], elsewhere: string) {
  const known = new Map(day.venues.map(({ id, name }) => [id, name]));
  const byVenue = Map.groupBy(events, ({ venueId, venueText }) =>
    venueId !== null && known.has(venueId) ? venueId : (venueText ?? ''),
  );
  const order = [...known.keys()];
  const placeOf = (key: string): number => (order.includes(key) ? order.indexOf(key) : order.length);
  return [...byVenue]
    .toSorted(([a], [b]) => placeOf(a) - placeOf(b) || (a < b ? -1 : 1))
    .map(([key, own]) => ({ key, name: known.get(key) ?? (key === '' ? elsewhere : key), events: own }));
}

/** The day that is looked at: today while something of it is still to come. */
export function DayLine({ day, now }: Readonly<{ day: TodayDay; now: number }>): ReactNode {
  const { t } = useWords();
  const [chosen, choose] = useState<'today' | 'tomorrow'>();
  const all = day.events.map((event) => drawnOf(event, day, now));
  // What takes longer than planned goes on until now.
  const isLeft = all.some(({ date, endsAt }) => date !== day.tomorrow && endsAt >= now);
  const shown = chosen ?? (isLeft || day.events.length === 0 ? 'today' : 'tomorrow');
  const events = all.filter(({ date }) => (date === day.tomorrow) === (shown === 'tomorrow'));
  const isToday = shown === 'today';
  const scale: Scale = { ...stretchOf(events, isToday ? now : null), zone: day.zone };
  const visible = events.filter(({ endsAt, isWholeDay }) => !isWholeDay && endsAt > scale.from);
  return (
    <section className="td-day" aria-label={t('today.day')}>
      <header className="td-day-head">
        <h2>{t('today.day')}</h2>
        <SegmentedControl
          size="xs"
          aria-label={t('today.day')}
          value={shown}
          onChange={(value) => choose(value === 'tomorrow' ? 'tomorrow' : 'today')}
          data={[
            { value: 'today', label: t('today.today') },
            { value: 'tomorrow', label: t('today.tomorrow') },
          ]}
        />
      </header>
      {visible.length === 0 ? (
        <p className="td-empty dim">{t('today.dayEmpty')}</p>
      ) : (
        <div className="td-scale">
          <Hours scale={scale} now={isToday ? now : null} />
          {lanesOf(day, visible, t('today.elsewhere')).map(({ key, name, events: own }) => (
            <Lane key={key} name={name} events={own} scale={scale} day={day} now={now} />
          ))}
        </div>
      )}
    </section>
  );
}
