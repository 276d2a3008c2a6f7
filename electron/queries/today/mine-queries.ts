/** What waits for the reader, and what others did while they were away. */
import type {
  ChangedObject,
  MyCall,
  ProblemEvent,
  TodayChanges,
  TodayMine,
} from '../../../shared/features/today/queries.ts';
import * as declared from '../../../shared/features/today/queries.ts';
import { dayAfter } from '../../../shared/rules/event-time.ts';
import { can, type Permission } from '../../../shared/rules/permissions.ts';
import { readPublished } from '../../../shared/rules/publication.ts';
import { isTableName, type TableName, tableOf } from '../../../shared/schema/catalog.ts';
import type { Reading } from '../../replica/reading.ts';
import { implement } from '../define-query.ts';
import { labelSql } from '../labels.ts';
import { theaterOf } from '../schedule/plan.ts';
import { employeeOf } from '../schedule/range.ts';

const CALL_DAYS = 14;
const MOST_TASKS = 6;

/** Calls that were told and are still to be answered, the nearest first. */
function callsToAnswer(replica: Reading, employee: string | null, today: string): readonly MyCall[] {
  if (employee === null) return [];
  const rows = replica
    .prepared<[string, string, string], { callId: string; function: string; id: string; content: string }>(
      `SELECT c.id AS callId, c.function, p.event_id AS id, p.content FROM event_calls c
        JOIN event_publications p ON p.event_id = c.event_id AND p.is_withdrawn = 0
        WHERE c.employee_id = ? AND c.deleted_at IS NULL AND c.answer = 'invited' AND p.event_date BETWEEN ? AND ?
        ORDER BY p.event_date, c.id`,
    )
    .all(employee, today, dayAfter(today, CALL_DAYS));
  return rows
    .flatMap(({ content, ...call }): MyCall[] => {
      const event = readPublished(JSON.parse(content));
      const own = event?.calls.find((each) => each.employeeId === employee && each.function === call.function);
      if (event === undefined || own === undefined) return [];
      const at = own.callTime ?? event.call ?? event.start;
      return [
        {
          ...call,
          title: event.title,
          date: event.date,
          start: event.start?.slice(0, 5) ?? null,
          call: at?.slice(0, 5) ?? null,
        },
      ];
    })
    .toSorted((a, b) => `${a.date} ${a.call ?? ''}`.localeCompare(`${b.date} ${b.call ?? ''}`, 'en'));
}

export const todayMine = implement(declared.todayMine, {
  tables: [
    'tasks',
    'event_calls',
    'event_publications',
    'employees',
    'schedule_events',
    'show_reports',
    'inventory_counts',
    'theaters',
  ],
  run: async ({ replica, author, today }): Promise<TodayMine> => {
    const may = (right: Permission): boolean => author !== undefined && can(author.permissions, right);
    const tasks = replica
      .prepared<[string], TodayMine['tasks'][number]>(
        `SELECT id, title, deadline, priority FROM tasks WHERE assignee_id = ? AND deleted_at IS NULL
          AND status NOT IN ('completed', 'rejected')
          ORDER BY deadline IS NULL, deadline, CASE priority WHEN 'critical' THEN 0 WHEN 'high' THEN 1 ELSE 2 END, id`,
      )
      .all(author?.userId ?? '');
    const reports = !may('shows.report')
      ? []
      : replica
          .prepared<[string, string], ProblemEvent>(
            `SELECT e.id, e.title, e.event_date AS date, substr(e.start_time, 1, 5) AS start FROM show_reports r
              JOIN schedule_events e ON e.id = r.event_id AND e.deleted_at IS NULL
              WHERE r.theater_id = ? AND r.status = 'draft' AND r.deleted_at IS NULL AND e.event_date <= ?
              ORDER BY e.event_date DESC, e.id LIMIT 5`,
          )
          .all(theaterOf(replica), today);
    const counts = !may('count.run')
      ? []
      : replica
          .prepared<[string], { id: string; name: string }>(
            `SELECT id, name FROM inventory_counts WHERE theater_id = ? AND status IN ('counting', 'review')
              AND deleted_at IS NULL ORDER BY updated_at DESC, id LIMIT 5`,
          )
          .all(theaterOf(replica));
    return {
      calls: callsToAnswer(replica, employeeOf(replica, author), today),
      tasks: tasks.slice(0, MOST_TASKS),
      openTasks: tasks.length,
      reports,
      counts,
      today,
    };
  },
});

/** The log is looked through this far; nobody reads more, they look at the history of what they know. */
const MOST_LINES = 3000;
const MOST_OBJECTS = 6;
/** What was done offline before the last visit and arrived after it is news as well, if it is not older than this. */
const LATE_MS = 3 * 24 * 3_600_000;

/** Parts that are told as a change of what they belong to: the column that names it. */
const PARTS: Readonly<Partial<Record<TableName, readonly [column: string, whole: TableName]>>> = {
  passport_sections: ['performance_id', 'performances'],
  performance_inventory: ['performance_id', 'performances'],
  performance_checklists: ['performance_id', 'performances'],
  performance_members: ['performance_id', 'performances'],
  performance_variants: ['performance_id', 'performances'],
  scenes: ['performance_id', 'performances'],
  event_calls: ['event_id', 'schedule_events'],
  event_inventory: ['event_id', 'schedule_events'],
  event_participants: ['event_id', 'schedule_events'],
  show_timings: ['event_id', 'schedule_events'],
  show_notes: ['event_id', 'schedule_events'],
  show_reports: ['event_id', 'schedule_events'],
  inventory_count_entries: ['count_id', 'inventory_counts'],
  inventory_count_lines: ['count_id', 'inventory_counts'],
};

