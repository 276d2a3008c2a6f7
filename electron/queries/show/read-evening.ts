/** What an evening is made of, as the replica holds it. */
import type {
  EveningCall,
  EveningItem,
  EveningList,
  EveningMark,
  EveningNote,
} from '../../../shared/features/show/queries.ts';
import type { FileView } from '../../../shared/ipc/file-contract.ts';
import type { Reading } from '../../replica/reading.ts';
import { FILE_COLUMNS, type FileRow, fileJoin, fileView, pendingSql } from '../file-view.ts';

/** An event as it lies in the table, with the names that are said of it. */
export interface EventRow {
  readonly id: string;
  readonly title: string;
  readonly event_date: string;
  readonly call_time: string | null;
  readonly stage_ready_time: string | null;
  readonly start_time: string | null;
  readonly end_time: string | null;
  readonly event_type: 'performance';
  readonly status: 'planned';
  readonly venue: string | null;
  readonly zone: string | null;
  readonly theaterZone: string;
  readonly performanceId: string | null;
  readonly performance: string;
  readonly performanceStatus: string;
  readonly intermissions: number | null;
  readonly variantId: string | null;
  readonly variant: string;
}

/** Columns and joins of an `EventRow`. */
const EVENT = `SELECT s.id, s.title, s.event_date, s.call_time, s.stage_ready_time, s.start_time, s.end_time,
    s.event_type, s.status, coalesce(v.name, s.tour_venue_name, s.venue_text) AS venue, v.timezone AS zone,
    (SELECT timezone FROM theaters LIMIT 1) AS theaterZone, p.id AS performanceId, p.title AS performance,
    p.status AS performanceStatus, p.intermissions, r.id AS variantId, r.name AS variant
  FROM schedule_events s LEFT JOIN venues v ON v.id = s.venue_id LEFT JOIN performances p ON p.id = s.performance_id
  LEFT JOIN performance_variants r ON r.id = s.variant_id AND r.deleted_at IS NULL`;

/** Undefined where it is not there. */
export const eventOf = (replica: Reading, eventId: string): EventRow | undefined =>
  replica.prepared<[string], EventRow>(`${EVENT} WHERE s.id = ? AND s.deleted_at IS NULL`).get(eventId);

/** Events of some days, with how far their evenings are; by `ix_schedule_events_theater_id_event_date`. */
export const eventsOn = (
  replica: Reading,
  from: string,
  to: string,
): readonly (EventRow & { phase: string | null })[] =>
  replica
    .prepared<[string, string], EventRow & { phase: string | null }>(
      `SELECT e.*, n.phase FROM (${EVENT} WHERE s.theater_id = (SELECT id FROM theaters LIMIT 1)
          AND s.event_date BETWEEN ? AND ? AND s.deleted_at IS NULL
          AND s.status IN ('planned', 'confirmed', 'in_progress', 'completed')) e
        LEFT JOIN show_runs n ON n.event_id = e.id ORDER BY e.event_date, e.start_time, e.id`,
    )
    .all(from, to);

type ItemRow = Omit<EveningItem, 'isCritical' | 'thing' | 'fault' | 'mark'> & {
  readonly listId: string;
  readonly critical: number;
  readonly thingId: string | null;
  readonly thing: string;
  readonly thingNumber: string;
  readonly faultId: string | null;
  readonly markId: string | null;
  readonly done: number;
  readonly doneBy: string | null;
  readonly doneAt: string | null;
  readonly markNote: string | null;
  readonly pending: number;
};

/** Lines of all checklists of a production, with this evening's marks. */
export const ITEMS = `SELECT i.checklist_id AS listId, i.id, i.title, i.note, i.is_critical AS critical,
    e.full_name AS responsible, t.id AS thingId, t.name AS thing, t.inventory_number AS thingNumber,
    (SELECT f.id FROM faults f WHERE f.inventory_item_id = t.id AND f.deleted_at IS NULL
      AND f.status IN ('open', 'in_repair') ORDER BY f.created_at DESC LIMIT 1) AS faultId,
    m.id AS markId, m.is_done AS done, m.done_by_name AS doneBy, m.done_at AS doneAt, m.note AS markNote,
    ${pendingSql('m.id')} AS pending
  FROM performance_checklists c JOIN checklist_items i ON i.checklist_id = c.id AND i.deleted_at IS NULL
  LEFT JOIN employees e ON e.id = i.responsible_id
  LEFT JOIN inventory_items t ON t.id = i.inventory_item_id AND t.deleted_at IS NULL
  LEFT JOIN checklist_marks m ON m.checklist_item_id = i.id AND m.event_id = ?
  WHERE c.performance_id = ? AND c.deleted_at IS NULL ORDER BY i.sort_order, i.id`;

