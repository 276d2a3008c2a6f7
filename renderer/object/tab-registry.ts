/**
 * The parts that objects of any table have beside their own fields, in the order in which they stand. A feature that
 * brings one (files, labels) adds a line here; where a table has none of it there is no tab.
 */
import type { ComponentType } from 'react';
import type { PlainKey } from '../../shared/i18n/dictionary.ts';
import type { TableName } from '../../shared/schema/catalog.ts';
import { AttachmentCount, Attachments, takesFiles } from '../features/documents/attachments.tsx';
import { hasSheet, VenueSheetTab } from '../features/tours/venue-sheet-tab.tsx';
import { CommentCount, ObjectComments, takesComments } from './comments.tsx';
import { ObjectHistory } from './object-history.tsx';
import { hasParts, ObjectContents, ObjectPointing } from './pointing.tsx';

/** One object: its table and its row. */
export type ObjectRef = Readonly<{ table: TableName; id: string }>;

export interface TabKind {
  /** Stands in addresses. */
  readonly key: string;
  readonly word: PlainKey;
  /** Whether objects of the table have it. */
  readonly takes: (table: TableName) => boolean;
  readonly Body: ComponentType<ObjectRef>;
  /** How much there is of it, beside its word. */
  readonly Count?: ComponentType<ObjectRef>;
}

export const tabKinds: readonly TabKind[] = [
  { key: 'sheet', word: 'tours.venueSheet', takes: hasSheet, Body: VenueSheetTab },
  { key: 'contents', word: 'object.tabs.contents', takes: hasParts, Body: ObjectContents },
  {
    key: 'files',
    word: 'object.tabs.files',
    takes: takesFiles,
    Body: Attachments,
    Count: AttachmentCount,
  },
  { key: 'pointing', word: 'object.tabs.pointing', takes: () => true, Body: ObjectPointing },
  {
    key: 'comments',
    word: 'object.tabs.comments',
    takes: takesComments,
    Body: ObjectComments,
    Count: CommentCount,
  },
  { key: 'history', word: 'object.tabs.history', takes: () => true, Body: ObjectHistory },
];
