/** What people do with trucks, drawn for the random runs: few of them, so that laptops meet in them. */
import type { Look, Random } from './random-world.ts';

type Act = { readonly name: string; readonly args: unknown };

/** Drawn more often: a truck that nobody sends off never moves stock. */
export const TRANSPORT_NAMES = ['transport.depart', 'transport.depart', 'transport.arrive', 'transport.assign'];

const LIVE = 'deleted_at IS NULL';

const ids = (look: Look, table: string, where = LIVE): string[] =>
  look(`SELECT id FROM ${table} WHERE ${where} ORDER BY id LIMIT 12`).map((row) => String(row['id']));

/** A leg that somebody saw, long ago or just now; laptops of before say none. */
const legSeen = (random: Random): { leg?: number } => (random.next() < 0.5 ? { leg: random.below(4) } : {});

/** Undefined where the mutation is not one of trucks. */
export function transportAct(random: Random, look: Look, name: string): Act | undefined {
  if (!name.startsWith('transport.')) return undefined;
  const trucks = look(`SELECT id, tour_id FROM transports WHERE ${LIVE} ORDER BY id LIMIT 6`);
  const truck = random.pick(trucks);
  const id = truck === undefined ? random.id() : String(truck['id']);
  const tourId = truck === undefined ? random.id() : String(truck['tour_id']);
  const lines = ids(look, 'packing_lines', `${LIVE} AND tour_id = '${tourId}'`).filter(() => random.next() < 0.5);
  const named = lines.length === 0 ? [random.id()] : lines;
  switch (name) {
    case 'transport.depart': {
      const venueId = random.next() < 0.3 ? null : (random.pick(ids(look, 'venues')) ?? random.id());
      return { name, args: { id, venueId, ...(random.next() < 0.7 ? { isEmpty: true } : {}), ...legSeen(random) } };
    }
    case 'transport.undoStep':
      // Whose step it was is not known from rows: refused, as where the truck has gone on.
      return { name, args: { id, of: random.id(), ...legSeen(random) } };
    case 'transport.assign': {
      const own = ids(look, 'transports', `${LIVE} AND tour_id = '${tourId}'`);
      const transportId = random.next() < 0.2 ? null : (random.pick(own) ?? random.id());
      return {
        name,
        args: {
          tourId,
          lines: named.map((lineId) => ({ lineId, transportId, seen: null })),
          onlySeen: random.next() < 0.2,
        },
      };
    }
    case 'transport.order':
      return {
        name,
        args: {
          tourId,
          lines: named.map((lineId) => ({
            lineId,
            order: random.next() < 0.2 ? null : 1 + random.below(9),
            seen: null,
          })),
        },
      };
    default:
      return { name, args: { id, ...legSeen(random) } };
  }
}
