/** The calendar, what its forms choose from, and whom publishing would tell what. */
import * as declared from '../../../shared/features/schedule/queries.ts';
import { loadPolicy, publishableEvents, theaterZone } from '../../../shared/mutations/schedule-plan.ts';
import {
  type ChangeForSomebody,
  concerned,
  differenceOf,
  type FieldChange,
  markOf,
  type PublishedEvent,
  readPublished,
} from '../../../shared/rules/publication.ts';
import type { Reading } from '../../replica/reading.ts';
import { implement } from '../define-query.ts';
import { inWords } from './collision-words.ts';
import { PLAN_TABLES, planAround, theaterOf, venuesOf } from './plan.ts';
import { RANGE_TABLES, readRange } from './range.ts';

export const scheduleRange = implement(declared.scheduleRange, { tables: RANGE_TABLES, run: readRange });

export const scheduleOptions = implement(declared.scheduleOptions, {
  tables: [
    'venues',
    'theaters',
    'performances',
    'performance_variants',
    'performance_members',
    'employees',
    'departments',
    'tours',
  ],
  run: async ({ replica }): Promise<declared.ScheduleOptions> => {
    const variants = Map.groupBy(
      replica
        .prepared<[], { id: string; name: string; performance: string }>(
          `SELECT id, name, performance_id AS performance FROM performance_variants WHERE deleted_at IS NULL
           ORDER BY name, id`,
        )
        .all(),
      ({ performance }) => performance,
    );
    const company = Map.groupBy(
      replica
        .prepared<[], { performance: string; employeeId: string; function: string }>(
          `SELECT m.performance_id AS performance, m.employee_id AS employeeId, m.function FROM performance_members m
           JOIN employees e ON e.id = m.employee_id AND e.deleted_at IS NULL
           WHERE m.deleted_at IS NULL AND m.is_substitute = 0 ORDER BY m.id`,
        )
        .all(),
      ({ performance }) => performance,
    );
    const collator = new Intl.Collator(['ru', 'en'], { numeric: true, sensitivity: 'base' });
    return {
      tours: replica
        .prepared<[], declared.ScheduleOptions['tours'][number]>(
          `SELECT id, name, starts_on AS startsOn, ends_on AS endsOn FROM tours WHERE deleted_at IS NULL
           AND status NOT IN ('completed', 'cancelled') ORDER BY starts_on, id`,
        )
        .all(),
      venues: venuesOf(replica, await theaterZone(replica.db, theaterOf(replica))),
      performances: replica
        .prepared<[], { id: string; title: string }>(
          "SELECT id, title FROM performances WHERE deleted_at IS NULL AND status <> 'archived'",
        )
        .all()
        .toSorted((a, b) => collator.compare(a.title, b.title))
        .map((row) => ({
          ...row,
          variants: (variants.get(row.id) ?? []).map(({ id, name }) => ({ id, name })),
          company: (company.get(row.id) ?? []).map(({ employeeId, function: as }) => ({ employeeId, function: as })),
        })),
      people: replica
        .prepared<[], declared.ScheduleOptions['people'][number]>(
          `SELECT e.id, e.full_name AS name, e.position, e.department_id AS departmentId, d.name AS department
           FROM employees e LEFT JOIN departments d ON d.id = e.department_id WHERE e.deleted_at IS NULL`,
        )
        .all()
        .toSorted((a, b) => collator.compare(a.name, b.name)),
    };
  },
});

/** What was told of events, by event; nothing for those that were taken back. */
export function toldOf(replica: Reading, ids: readonly string[]): ReadonlyMap<string, PublishedEvent> {
  const rows = replica
    .prepared<[string], { event_id: string; content: string }>(
      `SELECT event_id, content FROM event_publications
       WHERE is_withdrawn = 0 AND event_id IN (SELECT value FROM json_each(?))`,
    )
    .all(JSON.stringify(ids));
  return new Map(
    rows.flatMap(({ event_id: id, content }) => {
      const told = readPublished(JSON.parse(content));
      return told === undefined ? [] : [[id, told] as const];
    }),
  );
}

