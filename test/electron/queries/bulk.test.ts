/** What is done to many rows at once: looked at before, done row by row, and taken back as one. */
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { ReplicaHost } from '../../../electron/host/replica-host.ts';
import { mutateTogether, pendingCount } from '../../../electron/outbox/outbox.ts';
import { answer } from '../../../electron/queries/define-query.ts';
import { bulkDeletion, bulkRows } from '../../../electron/queries/lists/bulk-queries.ts';
import { undoOutlooks } from '../../../electron/queries/undo-queries.ts';
import {
  type CarriedOut,
  carryOut,
  type IdentifiedIntent,
  reasonsOf,
  type Step,
} from '../../../renderer/bulk/carry-out.ts';
import { type TakenBack, takeBackAll } from '../../../renderer/undo/take-back-gesture.ts';
import type { Part } from '../../../renderer/undo/undo-stack.ts';
import { must } from '../../../shared/base/asserts.ts';
import { newId } from '../../../shared/base/ids.ts';
import type { Result } from '../../../shared/base/refusal.ts';
import { type BulkAction, intentsFor } from '../../../shared/lists/bulk.ts';
import { listOf } from '../../../shared/lists/list-description.ts';
import { pickOf } from '../../../shared/lists/list-view.ts';
import { mutationNamed } from '../../../shared/mutations/registry.ts';
import type { TableName } from '../../../shared/schema/catalog.ts';
import { act, stockRoom } from '../../support/stock-room.ts';
import { createWorld, type World } from '../../support/world.ts';

const state: { world?: World; host?: ReplicaHost } = {};
beforeAll(async () => {
  const world = await createWorld(inject('postgresUrl'));
  state.world = world;
  await world.theater('bulk');
  await world.user('bulk', 'admin@bulk', 'admin');
  state.host = await world.replica('one', 'admin@bulk');
  await state.host.engine?.syncOnce();
});
afterAll(() => state.world?.[Symbol.asyncDispose]());
const laptop = (): ReplicaHost => must(state.host);

const together = (mutations: readonly IdentifiedIntent[], isTrial = false): Promise<readonly Result<null>[]> =>
  mutateTogether(laptop().deps, { mutations, authorId: laptop().writer(), isTrial });
const lasting = { onProgress: () => undefined, signal: new AbortController().signal };

async function stepsOf(table: TableName, ids: readonly string[], action: BulkAction): Promise<Step[]> {
  const pick = pickOf(listOf(table).initial);
  const asked = { table, pick, selection: { kind: 'some', ids }, action } as const;
  const { rows } = await answer(laptop().replica, bulkRows, asked);
  return rows.map((row) => ({
    id: row.id,
    label: row.label,
    mutations: intentsFor(table, action, row, { may: () => true, newId }).map((intent) => ({ ...intent, id: newId() })),
  }));
}

/** Done, and how to take it back. */
async function done(
  table: TableName,
  ids: readonly string[],
  action: BulkAction,
): Promise<{ readonly outcome: CarriedOut; readonly takeBack: () => Promise<TakenBack> }> {
  const outcome = await carryOut(await stepsOf(table, ids, action), together, lasting);
  const parts = outcome.verdicts.flatMap((verdict) =>
    verdict.done.map(({ id, ...intent }): Part => {
      const inverse = must(must(mutationNamed(intent.name)).inverse(intent.args, { mutationId: id, newId }));
      return { id, done: intent, inverse };
    }),
  );
  const takeBack = (): Promise<TakenBack> =>
    takeBackAll(parts, {
      look: (inverses) => answer(laptop().replica, undoOutlooks, { inverses }),
      together,
      newId,
      onProgress: () => undefined,
    });
  return { outcome, takeBack };
}

/** Where each thing stands, and its main place. */
function standing(ids: readonly string[]): unknown {
  const { replica } = laptop();
  return ids.map((id) => ({
    place: must(
      replica
        .prepared<[string], { place: string | null }>('SELECT location_id AS place FROM inventory_items WHERE id = ?')
        .get(id),
    ).place,
    stock: Object.fromEntries(
      replica
        .prepared<[string], { place: string; quantity: number }>(
          'SELECT location_id AS place, quantity FROM inventory_stock WHERE item_id = ? AND quantity > 0 ORDER BY place',
        )
        .all(id)
        .map(({ place, quantity }) => [place, quantity]),
    ),
  }));
}

test('things are moved from wherever they stand to one place, and taken back to where each of them was', async () => {
  const host = laptop();
  const { shelves, items, warehouse } = await stockRoom(host, 3, 7);
  const [a = '', b = '', target = ''] = shelves;
  const [, several = '', , there = '', , elsewhere = '', nowhere = ''] = items;
  const split = { itemId: several, fromLocationId: b, quantity: 4 };
  await act(host, 'inventory.move', { ...split, toLocationId: a });
  // Some of it stands where everything goes, and the main place is another.
  await act(host, 'inventory.move', { itemId: there, fromLocationId: a, toLocationId: target, quantity: 3 });
  const main = { table: 'inventory_items', id: elsewhere, changes: { location_id: warehouse } };
  await act(host, 'row.update', { ...main, seen: { location_id: target } });
  await act(host, 'inventory.writeOff', { itemId: nowhere, locationId: a, quantity: 10 });
  const before = standing(items);
  const { outcome, takeBack } = await done('inventory_items', items, { kind: 'move', to: target });
  expect(reasonsOf(outcome.verdicts)).toEqual([]);
  expect(standing(items)).toEqual(
    items.map((id) => ({ place: target, stock: id === nowhere ? {} : { [target]: 10 } })),
  );
  expect(await takeBack()).toMatchObject({ staying: 0, left: [], failure: undefined });
  expect(standing(items)).toEqual(before);
});

