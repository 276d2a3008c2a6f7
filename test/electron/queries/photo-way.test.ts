/** What screens are told of photos and documents, and the way of somebody who photographs: place by place. */
import { expect, test } from 'vitest';
import { answer } from '../../../electron/queries/define-query.ts';
import { attachmentsOf, documentFolders, documentVersions } from '../../../electron/queries/document-queries.ts';
import { filePins, filesStored } from '../../../electron/queries/file-queries.ts';
import { photoCovers, photoRun, photosOf } from '../../../electron/queries/photo-queries.ts';
import { LookupStatements, SqliteRowStore } from '../../../electron/replica/sqlite-row-store.ts';
import { listOf } from '../../../shared/lists/list-description.ts';
import { pickOf } from '../../../shared/lists/list-view.ts';
import { kyselyOver } from '../../../sqlite/sqlite-kysely.ts';
import { type LoneReplica, loneReplica } from '../../support/lone-replica.ts';
import { idOf, NOW, RowFactory } from '../../support/rows.ts';

const pick = pickOf(listOf('inventory_items').initial);
const scope = { table: 'inventory_items', pick, selection: { kind: 'all', except: [] } } as const;
const hash = (digit: string): string => digit.repeat(64);

const written = <T>(lone: LoneReplica, write: (make: RowFactory) => Promise<T>): Promise<T> =>
  lone.replica.writeUnchecked(async (tx) => {
    const store = new SqliteRowStore(kyselyOver(tx.sqlite), tx.rows, new LookupStatements(tx.sqlite));
    const make = new RowFactory(store, idOf(1));
    await make.theater();
    return write(make);
  });

const file = (make: RowFactory, digit: string, more: object = {}): Promise<string> =>
  make.make('files', { sha256: hash(digit), size: '2000', mime: 'image/jpeg', name: `${digit}.jpg`, ...more });

async function shelves(
  make: RowFactory,
): Promise<Record<'one' | 'two' | 'ten' | 'cap' | 'wig' | 'beard' | 'coat', string>> {
  const rack = await make.make('inventory_locations', { name: 'Стеллаж 5', sort_order: 1 });
  const shelf = (name: string): Promise<string> =>
    make.make('inventory_locations', { name, parent_id: rack, sort_order: 0 });
  const [ten, one, two] = [await shelf('Полка 10'), await shelf('Полка 1'), await shelf('Полка 2')];
  const thing = (name: string, number: string, location: string | null): Promise<string> =>
    make.make('inventory_items', { name, inventory_number: number, location_id: location });
  return {
    one,
    two,
    ten,
    coat: await thing('Шинель', 'CO-2', ten),
    beard: await thing('Борода', 'MA-10', one),
    wig: await thing('Парик', 'MA-9', one),
    cap: await thing('Чепец', 'CO-1', null),
  };
}

test('goes from shelf to shelf by number and round again; what has a photo or was skipped is left out', async () => {
  await using lone = await loneReplica();
  const ids = await written(lone, shelves);
  const run = (at: string | null, passed: readonly string[] = []) =>
    answer(lone.replica, photoRun, { scope, at, passed, recent: [ids.cap] }, undefined, new Date(NOW));
  const first = await run(null);
  expect([first.current?.id, ...first.next.map(({ id }) => id)]).toEqual([ids.wig, ids.beard, ids.coat, ids.cap]);
  expect(first).toMatchObject({ left: 4, here: 2, recent: [{ id: ids.cap, place: null }] });
  expect(first.current).toMatchObject({ place: 'Полка 1', above: ['Стеллаж 5'] });
  const onward = await run(ids.coat, [ids.beard]);
  expect(onward.next.map(({ id }) => id)).toEqual([ids.cap, ids.wig]);
  // What stands open stays open after its photo was taken, and counts as done.
  await lone.replica.writeUnchecked(async (tx) => {
    const make = new RowFactory(
      new SqliteRowStore(kyselyOver(tx.sqlite), tx.rows, new LookupStatements(tx.sqlite)),
      idOf(1),
      900,
    );
    await make.make('inventory_photos', {
      inventory_item_id: ids.wig,
      file_id: await file(make, 'a'),
      file_path: 'a.jpg',
    });
  });
  const after = await run(ids.wig);
  expect(after).toMatchObject({ current: { id: ids.wig, photos: 1 }, left: 3, here: 1 });
  expect(after.next.map(({ id }) => id)).toEqual([ids.beard, ids.coat, ids.cap]);
});

