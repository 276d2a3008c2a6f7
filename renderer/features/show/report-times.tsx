/** The times of an evening beside the plan; what was pressed late or too early is set right here. */
import { IconPencil } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { Evening } from '../../../shared/features/show/queries.ts';
import { showCorrectTiming } from '../../../shared/mutations/show-times.ts';
import { type EveningRow, lateBy, minutesBetween, planOf } from '../../../shared/rules/evening.ts';
import type { ShowPart } from '../../../shared/rules/evening-rows.ts';
import { useWords } from '../../i18n/use-words.ts';
import { parseTime } from '../../lib/dates.ts';
import { fromClock, toClock } from '../../lib/zoned-time.ts';
import type { Shown } from './evening.ts';
import { clockIn } from './evening-text.ts';

interface Line extends Omit<EveningRow, 'part'> {
  readonly part: ShowPart;
  readonly isCorrected: boolean;
}

/** Acts and intervals by the plan, between the opening of the house and the curtain. */
function linesOf({ evening, acts }: Shown): readonly Line[] {
  const { start } = evening.event;
  const rows = planOf(evening.times, acts, { start, intermissions: evening.production?.intermissions ?? null });
  const correctedOf = (part: ShowPart, number: number): boolean =>
    evening.times.some((time) => time.part === part && time.number === number && time.isCorrected);
  const alone = (part: 'house_open' | 'curtain'): Line[] =>
    evening.times
      .filter((time) => time.part === part && time.startedAt !== null)
      .map((time) => ({ ...time, plannedStart: null, plannedEnd: null }));
  return [
    ...alone('house_open'),
    ...rows.map((row) => ({ ...row, isCorrected: correctedOf(row.part, row.number) })),
    ...alone('curtain'),
  ];
}

const ONE_DAY = 24 * 3_600_000;

/** The moment at which the clock of the place showed that time, nearest to when it may have been. */
function momentNear(time: string, near: number, zone: string): string | undefined {
  const day = toClock(new Date(near).toISOString(), zone).slice(0, 10);
  const found = [-1, 0, 1].flatMap((by) => {
    const date = new Date(Date.parse(`${day}T00:00:00Z`) + by * ONE_DAY).toISOString().slice(0, 10);
    const moment = fromClock(`${date}T${time.slice(0, 5)}`, zone);
    return moment === undefined ? [] : [moment];
  });
  return found.toSorted((a, b) => Math.abs(Date.parse(a) - near) - Math.abs(Date.parse(b) - near))[0];
}

type EditProps = Readonly<{
  line: Line;
  event: Evening['event'];
  onSave: (from: string | null, to: string | null) => void;
  onClose: () => void;
}>;

function Edit({ line, event, onSave, onClose }: EditProps): ReactNode {
  const { t, language } = useWords();
  const said = (at: string | null): string => (at === null ? '' : clockIn(at, event.zone, language));
  const [from, setFrom] = useState(said(line.startedAt));
  const [to, setTo] = useState(said(line.endedAt));
  const [isWrong, setWrong] = useState(false);
  // The plan says on which day it was; what was pressed may be what is wrong.
  const begun = line.startedAt === null ? null : Date.parse(line.startedAt);
  const near = line.plannedStart ?? begun ?? event.start ?? Date.parse(`${event.date}T19:00:00Z`);
  const read = (text: string, before: string | null, by: number): string | null | undefined => {
    if (text.trim() === '') return null;
    // What nobody touched keeps its seconds.
    if (text === said(before)) return before;
    const time = parseTime(text);
    return time === undefined ? undefined : momentNear(time, by, event.zone);
  };
  const save = (): void => {
    const startedAt = read(from, line.startedAt, near);
    const endedAt = read(to, line.endedAt, typeof startedAt === 'string' ? Date.parse(startedAt) + 3_600_000 : near);
    if (startedAt === undefined || endedAt === undefined) setWrong(true);
    else onSave(startedAt, endedAt);
  };
  return (
    <form
      className="sh-edit"
      onSubmit={(submitted) => {
        submitted.preventDefault();
        save();
      }}
      onKeyDown={(key) => {
        if (key.key === 'Escape') onClose();
      }}
    >
      <label>
        {t('show.from')} <input value={from} autoFocus onChange={(typed) => setFrom(typed.currentTarget.value)} />
      </label>
      {line.part !== 'house_open' && line.part !== 'curtain' && (
        <label>
          {t('show.until')} <input value={to} onChange={(typed) => setTo(typed.currentTarget.value)} />
        </label>
      )}
      <button type="submit" className="sh-btn" data-main>
        {t('show.save')}
      </button>
      <button type="button" className="sh-btn" data-quiet onClick={onClose}>
        {t('show.cancel')}
      </button>
      {isWrong && <span role="alert">{t('show.wrongTime')}</span>}
    </form>
  );
}