/** What the history says of marks: whether somebody said the same again, and who wrote the note. */
function historyOf(
  replica: Reading,
  markIds: readonly string[],
): ReadonlyMap<string, { isTwice: boolean; noteBy: string }> {
  const lines = replica
    .prepared<[string], { id: string; action: string; actor: string; noted: number }>(
      `SELECT l.entity_id AS id, l.action, l.actor_name AS actor,
          json_type(l.changes, '$.note') IS NOT NULL AS noted
        FROM activity_log l WHERE l.entity_type = 'checklist_marks'
          AND l.entity_id IN (SELECT value FROM json_each(?)) ORDER BY l.occurred_at, l.id`,
    )
    .all(JSON.stringify(markIds));
  const found = new Map<string, { isTwice: boolean; noteBy: string }>();
  for (const { id, action, actor, noted } of lines) {
    const before = found.get(id) ?? { isTwice: false, noteBy: '' };
    found.set(id, {
      isTwice: before.isTwice || action.endsWith(':again'),
      noteBy: noted === 1 ? actor : before.noteBy,
    });
  }
  return found;
}

/** Files that hang on rows of a table, by their rows. */
function photosOf(replica: Reading, table: string, ids: readonly string[]): ReadonlyMap<string, readonly FileView[]> {
  const rows = replica
    .prepared<[string, string], FileRow & { entity: string }>(
      `SELECT a.entity_id AS entity, ${FILE_COLUMNS} FROM attachments a ${fileJoin('a.file_id')}
        WHERE a.entity_table = ? AND a.entity_id IN (SELECT value FROM json_each(?)) AND a.deleted_at IS NULL
        ORDER BY a.created_at, a.id`,
    )
    .all(table, JSON.stringify(ids));
  const files = rows.flatMap((row) => {
    const file = fileView(row);
    return file === null ? [] : [{ entity: row.entity, file }];
  });
  return new Map([...Map.groupBy(files, ({ entity }) => entity)].map(([id, of]) => [id, of.map(({ file }) => file)]));
}

interface FaultRow {
  readonly id: string;
  readonly title: string;
  readonly by: string | null;
  readonly at: string;
}

/** Checklists of a production in a variant, in their order, with this evening's marks. */
export function listsOf(
  replica: Reading,
  { id: eventId, performanceId, variantId }: Pick<EventRow, 'id' | 'performanceId' | 'variantId'>,
): readonly EveningList[] {
  if (performanceId === null) return [];
  const lists = replica
    .prepared<[string, string | null], Omit<EveningList, 'items'>>(
      `SELECT id, name, phase, department_id AS departmentId FROM performance_checklists
        WHERE performance_id = ? AND deleted_at IS NULL AND (variant_id IS NULL OR variant_id = ?)
        ORDER BY sort_order, name, id`,
    )
    .all(performanceId, variantId);
  const rows = replica.prepared<[string, string], ItemRow>(ITEMS).all(eventId, performanceId);
  const markIds = rows.flatMap(({ markId }) => (markId === null ? [] : [markId]));
  const history = historyOf(replica, markIds);
  const photos = photosOf(replica, 'checklist_marks', markIds);
  const faults = new Map(
    replica
      .prepared<[string], FaultRow>(
        `SELECT id, title, reported_by_name AS "by", created_at AS at FROM faults
          WHERE id IN (SELECT value FROM json_each(?))`,
      )
      .all(JSON.stringify(rows.flatMap(({ faultId }) => (faultId === null ? [] : [faultId]))))
      .map((fault) => [fault.id, fault]),
  );
  const items = Map.groupBy(rows, ({ listId }) => listId);
  return lists.map((list) => ({
    ...list,
    items: (items.get(list.id) ?? []).map((row) => itemOf(row, markOf(row, history, photos), faults)),
  }));
}

const itemOf = (row: ItemRow, mark: EveningMark | null, faults: ReadonlyMap<string, FaultRow>): EveningItem => ({
  id: row.id,
  title: row.title,
  note: row.note,
  isCritical: row.critical === 1,
  responsible: row.responsible,
  thing: row.thingId === null ? null : { id: row.thingId, name: row.thing, number: row.thingNumber },
  fault: faults.get(row.faultId ?? '') ?? null,
  mark,
});

function markOf(
  row: ItemRow,
  history: ReturnType<typeof historyOf>,
  photos: ReturnType<typeof photosOf>,
): EveningMark | null {
  if (row.markId === null) return null;
  const told = history.get(row.markId);
  return {
    isDone: row.done === 1,
    by: row.doneBy,
    at: row.doneAt,
    note: row.markNote,
    noteBy: row.markNote === null || told === undefined || told.noteBy === '' ? null : told.noteBy,
    isPending: row.pending === 1,
    isTwice: row.done === 1 && told?.isTwice === true,
    photos: photos.get(row.markId) ?? [],
  };
}

