import { transportStatus } from '../../rules/state-machines.ts';
import {
  audit,
  fixed,
  initially,
  int,
  managed,
  oneOf,
  opt,
  policy,
  ref,
  softDelete,
  table,
  tenant,
  timestamp,
  varchar,
} from '../define.ts';

/** A truck, a bus, a wagon of a tour: what it may carry, who drives it, and where it stands. */
export const transports = table(
  'transports',
  {
    ...tenant,
    /** What is in a truck is away with its own tour. */
    tour_id: fixed(ref('tours', 'CASCADE', 'cascade')),
    name: varchar(100),
    vehicle: opt(varchar(100)),
    plate: opt(varchar(20)),
    driver: opt(varchar(255)),
    phone: opt(varchar(50)),
    payload_kg: opt(int('payload_kg >= 0')),
    /** Inside, where things are loaded. */
    length_cm: opt(int('length_cm >= 0')),
    width_cm: opt(int('width_cm >= 0')),
    height_cm: opt(int('height_cm >= 0')),
    departs_at: opt(timestamp()),
    arrives_at: opt(timestamp()),
    from_location_id: opt(ref('inventory_locations', 'SET NULL', 'clear')),
    to_location_id: opt(ref('inventory_locations', 'SET NULL', 'clear')),
    /** Leg after leg: what was unloaded is loaded again. Led on by `transport.depart` and its neighbours alone. */
    status: managed(policy(oneOf(['planned', 'loading', 'departed', 'arrived', 'unloaded'], 'planned'), 'refuse')),
    /** Where it stands, or where it goes while it is departed, also when the venue was deleted; NULL: at home. */
    venue_id: managed(opt(ref('venues', 'SET NULL', 'keep'))),
    sort_order: initially(int(), 0),
    ...softDelete,
    ...audit,
  },
  {
    words: {
      table: ['Транспорт', 'Transports'],
      fields: {
        vehicle: ['Машина', 'Vehicle'],
        plate: ['Номер машины', 'Plate'],
        driver: ['Водитель', 'Driver'],
        payload_kg: ['Грузоподъёмность, кг', 'Payload, kg'],
        length_cm: ['Длина кузова, см', 'Length inside, cm'],
        width_cm: ['Ширина кузова, см', 'Width inside, cm'],
        height_cm: ['Высота кузова, см', 'Height inside, cm'],
        departs_at: ['Отправление', 'Departs'],
        arrives_at: ['Прибытие', 'Arrives'],
      },
      values: {
        loading: ['грузится', 'loading'],
        departed: ['в пути', 'departed'],
        arrived: ['прибыл', 'arrived'],
        unloaded: ['разгружен', 'unloaded'],
      },
    },
    group: 'shows',
    page: 'records',
    part: true,
    title: 'name',
    hint: 'plate',
    states: transportStatus,
    rules: ['transport'],
    write: 'tours.edit',
    search: ['name', 'plate'],
    searchWeight: 1,
    since: 2,
  },
);
