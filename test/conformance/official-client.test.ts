/** The official client against the embedded shape server, on tables that are not ours. */

import { mkdtempSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Message, ShapeStream, type ShapeStreamOptions } from '@electric-sql/client';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { shapeHttpServer } from '../../hub/shapes/embedded/shape-http.ts';
import { ShapeServer } from '../../hub/shapes/embedded/shape-server.ts';
import { createDatabase, until } from '../support/world.ts';

const CHUNK_BYTES = 2000;
const at: {
  database?: Awaited<ReturnType<typeof createDatabase>>;
  client?: pg.Client;
  shapes?: ShapeServer;
  http?: Server;
  url: string;
  dir: string;
} = { url: '', dir: '' };
const sql = async (text: string): Promise<void> => {
  await at.client?.query(text);
};

async function startShapes(): Promise<void> {
  at.shapes = new ShapeServer({
    databaseUrl: at.database?.url ?? '',
    dir: at.dir,
    streamId: at.database?.streamId ?? '',
    chunkBytes: CHUNK_BYTES,
    longPollMs: 700,
    allowDelete: true,
  });
  await at.shapes.start();
  at.http = shapeHttpServer(at.shapes, undefined);
  await new Promise<void>((done) => {
    at.http?.listen(0, '127.0.0.1', done);
  });
  at.url = `http://127.0.0.1:${(at.http.address() as AddressInfo).port}/v1/shape`;
}
async function stopShapes(): Promise<void> {
  at.http?.closeAllConnections();
  at.http?.close();
  await at.shapes?.stop();
}

beforeAll(async () => {
  at.database = await createDatabase(inject('postgresUrl'));
  at.dir = mkdtempSync(join(tmpdir(), 'offstage-shapes-'));
  at.client = new pg.Client({ connectionString: at.database.url });
  await at.client.connect();
  await startShapes();
});
afterAll(async () => {
  await stopShapes();
  await at.client?.end();
  await at.database?.drop();
  rmSync(at.dir, { recursive: true, force: true });
});

interface Watched {
  readonly messages: Message[];
  readonly stream: ShapeStream;
  rows(): Map<string, Record<string, unknown>>;
}

function watch(params: Record<string, string | string[]>, options: Partial<ShapeStreamOptions> = {}): Watched {
  const messages: Message[] = [];
  const abort = new AbortController();
  const stream = new ShapeStream({
    url: at.url,
    params: params as never,
    signal: abort.signal,
    ...options,
  });
  stream.subscribe(
    (batch) => {
      messages.push(...batch);
    },
    () => undefined,
  );
  return {
    messages,
    stream,
    rows: () => {
      const rows = new Map<string, Record<string, unknown>>();
      for (const message of messages) {
        if ('key' in message) {
          if (message.headers.operation === 'delete') rows.delete(message.key);
          else rows.set(message.key, { ...rows.get(message.key), ...message.value });
        } else if (message.headers.control === 'must-refetch') rows.clear();
      }
      return rows;
    },
  };
}
const isUpToDate = ({ messages }: Watched): boolean =>
  messages.some((message) => 'control' in message.headers && message.headers.control === 'up-to-date');

test('snapshot in several chunks, then live inserts, updates and deletes', async () => {
  await sql(
    "CREATE TABLE notes (id int PRIMARY KEY, body text); INSERT INTO notes SELECT n, repeat('слово ', 20) FROM generate_series(1, 60) n",
  );
  const watched = watch({ table: 'notes' });
  await until('the snapshot', () => watched.rows().size === 60 && isUpToDate(watched));
  await sql(
    "BEGIN; INSERT INTO notes VALUES (61, 'new'); UPDATE notes SET body = 'changed' WHERE id = 1; DELETE FROM notes WHERE id = 2; COMMIT",
  );
  await until(
    'the transaction',
    () => watched.rows().size === 60 && watched.rows().get('"public"."notes"/"1"')?.['body'] === 'changed',
  );
  const changes = watched.messages.filter((message) => 'lsn' in message.headers);
  expect(
    changes.map((message) => [
      message.headers['operation'],
      message.headers['op_position'],
      message.headers['last'] ?? false,
    ]),
  ).toEqual([
    ['insert', 0, false],
    ['update', 2, false],
    ['delete', 4, true],
  ]);
  expect(new Set(changes.map((message) => message.headers['lsn'])).size).toBe(1);
  watched.stream.unsubscribeAll();
});