type NoteRow = Omit<EveningNote, 'thing' | 'task' | 'fault' | 'isAddendum' | 'isPending' | 'photos'> & {
  readonly thingId: string | null;
  readonly thing: string;
  readonly taskId: string | null;
  readonly task: string;
  readonly taskStatus: string;
  readonly faultId: string | null;
  readonly fault: string;
  readonly faultStatus: string;
  readonly addendum: number;
  readonly pending: number;
};

/** Notes of an evening in the order in which they happened. */
export function notesOf(replica: Reading, eventId: string): readonly EveningNote[] {
  const rows = replica
    .prepared<[string], NoteRow>(
      `SELECT n.id, n.kind, n.severity, n.text, n.department_id AS departmentId, n.occurred_at AS at,
          CASE WHEN c.id IS NULL THEN NULL ELSE c.number || coalesce(' ' || c.title, '') END AS scene,
          t.id AS thingId, t.name AS thing, k.id AS taskId, k.title AS task, k.status AS taskStatus,
          f.id AS faultId, f.title AS fault, f.status AS faultStatus, n.is_addendum AS addendum,
          n.author_name AS "by", ${pendingSql('n.id')} AS pending
        FROM show_notes n LEFT JOIN scenes c ON c.id = n.scene_id
        LEFT JOIN inventory_items t ON t.id = n.inventory_item_id
        LEFT JOIN tasks k ON k.id = n.task_id LEFT JOIN faults f ON f.id = n.fault_id
        WHERE n.event_id = ? AND n.deleted_at IS NULL ORDER BY coalesce(n.occurred_at, n.created_at), n.id`,
    )
    .all(eventId);
  const photos = photosOf(
    replica,
    'show_notes',
    rows.map(({ id }) => id),
  );
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    severity: row.severity,
    text: row.text,
    departmentId: row.departmentId,
    at: row.at,
    scene: row.scene,
    by: row.by,
    thing: row.thingId === null ? null : { id: row.thingId, name: row.thing },
    task: row.taskId === null ? null : { id: row.taskId, title: row.task, status: row.taskStatus },
    fault: row.faultId === null ? null : { id: row.faultId, title: row.fault, status: row.faultStatus },
    isAddendum: row.addendum === 1,
    isPending: row.pending === 1,
    photos: photos.get(row.id) ?? [],
  }));
}

/** Who is called, by department and function. */
export const callsOf = (replica: Reading, eventId: string): readonly EveningCall[] =>
  replica
    .prepared<[string], EveningCall>(
      `SELECT c.id, c.function, e.full_name AS employee, coalesce(c.department_id, e.department_id) AS departmentId,
          c.answer, c.call_time AS callTime
        FROM event_calls c LEFT JOIN employees e ON e.id = c.employee_id
        WHERE c.event_id = ? AND c.deleted_at IS NULL ORDER BY c.function, e.full_name, c.id`,
    )
    .all(eventId);

/** The last moment at which somebody turned to the scene that is on. */
export function sceneSinceOf(replica: Reading, runId: string): string | null {
  const row = replica
    .prepared<[string], { at: string }>(
      `SELECT occurred_at AS at FROM activity_log WHERE entity_type = 'show_runs' AND entity_id = ?
        AND json_type(changes, '$.current_scene_id') IS NOT NULL ORDER BY recorded_at DESC, id DESC LIMIT 1`,
    )
    .get(runId);
  return row?.at ?? null;
}

/** Whoever looks, as an employee, and the departments that they belong to or head. */
export function selfOf(
  replica: Reading,
  userId: string,
): { employeeId: string | null; departmentIds: readonly string[] } {
  const employee = replica
    .prepared<[string], { id: string; departmentId: string | null }>(
      'SELECT id, department_id AS departmentId FROM employees WHERE user_id = ? AND deleted_at IS NULL',
    )
    .get(userId);
  const others = replica
    .prepared<[string, string], { id: string }>(
      `SELECT d.id FROM departments d WHERE d.deleted_at IS NULL AND (d.head_id = ?
        OR d.id = (SELECT department_id FROM users WHERE id = ?)) ORDER BY d.id`,
    )
    .all(userId, userId);
  const own = employee?.departmentId ?? null;
  const ids = new Set([...(own === null ? [] : [own]), ...others.map(({ id }) => id)]);
  return { employeeId: employee?.id ?? null, departmentIds: [...ids] };
}
