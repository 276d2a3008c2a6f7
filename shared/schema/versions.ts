/**
 * The versions of the schema, by which a laptop and a hub of different releases find what both know (design: sync,
 * «Releases meet»). A version is one number for everything that crosses the wire: tables, columns, mutations, forms of
 * requests. It grows with each release that changes any of them. Ledger: 1 — release 0.1.0. 2 — release 0.2.0: epochs
 * of numbers, ids of mutations, traces with the right that their reader needs, counts that two people share.
 */
import { replicatedTables, type TableName, tableOf } from './catalog.ts';
import type { Column, Table } from './define.ts';

/** What this release speaks. */
export const SCHEMA_VERSION = 2;
/** The oldest version that this release still answers; a hub may be told to ask for more. */
export const OLDEST_VERSION = 1;
/** The header by which each side names its version with every request and every answer. Who names none speaks 1. */
export const VERSION_HEADER = 'offstage-schema';
/** The header by which a hub names its release: nothing is decided by it, people are told that there is a newer one. */
export const RELEASE_HEADER = 'offstage-release';

/** A version as the other side named it; anything that is none counts as the first, which named nothing. */
export function readVersion(text: string | null | undefined): number {
  const version = Number(text);
  return Number.isInteger(version) && version >= 1 && version <= 1_000_000 ? version : 1;
}

/** What both sides know. */
export const sharedVersion = (other: number): number => Math.min(other, SCHEMA_VERSION);

/** Whether a column, or a table, was there in that version already. */
export const isKnownIn = ({ since = 1 }: Pick<Column, 'since'> | Pick<Table, 'since'>, version: number): boolean =>
  since <= version;

/** Replicated tables that a version knows. */
export function tablesIn(version: number): readonly TableName[] {
  return replicatedTables.filter((name) => isKnownIn(tableOf(name), version));
}
