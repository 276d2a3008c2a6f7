/** Who works in the house: roles, the way in, and the way out. */

import { Button, Menu, Stack, TextInput, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconPlus, IconSearch, IconX } from '@tabler/icons-react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { type ReactNode, useRef, useState } from 'react';
import type { InvitationCode } from '../../../shared/ipc/people-contract.ts';
import { rowCreate } from '../../../shared/mutations/row-mutations.ts';
import { useCan } from '../../app/contexts.ts';
import { MAX_FIND } from '../../app/find-search.ts';
import { newId } from '../../data/new-id.ts';
import { useAsk } from '../../data/use-ask.ts';
import { useMutate } from '../../data/use-mutate.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useAddressText } from '../../lib/address-text.ts';
import { formatMoment } from '../../lib/format.ts';
import { go } from '../../lib/go.ts';
import { useRestoredScroll } from '../../lib/restored-scroll.ts';
import { useDeletions } from '../../store/deletion-store.ts';
import { Problem } from '../access/problem.tsx';
import { CodeSheet, type GivenCode } from './code-sheet.tsx';
import { PanelHead } from './panel-head.tsx';
import { usePeopleTarget } from './people-sheets.ts';
import type { PersonRow, Team } from './use-team.ts';

function Roles({ person, team }: Readonly<{ person: PersonRow; team: Team }>): ReactNode {
  const { t } = useWords();
  const mutate = useMutate();
  const mayGive = useCan('roles.manage');
  const askToDelete = useDeletions((state) => state.askToDelete);
  const free = team.roles.filter((role) => !person.held.some((held) => held.role.id === role.id));
  return (
    <div className="chips">
      {person.held.map(({ id, role }) => (
        <span className="chip" key={id}>
          {role.name}
          {mayGive && (
            <button
              type="button"
              aria-label={t('team.removeRole', { name: role.name })}
              onClick={() => askToDelete({ table: 'user_roles', id })}
            >
              <IconX size={14} />
            </button>
          )}
        </span>
      ))}
      {person.held.length === 0 && <span className="dim">{t('team.noRoles')}</span>}
      {mayGive && free.length > 0 && (
        <Menu position="bottom-start">
          <Menu.Target>
            <Button size="compact-sm" variant="default" leftSection={<IconPlus size={14} />}>
              {t('team.addRole')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {free.map((role) => (
              <Menu.Item
                key={role.id}
                onClick={() => {
                  void mutate(rowCreate, {
                    table: 'user_roles',
                    id: newId(),
                    values: { user_id: person.id, role_id: role.id },
                  });
                }}
              >
                {role.name}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </div>
  );
}

/** One act on somebody's access: its name, what it means, and the button. */
function Act({
  label,
  hint,
  isMain,
  isBusy,
  onClick,
}: Readonly<{ label: string; hint: string; isMain?: boolean; isBusy: boolean; onClick: () => void }>): ReactNode {
  return (
    <div className="act">
      <span className="small dim">{hint}</span>
      <Button variant={isMain === true ? 'filled' : 'default'} disabled={isBusy} onClick={onClick}>
        {label}
      </Button>
    </div>
  );
}

function PersonPanel({ person, team }: Readonly<{ person: PersonRow; team: Team }>): ReactNode {
  const { t } = useWords();
  const mayManage = useCan('people.manage');
  const [given, setGiven] = useState<GivenCode>();
  const { ask, isBusy, problem } = useAsk();
  const code = async (kind: GivenCode['kind']): Promise<void> => {
    const answer = await ask(kind === 'reset' ? 'people.resetPassword' : 'people.invite', { userId: person.id });
    if (answer.ok) setGiven({ name: person.name, kind, code: answer.value as InvitationCode });
  };
  const signOut = async (): Promise<void> => {
    const answer = await ask('people.signOutEverywhere', { userId: person.id });
    if (answer.ok) notifications.show({ color: 'teal', message: t('team.everywhereDone'), autoClose: 5000 });
  };
  return (
    <aside className="panel" aria-label={t('team.person')} data-testid="person-panel">
      <PanelHead title={person.name} note={person.email} tab="people" />
      <Stack gap="md" p={20} className="scroll-column">
        <Problem text={problem} />
        <section>
          <Title order={3} size="h5" mb={8}>
            {t('team.roles')}
          </Title>
          <Roles person={person} team={team} />
        </section>
        {mayManage && (
          <section>
            <Title order={3} size="h5" mb={4}>
              {t('team.access')}
            </Title>
            <Act
              label={t('team.invite')}
              hint={t('team.inviteHint')}
              isMain={person.lastLoginAt === null}
              isBusy={isBusy}
              onClick={() => {
                void code('invitation');
              }}
            />
            <Act
              label={t('team.reset')}
              hint={t('team.resetHint')}
              isBusy={isBusy}
              onClick={() => {
                void code('reset');
              }}
            />
            <Act
              label={t('team.everywhere')}
              hint={t('team.everywhereHint')}
              isBusy={isBusy}
              onClick={() => {
                void signOut();
              }}
            />
          </section>
        )}
        <Button
          variant="subtle"
          style={{ alignSelf: 'flex-start' }}
          px={0}
          onClick={() => go({ to: '/records/{-$table}/{-$id}', params: { table: 'users', id: person.id } })}
        >
          {t('team.openCard')}
        </Button>
      </Stack>
      {given !== undefined && <CodeSheet given={given} onClose={() => setGiven(undefined)} />}
    </aside>
  );
}

const route = getRouteApi('/people/{-$tab}/{-$id}');

export function PeopleTab({ team, id }: Readonly<{ team: Team; id: string | undefined }>): ReactNode {
  const { t, language } = useWords();
  const { find = '' } = route.useSearch();
  const [wanted, setWanted] = useAddressText(find, (text) =>
    go({
      to: '/people/{-$tab}/{-$id}',
      params: { tab: 'people', id },
      search: { find: text === '' ? undefined : text },
      replace: true,
    }),
  );
  const needle = wanted.trim().toLocaleLowerCase();
  const shown = team.people.filter((person) => `${person.name} ${person.email}`.toLocaleLowerCase().includes(needle));
  const chosen = team.people.find((person) => person.id === id);
  usePeopleTarget(shown, team.isReady);
  const scroller = useRef<HTMLElement>(null);
  useRestoredScroll('people', scroller);
  return (
    <div className="split" data-open={chosen !== undefined}>
      <section ref={scroller} className="split-list" aria-label={t('team.tabPeople')}>
        <TextInput
          mx={20}
          my={12}
          maw={320}
          leftSection={<IconSearch size={16} />}
          aria-label={t('team.find')}
          placeholder={t('team.find')}
          maxLength={MAX_FIND}
          value={wanted}
          onChange={(event) => setWanted(event.currentTarget.value)}
        />
        {shown.map((person) => (
          <Link
            key={person.id}
            className="line"
            to="/people/{-$tab}/{-$id}"
            params={{ tab: 'people', id: person.id }}
            search={true}
            aria-current={person.id === id ? 'true' : undefined}
            data-testid="person"
          >
            <span className="name cut">{person.name}</span>
            <span className="right">{person.isActive ? '' : t('team.inactive')}</span>
            <span className="note cut">{person.held.map(({ role }) => role.name).join(', ') || t('team.noRoles')}</span>
            <span className="right note num">
              {person.lastLoginAt === null
                ? t('team.neverIn')
                : t('team.lastIn', { when: formatMoment(person.lastLoginAt, language) })}
            </span>
          </Link>
        ))}
        {team.isReady && shown.length === 0 && (
          <p className="dim" style={{ padding: '12px 20px' }}>
            {t('team.nobody')}
          </p>
        )}
      </section>
      {chosen !== undefined && <PersonPanel key={chosen.id} person={chosen} team={team} />}
    </div>
  );
}
