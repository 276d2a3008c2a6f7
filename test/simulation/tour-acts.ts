/** What people who plan tours do, for the random runs: few tours with few days, so that plans meet at their ends. */
import { tourParts } from '../../shared/mutations/tour-mutations.ts';
import { dayFromNow } from '../support/rows.ts';
import type { Look, Random } from './random-world.ts';

type Act = { readonly name: string; readonly args: unknown };

const LIVE = 'deleted_at IS NULL';

/** Plain edits that belong to tours. */
const PLAIN = 'tour.plain';

/** Mutations of tours, and the plain edits that belong to them, the frequent ones more often. */
export const TOUR_NAMES = [PLAIN, PLAIN, PLAIN, 'tour.copy', 'tour.shift', 'tour.discard'];

const ids = (look: Look, table: string, where = LIVE): string[] =>
  look(`SELECT id FROM ${table} WHERE ${where} ORDER BY id LIMIT 6`).map((row) => String(row['id']));

/** A new tour, somebody who goes, a house, a bed, an event that goes on tour, or days that shrink. */
function plainAct(random: Random, look: Look, tours: readonly string[]): Act {
  const tour = random.pick(tours);
  const first = random.below(5) - 2;
  const create = (table: string, values: object): Act => ({
    name: 'row.create',
    args: { table, id: random.id(), values },
  });
  if (tour === undefined || random.next() < 0.2)
    return create('tours', {
      name: `Поездка ${random.below(9)}`,
      starts_on: dayFromNow(first),
      ends_on: dayFromNow(first + random.below(6)),
    });
  const employee = random.pick(ids(look, 'employees')) ?? random.id();
  const [row] = look(`SELECT starts_on, ends_on FROM tours WHERE id = '${tour}'`);
  const [starts, ends] = [String(row?.['starts_on']), String(row?.['ends_on'])];
  switch (random.below(6)) {
    case 0:
      return create('tour_members', { tour_id: tour, employee_id: employee, function: 'свет' });
    case 1:
      return create('tour_stays', {
        tour_id: tour,
        city: 'Пермь',
        name: `Дом ${random.below(4)}`,
        arrives_on: starts,
        leaves_on: random.next() < 0.9 ? ends : dayFromNow(-9),
      });
    case 2:
      return create('tour_rooms', {
        stay_id: random.pick(ids(look, 'tour_stays')) ?? random.id(),
        employee_id: employee,
        room: String(100 + random.below(9)),
      });
    case 3: {
      const days = { starts_on: starts, ends_on: ends };
      const changes = { ends_on: dayFromNow(random.below(6)) };
      return { name: 'row.update', args: { table: 'tours', id: tour, changes, seen: days } };
    }
    case 4: {
      const within = `${LIVE} AND event_date BETWEEN '${starts}' AND '${ends}'`;
      const event = random.pick(ids(look, 'schedule_events', random.next() < 0.8 ? within : LIVE)) ?? random.id();
      const args = { table: 'schedule_events', id: event, changes: { tour_id: tour }, seen: { tour_id: null } };
      return { name: 'row.update', args };
    }
    default:
      return {
        name: 'schedule.create',
        args: {
          id: random.id(),
          values: {
            title: `Г${random.below(9)}`,
            event_type: random.pick(['performance', 'technical', 'tour']) ?? 'other',
            event_date: random.next() < 0.8 ? starts : dayFromNow(random.below(6)),
            start_time: '19:00',
            tour_id: tour,
          },
        },
      };
  }
}

/** The days on which somebody saw the tour, as laptops of today send them. */
function seenOf(random: Random, look: Look, tourId: string): object {
  const [row] = look(`SELECT starts_on, ends_on FROM tours WHERE id = '${tourId}'`);
  if (row === undefined || random.next() < 0.3) return {};
  return { seen: { startsOn: String(row['starts_on']), endsOn: String(row['ends_on']) } };
}

/** Undefined where the mutation is not one of a tour. */
export function tourAct(random: Random, look: Look, name: string): Act | undefined {
  if (!name.startsWith('tour.')) return undefined;
  const tours = ids(look, 'tours', random.next() < 0.95 ? LIVE : '1 = 1');
  if (name === PLAIN) return plainAct(random, look, tours);
  const tourId = random.pick(tours) ?? random.id();
  switch (name) {
    case 'tour.copy':
      return {
        name,
        args: {
          tourId,
          id: random.id(),
          name: `Копия ${random.below(9)}`,
          startsOn: dayFromNow(random.below(8) - 2),
          parts: tourParts.filter(() => random.next() < 0.8),
        },
      };
    case 'tour.shift':
      return { name, args: { tourId, days: random.below(7) - 3, ...seenOf(random, look, tourId) } };
    default:
      // By the wrong mutation: what it did not make is more than it may take back.
      return { name, args: { id: tourId, copyId: random.id(), deletionId: random.id() } };
  }
}
