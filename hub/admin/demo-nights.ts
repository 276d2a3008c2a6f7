/** Evenings of the demo theatre as rows: reports that are signed, faults, and what is marked tonight. */
import { chayka } from './demo-chayka.ts';
import { type DemoEvening, type DemoNote, demoFaults, evenings } from './demo-evening.ts';
import { showOf } from './demo-month.ts';
import { pointId, sceneId } from './demo-productions.ts';
import { seasonReports } from './demo-season.ts';
import type { Stage } from './demo-stage.ts';

/** Adds what evenings left behind, and half of tonight's marks. */
export async function addNights(stage: Stage): Promise<void> {
  await addFaults(stage);
  for (const evening of [...evenings, ...seasonReports]) await addReport(stage, evening);
  await addTonightsMarks(stage);
}

const faultId = (stage: Stage, key: string): string => stage.context.id('fault', key);

async function addFaults(stage: Stage): Promise<void> {
  await stage.insert(
    'faults',
    demoFaults.map((fault) => {
      const reported = stage.moment(fault.day, '22:20');
      const event = evenings.find(({ notes }) => notes.some((note) => note.fault === fault.key));
      return {
        id: faultId(stage, fault.key),
        inventory_item_id: stage.thing(fault.thing) ?? null,
        performance_id: fault.production === null ? null : stage.production(fault.production),
        event_id: event === undefined ? null : showOf(stage, event.day),
        title: fault.title,
        description: fault.description,
        severity: fault.severity,
        status: fault.status,
        reported_by_name: stage.person(fault.by)?.name ?? null,
        cost: fault.cost ?? null,
        fixed_at: fault.status === 'fixed' ? stage.moment(fault.day + 1, '14:00') : null,
        created_at: reported,
        updated_at: reported,
        created_by_id: stage.person(fault.by)?.userId ?? null,
      };
    }),
  );
}

async function addReport(stage: Stage, evening: DemoEvening): Promise<void> {
  const { context } = stage;
  const eventId = showOf(stage, evening.day);
  const keeper = stage.person('stageManager');
  const by = { id: keeper?.userId ?? null, name: keeper?.name ?? null };
  const key = String(evening.day);
  const moment = (time: string): string => stage.moment(evening.day, time);
  await stage.insert('show_runs', [
    {
      id: context.id('run', key),
      event_id: eventId,
      phase: 'after',
      current_scene_id: null,
      ready_at: moment('18:52'),
      ready_by_id: by.id,
      ready_by_name: by.name,
    },
  ]);
  await stage.insert(
    'show_timings',
    evening.parts.map(([part, number, began, ended]) => ({
      id: context.id('timing', key, part, String(number)),
      event_id: eventId,
      part,
      number,
      started_at: moment(began),
      ended_at: ended === null ? null : moment(ended),
    })),
  );
  await stage.insert('show_reports', [
    {
      id: context.id('report', key),
      event_id: eventId,
      status: 'signed',
      attendance: evening.attendance,
      summary: evening.summary,
      signed_at: moment('22:31'),
      signed_by_id: by.id,
      signed_by_name: by.name,
      created_at: moment('19:00'),
      updated_at: moment('22:31'),
      created_by_id: by.id,
    },
  ]);
  await stage.insert(
    'show_notes',
    evening.notes.map((note, index) => noteRow(stage, evening, note, index)),
  );
}

function noteRow(
  stage: Stage,
  evening: DemoEvening,
  note: DemoNote,
  index: number,
): Record<string, string | boolean | null> {
  const keeper = stage.person('stageManager');
  const at = stage.moment(evening.day, note.at ?? '22:15');
  return {
    id: stage.context.id('note', String(evening.day), String(index)),
    event_id: showOf(stage, evening.day),
    department_id: stage.department(note.department ?? null),
    kind: note.kind,
    severity: note.severity,
    text: note.text,
    occurred_at: note.at === undefined ? null : at,
    scene_id: note.scene === undefined ? null : sceneId(stage, evening.production, note.scene),
    inventory_item_id: stage.thing(note.thing) ?? null,
    fault_id: note.fault === undefined ? null : faultId(stage, note.fault),
    is_addendum: false,
    author_name: keeper?.name ?? null,
    created_at: at,
    updated_at: at,
    created_by_id: keeper?.userId ?? null,
  };
}

/** Who answers for a point has an account, or their head marks it. */
const MARKERS: Readonly<Record<string, string>> = { light: 'light', sound: 'sound', machinery: 'machinist' };
const MARK_EVERY_MS = 2 * 60_000;

/** Half of what is to be checked before tonight's curtain, a few minutes ago; what holds it back is open. */
async function addTonightsMarks(stage: Stage): Promise<void> {
  const open = new Set(['Штанкет 7: стопор проверен под нагрузкой', 'Револьвер: два холостых, проверены вдвоём']);
  const eventId = showOf(stage, 0);
  const points = chayka.checklists
    .filter(({ phase }) => phase === 'pre_show')
    .flatMap((list) =>
      list.points
        .filter(({ title }) => !open.has(title))
        .slice(0, Math.ceil(list.points.length / 2))
        .map((point) => ({ list, point })),
    );
  const start = Date.parse(stage.context.at) - points.length * MARK_EVERY_MS;
  await stage.insert(
    'checklist_marks',
    points.map(({ list, point }, index) => {
      const marker = stage.person(MARKERS[list.department ?? ''] ?? 'stageManager');
      return {
        id: stage.context.id('mark', list.name, point.title),
        checklist_item_id: pointId(stage, chayka.title, list.name, point.title),
        event_id: eventId,
        is_done: true,
        done_by_id: marker?.userId ?? null,
        done_by_name: marker?.name ?? null,
        done_at: new Date(start + index * MARK_EVERY_MS).toISOString(),
      };
    }),
  );
}
