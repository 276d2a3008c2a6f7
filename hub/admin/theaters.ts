/** Theatres, people and roles, made by an administrator at the command line. */

import { AppError } from '../../shared/base/app-error.ts';
import { newId } from '../../shared/base/ids.ts';
import { systemRoles } from '../../shared/rules/permissions.ts';
import { hashPassword } from '../auth/password-hashing.ts';
import { type HubDatabase, inTransaction } from '../database.ts';

/** Цеха of the first seed, with its Russian names. */
export const seedDepartments = [
  { code: 'light', name: 'Осветительный цех', description: 'Работа со световым оборудованием' },
  { code: 'sound', name: 'Звуковой цех', description: 'Работа со звуковым оборудованием' },
  { code: 'machinery', name: 'Машинно-декорационный цех', description: 'Работа с декорациями и механизмами сцены' },
  { code: 'costume', name: 'Костюмерно-реквизиторский цех', description: 'Костюмы и реквизит' },
  { code: 'makeup', name: 'Гримёрный цех', description: 'Грим и парики' },
  { code: 'video', name: 'Видеоцех', description: 'Видеооборудование и проекции' },
] as const;

/** Площадки of the first seed. */
export const seedVenues = [
  { code: 'main_stage', name: 'Основная сцена', type: 'stage', capacity: 500 },
  { code: 'rehearsal_1', name: 'Репетиционный зал 1', type: 'rehearsal', capacity: 50 },
  { code: 'rehearsal_2', name: 'Репетиционный зал 2', type: 'rehearsal', capacity: 30 },
] as const;

/** Roles without a theatre; brought up to date at every start of the hub. */
export async function ensureSystemRoles({ pool }: HubDatabase): Promise<void> {
  for (const role of systemRoles) {
    const {
      rows: [known],
    } = await pool.query<{ id: string; permissions: string[] }>(
      'SELECT id, permissions FROM roles WHERE theater_id IS NULL AND code = $1',
      [role.code],
    );
    if (known === undefined)
      await pool.query('INSERT INTO roles (id, name, code, permissions, is_system) VALUES ($1, $2, $3, $4, true)', [
        newId(),
        role.name,
        role.code,
        role.permissions,
      ]);
    else if (known.permissions.join() !== role.permissions.join())
      await pool.query('UPDATE roles SET permissions = $2 WHERE id = $1', [known.id, role.permissions]);
  }
}

/** `code` is what people type at the command line, unique on the hub. Without a time zone it is Moscow’s. */
export interface NewTheater {
  readonly code: string;
  readonly name: string;
  readonly timezone?: string | undefined;
  readonly city?: string | undefined;
}

/** A theatre with the departments and venues of the seed. Throws AppError `usage` for a code that is taken. */
export async function createTheater({ pool }: HubDatabase, theater: NewTheater, now: Date): Promise<string> {
  const id = newId();
  const at = now.toISOString();
  await inTransaction(pool, async (client) => {
    const { rowCount } = await client.query('SELECT 1 FROM theaters WHERE code = $1', [theater.code]);
    if (rowCount !== 0) throw new AppError('usage', { problem: `theatre ${theater.code} exists already` });
    await client.query(
      `INSERT INTO theaters (id, name, code, city, timezone, created_at, updated_at)
        VALUES ($1, $2, $3, $4, $5, $6, $6)`,
      [id, theater.name, theater.code, theater.city ?? null, theater.timezone ?? 'Europe/Moscow', at],
    );
    for (const department of seedDepartments) {
      await client.query(
        'INSERT INTO departments (id, theater_id, name, code, description) VALUES ($1, $2, $3, $4, $5)',
        [newId(), id, department.name, department.code, department.description],
      );
    }
    for (const venue of seedVenues) {
      await client.query(
        `INSERT INTO venues (id, theater_id, name, code, type, capacity, created_at, updated_at)
          VALUES ($1, $2, $3, $4, $5, $6, $7, $7)`,
        [newId(), id, venue.name, venue.code, venue.type, venue.capacity, at],
      );
    }
  });
  return id;
}

/** `theater`, `role` and `department` are codes; a department that is not there is left empty. */
export interface NewUser {
  readonly theater: string;
  readonly email: string;
  readonly password: string;
  readonly role: string;
  /** Nothing but choosing a new password is answered until the person has done so. */
  readonly mustChangePassword?: boolean | undefined;
  readonly firstName?: string | undefined;
  readonly lastName?: string | undefined;
  readonly department?: string | undefined;
  readonly position?: string | undefined;
}

/**
 * A person who can sign in, with an employee record and one role. Throws AppError `usage` for an unknown theatre or
 * role, or an e-mail that is taken.
 */
export async function createUser({ pool }: HubDatabase, user: NewUser, now: Date): Promise<string> {
  const {
    rows: [theater],
  } = await pool.query<{ id: string }>('SELECT id FROM theaters WHERE code = $1 AND deleted_at IS NULL', [
    user.theater,
  ]);
  if (theater === undefined) throw new AppError('usage', { problem: `there is no theatre ${user.theater}` });
  const {
    rows: [role],
  } = await pool.query<{ id: string }>(
    // A namesake of a theatre's own, from before such codes were reserved, is never given in place of the system's.
    `SELECT id FROM roles WHERE code = $1 AND (theater_id = $2 OR theater_id IS NULL) AND deleted_at IS NULL
      ORDER BY theater_id IS NOT NULL LIMIT 1`,
    [user.role, theater.id],
  );
  if (role === undefined)
    throw new AppError('usage', {
      problem: `there is no role ${user.role}; known: ${systemRoles.map((known) => known.code).join(', ')}`,
    });
  const email = user.email.trim().toLowerCase();
  const { rowCount } = await pool.query(
    'SELECT 1 FROM users WHERE theater_id = $1 AND email = $2 AND deleted_at IS NULL',
    [theater.id, email],
  );
  if (rowCount !== 0) throw new AppError('usage', { problem: `${email} is taken in this theatre` });
  const hashed = await hashPassword(user.password);
  const id = newId();
  const at = now.toISOString();
  const firstName = user.firstName ?? email.split('@')[0] ?? email;
  const lastName = user.lastName ?? '';
  await inTransaction(pool, async (client) => {
    const {
      rows: [department],
    } = await client.query<{ id: string }>('SELECT id FROM departments WHERE theater_id = $1 AND code = $2', [
      theater.id,
      user.department ?? '',
    ]);
    await client.query(
      `INSERT INTO users (id, theater_id, email, hashed_password, first_name, last_name, is_verified, department_id,
        must_change_password) VALUES ($1, $2, $3, $4, $5, $6, true, $7, $8)`,
      [id, theater.id, email, hashed, firstName, lastName, department?.id ?? null, user.mustChangePassword === true],
    );
    await client.query(
      `INSERT INTO employees (id, theater_id, user_id, full_name, email, position, department_id, created_at,
        updated_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8)`,
      [
        newId(),
        theater.id,
        id,
        `${lastName} ${firstName}`.trim(),
        email,
        user.position ?? null,
        department?.id ?? null,
        at,
      ],
    );
    await client.query(
      'INSERT INTO user_roles (id, theater_id, user_id, role_id, granted_at) VALUES ($1, $2, $3, $4, $5)',
      [newId(), theater.id, id, role.id, at],
    );
  });
  return id;
}
