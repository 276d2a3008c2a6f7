/** One event with all that its page shows. */
import { deriveId } from '../../../shared/base/ids.ts';
import * as declared from '../../../shared/features/schedule/queries.ts';
import { publishableEvents, theaterZone } from '../../../shared/mutations/schedule-plan.ts';
import { differenceOf, type PublishedEvent } from '../../../shared/rules/publication.ts';
import type { Reading } from '../../replica/reading.ts';
import { implement, type QueryContext } from '../define-query.ts';
import { answerFor, short } from './collision-words.ts';
import { PLAN_TABLES, type Plan, planOn, theaterOf } from './plan.ts';
import { lookOf, placeOf, stateOf } from './planned-events.ts';
import { employeeOf, namesFor, partIn, RANGE_TABLES, seesPlan, shownEvent } from './range.ts';
import { namesOfChanges, toldOf } from './schedule-queries.ts';

interface StoredPublication {
  readonly event_id: string;
  readonly event_date: string;
  readonly content: string;
  readonly is_withdrawn: number;
  readonly published_at: string;
  readonly published_by_name: string | null;
}

interface StoredEvent {
  readonly description: string | null;
  readonly deleted_at: string | null;
}

export const eventDetail = implement(declared.eventDetail, {
  tables: [...RANGE_TABLES, ...PLAN_TABLES, 'departments', 'performance_members', 'inventory_locations', 'tours'],
  run: async (context, { id }): Promise<declared.EventDetail | null> => {
    const { replica, author } = context;
    const row = replica
      .prepared<[string], StoredEvent>('SELECT description, deleted_at FROM schedule_events WHERE id = ?')
      .get(id);
    const publication = replica
      .prepared<[string], StoredPublication>('SELECT * FROM event_publications WHERE event_id = ?')
      .get(id);
    const told = toldOf(replica, [id]).get(id);
    const now = (await publishableEvents(replica.db, theaterOf(replica), { ids: [id] })).get(id);
    const isPlan = seesPlan(author);
    const shown = isPlan ? (now ?? told) : told;
    if (row === undefined || shown === undefined) return null;
    return detail(context, { id, row, publication, told, now, shown, isPlan });
  },
});

interface Found {
  readonly id: string;
  readonly row: StoredEvent;
  readonly publication: StoredPublication | undefined;
  readonly told: PublishedEvent | undefined;
  readonly now: PublishedEvent | undefined;
  readonly shown: PublishedEvent;
  readonly isPlan: boolean;
}

async function detail({ replica, author }: QueryContext, found: Found): Promise<declared.EventDetail> {
  const { id, row, publication, told, now, shown, isPlan } = found;
  const zone = await theaterZone(replica.db, theaterOf(replica));
  const names = namesFor(replica, zone);
  const employee = employeeOf(replica, author);
  const stored = callsOf(replica, id, shown.performanceId);
  const calls = isPlan ? stored : toldCalls(replica, id, shown, stored);
  const own = stored.find((call) => call.employeeId === employee && employee !== null);
  const mine = partIn(
    shown,
    employee,
    own === undefined
      ? undefined
      : { ...own, answer: own.answer ?? 'invited', event_id: id, call_time: own.call, end_time: own.end },
  );
  const state = !isPlan ? 'published' : now === undefined ? 'withdrawn' : stateOf(now, publication);
  const believed = state === 'changed' && told !== undefined ? placeOf(told) : undefined;
  const event = shownEvent(id, lookOf(shown), names, { state, told: believed, mine });
  const difference = differenceOf(told, now);
  const venue = shown.venueId === null ? null : (names.venues.get(shown.venueId) ?? null);
  const plan = await planOn(replica, shown.date);
  const planned = plan.events.get(id);
  return {
    event,
    isDeleted: isPlan && row.deleted_at !== null,
    tour:
      replica
        .prepared<[string], { id: string; name: string }>(
          `SELECT t.id, t.name FROM schedule_events e JOIN tours t ON t.id = e.tour_id AND t.deleted_at IS NULL
           WHERE e.id = ?`,
        )
        .get(id) ?? null,
    isPlan,
    description: isPlan ? row.description : (told?.description ?? null),
    venue,
    zone,
    isOtherZone: venue !== null && venue.zone !== zone,
    calls,
    company: companyOf(replica, shown.performanceId, calls),
    needs: needsOf(replica, plan, id),
    collisions:
      planned === undefined || !isPlan
        ? { place: event, collisions: [], restHours: plan.policy.restHours, free: [] }
        : answerFor(replica, plan, planned),
    publication:
      publication === undefined
        ? null
        : {
            at: publication.published_at,
            by: publication.published_by_name,
            isWithdrawn: publication.is_withdrawn === 1,
            fields: isPlan ? difference.fields : [],
            called: isPlan ? difference.calls.filter(({ kind }) => kind === 'added').length : 0,
            released: isPlan ? difference.calls.filter(({ kind }) => kind === 'removed').length : 0,
          },
    names: namesOfChanges(replica, difference.fields),
  };
}

