/** Where people of a tour sleep: houses in the order of their nights, and who has which room with whom. */
import { ActionIcon, Button, Menu, SimpleGrid } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { TourPeople, TourRoom, TourStay } from '../../../shared/features/tours/queries.ts';
import { rowDelete } from '../../../shared/mutations/deletion-mutations.ts';
import { rowCreate, rowUpdate } from '../../../shared/mutations/row-mutations.ts';
import { RowMenu } from '../../components/row-menu.tsx';
import { newId } from '../../data/new-id.ts';
import { useAttempt, useMutate } from '../../data/use-mutate.ts';
import { FieldControl } from '../../form/field-control.tsx';
import { FormDialog } from '../../form/form-dialog.tsx';
import { useNewRow } from '../../form/use-new-row.ts';
import { useWords } from '../../i18n/use-words.ts';
import { openObject } from '../../lib/open-record.ts';
import { shortDay } from './tour-text.ts';

type Props = Readonly<{ tourId: string; people: TourPeople; mayEdit: boolean }>;

const COLUMNS = ['tour_id', 'city', 'name', 'address', 'phone', 'arrives_on', 'leaves_on', 'note'];

function NewStay({ tourId, people, onClose }: Readonly<{ tourId: string; people: TourPeople; onClose: () => void }>) {
  const { t } = useWords();
  const attempt = useAttempt();
  // The next house begins where the last one ends.
  const from = people.stays.at(-1)?.leavesOn ?? people.startsOn;
  const [initial] = useState({ tour_id: tourId, arrives_on: from, leaves_on: people.endsOn });
  const form = useNewRow('tour_stays', `tour_stays/${tourId}`, COLUMNS, initial);
  const [problem, setProblem] = useState<string>();
  const submit = async (): Promise<void> => {
    const values = form.read();
    setProblem(undefined);
    if (values === undefined) return;
    const outcome = await attempt(rowCreate, { table: 'tour_stays', id: newId(), values });
    if (!outcome.ok) {
      if (!form.refuse(outcome.details, outcome.sentence, 'leaves_on')) setProblem(outcome.sentence);
      return;
    }
    form.forget();
    onClose();
  };
  const control = (name: string, isFirst = false): ReactNode => {
    const field = form.field(name);
    return field === undefined ? null : (
      <FieldControl key={name} field={field} {...(isFirst ? { also: { 'data-autofocus': true } } : {})} />
    );
  };
  return (
    <FormDialog
      title={t('tours.addStay')}
      size="lg"
      form={form}
      problem={problem}
      word={t('common.create')}
      onSubmit={submit}
      onClose={onClose}
    >
      <SimpleGrid cols={2}>
        {control('city', true)}
        {control('name')}
        {control('arrives_on')}
        {control('leaves_on')}
        {control('address')}
        {control('phone')}
      </SimpleGrid>
      {control('note')}
    </FormDialog>
  );
}

