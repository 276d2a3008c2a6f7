/** Photos, documents and attachments, as the rules of both sides have them: content is named once, nothing is lost. */
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { must } from '../../../shared/base/asserts.ts';
import { fileId, usersOfFiles } from '../../../shared/mutations/file-use.ts';
import { tableNames, tableOf } from '../../../shared/schema/catalog.ts';
import { Cast } from '../../support/cast.ts';

const state: { cast?: Cast } = {};
beforeAll(async () => {
  state.cast = await Cast.on(inject('postgresUrl'));
});
afterAll(async () => state.cast?.close());
const cast = (): Cast => must(state.cast);

let drawn = 0;
const content = (facts: object = {}): Record<string, unknown> => {
  drawn += 1;
  return {
    sha256: drawn.toString(16).padStart(64, 'a'),
    size: 2000,
    mime: 'image/jpeg',
    name: 'IMG_0001.jpg',
    ...facts,
  };
};
const photos = (item: string) =>
  cast().rows('inventory_photos', `inventory_item_id = '${item}' AND deleted_at IS NULL`);

describe('a photo', () => {
  test('stands behind those that are there, and the first is the main one', async () => {
    const item = await cast().row('inventory_items');
    const ids = [cast().newId(), cast().newId(), cast().newId()];
    for (const id of ids)
      expect(await cast().verdict('warehouse_manager', 'photo.add', { id, itemId: item, file: content() })).toBe(
        'done',
      );
    expect((await photos(item)).map(({ id, is_main, sort_order }) => [id, is_main, sort_order])).toEqual(
      ids.map((id, index) => [id, index === 0, index + 1]),
    );
    expect(await cast().verdict('warehouse_manager', 'photo.makeMain', { id: ids[2] })).toBe('done');
    expect((await photos(item)).map((row) => row['is_main'])).toEqual([false, false, true]);
  });

  test('of the same content names one row; another size than that of what has arrived is refused', async () => {
    const item = await cast().row('inventory_items');
    const file = content({ width: 4000, height: 3000 });
    const add = (said: object) =>
      cast().verdict('warehouse_manager', 'photo.add', { id: cast().newId(), itemId: item, file: said });
    expect(await add(file)).toBe('done');
    expect(await add({ ...file, name: 'another name.jpg' })).toBe('done');
    const id = fileId(cast().theaterId, String(file['sha256']));
    expect((await photos(item)).map((row) => row['file_id'])).toEqual([id, id]);
    expect(await cast().read('files', id)).toMatchObject({ name: 'IMG_0001.jpg', size: '2000', uploaded_at: null });
    // Who was wrong first keeps nobody's content out.
    expect(await add({ ...file, size: 2001 })).toBe('done');
    expect(await cast().read('files', id)).toMatchObject({ name: 'IMG_0001.jpg', size: '2001' });
    await cast().raw(`UPDATE files SET uploaded_at = '2026-01-01T00:00:00.000Z' WHERE id = '${id}'`);
    expect(await add({ ...file, size: 2000 })).toBe('value.invalid');
    expect(await add({ ...file, size: 2001 })).toBe('done');
  });

  test('needs the right to edit things, and a thing that is there', async () => {
    const item = await cast().row('inventory_items');
    const add = (as: string, itemId: string) =>
      cast().verdict(as, 'photo.add', { id: cast().newId(), itemId, file: content() });
    expect([await add('viewer', item), await add('admin', cast().newId())]).toEqual([
      'permission.denied',
      'row.missing',
    ]);
    expect(await photos(item)).toEqual([]);
  });

  test('goes to the trash and comes back; its content is named all the while', async () => {
    const item = await cast().row('inventory_items');
    const [id, deletionId] = [cast().newId(), cast().newId()];
    const file = content();
    await cast().verdict('admin', 'photo.add', { id, itemId: item, file });
    expect(await cast().verdict('admin', 'row.delete', { table: 'inventory_photos', id, deletionId })).toBe('done');
    expect(await photos(item)).toEqual([]);
    const named = fileId(cast().theaterId, String(file['sha256']));
    expect(await cast().raw(`DELETE FROM files WHERE id = '${named}'`)).toBeDefined();
    expect(await cast().verdict('admin', 'deletion.restore', { deletionId })).toBe('done');
    expect(await photos(item)).toHaveLength(1);
  });

  test.each([
    ['a path', { name: '../../etc/passwd' }],
    ['a Windows path', { name: 'C:\\x.jpg' }],
    ['a line break', { name: 'a\nb.jpg' }],
    ['a mark that turns the writing round', { name: 'a\u202Egpj.exe' }],
    ['an empty name', { name: '' }],
    ['three hundred letters', { name: 'я'.repeat(300) }],
    ['no content', { size: 0 }],
    ['more content than anything may have', { size: 5 * 1024 ** 3 }],
    ['a hash that is none', { sha256: 'abc' }],
    ['a hash in capitals', { sha256: 'A'.repeat(64) }],
    ['a type that is none', { mime: 'image' }],
    ['a type with parameters', { mime: 'text/html; charset=utf-8' }],
    ['a picture of no width', { width: 0, height: 10 }],
  ])('whose file has %s is refused', async (_what, facts) => {
    const item = await cast().row('inventory_items');
    const args = { id: cast().newId(), itemId: item, file: content(facts) };
    expect(await cast().verdict('admin', 'photo.add', args)).toBe('mutation.invalid');
  });
});

