/** A push gathers what its mutations write: it comes out as if each had come alone. */
import { expect, inject, test } from 'vitest';
import { deriveId, newId } from '../../../shared/base/ids.ts';
import { SCHEMA_VERSION } from '../../../shared/schema/versions.ts';
import { createWorld, type World } from '../../support/world.ts';

type Act = readonly [name: string, args: object];
interface Wire {
  readonly id: string;
  readonly name: string;
  readonly args: object;
}

/** A theatre whose administrator sends these; answers what was refused, by the mutation's place. */
async function sendTo(world: World, batches: readonly (readonly Wire[])[]): Promise<[number, string][]> {
  await world.theater('t1');
  await world.user('t1', 'a@t1', 'admin');
  const { sessions } = await world.replica('hand', 'a@t1');
  const refused: [number, string][] = [];
  let sequence = 0;
  for (const batch of batches) {
    const response = await fetch(`${world.hub.url}/v1/push`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${sessions.data?.deviceId}.${sessions.data?.deviceToken}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({
        deviceId: sessions.data?.deviceId,
        epoch: 1,
        schemaVersion: SCHEMA_VERSION,
        mutations: batch.map((wire) => {
          sequence += 1;
          return {
            ...wire,
            sequence,
            authorId: sessions.current?.userId,
            issuedAt: '2026-11-01T10:00:00.000Z',
            clockOffsetMs: 0,
          };
        }),
      }),
    });
    const reply = (await response.json()) as { refused: { sequence: number; code: string }[]; lastSequence: number };
    expect([response.status, reply.lastSequence]).toEqual([200, sequence]);
    refused.push(...reply.refused.map(({ sequence: at, code }): [number, string] => [at - 1, code]));
  }
  return refused;
}

const TABLES = [
  'tags',
  'inventory_categories',
  'inventory_locations',
  'inventory_items',
  'inventory_stock',
  'inventory_history',
  'inventory_counts',
  'inventory_count_lines',
  'inventory_count_entries',
  'activity_log',
  'conflicts',
  'deletions',
  'deletion_effects',
  'mutation_results',
  'seen_mutations',
];

/** The hub's clock went on meanwhile. */
const MOMENT = /"\d{4}-\d\d-\d\dT[^"]*Z"/g;

/** What lies in the tables, but for times, and for whose theatre, person and laptop it is. */
async function contents(world: World): Promise<unknown> {
  const found: Record<string, unknown> = {};
  for (const table of TABLES) {
    const { rows } = await world.hub.context.database.pool.query<{ row: Record<string, unknown> }>(
      `SELECT to_jsonb(t) AS row FROM ${table} t ORDER BY id`,
    );
    found[table] = rows
      .map(({ row }) =>
        Object.fromEntries(
          Object.entries(row).filter(([key]) => !/_at$|_by_id$|^(theater|user|employee|device|author)_id$/.test(key)),
        ),
      )
      .map((row) => JSON.stringify(table === 'mutation_results' ? { ...row, id: '' } : row).replaceAll(MOMENT, ''))
      .toSorted();
  }
  return found;
}

