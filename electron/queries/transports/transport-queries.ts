/** The trucks of a tour, what is in them, what stands where, and what is not found. */
import * as declared from '../../../shared/features/transports/queries.ts';
import { type Counted, packingSums } from '../../../shared/rules/packing.ts';
import { hasLeft, type Placed, piecesAway, placesOf } from '../../../shared/rules/packing-places.ts';
import { LEG_ACTIONS, type LegLine, legsIn } from '../../../shared/rules/transport-legs.ts';
import type { Reading } from '../../replica/reading.ts';
import { implement } from '../define-query.ts';
import { pendingSql } from '../file-view.ts';

type Entry = Counted & Placed & { readonly lineId: string; readonly last: string | null; readonly by: string };
type StoredLine = Pick<
  declared.BoardLine,
  'id' | 'itemId' | 'caseId' | 'name' | 'number' | 'status' | 'planned' | 'transportId' | 'loadOrder'
> & { readonly weight: string | null; readonly m3: number | null };

/** Events that need things, with their stop. */
interface Need {
  readonly eventId: string;
  readonly performanceId: string | null;
  readonly variantId: string | null;
  readonly stop: number;
}

type StoredTruck = Omit<declared.TruckView, 'isDeleted' | 'isPending' | 'leg'> & {
  readonly isDeleted: number;
  readonly isPending: number;
};

/** How many times each truck has left, by its history. */
function legsByTruck(replica: Reading, tourId: string): ReadonlyMap<string, number> {
  const lines = replica
    .prepared<[string], { readonly id: string; readonly action: string; readonly changes: string }>(
      `SELECT l.entity_id AS id, l.action, l.changes FROM transports t CROSS JOIN activity_log l
        WHERE t.tour_id = ? AND l.entity_type = 'transports' AND l.entity_id = t.id
          AND l.action IN (${LEG_ACTIONS.map((action) => `'${action}'`).join(', ')})`,
    )
    .all(tourId)
    .map(({ id, action, changes }): LegLine & { readonly id: string } => ({
      id,
      action,
      changes: JSON.parse(changes),
    }));
  return new Map([...Map.groupBy(lines, ({ id }) => id)].map(([id, own]) => [id, legsIn(own)]));
}

/** In the order in which people have put them, with those in the trash: pieces may still be in them. */
function trucksOf(replica: Reading, tourId: string): readonly declared.TruckView[] {
  const legs = legsByTruck(replica, tourId);
  return replica
    .prepared<[string], StoredTruck>(
      `SELECT t.id, t.name, t.vehicle, t.plate, t.driver, t.phone, t.payload_kg AS payloadKg, t.length_cm AS lengthCm,
          t.width_cm AS widthCm, t.height_cm AS heightCm, t.departs_at AS departsAt, t.arrives_at AS arrivesAt,
          t.status, t.venue_id AS venueId, coalesce(v.city, v.name) AS venue, t.deleted_at IS NOT NULL AS isDeleted,
          ${pendingSql('t.id')} AS isPending
        FROM transports t LEFT JOIN venues v ON v.id = t.venue_id WHERE t.tour_id = ?
        ORDER BY t.sort_order, t.name, t.id`,
    )
    .all(tourId)
    .map((truck) => ({
      ...truck,
      isDeleted: truck.isDeleted === 1,
      isPending: truck.isPending === 1,
      leg: legs.get(truck.id) ?? 0,
    }));
}

/**
 * Places of the tour, and which event is at which. A stop is a venue, however often one returns to it, in the order of
 * first events; stops count from 1. Events without a venue are at none.
 */
function stopsOf(replica: Reading, tourId: string, today: string): readonly [declared.TourStop[], Need[]] {
  const events = replica
    .prepared<
      [string],
      Omit<Need, 'stop'> &
        Pick<declared.TourStop, 'venueId' | 'venue' | 'city'> & { readonly date: string; readonly status: string }
    >(
      `SELECT s.id AS eventId, s.performance_id AS performanceId, s.variant_id AS variantId, s.event_date AS date,
          s.status, v.id AS venueId, v.name AS venue, v.city
        FROM schedule_events s JOIN venues v ON v.id = s.venue_id
        WHERE s.tour_id = ? AND s.deleted_at IS NULL AND s.status <> 'cancelled'
        ORDER BY s.event_date, s.start_time, s.id`,
    )
    .all(tourId);
  const stops = [...Map.groupBy(events, ({ venueId }) => venueId).values()].flatMap((own): declared.TourStop[] => {
    const [first, last] = [own[0], own.at(-1)];
    if (first === undefined || last === undefined) return [];
    const isOver = own.every(({ date, status }) => date < today || status === 'completed');
    return [{ venueId: first.venueId, venue: first.venue, city: first.city, from: first.date, to: last.date, isOver }];
  });
  const order = new Map(stops.map(({ venueId }, index) => [venueId, index + 1]));
  return [stops, events.map((event) => ({ ...event, stop: order.get(event.venueId) ?? 0 }))];
}