/** A text of a room, changed where it stands. */
function RoomText({
  room,
  column,
  value,
  mayEdit,
}: Readonly<{ room: TourRoom; column: 'room' | 'shares_with'; value: string | null; mayEdit: boolean }>): ReactNode {
  const { t } = useWords();
  const mutate = useMutate();
  const [typed, setTyped] = useState<string | null>(null);
  const word = t(column === 'room' ? 'tours.room' : 'tours.sharesWith');
  if (!mayEdit) return <span className="num">{value ?? '—'}</span>;
  const save = async (): Promise<void> => {
    const wanted = typed?.trim() ?? '';
    setTyped(null);
    if (typed === null || wanted === (value ?? '')) return;
    await mutate(rowUpdate, {
      table: 'tour_rooms',
      id: room.id,
      changes: { [column]: wanted === '' ? null : wanted },
      seen: { [column]: value },
    });
  };
  return (
    <input
      className="tour-inline num"
      data-narrow={column === 'room'}
      aria-label={`${word}: ${room.name}`}
      placeholder={word}
      value={typed ?? value ?? ''}
      maxLength={column === 'room' ? 50 : 255}
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

function Room({ room, mayEdit }: Readonly<{ room: TourRoom; mayEdit: boolean }>): ReactNode {
  const { t } = useWords();
  const mutate = useMutate();
  return (
    <li className="tour-room" data-testid="tour-room">
      <RoomText room={room} column="room" value={room.room} mayEdit={mayEdit} />
      <span className="cut">{room.name}</span>
      <RoomText room={room} column="shares_with" value={room.sharesWith} mayEdit={mayEdit} />
      {mayEdit && (
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t('tours.removeRoom', { name: room.name })}
          title={t('tours.removeRoom', { name: room.name })}
          onClick={() => void mutate(rowDelete, { table: 'tour_rooms', id: room.id, deletionId: newId() })}
        >
          <IconX size={16} />
        </ActionIcon>
      )}
    </li>
  );
}

function Stay({
  stay,
  people,
  mayEdit,
}: Readonly<{ stay: TourStay; people: TourPeople; mayEdit: boolean }>): ReactNode {
  const { t, language } = useWords();
  const mutate = useMutate();
  const lying = new Set(stay.rooms.map(({ employeeId }) => employeeId));
  const without = people.members.filter(({ employeeId }) => !lying.has(employeeId));
  const give = (employeeId: string): void => {
    const values = { stay_id: stay.id, employee_id: employeeId };
    void mutate(rowCreate, { table: 'tour_rooms', id: newId(), values });
  };
  return (
    <section className="tour-stay" aria-label={stay.name} data-testid="tour-stay">
      <h4>
        <span className="cut">
          {`${stay.name}, ${stay.city}`}
          <small className="dim num">
            {[
              t('tours.nights', { from: shortDay(stay.arrivesOn, language), to: shortDay(stay.leavesOn, language) }),
              stay.address,
              stay.phone,
              stay.note,
            ]
              .filter((part) => part !== null && part !== '')
              .join(' · ')}
          </small>
        </span>
        <span className="num" data-tone={without.length > 0 ? 'bad' : undefined}>
          {t('tours.of', { count: lying.size, all: people.members.length })}
        </span>
        <RowMenu label={t('tours.stayActs', { name: stay.name })}>
          {() => (
            <>
              <Menu.Item onClick={() => openObject('tour_stays', stay.id)}>{t('tours.edit')}</Menu.Item>
              {mayEdit && (
                <Menu.Item
                  color="red"
                  onClick={() => void mutate(rowDelete, { table: 'tour_stays', id: stay.id, deletionId: newId() })}
                >
                  {t('tours.delete')}
                </Menu.Item>
              )}
            </>
          )}
        </RowMenu>
      </h4>
      <ul>
        {stay.rooms.map((room) => (
          <Room key={room.id} room={room} mayEdit={mayEdit} />
        ))}
      </ul>
      {without.length > 0 && (
        <div className="tour-without">
          <span data-tone="bad">{t('tours.withoutRoom', { count: without.length })}</span>
          {mayEdit &&
            without.map(({ employeeId, name }) => (
              <Button
                key={employeeId}
                size="compact-sm"
                variant="default"
                leftSection={<IconPlus size={14} />}
                aria-label={t('tours.giveRoom', { name })}
                onClick={() => give(employeeId)}
              >
                {name}
              </Button>
            ))}
        </div>
      )}
    </section>
  );
}

export function TourStays({ tourId, people, mayEdit }: Props): ReactNode {
  const { t } = useWords();
  const [isNew, setNew] = useState(false);
  return (
    <section aria-label={t('tours.stays')}>
      <h3>
        {t('tours.stays')}
        <span className="grow" />
        {mayEdit && (
          <Button size="compact-md" variant="default" leftSection={<IconPlus size={16} />} onClick={() => setNew(true)}>
            {t('tours.addStay')}
          </Button>
        )}
      </h3>
      {people.stays.length === 0 && <p className="dim">{t('tours.noStays')}</p>}
      {people.stays.map((stay) => (
        <Stay key={stay.id} stay={stay} people={people} mayEdit={mayEdit} />
      ))}
      {isNew && <NewStay tourId={tourId} people={people} onClose={() => setNew(false)} />}
    </section>
  );
}
