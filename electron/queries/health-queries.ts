/** The state of the data on this laptop. */

import * as declared from '../../shared/features/health/queries.ts';
import type { HealthView } from '../../shared/ipc/views.ts';
import { type Ask, integrityReport } from '../../shared/rules/integrity.ts';
import { pendingCount } from '../outbox/outbox.ts';
import { listBackups } from '../replica/backup.ts';
import type { Reading } from '../replica/reading.ts';
import { implement } from './define-query.ts';
import { labelsOf } from './deletion-queries.ts';

/** Everything that can be said without the network. */
export async function replicaHealth(replica: Reading, now: Date): Promise<HealthView> {
  const ask: Ask = async (sql) => {
    // Each check is quick, hundreds are not: others get a word in between.
    await new Promise((done) => {
      setImmediate(done);
    });
    return replica.prepared<[], Record<string, unknown>>(sql).all();
  };
  const report = await integrityReport(ask, { database: 'sqlite', now });
  const refused =
    replica.prepared<[], { n: number }>('SELECT count(*) AS n FROM refused_mutations WHERE dealt_with_at IS NULL').get()
      ?.n ?? 0;
  const last = replica
    .prepared<[], HealthView['lastDeletions'][number]>(
      `SELECT id, root_table, root_title, row_count, duration_ms, deleted_by_name, deleted_at, restored_at
        FROM deletions ORDER BY deleted_at DESC, id DESC LIMIT 10`,
    )
    .all();
  return {
    ...report,
    findings: report.findings.map((finding) => ({ ...finding, rows: labelsOf(replica, finding.table, finding.ids) })),
    refused,
    waiting: pendingCount(replica),
    lastDeletions: last,
    lastSyncedAt: replica.meta('last_synced_at') ?? null,
    takenAt: now.toISOString(),
    backups: listBackups(replica.dir).map(({ reason, takenAt }) => ({ reason, takenAt })),
  };
}

export const health = implement(declared.healthReport, {
  // Asked for, not kept up to date: hundreds of checks after every change would be in everybody's way.
  tables: [],
  run: ({ replica, now }) => replicaHealth(replica, now),
});