/**
 * Stops that need each thing: by what a production needs in the variant that is played, and by what an event takes.
 * Ascending. Events go in as one JSON value of arrays, `[event, production, variant, stop]`. A variant that sets a
 * thing to 0 does without it, and what it adds counts beside what the production needs.
 */
function stopsByItem(replica: Reading, needs: readonly Need[]): ReadonlyMap<string, readonly number[]> {
  const wanted = JSON.stringify(
    needs.map(({ eventId, performanceId, variantId, stop }) => [eventId, performanceId, variantId, stop]),
  );
  const rows = replica
    .prepared<[{ wanted: string }], { readonly itemId: string; readonly stop: number }>(
      `WITH e AS (SELECT DISTINCT value ->> 0 AS event_id, value ->> 1 AS performance_id, value ->> 2 AS variant_id,
            value ->> 3 AS stop FROM json_each(@wanted)),
          p AS (SELECT DISTINCT performance_id, variant_id, stop FROM e WHERE performance_id IS NOT NULL)
        SELECT i.inventory_item_id AS itemId, e.stop FROM e JOIN event_inventory i ON i.event_id = e.event_id
          WHERE i.deleted_at IS NULL
        UNION SELECT i.inventory_item_id, p.stop FROM p JOIN performance_inventory i
            ON i.performance_id = p.performance_id AND i.deleted_at IS NULL
          WHERE NOT EXISTS (SELECT 1 FROM variant_inventory n WHERE n.variant_id = p.variant_id AND n.quantity = 0
            AND n.inventory_item_id = i.inventory_item_id AND n.deleted_at IS NULL)
        UNION SELECT n.inventory_item_id, p.stop FROM p JOIN variant_inventory n
            ON n.variant_id = p.variant_id AND n.deleted_at IS NULL AND n.quantity > 0`,
    )
    .all({ wanted });
  return new Map(
    [...Map.groupBy(rows, ({ itemId }) => itemId)].map(([id, own]) => [
      id,
      own.map(({ stop }) => stop).toSorted((a, b) => a - b),
    ]),
  );
}

/**
 * Sums of entries; of each the time and the author of the last that was not taken out again, which SQLite takes from
 * the row with the maximum.
 */
const entriesOf = (replica: Reading, tourId: string): ReadonlyMap<string, readonly Entry[]> =>
  Map.groupBy(
    replica
      .prepared<[string], Entry>(
        `SELECT e.packing_line_id AS lineId, e.action, e.from_state, e.transport_id, e.venue_id,
            sum(e.quantity) AS quantity, max(CASE WHEN e.quantity > 0 THEN e.at END) AS last, e.by_name AS "by"
          FROM packing_lines l JOIN packing_entries e ON e.packing_line_id = l.id WHERE l.tour_id = ?
          GROUP BY e.packing_line_id, e.action, e.from_state, e.transport_id, e.venue_id`,
      )
      .all(tourId),
    ({ lineId }) => lineId,
  );

/**
 * By name. Volume comes from centimetres, in cubic metres; it is null where one of the three lengths is not known, as
 * any product with NULL is.
 */
const linesOf = (replica: Reading, tourId: string): readonly StoredLine[] =>
  replica
    .prepared<[string], StoredLine>(
      `SELECT l.id, l.inventory_item_id AS itemId, l.case_item_id AS caseId, i.name, i.inventory_number AS number,
          i.status, i.weight, i.width * i.height * i.depth / 1000000.0 AS m3, l.quantity AS planned,
          l.transport_id AS transportId, l.load_order AS loadOrder
        FROM packing_lines l JOIN inventory_items i ON i.id = l.inventory_item_id
        WHERE l.tour_id = ? AND l.deleted_at IS NULL ORDER BY i.name, l.id`,
    )
    .all(tourId);

/** Pieces by place with who brought the last of them there. */
function piecesAt(
  counts: ReadonlyMap<string | null, number>,
  entries: readonly Entry[],
  action: 'load' | 'unload',
): readonly declared.PiecesAt[] {
  return [...counts].map(([at, pieces]) => {
    const own = entries.filter(
      (each) => each.action === action && at === (action === 'load' ? each.transport_id : each.venue_id),
    );
    const last = own.toSorted((a, b) => ((a.last ?? '') < (b.last ?? '') ? 1 : -1))[0];
    return { at, pieces, since: last?.last ?? null, by: last?.by ?? null };
  });
}

