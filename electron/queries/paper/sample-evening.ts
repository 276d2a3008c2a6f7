/** An evening that never was, for whoever looks at the form of its report. */
import type { Evening, EveningNote } from '../../../shared/features/show/queries.ts';
import type { Language } from '../../../shared/i18n/language.ts';
import type { SheetScene } from '../../../shared/rules/run-sheet-view.ts';
import { said } from './pieces.ts';

const idOf = (number: number): string => `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`;

/** Two acts of one scene each. */
export const sampleScenes: readonly SheetScene[] = [1, 2].map((act) => ({
  id: idOf(act),
  act,
  number: `${String(act)}.1`,
  title: null,
  place: null,
  duration_minutes: 45,
  note: null,
  rank: `a${String(act)}`,
}));

function notesOf(day: string, language: Language): EveningNote[] {
  const note = (number: number, more: Partial<EveningNote>): EveningNote => ({
    id: idOf(10 + number),
    kind: 'note',
    severity: 'info',
    text: '',
    departmentId: null,
    at: `${day}T16:${String(20 + number)}:00.000Z`,
    scene: '1.1',
    thing: null,
    task: null,
    fault: null,
    isAddendum: false,
    by: said(language, 'Белова Наталья', 'N. Belova'),
    isPending: false,
    photos: [],
    ...more,
  });
  return [
    note(1, { kind: 'incident', severity: 'major', text: said(language, 'Заклинило дверь', 'The door jammed') }),
    note(2, { departmentId: idOf(5), text: said(language, 'Q 31 гаснет слишком ровно', 'Q 31 fades too evenly') }),
    note(3, { isAddendum: true, text: said(language, 'Дверь исправлена', 'The door was mended') }),
  ];
}

/** The evening; `day` is its day. */
export function sampleEvening(day: string, language: Language): Evening {
  const at = (time: string): string => `${day}T${time}:00.000Z`;
  const title = said(language, 'Чайка', 'The Seagull');
  return {
    event: {
      id: idOf(3),
      title,
      date: day,
      type: 'performance',
      status: 'completed',
      venue: said(language, 'Основная сцена', 'Main stage'),
      zone: 'Europe/Moscow',
      call: null,
      ready: null,
      start: Date.parse(at('16:00')),
      end: null,
    },
    production: { id: idOf(4), title, isArchived: false, intermissions: 1 },
    variant: null,
    phase: 'after',
    currentSceneId: null,
    sceneSince: null,
    ready: { at: at('15:41'), by: said(language, 'Белова Наталья', 'N. Belova'), reason: null },
    times: [
      { part: 'act', number: 1, startedAt: at('16:04'), endedAt: at('16:50'), note: null, isCorrected: false },
      { part: 'interval', number: 1, startedAt: at('16:50'), endedAt: at('17:12'), note: null, isCorrected: false },
      { part: 'act', number: 2, startedAt: at('17:12'), endedAt: at('17:58'), note: null, isCorrected: false },
      { part: 'curtain', number: 1, startedAt: at('17:58'), endedAt: null, note: null, isCorrected: false },
    ],
    lists: [],
    departments: [{ id: idOf(5), name: said(language, 'Свет', 'Light'), code: 'light' }],
    calls: [
      {
        id: idOf(6),
        function: said(language, 'осветитель', 'light'),
        employee: said(language, 'Игнатьева Елена', 'E. Ignatieva'),
        departmentId: idOf(5),
        answer: 'confirmed',
        callTime: null,
      },
    ],
    notes: notesOf(day, language),
    report: {
      isSigned: true,
      attendance: 412,
      summary: said(language, 'Спектакль прошёл ровно.', 'An even evening.'),
      signedAt: at('18:30'),
      signedBy: said(language, 'Белова Наталья', 'N. Belova'),
      alsoSigned: [],
      isPending: false,
    },
    asOf: at('19:00'),
    me: { employeeId: null, departmentIds: [] },
  };
}
