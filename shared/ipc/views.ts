/** What queries answer, as the interface sees it. */
import type { RefusalData } from '../base/refusal.ts';
import type { Mutation } from '../mutations/mutation.ts';
import type { Finding, IntegrityReport } from '../rules/integrity.ts';
import type { Row, TableName } from '../schema/catalog.ts';
import type { JsonValue } from '../schema/define.ts';

/** One thing with everything that its page shows. */
export interface InventoryItemDetail {
  readonly item: Row<'inventory_items'>;
  readonly stock: readonly {
    readonly location_id: string;
    readonly location: string;
    readonly quantity: number;
    /** The thing that the place is, where it is a case. */
    readonly case_id: string | null;
  }[];
  readonly movements: readonly {
    readonly id: string;
    readonly movement_type: string;
    readonly quantity: number;
    readonly from: string | null;
    readonly to: string | null;
    readonly comment: string | null;
    readonly occurred_at: string;
    readonly created_by_name: string;
  }[];
  readonly activity: readonly Row<'activity_log'>[];
  readonly isPending: boolean;
}

/** What a code belongs to; `id` is null where it is unknown. */
export interface CodeMatch {
  readonly kind: 'item' | 'location' | 'unknown';
  readonly id: string | null;
  readonly name: string;
}

/** A node of a tree, flat; siblings come in their order. */
export interface TreeRow {
  readonly id: string;
  readonly parent_id: string | null;
  readonly name: string;
  readonly code: string;
  readonly type: string | null;
  readonly color: string | null;
  /** Things directly here, and their sum. */
  readonly items: number;
  readonly quantity: number;
}

/** A count in the list of all. */
export interface CountListRow {
  readonly id: string;
  readonly name: string;
  readonly status: string;
  readonly is_blind: number;
  readonly location: string;
  readonly started_at: string | null;
  readonly posted_at: string | null;
  readonly reversed_at: string | null;
  readonly lines: number;
  readonly entries: number;
  readonly created_at: string;
}

/** A row that was found; `hint` tells it from others of the same title. */
export interface SearchHit {
  readonly table: TableName;
  readonly id: string;
  readonly title: string;
  readonly hint: string;
}

/**
 * Work of this laptop that the hub did not take. Its arguments are as they were sent, but for what the asker may not
 * read.
 */
export interface RefusedMutation {
  readonly sequence: number;
  readonly name: string;
  readonly args: JsonValue;
  readonly authorId: string;
  readonly issuedAt: string;
  readonly code: string;
  readonly details: { readonly [key: string]: JsonValue };
}

/** What needs somebody. */
export interface AttentionList {
  readonly refused: readonly RefusedMutation[];
  readonly conflicts: readonly Row<'conflicts'>[];
}

/** The same, ready to be shown. */
export interface AttentionView extends AttentionList {
  /** Titles of the rows that are spoken of. */
  readonly titles: Readonly<Record<string, string>>;
}

/** A pending mutation, and why it no longer passes locally, if so. */
export interface PendingMutation extends Mutation {
  readonly problem: RefusalData | null;
}

/** So many rows of a table, and the first few names. `column` where it is about a reference. */
export interface NamedCount {
  readonly table: string;
  readonly column: string | null;
  readonly count: number;
  readonly names: readonly string[];
}

/** Rows that forbid a deletion, each with what to open to deal with it. */
export interface BlockerView {
  readonly table: string;
  readonly column: string;
  readonly count: number;
  readonly rows: readonly {
    readonly id: string;
    readonly label: string;
    readonly open: { readonly table: string; readonly id: string };
  }[];
}

/** A deletion plan for people, and what the mutation must carry so that what was shown is what is done. */
export interface DeletionPreview {
  readonly table: string;
  readonly id: string;
  readonly title: string;
  /** Rows that would be marked, the root included. */
  readonly rows: number;
  /** A copy of the data is taken first. */
  readonly isLarge: boolean;
  readonly shown: {
    readonly fingerprint: string;
    readonly deletes: Readonly<Record<string, number>>;
    readonly clears: Readonly<Record<string, number>>;
  };
  readonly deletes: readonly NamedCount[];
  readonly clears: readonly NamedCount[];
  readonly kept: readonly NamedCount[];
  readonly hidden: readonly NamedCount[];
  readonly blocked: readonly BlockerView[];
}

/** What a restore would bring back, and what of it has been replaced, cut off or erased meanwhile. */
export interface RestorePreview {
  readonly title: string;
  readonly rows: readonly NamedCount[];
  readonly references: readonly NamedCount[];
  readonly replaced: readonly NamedCount[];
  readonly cut: readonly NamedCount[];
  readonly gone: number;
  readonly blocked: readonly {
    readonly table: string;
    readonly id: string;
    readonly label: string;
    readonly deletionId: string;
  }[];
}

/** By column; restricted ones are missing. */
export type RecordValues = Readonly<Record<string, JsonValue>>;

/** Rows of any table. `total` counts what matches, `rows` is its beginning. */
export interface RecordList {
  readonly total: number;
  readonly rows: readonly { readonly id: string; readonly label: string; readonly values: RecordValues }[];
  /** Labels of what the rows point at, by id. */
  readonly parents: Readonly<Record<string, string>>;
}

/** One row of any table. `isPending`: something of it has not been sent yet. */
export interface RecordDetail {
  readonly id: string;
  readonly label: string;
  readonly values: RecordValues;
  readonly parents: Readonly<Record<string, string>>;
  readonly isPending: boolean;
}

/** A row to choose. */
export interface RecordOption {
  readonly id: string;
  readonly label: string;
}

/** One change of a row. `changes` holds what stood before and what came, by column. */
export interface HistoryEntry {
  readonly id: string;
  readonly at: string;
  readonly by: string;
  /** `mutation:action`, or `deletion:…` where something else's deletion did it. */
  readonly action: string;
  readonly changes: Readonly<Record<string, readonly [JsonValue, JsonValue]>>;
  /** Title of what was deleted, where that took this row along. */
  readonly because: string | null;
}

/** The state of the data on this laptop, with names for what is broken. */
export interface HealthView extends Omit<IntegrityReport, 'findings'> {
  readonly findings: readonly (Finding & { readonly rows: readonly RecordOption[] })[];
  readonly refused: number;
  readonly waiting: number;
  readonly lastSyncedAt: string | null;
  readonly takenAt: string;
  readonly lastDeletions: readonly {
    readonly id: string;
    readonly root_table: string;
    readonly root_title: string | null;
    readonly row_count: number;
    readonly duration_ms: number;
    readonly deleted_by_name: string;
    readonly deleted_at: string;
    readonly restored_at: string | null;
  }[];
  readonly backups: readonly { readonly reason: 'daily' | 'deletion' | 'migration'; readonly takenAt: string }[];
}

/** What sync found out by itself since the app was started. */
export interface SyncFindings {
  /** Tables that differed from the hub's although they should not have, and were fetched anew, the latest last. */
  readonly drifted: readonly {
    readonly table: string;
    readonly here: number;
    readonly there: number;
    readonly at: string;
  }[];
  /** Tables in which the hub sent something that this version does not know; it was left out. */
  readonly unknownIn: readonly string[];
  /** Tables of this version that the hub does not know yet: what is entered there waits for its upgrade. */
  readonly absent: readonly string[];
}

/** The replica against the hub, table by table. */
export interface DigestComparison {
  readonly tables: number;
  readonly differing: readonly { readonly table: string; readonly here: number; readonly there: number }[];
}