/**
 * What was said to be missing or damaged, the newest first, without what was taken back. 500 at most: nobody reads on
 * beyond that, and the sums of the lines count all of them.
 */
const remarksOf = (replica: Reading, tourId: string): readonly declared.Remark[] =>
  replica
    .prepared<[string], declared.Remark>(
      `SELECT e.id AS entryId, e.packing_line_id AS lineId, e.action, e.quantity, e.note,
          coalesce(v.city, v.name) AS venue, e.by_name AS "by", e.at
        FROM packing_lines l JOIN packing_entries e ON e.packing_line_id = l.id LEFT JOIN venues v ON v.id = e.venue_id
        WHERE l.tour_id = ? AND e.action IN ('miss', 'damage') AND e.quantity > 0
          AND NOT EXISTS (SELECT 1 FROM packing_entries u WHERE u.undoes_id = e.id)
        ORDER BY e.at DESC, e.id DESC LIMIT 500`,
    )
    .all(tourId);

/**
 * What has gone out of stock with the tour, by thing. Out less back, by the stock ledger at the tour's place. Empty
 * where the tour has no place yet: nothing has left.
 */
const movedBy = (replica: Reading, placeId: string | null): ReadonlyMap<string, number> =>
  new Map(
    replica
      .prepared<[{ place: string }], { readonly itemId: string; readonly moved: number }>(
        `SELECT item_id AS itemId, sum(CASE WHEN to_location_id = @place THEN quantity ELSE -quantity END) AS moved
          FROM inventory_history WHERE movement_type IN ('tour_out', 'tour_in')
            AND (to_location_id = @place OR from_location_id = @place) GROUP BY item_id`,
      )
      .all({ place: placeId ?? '' })
      .map(({ itemId, moved }) => [itemId, moved]),
  );

interface StoredTour {
  readonly id: string;
  readonly name: string;
  readonly status: declared.TransportBoard['tour']['status'];
  readonly endsOn: string;
  readonly placeId: string | null;
}

const TOUR = `SELECT id, name, status, ends_on AS endsOn, place_id AS placeId FROM tours
  WHERE id = ? AND deleted_at IS NULL`;

/**
 * One answer for loading, the road and the return, since a scan on one changes the others. `gaps` are things of which
 * more is away than the stock ledger let go: the shelves held fewer than were packed, and somebody has to count.
 */
export const transportBoard = implement(declared.transportBoard, {
  tables: [
    'tours',
    'transports',
    'venues',
    'packing_lines',
    'packing_entries',
    'inventory_items',
    'inventory_history',
    'schedule_events',
    'event_inventory',
    'performance_inventory',
    'variant_inventory',
    'activity_log',
    'outbox',
  ],
  run: async ({ replica, today }, { tourId }): Promise<declared.TransportBoard | null> => {
    const tour = replica.prepared<[string], StoredTour>(TOUR).get(tourId);
    if (tour === undefined) return null;
    const { placeId, ...head } = tour;
    const [stops, needs] = stopsOf(replica, tourId, today);
    const wanted = stopsByItem(replica, needs);
    const entries = entriesOf(replica, tourId);
    const known = trucksOf(replica, tourId);
    const gone = new Set(
      known.filter(({ status, venueId }) => hasLeft({ status, venue_id: venueId })).map(({ id }) => id),
    );
    const away = new Map<string, number>();
    const lines = linesOf(replica, tourId).map(({ weight, ...line }): declared.BoardLine => {
      const own = entries.get(line.id) ?? [];
      const places = placesOf(own);
      away.set(line.itemId, (away.get(line.itemId) ?? 0) + piecesAway(places, (id) => gone.has(id)));
      return {
        ...line,
        kg: weight === null ? null : Number(weight),
        sums: packingSums(own),
        loaded: piecesAt(places.loaded, own, 'load'),
        onSite: piecesAt(places.onSite, own, 'unload'),
        missingAway: places.missingAway,
        stops: wanted.get(line.itemId) ?? [],
      };
    });
    const holding = new Set(lines.flatMap(({ loaded }) => loaded.map(({ at }) => at)));
    const moved = movedBy(replica, placeId);
    const names = new Map(lines.map(({ itemId, name }) => [itemId, name]));
    return {
      tour: { ...head, isLate: head.endsOn < today },
      trucks: known.filter(({ id, isDeleted }) => !isDeleted || holding.has(id)),
      lines,
      stops,
      remarks: remarksOf(replica, tourId),
      gaps:
        placeId === null
          ? []
          : [...away].flatMap(([itemId, count]) => {
              const out = moved.get(itemId) ?? 0;
              return count > out ? [{ itemId, name: names.get(itemId) ?? '', away: count, moved: out }] : [];
            }),
    };
  },
});
