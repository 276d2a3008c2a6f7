/** A house full of people and laptops, written into its database behind everybody's back: lists are looked at as they are after years. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import type { House } from './support.ts';

export interface Crowd {
  readonly people: number;
  readonly laptops: number;
  /** Changes that «Полный ноутбук» has handed over and nobody has decided. */
  readonly quarantined: number;
}

const PEOPLE = `INSERT INTO users (id, theater_id, email, first_name, last_name)
  SELECT gen_random_uuid(), t.id, 'person' || n || '@demo.theatre', 'Екатерина', 'Преображенская-Долгорукова ' || n
  FROM theaters t, generate_series(1, $1::int) n WHERE t.code = 'demo'`;
const LAPTOPS = `INSERT INTO devices (id, theater_id, name, registered_at, last_seen_at)
  SELECT gen_random_uuid(), t.id, 'Гастрольный ноутбук ' || n, now(), now() - n * interval '1 hour'
  FROM theaters t, generate_series(1, $1::int) n WHERE t.code = 'demo'`;
const FULL = `INSERT INTO devices (id, theater_id, name, registered_at, revoked_at, revoked_by_name, revocation_mode,
    handed_over_at, wiped_at)
  SELECT gen_random_uuid(), id, 'Полный ноутбук', now(), now(), 'Анна Соколова', 'rescue', now(), now()
  FROM theaters WHERE code = 'demo' RETURNING id`;
const CHANGES = `INSERT INTO quarantined_mutations (id, theater_id, device_id, sequence, mutation_id, name, args,
    author_id, author_name, issued_at, clock_offset_ms, received_at, reason)
  SELECT gen_random_uuid(), i.theater_id, $2, n, gen_random_uuid(), 'row.update',
    jsonb_build_object('table', 'inventory_items', 'id', i.id, 'seen', jsonb_build_object('model', i.model),
      'changes', jsonb_build_object('model', 'Модель ' || n, 'description', 'Проверено на площадке'))::text,
    u.id, trim(u.first_name || ' ' || u.last_name), now(), 0, now(), 'rescue'
  FROM generate_series(1, $1::int) n
  CROSS JOIN LATERAL (SELECT * FROM inventory_items ORDER BY id LIMIT 1 OFFSET n % 150) i
  JOIN users u ON u.theater_id = i.theater_id AND u.email = 'mont@demo.theatre'`;

/** Fills the demo theatre up to so many people and laptops. */
export async function crowd(house: House, { people, laptops, quarantined }: Crowd): Promise<void> {
  const running = JSON.parse(readFileSync(join(house.home, 'hub', 'running.json'), 'utf8')) as { databaseUrl: string };
  const client = new pg.Client({ connectionString: running.databaseUrl });
  await client.connect();
  try {
    const missing = async (table: 'users' | 'devices', wanted: number): Promise<number> => {
      const { rows } = await client.query<{ n: number }>(
        `SELECT count(*)::int AS n FROM ${table} x JOIN theaters t ON t.id = x.theater_id WHERE t.code = 'demo'`,
      );
      return Math.max(0, wanted - (rows[0]?.n ?? 0));
    };
    await client.query(PEOPLE, [await missing('users', people)]);
    const { rows } = await client.query<{ id: string }>(FULL);
    await client.query(LAPTOPS, [await missing('devices', laptops)]);
    await client.query(CHANGES, [quarantined, rows[0]?.id]);
  } finally {
    await client.end();
  }
}