interface RowProps {
  readonly line: Line;
  readonly name: string;
  readonly event: Evening['event'];
  readonly mayCorrect: boolean;
  readonly onSave: (from: string | null, to: string | null) => void;
}

function TimeRow({ line, name, event, mayCorrect, onSave }: RowProps): ReactNode {
  const { t, language } = useWords();
  const [isEdited, setEdited] = useState(false);
  const at = (moment: string | number | null): string =>
    moment === null ? '—' : clockIn(moment, event.zone, language);
  const took = minutesBetween(line.startedAt, line.endedAt);
  const plan =
    line.plannedStart === null || line.plannedEnd === null ? null : (line.plannedEnd - line.plannedStart) / 60_000;
  const lasted =
    took === null
      ? ''
      : plan === null
        ? t('show.minutes', { minutes: took })
        : t('show.tookOf', { minutes: took, plan: Math.round(plan) });
  const save = (from: string | null, to: string | null): void => {
    setEdited(false);
    onSave(from, to);
  };
  return (
    <tr>
      <th scope="row">
        {name}
        {line.isCorrected && <span className="sh-cap"> {t('show.corrected')}</span>}
      </th>
      <td className="dim">{at(line.plannedStart)}</td>
      {isEdited ? (
        <td colSpan={3}>
          <Edit line={line} event={event} onClose={() => setEdited(false)} onSave={save} />
        </td>
      ) : (
        <>
          <td>
            {at(line.startedAt)}
            {line.endedAt !== null && line.part !== 'curtain' && `–${at(line.endedAt)}`}
          </td>
          <td>{lasted}</td>
          <td>
            {mayCorrect && (
              <button
                type="button"
                className="sh-icon"
                aria-label={`${t('show.correct')}: ${name}`}
                onClick={() => setEdited(true)}
              >
                <IconPencil size={18} />
              </button>
            )}
          </td>
        </>
      )}
    </tr>
  );
}

/** How late it began; nothing while nobody knows. */
function Late({ lines }: Readonly<{ lines: readonly Line[] }>): ReactNode {
  const { t } = useWords();
  const first = lines.find(({ part, number }) => part === 'act' && number === 1);
  const late = first === undefined ? null : lateBy(first.plannedStart, first.startedAt);
  if (late === null) return null;
  const said =
    late > 0
      ? t('show.lateStart', { minutes: late })
      : late < 0
        ? t('show.earlyStart', { minutes: -late })
        : t('show.onTime');
  return (
    <span className="sh-tag" data-tone={late > 0 ? 'warn' : 'ok'} data-testid="show-late">
      {said}
    </span>
  );
}

export function ReportTimes({ shown, isFixed }: Readonly<{ shown: Shown; isFixed: boolean }>): ReactNode {
  const { t } = useWords();
  const { evening, doing } = shown;
  const { event } = evening;
  const lines = linesOf(shown);
  const name = ({ part, number }: Line): string =>
    part === 'house_open'
      ? t('show.houseOpenPart')
      : part === 'curtain'
        ? t('show.curtainPart')
        : t(part === 'interval' ? 'show.interval' : 'show.act', { number });
  const save = (line: Line, startedAt: string | null, endedAt: string | null): void => {
    const { part, number } = line;
    const seen = { startedAt: line.startedAt, endedAt: line.endedAt };
    void doing.act(showCorrectTiming, { eventId: event.id, part, number, startedAt, endedAt, seen });
  };
  return (
    <section className="sh-section" aria-label={t('show.times')}>
      <h2>
        {t('show.times')}
        <Late lines={lines} />
      </h2>
      {lines.every(({ startedAt }) => startedAt === null) && <p className="dim sh-none">{t('show.noTimes')}</p>}
      <table className="sh-times num" data-testid="show-times">
        <thead>
          <tr>
            <th>
              <span className="unseen">{t('show.time')}</span>
            </th>
            <th>{t('show.planned')}</th>
            <th>{t('show.actual')}</th>
            <th>{t('show.lasted')}</th>
            <th>
              <span className="unseen">{t('show.correct')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <TimeRow
              key={`${line.part} ${String(line.number)}`}
              line={line}
              name={name(line)}
              event={event}
              mayCorrect={!isFixed && doing.may.run}
              onSave={(from, to) => save(line, from, to)}
            />
          ))}
        </tbody>
      </table>
    </section>
  );
}
