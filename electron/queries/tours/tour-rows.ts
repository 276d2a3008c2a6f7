/** Rows of tours as the reader may see them: what several questions ask. */
import type * as declared from '../../../shared/features/tours/queries.ts';
import type { VenueContact, VenueSheet } from '../../../shared/features/tours/venue-queries.ts';
import { eventMoments, zoneOf } from '../../../shared/rules/event-time.ts';
import type { GapInput } from '../../../shared/rules/tour-gaps.ts';
import { dayIn } from '../../../shared/rules/upcoming.ts';
import type { Reading } from '../../replica/reading.ts';
import { short } from '../schedule/collision-words.ts';

/** Tables that the days of a tour are read from. */
export const TOUR_TABLES = [
  'tours',
  'tour_members',
  'tour_stays',
  'tour_rooms',
  'transports',
  'schedule_events',
  'event_calls',
  'event_publications',
  'venues',
  'venue_contacts',
  'performances',
  'employees',
  'theaters',
] as const;

/** What an audience comes to. */
export const SHOWS = `('performance', 'premiere')`;

/** A tour's own columns. */
export interface StoredTour {
  readonly id: string;
  readonly name: string;
  readonly code: string | null;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly status: declared.TourLine['status'];
  readonly managerId: string | null;
  readonly manager: string | null;
  readonly note: string | null;
}

/** Ends with its WHERE, so that what uses it adds conditions with AND. */
const TOUR_SQL = `SELECT r.id, r.name, r.code, r.starts_on AS startsOn, r.ends_on AS endsOn, r.status,
  r.manager_id AS managerId, m.full_name AS manager, r.note
  FROM tours r LEFT JOIN employees m ON m.id = r.manager_id WHERE r.deleted_at IS NULL`;

/** A live tour. */
export const tourOf = (replica: Reading, id: string): StoredTour | undefined =>
  replica.prepared<[string], StoredTour>(`${TOUR_SQL} AND r.id = ?`).get(id);

/** All live tours, the latest first. */
export const allTours = (replica: Reading): readonly StoredTour[] =>
  replica.prepared<[], StoredTour>(`${TOUR_SQL} ORDER BY r.starts_on DESC, r.id`).all();

/**
 * How much there is of a tour, by tour. Shows that were called off do not count. Three grouped reads: joined into one,
 * people and trucks would multiply each other. A tour that has nothing is not among them.
 */
export function countsOf(
  replica: Reading,
): ReadonlyMap<string, Pick<declared.TourLine, 'shows' | 'people' | 'transports'>> {
  const counted = (sql: string): Map<string, number> =>
    new Map(
      replica
        .prepared<[], { id: string; n: number }>(sql)
        .all()
        .map(({ id, n }) => [id, n]),
    );
  const shows = counted(
    `SELECT e.tour_id AS id, count(*) AS n FROM schedule_events e WHERE e.tour_id IS NOT NULL AND e.deleted_at IS NULL
      AND e.event_type IN ${SHOWS} AND e.activity IS NULL AND e.status <> 'cancelled' GROUP BY e.tour_id`,
  );
  const people = counted(
    'SELECT m.tour_id AS id, count(*) AS n FROM tour_members m WHERE m.deleted_at IS NULL GROUP BY m.tour_id',
  );
  const transports = counted(
    'SELECT t.tour_id AS id, count(*) AS n FROM transports t WHERE t.deleted_at IS NULL GROUP BY t.tour_id',
  );
  const ids = new Set([...shows.keys(), ...people.keys(), ...transports.keys()]);
  return new Map(
    [...ids].map((id) => [
      id,
      { shows: shows.get(id) ?? 0, people: people.get(id) ?? 0, transports: transports.get(id) ?? 0 },
    ]),
  );
}

/** Cities of each tour, in the order of its days. */
export function citiesOf(replica: Reading): ReadonlyMap<string, readonly string[]> {
  const rows = replica
    .prepared<[], { tour: string; city: string }>(
      `SELECT e.tour_id AS tour, coalesce(v.city, e.tour_city) AS city FROM schedule_events e
        LEFT JOIN venues v ON v.id = e.venue_id
        WHERE e.tour_id IS NOT NULL AND e.deleted_at IS NULL AND coalesce(v.city, e.tour_city, '') <> ''
        ORDER BY e.event_date, e.start_time, e.id`,
    )
    .all();
  return new Map(
    [...Map.groupBy(rows, ({ tour }) => tour)].map(([id, of]) => [id, [...new Set(of.map((r) => r.city))]]),
  );
}

