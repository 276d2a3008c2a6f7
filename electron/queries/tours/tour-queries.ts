/** Tours: their list, the head of a page, days, people, whom one calls, and the reader's own days on the road. */
import * as declared from '../../../shared/features/tours/queries.ts';
import * as declaredVenue from '../../../shared/features/tours/venue-queries.ts';
import { theaterZone } from '../../../shared/mutations/schedule-plan.ts';
import { dayAfter, momentAt, zoneOf } from '../../../shared/rules/event-time.ts';
import { daysFrom, tourGaps } from '../../../shared/rules/tour-gaps.ts';
import type { Reading } from '../../replica/reading.ts';
import { implement } from '../define-query.ts';
import { pendingSql } from '../file-view.ts';
import { theaterOf } from '../schedule/plan.ts';
import { employeeOf, seesPlan } from '../schedule/range.ts';
import {
  allTours,
  citiesOf,
  countsOf,
  eventsOf,
  gapInputOf,
  membersOf,
  type StoredTour,
  sheetsOf,
  staysOf,
  TOUR_TABLES,
  tourOf,
  zonesByCity,
} from './tour-rows.ts';

/** Minutes after midnight. Clocks are put on at night: at noon a day has its one offset. */
const NOON = 720;
const NO_COUNTS = { shows: 0, people: 0, transports: 0 };

/** What the list shows of each tour. */
function linesOf(replica: Reading, tours: readonly StoredTour[]): readonly declared.TourLine[] {
  const [counts, cities] = [countsOf(replica), citiesOf(replica)];
  return tours.map(({ managerId: _manager, manager: _name, note: _note, ...tour }) => ({
    ...tour,
    cities: cities.get(tour.id) ?? [],
    ...(counts.get(tour.id) ?? NO_COUNTS),
  }));
}

export const tourList = implement(declared.tourList, {
  tables: TOUR_TABLES,
  run: async ({ replica, today }) => ({ today, tours: linesOf(replica, allTours(replica)) }),
});

export const tourHead = implement(declared.tourHead, {
  tables: [...TOUR_TABLES, 'outbox'],
  run: async ({ replica, today }, { id }) => {
    const tour = tourOf(replica, id);
    const [line] = tour === undefined ? [] : linesOf(replica, [tour]);
    if (tour === undefined || line === undefined) return null;
    const pending = replica.prepared<[string], { n: number }>(`SELECT ${pendingSql('?')} AS n`).get(id)?.n;
    const { managerId, manager, note } = tour;
    return { ...line, managerId, manager, note, today, isPending: pending === 1 };
  },
});

/** Minutes by which a clock is ahead of another at noon of a day. */
const ahead = (zone: string, of: string, day: string): number =>
  Math.round((momentAt(of, day, NOON) - momentAt(zone, day, NOON)) / 60_000);

const isShow = ({ type, activity }: declared.TourEvent): boolean =>
  activity === null && (type === 'performance' || type === 'premiere');

/**
 * Every day between the first and the last, with where one is. A day that names no city is spent where the one before
 * was; before the first one is at home. Clocks are compared with those of the evening before.
 */
function daysOf(
  tour: StoredTour,
  events: readonly declared.TourEvent[],
  zones: { readonly home: string; readonly byCity: ReadonlyMap<string, string> },
): readonly declared.TourDay[] {
  const byDay = Map.groupBy(events, ({ date }) => date);
  let city: string | null = null;
  let zone = zones.home;
  return daysFrom(tour.startsOn, tour.endsOn).map((date): declared.TourDay => {
    const own = byDay.get(date) ?? [];
    const named = own.flatMap((event) => event.city ?? []).at(-1);
    const before = city;
    city = named ?? city;
    const there = city === null ? zones.home : zoneOf(zones.byCity.get(city), zones.home);
    const clockShift = ahead(there, zone, date);
    zone = there;
    const place = own.find(isShow) ?? own.find(({ venue }) => venue !== null);
    return {
      date,
      city,
      fromCity: before !== null && before !== city ? before : null,
      clockShift,
      venueId: place?.venueId ?? null,
      venue: place?.venue ?? null,
      events: own,
    };
  });
}

/** Gaps are worked out here and stored nowhere: what somebody fills in is gone from them with the next answer. */
export const tourPlan = implement(declared.tourPlan, {
  tables: TOUR_TABLES,
  run: async ({ replica, author, now, today }, { id }): Promise<declared.TourPlan | null> => {
    const tour = tourOf(replica, id);
    if (tour === undefined) return null;
    const zone = await theaterZone(replica.db, theaterOf(replica));
    const events = eventsOf(replica, id, zone);
    const employee = employeeOf(replica, author);
    const stays = staysOf(replica, id);
    return {
      id,
      today,
      now: now.getTime(),
      zone,
      isPlan: seesPlan(author),
      days: daysOf(tour, events, { home: zone, byCity: zonesByCity(replica) }),
      venues: sheetsOf(replica, [...new Set(events.flatMap(({ venueId }) => venueId ?? []))]),
      gaps: tourGaps(gapInputOf(replica, tour, zone, events)),
      people: membersOf(replica, id).length,
      stays: stays.map(({ rooms, id: stayId, name, city, arrivesOn, leavesOn }) => ({
        id: stayId,
        name,
        city,
        arrivesOn,
        leavesOn,
        rooms: new Set(rooms.map(({ employeeId }) => employeeId)).size,
      })),
      ownRooms: stays.flatMap(({ id: stayId, name, rooms }) =>
        rooms
          .filter(({ employeeId }) => employeeId === employee)
          .map(({ room, sharesWith }) => ({ stayId, name, room, sharesWith })),
      ),
      transports: replica
        .prepared<[string], declared.TourPlan['transports'][number]>(
          `SELECT id, name, status FROM transports WHERE tour_id = ? AND deleted_at IS NULL
            ORDER BY sort_order, name, id`,
        )
        .all(id),
    };
  },
});

