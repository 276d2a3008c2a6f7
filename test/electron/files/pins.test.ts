/** What a pin holds, what it would take, and what goes when it is let go or when the disk is full. */
import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { PinScope } from '../../../electron/files/pin-scopes.ts';
import { Pins } from '../../../electron/files/pins.ts';
import { PINNABLE } from '../../../shared/ipc/file-contract.ts';
import { FakeFileHub, hashOf } from '../../support/fake-file-hub.ts';
import { LoneFiles, pieces } from '../../support/lone-files.ts';
import { RowFactory } from '../../support/rows.ts';
import { until } from '../../support/world.ts';

const THEATRE = '00000000-0000-7000-8000-000000000001';

/** Before a hub that has whatever it is asked for. */
const pinsOf = ({ replica, files }: LoneFiles, now: () => Date): Pins => {
  const surely = (of: readonly { readonly sha256: string }[]): Promise<ReadonlySet<string>> =>
    Promise.resolve(new Set(of.map(({ sha256 }) => sha256)));
  return new Pins({ replica, files, now, onHub: { surely } });
};

/** Rows in the order in which they are said, as sync would write them. */
async function rows(laptop: LoneFiles, make: (factory: RowFactory) => Promise<void>): Promise<void> {
  await laptop.replica.writeUnchecked(async (tx) => {
    await tx.unguarded(() => make(new RowFactory(tx.newStore(), THEATRE, 5000)));
    for (const table of ['inventory_items', 'documents', 'files'] as const) tx.touch(table);
  });
}

const fileIdOf = (laptop: LoneFiles, sha256: string): string =>
  laptop.replica.prepared<[string], { id: string }>('SELECT id FROM files WHERE sha256 = ?').get(sha256)?.id ?? '';

test('a place holds what its things and theirs have; a document every version; nothing that is deleted', async () => {
  const hub = new FakeFileHub();
  await using laptop = await LoneFiles.begin(hub);
  const sha = [];
  for (let n = 0; n < 6; n += 1) sha.push((await laptop.take(randomBytes(100 + n))).sha256);
  const [photo, deeper, gone, current, former, attached] = sha.map((one) => fileIdOf(laptop, one));
  const ids: Record<string, string> = {};
  await rows(laptop, async (factory) => {
    ids['house'] = await factory.make('inventory_locations');
    ids['shelf'] = await factory.make('inventory_locations', { parent_id: ids['house'] });
    ids['item'] = await factory.make('inventory_items', { location_id: ids['house'] });
    const below = await factory.make('inventory_items', { location_id: ids['shelf'] });
    await factory.make('inventory_photos', { inventory_item_id: ids['item'], file_id: photo ?? '' });
    await factory.make('inventory_photos', { inventory_item_id: below, file_id: deeper ?? '' });
    const deleted = { deleted_at: '2026-01-01T00:00:00.000Z', deletion_id: THEATRE };
    await factory.make('inventory_photos', { inventory_item_id: below, file_id: gone ?? '', ...deleted });
    await factory.make('attachments', {
      entity_table: 'inventory_items',
      entity_id: ids['item'],
      file_id: attached ?? '',
    });
    ids['document'] = await factory.make('documents', { file_id: current ?? '' });
    await factory.make('document_versions', { document_id: ids['document'], version: 1, file_id: former ?? '' });
  });
  const pins = pinsOf(laptop, () => new Date());
  const held = async (table: PinScope['table'], name: string) => {
    const { files, bytes, missing } = await pins.estimate({ table, id: ids[name] ?? '' });
    return [files, bytes, missing];
  };
  expect(await held('inventory_locations', 'house')).toEqual([3, 100 + 101 + 105, 0]);
  expect(await held('inventory_locations', 'shelf')).toEqual([1, 101, 0]);
  expect(await held('inventory_items', 'item')).toEqual([2, 100 + 105, 0]);
  expect(await held('documents', 'document')).toEqual([2, 103 + 104, 0]);
  for (const table of PINNABLE) expect((await pins.estimate({ table, id: THEATRE })).files).toBe(0);
});

