/**
 * Every foreign key of the catalog, both delete actions, both databases: what is declared happens, a restore is the way
 * back, and raw SQL that breaks the rule is refused by the database itself.
 */
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { Refusal } from '../../shared/base/refusal.ts';
import { deleteRows, restoreRows } from '../../shared/mutations/deletion.ts';
import { MutationTx } from '../../shared/mutations/mutation-tx.ts';
import { foreignKeys, nameOf, type Reference, references } from '../../shared/rules/references.ts';
import { type TableName, tableNames, tableOf } from '../../shared/schema/catalog.ts';
import { dayFromNow, idOf, NOW, RowFactory } from '../support/rows.ts';
import { postgresSide, type Side, sqliteSide } from '../support/sides.ts';

const THEATER = idOf(1);
const OTHER = idOf(2);
const AUTHOR = idOf(3);
const DELETION = idOf(0xde1);
const sides = new Map<string, Side>();
const shown = { deleted: new Set<string>(), purged: new Set<string>(), refused: 0 };

beforeAll(async () => {
  sides.set('sqlite', await sqliteSide());
  sides.set('postgres', await postgresSide(inject('postgresUrl')));
});
afterAll(async () => {
  for (const side of sides.values()) await side.close();
  process.stdout.write(
    `references: ${foreignKeys.length} foreign keys and ${references.length - foreignKeys.length} checked like them; soft deletion shown ${shown.deleted.size} times, purge ${shown.purged.size}, raw SQL refused ${shown.refused}\n`,
  );
});

interface Scene {
  readonly side: Side;
  readonly factory: RowFactory;
  readonly parent: string;
  readonly child: string;
}

/**
 * A parent and a child that points at it, in a theatre of their own; `days` from now is when the child's event takes
 * place, where it has one.
 */
async function scene(side: Side, reference: Reference, days?: number): Promise<Scene> {
  const { child: table, parent: owner, column, typeColumn } = reference;
  const factory = new RowFactory(side.store(), THEATER, 0x100);
  await factory.theater();
  await factory.make('users', { id: AUTHOR });
  const event_date = dayFromNow(days ?? 7);
  const given =
    days === undefined
      ? {}
      : table === 'schedule_events'
        ? { event_date }
        : tableOf(table).columns['event_id'] === undefined
          ? { tour_id: await factory.make('tours', { starts_on: event_date, ends_on: event_date }) }
          : { event_id: await factory.make('schedule_events', { event_date }) };
  const parent = owner === 'theaters' ? THEATER : await factory.make(owner);
  const child = await factory.make(table, {
    [column]: parent,
    ...(typeColumn === undefined ? {} : { [typeColumn]: owner }),
    ...given,
  });
  return { side, factory, parent, child };
}

const acts = { count: 0 };

function transaction(side: Side): MutationTx {
  acts.count += 1;
  const mutation = {
    id: idOf(0xabc000 + acts.count),
    deviceId: idOf(4),
    sequence: 1,
    name: 'row.delete',
    args: {},
    authorId: AUTHOR,
    issuedAt: new Date(NOW).toISOString(),
    clockOffsetMs: 0,
  };
  return new MutationTx(
    side.store(),
    mutation,
    { userId: AUTHOR, employeeId: null, name: 'Автор', theaterId: THEATER, permissions: ['*'] },
    mutation.issuedAt,
    mutation.issuedAt,
    () => 0,
  );
}

const remove = (side: Side, table: TableName, id: string): Promise<unknown> =>
  deleteRows(transaction(side), { roots: [{ table, id }], deletionId: DELETION, reason: undefined, shown: undefined });
const restore = async (side: Side): Promise<unknown> => {
  const tx = transaction(side);
  const deletion = await tx.find('deletions', DELETION);
  if (deletion === undefined) throw new Error('no deletion');
  return restoreRows(tx, deletion);
};

const TRACES = new Set<TableName>(['activity_log', 'deletions', 'deletion_effects']);

/** All rows of all tables but the traces that every act leaves. */
async function snapshot(side: Side): Promise<string> {
  const tables = tableNames.filter(
    (name) => !TRACES.has(name) && (side.name === 'postgres' || tableOf(name).scope !== 'hub'),
  );
  const all: unknown[] = [];
  for (const name of tables) all.push([name, await side.rows(name)]);
  return JSON.stringify(all);
}

