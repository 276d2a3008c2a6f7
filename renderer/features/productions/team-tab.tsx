/** Who plays and works, as what, and who can stand in: one line per function. */
import { Autocomplete, Button, Checkbox, Group, Menu, Select, TextInput } from '@mantine/core';
import { IconPlus, IconSearch, IconTrash, IconUsers } from '@tabler/icons-react';
import { type FormEvent, type ReactNode, useState } from 'react';
import { type MemberView, productionHead, productionTeam } from '../../../shared/features/productions/queries.ts';
import { recordOptions } from '../../../shared/features/records/queries.ts';
import { rowDelete } from '../../../shared/mutations/deletion-mutations.ts';
import { rowCreate, rowUpdate } from '../../../shared/mutations/row-mutations.ts';
import { useCan } from '../../app/contexts.ts';
import { DepartmentMark } from '../../components/department-mark.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailureState } from '../../components/failure-state.tsx';
import { LinkTo } from '../../components/link-to.tsx';
import { Loading } from '../../components/loading.tsx';
import { RowMenu } from '../../components/row-menu.tsx';
import { newId } from '../../data/new-id.ts';
import { useMutate } from '../../data/use-mutate.ts';
import { useQuery } from '../../data/use-query.ts';
import { useWords } from '../../i18n/use-words.ts';
import { ExportButton } from '../../sheet/export-button.tsx';
import type { ProductionTabProps } from './production-tabs.ts';
import { TabScroll } from './tab-scroll.tsx';
import { functionsOf, type TeamFunction, teamGroups } from './team-model.ts';
import { useTeamSheet } from './team-sheet.ts';

function MemberMenu({ member }: Readonly<{ member: MemberView }>): ReactNode {
  const { t } = useWords();
  const mutate = useMutate();
  return (
    <RowMenu label={t('productions.team.memberActs', { name: member.name, function: member.function })}>
      {() => (
        <>
          <Menu.Item
            onClick={() =>
              void mutate(rowUpdate, {
                table: 'performance_members',
                id: member.id,
                changes: { is_substitute: !member.isSubstitute },
                seen: { is_substitute: member.isSubstitute },
              })
            }
          >
            {t(member.isSubstitute ? 'productions.team.makeMain' : 'productions.team.makeSubstitute')}
          </Menu.Item>
          <Menu.Item
            color="red"
            leftSection={<IconTrash size={16} />}
            onClick={() => void mutate(rowDelete, { table: 'performance_members', id: member.id, deletionId: newId() })}
          >
            {t('productions.team.remove')}
          </Menu.Item>
        </>
      )}
    </RowMenu>
  );
}

function Person({ member, mayEdit }: Readonly<{ member: MemberView; mayEdit: boolean }>): ReactNode {
  const { t } = useWords();
  return (
    <span className="member" data-substitute={member.isSubstitute} data-testid="member">
      <LinkTo table="employees" id={member.employeeId}>
        {member.name}
      </LinkTo>
      {member.isSubstitute && <span className="dim small">{t('productions.team.substitute')}</span>}
      {mayEdit && <MemberMenu member={member} />}
    </span>
  );
}

function FunctionLine({ line, mayEdit }: Readonly<{ line: TeamFunction; mayEdit: boolean }>): ReactNode {
  const { t } = useWords();
  return (
    <li className="team-line">
      <b>{line.function}</b>
      <span className="team-people">
        {line.main.length === 0 && <span className="team-open">{t('productions.team.open')}</span>}
        {[...line.main, ...line.substitutes].map((member) => (
          <Person key={member.id} member={member} mayEdit={mayEdit} />
        ))}
      </span>
    </li>
  );
}

