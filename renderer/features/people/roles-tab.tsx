/** What a role may do, as a plain list of sentences; own roles are edited by ticking them, system roles are copied. */

import { Button, Checkbox, Stack, Text } from '@mantine/core';
import { IconCopy, IconLock } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useRef, useState } from 'react';
import { permissionGroupName, permissionGroups, permissionName } from '../../../shared/i18n/permission-names.ts';
import { rowCreate } from '../../../shared/mutations/row-mutations.ts';
import { can, permissions } from '../../../shared/rules/permissions.ts';
import { useCan } from '../../app/contexts.ts';
import { newId } from '../../data/new-id.ts';
import { useMutate } from '../../data/use-mutate.ts';
import type { Field } from '../../form/field.ts';
import { FieldControl } from '../../form/field-control.tsx';
import { useRowFields } from '../../form/use-row-fields.ts';
import { useSeen } from '../../form/use-seen.ts';
import { useWords } from '../../i18n/use-words.ts';
import { go } from '../../lib/go.ts';
import { useRestoredScroll } from '../../lib/restored-scroll.ts';
import { useDeletions } from '../../store/deletion-store.ts';
import { PanelHead } from './panel-head.tsx';
import { useRolesTarget } from './people-sheets.ts';
import type { RoleRow, Team } from './use-team.ts';

/** The same set with one permission more or less; an area or «everything» is spelled out first. */
function toggled(held: readonly string[], code: string, isOn: boolean): readonly string[] {
  const plain = permissions.map((permission) => permission.code).filter((known) => can(held, known));
  const unknown = held.filter(
    (known) => known !== '*' && !known.endsWith('.*') && !permissions.some((permission) => permission.code === known),
  );
  return [...new Set([...plain, ...unknown, code])].filter((known) => isOn || known !== code);
}

/** What a role may, ticked one by one: each is saved by itself with what was seen, and a refusal is said here. */
function Rights({ role, field }: Readonly<{ role: RoleRow; field: Field | undefined }>): ReactNode {
  const { t, language } = useWords();
  // Ticked faster than the list comes back: the next tick goes on from the one before.
  const [ticked, setTicked] = useState<{ readonly of: RoleRow; readonly next: readonly string[] }>();
  const held = ticked?.of === role && field?.problem === undefined ? ticked.next : role.permissions;
  const seen = useSeen([...held]);
  const save = (code: string, isOn: boolean): void => {
    const next = [...toggled(held, code, isOn)];
    setTicked({ of: role, next });
    field?.choose(next, seen.take(next));
  };
  return (
    <>
      {held.includes('*') && <Text>{t('team.everything')}</Text>}
      {held.length === 0 && <Text c="dimmed">{t('team.noRights')}</Text>}
      {field?.problem !== undefined && (
        <Text size="sm" c="red" role="alert">
          {field.problem}
        </Text>
      )}
      {permissionGroups.map((group) => {
        const inGroup = permissions.filter(
          (permission) => permission.group === group && (field !== undefined || can(held, permission.code)),
        );
        return inGroup.length === 0 ? null : (
          <fieldset key={group} className="rights" onFocus={seen.begin} onBlur={seen.end}>
            <legend>{permissionGroupName(group, language)}</legend>
            {inGroup.map(({ code }) =>
              field === undefined ? (
                <div key={code} className="right-said">
                  {permissionName(code, language)}
                </div>
              ) : (
                <Checkbox
                  key={code}
                  label={permissionName(code, language)}
                  checked={can(held, code)}
                  onChange={(event) => save(code, event.currentTarget.checked)}
                />
              ),
            )}
          </fieldset>
        );
      })}
    </>
  );
}