async function childRow({ side, child }: Scene, reference: Reference): Promise<Record<string, unknown> | undefined> {
  return (await side.select(`SELECT * FROM ${reference.child} WHERE id = '${child}'`))[0];
}

async function inScene(side: Side, work: () => Promise<void>): Promise<void> {
  await side.begin();
  try {
    await work();
  } finally {
    await side.rollback();
  }
}

const refusalOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'no refusal',
    (error: unknown) => (error instanceof Refusal ? error.data.code : String(error)),
  );

/** Reference by reference: soft deletion of the parent and the way back. */
async function softDeletion(side: Side, reference: Reference): Promise<void> {
  if (!tableOf(reference.parent).softDelete) {
    // Nothing to delete softly: only history may be declared.
    expect(reference.soft).toBe('keep');
    return;
  }
  const isEvent = reference.soft === 'block-upcoming';
  const variants = isEvent
    ? [
        { days: 7, blocks: true },
        { days: -7, blocks: false },
      ]
    : [{ days: 0, blocks: reference.soft === 'block' }];
  for (const { days, blocks } of variants) {
    await inScene(side, async () => {
      const found = await scene(side, reference, isEvent ? days : undefined);
      const before = await snapshot(side);
      if (blocks) {
        expect(await refusalOf(remove(side, reference.parent, found.parent))).toBe('deletion.blocked');
        expect(await snapshot(side)).toBe(before);
        return;
      }
      await remove(side, reference.parent, found.parent);
      const row = await childRow(found, reference);
      expect(
        (await side.select(`SELECT deletion_id FROM ${reference.parent} WHERE id = '${found.parent}'`))[0]?.[
          'deletion_id'
        ],
      ).toBe(DELETION);
      expect(row?.[reference.column]).toBe(reference.soft === 'clear' ? null : found.parent);
      if (reference.childDeletes)
        expect(row?.['deletion_id'] ?? null).toBe(reference.soft === 'cascade' ? DELETION : null);
      await restore(side);
      expect(await snapshot(side)).toBe(before);
    });
  }
  shown.deleted.add(`${side.name} ${nameOf(reference)}`);
}

async function purge(side: Side, reference: Reference): Promise<void> {
  await inScene(side, async () => {
    const found = await scene(side, reference, reference.soft === 'block-upcoming' ? -7 : undefined);
    const complaint = await side.erasing(() =>
      side.raw(`DELETE FROM ${reference.parent} WHERE id = '${found.parent}'`),
    );
    const row = await childRow(found, reference);
    if (reference.purge === 'RESTRICT') {
      expect(complaint).toMatch(/foreign key|constraint/i);
      expect(row?.[reference.column]).toBe(found.parent);
    } else if (reference.parent === 'theaters' && complaint !== undefined) {
      // A theatre goes only when nothing inside it is held by a ledger: some children of this scene are.
      expect(complaint).toMatch(/foreign key|constraint/i);
    } else {
      expect(complaint).toBeUndefined();
      // SQLite sweeps what no foreign key names in the purge itself.
      if (reference.typeColumn !== undefined && side.name === 'sqlite') return;
      if (reference.purge === 'CASCADE') expect(row).toBeUndefined();
      else expect(row?.[reference.column]).toBeNull();
    }
  });
  shown.purged.add(`${side.name} ${nameOf(reference)}`);
}

