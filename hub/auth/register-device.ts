/**
 * Registration of laptops. Ids of laptops are no secret, so that an id proves nothing: one that the hub knows is
 * registered again only with the laptop's own token or by somebody who manages laptops; an id that it does not know (a
 * hub restored from an older backup) is plain.
 */

import type pg from 'pg';
import { loadAuthor } from '../../shared/mutations/load-author.ts';
import { can } from '../../shared/rules/permissions.ts';
import { inTransaction } from '../database.ts';
import { HttpFailure, type HubContext } from '../hub-context.ts';
import { endSignIns } from './device-people.ts';
import { endSessions, type Person, parseDeviceToken } from './sessions.ts';
import { hashToken, randomToken, sameHash } from './tokens.ts';

/** What is registered, and what the request brought as the laptop's own proof. */
export interface Registration {
  readonly deviceId: string;
  readonly name: string;
  readonly authorization: string | undefined;
}

interface KnownDevice {
  readonly theater_id: string;
  readonly token_hash: string;
  readonly revoked_at: string | null;
}

/**
 * Registers a laptop; the token is shown once and kept by the laptop. Throws HttpFailure 409 `device.taken`, 403
 * `device.known`.
 */
export async function registerDevice(hub: HubContext, person: Person, registration: Registration): Promise<string> {
  const token = randomToken();
  const { deviceId } = registration;
  const at = hub.now().toISOString();
  await inTransaction(hub.database.pool, async (client) => {
    const { rowCount } = await client.query(
      `INSERT INTO devices (id, theater_id, name, token_hash, registered_by_id, registered_at)
        VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (id) DO NOTHING`,
      [deviceId, person.theaterId, registration.name, hashToken(token), person.id, at],
    );
    if (rowCount === 0) await registerAgain(hub, client, person, registration, hashToken(token), at);
    await client.query(
      `INSERT INTO device_progress (id, theater_id, last_sequence, barrier) VALUES ($1, $2, 0, 0)
        ON CONFLICT (id) DO NOTHING`,
      [deviceId, person.theaterId],
    );
  });
  return token;
}

/**
 * A laptop that is known: its own token, or somebody who manages laptops, may register it again. Everybody signs in
 * anew, because whoever had the old token may still have it.
 */
async function registerAgain(
  hub: HubContext,
  client: pg.ClientBase,
  person: Person,
  registration: Registration,
  tokenHash: string,
  at: string,
): Promise<void> {
  const { deviceId, name } = registration;
  const {
    rows: [known],
  } = await client.query<KnownDevice>(
    'SELECT theater_id, token_hash, revoked_at FROM devices WHERE id = $1 FOR UPDATE',
    [deviceId],
  );
  if (known === undefined || known.theater_id !== person.theaterId || known.revoked_at !== null) {
    throw new HttpFailure(409, 'device.taken', 'This device belongs to another theatre or was revoked.');
  }
  if (!isOwnToken(known, registration) && !(await managesDevices(hub, person))) {
    throw new HttpFailure(
      403,
      'device.known',
      'This laptop is registered already; it proves itself by its own token, ' +
        'or somebody who manages laptops signs in on it.',
    );
  }
  await client.query(
    'UPDATE devices SET name = $2, token_hash = $3, registered_by_id = $4, registered_at = $5 WHERE id = $1',
    [deviceId, name, tokenHash, person.id, at],
  );
  await endSignIns(client, deviceId, at);
  await endSessions(client, { deviceId }, at);
  hub.log.warn({ deviceId, userId: person.id }, 'a known laptop was registered again; everybody signs in on it anew');
}

function isOwnToken(known: KnownDevice, { deviceId, authorization }: Registration): boolean {
  const proof = parseDeviceToken(authorization);
  return proof?.deviceId === deviceId && sameHash(known.token_hash, hashToken(proof.token));
}

async function managesDevices(hub: HubContext, person: Person): Promise<boolean> {
  const author = await loadAuthor(hub.database.db, person.id);
  return author !== undefined && can(author.permissions, 'devices.manage');
}
