/** Laptops of the people of a tour, as the hub last heard of them: how old what each of them takes along is. */
import type { MemberLaptop } from '../../shared/ipc/ready-contract.ts';
import { loadAuthor } from '../../shared/mutations/load-author.ts';
import { can } from '../../shared/rules/permissions.ts';
import type { AccessClaims } from '../auth/tokens.ts';
import { HttpFailure, type HubContext } from '../hub-context.ts';

interface Row {
  readonly employee_id: string;
  readonly user_id: string | null;
  readonly name: string;
  readonly device_id: string | null;
  readonly device_name: string | null;
  readonly last_seen_at: string | null;
  readonly last_synced_at: string | null;
  readonly waiting: number | null;
  readonly app_version: string | null;
}

/**
 * Of each member the laptop on which they were last seen, by name. For members and for who plans tours; throws
 * HttpFailure 403 `permission.denied` for everybody else. Of a tour that is not there nobody is a member.
 */
export async function laptopsOfTour(
  hub: HubContext,
  claims: AccessClaims,
  tourId: string,
): Promise<readonly MemberLaptop[]> {
  const author = await loadAuthor(hub.database.db, claims.userId);
  const { rows } = await hub.database.pool.query<Row>(
    `SELECT DISTINCT ON (e.full_name, e.id) e.id AS employee_id, e.user_id, e.full_name AS name, d.id AS device_id,
        d.name AS device_name, r.last_seen_at, r.last_synced_at, r.waiting, r.app_version
      FROM tour_members m JOIN tours t ON t.id = m.tour_id AND t.deleted_at IS NULL
        JOIN employees e ON e.id = m.employee_id
        LEFT JOIN device_people p ON p.user_id = e.user_id AND p.ended_at IS NULL
        LEFT JOIN devices d ON d.id = p.device_id AND d.revoked_at IS NULL
        LEFT JOIN device_reports r ON r.id = d.id
      WHERE m.tour_id = $1 AND m.theater_id = $2 AND m.deleted_at IS NULL
      ORDER BY e.full_name, e.id, r.last_seen_at DESC NULLS LAST, d.id`,
    [tourId, claims.theaterId],
  );
  const mayLook = author !== undefined && author.theaterId === claims.theaterId;
  const isMember = rows.some(({ user_id }) => user_id === claims.userId);
  if (!mayLook || !(isMember || can(author.permissions, 'tours.edit')))
    throw new HttpFailure(403, 'permission.denied', 'This person does not go on this tour.', {
      permission: 'tours.edit',
    });
  return rows.map((row) => ({
    employeeId: row.employee_id,
    name: row.name,
    laptop:
      row.device_id === null
        ? null
        : {
            deviceId: row.device_id,
            name: row.device_name ?? '',
            lastSeenAt: row.last_seen_at,
            lastSyncedAt: row.last_synced_at,
            waiting: row.waiting,
            appVersion: row.app_version,
          },
  }));
}