/** A role of the theatre's own: its name, what it is for, what it may; each kept as it is typed and saved by itself. */
function OwnRole({ role }: Readonly<{ role: RoleRow }>): ReactNode {
  const values = { name: role.name, description: role.description, permissions: [...role.permissions] };
  const field = useRowFields('roles', role.id, values);
  return (
    <>
      <Stack gap={4}>
        {(['name', 'description'] as const).map((name) => {
          const own = field(name);
          return own === undefined ? null : (
            <div className="field" key={name}>
              <span className="dim">{own.label}</span>
              <FieldControl field={own} />
            </div>
          );
        })}
      </Stack>
      <Rights role={role} field={field('permissions')} />
    </>
  );
}

function RolePanel({ role }: Readonly<{ role: RoleRow }>): ReactNode {
  const { t } = useWords();
  const mutate = useMutate();
  const mayManage = useCan('roles.manage');
  const askToDelete = useDeletions((state) => state.askToDelete);
  const copy = async (): Promise<void> => {
    const id = newId();
    const plain = permissions.map((permission) => permission.code).filter((code) => can(role.permissions, code));
    const values = {
      name: t('team.copyOf', { name: role.name }),
      code: `${role.code}_${id.slice(-6)}`,
      permissions: plain,
    };
    if (await mutate(rowCreate, { table: 'roles', id, values }))
      go({ to: '/people/{-$tab}/{-$id}', params: { tab: 'roles', id } });
  };
  return (
    <aside className="panel" aria-label={role.name} data-testid="role-panel">
      <PanelHead
        title={role.name}
        note={role.isSystem ? t('team.system') : (role.description ?? t('team.ownRole'))}
        tab="roles"
      />
      <Stack gap="md" p={20} className="scroll-column" tabIndex={0} role="region" aria-label={t('team.roleMay')}>
        {mayManage && !role.isSystem ? <OwnRole role={role} /> : <Rights role={role} field={undefined} />}
      </Stack>
      {mayManage && (
        <div className="panel-foot">
          {!role.isSystem && (
            <Button
              variant="default"
              onClick={() => go({ to: '/records/{-$table}/{-$id}', params: { table: 'roles', id: role.id } })}
            >
              {t('team.openCard')}
            </Button>
          )}
          {!role.isSystem && (
            <Button variant="default" onClick={() => askToDelete({ table: 'roles', id: role.id })}>
              {t('team.deleteRole')}
            </Button>
          )}
          <span className="grow" />
          <Button
            variant={role.isSystem ? 'filled' : 'default'}
            leftSection={<IconCopy size={16} />}
            onClick={() => {
              void copy();
            }}
          >
            {t('team.copyRole')}
          </Button>
        </div>
      )}
    </aside>
  );
}

export function RolesTab({ team, id }: Readonly<{ team: Team; id: string | undefined }>): ReactNode {
  const { t } = useWords();
  const chosen = team.roles.find((role) => role.id === id);
  const holders = (role: RoleRow): number =>
    team.people.filter((person) => person.held.some((held) => held.role.id === role.id)).length;
  const scroller = useRef<HTMLElement>(null);
  useRestoredScroll('roles', scroller);
  useRolesTarget(team);
  return (
    <div className="split" data-open={chosen !== undefined}>
      <section ref={scroller} className="split-list" aria-label={t('team.tabRoles')}>
        {team.roles.map((role) => (
          <Link
            key={role.id}
            className="line"
            to="/people/{-$tab}/{-$id}"
            params={{ tab: 'roles', id: role.id }}
            aria-current={role.id === id ? 'true' : undefined}
            data-testid="role"
          >
            <span className="name cut">{role.name}</span>
            <span className="right num">{t('team.holders', { count: holders(role) })}</span>
            <span className="note cut">
              {role.isSystem ? (
                <>
                  <IconLock size={12} aria-hidden /> {t('team.systemRole')}
                </>
              ) : (
                t('team.ownRole')
              )}
            </span>
          </Link>
        ))}
      </section>
      {chosen !== undefined && <RolePanel key={chosen.id} role={chosen} />}
    </div>
  );
}