/** Function, person, department, whether they stand in; the form stays open for the next one. */
function AddMember({
  performanceId,
  members,
}: Readonly<{ performanceId: string; members: readonly MemberView[] }>): ReactNode {
  const { t } = useWords();
  const mutate = useMutate();
  const employees = useQuery(recordOptions, { table: 'employees' }).data ?? [];
  const departments = useQuery(recordOptions, { table: 'departments' }).data ?? [];
  const [what, setWhat] = useState('');
  const [who, setWho] = useState<string | null>(null);
  const [department, setDepartment] = useState<string | null>(null);
  const [isSubstitute, setSubstitute] = useState(false);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (what.trim() === '' || who === null) return;
    const known = members.find((member) => member.function === what.trim());
    const values = {
      performance_id: performanceId,
      employee_id: who,
      function: what.trim(),
      is_substitute: isSubstitute,
      department_id: department ?? known?.departmentId ?? null,
    };
    if (!(await mutate(rowCreate, { table: 'performance_members', id: newId(), values }))) return;
    setWhat('');
    setWho(null);
    setSubstitute(false);
  };
  return (
    <form className="team-add" onSubmit={(event) => void submit(event)}>
      <Autocomplete
        size="xs"
        aria-label={t('productions.team.function')}
        placeholder={t('productions.team.function')}
        data={[...new Set(members.map((member) => member.function))]}
        value={what}
        maxLength={100}
        onChange={setWhat}
      />
      <Select
        size="xs"
        aria-label={t('productions.team.who')}
        placeholder={t('productions.team.who')}
        searchable
        limit={100}
        nothingFoundMessage="—"
        data={employees.map(({ id, label }) => ({ value: id, label }))}
        value={who}
        onChange={setWho}
      />
      <Select
        size="xs"
        aria-label={t('productions.list.department')}
        placeholder={t('productions.list.department')}
        clearable
        data={departments.map(({ id, label }) => ({ value: id, label }))}
        value={department}
        onChange={setDepartment}
      />
      <Checkbox
        size="xs"
        label={t('productions.team.asSubstitute')}
        checked={isSubstitute}
        onChange={(event) => setSubstitute(event.currentTarget.checked)}
      />
      <Button
        type="submit"
        size="compact-sm"
        leftSection={<IconPlus size={14} />}
        disabled={what.trim() === '' || who === null}
      >
        {t('productions.team.add')}
      </Button>
    </form>
  );
}

export function TeamTab({ performanceId: id }: ProductionTabProps): ReactNode {
  const { t, language } = useWords();
  const { data, failure } = useQuery(productionTeam, { id });
  const head = useQuery(productionHead, { id }).data;
  const mayEdit = useCan('performances.edit');
  const [find, setFind] = useState('');
  useTeamSheet(head ?? undefined, data);
  if (failure !== undefined) return <FailureState failure={failure} />;
  if (data === undefined) return <Loading />;
  const groups = teamGroups(functionsOf(data, find, language));
  return (
    <>
      <div className="production-tools">
        <TextInput
          size="xs"
          w={200}
          leftSection={<IconSearch size={14} />}
          aria-label={t('productions.team.search')}
          placeholder={t('productions.team.search')}
          value={find}
          onChange={(event) => setFind(event.currentTarget.value)}
        />
        <span className="dim small num">
          {t('productions.team.people', { count: new Set(data.map(({ employeeId }) => employeeId)).size })}
        </span>
        <span className="grow" />
        <ExportButton isQuiet />
      </div>
      <TabScroll name="team" label={t('productions.tab.team')}>
        {mayEdit && <AddMember performanceId={id} members={data} />}
        {data.length === 0 && (
          <EmptyState
            icon={<IconUsers size={40} stroke={1.2} />}
            title={t('productions.team.none')}
            hint={t('productions.team.noneHint')}
          />
        )}
        <div className="team-groups">
          {groups.map((group) => (
            <section key={group.code ?? ''} aria-label={group.name ?? t('productions.team.cast')}>
              <h3>
                {group.code !== null && <DepartmentMark code={group.code} />}
                <span className="grow">{group.name ?? t('productions.team.cast')}</span>
                <Group gap={4} className="dim small num">
                  {group.functions.length}
                </Group>
              </h3>
              <ul>
                {group.functions.map((line) => (
                  <FunctionLine key={line.key} line={line} mayEdit={mayEdit} />
                ))}
              </ul>
            </section>
          ))}
        </div>
      </TabScroll>
    </>
  );
}
