/** Photos of things, documents and their versions, and files that hang on other objects. */
import { z } from 'zod';
import { Refusal } from '../base/refusal.ts';
import type { Row } from '../schema/catalog.ts';
import { ATTACHABLE } from '../schema/tables/attachments.ts';
import { rowId } from './arguments.ts';
import { type FileFacts, fileFacts, useFile } from './file-use.ts';
import { defineMutation } from './mutation.ts';
import type { MutationTx } from './mutation-tx.ts';
import { deletionOf } from './row-mutations.ts';
import { checkRowRules } from './row-rules.ts';
import { checkAttachedUnsigned, SECTION_TEXT } from './show-rules.ts';

const comment = z.string().max(2000).optional();

/** `photo.add {id, itemId, file}`: behind the photos that are there; the first is the one that lists show. */
export const photoAdd = defineMutation({
  name: 'photo.add',
  words: ['Новая фотография', 'New photo'],
  args: z.strictObject({ id: z.uuid(), itemId: rowId, file: fileFacts }),
  permission: () => 'inventory.edit',
  run: async (tx, { id, itemId, file }) => {
    await tx.require('inventory_items', itemId);
    const photos = await livePhotos(tx, itemId);
    await tx.insert('inventory_photos', {
      id,
      inventory_item_id: itemId,
      file_id: await useFile(tx, file),
      // What releases that know no contents show.
      file_path: file.name,
      is_main: !photos.some((photo) => photo.is_main),
      sort_order: Math.max(0, ...photos.map((photo) => photo.sort_order)) + 1,
    });
  },
  inverse: ({ id }, { newId }) => deletionOf('inventory_photos', id, newId()),
});

/** `photo.makeMain {id}`: lists show this one; where several say that they are it, they agree again. */
export const photoMakeMain = defineMutation({
  name: 'photo.makeMain',
  words: ['Главная фотография', 'Main photo'],
  args: z.strictObject({ id: rowId, before: rowId.optional() }),
  permission: () => 'inventory.edit',
  run: async (tx, { id }) => {
    const chosen = await tx.require('inventory_photos', id);
    for (const photo of await livePhotos(tx, chosen.inventory_item_id))
      if (photo.is_main !== (photo.id === id))
        await tx.update('inventory_photos', photo.id, { is_main: photo.id === id });
  },
  inverse: ({ id, before }) =>
    before === undefined ? undefined : { name: 'photo.makeMain', args: { id: before, before: id } },
});

async function livePhotos(tx: MutationTx, itemId: string): Promise<Row<'inventory_photos'>[]> {
  const rows = await tx.db
    .selectFrom('inventory_photos')
    .select('id')
    .where('inventory_item_id', '=', itemId)
    .where('deleted_at', 'is', null)
    .orderBy('id')
    .execute();
  const photos: Row<'inventory_photos'>[] = [];
  for (const { id } of rows) photos.push(await tx.require('inventory_photos', id));
  return photos;
}

/** What a document says of its current content. */
function contentOf(file: FileFacts, fileId: string): Partial<Row<'documents'>> {
  return {
    file_id: fileId,
    file_path: file.name,
    file_name: file.name,
    file_size: String(file.size),
    mime_type: file.mime,
    file_type: kindOf(file.mime),
  };
}

