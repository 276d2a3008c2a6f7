/**
 * What sync found out by itself and people should see: parts that this version does not know, tables that had drifted.
 */
import type { SyncFindings } from '../../shared/ipc/views.ts';
import type { TableName } from '../../shared/schema/catalog.ts';
import type { Drift } from './drift.ts';

/** As long as nobody has looked. */
export const NOTHING_FOUND: SyncFindings = { drifted: [], unknownIn: [], absent: [] };

/** So many are remembered, the latest last. */
const KEPT = 100;

/** One per engine, in memory: what is still so after a restart is found again. Each thing is reported once. */
export class Findings {
  readonly #onError: (error: unknown) => void;
  readonly #unknown = new Set<string>();
  readonly #absent = new Set<TableName>();
  #drifted: readonly (Drift & { readonly at: string })[] = [];

  constructor(onError: (error: unknown) => void) {
    this.#onError = onError;
  }

  /** As the page of the data's state tells it: by table. */
  get told(): SyncFindings {
    const unknownIn = new Set([...this.#unknown].map((part) => part.slice(0, part.indexOf('.'))));
    return { drifted: this.#drifted, unknownIn: [...unknownIn], absent: [...this.#absent] };
  }

  /** A column that the hub sent and this version does not know: it is left out. */
  noteUnknown(what: string): void {
    if (this.#unknown.has(what)) return;
    this.#unknown.add(what);
    this.#onError(new Error(`the hub sent ${what}, which this version does not know; it was left out`));
  }

  /** A table of this version that the hub does not know. */
  noteAbsent(table: TableName): void {
    if (this.#absent.has(table)) return;
    this.#absent.add(table);
    this.#onError(new Error(`the hub does not know ${table}: it is of an earlier release; work goes on without it`));
  }

  /** A table that differed from the hub's, and was fetched anew. */
  noteDrift(drift: Drift, at: Date): void {
    const { table, here, there } = drift;
    this.#drifted = [...this.#drifted, { ...drift, at: at.toISOString() }].slice(-KEPT);
    this.#onError(new Error(`${table} had drifted from the hub (${here} rows here, ${there} there): fetched anew`));
  }
}
