/** All that the papers of a tour are made of, as the reader may see it: read once, said by `tour-forms.ts`. */
import type { ScheduleEvent } from '../../../shared/features/schedule/queries.ts';
import type { TransportBoard } from '../../../shared/features/transports/queries.ts';
import { kopecksOf } from '../../../shared/i18n/number-words.ts';
import { zoneOf } from '../../../shared/rules/event-time.ts';
import { unitsOfTruck } from '../../../shared/rules/load-units.ts';
import { type Counted, type PackingSums, packingSums } from '../../../shared/rules/packing.ts';
import type { Reading } from '../../replica/reading.ts';
import type { QueryContext, WatchedTable } from '../define-query.ts';
import { readRange } from '../schedule/range.ts';
import { transportBoard } from '../transports/transport-queries.ts';
import { officeOf } from './pieces.ts';

/** What decides what the papers of a tour say, beside the schedule and the inventory. */
export const TOUR_PAPER_TABLES: readonly WatchedTable[] = [
  'tours',
  'tour_members',
  'tour_stays',
  'tour_rooms',
  'venue_contacts',
  'transports',
  'packing_lines',
  'packing_entries',
];

/** A venue of the tour, with its technical sheet as it is written there. */
export interface TourVenue {
  readonly id: string;
  readonly name: string;
  readonly city: string | null;
  readonly address: string | null;
  readonly zone: string;
  readonly capacity: number | null;
  readonly stage_width: string | null;
  readonly stage_depth: string | null;
  readonly stage_height: string | null;
  readonly proscenium_width: string | null;
  readonly proscenium_height: string | null;
  readonly dock: string | null;
  readonly power: string | null;
  readonly rigging: string | null;
  readonly technical_note: string | null;
  readonly contacts: readonly TourContact[];
}

/** Whom one calls. */
export interface TourContact {
  readonly id: string;
  readonly name: string;
  readonly role: string | null;
  readonly phone: string | null;
  readonly email: string | null;
}

/** Who goes. */
export interface TourPerson {
  readonly id: string;
  readonly name: string;
  readonly function: string | null;
  readonly phone: string | null;
  readonly note: string | null;
}

/** Where they sleep, and who in which room. */
export interface TourStay {
  readonly id: string;
  readonly city: string;
  readonly name: string;
  readonly address: string | null;
  readonly phone: string | null;
  readonly arrivesOn: string;
  readonly leavesOn: string;
  readonly note: string | null;
  readonly rooms: readonly {
    readonly id: string;
    readonly name: string;
    readonly room: string | null;
    readonly sharesWith: string | null;
  }[];
}

/** A vehicle. Moments are ISO-8601 UTC. */
export interface TourTransport {
  readonly id: string;
  readonly name: string;
  readonly vehicle: string | null;
  readonly plate: string | null;
  readonly driver: string | null;
  readonly phone: string | null;
  readonly payloadKg: number | null;
  readonly departsAt: string | null;
  readonly arrivesAt: string | null;
  readonly fromPlace: string | null;
  readonly toPlace: string | null;
}

/** A thing as papers of a tour tell of it. */
export interface TourThing {
  readonly id: string;
  readonly name: string;
  readonly inventoryNumber: string;
  readonly serial: string | null;
  readonly unit: string;
  /** Of one; null where nobody weighed it. */
  readonly grams: number | null;
  /** Of one; null where nobody said. */
  readonly kopecks: number | null;
  /** The country that it comes from; null where nobody said. */
  readonly origin: string | null;
}

/** So many of a thing in a case, or in none, with what the ledger says of them. */
export interface TourLine {
  readonly id: string;
  readonly thing: TourThing;
  /** Planned. */
  readonly quantity: number;
  readonly isExtra: boolean;
  readonly note: string | null;
  readonly caseId: string | null;
  readonly transportId: string | null;
  readonly sums: PackingSums;
  /** What was said of damage and of what was missed, in the order in which it was said. */
  readonly said: readonly string[];
}

/** A tour on paper. */
export interface TourPaper {
  readonly id: string;
  readonly name: string;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly status: string;
  readonly manager: string | null;
  readonly note: string | null;
  /** The theatre's. */
  readonly zone: string;
  readonly today: string;
  readonly events: readonly ScheduleEvent[];
  readonly venues: ReadonlyMap<string, TourVenue>;
  readonly people: readonly TourPerson[];
  readonly stays: readonly TourStay[];
  readonly transports: readonly TourTransport[];
  /**
   * Of each truck the place of a load in the order of loading, as the tailgate shows it: by the line of a thing, by the
   * thing that a case is.
   */
  readonly places: ReadonlyMap<string, ReadonlyMap<string, number>>;
  readonly lines: readonly TourLine[];
  /** Cases by id, also such as stand on no line of their own. */
  readonly cases: ReadonlyMap<string, TourThing>;
}

interface ThingRow {
  readonly id: string;
  readonly name: string;
  readonly inventoryNumber: string;
  readonly serial: string | null;
  readonly unit: string;
  readonly weight: string | null;
  readonly price: string | null;
  readonly custom: string | null;
}

