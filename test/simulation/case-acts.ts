/** What people do with cases, drawn for the random runs: few things, so that cases meet in each other. */
import { casePlaceId } from '../../shared/mutations/case-place.ts';
import type { Look, Random } from './random-world.ts';

type Act = { readonly name: string; readonly args: unknown };

const LIVE = 'deleted_at IS NULL';

/** Mutations of cases that are drawn here, the frequent ones more often. */
export const CASE_NAMES = [
  'case.make',
  ...Array<string>(3).fill('case.pack'),
  'case.unpack',
  'case.unmake',
  'case.check',
  'case.settle',
  'kit.add',
  'kit.add',
  'kit.take',
  'kit.book',
  'kit.release',
];

const ids = (look: Look, table: string, where = LIVE): string[] =>
  look(`SELECT id FROM ${table} WHERE ${where} ORDER BY id LIMIT 5`).map((row) => String(row['id']));

/** Where something stands: the thing, and how many. */
const stock = (look: Look, where: string) =>
  look(
    `SELECT item_id, location_id, quantity FROM inventory_stock WHERE quantity > 0 AND ${where} ORDER BY id LIMIT 8`,
  );

function heldArgs(random: Random, look: Look): unknown {
  const table = random.pick(['schedule_events', 'performances'] as const) ?? 'performances';
  const parts = ids(look, 'inventory_items').slice(0, 1 + random.below(3));
  return {
    holder: { table, id: random.pick(ids(look, table)) ?? random.id() },
    parts: (parts.length > 0 ? parts : [random.id()]).map((itemId) => ({
      itemId,
      quantity: 1 + random.below(2),
      caseItemId: null,
    })),
  };
}

/** Undefined where the mutation is not one of cases. */
export function caseAct(random: Random, look: Look, name: string): Act | undefined {
  if (!CASE_NAMES.includes(name)) return undefined;
  const anyThing = (): string => random.pick(ids(look, 'inventory_items')) ?? random.id();
  // Things of which there is one become cases; what is one already is meant mostly.
  const single = (): string => random.pick(ids(look, 'inventory_items', `${LIVE} AND quantity <= 1`)) ?? anyThing();
  const box = (): string => random.pick(ids(look, 'inventory_items', `${LIVE} AND place_id IS NOT NULL`)) ?? single();
  if (name === 'case.make') return { name, args: { itemId: single() } };
  if (name === 'kit.book' || name === 'kit.release') return { name, args: heldArgs(random, look) };
  if (name === 'kit.add' || name === 'kit.take') {
    const itemId = random.next() < 0.4 ? box() : anyThing();
    return { name, args: { caseItemId: box(), lines: [{ itemId, quantity: 1 + random.below(3) }] } };
  }
  const itemId = box();
  if (name === 'case.unmake' || name === 'case.settle') return { name, args: { itemId } };
  const place = casePlaceId(itemId);
  const there = random.pick(stock(look, `location_id = '${place}'`));
  if (name === 'case.check') {
    const changes = there === undefined ? [] : [{ itemId: String(there['item_id']), by: random.below(3) - 1 }];
    return { name, args: random.next() < 0.3 ? { itemId } : { itemId, changes } };
  }
  if (name === 'case.unpack') {
    const toLocationId = random.pick(ids(look, 'inventory_locations')) ?? random.id();
    return {
      name,
      args: { itemId, things: [{ itemId: String(there?.['item_id'] ?? anyThing()), toLocationId, quantity: 1 }] },
    };
  }
  // Every second time a case goes into a case: that is how circles come about.
  const inner = random.next() < 0.5 ? box() : anyThing();
  const from = random.pick(stock(look, `item_id = '${inner}'`));
  const fromLocationId = String(from?.['location_id'] ?? random.id());
  return { name, args: { itemId, things: [{ itemId: inner, fromLocationId, quantity: 1 }] } };
}
