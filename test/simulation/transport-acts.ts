/** What people do with trucks, drawn for the random runs: few of them, so that laptops meet in them. */
import type { Look, Random } from './random-world.ts';

type Act = { readonly name: string; readonly args: unknown };

/** Drawn more often: a truck that nobody sends off never moves stock, and what is not loaded is not put back. */
export const TRANSPORT_NAMES = [
  'transport.depart',
  'transport.depart',
  'transport.arrive',
  'transport.assign',
  'transport.putBack',
  'transport.undoStep',
  'transport.undoStep',
];

const STEPS: ReadonlySet<string> = new Set(['transport.depart', 'transport.arrive', 'transport.unloaded']);
/** Steps that are offered to be taken back; older ones have been gone on from. */
const REMEMBERED = 6;

/** A step is taken back by the id of its mutation, which no row tells: whoever runs acts says what was done. */
let remembered: readonly { readonly id: string; readonly of: string }[] = [];

/** Notes a mutation that was done, where it is a step of a truck. */
export function noteStep({ name, args }: Act, mutationId: string): void {
  if (!STEPS.has(name)) return;
  const { id } = args as { readonly id: string };
  remembered = [{ id, of: mutationId }, ...remembered].slice(0, REMEMBERED);
}

/** Another theatre begins. */
export function forgetSteps(): void {
  remembered = [];
}

const LIVE = 'deleted_at IS NULL';

const ids = (look: Look, table: string, where = LIVE): string[] =>
  look(`SELECT id FROM ${table} WHERE ${where} ORDER BY id LIMIT 12`).map((row) => String(row['id']));

/** Mostly of what somebody has loaded: a thing, or all of a case. Where nothing is in a truck it is loaded first. */
function putBackAct(random: Random, look: Look, truck: { readonly id: string; readonly tourId: string }): Act {
  const loaded = look(
    `SELECT l.tour_id, l.inventory_item_id, l.case_item_id, e.transport_id FROM packing_entries e
      JOIN packing_lines l ON l.id = e.packing_line_id
      WHERE e.action = 'load' AND e.transport_id IS NOT NULL ORDER BY e.id LIMIT 8`,
  );
  const one = random.pick(loaded);
  if (one === undefined) {
    const itemId = random.pick(ids(look, 'inventory_items')) ?? random.id();
    const args = { tourId: truck.tourId, itemId, caseId: null, action: 'load', quantity: 2, transportId: truck.id };
    return { name: 'packing.record', args };
  }
  const of = (column: string): string => String(one[column]);
  const inside = one['case_item_id'];
  const args = {
    tourId: of('tour_id'),
    transportId: of('transport_id'),
    itemId: of('inventory_item_id'),
    caseId: typeof inside === 'string' ? inside : null,
    ...(random.next() < 0.5 ? { quantity: 1 + random.below(2) } : {}),
  };
  return { name: 'transport.putBack', args };
}
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
    case 'transport.undoStep': {
      // The last one mostly still stands; of others the truck has gone on, or they were somebody else's.
      const step = random.next() < 0.7 ? remembered[0] : random.pick(remembered);
      return { name, args: { ...(step ?? { id, of: random.id() }), ...(random.next() < 0.1 ? legSeen(random) : {}) } };
    }
    case 'transport.putBack':
      return putBackAct(random, look, { id, tourId });
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