test('resumes from handle and offset, also after the server was restarted', async () => {
  await sql('CREATE TABLE counters (id int PRIMARY KEY, n int); INSERT INTO counters VALUES (1, 0)');
  const first = watch({ table: 'counters' });
  await until('the snapshot', () => isUpToDate(first));
  await sql('UPDATE counters SET n = 1');
  await until('the change', () => first.rows().get('"public"."counters"/"1"')?.['n'] === 1);
  const { shapeHandle, lastOffset } = first.stream;
  first.stream.unsubscribeAll();
  await stopShapes();
  await sql('UPDATE counters SET n = 2');
  await startShapes();
  const second = watch({ table: 'counters' }, { handle: shapeHandle ?? '', offset: lastOffset });
  await until('what was missed', () =>
    second.messages.some((message) => 'value' in message && message.value['n'] === 2),
  );
  expect(second.messages.filter((message) => 'value' in message)).toHaveLength(1);
  expect(second.messages.some((message) => message.headers['control'] === 'must-refetch')).toBe(false);
  second.stream.unsubscribeAll();
});

test.for([
  ['TRUNCATE', 'TRUNCATE things', 0],
  ['a new column', "ALTER TABLE things ADD COLUMN extra text DEFAULT 'x'; UPDATE things SET extra = 'y'", 3],
] as const)('409 after %s: the client starts anew', async ([, change, left]) => {
  await sql(
    'DROP TABLE IF EXISTS things; CREATE TABLE things (id int PRIMARY KEY); INSERT INTO things VALUES (1), (2), (3)',
  );
  const watched = watch({ table: 'things' });
  await until('the snapshot', () => watched.rows().size === 3);
  await sql(change);
  await until('must-refetch', () => watched.messages.some((message) => message.headers['control'] === 'must-refetch'));
  await until(
    'the new state',
    () =>
      watched.rows().size === left && (left === 0 || [...watched.rows().values()].every((row) => row['extra'] === 'y')),
  );
  watched.stream.unsubscribeAll();
});

test('409 for an unknown handle names the right one; 400 for an offset beyond the log', async () => {
  await sql('CREATE TABLE strange (id int PRIMARY KEY)');
  const unknown = await fetch(`${at.url}?table=strange&offset=0_0&handle=1-1`);
  expect(unknown.status).toBe(409);
  expect(await unknown.json()).toEqual([{ headers: { control: 'must-refetch' } }]);
  const handle = unknown.headers.get('electric-handle') ?? '';
  const beyond = await fetch(`${at.url}?table=strange&offset=999999999999_0&handle=${handle}`);
  expect([beyond.status, await beyond.json()]).toEqual([
    400,
    { message: 'Invalid request', errors: { offset: ['out of bounds for this shape'] } },
  ]);
});

test('where with parameters: rows enter and leave by updates; enums, ILIKE, BETWEEN and ANY are Postgres’s own', async () => {
  await sql(
    "CREATE TYPE mood AS ENUM ('sad', 'happy'); CREATE TABLE people (id int PRIMARY KEY, name text, age int, mood mood, tags text[]); INSERT INTO people VALUES (1, 'Анна', 30, 'happy', '{a,b}'), (2, 'Борис', 60, 'sad', NULL)",
  );
  const adults = watch({
    table: 'people',
    where: 'age BETWEEN $1 AND $2 AND name ILIKE $3',
    params: ['18', '50', 'а%'],
  });
  const happy = watch({ table: 'people', where: "mood = 'happy' AND 'a' = ANY (tags)" });
  await until('the snapshots', () => adults.rows().size === 1 && happy.rows().size === 1);
  await sql(
    "UPDATE people SET name = 'Алексей', age = 20, mood = 'happy', tags = '{a}' WHERE id = 2; UPDATE people SET age = 99, mood = 'sad' WHERE id = 1",
  );
  await until('one in, one out', () =>
    [adults, happy].every((watched) => watched.rows().size === 1 && watched.rows().has('"public"."people"/"2"')),
  );
  for (const watched of [adults, happy]) watched.stream.unsubscribeAll();
  const wrong = await fetch(`${at.url}?table=people&offset=-1&where=${encodeURIComponent('id IN (SELECT 1)')}`);
  expect(wrong.status).toBe(400);
});

