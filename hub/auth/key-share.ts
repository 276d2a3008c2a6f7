/**
 * The hub's share of a laptop's key. The laptop's files are wrapped with it once more, so that whoever signs in on the
 * laptop with the hub's consent can open them, also where the people whose passwords would do are not there. The share
 * alone opens nothing: it needs the laptop.
 */

import { HttpFailure, type HubContext } from '../hub-context.ts';
import type { Person } from './sessions.ts';
import { randomToken } from './tokens.ts';

/**
 * The share of a laptop of the person's theatre, made when it is first asked for. Throws HttpFailure `auth.needed` or
 * `auth.revoked`.
 */
export async function keyShareOf(hub: HubContext, person: Person, deviceId: string): Promise<string> {
  const {
    rows: [row],
  } = await hub.database.pool.query<{ key_share: string; revoked_at: string | null }>(
    `UPDATE devices SET key_share = coalesce(key_share, CASE WHEN revoked_at IS NULL THEN $3 END)
      WHERE id = $1 AND theater_id = $2
     RETURNING key_share, revoked_at`,
    [deviceId, person.theaterId, randomToken()],
  );
  // The same answer for a laptop of another theatre as for one that does not exist.
  if (row === undefined) throw new HttpFailure(401, 'auth.needed', 'This device is not known here.');
  if (row.revoked_at !== null) throw new HttpFailure(403, 'auth.revoked', 'This device was revoked.');
  return row.key_share;
}

/** Nobody's theatre: looking for people in it finds none, and takes as long as looking anywhere. */
const NO_THEATER = '00000000-0000-0000-0000-000000000000';

/**
 * The theatre of a laptop, in which its people are looked for; nobody's for a laptop that is not known, so that its id
 * is not told apart.
 */
export async function theaterOfDevice(hub: HubContext, deviceId: string): Promise<string> {
  const {
    rows: [row],
  } = await hub.database.pool.query<{ theater_id: string }>('SELECT theater_id FROM devices WHERE id = $1', [deviceId]);
  return row?.theater_id ?? NO_THEATER;
}
