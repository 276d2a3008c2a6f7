/** What is not as it has to be today or tomorrow. */
import type { Problem, ProblemEvent } from '../../../shared/features/today/queries.ts';
import * as declared from '../../../shared/features/today/queries.ts';
import { daysAround } from '../../../shared/rules/collisions.ts';
import { dayAfter } from '../../../shared/rules/event-time.ts';
import { can } from '../../../shared/rules/permissions.ts';
import type { Reading } from '../../replica/reading.ts';
import { implement, type QueryContext } from '../define-query.ts';
import { inWords, placeIn } from '../schedule/collision-words.ts';
import { PLAN_TABLES, planOf, theaterOf, venuesOf } from '../schedule/plan.ts';
import { seesPlan } from '../schedule/range.ts';
import { eveningsOn } from '../show/evening-queries.ts';
import { readiness } from './day-queries.ts';

/** Rest is looked for so many hours around an event at most, and a half. */
const REST_HOURS = 12;
/** Nobody reads more of one kind. */
const MOST_FAULTS = 20;

/** Collisions of today and tomorrow, each pair once. */
async function collisions({ replica, today }: QueryContext): Promise<readonly Problem[]> {
  const tomorrow = dayAfter(today, 1);
  const around = daysAround(REST_HOURS);
  const plan = await planOf(replica, dayAfter(today, -around), dayAfter(tomorrow, around));
  const seen = new Set<string>();
  const found = [...plan.events.values()].flatMap((event) => {
    if (event.event_date < today || event.event_date > tomorrow || event.status === 'completed') return [];
    return plan.index.collisionsOf(event).flatMap((collision) => {
      // A thing that is short is short for all who need it that day: said once.
      const key =
        collision.itemId === null
          ? [collision.code, ...[event.id, ...collision.others].toSorted()].join()
          : [collision.code, collision.itemId, event.event_date].join();
      if (seen.has(key)) return [];
      seen.add(key);
      return [[event, collision] as const];
    });
  });
  const venues = new Map(venuesOf(replica, plan.zone).map(({ id, name }) => [id, name]));
  const words = inWords(replica, plan, found);
  return found.flatMap(([event], place): Problem[] => {
    const collision = words[place];
    if (collision === undefined) return [];
    const { date, start, venue } = placeIn(event, venues);
    const about = { id: event.id, title: event.title, date, start };
    return [{ kind: 'collision', event: about, venue, collision, restHours: plan.policy.restHours }];
  });
}

type FaultRow = Omit<Extract<Problem, { kind: 'fault' }>, 'kind' | 'event'>;

/** Open faults of an evening, of its production, and of what the production needs. */
const FAULTS = `SELECT DISTINCT f.id, f.title, t.name AS thing, f.severity, f.reported_by_name AS "by",
    f.created_at AS at
  FROM faults f LEFT JOIN inventory_items t ON t.id = f.inventory_item_id
  WHERE f.deleted_at IS NULL AND f.status IN ('open', 'in_repair') AND (f.id IN (
    SELECT id FROM faults WHERE event_id = @event
    UNION SELECT id FROM faults WHERE performance_id = @performance
    UNION SELECT n.id FROM performance_inventory p JOIN faults n ON n.inventory_item_id = p.inventory_item_id
      WHERE p.performance_id = @performance AND p.deleted_at IS NULL))
  ORDER BY CASE f.severity WHEN 'unsafe' THEN 0 WHEN 'major' THEN 1 ELSE 2 END, f.created_at DESC, f.id
  LIMIT ${MOST_FAULTS}`;

/** What keeps tonight's evenings from beginning: broken things, critical lines. */
function tonights(replica: Reading, today: string): readonly Problem[] {
  const told = new Set<string>();
  return eveningsOn(replica, today).flatMap(({ event, tonight }): Problem[] => {
    if (tonight.phase === 'after') return [];
    const about = {
      id: event.id,
      title: event.title,
      date: event.event_date,
      start: event.start_time?.slice(0, 5) ?? null,
    };
    const faults = replica
      .prepared<[Readonly<Record<string, string | null>>], FaultRow>(FAULTS)
      .all({ event: event.id, performance: event.performanceId })
      .filter(({ id }) => !told.has(id));
    for (const { id } of faults) told.add(id);
    const { holds } = tonight.phase === 'before' ? readiness(replica, event) : { holds: [] };
    return [
      ...faults.map((fault): Problem => ({ kind: 'fault', event: about, ...fault })),
      ...(holds.length === 0 ? [] : [{ kind: 'critical', event: about, lines: holds } as const]),
    ];
  });
}