test('columns and replica=full', async () => {
  await sql("CREATE TABLE wide (id int PRIMARY KEY, a text, b text); INSERT INTO wide VALUES (1, 'a', 'b')");
  const narrow = watch({ table: 'wide', columns: ['id', 'a'] });
  const full = watch({ table: 'wide', replica: 'full' });
  await until('the snapshots', () => isUpToDate(narrow) && isUpToDate(full));
  await sql("UPDATE wide SET b = 'B'; UPDATE wide SET a = 'A'; DELETE FROM wide");
  await until('the changes', () => full.rows().size === 0 && narrow.rows().size === 0);
  const values = ({ messages }: Watched): unknown[] =>
    messages
      .filter((message) => 'lsn' in message.headers)
      .map((message) =>
        'value' in message
          ? [message.headers.operation, message.value, 'old_value' in message ? message.old_value : undefined]
          : [],
      );
  expect(values(narrow)).toEqual([
    ['update', { id: 1, a: 'A' }, undefined],
    ['delete', { id: 1 }, undefined],
  ]);
  expect(values(full)).toEqual([
    ['update', { id: 1, a: 'a', b: 'B' }, { b: 'b' }],
    ['update', { id: 1, a: 'A', b: 'B' }, { a: 'a' }],
    ['delete', { id: 1, a: 'A', b: 'B' }, undefined],
  ]);
  const missing = await fetch(`${at.url}?table=wide&offset=-1&columns=a`);
  expect(await missing.json()).toMatchObject({
    errors: { columns: ['The list of columns must include all primary key columns, missing: id'] },
  });
  for (const watched of [narrow, full]) watched.stream.unsubscribeAll();
});

test('a changed key is a delete and an insert', async () => {
  await sql("CREATE TABLE keyed (id text PRIMARY KEY, v int); INSERT INTO keyed VALUES ('a/b', 1)");
  const watched = watch({ table: 'keyed' });
  await until('the snapshot', () => watched.rows().size === 1);
  expect([...watched.rows().keys()]).toEqual(['"public"."keyed"/"a//b"']);
  await sql("UPDATE keyed SET id = 'c'");
  await until('the change', () => watched.rows().has('"public"."keyed"/"c"') && watched.rows().size === 1);
  const changes = watched.messages.filter((message) => 'lsn' in message.headers);
  expect(changes.map((message) => [message.headers['operation'], message.headers['op_position']])).toEqual([
    ['delete', 0],
    ['insert', 1],
  ]);
  watched.stream.unsubscribeAll();
});

const TYPES: readonly (readonly [type: string, literal: string, wire: string])[] = [
  ['bool', 'true', 'true'],
  ['int2', '-5', '-5'],
  ['int8', '9007199254740993', '9007199254740993'],
  ['numeric(12,4)', '1.5', '1.5000'],
  ['float8', "'Infinity'", 'Infinity'],
  ['text', "E'a\"b\\nc\\\\d'", 'a"b\nc\\d'],
  ['char(5)', "'ab'", 'ab   '],
  ['bytea', "'\\x00ff'", '\\x00ff'],
  ['date', "'2026-01-02'", '2026-01-02'],
  ['time', "'10:20:30'", '10:20:30'],
  ['timestamptz', "'2026-01-02 03:04:05.678+03'", '2026-01-02 00:04:05.678+00'],
  ['interval', "'1 day 02:03:04'", 'P1DT2H3M4S'],
  ['jsonb', '\'{"a":[1,"é"]}\'', '{"a": [1, "é"]}'],
  ['text[]', "ARRAY['a', NULL, 'b,c']", '{a,NULL,"b,c"}'],
  ['int4range', "'[1,5)'", '[1,5)'],
  ['uuid', "'0190a0f0-0000-7000-8000-000000000001'", '0190a0f0-0000-7000-8000-000000000001'],
  ['complex_t', "ROW(1, 'x,y')", '(1,"x,y")'],
  ['posint', '7', '7'],
  ['"Odd Enum"', "'A b'", 'A b'],
];

