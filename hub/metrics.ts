/** Figures for Prometheus. One registry per hub, so that several can live in one test process. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { FindingKind } from '../shared/rules/integrity.ts';
import type { HubHealth } from './admin/health.ts';
import type { PartsReport } from './admin/parts-health.ts';
import type { SnapshotsHealth } from './snapshots/snapshot-keeper.ts';

/**
 * Each figure is written where its event happens; the registry only reads them. Their names are part of what
 * administrators rely on.
 */
export interface HubMetrics {
  readonly registry: Registry;
  readonly mutations: Counter<'outcome'>;
  readonly pushSeconds: Histogram;
  readonly shapeRequests: Counter<'kind'>;
  readonly snapshotRequests: Counter<'kind'>;
  readonly files: Counter<'what'>;
  readonly fileBytes: Counter<'way'>;
  /** Keeps what stands ready for new laptops. */
  noteSnapshots(health: SnapshotsHealth): void;
  readonly shapeAnswers: Gauge;
  /** Keeps which part is away. */
  notePart(health: PartsReport): void;
}

/** `health` is asked on each scrape; it answers from memory when it was asked a moment ago. */
export function createMetrics(health: () => Promise<HubHealth>): HubMetrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  watchIntegrity(registry, health);
  const part = new Gauge({
    name: 'offstage_part_up',
    help: '1 where a part of the hub answers',
    labelNames: ['part'],
    registers: [registry],
  });
  const snapshots = new Gauge({
    name: 'offstage_snapshots',
    help: 'Snapshots for new laptops: kept, their bytes, being made, failing',
    labelNames: ['what'],
    registers: [registry],
  });
  return {
    registry,
    noteSnapshots: ({ kept, bytes, isMaking, problem }) => {
      const figures = { kept, bytes, making: Number(isMaking), failing: problem === null ? 0 : 1 };
      for (const [what, value] of Object.entries(figures)) snapshots.set({ what }, value);
    },
    mutations: new Counter({
      name: 'offstage_mutations_total',
      help: 'Mutations pushed by devices',
      labelNames: ['outcome'],
      registers: [registry],
    }),
    pushSeconds: new Histogram({
      name: 'offstage_push_seconds',
      help: 'Duration of a push request',
      buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
      registers: [registry],
    }),
    shapeRequests: new Counter({
      name: 'offstage_shape_requests_total',
      help: 'Shape requests of devices',
      labelNames: ['kind'],
      registers: [registry],
    }),
    snapshotRequests: new Counter({
      name: 'offstage_snapshot_requests_total',
      help: 'Requests of new laptops for a snapshot',
      labelNames: ['kind'],
      registers: [registry],
    }),
    files: new Counter({
      name: 'offstage_files_total',
      help: 'Contents of files that arrived or were asked for',
      labelNames: ['what'],
      registers: [registry],
    }),
    fileBytes: new Counter({
      name: 'offstage_file_bytes_total',
      help: 'Bytes of contents of files, by the way that they went',
      labelNames: ['way'],
      registers: [registry],
    }),
    shapeAnswers: new Gauge({
      name: 'offstage_shape_answers',
      help: 'Shape requests of devices that are being answered, or wait for news',
      registers: [registry],
    }),
    notePart: ({ parts }) => {
      for (const [name, state] of Object.entries(parts)) part.set({ part: name }, state === 'up' ? 1 : 0);
    },
  };
}

const kinds: readonly FindingKind[] = ['orphan', 'dangling', 'tenant', 'stock', 'quantity', 'cycle'];

/** What the second seed asks to watch: orphans, soft-deleted rows, deletions and how long they took. */
function watchIntegrity(registry: Registry, health: () => Promise<HubHealth>): void {
  const figures: Readonly<Record<string, readonly [help: string, value: (found: HubHealth) => number]>> = {
    offstage_deletions: ['Deletions so far', (found) => found.deletions.count],
    offstage_deletions_restored: ['Deletions that were restored', (found) => found.deletions.restored],
    offstage_deletion_rows: ['Rows that deletions marked', (found) => found.deletions.rows],
    offstage_deletion_milliseconds: ['Time that deletions took, in all', (found) => found.deletions.totalMs],
    offstage_deletion_slowest_milliseconds: ['The slowest deletion', (found) => found.deletions.slowestMs],
    offstage_open_conflicts: ['Conflicts that nobody has settled', (found) => found.openConflicts],
    offstage_broken_mutations: [
      'Mutations parked because the program could not make sense of them, the latest 50',
      (found) => found.broken.length,
    ],
    offstage_refusals: ['Mutations that were refused', (found) => found.refusals],
    offstage_files_here: ['Files whose content is on the hub', (found) => found.files.here.count],
    offstage_files_here_bytes: ['Their bytes', (found) => found.files.here.bytes],
    offstage_files_missing: [
      'Files that rows name and nobody has brought for a week',
      (found) => found.files.missing.count,
    ],
    offstage_files_unnamed: ['Files that no row names', (found) => found.files.unnamed.count],
    offstage_file_uploads: ['Contents on their way', (found) => found.files.uploads],
  };
  for (const [name, [help, value]] of Object.entries(figures)) {
    registry.registerMetric(
      new Gauge({
        name,
        help,
        registers: [],
        async collect() {
          this.set(value(await health()));
        },
      }),
    );
  }
  registry.registerMetric(
    new Gauge({
      name: 'offstage_integrity_rows',
      help: 'Rows that break a rule; 0 on a database in order',
      labelNames: ['kind'],
      registers: [],
      async collect() {
        const { findings } = await health();
        for (const kind of kinds)
          this.set(
            { kind },
            findings.filter((finding) => finding.kind === kind).reduce((sum, finding) => sum + finding.count, 0),
          );
      },
    }),
  );
  registry.registerMetric(
    new Gauge({
      name: 'offstage_trash_rows',
      help: 'Soft-deleted rows per table',
      labelNames: ['table'],
      registers: [],
      async collect() {
        this.reset();
        for (const { table, count } of (await health()).trash) this.set({ table }, count);
      },
    }),
  );
}