interface StoredEvent {
  readonly id: string;
  readonly title: string;
  readonly date: string;
  readonly type: declared.TourEvent['type'];
  readonly activity: declared.TourEvent['activity'];
  readonly status: declared.TourEvent['status'];
  readonly call_time: string | null;
  readonly stage_ready_time: string | null;
  readonly start_time: string | null;
  readonly end_time: string | null;
  readonly venueId: string | null;
  readonly venue: string | null;
  readonly city: string | null;
  readonly timezone: string | null;
  readonly performanceId: string | null;
  readonly performance: string | null;
  readonly called: number;
  readonly told: number;
}

/**
 * Where a city's clock goes: as at a venue there. Of several venues the one that was entered first counts: rows come
 * with the latest first, and the last one stays in the map. Cities that no venue names have no zone.
 */
export function zonesByCity(replica: Reading): ReadonlyMap<string, string> {
  const rows = replica
    .prepared<[], { city: string; timezone: string }>(
      `SELECT city, timezone FROM venues WHERE deleted_at IS NULL AND coalesce(city, '') <> ''
        AND coalesce(timezone, '') <> '' ORDER BY id DESC`,
    )
    .all();
  return new Map(rows.map(({ city, timezone }) => [city, timezone]));
}

/**
 * Events of a tour, by day and time; those that were called off are left out. `zone`: of places without their own. On a
 * day, what has no time comes first.
 */
export function eventsOf(replica: Reading, tourId: string, zone: string): readonly declared.TourEvent[] {
  return replica
    .prepared<[string], StoredEvent>(
      `SELECT e.id, e.title, e.event_date AS date, e.event_type AS type, e.activity, e.status, e.call_time,
          e.stage_ready_time, e.start_time, e.end_time, e.venue_id AS venueId,
          coalesce(v.name, e.venue_text, e.tour_venue_name) AS venue, coalesce(v.city, e.tour_city) AS city, v.timezone,
          e.performance_id AS performanceId, p.title AS performance,
          (SELECT count(*) FROM event_calls c WHERE c.event_id = e.id AND c.deleted_at IS NULL
            AND c.employee_id IS NOT NULL) AS called,
          EXISTS (SELECT 1 FROM event_publications t WHERE t.event_id = e.id AND t.is_withdrawn = 0) AS told
        FROM schedule_events e LEFT JOIN venues v ON v.id = e.venue_id
        LEFT JOIN performances p ON p.id = e.performance_id
        WHERE e.tour_id = ? AND e.deleted_at IS NULL AND e.status <> 'cancelled'
        ORDER BY e.event_date, e.start_time IS NOT NULL, e.start_time, e.id`,
    )
    .all(tourId)
    .map(({ call_time: call, stage_ready_time: ready, start_time: start, end_time: end, timezone, told, ...event }) => {
      const moments = eventMoments(
        {
          event_date: event.date,
          call_time: call,
          stage_ready_time: ready,
          start_time: start,
          end_time: end,
          event_type: event.type,
        },
        zoneOf(timezone, zone),
      );
      return {
        ...event,
        call: short(call),
        ready: short(ready),
        start: short(start),
        end: short(end),
        daysLater: moments.daysLater,
        startsAt: moments.start,
        endsAt: moments.end,
        isDraft: told === 0,
      };
    });
}

/** Who goes, by name. */
export const membersOf = (replica: Reading, tourId: string): readonly declared.TourMember[] =>
  replica
    .prepared<[string], declared.TourMember>(
      `SELECT m.id, m.employee_id AS employeeId, e.full_name AS name, e.position, m.function, m.note
        FROM tour_members m JOIN employees e ON e.id = m.employee_id
        WHERE m.tour_id = ? AND m.deleted_at IS NULL ORDER BY e.full_name, m.id`,
    )
    .all(tourId);

