/**
 * A tour for paper: two cities in two zones, people, a house to sleep in, two trucks, cases packed with the things of
 * the store, some of which came back damaged, late or not at all.
 */
import { packingLineId } from '../../shared/rules/packing.ts';
import { idOf } from './rows.ts';

export const TOUR = idOf(0xa0_000);
export const EMPTY_TOUR = idOf(0xa0_001);
export const TRUCKS = [idOf(0xa0_010), idOf(0xa0_011)] as const;
export const CASES = [idOf(0xa0_020), idOf(0xa0_021)] as const;
export const TOUR_NAME = '«Чайка у озера», Казань — Самара';
const [KAZAN, SAMARA] = [idOf(0xa0_030), idOf(0xa0_031)];

type Insert = (table: string, row: Readonly<Record<string, string | number | null>>) => void;

type Entry = readonly [action: string, from: string | null, count: number];

/** What the ledger says of the thing `index`: some are missing, some damaged, some still out. */
function entriesOf(index: number, quantity: number): readonly Entry[] {
  const packed = ['pack', null, quantity] as const;
  const loaded = ['load', 'packed', quantity] as const;
  if (index % 11 === 5) return [packed, loaded];
  if (index % 10 === 4) return [packed, loaded, ['miss', 'loaded', quantity]];
  const back = [packed, loaded, ['return', 'loaded', quantity] as const];
  return index % 7 === 2 ? [...back, ['damage', null, 1]] : back;
}

/** `itemIds`: what is packed, the first half into the first case, then the second case, every ninth into none. */
export function insertTour(insert: Insert, theaterId: string, at: string, itemIds: readonly string[]): void {
  const ours = { theater_id: theaterId };
  const stamps = { created_at: at, updated_at: at };
  insertPlan(insert, ours, stamps);
  for (const [index, id] of CASES.entries())
    insert('inventory_items', {
      id,
      ...ours,
      name: index === 0 ? 'Кофр света 1' : 'Кофр света 2',
      inventory_number: `К-${String(index + 1)}`,
      quantity: 1,
      weight: '18.50',
      ...stamps,
    });
  for (const [index, id] of TRUCKS.entries())
    insert('transports', {
      id,
      ...ours,
      tour_id: TOUR,
      name: `Фура ${String(index + 1)}`,
      plate: `А ${String(index + 1)}23 ВС 77`,
      driver: 'Иван Ломов',
      payload_kg: index === 0 ? 100 : null,
      departs_at: '2026-11-23T05:00:00.000Z',
      ...stamps,
    });
  for (const [index, itemId] of itemIds.entries()) {
    const half = index < itemIds.length / 2 ? 0 : 1;
    const caseId = index % 9 === 8 ? null : (CASES[half] ?? null);
    const lineId = packingLineId(TOUR, itemId, caseId);
    const quantity = (index % 3) + 1;
    insert('packing_lines', {
      id: lineId,
      ...ours,
      tour_id: TOUR,
      inventory_item_id: itemId,
      quantity,
      case_item_id: caseId,
      transport_id: TRUCKS[half] ?? null,
      is_extra: index % 13 === 12 ? 1 : 0,
      ...stamps,
    });
    for (const [order, [action, from, count]] of entriesOf(index, quantity).entries())
      insert('packing_entries', {
        id: idOf(0xb0_0000 + index * 10 + order),
        ...ours,
        packing_line_id: lineId,
        action,
        quantity: count,
        from_state: from,
        note: action === 'damage' ? 'треснула линза' : action === 'miss' ? 'видели у рампы' : null,
        by_name: 'Мария Волкова',
        device_id: idOf(900),
        at,
      });
  }
}

/** Days, venues, people and rooms; the second tour has nothing. */
function insertPlan(
  insert: Insert,
  ours: { readonly theater_id: string },
  stamps: { readonly created_at: string; readonly updated_at: string },
): void {
  insert('tours', {
    id: TOUR,
    ...ours,
    name: TOUR_NAME,
    code: 'KS26',
    starts_on: '2026-11-22',
    ends_on: '2026-11-24',
    ...stamps,
  });
  insert('tours', {
    id: EMPTY_TOUR,
    ...ours,
    name: 'Пустые',
    starts_on: '2026-12-01',
    ends_on: '2026-12-02',
    ...stamps,
  });
  insert('venues', {
    id: KAZAN,
    ...ours,
    name: 'Театр Качалова',
    code: 'kzn',
    type: 'tour',
    city: 'Казань',
    address: 'ул. Баумана, 48',
    stage_width: '14.00',
    dock: 'Двор, пандус 1,2 м',
    ...stamps,
  });
  insert('venues', {
    id: SAMARA,
    ...ours,
    name: 'Самарский академический театр драмы имени М. Горького, большая сцена',
    code: 'smr',
    type: 'tour',
    city: 'Самара',
    timezone: 'Europe/Samara',
    ...stamps,
  });
  insert('venue_contacts', {
    id: idOf(0xa0_040),
    ...ours,
    venue_id: KAZAN,
    name: 'Рустам Галиев',
    role: 'завпост',
    phone: '+7 900 111-22-33',
  });
  const event = (index: number, row: Readonly<Record<string, string>>): void =>
    insert('schedule_events', {
      id: idOf(0xa0_050 + index),
      ...ours,
      tour_id: TOUR,
      event_type: 'tour',
      ...row,
      ...stamps,
    });
  event(0, {
    title: 'Переезд',
    event_date: '2026-11-22',
    start_time: '08:00:00',
    end_time: '16:00:00',
    venue_id: KAZAN,
  });
  event(1, {
    title: 'Чайка в Казани',
    event_date: '2026-11-23',
    start_time: '19:00:00',
    call_time: '17:30:00',
    venue_id: KAZAN,
  });
  event(2, { title: 'Чайка в Самаре', event_date: '2026-11-24', start_time: '19:00:00', venue_id: SAMARA });
  insert('employees', { id: idOf(0xa0_060), ...ours, full_name: 'Пётр Кузнецов', ...stamps });
  insert('tour_members', {
    id: idOf(0xa0_061),
    ...ours,
    tour_id: TOUR,
    employee_id: idOf(0xa0_060),
    function: 'машинист сцены',
  });
  insert('tour_stays', {
    id: idOf(0xa0_062),
    ...ours,
    tour_id: TOUR,
    city: 'Казань',
    name: 'Гостиница «Волга»',
    arrives_on: '2026-11-22',
    leaves_on: '2026-11-24',
    ...stamps,
  });
  insert('tour_rooms', {
    id: idOf(0xa0_063),
    ...ours,
    stay_id: idOf(0xa0_062),
    employee_id: idOf(0xa0_060),
    room: '304',
  });
}
