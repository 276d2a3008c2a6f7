/**
 * The schedule for those who do not plan it: of every event that was told, what was told; of everything else nothing.
 * The definitions of the views that stand before its tables and before whatever else speaks of its rows (`viewer.ts`).
 *
 * An event that was told and is another by now, or deleted, stands as it was told until that is told as well. How
 * far an evening has come is no plan, and is what it is.
 */
import { planned } from '../../shared/rules/publication.ts';
import { type TableName, tableNames, tableOf } from '../../shared/schema/catalog.ts';

/** Who has it reckons with people: what they answered. */
export const RUN_RIGHT = 'shows.run';

/** Who looks. */
export interface Looker {
  /** Empty where nobody in particular does. */
  readonly userId: string;
  readonly held: readonly string[];
}

/** How a table is seen: other columns than its own by name, other tables beside it, and which rows. */
export interface ToldView {
  readonly columns: Readonly<Record<string, string>>;
  readonly beside: string;
  readonly conditions: readonly string[];
}

/** Rows that belong to one event and go with it: notes of its evening, marks, what is taken along. */
const parts: readonly TableName[] = tableNames.filter(
  (name) =>
    !['event_calls', 'event_participants', 'event_publications'].includes(name) &&
    tableOf(name).columns['event_id']?.references?.soft === 'cascade',
);

/** Tables of which others are seen when something is told. */
export const TOLD_TABLES: readonly TableName[] = ['schedule_events', 'event_calls', 'event_participants', ...parts];

/** What is told stands here; `p` in all that follows. */
const LIVE = 'main.event_publications p';
const told = (event: string): string => `p.event_id = ${event} AND p.is_withdrawn = 0`;
const isTold = (event: string): string => `EXISTS (SELECT 1 FROM ${LIVE} WHERE ${told(event)})`;
const field = (name: string): string => `p.content ->> '$.${name}'`;
/** As tables have times; told is what people are told, which are no seconds. */
const time = (name: string): string => `substr(${field(name)}, 1, 5) || ':00'`;

const EVENT: ToldView = {
  columns: {
    // A sign keeps SQLite from looking through everything of the theatre instead of some days.
    theater_id: '+schedule_events.theater_id',
    title: field('title'),
    description: field('description'),
    event_type: field('type'),
    activity: field('activity'),
    // How far it has come shows; that it is called off does when it is told.
    status: `CASE WHEN ${field('status')} = 'cancelled' THEN 'cancelled'
      WHEN schedule_events.status = 'cancelled' THEN ${field('status')} ELSE schedule_events.status END`,
    event_date: 'p.event_date',
    call_time: time('call'),
    stage_ready_time: time('ready'),
    start_time: time('start'),
    end_time: time('end'),
    venue_id: field('venueId'),
    venue_text: field('venueText'),
    tour_city: field('tourCity'),
    tour_venue_name: field('tourVenue'),
    performance_id: 'p.performance_id',
    variant_id: field('variantId'),
    extra_data: "'{}'",
    deleted_at: 'NULL',
    deletion_id: 'NULL',
    updated_at: 'p.published_at',
    updated_by_id: 'p.published_by_id',
  },
  beside: ` JOIN ${LIVE} ON ${told('schedule_events.id')}`,
  conditions: [],
};

/**
 * The row that stands for somebody's part that was told: the live one, else the one that was deleted last. By the
 * event: it has a dozen parts, a person hundreds.
 */
function standsFor(table: string, part: readonly string[]): string {
  const same = [`d.event_id = ${table}.event_id`, ...part.map((column) => `+d.${column} = ${table}.${column}`)].join(
    ' AND ',
  );
  return `(${table}.deleted_at IS NULL OR ${table}.id = (SELECT d.id FROM main.${table} d WHERE ${same}
    ORDER BY d.deleted_at IS NOT NULL, d.deleted_at DESC, d.id LIMIT 1))`;
}

/** Told calls (`t`) that are this one's. */
const CALLS = `json_each(p.content, '$.calls') t
  WHERE t.value ->> 'employeeId' IS event_calls.employee_id AND t.value ->> 'function' = event_calls.function`;

function callsFor({ userId, held }: Looker): ToldView {
  const isOwn = `event_calls.employee_id IN (SELECT id FROM main.employees WHERE user_id = '${userId}')`;
  return {
    columns: {
      call_time: `(SELECT substr(t.value ->> 'callTime', 1, 5) || ':00' FROM ${CALLS} LIMIT 1)`,
      end_time: `(SELECT substr(t.value ->> 'endTime', 1, 5) || ':00' FROM ${CALLS} LIMIT 1)`,
      answer: held.includes(RUN_RIGHT) ? 'event_calls.answer' : `CASE WHEN ${isOwn} THEN event_calls.answer END`,
      note: `CASE WHEN ${isOwn} THEN event_calls.note END`,
      deleted_at: 'NULL',
      deletion_id: 'NULL',
      updated_at: 'p.published_at',
      updated_by_id: 'p.published_by_id',
    },
    beside: ` JOIN ${LIVE} ON ${told('event_calls.event_id')}`,
    conditions: [
      `EXISTS (SELECT 1 FROM ${CALLS})`,
      `CASE WHEN event_calls.employee_id IS NULL THEN event_calls.deleted_at IS NULL
        ELSE ${standsFor('event_calls', ['employee_id', 'function'])} END`,
    ],
  };
}