test('a production holds the pictures that stand in its passport, and the documents of its sections', async () => {
  await using laptop = await LoneFiles.begin(new FakeFileHub());
  const sha = [];
  for (let n = 0; n < 4; n += 1) sha.push((await laptop.take(randomBytes(100 + n))).sha256);
  const [drawing, plan, elsewhere, gone] = sha.map((one) => fileIdOf(laptop, one));
  const ids: Record<string, string> = {};
  await rows(laptop, async (factory) => {
    ids['performance'] = await factory.make('performances');
    const section = await factory.make('passport_sections', { performance_id: ids['performance'] });
    const deleted = { deleted_at: '2026-01-01T00:00:00.000Z', deletion_id: THEATRE };
    const former = await factory.make('passport_sections', { performance_id: ids['performance'], ...deleted });
    const other = await factory.make('passport_sections');
    // What hung on a deleted section was deleted with it.
    for (const [entity_id, file_id, more] of [
      [section, drawing, {}],
      [other, elsewhere, {}],
      [former, gone, deleted],
    ] as const)
      await factory.make('attachments', {
        entity_table: 'passport_sections',
        entity_id,
        file_id: file_id ?? '',
        ...more,
      });
    const document = await factory.make('documents', { file_id: plan ?? '' });
    await factory.make('passport_documents', { section_id: section, document_id: document });
  });
  const { files, bytes } = await pinsOf(laptop, () => new Date()).estimate({
    table: 'performances',
    id: ids['performance'] ?? '',
  });
  expect([files, bytes]).toEqual([2, 100 + 101]);
});

test('letting go frees what nothing else holds and the hub has; what lies here alone stays', async () => {
  const hub = new FakeFileHub();
  await using laptop = await LoneFiles.begin(hub);
  const [mine, both, unsent] = [randomBytes(10), randomBytes(20), randomBytes(30)];
  for (const bytes of [mine, both, unsent]) await laptop.take(bytes);
  for (const bytes of [mine, both]) {
    hub.files.set(hashOf(bytes), { size: bytes.length, isUploaded: true, hasThumbnail: false });
    hub.contents.set(hashOf(bytes), bytes);
  }
  await laptop.pull();
  const id = (bytes: Buffer): string => fileIdOf(laptop, hashOf(bytes));
  const scopes: PinScope[] = [];
  await rows(laptop, async (factory) => {
    for (const files of [[mine, both, unsent], [both]]) {
      const item = await factory.make('inventory_items');
      for (const file of files) await factory.make('inventory_photos', { inventory_item_id: item, file_id: id(file) });
      scopes.push({ table: 'inventory_items', id: item });
    }
  });
  const [first, second] = scopes as [PinScope, PinScope];
  await laptop.engine.pin(first);
  await laptop.engine.pin(second);
  laptop.engine.start();
  expect(await laptop.engine.unpin(first)).toEqual({ kept: 0 });
  const here = async (): Promise<boolean[]> =>
    Promise.all([mine, both, unsent].map(async (bytes) => (await laptop.files.sizeOf(hashOf(bytes))) !== undefined));
  expect(await here()).toEqual([false, true, true]);
  // A full disk takes what is loose, and neither what is pinned nor what the hub lacks.
  const pins = pinsOf(laptop, () => new Date());
  expect(await pins.makeRoom(1_000_000)).toBe(0);
  await laptop.engine.unpin(second);
  expect(await here()).toEqual([false, false, true]);
  await laptop.engine.pin(first);
  laptop.engine.start();
  await until('what is pinned again is here again', async () => (await here()).every(Boolean));
});

test('what the rows say is older than what became of the hub: nothing goes that the hub does not have', async () => {
  const hub = new FakeFileHub();
  await using laptop = await LoneFiles.begin(hub);
  const [sound, lost] = [randomBytes(10), randomBytes(20)];
  for (const bytes of [sound, lost]) await laptop.take(bytes);
  laptop.push();
  laptop.engine.start();
  await until('both are on the hub', () => hub.contents.size === 2);
  await laptop.pull();
  const item: PinScope[] = [];
  await rows(laptop, async (factory) => {
    const id = await factory.make('inventory_items');
    for (const bytes of [sound, lost])
      await factory.make('inventory_photos', { inventory_item_id: id, file_id: fileIdOf(laptop, hashOf(bytes)) });
    item.push({ table: 'inventory_items', id });
  });
  const [scope] = item as [PinScope];
  await laptop.engine.pin(scope);
  // A backup is restored on the hub: it has not what came after, and the rows here do not know yet.
  hub.contents.delete(hashOf(lost));
  expect(await laptop.engine.unpin(scope)).toEqual({ kept: 1 });
  const here = laptop.rows.filter((row) => row.has_original === 1).map(({ sha256 }) => sha256);
  expect(here).toEqual([hashOf(lost)]);
});