test('every kind of value passes in snapshot and in log form, with quoted and odd-cased names', async () => {
  await sql(`CREATE TYPE complex_t AS (a int, b text); CREATE DOMAIN posint AS int CHECK (VALUE > 0); CREATE TYPE "Odd Enum" AS ENUM ('A b');
    CREATE TABLE "Odd Table" (id int PRIMARY KEY, ${TYPES.map(([type], index) => `"C ${index}" ${type}`).join(', ')});
    INSERT INTO "Odd Table" VALUES (1, ${TYPES.map(([, literal]) => literal).join(', ')})`);
  const raw = async (
    offset: string,
    handle = '',
  ): Promise<{ value: Record<string, string>; handle: string; offset: string }> => {
    const response = await fetch(
      `${at.url}?table=${encodeURIComponent('"Odd Table"')}&offset=${offset}&handle=${handle}`,
    );
    const messages = (await response.json()) as { value?: Record<string, string> }[];
    return {
      value: messages.find((message) => message.value !== undefined)?.value ?? {},
      handle: response.headers.get('electric-handle') ?? '',
      offset: response.headers.get('electric-offset') ?? '',
    };
  };
  const snapshot = await raw('-1');
  expect(TYPES.map((_, index) => snapshot.value[`C ${index}`])).toEqual(TYPES.map(([, , wire]) => wire));
  await sql(`INSERT INTO "Odd Table" VALUES (2, ${TYPES.map(([, literal]) => literal).join(', ')})`);
  const log = { value: {} as Record<string, string> };
  await until(
    'the log entry',
    async () => Object.assign(log, await raw('0_0', snapshot.handle)) !== undefined && log.value['id'] === '2',
  );
  // The one known difference of Electric: a boolean is `t` in the log.
  expect(TYPES.map((_, index) => log.value[`C ${index}`])).toEqual(
    TYPES.map(([type, , wire]) => (type === 'bool' ? 't' : wire)),
  );
});

test('routes: health, options, delete, missing tables and parameters', async () => {
  const base = at.url.replace('/v1/shape', '');
  expect(await (await fetch(`${base}/v1/health`)).json()).toEqual({ status: 'active' });
  expect((await fetch(at.url, { method: 'OPTIONS' })).status).toBe(204);
  expect((await fetch(`${base}/nothing`)).status).toBe(404);
  expect(await (await fetch(`${at.url}?offset=-1`)).json()).toMatchObject({ errors: { table: ["can't be blank"] } });
  expect(await (await fetch(`${at.url}?table=nope&offset=-1`)).json()).toMatchObject({
    errors: {
      table: [
        'Table "public"."nope" does not exist. If the table name contains capitals or special characters you must quote it.',
      ],
    },
  });
  expect(await (await fetch(`${at.url}?table=notes&offset=banana`)).json()).toMatchObject({
    errors: { offset: ['has invalid format'] },
  });
  expect(await (await fetch(`${at.url}?table=notes&offset=-1&live=true`)).json()).toMatchObject({
    errors: { live: ["can't be true when offset == -1"] },
  });
  expect((await fetch(`${at.url}?table=notes`, { method: 'DELETE' })).status).toBe(202);
  const first = await fetch(`${at.url}?table=notes&offset=-1`);
  const again = await fetch(`${at.url}?table=notes&offset=-1`, {
    headers: { 'if-none-match': first.headers.get('etag') ?? '' },
  });
  expect(again.status).toBe(304);
});
