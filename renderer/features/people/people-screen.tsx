/** «People and laptops»: who works here, on what, with which rights, and who has been invited. */
import { Button } from '@mantine/core';
import { IconUserPlus } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useEffect, useState } from 'react';
import type { PlainKey } from '../../../shared/i18n/dictionary.ts';
import type { LaptopView, OpenInvitation } from '../../../shared/ipc/people-contract.ts';
import { useCan } from '../../app/contexts.ts';
import { Way } from '../../components/way.tsx';
import { useWords } from '../../i18n/use-words.ts';
import { go } from '../../lib/go.ts';
import { ExportButton } from '../../sheet/export-button.tsx';
import { NewRecord } from '../records/new-record.tsx';
import { InvitationsTab } from './invitations-tab.tsx';
import { LaptopsTab } from './laptops-tab.tsx';
import { PeopleTab } from './people-tab.tsx';
import { RolesTab } from './roles-tab.tsx';
import { useHubAnswer } from './use-hub-answer.ts';
import { useTeam } from './use-team.ts';

const TABS = ['people', 'laptops', 'roles', 'invitations'] as const;
type TabName = (typeof TABS)[number];
const WORDS: Readonly<Record<TabName, PlainKey>> = {
  people: 'team.tabPeople',
  laptops: 'team.tabLaptops',
  roles: 'team.tabRoles',
  invitations: 'team.tabInvitations',
};

export function PeopleScreen({ tab, id }: Readonly<{ tab: string | undefined; id: string | undefined }>): ReactNode {
  const { t } = useWords();
  const [isNew, setNew] = useState(false);
  const mayManage = useCan('people.manage');
  const team = useTeam();
  const laptops = useHubAnswer<readonly LaptopView[], 'devices.list'>('devices.list', {});
  const invitations = useHubAnswer<readonly OpenInvitation[], 'people.invitations'>('people.invitations', {});
  const current = TABS.find((name) => name === tab) ?? 'people';
  const { refresh: askLaptops } = laptops;
  const { refresh: askInvitations } = invitations;
  // Turning to a list asks anew: what was just given stands in it.
  useEffect(() => {
    if (current === 'laptops') askLaptops();
    if (current === 'invitations') askInvitations();
  }, [current, askLaptops, askInvitations]);
  const counts: Readonly<Record<TabName, number | undefined>> = {
    people: team.isReady ? team.people.length : undefined,
    laptops: laptops.data?.length,
    roles: team.isReady ? team.roles.length : undefined,
    invitations: invitations.data?.length,
  };
  return (
    <>
      <Way title={t('team.title')} />
      <div className="tabs-row">
        <nav className="tabs num" aria-label={t('team.title')}>
          {TABS.map((name) => (
            <Link
              key={name}
              to="/people/{-$tab}/{-$id}"
              params={{ tab: name, id: undefined }}
              aria-current={name === current ? 'page' : undefined}
            >
              {t(WORDS[name])} {counts[name] ?? ''}
            </Link>
          ))}
        </nav>
        <ExportButton isQuiet />
        {mayManage && (
          <Button variant="default" leftSection={<IconUserPlus size={16} />} onClick={() => setNew(true)}>
            {t('team.newPerson')}
          </Button>
        )}
      </div>
      {current === 'people' && <PeopleTab team={team} id={id} />}
      {current === 'laptops' && <LaptopsTab answer={laptops} id={id} />}
      {current === 'roles' && <RolesTab team={team} id={id} />}
      {current === 'invitations' && <InvitationsTab answer={invitations} />}
      {isNew && (
        <NewRecord
          table="users"
          onClose={() => setNew(false)}
          onCreated={(created) => {
            setNew(false);
            go({ to: '/people/{-$tab}/{-$id}', params: { tab: 'people', id: created } });
          }}
        />
      )}
    </>
  );
}