/** What theatres call the field in which the country of origin stands; the first that is filled counts. */
const ORIGIN_FIELDS = ['origin', 'country', 'country_of_origin', 'страна', 'страна происхождения', 'происхождение'];

function originOf(custom: string | null): string | null {
  const given: unknown = custom === null ? null : JSON.parse(custom);
  if (given === null || typeof given !== 'object') return null;
  const fields = new Map(Object.entries(given).map(([name, value]) => [name.trim().toLowerCase(), value as unknown]));
  for (const name of ORIGIN_FIELDS) {
    const value = fields.get(name);
    if (typeof value === 'string' && value.trim() !== '') return value.trim();
  }
  return null;
}

/** Kilograms are stored with two places; null where nobody weighed it, and nothing weighs nothing. */
const gramsOf = (stored: string | null): number | null => {
  const grams = stored === null ? 0 : Math.round(Number(stored) * 1000);
  return grams > 0 ? grams : null;
};

/** Things by id, the deleted ones too: what is on the road is on the road. */
function thingsOf(replica: Reading, ids: Iterable<string>): ReadonlyMap<string, TourThing> {
  const rows = replica
    .prepared<[string], ThingRow>(
      `SELECT id, name, inventory_number AS inventoryNumber, serial_number AS serial, unit, weight,
          coalesce(current_value, purchase_price) AS price, custom_fields AS custom
        FROM inventory_items WHERE id IN (SELECT value FROM json_each(?))`,
    )
    .all(JSON.stringify([...new Set(ids)]));
  return new Map(
    rows.map(({ weight, price, custom, ...thing }) => [
      thing.id,
      { ...thing, grams: gramsOf(weight), kopecks: kopecksOf(price), origin: originOf(custom) },
    ]),
  );
}

interface LineRow {
  readonly id: string;
  readonly item_id: string;
  readonly quantity: number;
  readonly is_extra: number;
  readonly note: string | null;
  readonly case_item_id: string | null;
  readonly transport_id: string | null;
}

type EntryRow = Counted & { readonly line: string; readonly note: string | null };

const collator = new Intl.Collator(['ru', 'en'], { numeric: true, sensitivity: 'base' });

function linesOf(replica: Reading, tourId: string): Pick<TourPaper, 'lines' | 'cases'> {
  const rows = replica
    .prepared<[string], LineRow>(
      `SELECT id, inventory_item_id AS item_id, quantity, is_extra, note, case_item_id, transport_id
        FROM packing_lines WHERE tour_id = ? AND deleted_at IS NULL ORDER BY id`,
    )
    .all(tourId);
  const entries = Map.groupBy(
    replica
      .prepared<[string], EntryRow>(
        `SELECT e.packing_line_id AS line, e.action, e.quantity, e.from_state, e.note
          FROM packing_entries e JOIN packing_lines l ON l.id = e.packing_line_id
         WHERE l.tour_id = ? ORDER BY e.id`,
      )
      .all(tourId),
    ({ line }) => line,
  );
  const things = thingsOf(
    replica,
    rows.flatMap(({ item_id, case_item_id }) => (case_item_id === null ? [item_id] : [item_id, case_item_id])),
  );
  const lines = rows.flatMap((row): TourLine[] => {
    const thing = things.get(row.item_id);
    const of = entries.get(row.id) ?? [];
    const sums = packingSums(of);
    // Planned and taken back, and never packed: nothing goes by this line.
    if (thing === undefined || (row.quantity === 0 && of.length === 0)) return [];
    return [
      {
        id: row.id,
        thing,
        quantity: row.quantity,
        isExtra: row.is_extra === 1,
        note: row.note,
        caseId: row.case_item_id,
        transportId: row.transport_id,
        sums,
        said: of.flatMap(({ note, quantity }) => (note === null || note === '' || quantity < 0 ? [] : [note])),
      },
    ];
  });
  const cases = new Map(
    lines.flatMap(({ caseId }) => {
      const box = caseId === null ? undefined : things.get(caseId);
      return box === undefined ? [] : [[box.id, box] as const];
    }),
  );
  const byName = (a: TourLine, b: TourLine): number =>
    collator.compare(a.thing.name, b.thing.name) ||
    collator.compare(a.thing.inventoryNumber, b.thing.inventoryNumber) ||
    (a.id < b.id ? -1 : 1);
  return { lines: lines.toSorted(byName), cases };
}

function venuesOf(replica: Reading, ids: readonly string[], zone: string): ReadonlyMap<string, TourVenue> {
  type Stored = Omit<TourVenue, 'zone' | 'contacts'> & { readonly timezone: string | null };
  const asked = JSON.stringify(ids);
  const contacts = Map.groupBy(
    replica
      .prepared<[string], TourContact & { readonly venue_id: string }>(
        `SELECT id, venue_id, name, role, phone, email FROM venue_contacts
          WHERE deleted_at IS NULL AND venue_id IN (SELECT value FROM json_each(?)) ORDER BY role, name, id`,
      )
      .all(asked),
    ({ venue_id }) => venue_id,
  );
  const rows = replica
    .prepared<[string], Stored>(
      `SELECT id, name, city, address, timezone, capacity, stage_width, stage_depth, stage_height, proscenium_width,
          proscenium_height, dock, power, rigging, technical_note
        FROM venues WHERE id IN (SELECT value FROM json_each(?))`,
    )
    .all(asked);
  // In the order of the tour.
  return new Map(
    rows
      .toSorted((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id))
      .map(({ timezone, ...venue }) => [
        venue.id,
        { ...venue, zone: zoneOf(timezone, zone), contacts: contacts.get(venue.id) ?? [] },
      ]),
  );
}