test('offline only what the hub has shown to have goes; what was taken in here and never confirmed stays', async () => {
  const hub = new FakeFileHub();
  await using laptop = await LoneFiles.begin(hub);
  const [sent, fetched, unsure] = [randomBytes(10), randomBytes(20), randomBytes(30)];
  await laptop.take(sent);
  laptop.push();
  hub.files.set(hashOf(fetched), { size: 20, isUploaded: true, hasThumbnail: false });
  hub.contents.set(hashOf(fetched), fetched);
  await laptop.pull();
  await laptop.engine.setPolicy('all');
  laptop.engine.start();
  await until('one went up and one came down', () => hub.contents.size === 2 && laptop.rows.length === 2);
  await laptop.engine.setPolicy('pinned');
  await until('nothing is under way', async () => (await laptop.engine.status()).down.state === 'idle');
  laptop.engine.pause();
  // By its row it is on the hub, which has never said so to this laptop.
  await laptop.take(unsure);
  hub.files.set(hashOf(unsure), { size: 30, isUploaded: true, hasThumbnail: false });
  await laptop.pull();
  const item: PinScope[] = [];
  await rows(laptop, async (factory) => {
    const id = await factory.make('inventory_items');
    for (const bytes of [sent, fetched, unsure])
      await factory.make('inventory_photos', { inventory_item_id: id, file_id: fileIdOf(laptop, hashOf(bytes)) });
    item.push({ table: 'inventory_items', id });
  });
  const [scope] = item as [PinScope];
  await laptop.engine.pin(scope);
  expect(await laptop.engine.unpin(scope)).toEqual({ kept: 1 });
  expect(laptop.rows.filter((row) => row.has_original === 1).map(({ sha256 }) => sha256)).toEqual([hashOf(unsure)]);
});

test('where room is needed, what no row has named for a quarter goes first; what is younger, or here alone, stays', async () => {
  const hub = new FakeFileHub();
  await using laptop = await LoneFiles.begin(hub);
  const stored = async (bytes: Buffer, usedAt: string): Promise<string> => {
    const { sha256 } = await laptop.files.take(pieces(bytes), { name: 'снимок.jpg', bytes: bytes.length });
    await laptop.replica.write('full', (tx) => {
      tx.prepare('UPDATE stored_files SET used_at = ? WHERE sha256 = ?').run(usedAt, sha256);
    });
    return sha256;
  };
  const old = await stored(randomBytes(1000), '2025-11-30T10:00:00.000Z');
  const young = await stored(randomBytes(1000), '2026-02-20T10:00:00.000Z');
  const alone = (await laptop.take(randomBytes(1000))).sha256;
  const pins = pinsOf(laptop, () => new Date('2026-03-01T10:00:00.000Z'));
  expect(await pins.makeRoom(1_000_000)).toBe(1000);
  const left = laptop.rows.map(({ sha256 }) => sha256);
  expect(left).not.toContain(old);
  expect(left).toEqual([young, alone].toSorted());
});

test('a copy for another program is what it says, in a private folder, and gone with the app', async () => {
  const hub = new FakeFileHub();
  const opened: string[] = [];
  await using laptop = await LoneFiles.begin(hub, {
    opener: (path) => {
      opened.push(`${path.split('/').at(-1) ?? ''}: ${readFileSync(path, 'utf8')}`);
      return Promise.resolve();
    },
  });
  const { sha256 } = await laptop.files.take(pieces(Buffer.from('слова\n')), { name: 'a' });
  await laptop.files.openOutside(sha256, 'заметки.exe');
  expect(opened).toEqual(['заметки.exe.txt: слова\n']);
  const folder = join(laptop.dir, 'opened');
  expect(readdirSync(folder).length).toBe(1);
  await laptop.close();
  expect(existsSync(folder)).toBe(false);
  await laptop.open();
  const page = await laptop.files.take(pieces(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')), { name: 'a' });
  await expect(laptop.files.openOutside(page.sha256, 'a.svg')).rejects.toMatchObject({ code: 'file.noProgram' });
  await expect(laptop.files.openOutside('0'.repeat(64), 'a.pdf')).rejects.toMatchObject({ code: 'file.elsewhere' });
});