test('rows that are so already take no mutation; a row that was changed since is left when the rest is taken back', async () => {
  const host = laptop();
  const { items } = await stockRoom(host, 1, 4);
  const [first = '', second = '', third = ''] = items;
  const update = (id: string, manufacturer: string, seen: string | null): Promise<void> =>
    act(host, 'row.update', { table: 'inventory_items', id, changes: { manufacturer }, seen: { manufacturer: seen } });
  await update(first, 'ETC', null);
  const { outcome, takeBack } = await done('inventory_items', items, {
    kind: 'set',
    column: 'manufacturer',
    value: 'ETC',
  });
  expect(outcome.verdicts.map(({ done: mutations }) => mutations.length)).toEqual([0, 1, 1, 1]);
  await update(third, 'Robe', 'ETC');
  expect(await takeBack()).toMatchObject({ staying: 1, refusal: { code: 'undo.changed' } });
  const made = items.map(
    (id) =>
      host.replica
        .prepared<[string], { made: string | null }>('SELECT manufacturer AS made FROM inventory_items WHERE id = ?')
        .get(id)?.made,
  );
  expect(made).toEqual(['ETC', null, 'Robe', null]);
  expect(second).not.toBe('');
});

test('a trial says what would become of each row and leaves nothing: neither rows nor anything to send', async () => {
  const host = laptop();
  const { shelves, items } = await stockRoom(host, 3, 2);
  const ids = [...shelves];
  const before = pendingCount(host.replica);
  const steps = await stepsOf('inventory_locations', ids, { kind: 'delete' });
  const trial = await carryOut(steps, (mutations) => together(mutations, true), lasting);
  // On two of the three shelves something stands.
  expect(reasonsOf(trial.verdicts)).toMatchObject([
    { refusal: { code: 'deletion.blocked' }, labels: ['Полка 1', 'Полка 2'] },
  ]);
  expect(pendingCount(host.replica)).toBe(before);
  expect(standing(items)).toHaveLength(2);
  const deleted = (): number =>
    host.replica
      .prepared<[string], { n: number }>(
        'SELECT count(*) AS n FROM inventory_locations WHERE deleted_at IS NOT NULL AND id IN (SELECT value FROM json_each(?))',
      )
      .get(JSON.stringify(ids))?.n ?? -1;
  expect(deleted()).toBe(0);
  const real = await carryOut(steps, together, lasting);
  expect(real.verdicts.map(({ refusal }) => refusal?.code)).toEqual(trial.verdicts.map(({ refusal }) => refusal?.code));
  expect(deleted()).toBe(1);
  // Asked for again after a lost answer, nothing is done twice.
  const pending = pendingCount(host.replica);
  await carryOut(steps.slice(2), together, lasting);
  expect(pendingCount(host.replica)).toBe(pending);
});

test('deletions carry what was shown of them, but where one changes what another takes along', async () => {
  const host = laptop();
  const { items } = await stockRoom(host, 1, 3);
  const [box = '', inside = '', alone = ''] = items;
  const packed = { table: 'inventory_items', id: inside, changes: { case_item_id: box }, seen: { case_item_id: null } };
  await act(host, 'row.update', packed);
  const pick = pickOf(listOf('inventory_items').initial);
  const selection = { kind: 'some', ids: items } as const;
  const asked = { table: 'inventory_items', pick, selection, action: { kind: 'delete' } } as const;
  const { rows } = await answer(host.replica, bulkRows, asked);
  expect(rows.map(({ id, plan }) => [id, plan !== null])).toEqual(
    expect.arrayContaining([
      [box, false],
      [inside, false],
      [alone, true],
    ]),
  );
  const along = await answer(host.replica, bulkDeletion, { table: 'inventory_items', ids: items });
  expect(along).toMatchObject({ rows: 3, isLarge: false, deletes: [], clears: [] });
  const { outcome, takeBack } = await done('inventory_items', items, { kind: 'delete' });
  expect(reasonsOf(outcome.verdicts)).toEqual([]);
  expect(await takeBack()).toMatchObject({ staying: 0, failure: undefined });
  const left = host.replica
    .prepared<[string], { id: string; box: string | null }>(
      'SELECT id, case_item_id AS box FROM inventory_items WHERE deleted_at IS NULL AND id IN (SELECT value FROM json_each(?))',
    )
    .all(JSON.stringify(items));
  expect(new Map(left.map((row) => [row.id, row.box]))).toEqual(
    new Map([
      [box, null],
      [inside, box],
      [alone, null],
    ]),
  );
});
