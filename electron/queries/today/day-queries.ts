/** The day at the theatre: what is where, what is played tonight, how far its checklists are. */
import type { DepartmentCount, HeldBy, TodayDay, TodaysEvening } from '../../../shared/features/today/queries.ts';
import * as declared from '../../../shared/features/today/queries.ts';
import { actsOf, planOf } from '../../../shared/rules/evening.ts';
import { BEFORE_PHASES, eveningTypes, hasEvening } from '../../../shared/rules/evening-rows.ts';
import { dayAfter } from '../../../shared/rules/event-time.ts';
import { readPublished } from '../../../shared/rules/publication.ts';
import type { Reading } from '../../replica/reading.ts';
import { implement, type QueryContext } from '../define-query.ts';
import { scenesOf } from '../run-sheet/read-sheet.ts';
import { theaterOf } from '../schedule/plan.ts';
import { RANGE_TABLES, readRange, seesPlan } from '../schedule/range.ts';
import { eveningsOn, momentsOf, timesOf } from '../show/evening-queries.ts';
import type { EventRow } from '../show/read-evening.ts';

interface LineRow {
  readonly id: string;
  readonly title: string;
  readonly responsible: string | null;
  readonly departmentId: string | null;
  readonly name: string | null;
  readonly code: string | null;
  readonly critical: number;
  readonly done: number;
}

/** Lines of the checklists before an evening, by department. */
const LINES = `SELECT i.id, i.title, e.full_name AS responsible, d.id AS departmentId, d.name, d.code,
    i.is_critical AS critical, coalesce(m.is_done, 0) AS done
  FROM performance_checklists c JOIN checklist_items i ON i.checklist_id = c.id AND i.deleted_at IS NULL
  LEFT JOIN departments d ON d.id = c.department_id AND d.deleted_at IS NULL
  LEFT JOIN employees e ON e.id = i.responsible_id
  LEFT JOIN checklist_marks m ON m.checklist_item_id = i.id AND m.event_id = @event
  WHERE c.performance_id = @performance AND c.deleted_at IS NULL AND (c.variant_id IS NULL OR c.variant_id = @variant)
    AND c.phase IN (SELECT value FROM json_each(@phases))
  ORDER BY d.name, d.id, c.sort_order, c.id, i.sort_order, i.id`;

/** How far an evening's checklists are, and which lines hold it back. */
export function readiness(
  replica: Reading,
  event: Pick<EventRow, 'id' | 'performanceId' | 'variantId'>,
): { readonly departments: readonly DepartmentCount[]; readonly holds: readonly HeldBy[] } {
  if (event.performanceId === null) return { departments: [], holds: [] };
  const lines = replica.prepared<[Readonly<Record<string, string | null>>], LineRow>(LINES).all({
    event: event.id,
    performance: event.performanceId,
    variant: event.variantId,
    phases: JSON.stringify(BEFORE_PHASES),
  });
  const isHeld = ({ critical, done }: LineRow): boolean => critical === 1 && done === 0;
  const departments = [...Map.groupBy(lines, ({ departmentId }) => departmentId)].map(([departmentId, own]) => ({
    departmentId,
    name: own[0]?.name ?? null,
    code: own[0]?.code ?? '',
    done: own.filter(({ done }) => done === 1).length,
    total: own.length,
    critical: own.filter(isHeld).length,
  }));
  const holds = lines.filter(isHeld).map(({ id, title, responsible }) => ({ id, title, responsible }));
  return { departments, holds };
}

/** Acts and intervals of an evening: without scenes, as many as its intervals say. */
function partsOf(replica: Reading, event: EventRow, start: number | null): TodaysEvening['parts'] {
  const { id, performanceId, intermissions } = event;
  const acts = actsOf(performanceId === null ? [] : scenesOf(replica, performanceId), intermissions);
  return planOf(timesOf(replica, id), acts, { start, intermissions });
}

/** The first evening after a day: of the plan, or of what was told. */
function nextAfter({ replica, author }: QueryContext, day: string): TodayDay['next'] {
  type Next = NonNullable<TodayDay['next']>;
  if (seesPlan(author))
    return (
      replica
        .prepared<[string, string, string], Next>(
          `SELECT id, title, event_date AS date, substr(start_time, 1, 5) AS start FROM schedule_events
            WHERE theater_id = ? AND event_date > ? AND deleted_at IS NULL AND status IN ('planned', 'confirmed')
              AND event_type IN (SELECT value FROM json_each(?)) ORDER BY event_date, start_time, id LIMIT 1`,
        )
        .get(theaterOf(replica), day, JSON.stringify(eveningTypes())) ?? null
    );
  const told = replica
    .prepared<[string], { id: string; content: string }>(
      `SELECT event_id AS id, content FROM event_publications WHERE event_date > ? AND is_withdrawn = 0
        ORDER BY event_date, event_id LIMIT 100`,
    )
    .all(day);
  const evenings = told.flatMap(({ id, content }): Next[] => {
    const event = readPublished(JSON.parse(content));
    if (event === undefined || !hasEvening(event.type) || event.status === 'cancelled') return [];
    return [{ id, title: event.title, date: event.date, start: event.start?.slice(0, 5) ?? null }];
  });
  return evenings.toSorted((a, b) => keyOf(a).localeCompare(keyOf(b), 'en'))[0] ?? null;
}

const keyOf = ({ date, start, id }: { date: string; start: string | null; id: string }): string =>
  `${date} ${start ?? ''} ${id}`;

const IS_OFF: ReadonlySet<string> = new Set(['cancelled', 'postponed']);

export const todayDay = implement(declared.todayDay, {
  tables: [
    ...RANGE_TABLES,
    'performance_checklists',
    'checklist_items',
    'checklist_marks',
    'departments',
    'show_runs',
    'show_timings',
    'scenes',
  ],
  run: async (context): Promise<TodayDay> => {
    const { replica, today } = context;
    const tomorrow = dayAfter(today, 1);
    const range = await readRange(context, { from: dayAfter(today, -1), to: tomorrow, employeeId: null });
    const events = range.events.filter(
      ({ date, endsAt, status, state }) =>
        !IS_OFF.has(status) && state !== 'withdrawn' && (date >= today || endsAt > range.now),
    );
    const evenings = eveningsOn(replica, today).map(({ event, tonight }): TodaysEvening => {
      const { call, ready, end } = momentsOf(event);
      const parts = partsOf(replica, event, tonight.start);
      return { ...tonight, call, ready, end, ...readiness(replica, event), parts };
    });
    return {
      now: range.now,
      today,
      tomorrow,
      zone: range.zone,
      venues: range.venues,
      events,
      evenings,
      next: nextAfter(context, today),
    };
  },
});
