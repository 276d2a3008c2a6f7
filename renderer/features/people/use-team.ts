/** People, roles and who holds which, from the replica: works offline. */

import { useMemo } from 'react';
import { recordList } from '../../../shared/features/records/queries.ts';
import type { ArgsOf } from '../../../shared/ipc/query.ts';
import { useQuery } from '../../data/use-query.ts';

export interface RoleRow {
  readonly id: string;
  readonly name: string;
  readonly code: string;
  readonly description: string | null;
  readonly permissions: readonly string[];
  readonly isSystem: boolean;
}

export interface Held {
  /** Of the assignment, so that it can be taken away. */
  readonly id: string;
  readonly role: RoleRow;
}

export interface PersonRow {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly isActive: boolean;
  readonly lastLoginAt: string | null;
  readonly held: readonly Held[];
}

export interface Team {
  readonly people: readonly PersonRow[];
  readonly roles: readonly RoleRow[];
  readonly isReady: boolean;
}

const MOST = 500;
const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const all = (table: string): ArgsOf<typeof recordList> => ({ table, text: '', offset: 0, limit: MOST });

export function useTeam(): Team {
  const users = useQuery(recordList, all('users')).data;
  const roles = useQuery(recordList, all('roles')).data;
  const given = useQuery(recordList, all('user_roles')).data;
  return useMemo(() => {
    const rows: RoleRow[] = (roles?.rows ?? [])
      .map(({ id, values }) => ({
        id,
        name: text(values['name']),
        code: text(values['code']),
        description: text(values['description']) || null,
        isSystem: values['is_system'] === true,
        permissions: Array.isArray(values['permissions']) ? values['permissions'].map(String) : [],
      }))
      .toSorted((a, b) => Number(b.isSystem) - Number(a.isSystem));
    const byId = new Map(rows.map((role) => [role.id, role]));
    const heldBy = Map.groupBy(given?.rows ?? [], ({ values }) => text(values['user_id']));
    const people = (users?.rows ?? []).map(
      ({ id, values }): PersonRow => ({
        id,
        name: `${text(values['first_name'])} ${text(values['last_name'])}`.trim(),
        email: text(values['email']),
        isActive: values['is_active'] === true,
        lastLoginAt: text(values['last_login_at']) || null,
        held: (heldBy.get(id) ?? []).flatMap((row) => {
          const role = byId.get(text(row.values['role_id']));
          return role === undefined ? [] : [{ id: row.id, role }];
        }),
      }),
    );
    return { people, roles: rows, isReady: users !== undefined && roles !== undefined && given !== undefined };
  }, [users, roles, given]);
}
