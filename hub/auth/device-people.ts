/** Who is an author on which laptop: only who truly signed in there since it was registered. */
import type pg from 'pg';

/** Records that somebody proved on this laptop who they are. Part of opening a session, in its transaction. */
export async function recordSignIn(
  client: pg.ClientBase,
  who: { readonly id: string; readonly deviceId: string; readonly userId: string; readonly at: string },
): Promise<void> {
  await client.query(
    `INSERT INTO device_people (id, device_id, user_id, first_signed_in_at, last_signed_in_at)
      VALUES ($1, $2, $3, $4, $4)
     ON CONFLICT (device_id, user_id) DO UPDATE SET last_signed_in_at = excluded.last_signed_in_at, ended_at = NULL,
       first_signed_in_at = CASE WHEN device_people.ended_at IS NULL THEN device_people.first_signed_in_at
       ELSE excluded.first_signed_in_at END`,
    [who.id, who.deviceId, who.userId, who.at],
  );
}

/** A laptop that is registered anew begins a new generation: sign-ins from before do not count. */
export async function endSignIns(client: pg.ClientBase, deviceId: string, at: string): Promise<void> {
  await client.query('UPDATE device_people SET ended_at = $2 WHERE device_id = $1 AND ended_at IS NULL', [
    deviceId,
    at,
  ]);
}

/** Whether this person has signed in on this laptop since it was registered. */
export async function hasSignedIn(
  client: pg.ClientBase,
  device: { readonly id: string },
  userId: string,
): Promise<boolean> {
  const { rowCount } = await client.query(
    'SELECT 1 FROM device_people WHERE device_id = $1 AND user_id = $2 AND ended_at IS NULL',
    [device.id, userId],
  );
  return rowCount !== 0;
}
