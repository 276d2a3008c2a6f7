/** People, laptops, roles and invitations, as they can be taken as files. Codes are in none of them. */
import { fieldName } from '../../../shared/i18n/names.ts';
import { permissionName } from '../../../shared/i18n/permission-names.ts';
import type { LaptopView, OpenInvitation } from '../../../shared/ipc/people-contract.ts';
import { can, permissions } from '../../../shared/rules/permissions.ts';
import { useWords } from '../../i18n/use-words.ts';
import { type DescribedColumn, describedTarget } from '../../sheet/described.ts';
import { useSheetTarget } from '../../sheet/sheet-target.ts';
import type { PersonRow, RoleRow, Team } from './use-team.ts';

/** The people in sight. */
export function usePeopleTarget(people: readonly PersonRow[], isReady: boolean): void {
  const { t, language } = useWords();
  const word = (key: string): string => fieldName(key, language);
  const columns: readonly DescribedColumn<PersonRow>[] = [
    { key: 'name', label: word('full_name'), width: 260, value: ({ name }) => name },
    { key: 'email', label: word('email'), width: 220, value: ({ email }) => email },
    {
      key: 'roles',
      label: t('team.roles'),
      width: 260,
      value: ({ held }) => held.map(({ role }) => role.name).join(', '),
    },
    { key: 'is_active', label: word('is_active'), kind: 'flag', width: 100, value: ({ isActive }) => isActive },
    { key: 'last_login_at', label: word('last_login_at'), kind: 'moment', value: ({ lastLoginAt }) => lastLoginAt },
  ];
  useSheetTarget(describedTarget(isReady ? { title: t('team.tabPeople'), columns, rows: people } : undefined));
}

/** Those that were revoked first, as on the screen. */
export function useLaptopsTarget(laptops: readonly LaptopView[] | undefined): void {
  const { t, language } = useWords();
  const word = (key: string): string => fieldName(key, language);
  const columns: readonly DescribedColumn<LaptopView>[] = [
    { key: 'name', label: word('name'), width: 220, value: ({ name }) => name },
    { key: 'people', label: t('team.tabPeople'), width: 260, value: ({ people }) => people.join(', ') },
    { key: 'app_version', label: word('app_version'), value: ({ appVersion }) => appVersion },
    { key: 'last_seen_at', label: t('team.lastSeen'), kind: 'moment', value: ({ lastSeenAt }) => lastSeenAt },
    { key: 'last_synced_at', label: word('last_synced_at'), kind: 'moment', value: ({ lastSyncedAt }) => lastSyncedAt },
    { key: 'waiting', label: t('team.waitingWork'), kind: 'number', width: 110, value: ({ waiting }) => waiting },
    { key: 'revoked_at', label: word('revoked_at'), kind: 'moment', value: ({ revokedAt }) => revokedAt },
  ];
  const parts = [
    { label: t('team.revoked'), rows: laptops?.filter(({ revokedAt }) => revokedAt !== null) ?? [] },
    { label: t('team.working'), rows: laptops?.filter(({ revokedAt }) => revokedAt === null) ?? [] },
  ];
  const groupedBy = word('status');
  useSheetTarget(
    describedTarget(laptops === undefined ? undefined : { title: t('team.tabLaptops'), columns, parts, groupedBy }),
  );
}

/** Each role with who holds it and what it may. */
export function useRolesTarget({ roles, people, isReady }: Team): void {
  const { t, language } = useWords();
  const word = (key: string): string => fieldName(key, language);
  const holders = (role: RoleRow): readonly PersonRow[] =>
    people.filter(({ held }) => held.some((one) => one.role.id === role.id));
  const rights = ({ permissions: held }: RoleRow): string =>
    permissions
      .filter(({ code }) => can(held, code))
      .map(({ code }) => permissionName(code, language))
      .join(', ');
  const columns: readonly DescribedColumn<RoleRow>[] = [
    { key: 'name', label: word('name'), width: 220, value: ({ name }) => name },
    { key: 'description', label: word('description'), width: 260, value: ({ description }) => description },
    {
      key: 'people',
      label: t('team.tabPeople'),
      width: 260,
      value: (role) =>
        holders(role)
          .map(({ name }) => name)
          .join(', '),
    },
    { key: 'permissions', label: word('permissions'), width: 400, value: rights },
  ];
  useSheetTarget(describedTarget(isReady ? { title: t('team.tabRoles'), columns, rows: roles } : undefined));
}

/** The open ones. */
export function useInvitationsTarget(invitations: readonly OpenInvitation[] | undefined): void {
  const { t, language } = useWords();
  const word = (key: string): string => fieldName(key, language);
  const columns: readonly DescribedColumn<OpenInvitation>[] = [
    { key: 'name', label: word('full_name'), width: 260, value: ({ name }) => name },
    { key: 'email', label: word('email'), width: 220, value: ({ email }) => email },
    { key: 'kind', label: word('kind'), value: ({ kind }) => t(`team.kind_${kind}`) },
    { key: 'created_by_name', label: word('created_by_name'), value: ({ createdByName }) => createdByName },
    { key: 'created_at', label: word('created_at'), kind: 'moment', value: ({ createdAt }) => createdAt },
    { key: 'expires_at', label: word('expires_at'), kind: 'moment', value: ({ expiresAt }) => expiresAt },
  ];
  useSheetTarget(
    describedTarget(
      invitations === undefined ? undefined : { title: t('team.tabInvitations'), columns, rows: invitations },
    ),
  );
}
