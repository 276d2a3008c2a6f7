/** What a test leaves behind must not be what the next one fails for. */
import { mkdtempSync, readdirSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { expect, inject, test, vi } from 'vitest';
import { newId } from '../../shared/base/ids.ts';
import { createDatabase, createWorld } from './world.ts';

/** The slots of a stream and the databases of that name, as the cluster has them. */
async function leftOf(streamId: string): Promise<number> {
  const client = new pg.Client({ connectionString: inject('postgresUrl') });
  await client.connect();
  try {
    const { rowCount } = await client.query(
      `SELECT slot_name FROM pg_replication_slots WHERE slot_name IN ($1::text, 'offstage_slot_' || $1::text)
       UNION ALL SELECT datname FROM pg_database WHERE datname = $1::text`,
      [streamId],
    );
    return rowCount ?? 0;
  } finally {
    await client.end();
  }
}

test('a world whose hub does not start leaves no replication slot and no folder behind', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'offstage-left-'));
  vi.stubEnv('TMPDIR', dir);
  try {
    const streamId = newId().replaceAll('-', '');
    // The address is none of this machine's: by then the shapes have begun, and with them the slot.
    const failing = createWorld(inject('postgresUrl'), {
      hub: { host: '192.0.2.1', trustProxy: 'loopback' },
      shapes: { streamId },
    });
    await expect(failing).rejects.toMatchObject({ code: 'EADDRNOTAVAIL' });
    expect(await leftOf(streamId)).toBe(0);
    expect(readdirSync(dir)).toEqual([]);
  } finally {
    vi.unstubAllEnvs();
    rmdirSync(dir);
  }
});

test('a database is dropped with its slot although somebody still reads from it', async () => {
  const database = await createDatabase(inject('postgresUrl'), 'empty');
  const reader = new pg.Client({ connectionString: database.url, replication: 'database' } as pg.ClientConfig);
  reader.on('error', () => undefined);
  await reader.connect();
  await reader.query(`CREATE_REPLICATION_SLOT ${database.streamId} LOGICAL pgoutput`);
  const reading = reader
    .query(`START_REPLICATION SLOT ${database.streamId} LOGICAL 0/0 (proto_version '1', publication_names 'none')`)
    .catch(() => 'ended');
  expect(await leftOf(database.streamId)).toBe(2);
  await expect(database.drop()).rejects.toThrow('the replication slot is free');
  expect(await leftOf(database.streamId)).toBe(0);
  expect(await reading).toBe('ended');
}, 40_000);