/** Calls as they were told, whatever has become of their rows: a call that is missing tells that it was taken back. */
function toldCalls(
  replica: Reading,
  eventId: string,
  told: PublishedEvent,
  stored: readonly declared.CallView[],
): declared.CallView[] {
  const people = new Map(
    replica
      .prepared<[string], { id: string; name: string; departmentId: string | null; department: string | null }>(
        `SELECT e.id, e.full_name AS name, e.department_id AS departmentId, d.name AS department FROM employees e
         LEFT JOIN departments d ON d.id = e.department_id WHERE e.id IN (SELECT value FROM json_each(?))`,
      )
      .all(JSON.stringify(told.calls.map(({ employeeId }) => employeeId)))
      .map((person) => [person.id, person] as const),
  );
  const left = [...stored];
  const calls = told.calls.map((call, place): declared.CallView => {
    const at = left.findIndex((row) => row.employeeId === call.employeeId && row.function === call.function);
    const [row] = at === -1 ? [] : left.splice(at, 1);
    const person = people.get(call.employeeId ?? '');
    const times = { call: call.callTime, end: call.endTime };
    if (row !== undefined) return { ...row, ...times };
    return {
      id: deriveId('told call', eventId, call.function, String(place)),
      employeeId: call.employeeId,
      name: person?.name ?? null,
      function: call.function,
      departmentId: person?.departmentId ?? null,
      department: person?.department ?? null,
      ...times,
      answer: null,
      note: null,
      substitutes: [],
    };
  });
  const keyOf = ({ employeeId, department, function: as, name }: declared.CallView): string =>
    [employeeId === null ? 0 : 1, department ?? '', as, name ?? ''].join(' ');
  return calls.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

function callsOf(replica: Reading, eventId: string, performanceId: string | null): declared.CallView[] {
  const substitutes = Map.groupBy(
    replica
      .prepared<[string | null], { function: string; employeeId: string; name: string }>(
        `SELECT m.function, m.employee_id AS employeeId, e.full_name AS name FROM performance_members m
         JOIN employees e ON e.id = m.employee_id AND e.deleted_at IS NULL
         WHERE m.performance_id = ? AND m.deleted_at IS NULL ORDER BY m.is_substitute DESC, e.full_name`,
      )
      .all(performanceId),
    (row) => row.function,
  );
  return replica
    .prepared<[string], Omit<declared.CallView, 'substitutes'>>(
      `SELECT c.id, c.employee_id AS employeeId, e.full_name AS name, c.function, c.department_id AS departmentId,
         d.name AS department, c.call_time AS call, c.end_time AS end, c.answer, c.note
       FROM event_calls c LEFT JOIN employees e ON e.id = c.employee_id
       LEFT JOIN departments d ON d.id = coalesce(c.department_id, e.department_id)
       WHERE c.event_id = ? AND c.deleted_at IS NULL
       ORDER BY c.employee_id IS NOT NULL, d.name, c.function, e.full_name, c.id`,
    )
    .all(eventId)
    .map((call) => ({
      ...call,
      call: short(call.call),
      end: short(call.end),
      substitutes: (substitutes.get(call.function) ?? [])
        .filter(({ employeeId }) => employeeId !== call.employeeId)
        .map(({ employeeId, name }) => ({ employeeId, name })),
    }));
}

function companyOf(
  replica: Reading,
  performanceId: string | null,
  calls: readonly declared.CallView[],
): declared.EventDetail['company'] {
  const held = new Set(calls.map((call) => `${call.employeeId} ${call.function}`));
  return replica
    .prepared<
      [string | null],
      { employeeId: string; name: string; function: string; departmentId: string | null; substitute: number }
    >(
      `SELECT m.employee_id AS employeeId, e.full_name AS name, m.function, m.department_id AS departmentId,
         m.is_substitute AS substitute
       FROM performance_members m JOIN employees e ON e.id = m.employee_id AND e.deleted_at IS NULL
       WHERE m.performance_id = ? AND m.deleted_at IS NULL ORDER BY m.function, m.is_substitute, e.full_name`,
    )
    .all(performanceId)
    .filter(({ employeeId, function: as }) => !held.has(`${employeeId} ${as}`))
    .map(({ substitute, ...member }) => ({ ...member, isSubstitute: substitute === 1 }));
}

interface StoredThing {
  readonly id: string;
  readonly name: string;
  readonly number: string;
  readonly quantity: number;
  readonly status: string;
  readonly location: string | null;
}

/** What the event needs, as its variant has it, and of what there is too little for all that goes on meanwhile. */
function needsOf(replica: Reading, plan: Plan, id: string): declared.NeedView[] {
  const planned = plan.events.get(id);
  if (planned === undefined || planned.needs.size === 0) return [];
  const things = replica
    .prepared<[string], StoredThing>(
      `SELECT i.id, i.name, i.inventory_number AS number, i.quantity, i.status, l.name AS location
       FROM inventory_items i
       LEFT JOIN inventory_locations l ON l.id = i.location_id WHERE i.id IN (SELECT value FROM json_each(?))`,
    )
    .all(JSON.stringify([...planned.needs.keys()]));
  const rows = new Map(
    replica
      .prepared<[string], { id: string; item: string }>(
        'SELECT id, inventory_item_id AS item FROM event_inventory WHERE event_id = ? AND deleted_at IS NULL',
      )
      .all(id)
      .map((row) => [row.item, row.id]),
  );
  const needed = new Map(
    plan.index
      .collisionsOf(planned)
      .flatMap(({ itemId, needed: all }) => (itemId === null ? [] : [[itemId, all ?? 0]])),
  );
  const collator = new Intl.Collator(['ru', 'en'], { numeric: true, sensitivity: 'base' });
  return things
    .map((thing) => {
      const quantity = planned.needs.get(thing.id) ?? 0;
      return {
        itemId: thing.id,
        name: thing.name,
        number: thing.number,
        quantity,
        there: thing.quantity,
        short: Math.max(0, (needed.get(thing.id) ?? quantity) - thing.quantity),
        status: thing.status,
        location: thing.location,
        rowId: rows.get(thing.id) ?? null,
      };
    })
    .toSorted((a, b) => Number(b.short > 0) - Number(a.short > 0) || collator.compare(a.name, b.name));
}