const OF_PEOPLE: ReadonlySet<string> = new Set(['noStay', 'noRoom', 'notMember']);

/** Each production that is played comes with its company, substitutes last. */
export const tourPeople = implement(declared.tourPeople, {
  tables: [...TOUR_TABLES, 'performance_members'],
  run: async ({ replica }, { id }): Promise<declared.TourPeople | null> => {
    const tour = tourOf(replica, id);
    if (tour === undefined) return null;
    const zone = await theaterZone(replica.db, theaterOf(replica));
    const events = eventsOf(replica, id, zone);
    const played = new Map(
      events.flatMap(({ performanceId, performance }) =>
        performanceId === null || performance === null ? [] : [[performanceId, performance] as const],
      ),
    );
    const team = replica.prepared<[string], { employeeId: string; name: string; function: string; substitute: number }>(
      `SELECT m.employee_id AS employeeId, e.full_name AS name, m.function, m.is_substitute AS substitute
        FROM performance_members m JOIN employees e ON e.id = m.employee_id AND e.deleted_at IS NULL
        WHERE m.performance_id = ? AND m.deleted_at IS NULL ORDER BY m.is_substitute, e.full_name, m.id`,
    );
    return {
      startsOn: tour.startsOn,
      endsOn: tour.endsOn,
      members: membersOf(replica, id),
      stays: staysOf(replica, id),
      gaps: tourGaps(gapInputOf(replica, tour, zone, events)).filter(({ kind }) => OF_PEOPLE.has(kind)),
      teams: [...played].map(([performanceId, title]) => ({
        performanceId,
        title,
        members: team
          .all(performanceId)
          .map(({ substitute, ...member }) => ({ ...member, isSubstitute: substitute === 1 })),
      })),
    };
  },
});

export const tourContacts = implement(declared.tourContacts, {
  tables: ['tours', 'schedule_events', 'venues', 'venue_contacts'],
  run: async ({ replica }, { id }) => {
    const ids = replica
      .prepared<[string], { venue: string }>(
        `SELECT venue_id AS venue FROM schedule_events WHERE tour_id = ? AND deleted_at IS NULL
          AND venue_id IS NOT NULL ORDER BY event_date, start_time, id`,
      )
      .all(id)
      .map(({ venue }) => venue);
    return sheetsOf(replica, [...new Set(ids)]);
  },
});

export const venueSheet = implement(declaredVenue.venueSheet, {
  tables: ['venues', 'venue_contacts'],
  run: async ({ replica }, { id }) => sheetsOf(replica, [id])[0] ?? null,
});

/**
 * At most one day for each tour: today where it has begun, else tomorrow. The hour is that of its first event that is
 * not over yet, or of the first where all are. None for an account that is no employee.
 */
export const ownTourDays = implement(declared.ownTourDays, {
  tables: TOUR_TABLES,
  run: async ({ replica, author, today, now }): Promise<readonly declared.OwnTourDay[]> => {
    const employee = employeeOf(replica, author);
    if (employee === null) return [];
    const zone = await theaterZone(replica.db, theaterOf(replica));
    const tomorrow = dayAfter(today, 1);
    const tours = replica
      .prepared<[string, string, string], { id: string; name: string; startsOn: string; endsOn: string }>(
        `SELECT r.id, r.name, r.starts_on AS startsOn, r.ends_on AS endsOn FROM tours r
          JOIN tour_members m ON m.tour_id = r.id AND m.deleted_at IS NULL AND m.employee_id = ?
          WHERE r.deleted_at IS NULL AND r.status NOT IN ('completed', 'cancelled')
            AND r.starts_on <= ? AND r.ends_on >= ? ORDER BY r.starts_on, r.id`,
      )
      .all(employee, tomorrow, today);
    return tours.map(({ id, name, startsOn }): declared.OwnTourDay => {
      const date = startsOn > today ? startsOn : today;
      const events = eventsOf(replica, id, zone).filter((event) => event.date === date);
      const next = events.find(({ endsAt }) => endsAt > now.getTime()) ?? events[0];
      return {
        tourId: id,
        name,
        date,
        isToday: date === today,
        city: events.flatMap(({ city }) => city ?? [])[0] ?? null,
        first: next?.call ?? next?.start ?? null,
        title: next?.title ?? null,
      };
    });
  },
});