/** What people ask about first; the rest is a number. */
const RANK: readonly TableName[] = [
  'schedule_events',
  'performances',
  'faults',
  'inventory_counts',
  'tasks',
  'documents',
  'inventory_items',
];
const rankOf = (table: TableName): number => (RANK.includes(table) ? RANK.indexOf(table) : RANK.length);

interface LogRow {
  readonly table: string;
  readonly id: string;
  readonly action: string;
  readonly by: string;
  readonly at: string;
  readonly changes: string | null;
}

/** The whole that rows are parts of, by row. */
function wholesOf(replica: Reading, table: TableName, ids: readonly string[]): ReadonlyMap<string, string> {
  const part = PARTS[table];
  if (part === undefined) return new Map();
  const rows = replica
    .prepared<[string], { id: string; whole: string | null }>(
      `SELECT id, ${part[0]} AS whole FROM ${table} WHERE id IN (SELECT value FROM json_each(?))`,
    )
    .all(JSON.stringify(ids));
  return new Map(rows.flatMap(({ id, whole }) => (whole === null ? [] : [[id, whole] as const])));
}

/** Rows of a table by name; those that are nobody's to read one by one have none. */
function labelled(replica: Reading, table: TableName, ids: readonly string[]): ReadonlyMap<string, string> {
  const rows = replica
    .prepared<[string], { id: string; label: string | null }>(
      `SELECT r.id, ${labelSql(table, 'r')} AS label FROM ${table} r WHERE r.id IN (SELECT value FROM json_each(?))`,
    )
    .all(JSON.stringify(ids));
  return new Map(rows.map(({ id, label }) => [id, label ?? '']));
}

const keysOf = (changes: string | null): readonly string[] => {
  const read: unknown = JSON.parse(changes ?? '{}');
  return typeof read === 'object' && read !== null ? Object.keys(read) : [];
};

/** Lines of the log by what they are about, the newest first. */
function grouped(replica: Reading, lines: readonly LogRow[]): readonly ChangedObject[] {
  const objects = new Map<string, ChangedObject>();
  for (const [name, own] of Map.groupBy(lines, ({ table }) => table)) {
    if (!isTableName(name)) continue;
    const wholes = wholesOf(replica, name, [...new Set(own.map(({ id }) => id))]);
    for (const line of own) {
      const whole = wholes.get(line.id);
      const part = PARTS[name];
      const [table, id] = whole === undefined || part === undefined ? [name, line.id] : [part[1], whole];
      const isOwn = table === name;
      const key = `${table} ${id}`;
      const known = objects.get(key);
      objects.set(key, {
        table,
        id,
        label: '',
        changes: (known?.changes ?? 0) + 1,
        by: known === undefined || known.at < line.at ? line.by : known.by,
        at: known === undefined || known.at < line.at ? line.at : known.at,
        isNew: (known?.isNew ?? false) || (isOwn && line.action.endsWith(':create')),
        isDeleted: known?.isDeleted ?? (isOwn && line.action.endsWith(':delete')),
        columns:
          isOwn && !line.action.endsWith(':create')
            ? [...new Set([...(known?.columns ?? []), ...keysOf(line.changes)])]
            : (known?.columns ?? []),
      });
    }
  }
  return [...objects.values()].toSorted(
    (a, b) => rankOf(a.table) - rankOf(b.table) || (a.at < b.at ? 1 : a.at > b.at ? -1 : a.id < b.id ? -1 : 1),
  );
}

/** Rows that have a page, or a name, of their own. */
const isTold = ({ table }: ChangedObject): boolean =>
  tableOf(table).group !== null && tableOf(table).owner === undefined;

export const todayChanges = implement(declared.todayChanges, {
  tables: ['activity_log'],
  run: async ({ replica, author }, { since }): Promise<TodayChanges> => {
    const lines = replica
      .prepared<[string, string, string], LogRow>(
        `SELECT entity_type AS "table", entity_id AS id, action, actor_name AS "by", occurred_at AS at, changes
          FROM activity_log WHERE occurred_at > ? AND recorded_at > ? AND user_id IS NOT ?
          ORDER BY occurred_at DESC LIMIT ${MOST_LINES}`,
      )
      .all(new Date(Date.parse(since) - LATE_MS).toISOString(), since, author?.userId ?? '');
    const objects = grouped(replica, lines).filter(isTold);
    const shown = objects.slice(0, MOST_OBJECTS);
    const labels = new Map(
      [...Map.groupBy(shown, ({ table }) => table)].flatMap(([table, own]) => [
        ...labelled(
          replica,
          table,
          own.map(({ id }) => id),
        ),
      ]),
    );
    return {
      objects: shown.map((object) => ({ ...object, label: labels.get(object.id) ?? '' })),
      more: [...Map.groupBy(objects.slice(MOST_OBJECTS), ({ table }) => table)].map(([table, own]) => ({
        table,
        objects: own.length,
      })),
      total: objects.reduce((sum, { changes }) => sum + changes, 0),
      isMore: lines.length === MOST_LINES,
    };
  },
});
