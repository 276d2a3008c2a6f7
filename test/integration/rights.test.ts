/**
 * Rights × mutations × tables × roles, as `docs/rights.md` says them: tried on a laptop's database, on the hub's, and
 * over the wire.
 */
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { ReplicaHost } from '../../electron/host/replica-host.ts';
import { deletionRights, isRightsPageCurrent } from '../../scripts/rights.ts';
import { must } from '../../shared/base/asserts.ts';
import { newId } from '../../shared/base/ids.ts';
import { mutationNames, permissionOf } from '../../shared/mutations/registry.ts';
import { can, permissions, SIGNED_IN, systemRoles } from '../../shared/rules/permissions.ts';
import { isTableName, replicatedTables, type TableName, tableNames, tableOf } from '../../shared/schema/catalog.ts';
import type { JsonValue } from '../../shared/schema/define.ts';
import { SCHEMA_VERSION } from '../../shared/schema/versions.ts';
import { actNamed, drawnFrom, seeded } from '../simulation/random-world.ts';
import { Cast } from '../support/cast.ts';
import { productionRows } from '../support/production-rows.ts';
import { createWorld } from '../support/world.ts';

const DENIED = 'permission.denied';
const state: { cast?: Cast } = {};
beforeAll(async () => {
  state.cast = await Cast.on(inject('postgresUrl'));
});
afterAll(async () => state.cast?.close());
const cast = (): Cast => must(state.cast);
const tables = tableNames.filter((name) => tableOf(name).write !== undefined && name !== 'theaters');
const may = (role: (typeof systemRoles)[number], rights: readonly string[]): boolean =>
  rights.every((right) => can(role.permissions, right));

test('the page is the one that follows from the code', () => {
  expect(isRightsPageCurrent(), 'run: node scripts/rights.ts').toBe(true);
});

test('every right that anything asks for is one that a role can have, and every one is asked for', () => {
  const codes = new Set<string>(permissions.map(({ code }) => code));
  const asked = new Set<string>(['rows.delete', 'devices.manage', 'data.import']);
  for (const name of mutationNames) for (const table of tables) asked.add(permissionOf(name, table) ?? 'rows.delete');
  for (const name of tableNames) {
    const { owner } = tableOf(name);
    if (owner !== undefined) asked.add(owner.shared);
  }
  // Whoever is signed in holds it without a role.
  asked.delete(SIGNED_IN);
  for (const name of tableNames)
    for (const { readPermission } of Object.values(tableOf(name).columns))
      if (readPermission !== undefined) asked.add(readPermission);
  expect([...asked].toSorted()).toEqual([...codes].toSorted());
});

/** A new row with as little as it needs. */
async function least(table: TableName): Promise<Record<string, JsonValue>> {
  const model = await cast().read(table, await cast().row(table));
  const values: Record<string, JsonValue> = {};
  for (const [name, { nullable, managed, hubOnly, initial, references, readPermission }] of Object.entries(
    tableOf(table).columns,
  )) {
    if (
      name === 'id' ||
      nullable ||
      managed === true ||
      hubOnly === true ||
      initial !== undefined ||
      readPermission !== undefined
    )
      continue;
    const parent = references?.table;
    const isKey = tableOf(table).unique.flat().includes(name);
    values[name] =
      parent !== undefined && isTableName(parent)
        ? await cast().row(parent)
        : isKey
          ? `k-${newId().slice(-10)}`
          : (model[name] as JsonValue);
  }
  return values;
}

const NOBODYS = '00000000-0000-4000-8000-000000000000';
/** Of what can only follow something else, where nothing has been settled or loaded: the right is asked for all the same. */
const BEFORE_ITS_TIME: Readonly<Record<string, object>> = {
  'booking.unsettle': { of: NOBODYS },
  'transport.putBack': { tourId: NOBODYS, transportId: NOBODYS, itemId: NOBODYS, caseId: null },
};

describe.each(systemRoles)('$code', (role) => {
  test.each(tables)('rows of %s', async (table) => {
    const right = must(tableOf(table).write);
    const verdicts = {
      create: await cast().verdict(role.code, 'row.create', { table, id: cast().newId(), values: await least(table) }),
      update: await cast().verdict(role.code, 'row.update', {
        table,
        id: await cast().row(table),
        changes: {},
        seen: {},
      }),
    };
    const rights = deletionRights(table);
    const [id, deletionId] = [await cast().row(table), cast().newId()];
    const deletion = await cast().verdict(role.code, 'row.delete', {
      table,
      id: await cast().row(table),
      deletionId: cast().newId(),
    });
    for (const [act, verdict] of Object.entries(verdicts))
      expect(verdict === DENIED, `${act}: ${verdict}`).toBe(!may(role, [right]));
    if (rights === undefined) return expect(deletion).not.toBe('done');
    expect(deletion === DENIED, deletion).toBe(!may(role, rights));
    expect(await cast().verdict('admin', 'row.delete', { table, id, deletionId })).toBe('done');
    const restore = await cast().verdict(role.code, 'deletion.restore', { deletionId });
    expect(restore === DENIED, restore).toBe(!may(role, rights));
  });

  test('every other mutation', async () => {
    await productionRows((table, values) => cast().row(table, values));
    const random = seeded(5);
    for (const name of mutationNames.filter(
      (mutation) => !mutation.startsWith('row.') && mutation !== 'deletion.restore',
    )) {
      const drawn = await drawnFrom(random, seen, (look) => actNamed(random, look, name));
      const act = drawn.name === name ? drawn : { name, args: must(BEFORE_ITS_TIME[name]) };
      const { table } = act.args as { table?: string };
      const verdict = await cast().verdict(role.code, name, act.args);
      const needed = [permissionOf(name, table) ?? [], await rightsBeyond(name, act.args)].flat();
      const isAllowed = may(role, needed) && (name !== 'booking.settle' || (await maySettle(role, act.args, verdict)));
      expect(verdict, name).not.toBe('mutation.invalid');
      expect(verdict === DENIED, `${name}: ${verdict}`).toBe(!isAllowed);
    }
  });
});

