/** Rows as people name them on the command line. */
import type { ReplicaHost } from '../electron/host/replica-host.ts';
import { AppError } from '../shared/base/app-error.ts';

/** By which columns people name a row. */
const KNOWN_BY = {
  inventory_counts: ['name'],
  inventory_locations: ['name', 'code'],
  performances: ['title'],
  schedule_events: ['event_date'],
  departments: ['name', 'code'],
  performance_variants: ['name'],
  inventory_items: ['inventory_number', 'name'],
  transports: ['name', 'plate'],
} as const;

/**
 * The row that somebody named by its id, its code or its name; `of`: of that production, of that tour. Throws AppError
 * `paper.unknown`, also where two are called so.
 */
export function idOf(
  host: ReplicaHost,
  table: keyof typeof KNOWN_BY,
  named: string,
  of?: { readonly column: 'performance_id' | 'tour_id'; readonly id: string },
): string {
  const columns = ['id', ...KNOWN_BY[table]];
  const any = columns.map((name) => `${name} = ?`).join(' OR ');
  const its = of === undefined ? '' : ` AND ${of.column} = ?`;
  const rows = host.replica
    .prepared<string[], { id: string }>(`SELECT id FROM ${table} WHERE deleted_at IS NULL AND (${any})${its} LIMIT 2`)
    .all(...columns.map(() => named), ...(of === undefined ? [] : [of.id]));
  const [first] = rows;
  if (first === undefined || rows.length > 1) throw new AppError('paper.unknown', { what: named });
  return first.id;
}