interface CallRow extends ProblemEvent {
  readonly callId: string;
  readonly employee: string | null;
  readonly function: string;
  readonly answer: 'invited' | 'confirmed' | 'declined';
}

/** Calls of today and tomorrow that nobody can count on, by event. */
function calls(replica: Reading, today: string): readonly Problem[] {
  const rows = replica
    .prepared<[string, string, string], CallRow>(
      `SELECT e.id, e.title, e.event_date AS date, substr(e.start_time, 1, 5) AS start, c.id AS callId,
          p.full_name AS employee, c.function, c.answer
        FROM schedule_events e JOIN event_calls c ON c.event_id = e.id AND c.deleted_at IS NULL
        LEFT JOIN employees p ON p.id = c.employee_id
        WHERE e.theater_id = ? AND e.event_date BETWEEN ? AND ? AND e.deleted_at IS NULL
          AND e.status IN ('planned', 'confirmed', 'in_progress')
        ORDER BY e.event_date, e.start_time, e.id, p.full_name, c.function, c.id`,
    )
    .all(theaterOf(replica), today, dayAfter(today, 1));
  return [...Map.groupBy(rows, ({ id }) => id).values()].flatMap((own): Problem[] => {
    const [first] = own;
    if (first === undefined) return [];
    const event = { id: first.id, title: first.title, date: first.date, start: first.start };
    const named = (answer: CallRow['answer']): string[] =>
      own.flatMap((call) => (call.answer === answer && call.employee !== null ? [call.employee] : []));
    const open = own.flatMap((call) => (call.employee === null ? [call.function] : []));
    return [
      ...replacements(replica, event, own),
      ...(
        [
          ['open', open],
          ['declined', named('declined')],
          ['unanswered', named('invited')],
        ] as const
      ).flatMap(([kind, names]): Problem[] => (names.length === 0 ? [] : [{ kind, event, names }])),
    ];
  });
}

/** Who stands in for whom, from the history of the calls: the first who was called, and who is now. */
function replacements(replica: Reading, event: ProblemEvent, own: readonly CallRow[]): readonly Problem[] {
  const rows = replica
    .prepared<[string], { id: string; from: string }>(
      `SELECT l.entity_id AS id, p.full_name AS "from" FROM activity_log l
        JOIN employees p ON p.id = json_extract(l.changes, '$.employee_id[0]')
        WHERE l.entity_type = 'event_calls' AND l.entity_id IN (SELECT value FROM json_each(?))
        ORDER BY l.occurred_at DESC, l.id DESC`,
    )
    .all(JSON.stringify(own.map(({ callId }) => callId)));
  // The oldest of a call is written last, and stays.
  const first = new Map(rows.map(({ id, from }) => [id, from]));
  return own.flatMap((call): Problem[] => {
    const from = first.get(call.callId);
    if (from === undefined || call.employee === null || from === call.employee) return [];
    return [{ kind: 'replaced', event, function: call.function, from, to: call.employee }];
  });
}

const WEIGHT: Readonly<Record<Problem['kind'], number>> = {
  fault: 1,
  critical: 2,
  declined: 3,
  open: 4,
  replaced: 5,
  collision: 6,
  unanswered: 7,
};
/** What is tomorrow's waits; what may hurt somebody does not. */
const weightOf = (problem: Problem, today: string): number =>
  (problem.kind === 'fault' && problem.severity === 'unsafe' ? 0 : WEIGHT[problem.kind]) +
  (problem.event.date > today ? 10 : 0) +
  (problem.kind === 'fault' && problem.severity === 'minor' ? 7 : 0);

export const todayProblems = implement(declared.todayProblems, {
  tables: [
    ...PLAN_TABLES,
    'employees',
    'performances',
    'performance_variants',
    'performance_checklists',
    'checklist_items',
    'checklist_marks',
    'departments',
    'faults',
    'show_runs',
    'activity_log',
  ],
  run: async (context): Promise<readonly Problem[]> => {
    const { replica, author, today } = context;
    const isPlan = seesPlan(author);
    const runs = isPlan || (author !== undefined && can(author.permissions, 'shows.run'));
    const found = [
      ...tonights(replica, today),
      ...(runs ? calls(replica, today) : []),
      ...(isPlan ? await collisions(context) : []),
    ];
    return found.toSorted((a, b) => weightOf(a, today) - weightOf(b, today));
  },
});
