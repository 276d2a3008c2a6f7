/** The technical sheet of a venue on its own page: to be read first, edited where it stands. */
import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconPencil, IconPlus, IconX } from '@tabler/icons-react';
import { type FormEvent, type ReactNode, useState } from 'react';
import { recordDetail } from '../../../shared/features/records/queries.ts';
import { type VenueContact, type VenueSheet, venueSheet } from '../../../shared/features/tours/venue-queries.ts';
import { rowDelete } from '../../../shared/mutations/deletion-mutations.ts';
import { rowCreate } from '../../../shared/mutations/row-mutations.ts';
import type { TableName } from '../../../shared/schema/catalog.ts';
import { useCan } from '../../app/contexts.ts';
import { Loading } from '../../components/loading.tsx';
import { newId } from '../../data/new-id.ts';
import { useMutate } from '../../data/use-mutate.ts';
import { useQuery } from '../../data/use-query.ts';
import { useWords } from '../../i18n/use-words.ts';
import { RecordFields } from '../records/record-fields.tsx';
import { ContactLines, useSheetFacts } from './venue-facts.tsx';
import './tours.css';

const COLUMNS = [
  'address',
  'stage_width',
  'stage_depth',
  'stage_height',
  'proscenium_width',
  'proscenium_height',
  'dock',
  'power',
  'rigging',
  'technical_note',
];

function AddContact({ venueId }: Readonly<{ venueId: string }>): ReactNode {
  const { t } = useWords();
  const mutate = useMutate();
  const [name, setName] = useState('');
  const [role, setRole] = useState('');
  const [phone, setPhone] = useState('');
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const text = (typed: string): string | null => (typed.trim() === '' ? null : typed.trim());
    const values = { venue_id: venueId, name: name.trim(), role: text(role), phone: text(phone) };
    if (values.name === '' || !(await mutate(rowCreate, { table: 'venue_contacts', id: newId(), values }))) return;
    for (const clear of [setName, setRole, setPhone]) clear('');
  };
  const field = (word: string, value: string, put: (typed: string) => void, most: number): ReactNode => (
    <TextInput
      aria-label={word}
      placeholder={word}
      value={value}
      maxLength={most}
      onChange={(event) => put(event.currentTarget.value)}
    />
  );
  return (
    <form className="tour-add" onSubmit={(event) => void submit(event)}>
      {field(t('tours.who'), name, setName, 255)}
      {field(t('tours.contactRole'), role, setRole, 100)}
      {field(t('tours.contactPhone'), phone, setPhone, 50)}
      <Button type="submit" variant="default" leftSection={<IconPlus size={16} />} disabled={name.trim() === ''}>
        {t('tours.addContact')}
      </Button>
    </form>
  );
}

function RemoveContact({ id, name }: VenueContact): ReactNode {
  const { t } = useWords();
  const mutate = useMutate();
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      aria-label={t('tours.removeContact', { name })}
      title={t('tours.removeContact', { name })}
      onClick={() => void mutate(rowDelete, { table: 'venue_contacts', id, deletionId: newId() })}
    >
      <IconX size={16} />
    </ActionIcon>
  );
}

const removing = (contact: VenueContact): ReactNode => <RemoveContact {...contact} />;

function Contacts({ sheet, mayEdit }: Readonly<{ sheet: VenueSheet; mayEdit: boolean }>): ReactNode {
  const { t } = useWords();
  return (
    <section aria-label={t('tours.contacts')}>
      <h3>{t('tours.contacts')}</h3>
      <ContactLines sheet={sheet} act={mayEdit ? removing : undefined} />
      {mayEdit && <AddContact venueId={sheet.id} />}
    </section>
  );
}

function Reading({ sheet }: Readonly<{ sheet: VenueSheet }>): ReactNode {
  const facts = useSheetFacts(sheet);
  return (
    <dl className="venue-facts" data-wide="true">
      {facts.map(([word, value]) => (
        <div key={word}>
          <dt>{word}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Editing({ id }: Readonly<{ id: string }>): ReactNode {
  const { data } = useQuery(recordDetail, { table: 'venues', id });
  if (data === undefined || data === null) return <Loading />;
  return <RecordFields table="venues" detail={data} withKept={false} only={COLUMNS} />;
}

/** Which objects have it. */
export const hasSheet = (table: TableName): boolean => table === 'venues';

export function VenueSheetTab({ id }: Readonly<{ table: TableName; id: string }>): ReactNode {
  const { t } = useWords();
  const { data } = useQuery(venueSheet, { id });
  const [isEdited, setEdited] = useState(false);
  const mayEditSheet = useCan('schedule.edit');
  const mayEditContacts = useCan('tours.edit');
  if (data === undefined) return <Loading />;
  if (data === null) return null;
  return (
    <div className="venue-sheet" data-testid="venue-sheet">
      <section aria-label={t('tours.venueSheet')}>
        <h3>
          {t('tours.venueSheet')}
          <span className="grow" />
          {mayEditSheet && (
            <Button
              size="compact-md"
              variant="default"
              leftSection={isEdited ? undefined : <IconPencil size={16} />}
              onClick={() => setEdited(!isEdited)}
            >
              {t(isEdited ? 'tours.sheet.done' : 'tours.sheet.edit')}
            </Button>
          )}
        </h3>
        {isEdited ? <Editing id={id} /> : <Reading sheet={data} />}
      </section>
      <Contacts sheet={data} mayEdit={mayEditContacts} />
    </div>
  );
}