/**
 * What arguments ask for beyond the right of the mutation: a pasted table may bring scenes of its own, and a conflict is
 * settled by those who may write its table.
 */
async function rightsBeyond(name: string, args: unknown): Promise<readonly string[]> {
  const { parts = [], conflictId = '' } = args as {
    readonly parts?: readonly { readonly newScene?: object }[];
    readonly conflictId?: string;
  };
  if (name === 'runSheet.paste' && parts.some(({ newScene }) => newScene !== undefined)) return ['performances.edit'];
  if (name !== 'conflict.resolve') return [];
  const { entity_type: table } = await cast().read('conflicts', conflictId);
  return typeof table === 'string' && isTableName(table) ? [must(tableOf(table).write)] : [];
}

/** Whether a role may settle this double booking: events are given up by who plans, tours by who plans those or packs. */
async function maySettle(role: (typeof systemRoles)[number], args: unknown, verdict: string): Promise<boolean> {
  const { conflictId, way, side } = args as Readonly<Record<'conflictId' | 'way' | 'side', string>>;
  const mayPlan = may(role, ['schedule.edit']);
  const mayPack = may(role, ['tours.edit']) || may(role, ['packing.run']);
  // Whether there is anything to settle is asked once it is known that the person may settle something.
  if (verdict === 'booking.settled' || verdict === 'booking.over') return mayPlan || mayPack;
  const row = await cast().read('booking_conflicts', conflictId);
  const sides = way === 'split' ? ['first', 'second'] : [side];
  return sides.every((one) => (row[`${one}_table`] === 'event_inventory' ? mayPlan : mayPack));
}

/** What people see on the laptop, the newest first: that is the production. Nobody of the cast is let go by the way. */
async function seen(sql: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const rows = await must(cast().sides[0]).select(sql.replace('ORDER BY id', 'ORDER BY id DESC'));
  const people = new Set(systemRoles.map(({ code }) => cast().employeeId(code)));
  return / FROM employees /.test(sql) ? rows.filter((row) => !people.has(String(row['id']))) : rows;
}

/** What the hub answers to a mutation pushed by hand as this person. */
async function push(
  host: ReplicaHost,
  url: string,
  sequence: number,
  [name, args]: readonly [string, unknown],
): Promise<string> {
  const { deviceId = '', deviceToken = '' } = host.sessions.data ?? {};
  const mutation = {
    id: newId(),
    sequence,
    name,
    args,
    authorId: host.sessions.current?.userId,
    issuedAt: new Date().toISOString(),
    clockOffsetMs: 0,
  };
  const response = await fetch(`${url}/v1/push`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${deviceId}.${deviceToken}` },
    body: JSON.stringify({ deviceId, schemaVersion: 1, mutations: [mutation] }),
  });
  expect(response.status).toBe(200);
  const { refused } = (await response.json()) as { refused: { code: string }[] };
  return refused[0]?.code ?? 'done';
}

/** The first answer of a shape; one that ended meanwhile is asked for again, as clients do. */
async function firstAnswer(host: ReplicaHost, url: string): Promise<Response> {
  for (let tries = 0; ; tries += 1) {
    const response = await fetch(url, {
      headers: { authorization: `Bearer ${host.sessions.current?.accessToken ?? ''}` },
    });
    await response.text();
    if (response.status !== 409 || tries > 5) return response;
  }
}

test('over the wire every role gets its columns, its traces, and its verdicts', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  await world.theater('t');
  for (const role of systemRoles) {
    await world.user('t', `${role.code}@x`, role.code);
    const host = await world.replica(role.code, `${role.code}@x`);
    await host.engine?.syncOnce();
    host.engine?.setOffline(true);
    for (const name of replicatedTables) {
      const response = await firstAnswer(host, `${world.hub.url}/v1/shapes/${name}?offset=-1&schema=${SCHEMA_VERSION}`);
      expect(response.status, name).toBe(200);
      // What a device keeps of itself depends on the protocol that it speaks, not on the role.
      if (tableOf(name).scope === 'device') continue;
      const columns = Object.keys(JSON.parse(response.headers.get('electric-schema') ?? '{}') as object);
      const due = Object.entries(tableOf(name).columns).filter(
        ([, { hubOnly, readPermission }]) =>
          hubOnly !== true && (readPermission === undefined || can(role.permissions, readPermission)),
      );
      expect(columns.toSorted(), `${role.code} ${name}`).toEqual(due.map(([column]) => column).toSorted());
    }
    const tries: readonly (readonly [string, unknown, string])[] = [
      ['row.create', { table: 'tags', id: newId(), values: { name: `метка ${role.code}` } }, 'documents.edit'],
      ['row.create', { table: 'tasks', id: newId(), values: { title: 'дело' } }, 'tasks.edit'],
      ['row.create', { table: 'settings', id: newId(), values: { key: role.code, value: 1 } }, 'settings.manage'],
      [
        'row.create',
        { table: 'employees', id: newId(), values: { full_name: 'Имя', hourly_rate: '1.00' } },
        'people.rates',
      ],
      ['count.create', { id: newId(), name: 'И', locationId: newId(), isBlind: false }, 'count.run'],
    ];
    for (const [index, [name, args, right]] of tries.entries()) {
      const code = await push(host, world.hub.url, index + 1, [name, args]);
      expect(code === DENIED, `${role.code}: ${name} ${code}`).toBe(!can(role.permissions, right));
    }
  }
}, 600_000);