describe('a document', () => {
  const versions = (id: string) => cast().rows('document_versions', `document_id = '${id}'`);
  const create = async (id: string, file = content({ mime: 'application/pdf', name: 'план.pdf' })) => {
    const versionId = cast().newId();
    expect(await cast().verdict('stage_manager', 'document.create', { id, versionId, name: 'План света', file })).toBe(
      'done',
    );
    return versionId;
  };

  test('has a first version; a new one becomes the current one, an earlier one can be chosen again', async () => {
    const id = cast().newId();
    const first = await create(id);
    const next = content({ mime: 'image/png', name: 'план 2.png', size: 77 });
    const versionId = cast().newId();
    expect(await cast().verdict('stage_manager', 'document.addVersion', { id, versionId, file: next })).toBe('done');
    expect(await cast().read('documents', id)).toMatchObject({
      file_id: fileId(cast().theaterId, String(next['sha256'])),
      file_name: 'план 2.png',
      file_size: '77',
      file_type: 'image',
      current_version: 2,
    });
    expect(await cast().verdict('stage_manager', 'document.makeCurrent', { id, versionId: first })).toBe('done');
    expect(await cast().read('documents', id)).toMatchObject({
      file_name: 'план.pdf',
      file_type: 'pdf',
      mime_type: 'application/pdf',
      current_version: 1,
    });
    expect(
      await cast().verdict('stage_manager', 'document.addVersion', { id, versionId: cast().newId(), file: next }),
    ).toBe('done');
    expect((await versions(id)).map((row) => row['version'])).toEqual([1, 2, 3]);
  });

  test('keeps both versions of two people who knew nothing of each other', async () => {
    const id = cast().newId();
    await create(id);
    for (const as of ['stage_manager', 'admin'])
      expect(
        await cast().verdict(as, 'document.addVersion', {
          id,
          versionId: cast().newId(),
          file: content(),
          comment: as,
        }),
      ).toBe('done');
    expect((await versions(id)).map((row) => [row['version'], row['comment']])).toEqual([
      [1, null],
      [2, 'stage_manager'],
      [3, 'admin'],
    ]);
  });

  test('takes no version of another document for its own', async () => {
    const [id, other] = [cast().newId(), cast().newId()];
    await create(id);
    const versionId = await create(other);
    expect(await cast().verdict('admin', 'document.makeCurrent', { id, versionId })).toBe('row.missing');
  });
});

describe('an attachment', () => {
  test('hangs on what is there, in the order in which it came', async () => {
    const event = await cast().row('schedule_events');
    const add = (entityId: string, as = 'stage_manager') =>
      cast().verdict(as, 'attachment.add', { id: cast().newId(), table: 'schedule_events', entityId, file: content() });
    expect([await add(event), await add(event)]).toEqual(['done', 'done']);
    expect([await add(cast().newId()), await add(event, 'viewer')]).toEqual(['row.missing', 'permission.denied']);
    const hanging = await cast().rows('attachments', `entity_id = '${event}'`);
    expect(hanging.map((row) => row['sort_order'])).toEqual([1, 2]);
  });

  test('made by a plain edit must hang on something as well', async () => {
    const file = await cast().row('files');
    const values = { file_id: file, entity_table: 'venues', entity_id: cast().newId() };
    const args = { table: 'attachments', id: cast().newId(), values };
    expect(await cast().verdict('admin', 'row.create', args)).not.toBe('done');
  });
});

test('every column that names a file is known to whoever collects files that nobody names', () => {
  const found = tableNames.flatMap((name) =>
    Object.entries(tableOf(name).columns).flatMap(([column, { references }]) =>
      references?.table === 'files' ? [`${name}.${column}`] : [],
    ),
  );
  expect(usersOfFiles.map(([name, column]) => `${name}.${column}`).toSorted()).toEqual(found.toSorted());
});