/** Work in which each needs what came before, and some of it is wrong. */
function mixed(): Wire[] {
  const [tag, category, shelf, other, thing, count, entry] = Array.from({ length: 7 }, () => newId());
  const item = (id: string, number: string, at: object): Act => [
    'inventory.create',
    { id, values: { name: number, inventory_number: number, category_id: category }, ...at },
  ];
  const scan = (id: string, itemId = thing): Act => [
    'count.recordEntry',
    { id, countId: count, itemId, scannedCode: null, locationId: shelf, quantity: 1 },
  ];
  const rename = (from: string, to: string): Act => [
    'row.update',
    { table: 'inventory_items', id: thing, changes: { name: to }, seen: { name: from } },
  ];
  const acts: Act[] = [
    ['row.create', { table: 'tags', id: tag, values: { name: 'T' } }],
    ['row.create', { table: 'tags', id: tag, values: { name: 'again' } }],
    ['row.create', { table: 'inventory_categories', id: category, values: { name: 'C', code: 'C' } }],
    ['row.create', { table: 'inventory_locations', id: shelf, values: { name: 'S', code: 'S' } }],
    ['row.create', { table: 'inventory_locations', id: other, values: { name: 'O', code: 'O', parent_id: shelf } }],
    ['row.create', { table: 'inventory_locations', id: newId(), values: { name: 'X', code: 'S' } }],
    item(thing ?? '', 'N1', { stock: { locationId: shelf, quantity: 5 } }),
    item(newId(), 'N1', {}),
    item(newId(), 'N2', { stock: { locationId: newId(), quantity: 5 } }),
    item(newId(), 'N2', {}),
    rename('N1', 'renamed'),
    rename('N1', 'late'),
    ['inventory.move', { itemId: thing, fromLocationId: shelf, toLocationId: other, quantity: 2 }],
    ['inventory.move', { itemId: thing, fromLocationId: shelf, toLocationId: other, quantity: 100 }],
    ['inventory.move', { itemId: thing, fromLocationId: other, toLocationId: shelf, quantity: 1 }],
    ['count.create', { id: count, name: 'Count', locationId: shelf, isBlind: false }],
    scan(newId()),
    ['count.start', { countId: count }],
    scan(entry ?? ''),
    scan(entry ?? ''),
    scan(newId()),
    scan(newId(), newId()),
    ['count.undoEntry', { entryId: entry }],
    ['count.undoEntry', { entryId: entry }],
    scan(newId()),
    ['count.review', { countId: count }],
    ['row.update', { table: 'tags', id: tag, changes: { name: 'T2' }, seen: { name: 'T' } }],
    ['row.delete', { table: 'tags', id: tag }],
    ['row.update', { table: 'tags', id: tag, changes: { name: 'T3' }, seen: { name: 'T2' } }],
    ['row.create', { table: 'tags', id: newId(), values: { name: 'T2' } }],
    ['no.such', {}],
    ['row.create', { table: 'tags', id: newId(), values: { name: 'last' } }],
  ];
  return acts.map(([name, args], index) => ({ id: deriveId('mutation', tag ?? '', String(index)), name, args }));
}

test('a push of many leaves the same rows, the same history and the same refusals as one push for each', {
  timeout: 240_000,
}, async () => {
  const acts = mixed();
  // The second push finds rows that the first has left, and changes them several times.
  const half = acts.findIndex(({ name }) => name === 'inventory.move');
  await using together = await createWorld(inject('postgresUrl'));
  const refused = await sendTo(together, [acts.slice(0, half), acts.slice(half)]);
  await using apart = await createWorld(inject('postgresUrl'));
  expect(
    await sendTo(
      apart,
      acts.map((act) => [act]),
    ),
  ).toEqual(refused);
  expect(await contents(together)).toEqual(await contents(apart));
  // Of each kind something was refused, and much passed.
  expect(new Set(refused.map(([, code]) => code)).size).toBeGreaterThanOrEqual(6);
  expect(refused.length).toBeLessThan(acts.length / 2);
});

test('what the database refuses in the middle of a push is refused alone', { timeout: 240_000 }, async () => {
  await using world = await createWorld(inject('postgresUrl'));
  const { pool } = world.hub.context.database;
  await pool.query(`CREATE FUNCTION refuse_tag() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN IF NEW.name = 'no' THEN RAISE EXCEPTION 'x' USING ERRCODE = '23514'; END IF; RETURN NEW; END $$`);
  await pool.query('CREATE TRIGGER aa_refuse BEFORE INSERT ON tags FOR EACH ROW EXECUTE FUNCTION refuse_tag()');
  const tag = (name: string): Wire => ({
    id: newId(),
    name: 'row.create',
    args: { table: 'tags', id: newId(), values: { name } },
  });
  const refused = await sendTo(world, [['one', 'no', 'two', 'no', 'three'].map(tag)]);
  expect(refused).toEqual([
    [1, 'constraint.violated'],
    [3, 'constraint.violated'],
  ]);
  const { rows } = await pool.query<{ name: string }>('SELECT name FROM tags ORDER BY name');
  expect(rows.map(({ name }) => name)).toEqual(['one', 'three', 'two']);
  expect((await pool.query("SELECT 1 FROM activity_log WHERE entity_type = 'tags'")).rowCount).toBe(3);
});