/** Names of whatever changes speak of by id. */
export function namesOfChanges(replica: Reading, fields: readonly FieldChange[]): Record<string, string> {
  const ids = fields.flatMap(({ from, to }) => [from, to]).filter((id) => id !== null);
  const rows = replica
    .prepared<[string, string, string], { id: string; name: string }>(
      `SELECT id, name FROM venues WHERE id IN (SELECT value FROM json_each(?))
       UNION ALL SELECT id, title FROM performances WHERE id IN (SELECT value FROM json_each(?))
       UNION ALL SELECT id, name FROM performance_variants WHERE id IN (SELECT value FROM json_each(?))`,
    )
    .all(...(Array.from({ length: 3 }, () => JSON.stringify(ids)) as [string, string, string]));
  return Object.fromEntries(rows.map(({ id, name }) => [id, name]));
}

export const schedulePreview = implement(declared.schedulePreview, {
  tables: [...RANGE_TABLES, ...PLAN_TABLES, 'users'],
  run: async ({ replica }, { ids }): Promise<declared.PublishPreview> => {
    const now = await publishableEvents(replica.db, theaterOf(replica), { ids });
    const told = toldOf(replica, ids);
    const events: declared.PublishPreview['events'][number][] = [];
    const byPerson = new Map<string, { isUser: boolean; changes: ChangeForSomebody[] }>();
    for (const id of ids) {
      const [before, after] = [told.get(id), now.get(id)];
      const difference = differenceOf(before, after);
      const shown = after ?? before;
      if (difference.kind === 'same' || shown === undefined) continue;
      events.push({
        id,
        title: shown.title,
        date: shown.date,
        start: shown.start,
        kind: difference.kind,
        fields: difference.fields,
        called: difference.calls.filter(({ kind }) => kind === 'added').length,
        released: difference.calls.filter(({ kind }) => kind === 'removed').length,
        mark: markOf(after),
        blocked: after === undefined ? [] : await blockersOf(replica, id, after.date),
      });
      for (const { person, change } of concerned(id, before, after)) {
        const isUser = 'userId' in person;
        const key = isUser ? person.userId : person.employeeId;
        const known = byPerson.get(key) ?? { isUser, changes: [] };
        known.changes.push(change);
        byPerson.set(key, known);
      }
    }
    const changes = [...byPerson.values()].flatMap((person) => person.changes.flatMap(({ fields }) => fields));
    return {
      events: events.toSorted((a, b) => keyOf(a).localeCompare(keyOf(b), 'en')),
      people: peopleOf(replica, byPerson),
      names: namesOfChanges(replica, [...events.flatMap(({ fields }) => fields), ...changes]),
      restHours: (await loadPolicy(replica.db, theaterOf(replica))).restHours,
    };
  },
});

const keyOf = ({ date, start, id }: { date: string; start: string | null; id: string }): string =>
  `${date} ${start ?? ''} ${id}`;

async function blockersOf(replica: Reading, id: string, date: string): Promise<declared.CollisionView[]> {
  const plan = await planAround(replica, date);
  if (!Object.values(plan.policy.severity).includes('block')) return [];
  const event = plan.events.get(id);
  if (event === undefined) return [];
  const blocking = plan.index.collisionsOf(event).filter(({ severity }) => severity === 'block');
  return inWords(
    replica,
    plan,
    blocking.map((collision) => [event, collision] as const),
  );
}

function peopleOf(
  replica: Reading,
  byPerson: ReadonlyMap<string, { readonly isUser: boolean; readonly changes: readonly ChangeForSomebody[] }>,
): declared.PublishPreview['people'] {
  const rows = replica
    .prepared<[string, string], { id: string; name: string; account: number }>(
      `SELECT e.id, e.full_name AS name, (u.id IS NOT NULL) AS account FROM employees e
       LEFT JOIN users u ON u.id = e.user_id AND u.deleted_at IS NULL AND u.is_active = 1
       WHERE e.id IN (SELECT value FROM json_each(?))
       UNION ALL SELECT id, trim(first_name || ' ' || last_name), 1 FROM users
       WHERE id IN (SELECT value FROM json_each(?))`,
    )
    .all(JSON.stringify([...byPerson.keys()]), JSON.stringify([...byPerson.keys()]));
  const collator = new Intl.Collator(['ru', 'en'], { sensitivity: 'base' });
  return rows
    .map(({ id, name, account }) => ({
      name,
      hasAccount: account === 1,
      changes: byPerson.get(id)?.changes ?? [],
    }))
    .toSorted((a, b) => collator.compare(a.name, b.name));
}