const peopleOf = (replica: Reading, tourId: string): readonly TourPerson[] =>
  replica
    .prepared<[string], TourPerson>(
      `SELECT m.id, e.full_name AS name, m.function, u.phone, m.note FROM tour_members m
        JOIN employees e ON e.id = m.employee_id LEFT JOIN users u ON u.id = e.user_id
        WHERE m.tour_id = ? AND m.deleted_at IS NULL ORDER BY e.full_name, m.id`,
    )
    .all(tourId);

function staysOf(replica: Reading, tourId: string): readonly TourStay[] {
  type Room = TourStay['rooms'][number] & { readonly stay_id: string };
  const rooms = Map.groupBy(
    replica
      .prepared<[string], Room>(
        `SELECT r.id, r.stay_id, e.full_name AS name, r.room, r.shares_with AS sharesWith FROM tour_rooms r
          JOIN tour_stays s ON s.id = r.stay_id JOIN employees e ON e.id = r.employee_id
         WHERE s.tour_id = ? AND r.deleted_at IS NULL ORDER BY r.room, e.full_name, r.id`,
      )
      .all(tourId),
    ({ stay_id }) => stay_id,
  );
  return replica
    .prepared<[string], Omit<TourStay, 'rooms'>>(
      `SELECT id, city, name, address, phone, arrives_on AS arrivesOn, leaves_on AS leavesOn, note FROM tour_stays
        WHERE tour_id = ? AND deleted_at IS NULL ORDER BY arrives_on, city, id`,
    )
    .all(tourId)
    .map((stay) => ({ ...stay, rooms: rooms.get(stay.id) ?? [] }));
}

const transportsOf = (replica: Reading, tourId: string): readonly TourTransport[] =>
  replica
    .prepared<[string], TourTransport>(
      `SELECT t.id, t.name, t.vehicle, t.plate, t.driver, t.phone, t.payload_kg AS payloadKg,
          t.departs_at AS departsAt, t.arrives_at AS arrivesAt, f.name AS fromPlace, o.name AS toPlace
        FROM transports t LEFT JOIN inventory_locations f ON f.id = t.from_location_id
          LEFT JOIN inventory_locations o ON o.id = t.to_location_id
       WHERE t.tour_id = ? AND t.deleted_at IS NULL ORDER BY t.sort_order, t.name, t.id`,
    )
    .all(tourId);

function placesIn(board: TransportBoard | null): TourPaper['places'] {
  return new Map(
    (board?.trucks ?? []).map((truck) => [
      truck.id,
      new Map(
        unitsOfTruck(board?.lines ?? [], truck, board?.stops ?? []).map(({ isCase, line }, index) => [
          isCase ? line.itemId : line.id,
          index,
        ]),
      ),
    ]),
  );
}

/**
 * Null where there is no such tour. Events are those that this reader may see: who does not plan reads what was
 * published. What was withdrawn is left out.
 */
export async function tourPaperOf(context: QueryContext, tourId: string): Promise<TourPaper | null> {
  const { replica, today } = context;
  type Stored = Pick<TourPaper, 'id' | 'name' | 'startsOn' | 'endsOn' | 'status' | 'manager' | 'note'>;
  const tour = replica
    .prepared<[string], Stored>(
      `SELECT t.id, t.name, t.starts_on AS startsOn, t.ends_on AS endsOn, t.status, t.note,
          e.full_name AS manager
        FROM tours t LEFT JOIN employees e ON e.id = t.manager_id
       WHERE t.id = ? AND t.deleted_at IS NULL`,
    )
    .get(tourId);
  if (tour === undefined) return null;
  const { zone } = officeOf(replica);
  const ids = new Set(
    replica
      .prepared<[string], { id: string }>('SELECT id FROM schedule_events WHERE tour_id = ? AND deleted_at IS NULL')
      .all(tourId)
      .map(({ id }) => id),
  );
  // The schedule itself says what this reader may know of them.
  const range = await readRange(context, { from: tour.startsOn, to: tour.endsOn, employeeId: null });
  const events = range.events.filter(({ id, state }) => ids.has(id) && state !== 'withdrawn');
  const venueIds = [...new Set(events.flatMap(({ venueId }) => (venueId === null ? [] : [venueId])))];
  return {
    ...tour,
    zone,
    today,
    events,
    venues: venuesOf(replica, venueIds, zone),
    people: peopleOf(replica, tourId),
    stays: staysOf(replica, tourId),
    transports: transportsOf(replica, tourId),
    places: placesIn(await transportBoard.run(context, { tourId })),
    ...linesOf(replica, tourId),
  };
}