/** Houses with their beds, in the order of their nights. */
export function staysOf(replica: Reading, tourId: string): readonly declared.TourStay[] {
  const rooms = Map.groupBy(
    replica
      .prepared<[string], declared.TourRoom & { stayId: string }>(
        `SELECT r.id, r.stay_id AS stayId, r.employee_id AS employeeId, e.full_name AS name, r.room,
            r.shares_with AS sharesWith
          FROM tour_rooms r JOIN tour_stays s ON s.id = r.stay_id JOIN employees e ON e.id = r.employee_id
          WHERE s.tour_id = ? AND r.deleted_at IS NULL AND s.deleted_at IS NULL ORDER BY r.room, e.full_name, r.id`,
      )
      .all(tourId),
    ({ stayId }) => stayId,
  );
  return replica
    .prepared<[string], Omit<declared.TourStay, 'rooms'>>(
      `SELECT id, city, name, address, phone, arrives_on AS arrivesOn, leaves_on AS leavesOn, note FROM tour_stays
        WHERE tour_id = ? AND deleted_at IS NULL ORDER BY arrives_on, leaves_on, name, id`,
    )
    .all(tourId)
    .map((stay) => ({ ...stay, rooms: (rooms.get(stay.id) ?? []).map(({ stayId: _stay, ...room }) => room) }));
}

/** Technical sheets of live venues with their contacts, in the order of the ids. */
export function sheetsOf(replica: Reading, ids: readonly string[]): readonly VenueSheet[] {
  const asked = JSON.stringify(ids);
  const contacts = Map.groupBy(
    replica
      .prepared<[string], VenueContact & { venueId: string }>(
        `SELECT id, venue_id AS venueId, name, role, phone, email FROM venue_contacts
          WHERE venue_id IN (SELECT value FROM json_each(?)) AND deleted_at IS NULL ORDER BY id`,
      )
      .all(asked),
    ({ venueId }) => venueId,
  );
  const found = new Map(
    replica
      .prepared<[string], Omit<VenueSheet, 'contacts'>>(
        `SELECT id, name, city, address, timezone, capacity, stage_width AS stageWidth, stage_depth AS stageDepth,
            stage_height AS stageHeight, proscenium_width AS prosceniumWidth, proscenium_height AS prosceniumHeight,
            dock, power, rigging, technical_note AS note
          FROM venues WHERE id IN (SELECT value FROM json_each(?)) AND deleted_at IS NULL`,
      )
      .all(asked)
      .map((row) => [row.id, row]),
  );
  return ids.flatMap((id) => {
    const row = found.get(id);
    return row === undefined
      ? []
      : [{ ...row, contacts: (contacts.get(id) ?? []).map(({ venueId: _venue, ...contact }) => contact) }];
  });
}

/**
 * What the rule of gaps looks at. Trucks that have left ask for no driver any more, and only venues of the tour can
 * lack a height.
 */
export function gapInputOf(
  replica: Reading,
  tour: StoredTour,
  zone: string,
  events: readonly declared.TourEvent[],
): GapInput {
  const members = membersOf(replica, tour.id);
  const venues = [...new Set(events.flatMap(({ venueId }) => venueId ?? []))];
  return {
    startsOn: tour.startsOn,
    endsOn: tour.endsOn,
    events,
    members,
    stays: staysOf(replica, tour.id).map(({ arrivesOn, leavesOn, rooms }) => ({
      arrivesOn,
      leavesOn,
      employeeIds: rooms.map(({ employeeId }) => employeeId),
    })),
    calls: replica
      .prepared<[string], { eventId: string; employeeId: string; name: string }>(
        `SELECT c.event_id AS eventId, c.employee_id AS employeeId, p.full_name AS name FROM event_calls c
          JOIN schedule_events e ON e.id = c.event_id JOIN employees p ON p.id = c.employee_id
          WHERE e.tour_id = ? AND c.deleted_at IS NULL AND e.deleted_at IS NULL ORDER BY p.full_name, c.id`,
      )
      .all(tour.id),
    transports: replica
      .prepared<[string], { name: string; driver: string | null; departs: string | null }>(
        `SELECT name, driver, departs_at AS departs FROM transports WHERE tour_id = ? AND deleted_at IS NULL
          AND status IN ('planned', 'loading') ORDER BY sort_order, name, id`,
      )
      .all(tour.id)
      .map(({ name, driver, departs }) => ({
        name,
        driver,
        departsOn: departs === null ? null : dayIn(zone, departs),
      })),
    heightless: sheetsOf(replica, venues).filter(({ stageHeight }) => stageHeight === null),
  };
}
