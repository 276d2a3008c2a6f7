/** A show's evening: all that its screen needs at once, and what is played today. */
import type { Evening, EveningTonight, HouseChecklist } from '../../../shared/features/show/queries.ts';
import * as declared from '../../../shared/features/show/queries.ts';
import type { EveningTime } from '../../../shared/rules/evening.ts';
import { alsoSigned, hasEvening, type ShowPhase } from '../../../shared/rules/evening-rows.ts';
import { dayAfter, eventMoments, zoneOf } from '../../../shared/rules/event-time.ts';
import type { Reading } from '../../replica/reading.ts';
import { implement, type QueryContext, type WatchedTable } from '../define-query.ts';
import { FILE_TABLES, pendingSql } from '../file-view.ts';
import { callsOf, type EventRow, eventOf, eventsOn, listsOf, notesOf, sceneSinceOf, selfOf } from './read-evening.ts';

/** What an evening looks at. */
export const EVENING_TABLES = [
  'schedule_events',
  'venues',
  'theaters',
  'performances',
  'performance_variants',
  'performance_checklists',
  'checklist_items',
  'checklist_marks',
  'employees',
  'users',
  'departments',
  'inventory_items',
  'faults',
  'tasks',
  'scenes',
  'show_runs',
  'show_timings',
  'show_reports',
  'show_notes',
  'event_calls',
  'attachments',
  'activity_log',
  'outbox',
  ...FILE_TABLES,
] as const satisfies readonly WatchedTable[];

interface RunRow {
  readonly id: string;
  readonly phase: ShowPhase;
  readonly sceneId: string | null;
  readonly readyAt: string | null;
  readonly readyBy: string | null;
  readonly reason: string | null;
}

/** When the parts of an evening began and ended. */
export function timesOf(replica: Reading, eventId: string): Evening['times'] {
  type Stored = EveningTime & { readonly note: string | null; readonly corrected: number };
  return replica
    .prepared<[string], Stored>(
      `SELECT part, number, started_at AS startedAt, ended_at AS endedAt, note, is_corrected AS corrected
        FROM show_timings WHERE event_id = ? ORDER BY coalesce(started_at, ended_at), part, number`,
    )
    .all(eventId)
    .map(({ corrected, ...time }) => ({ ...time, isCorrected: corrected === 1 }));
}

function reportOf(replica: Reading, eventId: string): Evening['report'] {
  type Stored = Omit<NonNullable<Evening['report']>, 'isSigned' | 'isPending' | 'alsoSigned'> & {
    readonly status: string;
    readonly also: string;
    readonly pending: number;
  };
  const row = replica
    .prepared<[string], Stored>(
      `SELECT r.status, r.attendance, r.summary, r.signed_at AS signedAt, r.signed_by_name AS signedBy,
          r.also_signed AS also, ${pendingSql('r.id')} AS pending
        FROM show_reports r WHERE r.event_id = ? AND r.deleted_at IS NULL`,
    )
    .get(eventId);
  if (row === undefined) return null;
  const { status, pending, also, ...report } = row;
  return {
    ...report,
    isSigned: status === 'signed',
    isPending: pending === 1,
    alsoSigned: alsoSigned(JSON.parse(also)),
  };
}

/** When an event is, as a screen says it: what nobody set is null. */
export function momentsOf(event: EventRow): Pick<Evening['event'], 'zone' | 'call' | 'ready' | 'start' | 'end'> {
  const zone = zoneOf(event.zone, event.theaterZone);
  const at = eventMoments(event, zone);
  return {
    zone,
    call: at.call,
    ready: at.ready,
    start: at.isWholeDay ? null : at.start,
    end: at.isEndAssumed || at.isWholeDay ? null : at.end,
  };
}

/** An evening; null where the event is not there. */
export function readEvening(
  { replica, author, now }: Pick<QueryContext, 'replica' | 'author' | 'now'>,
  eventId: string,
): Evening | null {
  const event = eventOf(replica, eventId);
  if (event === undefined) return null;
  const run = replica
    .prepared<[string], RunRow>(
      `SELECT id, phase, current_scene_id AS sceneId, ready_at AS readyAt, ready_by_name AS readyBy,
          override_reason AS reason FROM show_runs WHERE event_id = ?`,
    )
    .get(eventId);
  const { id, title, event_date: date, event_type: type, status, venue } = event;
  return {
    event: { id, title, date, type, status, venue, ...momentsOf(event) },
    production:
      event.performanceId === null
        ? null
        : {
            id: event.performanceId,
            title: event.performance,
            isArchived: event.performanceStatus === 'archived',
            intermissions: event.intermissions,
          },
    variant: event.variantId === null ? null : { id: event.variantId, name: event.variant },
    phase: run?.phase ?? 'before',
    currentSceneId: run?.sceneId ?? null,
    sceneSince: run === undefined || run.sceneId === null ? null : sceneSinceOf(replica, run.id),
    ready: run === undefined || run.readyAt === null ? null : { at: run.readyAt, by: run.readyBy, reason: run.reason },
    times: timesOf(replica, eventId),
    lists: listsOf(replica, event),
    departments: replica
      .prepared<[], { id: string; name: string; code: string }>(
        'SELECT id, name, code FROM departments WHERE deleted_at IS NULL ORDER BY name, id',
      )
      .all(),
    calls: callsOf(replica, eventId),
    notes: notesOf(replica, eventId),
    report: reportOf(replica, eventId),
    asOf: now.toISOString(),
    me: author === undefined ? { employeeId: null, departmentIds: [] } : selfOf(replica, author.userId),
  };
}

export const showEvening = implement(declared.showEvening, {
  tables: EVENING_TABLES,
  run: async (context, { eventId }) => readEvening(context, eventId),
});

export const showTonight = implement(declared.showTonight, {
  tables: ['schedule_events', 'venues', 'theaters', 'performances', 'performance_variants', 'show_runs'],
  run: async ({ replica, today }): Promise<readonly EveningTonight[]> =>
    eveningsOn(replica, today).map(({ tonight }) => tonight),
});

/** What is played on a day, with what of the night before goes on. */
export const eveningsOn = (
  replica: Reading,
  today: string,
): readonly { readonly event: EventRow; readonly tonight: EveningTonight }[] =>
  eventsOn(replica, dayAfter(today, -1), today)
    .filter(
      ({ event_date: date, event_type: type, phase }) =>
        phase === 'during' || (date === today && (phase !== null || hasEvening(type))),
    )
    .map((event) => ({
      event,
      tonight: {
        eventId: event.id,
        title: event.title,
        venue: event.venue,
        date: event.event_date,
        phase: (event.phase ?? 'before') as ShowPhase,
        zone: zoneOf(event.zone, event.theaterZone),
        start: momentsOf(event).start,
      },
    }));

export const houseChecklists = implement(declared.houseChecklists, {
  tables: ['performance_checklists', 'checklist_items'],
  run: async ({ replica }): Promise<readonly HouseChecklist[]> =>
    replica
      .prepared<[], HouseChecklist>(
        `SELECT c.id, c.name, c.phase, c.department_id AS departmentId,
            (SELECT count(*) FROM checklist_items i WHERE i.checklist_id = c.id AND i.deleted_at IS NULL) AS lines
          FROM performance_checklists c WHERE c.performance_id IS NULL AND c.deleted_at IS NULL
          ORDER BY c.phase, c.sort_order, c.name, c.id`,
      )
      .all(),
});
