/** What screens ask about documents, their versions, and files that hang on other objects. */
import { z } from 'zod';
import type { FileView } from '../../ipc/file-contract.ts';
import { declareQuery } from '../../ipc/query.ts';
import { ATTACHABLE } from '../../schema/tables/attachments.ts';

/** A category with its documents, flat; siblings come in their order. */
export interface DocumentFolder {
  readonly id: string;
  readonly parent_id: string | null;
  readonly name: string;
  readonly color: string | null;
  /** Documents directly here. */
  readonly documents: number;
}

/** All categories, and how many documents there are with and without one. */
export interface DocumentFolders {
  readonly folders: readonly DocumentFolder[];
  readonly all: number;
  readonly without: number;
}
export const documentFolders = declareQuery<DocumentFolders>()('documents.folders', z.strictObject({}));

/** Documents that a screen shows at once. */
export const MOST_DOCUMENTS = 500;

/** Current contents of documents, by the document; one without content is missing. */
export const documentFiles = declareQuery<Readonly<Record<string, FileView>>>()(
  'documents.files',
  z.strictObject({ ids: z.array(z.uuid()).max(MOST_DOCUMENTS).readonly() }),
);

/** A version as its document's page shows it. */
export interface DocumentVersion {
  readonly id: string;
  readonly version: number;
  readonly isCurrent: boolean;
  readonly comment: string | null;
  readonly by: string | null;
  readonly at: string;
  /** The name under which it was brought. */
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  readonly isPending: boolean;
  /** Null where only the name of a file of the former program is known. */
  readonly file: FileView | null;
}

/** Versions of a document, the newest first. */
export const documentVersions = declareQuery<readonly DocumentVersion[]>()(
  'documents.versions',
  z.strictObject({ id: z.uuid() }),
);

/** A document as people know it. */
export interface DocumentName {
  readonly id: string;
  readonly name: string;
}
/** A live document whose current content that is; null where there is none. Asked before one is made of a file. */
export const documentWithContent = declareQuery<DocumentName | null>()(
  'documents.withContent',
  z.strictObject({ sha256: z.string().length(64) }),
);

/** A file that hangs on an object. */
export interface AttachmentView {
  readonly id: string;
  readonly caption: string | null;
  readonly by: string | null;
  readonly at: string;
  readonly isPending: boolean;
  readonly file: FileView;
}

/** Files that hang on an object, in their order. */
export const attachmentsOf = declareQuery<readonly AttachmentView[]>()(
  'attachments.of',
  z.strictObject({ table: z.enum(ATTACHABLE), id: z.uuid() }),
);
