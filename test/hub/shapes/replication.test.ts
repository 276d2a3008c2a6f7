/** The connection of the replication stream: how often it is tried, and that Postgres is rid of it when it has ended. */
import { createServer } from 'node:net';
import pg from 'pg';
import { afterEach, expect, inject, test, vi } from 'vitest';
import { outliveBrokenConnections } from '../../../hub/database.ts';
import { HUB_DEADLINES } from '../../../hub/deadlines.ts';
import { ReplicationStream, type StreamEvents } from '../../../hub/shapes/embedded/replication.ts';
import { ensurePublication, makeSlot } from '../../../hub/shapes/embedded/slot.ts';
import { Cable } from '../../support/cable.ts';
import { createDatabase, until } from '../../support/world.ts';

afterEach(() => {
  vi.useRealTimers();
});

const quiet: StreamEvents = {
  beforeConnect: () => Promise.resolve(),
  onTransaction: () => Promise.resolve(),
  onRelation: () => undefined,
  onKeepalive: () => Promise.resolve(),
  onStreaming: () => undefined,
  onError: () => undefined,
};

test('tries that Postgres refuses leave no connection behind, however many there were', async () => {
  const database = await createDatabase(inject('postgresUrl'));
  const pool = new pg.Pool({ connectionString: database.url, max: 1 });
  outliveBrokenConnections(pool, () => undefined);
  const walsenders = async (): Promise<number> =>
    (
      await pool.query(
        "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND backend_type = 'walsender'",
      )
    ).rowCount ?? 0;
  const name = `offstage_slot_${database.streamId}`;
  try {
    await ensurePublication(pool, name);
    await makeSlot(pool, name, false);
    const source = { databaseUrl: database.url, slot: name, publication: name, deadlines: HUB_DEADLINES };
    const holder = new ReplicationStream(source, quiet);
    await holder.start();
    const errors: string[] = [];
    let standing = 0;
    const second = new ReplicationStream(source, {
      ...quiet,
      // What an earlier try left behind would still be there when the next one begins.
      beforeConnect: async () => {
        standing = Math.max(standing, await walsenders());
      },
      onError: (error) => errors.push(error.message),
    });
    const started = second.start();
    await until('the slot was refused several times', () => errors.length >= 4);
    expect(new Set(errors.map((error) => error.replace(/\d+$/, '…')))).toEqual(
      new Set([`replication slot "${name}" is active for PID …`]),
    );
    expect(standing).toBe(1);
    await holder.stop();
    await started;
    await second.stop();
    await until('nothing is left', async () => (await walsenders()) === 0);
  } finally {
    await pool.end();
    await database.drop();
  }
});

test('a transaction that cannot be taken in is tried ever more rarely, however long each connection held', async () => {
  const database = await createDatabase(inject('postgresUrl'));
  const pool = new pg.Pool({ connectionString: database.url, max: 1 });
  outliveBrokenConnections(pool, () => undefined);
  const name = `offstage_slot_${database.streamId}`;
  const pauses: number[] = [];
  const at = { isBroken: true, taken: 0 };
  vi.useFakeTimers({ toFake: ['Date'] });
  const stream = new ReplicationStream(
    {
      databaseUrl: database.url,
      slot: name,
      publication: name,
      deadlines: HUB_DEADLINES,
      pause: async (milliseconds) => void pauses.push(milliseconds),
    },
    {
      ...quiet,
      onStreaming: () => void vi.setSystemTime(Date.now() + 3_600_000),
      onTransaction: async () => {
        if (at.isBroken) throw new Error('no room');
        at.taken += 1;
      },
    },
  );
  try {
    await ensurePublication(pool, name);
    await pool.query(`CREATE TABLE things (id int); ALTER PUBLICATION "${name}" ADD TABLE things`);
    await makeSlot(pool, name, false);
    await pool.query('INSERT INTO things VALUES (1)');
    await stream.start();
    await vi.waitFor(() => expect(pauses.at(-1)).toBe(10_000), { timeout: 60_000 });
    at.isBroken = false;
    await vi.waitFor(() => expect(at.taken).toBeGreaterThan(0), { timeout: 60_000 });
    const before = pauses.length;
    await pool.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND backend_type = 'walsender'`,
    );
    await vi.waitFor(() => expect(pauses[before]).toBe(100), { timeout: 60_000 });
  } finally {
    await stream.stop();
    await pool.end();
    await database.drop();
  }
}, 180_000);

test('a stream is stopped while its connection is still being made, and whoever waits for its start goes on', async () => {
  // Whoever answers here takes the call and says nothing: the connection never stands.
  const silent = createServer();
  const called = new Promise<void>((done) => silent.once('connection', () => done()));
  await new Promise<void>((done) => silent.listen(0, '127.0.0.1', done));
  const address = silent.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const stream = new ReplicationStream(
    { databaseUrl: `postgres://127.0.0.1:${address.port}/none`, slot: 's', publication: 'p', deadlines: HUB_DEADLINES },
    quiet,
  );
  const started = stream.start();
  await called;
  await stream.stop();
  await started;
  silent.close();
}, 30_000);

test('a connection on which Postgres falls silent is asked for a sign of life and ended; one that answers stays', async () => {
  const database = await createDatabase(inject('postgresUrl'));
  const pool = new pg.Pool({ connectionString: database.url, max: 1 });
  outliveBrokenConnections(pool, () => undefined);
  const name = `offstage_slot_${database.streamId}`;
  const { cable, url } = await Cable.to(database.url);
  const heard = { signs: 0, upTo: 0, streams: 0, errors: [] as string[] };
  // Postgres itself says something every half a minute: what is heard sooner was asked for.
  const silenceMs = 3000;
  const stream = new ReplicationStream(
    { databaseUrl: url, slot: name, publication: name, deadlines: { ...HUB_DEADLINES, silenceMs } },
    {
      ...quiet,
      onKeepalive: (lsn) => {
        heard.signs += 1;
        heard.upTo = lsn ?? heard.upTo;
        return Promise.resolve();
      },
      onStreaming: () => {
        heard.streams += 1;
      },
      onError: (error) => heard.errors.push(error.message),
    },
  );
  try {
    await ensurePublication(pool, name);
    await makeSlot(pool, name, false);
    await stream.start();
    // The shape server acknowledges every few seconds; what it says is the question where it has been silent for long.
    // Whoever has everything is told nothing unasked; whoever has not is asked by Postgres again and again.
    const acknowledging = setInterval(() => void stream.acknowledge(heard.upTo).catch(() => undefined), 100);
    try {
      await until('it was asked and answered, for longer than silence may last', () => heard.signs > 12, 60_000);
      expect([heard.streams, heard.errors]).toEqual([1, []]);
      cable.hold();
      await until('it was ended', () => heard.errors.length > 0, 60_000);
      expect(heard.errors[0]).toBe(`Postgres has said nothing for ${silenceMs} ms`);
      cable.letGo();
      await until('it streams again', () => heard.streams > 1, 60_000);
    } finally {
      clearInterval(acknowledging);
    }
  } finally {
    await stream.stop();
    cable.cut();
    await pool.end();
    await database.drop();
  }
}, 180_000);
