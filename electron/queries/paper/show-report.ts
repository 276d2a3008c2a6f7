/** The report of an evening on paper: what its screen says, as it stands when it is printed. */
import type { ShowReportData } from '../../../paper/forms/show-report/data.ts';
import type { GatheredSheet } from '../../../shared/features/paper/queries.ts';
import type { Evening, EveningNote } from '../../../shared/features/show/queries.ts';
import { formatDateTime } from '../../../shared/i18n/date-text.ts';
import type { Language } from '../../../shared/i18n/language.ts';
import { statusName } from '../../../shared/i18n/names.ts';
import { actsOf, type EveningRow, lateBy, minutesBetween, planOf } from '../../../shared/rules/evening.ts';
import type { SheetScene } from '../../../shared/rules/run-sheet-view.ts';
import type { SheetLine } from '../../../shared/rules/sheet-lines.ts';
import { tableOf } from '../../../shared/schema/catalog.ts';
import type { QueryContext } from '../define-query.ts';
import { scenesOf } from '../run-sheet/read-sheet.ts';
import { readEvening } from '../show/evening-queries.ts';
import { formDay, said } from './pieces.ts';

type Say = (ru: string, en: string) => string;
interface Making {
  readonly evening: Evening;
  readonly rows: readonly EveningRow[];
  readonly language: Language;
  readonly t: Say;
  /** «19:04» where it is played; empty of nothing. */
  readonly at: (moment: string | number | null) => string;
}

const severityOf = ({ language }: Making, note: EveningNote): string =>
  statusName(note.severity, language, tableOf('show_notes').columns['severity']);

function timesOf({ evening, rows, t, at }: Making): string[][] {
  const alone = (part: string, name: string): string[][] =>
    evening.times
      .filter((time) => time.part === part && time.startedAt !== null)
      .map((time) => [name, '', at(time.startedAt), '', '']);
  const lasted = ({ plannedStart, plannedEnd, startedAt, endedAt }: EveningRow): string => {
    const minutes = minutesBetween(startedAt, endedAt);
    if (minutes === null) return '';
    if (plannedStart === null || plannedEnd === null) return t(`${minutes} мин`, `${minutes} min`);
    const planned = Math.round((plannedEnd - plannedStart) / 60_000);
    return t(`${minutes} мин из ${planned}`, `${minutes} min of ${planned}`);
  };
  const played = rows.filter((row) => row.startedAt !== null || row.endedAt !== null);
  return [
    ...alone('house_open', t('Впуск в зал', 'House open')),
    ...played.map((row) => [
      row.part === 'act'
        ? t(`Действие ${row.number}`, `Act ${row.number}`)
        : t(`Антракт ${row.number}`, `Interval ${row.number}`),
      at(row.plannedStart),
      at(row.startedAt),
      at(row.endedAt),
      lasted(row),
    ]),
    ...alone('curtain', t('Занавес', 'Curtain')),
  ];
}

function factsOf({ evening, rows, t, at }: Making): [string, string][] {
  const { report, ready } = evening;
  const first = rows.find(({ part, number }) => part === 'act' && number === 1);
  const late = first === undefined ? null : lateBy(first.plannedStart, first.startedAt);
  const start =
    late === null
      ? at(evening.event.start)
      : late > 0
        ? t(`на ${late} мин позже`, `${late} min late`)
        : late < 0
          ? t(`на ${-late} мин раньше`, `${-late} min early`)
          : t('вовремя', 'on time');
  const items = evening.lists.flatMap((list) => list.items);
  const done = items.filter(({ mark }) => mark?.isDone === true).length;
  return [
    [t('Начало', 'Start'), start],
    ...(report?.attendance == null
      ? []
      : ([[t('Зрителей', 'Attendance'), String(report.attendance)]] as [string, string][])),
    ...(ready === null
      ? []
      : ([
          [
            t('Готовность', 'Ready'),
            [`${at(ready.at)}, ${ready.by ?? ''}`, ...(ready.reason === null ? [] : [ready.reason])].join('. '),
          ],
        ] as [string, string][])),
    ...(items.length === 0
      ? []
      : ([[t('Чек-листы', 'Checklists'), t(`${done} из ${items.length}`, `${done} of ${items.length}`)]] as [
          string,
          string,
        ][])),
  ];
}

/** Lines by department, in the order of departments; what belongs to none first. */
function byDepartment<T extends { readonly departmentId: string | null }>(
  { evening, t }: Making,
  all: readonly T[],
  text: (of: T) => string,
): { department: string; lines: string[] }[] {
  return [{ id: null, name: t('Общее', 'General') }, ...evening.departments].flatMap(({ id, name }) => {
    const lines = all.filter(({ departmentId }) => departmentId === id).map(text);
    return lines.length === 0 ? [] : [{ department: name, lines }];
  });
}

