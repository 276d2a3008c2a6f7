/** Who goes, and as what: one by one, or from the company of a production at once. */
import { ActionIcon, Autocomplete, Button, Checkbox, Group, ScrollArea, Select, Stack } from '@mantine/core';
import { IconPlus, IconUsersPlus, IconX } from '@tabler/icons-react';
import { type FormEvent, type ReactNode, useState } from 'react';
import { recordOptions } from '../../../shared/features/records/queries.ts';
import type { TourMember, TourPeople } from '../../../shared/features/tours/queries.ts';
import { rowDelete } from '../../../shared/mutations/deletion-mutations.ts';
import { rowCreate, rowUpdate } from '../../../shared/mutations/row-mutations.ts';
import { Dialog } from '../../components/dialog.tsx';
import { LinkTo } from '../../components/link-to.tsx';
import { newId } from '../../data/new-id.ts';
import { useMutate } from '../../data/use-mutate.ts';
import { useQuery } from '../../data/use-query.ts';
import { useWords } from '../../i18n/use-words.ts';

type Props = Readonly<{ tourId: string; people: TourPeople; mayEdit: boolean }>;
type Team = TourPeople['teams'][number];

/** A function, changed where it stands. */
function MemberFunction({ member, mayEdit }: Readonly<{ member: TourMember; mayEdit: boolean }>): ReactNode {
  const { t } = useWords();
  const mutate = useMutate();
  const [typed, setTyped] = useState<string | null>(null);
  const save = async (): Promise<void> => {
    const wanted = typed?.trim() ?? '';
    setTyped(null);
    if (typed === null || wanted === (member.function ?? '')) return;
    await mutate(rowUpdate, {
      table: 'tour_members',
      id: member.id,
      changes: { function: wanted === '' ? null : wanted },
      seen: { function: member.function },
    });
  };
  if (!mayEdit) return <span className="dim">{member.function ?? t('tours.noFunction')}</span>;
  return (
    <input
      className="tour-inline"
      aria-label={`${t('tours.function')}: ${member.name}`}
      placeholder={t('tours.noFunction')}
      value={typed ?? member.function ?? ''}
      maxLength={100}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={() => void save()}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur();
        if (event.key === 'Escape' && typed !== null) {
          event.preventDefault();
          event.stopPropagation();
          setTyped(null);
        }
      }}
    />
  );
}

function Member({ member, mayEdit }: Readonly<{ member: TourMember; mayEdit: boolean }>): ReactNode {
  const { t } = useWords();
  const mutate = useMutate();
  return (
    <li className="tour-member" data-testid="tour-member">
      <LinkTo table="employees" id={member.employeeId} className="object-link cut">
        {member.name}
      </LinkTo>
      <MemberFunction member={member} mayEdit={mayEdit} />
      {mayEdit && (
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t('tours.removeMember', { name: member.name })}
          title={t('tours.removeMember', { name: member.name })}
          onClick={() => void mutate(rowDelete, { table: 'tour_members', id: member.id, deletionId: newId() })}
        >
          <IconX size={16} />
        </ActionIcon>
      )}
    </li>
  );
}

/** The form stays open for the next one. */
function AddMember({ tourId, people }: Omit<Props, 'mayEdit'>): ReactNode {
  const { t } = useWords();
  const mutate = useMutate();
  const employees = useQuery(recordOptions, { table: 'employees' }).data ?? [];
  const [who, setWho] = useState<string | null>(null);
  const [what, setWhat] = useState('');
  const going = new Set(people.members.map(({ employeeId }) => employeeId));
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (who === null) return;
    const values = { tour_id: tourId, employee_id: who, function: what.trim() === '' ? null : what.trim() };
    if (!(await mutate(rowCreate, { table: 'tour_members', id: newId(), values }))) return;
    setWho(null);
    setWhat('');
  };
  return (
    <form className="tour-add" onSubmit={(event) => void submit(event)}>
      <Select
        aria-label={t('tours.who')}
        placeholder={t('tours.who')}
        searchable
        limit={100}
        nothingFoundMessage="—"
        data={employees.filter(({ id }) => !going.has(id)).map(({ id, label }) => ({ value: id, label }))}
        value={who}
        onChange={setWho}
      />
      <Autocomplete
        aria-label={t('tours.function')}
        placeholder={t('tours.function')}
        data={[...new Set(people.members.flatMap(({ function: as }) => as ?? []))]}
        value={what}
        maxLength={100}
        onChange={setWhat}
      />
      <Button type="submit" variant="default" leftSection={<IconPlus size={16} />} disabled={who === null}>
        {t('tours.add')}
      </Button>
    </form>
  );
}