test('of a selection only what was chosen', async () => {
  await using lone = await loneReplica();
  const ids = await written(lone, shelves);
  const chosen = { ...scope, selection: { kind: 'some', ids: [ids.coat, ids.wig] } } as const;
  const run = await answer(lone.replica, photoRun, { scope: chosen, at: null, passed: [], recent: [] });
  expect([run.current?.id, ...run.next.map(({ id }) => id)]).toEqual([ids.wig, ids.coat]);
});

test('photos stand with the main one first and say where their contents are', async () => {
  await using lone = await loneReplica();
  const item = await written(lone, async (make) => {
    const [here, hub, far] = [
      await file(make, 'a'),
      await file(make, 'b', { uploaded_at: new Date(NOW).toISOString() }),
      await file(make, 'c'),
    ];
    const thing = await make.make('inventory_items', { name: 'Парик' });
    const photo = (file_id: string | null, sort_order: number, is_main: boolean): Promise<string> =>
      make.make('inventory_photos', {
        inventory_item_id: thing,
        file_id,
        file_path: 'old/wig.jpg',
        sort_order,
        is_main,
      });
    await photo(hub, 1, false);
    await photo(far, 2, false);
    await photo(here, 3, true);
    await photo(null, 4, false);
    return thing;
  });
  await lone.replica.writeUnchecked(async (tx) => {
    tx.prepare(
      'INSERT INTO stored_files (sha256, size, has_original, has_thumbnail, used_at) VALUES (?, 2000, 1, 1, ?)',
    ).run(hash('a'), new Date(NOW).toISOString());
    tx.prepare("INSERT INTO file_pins (scope_table, scope_id, since) VALUES ('inventory_items', ?, ?)").run(
      item,
      new Date(NOW).toISOString(),
    );
  });
  const photos = await answer(lone.replica, photosOf, { itemId: item });
  expect(photos.map(({ isMain, file: view, name }) => [isMain, view?.where, view?.hasThumbnail, name])).toEqual([
    [true, 'here', true, 'wig.jpg'],
    [false, 'hub', false, 'wig.jpg'],
    [false, 'elsewhere', false, 'wig.jpg'],
    [false, undefined, undefined, 'wig.jpg'],
  ]);
  const covers = await answer(lone.replica, photoCovers, { itemIds: [item, idOf(4242)] });
  expect(Object.keys(covers)).toEqual([item]);
  expect(covers[item]).toMatchObject({ count: 4, file: { sha256: hash('a'), where: 'here' } });
  expect(await answer(lone.replica, filePins, {})).toMatchObject([
    { table: 'inventory_items', id: item, label: 'Парик' },
  ]);
  expect(await answer(lone.replica, filesStored, {})).toEqual({
    files: 1,
    bytes: 2000,
    onlyHere: 1,
    onlyHereBytes: 2000,
  });
});

test('documents are counted by category; versions are told newest first with the current one marked', async () => {
  await using lone = await loneReplica();
  const ids = await written(lone, async (make) => {
    const [one, two] = [await file(make, 'a', { mime: 'application/pdf' }), await file(make, 'b')];
    const plans = await make.make('document_categories', { name: 'Планы' });
    const document = (name: string, category_id: string | null): Promise<string> =>
      make.make('documents', { name, category_id, file_id: one, file_name: 'план.pdf', current_version: 1 });
    const first = await document('План света', plans);
    await document('Без категории', null);
    const version = (number: number, file_id: string): Promise<string> =>
      make.make('document_versions', { document_id: first, version: number, file_id, file_name: `план ${number}.pdf` });
    await version(1, one);
    await version(2, two);
    const thing = await make.make('inventory_items', { name: 'Парик' });
    await make.make('attachments', {
      file_id: two,
      entity_table: 'inventory_items',
      entity_id: thing,
      caption: 'Чек',
    });
    return { plans, first, thing };
  });
  expect(await answer(lone.replica, documentFolders, {})).toMatchObject({
    all: 2,
    without: 1,
    folders: [{ id: ids.plans, documents: 1 }],
  });
  const versions = await answer(lone.replica, documentVersions, { id: ids.first });
  expect(versions.map(({ version, isCurrent, name, file: view }) => [version, isCurrent, name, view?.name])).toEqual([
    [2, false, 'план 2.pdf', 'план 2.pdf'],
    [1, true, 'план 1.pdf', 'план 1.pdf'],
  ]);
  const hanging = await answer(lone.replica, attachmentsOf, { table: 'inventory_items' as const, id: ids.thing });
  expect(hanging).toMatchObject([{ caption: 'Чек', file: { sha256: hash('b'), where: 'elsewhere' } }]);
});