/** Statements that break the rule, and what the database must say. */
async function rawSql(side: Side, reference: Reference): Promise<void> {
  const { child, column, parent } = reference;
  const refused = (complaint: string | undefined, expected: RegExp): void => {
    expect(complaint ?? 'accepted').toMatch(expected);
    shown.refused += 1;
  };
  await inScene(side, async () => {
    const found = await scene(side, reference);
    const isLedger = tableOf(child).ledger;
    // An orphan.
    const orphan = await side.raw(`UPDATE ${child} SET ${column} = '${idOf(0xffff)}' WHERE id = '${found.child}'`);
    refused(orphan, /foreign key|FOREIGN KEY|row\.protected|reference\.missing|column\.readonly/);
    if (side.name === 'postgres' && (tableOf(child).softDelete || isLedger))
      refused(await side.raw(`TRUNCATE ${child} CASCADE`), /row\.protected/);
    if (tableOf(parent).softDelete || tableOf(parent).ledger)
      refused(await side.raw(`DELETE FROM ${parent} WHERE id = '${found.parent}'`), /row\.protected/);
    const holds = reference.soft !== 'keep' && (reference.childDeletes || reference.soft !== 'cascade');
    if (holds && tableOf(parent).softDelete)
      refused(
        await side.raw(
          `UPDATE ${parent} SET deleted_at = '2026-01-01T00:00:00.000Z', deletion_id = '${DELETION}' WHERE id = '${found.parent}'`,
        ),
        /deletion\.blocked/,
      );
    if (
      parent === 'theaters' ||
      !('theater_id' in tableOf(child).columns) ||
      !('theater_id' in tableOf(parent).columns)
    )
      return;
    const abroad = new RowFactory(side.store(), OTHER, 0x9000);
    await abroad.theater();
    refused(
      await side.raw(`UPDATE ${child} SET ${column} = '${await abroad.make(parent)}' WHERE id = '${found.child}'`),
      isLedger ? /row\.protected|reference\.missing/ : /reference\.missing/,
    );
  });
  if (reference.soft === 'keep' || !tableOf(parent).softDelete || tableOf(child).ledger) return;
  await inScene(side, async () => {
    const found = await scene(side, reference);
    const gone = await found.factory.make(parent, { deleted_at: '2026-01-01T00:00:00.000Z', deletion_id: DELETION });
    refused(
      await side.raw(`UPDATE ${child} SET ${column} = '${gone}' WHERE id = '${found.child}'`),
      /reference\.deleted/,
    );
  });
}

describe.each(['sqlite', 'postgres'] as const)('%s', (name) => {
  const known = references.filter((reference) => name === 'postgres' || tableOf(reference.child).scope !== 'hub');
  test.each(
    known.map(
      (reference) =>
        [`${nameOf(reference)} → ${reference.parent} (${reference.purge} / ${reference.soft})`, reference] as const,
    ),
  )('%s', async (_title, reference) => {
    const side = sides.get(name);
    if (side === undefined) throw new Error(`no side ${name}`);
    await softDeletion(side, reference);
    await purge(side, reference);
    await rawSql(side, reference);
  });
});

const later = new Map([['deletions', ['restored_at', 'restored_by_id']]]);

describe.each(['sqlite', 'postgres'] as const)('%s, rows that nobody may rewrite or erase', (name) => {
  const tables = tableNames.filter(
    (table) =>
      (tableOf(table).ledger || tableOf(table).softDelete) && (name === 'postgres' || tableOf(table).scope !== 'hub'),
  );
  test.each(tables)('%s', async (table) => {
    const side = sides.get(name);
    if (side === undefined) throw new Error(`no side ${name}`);
    await inScene(side, async () => {
      const factory = new RowFactory(side.store(), THEATER, 0x100);
      await factory.theater();
      const id = table === 'theaters' ? THEATER : await factory.make(table);
      expect(await side.raw(`DELETE FROM ${table} WHERE id = '${id}'`)).toMatch(/row\.protected/);
      const before = await side.rows(table);
      if (tableOf(table).ledger) {
        for (const column of Object.keys(tableOf(table).columns)) {
          const complaint = await side.raw(`UPDATE ${table} SET ${column} = ${column} WHERE id = '${id}'`);
          if (later.get(table)?.includes(column) === true) expect(complaint).toBeUndefined();
          else expect(complaint, column).toMatch(/row\.protected/);
        }
      }
      if ('theater_id' in tableOf(table).columns) {
        await new RowFactory(side.store(), OTHER, 0x9000).theater();
        expect(await side.raw(`UPDATE ${table} SET theater_id = '${OTHER}' WHERE id = '${id}'`)).toMatch(
          /column\.readonly|row\.protected/,
        );
      }
      expect(await side.rows(table)).toEqual(before);
    });
  });
});

test('every foreign key of the catalog was shown on every database that has it', () => {
  const hubOnly = foreignKeys.filter((reference) => tableOf(reference.child).scope === 'hub').length;
  expect(shown.purged.size).toBe(2 * references.length - hubOnly);
  expect(new Set([...shown.purged].map((title) => title.split(' ')[1])).size).toBe(references.length);
});