/** What was said, with the thing that it is about. */
const withThing = ({ text, thing }: EveningNote): string => (thing === null ? text : `${text} (${thing.name})`);

const noteLine = (making: Making, note: EveningNote): string =>
  [
    ...(note.scene === null ? [] : [`${note.scene}:`]),
    withThing(note),
    ...(note.by === null ? [] : [`— ${note.by}`]),
  ].join(' ');

function dataOf(making: Making): ShowReportData {
  const { evening, language, t, at } = making;
  const { event, production, variant, report, notes, calls } = evening;
  const before = notes.filter(({ isAddendum }) => !isAddendum);
  const declined = calls.filter(({ answer }) => answer === 'declined');
  return {
    title: production === null ? event.title : `«${production.title}»`,
    about: [
      formDay(event.date, language),
      ...(event.venue === null ? [] : [event.venue]),
      ...(variant === null ? [] : [variant.name]),
    ].join(' · '),
    facts: factsOf(making),
    times: timesOf(making),
    summary: report?.summary ?? '',
    incidents: before
      .filter(({ kind }) => kind === 'incident' || kind === 'accident' || kind === 'delay')
      .map((note) => [at(note.at), note.scene ?? '', withThing(note), severityOf(making, note), note.by ?? '']),
    replacements: [
      ...declined.map((call) =>
        t(`${call.function}: ${call.employee ?? ''} — отказ`, `${call.function}: ${call.employee ?? ''} — declined`),
      ),
      ...before.filter(({ kind }) => kind === 'replacement').map((note) => noteLine(making, note)),
    ],
    notes: byDepartment(
      making,
      before.filter(({ kind }) => kind === 'note'),
      (note) => noteLine(making, note),
    ),
    people: byDepartment(
      making,
      calls.filter(({ answer, employee }) => answer !== 'declined' && employee !== null),
      (call) => `${call.employee ?? ''}, ${call.function}`,
    ),
    addenda: notes
      .filter(({ isAddendum }) => isAddendum)
      .map((note) => [at(note.at), noteLine(making, note)].filter((each) => each !== '').join(' · ')),
    signedBy: report?.signedBy ?? '',
    signedAt: report?.signedAt == null ? '' : formatDateTime(report.signedAt, language, event.zone),
    alsoSigned: (report?.alsoSigned ?? []).map(
      (signature) => `${signature.name}, ${formatDateTime(signature.at, language, event.zone)}`,
    ),
  };
}

/** The sheet of an evening; `scenes` are those of its production. */
export function reportSheet(evening: Evening, scenes: readonly SheetScene[], language: Language): GatheredSheet {
  const { event, production } = evening;
  const intermissions = production?.intermissions ?? null;
  const rows = planOf(evening.times, actsOf(scenes, intermissions), { start: event.start, intermissions });
  const clock = new Intl.DateTimeFormat('ru', { timeZone: event.zone, hour: '2-digit', minute: '2-digit' });
  const making: Making = {
    evening,
    rows,
    language,
    t: (ru, en) => said(language, ru, en),
    at: (moment) => (moment === null ? '' : clock.format(typeof moment === 'string' ? Date.parse(moment) : moment)),
  };
  const data = dataOf(making);
  const line = (key: string, ...parts: readonly string[]): SheetLine => ({
    key,
    text: parts.filter((part) => part !== '').join(' · '),
  });
  const title = `${said(language, 'Рапорт', 'Show report')}: ${production?.title ?? event.title}`;
  return {
    title: `${title}, ${formDay(event.date, language)}`.slice(0, 255),
    subject: { table: 'schedule_events', id: event.id },
    data,
    lines: [
      ...data.facts.map(([name, value]) => line(`fact/${name}`, name, value)),
      ...data.times.map((cells) => line(`time/${cells[0] ?? ''}`, ...cells)),
      ...(data.summary === '' ? [] : [line('summary', data.summary.slice(0, 500))]),
      ...evening.notes.map((note) => line(note.id, making.at(note.at), withThing(note).slice(0, 500))),
    ],
    pictures: [],
  };
}

/** Null where the event is not there. */
export function showReport(
  context: Pick<QueryContext, 'replica' | 'author' | 'now'>,
  eventId: string,
  language: Language,
): GatheredSheet | null {
  const evening = readEvening(context, eventId);
  if (evening === null) return null;
  const { production } = evening;
  return reportSheet(evening, production === null ? [] : scenesOf(context.replica, production.id), language);
}
