/** What queries answer, as the interface sees it. */
import type { RefusalData } from '../base/refusal.ts';
import type { Mutation } from '../mutations/mutation.ts';
import type { Row, TableName } from '../schema/catalog.ts';
import type { JsonValue } from '../schema/define.ts';

export interface InventoryListRow {
  readonly id: string; readonly name: string; readonly inventory_number: string; readonly barcode: string | null; readonly quantity: number; readonly unit: string; readonly status: string; readonly condition: string;
  readonly category: string | null; readonly category_color: string | null; readonly location: string | null; readonly manufacturer: string | null; readonly model: string | null; readonly is_pending: number;
}

export interface InventoryList {
  readonly total: number;
  readonly rows: readonly InventoryListRow[];
}

export interface InventoryItemDetail {
  readonly item: Row<'inventory_items'>;
  readonly stock: readonly { readonly location_id: string; readonly location: string; readonly quantity: number }[];
  readonly movements: readonly { readonly id: string; readonly movement_type: string; readonly quantity: number; readonly from: string | null; readonly to: string | null; readonly comment: string | null; readonly occurred_at: string; readonly created_by_name: string }[];
  readonly activity: readonly Row<'activity_log'>[];
  readonly isPending: boolean;
}

export interface CodeMatch {
  readonly kind: 'item' | 'location' | 'unknown';
  readonly id: string | null;
  readonly name: string;
}

export interface TreeRow {
  readonly id: string; readonly parent_id: string | null; readonly name: string; readonly code: string; readonly type: string | null; readonly color: string | null;
  /** Things directly here, and their sum. */
  readonly items: number; readonly quantity: number;
}

export interface CountListRow {
  readonly id: string; readonly name: string; readonly status: string; readonly is_blind: number; readonly location: string; readonly started_at: string | null; readonly posted_at: string | null;
  readonly lines: number; readonly entries: number; readonly created_at: string;
}

export interface CountLineView {
  readonly itemId: string; readonly locationId: string; readonly name: string; readonly inventoryNumber: string; readonly barcode: string | null; readonly unit: string; readonly location: string;
  readonly expected: number; readonly counted: number; readonly isCounted: boolean; readonly resolution: string; readonly pass: number;
  /** Counted by whom, when by more than one. */
  readonly counters: readonly { readonly name: string; readonly quantity: number }[];
}

export interface CountEntryView {
  readonly id: string; readonly itemId: string | null; readonly name: string | null; readonly code: string | null; readonly location: string; readonly quantity: number; readonly countedBy: string; readonly countedAt: string;
  readonly isUndone: boolean; readonly isPending: boolean;
}

export interface CountDetail {
  readonly count: Row<'inventory_counts'>;
  readonly location: string;
  readonly lines: readonly CountLineView[];
  readonly entries: readonly CountEntryView[];
  readonly unknown: readonly { readonly code: string; readonly quantity: number; readonly location: string }[];
  /** Places within the count, for choosing and scanning. */
  readonly places: readonly { readonly id: string; readonly name: string; readonly code: string }[];
}

export interface SearchHit {
  readonly table: TableName;
  readonly id: string;
  readonly title: string;
  readonly hint: string;
}

export interface RefusedMutation {
  readonly sequence: number;
  readonly name: string;
  readonly args: JsonValue;
  readonly authorId: string;
  readonly issuedAt: string;
  readonly code: string;
  readonly details: { readonly [key: string]: JsonValue };
}

export interface AttentionList {
  readonly refused: readonly RefusedMutation[];
  readonly conflicts: readonly Row<'conflicts'>[];
}

export interface AttentionView extends AttentionList {
  /** Titles of the rows that are spoken of. */
  readonly titles: Readonly<Record<string, string>>;
}

/** A pending mutation, and why it no longer passes locally, if so. */
export interface PendingMutation extends Mutation {
  readonly problem: RefusalData | null;
}