function participantsFor({ userId, held }: Looker): ToldView {
  const own = (column: string, isOpen: boolean): string =>
    isOpen
      ? `event_participants.${column}`
      : `CASE WHEN event_participants.user_id = '${userId}' THEN event_participants.${column} END`;
  return {
    columns: {
      status: own('status', held.includes(RUN_RIGHT)),
      note: own('note', false),
      deleted_at: 'NULL',
      deletion_id: 'NULL',
    },
    beside: ` JOIN ${LIVE} ON ${told('event_participants.event_id')}`,
    conditions: [
      `event_participants.user_id IN (SELECT value FROM json_each(p.content, '$.participants'))`,
      standsFor('event_participants', ['user_id']),
    ],
  };
}

/** Where rows of any table are spoken of: by which columns, and whether that tells what became of their content. */
const mentions: Readonly<Partial<Record<TableName, readonly [table: string, id: string, isHistory: boolean]>>> = {
  activity_log: ['entity_type', 'entity_id', true],
  conflicts: ['entity_type', 'entity_id', true],
  deletions: ['root_table', 'root_id', true],
  deletion_effects: ['entity_type', 'entity_id', true],
  attachments: ['entity_table', 'entity_id', false],
  comments: ['entity_type', 'entity_id', false],
};

/** Who stood in for whom, where that was told in the same breath. Walked from the left, and the log by its index. */
const TOLD_REPLACEMENT = `(activity_log.action LIKE 'schedule.replace:%' AND EXISTS (SELECT 1 FROM main.event_calls c
    CROSS JOIN ${LIVE} CROSS JOIN main.activity_log l
    WHERE c.id = activity_log.entity_id AND ${told('c.event_id')} AND l.entity_type = 'event_publications'
      AND l.entity_id = p.id AND l.occurred_at = activity_log.occurred_at))`;

/** Whether a row that is spoken of is one that may be spoken of. */
function mayBeNamed(name: string, [table, id, isHistory]: readonly [string, string, boolean]): string {
  const [type, row] = [`${name}.${table}`, `${name}.${id}`];
  const plans = planned.map((of) => {
    if (of === 'event_calls' && name === 'activity_log') return `WHEN '${of}' THEN ${TOLD_REPLACEMENT}`;
    return `WHEN '${of}' THEN ${of === 'schedule_events' && !isHistory ? isTold(row) : 'false'}`;
  });
  const whens = parts
    .filter((of) => !planned.some((each) => each === of))
    .map(
      (of) =>
        `WHEN '${of}' THEN EXISTS (SELECT 1 FROM main.${of} o JOIN ${LIVE} ON ${told('o.event_id')}
          WHERE o.id = ${row})`,
    );
  return `CASE ${type} ${[...plans, ...whens].join(' ')} ELSE true END`;
}

/** Forms that are printed from the plan. */
const PRINTED_PLANS = "('call-sheet', 'day-schedule')";

/** A code still says whose sheet it is to who printed it; what was printed of a plan names what it plans. */
const sheetsFor = ({ userId }: Looker): string[] => [
  `(printed_sheets.printed_by_id = '${userId}' OR (printed_sheets.form NOT IN ${PRINTED_PLANS}
    AND (printed_sheets.subject_table IS NOT 'schedule_events' OR ${isTold('printed_sheets.subject_id')})))`,
];

/** How somebody who does not plan sees a table; undefined where they see it as everybody does. */
export function toldView(name: TableName, looker: Looker): ToldView | undefined {
  const all = (conditions: readonly string[]): ToldView => ({ columns: {}, beside: '', conditions });
  const mention = mentions[name];
  if (mention !== undefined) return all([mayBeNamed(name, mention)]);
  if (parts.includes(name)) return all([isTold(`${name}.event_id`)]);
  switch (name) {
    case 'schedule_events':
      return EVENT;
    case 'event_calls':
      return callsFor(looker);
    case 'event_participants':
      return participantsFor(looker);
    // A notice tells its reader what they planned, or are called to.
    case 'notifications':
      return all([`notifications.user_id = '${looker.userId}'`]);
    case 'printed_sheets':
      return all(sheetsFor(looker));
    default:
      return undefined;
  }
}

/**
 * What the search index finds: the index knows the words of the plan, so that an event is found by its words while they
 * are those that were told.
 */
export const TOLD_SEARCH = `SELECT * FROM main.search_rows WHERE table_name <> 'schedule_events' OR EXISTS (
  SELECT 1 FROM ${LIVE} JOIN main.schedule_events e ON e.id = p.event_id WHERE ${told('search_rows.row_id')}
    AND e.title = ${field('title')} AND e.description IS ${field('description')})`;

/** The tables that an answer of these tables looks at: what is told decides what is seen. */
export const withTold = <T extends string>(tables: readonly T[]): readonly (T | 'event_publications')[] =>
  tables.some((name) => (TOLD_TABLES as readonly string[]).includes(name))
    ? [...new Set([...tables, 'event_publications' as const])]
    : tables;