const KINDS: readonly (readonly [RegExp, Row<'documents'>['file_type']])[] = [
  [/^application\/pdf$/, 'pdf'],
  [/dwg|dxf|svg|acad/, 'drawing'],
  [/^image\//, 'image'],
  [/^video\//, 'video'],
  [/^audio\//, 'audio'],
  [/csv|excel|spreadsheet/, 'spreadsheet'],
  [/zip|rar|7z|tar|gzip/, 'archive'],
  [/^text\/|word|opendocument\.text/, 'text'],
];

/** What people call content of this media type. */
export const kindOf = (mime: string): Row<'documents'>['file_type'] =>
  KINDS.find(([form]) => form.test(mime))?.[1] ?? 'other';

/** `document.create {id, versionId, name, categoryId?, file, comment?}`: a document with its first version. */
export const documentCreate = defineMutation({
  name: 'document.create',
  words: ['Новый документ', 'New document'],
  args: z.strictObject({
    id: z.uuid(),
    versionId: z.uuid(),
    name: z.string().min(1).max(255),
    categoryId: rowId.optional(),
    file: fileFacts,
    comment,
  }),
  permission: () => 'documents.edit',
  run: async (tx, { id, versionId, name, categoryId, file, comment: said }) => {
    if (categoryId !== undefined) await tx.require('document_categories', categoryId);
    const content = contentOf(file, await useFile(tx, file));
    await tx.insert('documents', { id, name, category_id: categoryId ?? null, ...content, current_version: 1 });
    await addVersion(tx, { id: versionId, documentId: id, version: 1, content, comment: said });
  },
  inverse: ({ id }, { newId }) => deletionOf('documents', id, newId()),
});

/**
 * `document.addVersion {id, versionId, file, comment?}`: the new content becomes the current one. Versions that two
 * people brought without knowing of each other are both kept, in the order in which the hub took them.
 */
export const documentAddVersion = defineMutation({
  name: 'document.addVersion',
  words: ['Новая версия документа', 'New version of a document'],
  args: z.strictObject({ id: rowId, versionId: z.uuid(), file: fileFacts, comment }),
  permission: () => 'documents.edit',
  run: async (tx, { id, versionId, file, comment: said }) => {
    await tx.require('documents', id);
    const content = contentOf(file, await useFile(tx, file));
    const version = (await newestVersion(tx, id)) + 1;
    await addVersion(tx, { id: versionId, documentId: id, version, content, comment: said });
    await tx.update('documents', id, { ...content, current_version: version });
  },
});

/** `document.makeCurrent {id, versionId}`: an earlier version is the one that counts again; nothing is lost. */
export const documentMakeCurrent = defineMutation({
  name: 'document.makeCurrent',
  words: ['Выбор версии документа', 'Version of a document chosen'],
  args: z.strictObject({ id: rowId, versionId: rowId }),
  permission: () => 'documents.edit',
  run: async (tx, { id, versionId }) => {
    await tx.require('documents', id);
    const version = await tx.require('document_versions', versionId);
    if (version.document_id !== id) throw new Refusal('row.missing', { table: 'document_versions', id: versionId });
    const file = version.file_id === null ? undefined : await tx.find('files', version.file_id);
    await tx.update('documents', id, {
      file_id: version.file_id,
      file_path: version.file_path,
      file_name: version.file_name,
      file_size: version.file_size,
      current_version: version.version,
      ...(file === undefined ? {} : { mime_type: file.mime, file_type: kindOf(file.mime) }),
    });
  },
});

async function newestVersion(tx: MutationTx, documentId: string): Promise<number> {
  const newest = await tx.db
    .selectFrom('document_versions')
    .select('version')
    .where('document_id', '=', documentId)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  return newest?.version ?? 0;
}

interface NewVersion {
  readonly id: string;
  readonly documentId: string;
  readonly version: number;
  readonly content: Partial<Row<'documents'>>;
  readonly comment: string | undefined;
}

async function addVersion(
  tx: MutationTx,
  { id, documentId, version, content, comment: said }: NewVersion,
): Promise<void> {
  await tx.insert('document_versions', {
    id,
    document_id: documentId,
    version,
    file_id: content.file_id ?? null,
    file_path: content.file_path ?? '',
    file_name: content.file_name ?? '',
    file_size: content.file_size ?? '0',
    comment: said ?? null,
    created_by_id: tx.author.userId,
    created_at: tx.now,
  });
}

/** `attachment.add {id, table, entityId, file, caption?}`: a file at another object, behind those that hang there. */
export const attachmentAdd = defineMutation({
  name: 'attachment.add',
  words: ['Новое вложение', 'New attachment'],
  args: z.strictObject({
    id: z.uuid(),
    table: z.enum(ATTACHABLE),
    entityId: rowId,
    file: fileFacts,
    caption: z.string().max(255).optional(),
  }),
  // A picture in a section of a passport is a part of what its department writes.
  permission: ({ table }) => (table === 'passport_sections' ? 'passport.department' : 'documents.edit'),
  run: async (tx, { id, table, entityId, file, caption }) => {
    await tx.require(table, entityId);
    if (table === 'passport_sections') await checkRowRules(tx, table, entityId, 'update', [SECTION_TEXT]);
    await checkAttachedUnsigned(tx, { entity_table: table, entity_id: entityId });
    const last = await tx.db
      .selectFrom('attachments')
      .select('sort_order')
      .where('entity_id', '=', entityId)
      .orderBy('sort_order', 'desc')
      .limit(1)
      .executeTakeFirst();
    await tx.insert('attachments', {
      id,
      file_id: await useFile(tx, file),
      entity_table: table,
      entity_id: entityId,
      caption: caption ?? null,
      sort_order: (last?.sort_order ?? 0) + 1,
    });
  },
  inverse: ({ id }, { newId }) => deletionOf('attachments', id, newId()),
});
