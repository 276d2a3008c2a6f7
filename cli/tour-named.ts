/** A tour as people name it on the command line. */
import type { ReplicaHost } from '../electron/host/replica-host.ts';
import { AppError } from '../shared/base/app-error.ts';

/** Its id, by code, name or id. Throws AppError `tour.unknown`, also where two are called so. */
export function tourNamed(host: ReplicaHost, named: string): string {
  const rows = host.replica
    .prepared<[{ named: string }], { id: string }>(
      `SELECT id FROM tours WHERE deleted_at IS NULL AND (id = $named OR code = $named OR name = $named)
        ORDER BY code = $named DESC, id LIMIT 2`,
    )
    .all({ named });
  const [first, second] = rows;
  if (first === undefined || second !== undefined) throw new AppError('tour.unknown', { tour: named });
  return first.id;
}