/** People of a company who do not go yet, once each, with the first of their functions. */
const restOf = (team: Team, people: TourPeople): Team['members'] => {
  const known = new Set(people.members.map(({ employeeId }) => employeeId));
  return team.members.filter(({ employeeId }) => {
    if (known.has(employeeId)) return false;
    known.add(employeeId);
    return true;
  });
};

function TeamDialog({
  team,
  tourId,
  people,
  onClose,
}: Readonly<{ team: Team; tourId: string; people: TourPeople; onClose: () => void }>): ReactNode {
  const { t } = useWords();
  const mutate = useMutate();
  const rest = restOf(team, people);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(
    () => new Set(rest.filter(({ isSubstitute }) => !isSubstitute).map(({ employeeId }) => employeeId)),
  );
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    for (const member of rest.filter(({ employeeId }) => chosen.has(employeeId))) {
      const values = { tour_id: tourId, employee_id: member.employeeId, function: member.function };
      if (!(await mutate(rowCreate, { table: 'tour_members', id: newId(), values }))) return;
    }
    onClose();
  };
  return (
    <Dialog title={t('tours.teamTitle', { title: team.title })} onClose={onClose}>
      <form onSubmit={(event) => void submit(event)}>
        <ScrollArea.Autosize mah={420}>
          <Stack gap="xs">
            {rest.map(({ employeeId, name, function: as }) => (
              <Checkbox
                key={employeeId}
                label={`${name} — ${as}`}
                checked={chosen.has(employeeId)}
                onChange={(event) => {
                  const next = new Set(chosen);
                  if (event.currentTarget.checked) next.add(employeeId);
                  else next.delete(employeeId);
                  setChosen(next);
                }}
              />
            ))}
          </Stack>
        </ScrollArea.Autosize>
        <Group justify="flex-end" pt="md">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" disabled={chosen.size === 0} data-autofocus>
            {t('tours.teamAdd', { count: chosen.size })}
          </Button>
        </Group>
      </form>
    </Dialog>
  );
}

export function TourMembers({ tourId, people, mayEdit }: Props): ReactNode {
  const { t } = useWords();
  const [asked, setAsked] = useState<Team | null>(null);
  const teams = people.teams.filter((team) => restOf(team, people).length > 0);
  return (
    <section aria-label={t('tours.members')}>
      <h3>
        {t('tours.members')}
        <span className="dim num">{t('tours.people', { count: people.members.length })}</span>
        <span className="grow" />
        {mayEdit &&
          teams.map((team) => (
            <Button
              key={team.performanceId}
              size="compact-md"
              variant="default"
              leftSection={<IconUsersPlus size={16} />}
              onClick={() => setAsked(team)}
            >
              {t('tours.fromTeam', { title: team.title, count: restOf(team, people).length })}
            </Button>
          ))}
      </h3>
      {people.members.length === 0 && <p className="dim">{t('tours.noMembers')}</p>}
      <ul className="tour-members">
        {people.members.map((member) => (
          <Member key={member.id} member={member} mayEdit={mayEdit} />
        ))}
      </ul>
      {mayEdit && <AddMember tourId={tourId} people={people} />}
      {asked !== null && <TeamDialog team={asked} tourId={tourId} people={people} onClose={() => setAsked(null)} />}
    </section>
  );
}
