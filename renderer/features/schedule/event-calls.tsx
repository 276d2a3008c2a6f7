/** Who is called to an event: as what, when, what they answered; who could stand in; whom the production still has. */
import { Button, Group, Menu, Select, Stack, TextInput } from '@mantine/core';
import { IconPlus, IconUserQuestion, IconUsers, IconX } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { type CallView, type EventDetail, scheduleOptions } from '../../../shared/features/schedule/queries.ts';
import { statusName } from '../../../shared/i18n/names.ts';
import { scheduleCall, scheduleRelease, scheduleReplace } from '../../../shared/mutations/call-mutations.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { Tag, type Tone } from '../../components/status-badge.tsx';
import { newId } from '../../data/new-id.ts';
import { useMutate } from '../../data/use-mutate.ts';
import { useQuery } from '../../data/use-query.ts';
import { useWords } from '../../i18n/use-words.ts';
import { parseTime } from '../../lib/dates.ts';

const TONE: Readonly<Record<NonNullable<CallView['answer']>, Tone>> = {
  invited: 'plain',
  confirmed: 'ok',
  declined: 'bad',
};

/** Somebody else does it: substitutes of the production first, then anybody. */
function Replace({ call }: Readonly<{ call: CallView }>): ReactNode {
  const { t } = useWords();
  const mutate = useMutate();
  const people = useQuery(scheduleOptions, {}).data?.people ?? [];
  const substitutes = new Set(call.substitutes.map(({ employeeId }) => employeeId));
  const give = (employeeId: string | null): void => {
    void mutate(scheduleReplace, { callId: call.id, employeeId, seen: call.employeeId });
  };
  return (
    <Menu position="bottom-end" shadow="md">
      <Menu.Target>
        <Button size="xs" variant={call.employeeId === null ? 'filled' : 'default'}>
          {t(call.employeeId === null ? 'schedule.fill' : 'schedule.replace')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={320} style={{ overflow: 'auto' }}>
        {call.substitutes.length > 0 && <Menu.Label>{t('schedule.substitutes')}</Menu.Label>}
        {call.substitutes.map(({ employeeId, name }) => (
          <Menu.Item key={employeeId} onClick={() => give(employeeId)}>
            {name}
          </Menu.Item>
        ))}
        <Menu.Label>{t('schedule.everybody')}</Menu.Label>
        {people
          .filter(({ id }) => id !== call.employeeId && !substitutes.has(id))
          .map(({ id, name, department }) => (
            <Menu.Item key={id} onClick={() => give(id)}>
              {name} <span className="dim">{department}</span>
            </Menu.Item>
          ))}
        {call.employeeId !== null && (
          <Menu.Item leftSection={<IconUserQuestion size={16} />} onClick={() => give(null)}>
            {t('schedule.nobodyYet')}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

function CallRow({ call, detail }: Readonly<{ call: CallView; detail: EventDetail }>): ReactNode {
  const { t, language } = useWords();
  const mutate = useMutate();
  const isOpen = call.employeeId === null;
  const time = call.call ?? detail.event.call ?? detail.event.start;
  return (
    <tr data-open={isOpen} data-testid="call-row">
      <td className="event-calls-name">{isOpen ? <b>{t('schedule.open')}</b> : call.name}</td>
      <td>
        {call.function}
        {call.department !== null && <span className="dim"> · {call.department}</span>}
      </td>
      <td className="num">
        {time}
        {call.end !== null && `–${call.end}`}
      </td>
      <td>
        {!isOpen && call.answer !== null && <Tag tone={TONE[call.answer]}>{statusName(call.answer, language)}</Tag>}
        {call.note !== null && <div className="dim">{call.note}</div>}
      </td>
      {detail.isPlan && (
        <td>
          <Group gap={4} wrap="nowrap" justify="flex-end">
            <Replace call={call} />
            <Button
              size="xs"
              variant="subtle"
              color="gray"
              px={6}
              aria-label={t('schedule.release', { name: call.name ?? call.function })}
              title={t('schedule.release', { name: call.name ?? call.function })}
              onClick={() => void mutate(scheduleRelease, { ids: [call.id], deletionId: newId() })}
            >
              <IconX size={16} aria-hidden />
            </Button>
          </Group>
        </td>
      )}
    </tr>
  );
}

/** One more: somebody, as something; or a function that is still to be filled. */
function AddCall({ detail }: Readonly<{ detail: EventDetail }>): ReactNode {
  const { t } = useWords();
  const mutate = useMutate();
  const people = useQuery(scheduleOptions, {}).data?.people ?? [];
  const [employeeId, setEmployee] = useState<string | null>(null);
  const [as, setAs] = useState('');
  const [time, setTime] = useState('');
  const callTime = time.trim() === '' ? null : parseTime(time);
  const add = async (): Promise<void> => {
    if (as.trim() === '' || callTime === undefined) return;
    const call = { id: newId(), employeeId, function: as.trim(), callTime };
    if (!(await mutate(scheduleCall, { eventId: detail.event.id, calls: [call] }))) return;
    setEmployee(null);
    setAs('');
    setTime('');
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      <Group gap="xs" align="flex-end">
        <Select
          label={t('schedule.person')}
          placeholder={t('schedule.nobodyYet')}
          data={people.map(({ id, name }) => ({ value: id, label: name }))}
          value={employeeId}
          searchable
          clearable
          allowDeselect={false}
          onChange={(id) => {
            setEmployee(id);
            if (as === '') setAs(people.find((person) => person.id === id)?.position ?? '');
          }}
        />
        <TextInput
          label={t('schedule.function')}
          value={as}
          required
          onChange={(change) => setAs(change.currentTarget.value)}
        />
        <TextInput
          label={t('schedule.field.call')}
          value={time}
          w={90}
          placeholder={detail.event.call ?? ''}
          error={callTime === undefined}
          onChange={(change) => setTime(change.currentTarget.value)}
        />
        <Button type="submit" variant="default" leftSection={<IconPlus size={16} />}>
          {t('schedule.call')}
        </Button>
      </Group>
    </form>
  );
}

export function EventCalls({ detail }: Readonly<{ detail: EventDetail }>): ReactNode {
  const { t } = useWords();
  const mutate = useMutate();
  const { calls, company, isPlan, event, isDeleted } = detail;
  const missing = company.filter(({ isSubstitute }) => !isSubstitute);
  const callAll = (): void => {
    void mutate(scheduleCall, {
      eventId: event.id,
      calls: missing.map((member) => ({
        id: newId(),
        employeeId: member.employeeId,
        function: member.function,
        departmentId: member.departmentId,
      })),
    });
  };
  const mayPlan = isPlan && !isDeleted;
  return (
    <Stack gap="md">
      {mayPlan && missing.length > 0 && (
        <Group>
          <Button leftSection={<IconUsers size={18} />} onClick={callAll}>
            {t('schedule.callAll', { count: missing.length })}
          </Button>
        </Group>
      )}
      {calls.length === 0 ? (
        <EmptyState icon={<IconUsers size={32} />} title={t('schedule.nobodyCalled')} />
      ) : (
        <table className="event-calls">
          <thead>
            <tr>
              <th scope="col">{t('schedule.person')}</th>
              <th scope="col">{t('schedule.function')}</th>
              <th scope="col">{t('schedule.field.call')}</th>
              <th scope="col">{t('schedule.answerWord')}</th>
              {isPlan && <td />}
            </tr>
          </thead>
          <tbody>
            {calls.map((call) => (
              <CallRow key={call.id} call={call} detail={detail} />
            ))}
          </tbody>
        </table>
      )}
      {mayPlan && <AddCall detail={detail} />}
    </Stack>
  );
}
